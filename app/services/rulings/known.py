"""What is known where a question is asked: the law with the days off confirmed here, and the public bodies. Asked once
for a file of questions; without a database, the law and the bodies as they were delivered."""

from sqlalchemy.exc import SQLAlchemyError

from app import lawbook
from app.domain.competence import BodyDirectory
from app.domain.rules import LawBook
from app.persistence.models.body import Body
from app.persistence.queries import bodies
from app.persistence.seed import reading
from app.services.law import law_in_force


def law() -> LawBook:
    """The law in force here."""
    try:
        return law_in_force()
    except SQLAlchemyError:
        return lawbook.load()


def directory() -> BodyDirectory:
    """Bodies of the database; those of the seed files while nobody has loaded it."""
    try:
        known = bodies.directory()
    except SQLAlchemyError:
        known = BodyDirectory.of(())
    if known.by_code:
        return known
    return BodyDirectory.of(Body(id=number, **row).facts() for number, row in enumerate(reading.rows("bodies"), 1))
