"""What the arrays say is what Whoosh itself says."""

from pathlib import Path

import numpy as np
import pytest
from whoosh import index as whoosh_index
from whoosh.query import And, Term

from app.search.engines import whoosh_postings
from app.search.engines.whoosh_index import WhooshIndex
from app.search.engines.whoosh_seal import Seal
from app.search.interface import Document, Question, SearchUnavailableError
from tests.search.evaluation.petitions import petitions

KEY = b"k" * 32


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two segments, with something removed from the first."""
    place = tmp_path_factory.mktemp("arrays") / "index"
    index, texts = WhooshIndex(place), petitions()[:60]
    index.index(Document(n, one.text, rank=n) for n, one in enumerate(texts))
    index.index([Document(3, "thu hồi đất thu hồi đất"), Document(100, "thu hồi đất")])
    return place


def test_every_list_is_the_one_that_whoosh_reads(folder: Path) -> None:
    reader = whoosh_index.open_dir(str(folder)).reader()
    for leaf, _base in reader.leaf_readers():
        terms = list(leaf.all_terms())
        assert len(terms) > 5
        for field, term in terms[::23]:
            if field == "key":
                continue
            ids, weights = whoosh_postings.read(leaf, field, term)
            alive = np.array([not leaf.is_deleted(number) for number in ids], bool)  # Whoosh leaves these out here
            ids, weights = ids[alive], weights[alive]
            slow_ids, slow_weights = whoosh_postings.read_slowly(leaf, field, term)
            assert np.array_equal(ids, slow_ids)
            assert np.allclose(weights, slow_weights)


def test_as_many_documents_have_all_the_words(folder: Path) -> None:
    index = WhooshIndex(folder)
    with whoosh_index.open_dir(str(folder)).searcher() as searcher:
        for words in ("thu hoi dat", "uy ban", "nuoc thai", "khoa", "xa long phu"):
            query = And([Term("folded", word) for word in words.split()])
            stock = {int(searcher.stored_fields(n).get("key", n)) for n in query.docs(searcher)}
            seen = index.snapshot()
            arrays = [set(seen.postings("folded", word)[0].tolist()) for word in words.split()]
            ours = {n for n in set.intersection(*arrays) if seen.alive[n]}
            assert len(ours) == len(stock), words


def test_nothing_changed_is_opened(tmp_path: Path) -> None:
    place = tmp_path / "index"
    WhooshIndex(place, KEY).index([Document(1, "thu hồi đất")])
    assert WhooshIndex(place, KEY).search(Question("thu hoi")).keys == (1,)
    with pytest.raises(SearchUnavailableError, match="seal"):
        WhooshIndex(place, b"x" * 32).search(Question("thu hoi"))
    toc = next(place.glob("*.toc"))
    toc.write_bytes(toc.read_bytes() + b"cos\nsystem\n")
    with pytest.raises(SearchUnavailableError, match="changed"):
        WhooshIndex(place, KEY).search(Question("thu hoi"))
    with pytest.raises(SearchUnavailableError):
        Seal(place, KEY).generation(opened=None)


def test_a_block_of_postings_names_no_class() -> None:
    with pytest.raises(Exception, match="in a block of postings"):
        whoosh_postings.load_plain(b"cos\nsystem\n(S'true'\ntR.")
