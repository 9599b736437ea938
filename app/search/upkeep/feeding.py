"""Writing the index: what the outbox tells, in batches; and building a new generation beside the one that answers.

Killed anywhere, it goes on from what was remembered after the last commit; what is written twice is written the same.
"""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.reception import Visit
from app.persistence.queries.finding import questions
from app.search import projection
from app.search.keys import Kind, key
from app.search.upkeep import changes
from app.search.upkeep.changes import Changes, Follower
from app.search.upkeep.home import Generation, Home, Progress

log = logging.getLogger(__name__)

HELPING = 2000  # rows between two commits of a building
LONGEST_ABSENCE = timedelta(days=7)  # later the outbox may have been swept of what the index has not seen


class Feeder:
    """Feeds the index of one engine. One at a time, over all processes."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._follower: Follower | None = None
        self._followed = ""
        self.fed: frozenset[int] = frozenset()  # cases that the last look has written

    def feed(self, now: datetime) -> bool:
        """Write what has changed; tell whether there may be more. SearchUnavailableError: it must be built anew."""
        self.fed = frozenset()
        with self._home.writing() as is_ours:
            return self._feed(self._home.current(), now) if is_ours else False

    def _feed(self, generation: Generation, now: datetime) -> bool:
        follower = self._of(generation)
        found = follower.next()
        if found:
            write(generation, found)
            self.fed = found.cases
        else:
            generation.engine.check()
        cursor = follower.settle(now)
        if found or cursor != generation.progress.cursor:
            self._home.remember(generation, replace(generation.progress, cursor=cursor))
        return found.has_more

    def _of(self, generation: Generation) -> Follower:
        if self._follower is None or self._followed != generation.name:
            self._follower, self._followed = Follower(generation.progress.cursor), generation.name
        return self._follower


def write(generation: Generation, found: Changes) -> None:
    """Bring the documents of changed rows up to date; those that may not be found any more go."""
    documents = [*projection.of_cases(found.cases), *projection.of_visits(found.visits)]
    documents += projection.of_questions(found.questions)
    kept = {document.key for document in documents}
    named = {key(kind, one) for kind in (Kind.CASE, Kind.PUBLIC) for one in found.cases}
    named |= {key(Kind.VISIT, one) for one in found.visits}
    named |= {key(Kind.QUESTION, one) for one in found.questions}
    generation.engine.index(documents)
    if named - kept:
        generation.engine.remove(sorted(named - kept))
    if found.erases:
        generation.engine.optimize()


class Building:
    """A new generation, built by helpings, each of them committed and remembered."""

    def __init__(self, home: Home, *, anew: bool = False) -> None:
        """Goes on with one that was begun, unless `anew`. Inside home.building_alone()."""
        self._home = home
        found = None if anew else home.building()
        self._generation = found or home.begin(_beginning())

    @property
    def progress(self) -> Progress:
        return self._generation.progress

    def help(self) -> bool:
        """One helping; True when nothing is left. The last one reads what came meanwhile, and the new one answers."""
        progress, engine = self.progress, self._generation.engine
        if progress.cases_done < progress.cases_all:
            ids = _following(Case.id, progress.cases_done)
            engine.index(projection.of_cases(ids))
            done = ids[-1] if len(ids) == HELPING else max([progress.cases_all, *ids[-1:]])
            self._remember(replace(progress, cases_done=done))
        elif progress.visits_done < progress.visits_all:
            ids = _following(Visit.id, progress.visits_done)
            engine.index(projection.of_visits(ids))
            done = ids[-1] if len(ids) == HELPING else max([progress.visits_all, *ids[-1:]])
            self._remember(replace(progress, visits_done=done))
        else:
            self._finish()
            return True
        db.session.remove()
        return False

    def _finish(self) -> None:
        follower = Follower(self.progress.cursor)
        while found := follower.next():
            write(self._generation, found)
        self._generation.engine.index(
            projection.of_questions(questions.every_id())
        )  # few; an empty house has an index too
        self._remember(replace(self.progress, is_whole=True))
        with self._home.writing(wait=True):
            self._home.switch(self._generation)

    def _remember(self, progress: Progress) -> None:
        self._generation = self._home.remember(self._generation, progress)


def _beginning() -> Progress:
    session = db.session()
    cursor = changes.newest()  # before the rows are counted: what comes between is read twice, and harms nothing
    cases, visits = (int(session.scalar(select(func.max(column))) or 0) for column in (Case.id, Visit.id))
    return Progress(cursor=cursor, cases_all=cases, visits_all=visits)


def _following(column: object, done: int) -> list[int]:
    query = select(column).where(column > done).order_by(column).limit(HELPING)  # type: ignore[operator,call-overload]
    return list(db.session().scalars(query))
