"""tantivy: which terms stand in which of the documents taken for weighing, and an index with other fields."""

from pathlib import Path

import pytest
import tantivy

from app.search.asking.plan import plan
from app.search.engines.tantivy_index import AT_ONCE, Candidates, TantivyIndex
from app.search.interface import Document, Question, SearchUnavailableError
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
