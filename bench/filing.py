"""`python -m bench.filing`: the POST that files a complaint, beside a bare form that inserts as many rows.

In process for the cost of the code; under waitress with parallel clients for what an office gets. Rounds alternate.
"""

import argparse
import http.client
import threading
from collections.abc import Callable, Iterator
from time import perf_counter, process_time

from flask import Flask

from bench import asking, bare, report
from bench.asking import Submission
from bench.houses import ENGINES, House, house
from bench.serving import served

PORTS = (5391, 5392)
CLIENTS = 8
WARM_UP = 20


def in_process(app: Flask) -> Callable[[list[Submission]], float]:
    """Posts a second of processor time, without sockets: what the code costs, whoever else uses the machine."""
    client = app.test_client(use_cookies=False)

    def run(posts: list[Submission]) -> float:
        start = process_time()
        for post in posts:
            answer = client.post(post.path, data=post.body, headers=post.headers)
            assert answer.status_code == 303, answer.text[:500]
        return len(posts) / (process_time() - start)

    return run


def over_http(port: int) -> Callable[[list[Submission]], float]:
    """Posts a second of parallel clients, each on one connection."""

    def run(posts: list[Submission]) -> float:
        queue = iter(posts)
        lock, errors = threading.Lock(), list[str]()
        threads = [threading.Thread(target=_client, args=(port, queue, lock, errors)) for _ in range(CLIENTS)]
        start = perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not errors, errors[0]
        return len(posts) / (perf_counter() - start)

    return run


def _client(port: int, queue: Iterator[Submission], lock: threading.Lock, errors: list[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while True:
        with lock:
            post = next(queue, None)
        if post is None:
            return
        connection.request("POST", post.path, post.body, post.headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 303:
            errors.append(f"{answer.status}")
            return


def measure(here: House, rounds: int, number: int) -> list[dict[str, object]]:
    """Both ways on one engine."""
    ours, bare_one = here.app(), bare.create(here.bare_url)
    ready = {"ours": lambda n: asking.ours(ours, n), "bare": lambda n: asking.bares(bare_one, n)}
    rows = [
        _compare(
            here.engine,
            "in process, of CPU time",
            {"ours": in_process(ours), "bare": in_process(bare_one)},
            ready,
            rounds,
            number,
        )
    ]
    with (
        served("ours", here.url, here.folder, PORTS[0]),
        served("bare", here.bare_url, here.folder, PORTS[1]),
    ):
        ways = {"ours": over_http(PORTS[0]), "bare": over_http(PORTS[1])}
        rows.append(_compare(here.engine, f"waitress, {CLIENTS} clients", ways, ready, rounds, number))
    return rows


def _compare(
    engine: str,
    how: str,
    ways: dict[str, Callable[[list[Submission]], float]],
    ready: dict[str, Callable[[int], list[Submission]]],
    rounds: int,
    number: int,
) -> dict[str, object]:
    for name, run in ways.items():
        run(ready[name](WARM_UP))
    found: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds):
        for name in sorted(ways, reverse=bool(turn % 2)):
            found[name].append(ways[name](ready[name](number)))
    ratios = [a / b for a, b in zip(found["ours"], found["bare"], strict=True)]
    return {
        "engine": engine,
        "how": how,
        "filings/s": report.median(found["ours"]),
        "bare form/s": report.median(found["bare"]),
        "ratio": report.median(ratios),
        "ratios": " ".join(f"{ratio:.2f}" for ratio in ratios),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--number", type=int, default=200, help="posts a round")
    parser.add_argument("--engine", choices=ENGINES, action="append")
    given = parser.parse_args()
    rows = []
    for engine in given.engine or ENGINES:
        with house(engine) as here:
            rows += measure(here, given.rounds, given.number)
    report.table("Filing a complaint: 8 rows, audit chain and outbox included", rows)
    report.as_json("filing", rows=rows)


if __name__ == "__main__":
    main()
