"""Search engines beside SQLite's FTS5 with the same terms: building, adding one, and questions by class.

    python -m bench.search [--documents 10000,50000] [--engines fts5,whoosh,tantivy,postgres] [--keep FOLDER]

Petitions of some 250 syllables, drawn from the pairs of syllables that the analyser knows, with names, plots and
decisions; they are drawn and analysed once, into files that every engine is built from (and another run, with --keep).
After 200,000 their texts come again, each with a number of its own. Where several sizes are asked for, an engine grows
from one to the next. Times are milliseconds of this process on a processor (of PostgreSQL, which is another process, by
the clock), p50/p95 over distinct questions; first: lists not yet read, warm: asked again.
"""

import argparse
import pickle
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import accumulate, pairwise
from pathlib import Path
from statistics import quantiles
from typing import Any

from sqlalchemy import text as sql

from app.persistence.db import db
from app.persistence.transaction import transaction
from app.search import opening
from app.search.asking.plan import plan
from app.search.engines.postgres_terms import AGE
from app.search.interface import Document, Order, Question
from app.search.upkeep.home import Progress
from app.search.upkeep.table_home import TableHome
from app.search.words import streams as analyser
from app.search.words.accents import model
from app.search.words.characters import folded
from app.search.words.streams import Streams, streams
from bench.houses import house

COMMON = ("đất", "bồi thường", "khiếu nại", "thu hồi", "quyết định", "nước thải", "xã Long Phú", "đường", "ô nhiễm")
NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Thạch Sơn", "Lâm Thị Mỹ", "Huỳnh Kim Em", "Danh Út", "Lý Hoàng Tuấn")
STREAMS = ("exact", "folded", "pairs")
TONES = str.maketrans("\u0300\u0301\u0303\u0309\u0323", "12345")
SYLLABLES = 230
DISTINCT = 200_000
STRETCH = 1000  # petitions of one file; sizes are whole stretches
MOST = 10_000_000
QUESTIONS = 30


class Corpus:
    """Document n depends on n alone."""

    def __init__(self) -> None:
        self._model = model()
        self._starts = [word for word in self._model.often if self._model.often[word] > 2000]  # noqa: PLR2004
        self._rows: dict[str, tuple[list[str], list[float]]] = {}

    def text(self, number: int, syllables: int = SYLLABLES) -> str:
        return f"{self.story(number % DISTINCT, syllables)} {ending(number)}"

    def story(self, number: int, syllables: int = SYLLABLES) -> str:
        draw = random.Random(number)
        words = [draw.choice(self._starts)]
        while len(words) < syllables:
            after, sums = self._after(words[-1])
            words.append(draw.choices(after, cum_weights=sums)[0] if after else draw.choice(self._starts))
        shown = [_composed(word) for word in words]
        for phrase in (*draw.sample(COMMON, 2), draw.choice(NAMES)):
            shown.insert(draw.randrange(len(shown)), phrase)
        plot = f"thửa {draw.randint(1, 3000)} tờ bản đồ số {draw.randint(1, 90)}"
        return f"{' '.join(shown)}. {plot}."

    def _after(self, word: str) -> tuple[list[str], list[float]]:
        """What follows a word, and the running sums of how often."""
        if word not in self._rows:
            found = self._model._of(word)
            self._rows[word] = (list(found), list(accumulate(found.values())))
        return self._rows[word]


class Analysed:
    """Streams of the petitions on disk. While one is indexed, the engines get its streams from here."""

    def __init__(self, corpus: Corpus, count: int, folder: Path) -> None:
        self._folder, self.now = folder, Streams()
        for first in range(0, min(count, DISTINCT), STRETCH):
            if not self._file(first).exists():
                self._write(corpus, first)

    def documents(self, start: int, stop: int) -> Iterator[Document]:
        """Those from one number to before another, both of whole stretches."""
        for first in range(start, stop, STRETCH):
            with self._file(first).open("rb") as kept:
                for number in range(first, first + STRETCH):
                    self.now = _joined(pickle.load(kept), analyser.streams(ending(number)))  # noqa: S301 - our own
                    yield Document(number * 4, "", rank=number)

    def _file(self, first: int) -> Path:
        return self._folder / f"{first % DISTINCT}.streams"

    def _write(self, corpus: Corpus, first: int) -> None:
        unfinished = self._folder / "unfinished"
        with unfinished.open("wb") as out:
            for number in range(first, first + STRETCH):
                pickle.dump(streams(corpus.story(number)), out, pickle.HIGHEST_PROTOCOL)
        unfinished.replace(self._file(first))

    @contextmanager
    def given(self, module: Any) -> Iterator[None]:
        """Instead of the analyser of an engine, or of this module."""
        own, module.streams = module.streams, lambda _text, _title="": self.now
        yield
        module.streams = own


