"""The analyser: forms, keystrokes, numbers, passages."""

import unicodedata

import pytest

from app.search.asking.plan import NUMBER, plan
from app.search.passages import marked, passage
from app.search.words.accents import guessed
from app.search.words.characters import forms
from app.search.words.keystrokes import decoded
from app.search.words.streams import streams
from app.search.words.syllables import is_folded_syllable, is_syllable
from tests.search.evaluation import writing
from tests.search.evaluation.petitions import topics

NEVER = "xyz brr đđ ubnd qsdđ strong".split()


def test_one_word_however_it_is_written() -> None:
    for one, other in (("hòa", "hoà"), ("THỦY", "thuỷ"), ("Mỹ", "mĩ"), ("quý", "quí"), ("đất", "ĐẤT")):
        assert forms(one) == forms(other) == forms(unicodedata.normalize("NFD", one))
    assert forms("đường")[1] == "duong"
    assert streams("15/QÐ-UBND của xã").folded == streams("15/QĐ-UBND của xã").folded, "the letter of Iceland"


def test_keystrokes_are_decoded_and_nothing_else_is() -> None:
    words = {
        w for topic in topics() for text in (*topic["questions"], *topic["tellings"]) for w in text.lower().split()
    }
    known = {word for word in words if word.isalpha() and is_syllable(word) and not word.isascii()}
    assert len(known) > 400
    for word in known:
        for typed in (writing.telex(word), writing.vni(word)):
            meant = decoded(typed, surely=True)
            assert meant is not None and forms(meant) == forms(word), (word, typed, meant)
    for word in words:
        assert decoded(word) is None or not word.isascii()


@pytest.mark.parametrize("word", NEVER)
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)
    assert not is_folded_syllable(word)


def test_numbers_in_every_writing() -> None:
    for one, other in (
        ("15/QĐ-UBND", "015/QD-UBND"),
        ("thửa 045, tờ bản đồ số 07", "tờ bản đồ 7 thửa đất số 45"),
        ("ngày 13 tháng 7 năm 2026", "13/07/2026"),
        ("1.250 m2", "1250 m2"),
    ):
        marks = [{t for t in streams(text).folded if t[0] in "#@" or ":" in t or t == "1250"} for text in (one, other)]
        assert marks[0] & marks[1]
        assert marks[0] == marks[1] or one.startswith("ngày")


def test_likely_accents() -> None:
    assert [word for word, _sure in guessed("thu hoi dat".split())] == [forms(w)[0] for w in "thu hồi đất".split()]
    assert dict(guessed("doi voi quan an cua toi".split()))[forms("quân")[0]] < 0.9, "it may be a quán ăn as well"
    assert guessed([]) == []


def test_a_name_is_no_street_and_no_small_word() -> None:
    assert plan("đơn của ông Dương Long Rết").places == ()
    assert len(plan("rác ở đường Trần Phú").places) == len(plan("rac o duong tran phu").places) + 1 == 1
    required = {one.alternatives[0].term for one in plan("đơn của ông Đỗ Thu Tú").clauses if one.is_required}
    assert required == {forms(word)[0] for word in ("Đỗ", "Thu", "Tú")}


def test_a_document_number_with_and_without_its_year() -> None:
    asked = plan("15/2026/QĐ-UBND")
    (named,) = (one for one in asked.clauses if one.weight == NUMBER)
    assert {one.term for one in named.alternatives} == {"#152026qdubnd", "#15qdubnd"}
    assert "#15qdubnd" in streams("theo Quyết định 015/2026/QĐ-UBND").folded


def test_a_passage_shows_what_was_asked_for() -> None:
    text = "Mở đầu dài dòng. " * 20 + "UBND xã thu hồi đất của tôi. " + "Kết thúc. " * 20
    found = passage("thu hoi dat", text)
    assert [part for part, is_hit in found.parts if is_hit] == ["thu hồi đất"]
    assert not found.begins and not found.ends
    far = passage("đền bù", "Thu hồi đất. " * 3000 + "Tôi chưa được bồi thường. " + "Hết lời. " * 3000)
    assert [part for part, is_hit in far.parts if is_hit] == ["bồi thường"], "what means the same, far inside"
    assert not far.begins and not far.ends
    assert [part for part, hit in marked("ủy ban nhân dân", "Đơn gửi UBND xã").parts if hit] == ["UBND"]
    number = passage("215/QĐ-UBND", "Đất đai. " * 40 + "Theo Quyết định số 215/QĐ-UBND. " + "Hết lời. " * 40)
    assert {"215", "QĐ", "UBND"} <= {part for part, is_hit in number.parts if is_hit}
    assert passage("gì", "").parts == ()
    assert "".join(part for part, _hit in passage("không có", "Ngắn.").parts) == "Ngắn."
