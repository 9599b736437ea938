"""Terms as lexemes of a tsvector, and clauses as a tsquery; made in Python, so that no dictionary and no extension is
needed. `=` marks the exact stream, `+` the pairs, `@` the age; the folded stream stands as it is."""

from collections.abc import Iterable

from app.search.asking.plan import EXACT, PAIRS, Alternative, Clause, Plan
from app.search.words.streams import Streams

MOST_OFTEN = 8  # positions stand for how often a term comes; more says nothing more
LONGEST = 200
AGE = 20_000  # numbers of one age
_MARK = {EXACT: "=", PAIRS: "+"}


def lexeme(stream: str, term: str) -> str:
    text = (_MARK.get(stream, "") + term)[:LONGEST].replace("\\", "\\\\").replace("'", "''")
    return f"'{text}'"


def vector(found: Streams, rank: int) -> str:
    """The literal of a tsvector."""
    parts = [_age(rank)]
    for stream in (EXACT, "folded", PAIRS):
        for term, often in getattr(found, stream).items():
            count = min(round(often), MOST_OFTEN)
            places = ":" + ",".join(map(str, range(1, count + 1))) if count > 1 else ""
            parts.append(lexeme(stream, term) + places)
    return " ".join(parts)


def recent(query: str, newest: int, ages: int) -> str:
    """The documents of a query that are of the last ages."""
    last = " | ".join(_age(newest - back * AGE) for back in range(ages))
    return f"({query}) & ({last})"


def _age(rank: int) -> str:
    return f"'@{rank // AGE}'"


def any_of(alternatives: Iterable[Alternative]) -> str:
    return "(" + " | ".join(lexeme(one.stream, one.term) for one in alternatives) + ")"


def strict(plan: Plan) -> str:
    """Documents with all the words and one of the places."""
    parts = [any_of(clause.widest) for clause in plan.clauses if clause.is_required]
    if plan.placed:
        parts.append(widely(plan.placed))
    return " & ".join(parts) or widely(plan.clauses)


def widely(clauses: Iterable[Clause]) -> str:
    """Documents with any of these."""
    return any_of(one for clause in clauses for one in clause.widest)