def ending(number: int) -> str:
    return f"Quyết định số {number}/QĐ-UBND."


def _joined(story: Streams, end: Streams) -> Streams:
    for name in STREAMS:
        getattr(story, name).update(getattr(end, name))
    story.length += end.length
    return story


def _composed(word: str) -> str:
    """The syllable with its tone on a vowel again."""
    if word and "\u0300" <= word[-1] <= "\u036f":
        at = next((i for i in range(len(word) - 2, -1, -1) if word[i] in "aăâeêioôơuưy"), None)
        if at is not None:
            return word[: at + 1] + word[-1] + word[at + 1 : -1]
    return word


def questions(corpus: Corpus, count: int) -> dict[str, list[str]]:
    draw = random.Random(5)
    some = [corpus.text(draw.randrange(count)).split() for _ in range(QUESTIONS)]
    at = [draw.randrange(SYLLABLES - 8) for _ in some]
    two = [" ".join(words[i : i + 2]) for words, i in zip(some, at, strict=True)]
    four = [" ".join(words[i : i + 4]) for words, i in zip(some, at, strict=True)]
    return {
        "number": [f"{draw.randrange(min(count, DISTINCT))}/QĐ-UBND" for _ in range(QUESTIONS)],
        "no such number": [f"{2 * MOST + draw.randrange(count)}/QĐ-UBND" for _ in range(QUESTIONS)],
        "name": list(NAMES),
        "one common": [word for word in COMMON if " " not in word] + ["việc", "người", "quyền", "nước", "luật"],
        "two words": two,
        "four words": four,
        "unaccented": [_bare(text) for text in four],
        "with a place": [f"{text} xã Long Phú" for text in two],
    }


def _bare(text: str) -> str:
    return folded(text)


