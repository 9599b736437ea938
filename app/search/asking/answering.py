"""A question put to a source: as it stands, and where nothing has all of it, more widely."""

from functools import partial

import numpy as np

from app.search.asking.plan import plan
from app.search.asking.ranking import Source, Weighed, weigh
from app.search.asking.slips import slips


def ask(text: str, source: Source) -> Weighed:
    read = plan(text)
    weighed = weigh(read, source)
    if weighed.strict.any():
        return weighed
    return weigh(plan(text, loose=True, slips=slips(read.row, partial(_seen, source))), source)


def _seen(source: Source, stream: str, term: str) -> int:
    ids, _often = source.postings(stream, term)
    return int(np.count_nonzero(source.visible[ids]))
