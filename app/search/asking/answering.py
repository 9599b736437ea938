"""A question put to a source: as it stands, and where nothing has all of it, more widely."""

from app.search.asking.plan import plan
from app.search.asking.ranking import Source, Weighed, weigh
from app.search.asking.slips import slips


def ask(text: str, source: Source) -> Weighed:
    read = plan(text)
    weighed = weigh(read, source)
    if weighed.strict.any():
        return weighed
    return weigh(plan(text, loose=True, slips=slips(read.row, source)), source)
