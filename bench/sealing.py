"""`python -m bench.sealing`: what the sealed compartment costs: the share of filing a denunciation that goes into keys
and envelopes, opening a case, and giving a case to a colleague. `--number` says how many of each.
"""

import argparse
import secrets
from collections.abc import Callable
from time import perf_counter
from typing import Any

from app.domain.confidentiality import Purpose
from app.domain.facts import Actor
from app.domain.vocabulary import CaseKind, Role
from app.persistence import envelopes
from app.persistence.queries import cases
from app.persistence.transaction import transaction
from app.services.intake import disclosure, filing
from app.services.sealing import case_keys, keepers
from bench import report
from bench.houses import ENGINES, house
from tests import cast
from tests.builders import a_petition
from tests.times import at

FILED, NOW = at("2026-07-13 08:00"), at("2026-07-14 08:00")
TIMED = ((case_keys, "seal_case"), (case_keys, "desk_for"), (envelopes, "put"))


class Watch:
    """Adds up the time inside some functions; what one of them calls of the others counts once."""

    def __init__(self) -> None:
        self.spent, self._depth = 0.0, 0

    def over(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            self._depth += 1
            start = perf_counter()
            try:
                return function(*args, **named)
            finally:
                self._depth -= 1
                self.spent += (perf_counter() - start) if self._depth == 0 else 0.0

        return timed


def filings(kind: CaseKind, number: int) -> tuple[float, float, list[int]]:
    """Milliseconds of one filing, the part of it spent on seals, and the cases."""
    watch, plain = Watch(), [(room, name, getattr(room, name)) for room, name in TIMED]
    for room, name, function in plain:
        setattr(room, name, watch.over(function))
    petition, made = a_petition(kind), []
    start = perf_counter()
    for _ in range(number):
        made.append(filing.file(cast.AN, petition, secrets.token_urlsafe(24), at=FILED).case_id)
    whole = perf_counter() - start
    for room, name, function in plain:
        setattr(room, name, function)
    return whole / number * 1000, watch.spent / number * 1000, made


def each(act: Callable[[int], object], case_ids: list[int]) -> float:
    """Milliseconds of doing something to one case."""
    start = perf_counter()
    for case_id in case_ids:
        act(case_id)
    return (perf_counter() - start) / len(case_ids) * 1000


def measure(engine: str, number: int) -> dict[str, object]:
    with house(engine) as here, here.app().app_context():
        cast.move_in()
        with transaction():
            for _ in range(2):  # beside the desk, the head and the paper: five copies of each
                keepers.add(None, envelopes.new_pair().public, keepers.RECOVERY, None, at=FILED)
        plain, _none, _cases = filings(CaseKind.RECOMMENDATION, number)
        sealed, seals, case_ids = filings(CaseKind.DENUNCIATION, number)
        head = _head(case_ids[0])
        return {
            "engine": engine,
            "copies": len(case_keys.recipients(case_ids[0], head.body_id or 0, FILED.date())),
            "file open, ms": plain,
            "file sealed, ms": sealed,
            "of it seals, ms": seals,
            "share": seals / sealed,
            "open a case, ms": each(lambda i: disclosure.disclose(head, i, Purpose.VERIFY, at=NOW), case_ids),
        }


def _head(case_id: int) -> Actor:
    """The head of the cast where the case lies; the demo has heads of its own there, whose keys nobody holds here."""
    case = cases.known(case_id)
    assert case is not None
    heads = [cast.actor(name) for name, person in cast.PEOPLE.items() if person.role is Role.HEAD]
    return next(head for head in heads if head.body_id == case.body_id)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=300)
    asked = parser.parse_args()
    rows = [measure(engine, asked.number) for engine in ENGINES]
    report.table("The sealed compartment", rows)
    report.as_json("sealing", rows=rows)


if __name__ == "__main__":
    main()
