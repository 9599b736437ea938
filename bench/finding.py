"""`python -m bench.finding`: pages of answers from question to last byte, of staff and for everybody; and whether the
time of an answer tells a word that stands only in what is hidden from one that nobody wrote (as bench.hidden of cases).
Milliseconds on a processor, database and index included; whatever else the machine does.
"""

import argparse
import math
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime
from time import process_time
from typing import Any

from flask import Flask
from sqlalchemy import text
from sqlalchemy.engine import Connection

from app.persistence.db import db
from app.search import opening
from app.search.upkeep.feeding import Building
from app.services.finding import searching
from bench import queue, report, synthetic
from bench.houses import house
from bench.search import Corpus

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
PUBLISHED = 10  # one case in so many
LONG, SHORT = 230, 50  # syllables: of one case in five, and of the others, which are field reports for the most part
PLACES = ("31510", "31507", "31528", "31531", "31540", "31552")
QUESTIONS = {
    "one common": ("đất", "nước thải", "đường", "quyết định", "người", "luật"),
    "two words": ("thu hồi", "bồi thường", "khiếu nại", "ô nhiễm", "công trình", "bảo hiểm"),
    "four words": ("bồi thường thu hồi đất", "quyết định xử phạt hành chính", "giấy chứng nhận quyền sử dụng"),
    "unaccented": ("boi thuong thu hoi dat", "quyet dinh xu phat", "o nhiem nuoc thai", "khieu nai ve dat"),
    "with a place": ("bồi thường xã Long Phú", "nước thải xã Long Phú", "khiếu nại phường Phú Lợi"),
    "a name": ("Nguyễn Văn An", "Trần Thị Bình", "thach son", "Huỳnh Kim Em"),
    "a slip": ("Nguyển Văn An", "Huỳnh Kin Em", "bồi thườn thu hồi"),
    "nothing": ("huơ khoắng nguýt", "ngoằng nghuyễn khuỷu"),
}
RIMES = "oán oát oạc uẩn uất uỷn oẻn oét uýt uạc oải oáy uầy uổi iếu yểu uỗm uốc iễm iệp".split()
WORDS = [f"z{letters}{rime}" for letters in "kl vr km hv lk mt vk tl".split() for rime in RIMES]
"""Nobody writes any of these, and none is one slip from a word. All are of one length and fold to different ones."""
EACH = 24  # words of a kind
LIKE = 12  # characters by which pages may differ that hold the words and a number
DECISIONS = """INSERT INTO decision (case_id, kind, number, signed_on, content, remedy, published_on)
SELECT case_id, 'decision', case_id || '/QĐ-UBND', :day, content, '', :day FROM petition WHERE case_id % :every = 0"""


def fill(connection: Connection, count: int) -> None:
    """Cases with texts to find, one in ten published, and words that stand only in cases that our people do not see."""
    synthetic.fill(connection, count)
    corpus, draw = Corpus(), random.Random(3)
    rows = (
        {"id": n, "t": corpus.text(n, SHORT if n % 5 else LONG), "u": draw.choice(PLACES)} for n in range(1, count + 1)
    )
    statement = text("UPDATE petition SET content = :t, unit_code = :u WHERE id = :id")
    while some := [row for _n, row in zip(range(2000), rows, strict=False)]:
        connection.execute(statement, some)
    elsewhere = 'SELECT id FROM "case" WHERE body_id <> :busy AND intake_body_id <> :busy AND id % :every > 0 LIMIT 200'
    busy = connection.scalar(text("SELECT id FROM body WHERE code = :code"), {"code": synthetic.BUSY_BODY})
    spoken = text(f"UPDATE petition SET content = content || :more WHERE case_id IN ({elsewhere})")  # noqa: S608
    hidden, _nobody, _control = kinds()
    connection.execute(spoken, {"more": f" {' '.join(hidden)}.", "busy": busy, "every": PUBLISHED})
    connection.execute(text(DECISIONS), {"day": synthetic.TODAY, "every": PUBLISHED})
    published = text('UPDATE "case" SET published_on = :day WHERE id % :every = 0')
    connection.execute(published, {"day": synthetic.TODAY, "every": PUBLISHED})
    connection.commit()


def build() -> None:
    home = opening.home()
    with home.building_alone():
        building = Building(home, anew=True)
        while not building.help():
            continue


