"""`python -m bench.hidden`: does the time of an answer tell a case that is kept from somebody from one that never was?
Pairs of requests in random order; the median of their differences, and how often the hidden one was the slower: half
the time where nothing is told. The answers themselves are held equal by tests/security/matrix.
"""

import argparse
import math
import random
from time import perf_counter
from typing import Any

from flask.testing import FlaskClient

from app.domain.vocabulary import CaseKind
from bench import report
from bench.houses import ENGINES, house
from tests import cast
from tests.builders import a_case

ABSENT = 98_765
PATHS = ("/ho-so/{}", "/ho-so/{}/danh-tinh", "/ho-so/{}/de-xuat")


def pairs(browser: FlaskClient, path: str, hidden: int, count: int) -> dict[str, Any]:
    """Milliseconds of both, and the z of the sign test: within ±3 nothing is told."""
    draw, spent = random.Random(8), {hidden: [0.0] * 0, ABSENT: [0.0] * 0}  # noqa: S311 - an order, no secret
    for _ in range(count):
        for number in draw.sample((hidden, ABSENT), 2):
            start = perf_counter()
            answer = browser.get(path.format(number))
            spent[number].append(1000 * (perf_counter() - start))
            assert answer.status_code == 404
    gaps = [one - other for one, other in zip(spent[hidden], spent[ABSENT], strict=True)]
    slower = sum(gap > 0 for gap in gaps)
    return {
        "path": path,
        "pairs": count,
        "hidden ms": report.median(spent[hidden]),
        "absent ms": report.median(spent[ABSENT]),
        "gap ms": report.median(gaps),
        "hidden slower": slower / count,
        "z": (slower - count / 2) / math.sqrt(count / 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--engine", choices=ENGINES, default="sqlite")
    given = parser.parse_args()
    with house(given.engine) as made:
        app = made.app()
        with app.app_context():
            cast.move_in()
            case = a_case(CaseKind.DENUNCIATION).filed("2026-07-13", respondent_name="Nguyễn Văn Dũng").made()
            hidden = case.id
            browser = cast.sign_in(app.test_client(), "dung")
        rows = [pairs(browser, path, hidden, given.pairs) for path in PATHS]
    report.table("A hidden case and none", rows)
    report.as_json("hidden", rows=rows)


if __name__ == "__main__":
    main()
