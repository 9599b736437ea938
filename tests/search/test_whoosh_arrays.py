"""What the arrays say is what Whoosh itself says."""

from pathlib import Path

import numpy as np
import pytest
from whoosh import index as whoosh_index
from whoosh.query import And, Term

from app.search.engines import whoosh_merging, whoosh_postings
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
            stock = set(query.docs(searcher))
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


def test_ten_of_one_size_become_one_and_large_ones_stay() -> None:
    assert whoosh_merging.chosen([(2000, 0)] * 30 + [(1, 0)] * 9) == set()
    assert whoosh_merging.chosen([(2000, 0), *[(1, 0)] * 10, *[(50, 0)] * 10]) == set(range(1, 11))
    assert whoosh_merging.chosen([(2000, 999), (2000, 1001), (5, 5)]) == {1, 2}


def test_written_one_by_one_it_is_the_same_index_in_few_segments(tmp_path: Path) -> None:
    texts = petitions()[:45]
    single, whole = WhooshIndex(tmp_path / "single"), WhooshIndex(tmp_path / "whole")
    for number in (*range(45), *range(0, 45, 2)):
        single.index([Document(number, texts[number].text, rank=number)])
        single.snapshot()  # of a searcher in the same process: what stays is not opened again
    whole.index(Document(number, one.text, rank=number) for number, one in enumerate(texts))
    for one in (single, whole):
        one.remove(range(7))
    assert len(whoosh_index.open_dir(str(tmp_path / "single")).reader().leaf_readers()) < 2 * whoosh_merging.TOGETHER
    for words in ("thu hoi dat", "nước thải", "xã long phú"):
        found = single.search(Question(words))
        assert found == whole.search(Question(words)) == WhooshIndex(tmp_path / "single").search(Question(words))
    single.remove(range(45))
    assert single.search(Question("thu hoi dat")).count == 0


def test_a_commit_opens_only_what_it_has_written(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path / "index")
    index.index([Document(1, "thu hồi đất"), Document(2, "nước thải")])
    before = index.snapshot()
    index.index([Document(2, "thu hồi đất"), Document(3, "cầu gãy")])
    after = index.snapshot()
    assert set(after.readers) > set(before.readers)
    assert all(after.readers[name] is reader for name, reader in before.readers.items())
    assert index.search(Question("thu hoi dat")).count == 2
    assert index.search(Question("nuoc thai")).count == 0