def staff_page(app: Flask, who: str) -> Callable[[str], str]:
    """The words kept, and the page of their answers."""
    get = queue.signed_in(app, who)

    def ask(words: str) -> str:
        with app.app_context():
            search_id = searching.ask(queue.actor_of(who), words, at=NOW)
        return get(f"/tim-kiem/{search_id}")

    return ask


def public_page(app: Flask) -> Callable[[str], str]:
    client = app.test_client()
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/ket-qua-cong-khai").text)
    assert found is not None

    def ask(words: str) -> str:
        answer = client.post("/ket-qua-cong-khai", data={"csrf_token": found[1], "words": words}, headers=_somebody())
        assert answer.status_code == 200, answer.status
        return answer.text

    return ask


def _somebody() -> dict[str, str]:
    """An address of its own for each question: the limits are not what is measured."""
    draw = random.SystemRandom()
    return {"X-Forwarded-For": ".".join(str(draw.randrange(1, 255)) for _ in range(4))}


def times(ask: Callable[[str], str], rounds: int) -> dict[str, Any]:
    """p50 / p95 of every class, each question some rounds; the first time of each apart."""
    row: dict[str, Any] = {}
    firsts = []
    for kind, asked in QUESTIONS.items():
        firsts += [_ms(ask, words) for words in asked]
        spent = sorted(_ms(ask, words) for _ in range(rounds) for words in asked)
        row[kind] = f"{spent[len(spent) // 2]:.0f} / {spent[int(0.95 * (len(spent) - 1))]:.0f}"
    firsts.sort()
    row["asked first"] = f"{firsts[len(firsts) // 2]:.0f} / {firsts[int(0.95 * (len(firsts) - 1))]:.0f}"
    return row


def kinds() -> list[list[str]]:
    """Words that stand in what is hidden, words that nobody wrote, and as many again of these, for control."""
    drawn = random.Random(8).sample(WORDS, 3 * EACH)
    return [drawn[first : first + EACH] for first in range(0, len(drawn), EACH)]


def told(ask: Callable[[str], str], rounds: int) -> dict[str, Any]:
    """Each word asked some times, all in random order, and then the medians of the words of one kind beside those of
    another: words differ by themselves, so that it is words that are counted. Within ±3 of z nothing is told."""
    hidden, nobody, control = kinds()
    every = [*hidden, *nobody, *control]
    sizes = [len(ask(word)) for word in every]
    assert max(sizes) - min(sizes) < LIKE, "one of them is found"
    spent: dict[str, list[float]] = {word: [] for word in every}
    draw = random.Random(9)
    for _ in range(rounds):
        for word in draw.sample(every, len(every)):
            spent[word].append(_ms(ask, word))
    middle = {word: report.median(times) for word, times in spent.items()}
    row: dict[str, Any] = {"words": EACH, "times each": rounds, "ms": report.median(list(middle.values()))}
    for name, some, others in (("hidden", hidden, nobody), ("control", control, nobody)):
        first, second = ([middle[word] for word in words] for words in (some, others))
        row |= {f"{name}: gap ms": report.median(first) - report.median(second), f"{name}: z": _ranked(first, second)}
    return row


def _ranked(first: list[float], second: list[float]) -> float:
    """z of Mann and Whitney: whether those of the first are the greater ones."""
    above = sum((a > b) + (a == b) / 2 for a in first for b in second)
    pairs = len(first) * len(second)
    return (above - pairs / 2) / math.sqrt(pairs * (len(first) + len(second) + 1) / 12)


def _ms(ask: Callable[[str], str], words: str) -> float:
    start = process_time()
    ask(words)
    return 1000 * (process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--times", type=int, default=40, help="that each hidden word and each nonsense word is asked")
    given = parser.parse_args()
    with house("sqlite") as here:
        app = here.app()
        app.config["NOW"] = NOW
        with app.app_context():
            with db.engine.connect() as connection:
                fill(connection, given.cases)
            print(f"index of {given.cases:,} cases: {report.seconds(build):,.0f} s")
            db.session.remove()
        pages = {who: staff_page(app, who) for who in ("officer", "head", "inspector")} | {
            "everybody": public_page(app)
        }
        rows = [{"who": who} | times(ask, given.rounds) for who, ask in pages.items()]
        leaks = [{"who": who} | told(pages[who], given.times) for who in ("officer", "head", "everybody")]
    report.table(f"Pages of answers over {given.cases:,} cases, ms p50 / p95", rows)
    report.table("Hidden words and nonsense", leaks)
    report.as_json("finding", cases=given.cases, rows=rows, leaks=leaks)


if __name__ == "__main__":
    main()
