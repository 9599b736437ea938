"""Does the time of an answer tell whether a code exists? Unknown, wrong in one character, malformed: medians and z.

    python -m bench.tracking [ROUNDS]

Each round asks all three in random order; |z| below 2.6 over 2,000 rounds says that nothing can be told apart.
"""

import random
import sys
import time
from math import sqrt
from statistics import mean, median, pvariance

from app.web import doors
from bench.houses import house
from tests.builders import a_case
from tests.web.public.pen import csrf_of


def main(rounds: int) -> None:
    """Print a line for each kind of code, and one for each pair."""
    with house("sqlite") as here:
        app = here.app()
        doors.limiter.enabled = False
        with app.app_context():
            receipt, _case = a_case().filed("2026-11-16").receipt_and_case()
        code = receipt.tracking_code
        kinds = {
            "unknown": "0" * 28,
            "wrong": code[:-1] + ("0" if code[-1] != "0" else "1"),
            "malformed": "không phải mã nào",
        }
        client = app.test_client()
        token = csrf_of(client.get("/tra-cuu"))
        took: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _round in range(rounds + 20):
            for kind in random.sample(list(kinds), len(kinds)):
                began = time.perf_counter()
                answer = client.post("/tra-cuu", data={"csrf_token": token, "code": kinds[kind]})
                took[kind].append(time.perf_counter() - began)
                assert answer.status_code == 422
    report({kind: values[20:] for kind, values in took.items()})


def report(took: dict[str, list[float]]) -> None:
    """Trimmed of the slowest twentieth, which is the machine's."""
    kept = {kind: sorted(values)[: len(values) * 19 // 20] for kind, values in took.items()}
    for kind, values in kept.items():
        print(f"{kind:10} median {median(values) * 1000:.3f} ms, mean {mean(values) * 1000:.3f} ms")
    names = list(kept)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            a, b = kept[one], kept[other]
            z = (mean(a) - mean(b)) / sqrt(pvariance(a) / len(a) + pvariance(b) / len(b))
            print(f"{one} / {other}: z = {z:+.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