class Fts5:
    """SQLite's own, with the terms of our streams, all of them weighed."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / "fts.db", check_same_thread=False)
        self._db.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS d USING fts5(terms, content='', "
            "detail=none, tokenize=\"unicode61 remove_diacritics 0 tokenchars '~#@:._=-'\")"
        )

    def index(self, documents: Iterator[Document]) -> int:
        count = 0
        for document in documents:
            found = streams(document.text)
            row = " ".join(
                _token(name, t) for name in STREAMS for t, n in getattr(found, name).items() for _ in range(n)
            )
            self._db.execute("INSERT INTO d(rowid, terms) VALUES (?, ?)", (document.key + 1, row))
            count += 1
        self._db.commit()
        return count

    def remove(self, keys: list[int]) -> None:
        """It keeps no content to remove by; a few more hurt nothing."""

    def search(self, question: Question) -> Any:
        parts = []
        for clause in plan(question.text).clauses:
            if clause.is_required:
                parts.append("(" + " OR ".join(f'"{_token(a.stream, a.term)}"' for a in clause.alternatives) + ")")
        match = " AND ".join(parts) or '"nothing"'
        count = self._db.execute("SELECT count(*) FROM d WHERE d MATCH ?", (match,)).fetchone()[0]
        order = "bm25(d)" if question.order is Order.RELEVANCE else "rowid DESC"
        best = self._db.execute(f"SELECT rowid FROM d WHERE d MATCH ? ORDER BY {order} LIMIT 20", (match,)).fetchall()
        return count, best


def _token(stream: str, term: str) -> str:
    """One token of unicode61: a letter for the stream, the tone as a digit."""
    return stream[0] + term.replace(" ", ".").translate(TONES)


def timed(do: Callable[[], Any], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    do()
    return (clock() - start) * 1000


def spread(times: list[float]) -> str:
    cut = quantiles(times, n=20, method="inclusive")
    return f"{cut[9]:7.2f} /{cut[18]:8.2f}"


@contextmanager
def empty(name: str) -> Iterator[tuple[Any, Any]]:
    """An engine and the module whose analyser it calls."""
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        if name == "fts5":
            yield Fts5(Path(folder) / "i"), sys.modules[__name__]
        elif name == "postgres":
            with house("postgresql") as here, here.app().app_context():
                yield TableHome().begin(Progress()).engine, import_module("app.search.engines.postgres_index")
        else:
            made = opening.engine_class(name)
            yield made(Path(folder) / "i"), sys.modules[made.__module__]


def measure(name: str, sizes: list[int], corpus: Corpus, analysed: Analysed) -> None:
    clock = time.perf_counter if name == "postgres" else time.process_time
    cpu = wall = 0.0
    with empty(name) as (engine, module):
        for before, count in pairwise([0, *sizes]):
            with analysed.given(module):
                cpu, wall = cpu - time.process_time(), wall - time.perf_counter()
                if name == "postgres" and before >= DISTINCT:
                    repeat(before, count)
                else:
                    engine.index(analysed.documents(before, count))
                if name == "postgres":
                    settle()
                cpu, wall = cpu + time.process_time(), wall + time.perf_counter()
            print(f"{name:8} {count:9,} built in {cpu:6.1f} s CPU, {wall:6.1f} s", flush=True)
            extra = [Document(n * 4, corpus.text(n), rank=n) for n in range(MOST + count, MOST + count + 20)]
            print(
                f"         {'add one':14} {spread([timed(lambda d=d: engine.index(iter([d])), clock) for d in extra])}"
            )
            engine.remove([document.key for document in extra])
            ask(engine, questions(corpus, count), clock)
            if name != "postgres":  # it searches in another process
                beside(engine, questions(corpus, count)["four words"])


def repeat(before: int, count: int) -> None:
    """In PostgreSQL the texts that come again are copied by the server, their numbers too: only the age is another. The
    index of terms is made anew afterwards, which takes a fraction of the time and tells nothing about building."""
    copied = sql("""INSERT INTO search_entry (generation_id, key, rank, length, terms)
        SELECT generation_id, key + 4 * CAST(:more AS bigint), rank + :more, length,
            ts_delete(terms, '@' || rank / :age) || array_to_tsvector(ARRAY['@' || (rank + :more) / :age])
        FROM search_entry WHERE key < 4 * CAST(:distinct AS bigint)""")
    with transaction() as session:
        index = session.scalar(sql("SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_search_entry_terms'"))
        session.execute(sql("DROP INDEX ix_search_entry_terms"))
        for more in range(before, count, DISTINCT):
            session.execute(copied, {"more": more, "distinct": DISTINCT, "age": AGE})
        session.execute(sql("SET LOCAL maintenance_work_mem = '2GB'"))
        session.execute(sql(index))


def settle() -> None:
    """What autovacuum does in life."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sql("VACUUM (ANALYZE) search_entry"))


def ask(engine: Any, classes: dict[str, list[str]], clock: Callable[[], float]) -> None:
    for kind, asked in classes.items():
        first = [timed(lambda t=t: engine.search(Question(t)), clock) for t in asked]
        warm = [timed(lambda t=t: engine.search(Question(t)), clock) for t in asked]
        newest = [timed(lambda t=t: engine.search(Question(t, order=Order.NEWEST)), clock) for t in asked]
        print(f"         {kind:14} first {spread(first)}  warm {spread(warm)}  newest {spread(newest)}", flush=True)


def beside(engine: Any, asked: list[str]) -> None:
    """A thread that works, a moment's and a page's work at a time, alone and while another searches without a pause."""
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            for text in asked:
                engine.search(Question(text))

    def work(steps: int) -> float:
        return quantiles(
            [timed(lambda: sum(i * i for i in range(steps))) for _ in range(60 + 1_600_000 // steps)], n=20
        )[18]

    for what, steps in (("a moment", 4000), ("a page", 200_000)):
        alone = work(steps)
        thread = threading.Thread(target=search)
        thread.start()
        busy = work(steps)
        stop.set()
        thread.join()
        stop.clear()
        spent = f"{alone:.2f} / {busy:.2f} = {busy / alone:.1f}"
        print(f"         {what:14} of another thread, p95 alone / while searching {spent}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", default="10000")
    parser.add_argument("--engines", default="fts5,whoosh,tantivy")
    parser.add_argument("--keep", type=Path, help="a folder for the analysed petitions")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.documents.split(",")]
    corpus = Corpus()
    some = [corpus.text(number) for number in range(500)]
    print(f"analysing one petition: {timed(lambda: [streams(text) for text in some], time.process_time) / 500:.2f} ms")
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        analysed = Analysed(corpus, sizes[-1], asked.keep or Path(folder))
        for name in asked.engines.split(","):
            measure(name, sizes, corpus, analysed)


if __name__ == "__main__":
    main()
