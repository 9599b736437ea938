"""tantivy: which terms stand in which of the documents taken for weighing, and an index with other fields."""

from pathlib import Path

import pytest
import tantivy

from app.search.asking.plan import plan
from app.search.engines import tantivy_asking, tantivy_index
from app.search.engines.tantivy_asking import AT_ONCE, Candidates
from app.search.engines.tantivy_index import TantivyIndex
from app.search.interface import Document, Found, Order, Question, SearchUnavailableError
from app.search.words.streams import streams

TEXTS = (
    "khiếu nại quyết định thu hồi đất của Ủy ban nhân dân xã Long Phú và tiền bồi thường",
    "kiến nghị sửa con đường nước ngập lâu ngày trước trường học",
    "khieu nai quyet dinh thu hoi dat cua uy ban nhan dan xa va tien boi thuong",
    "nước thải chảy ra kênh, đất ruộng bị nhiễm mặn, lúa chết",
)
LONG = "khieu nai thu hoi dat tien boi thuong duong nuoc ngap truoc truong hoc ruong nhiem man lua chet lau ngay"


def test_every_term_stands_where_it_was_written(tmp_path: Path) -> None:
    engine = TantivyIndex(tmp_path / "index")
    engine.index(Document(number * 4, text) for number, text in enumerate(TEXTS))
    searcher = engine._searcher()
    addresses = [address for _score, address in searcher.search(tantivy.Query.all_query(), limit=9).hits]
    terms = plan(LONG).terms()
    assert len(terms) > 2 * AT_ONCE

    candidates = Candidates(searcher, addresses, terms)

    written = [streams(text) for text in TEXTS]
    for stream, term in terms:
        expected = [number for number, one in enumerate(written) if term in getattr(one, stream)]
        assert candidates.postings(stream, term)[0].tolist() == expected, (stream, term)
    assert candidates.lengths.tolist() == [one.length for one in written]


def test_an_index_with_other_fields_is_built_anew(tmp_path: Path) -> None:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", stored=True)
    tantivy.Index(builder.build(), path=str(tmp_path)).writer(num_threads=1).commit()
    for ask in (TantivyIndex(tmp_path).check, lambda: TantivyIndex(tmp_path).search(Question("đất"))):
        with pytest.raises(SearchUnavailableError, match="fields"):
            ask()


def test_where_many_recent_ones_answer_older_ones_are_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tantivy_index, "RECENT", 3)
    monkeypatch.setattr(tantivy_asking, "MOST_COUNTED", 3)
    engine = TantivyIndex(tmp_path / "index")
    engine.index(Document(n * 4, "nước thải" if n % 2 else "đường ngập", rank=n) for n in range(20, 30))
    engine.index([Document(4, "nước thải và cầu gãy", rank=1)])

    def ask(text: str, order: Order = Order.RELEVANCE) -> Found:
        return engine.search(Question(text, order=order, tallied=2))

    for order in Order:
        assert ask("cầu", order) == Found((4,), 1, newest=(4,))
        assert ask("nước thải", order).count == 6, "two of the last four: all are looked at"
        assert ask("nước thải", order).newest == (27 * 4, 29 * 4)
    engine.index([Document(n * 4, "nước thải", rank=n) for n in (30, 31)])
    for order in Order:
        assert ask("nước thải", order) == Found((31 * 4, 30 * 4, 29 * 4), 3, True, newest=(30 * 4, 31 * 4))
    engine.remove([31 * 4, 30 * 4, 29 * 4])
    assert ask("nước thải").count == 5


def test_a_word_with_any_accents_is_looked_for_once(tmp_path: Path) -> None:
    """Its forms with certain accents only lift: the answers are those of every form beside the others."""
    read = plan("khieu nai thu hoi dat")
    looked_for, every = tantivy_asking._strict(read), tantivy_asking._any_of(read.clauses)
    assert len(looked_for.needed) == 3 and looked_for.lifting
    assert len(looked_for.lifting) < len(every)
    engine = TantivyIndex(tmp_path / "index")
    engine.index(Document(number * 4, text) for number, text in enumerate(TEXTS))
    assert set(engine.search(Question("khieu nai thu hoi dat")).keys) == {0, 8}
