"""Labels, reasons and formats: each member and each code has its words."""

import ast
import re
from datetime import UTC, date, datetime

import pytest

from app import lawbook
from app.domain import vocabulary, workflow
from app.domain.citations import Citation
from app.i18n import formats, labels, locale, reasons
from tests.architecture.documents import enumerations
from tests.architecture.source import CODE, name, tree

REFUSALS = {"NotAllowed", "NotFound", "WrongState", "Conflict", "NotCompetent", "LawUnknown", "BadInput", "Problem"}
CODE_FORM = re.compile(r"[a-z]+(_[a-z]+)+")


def test_every_member_has_a_label() -> None:
    members = [member for enumeration in enumerations() for member in enumeration]
    assert [member for member in members if member not in labels.LABELS.get(type(member), {})] == []


def test_members_kept_as_the_same_word_have_their_own_labels() -> None:
    assert vocabulary.Step.ANSWER == vocabulary.DocumentKind.ANSWER
    assert labels.label(vocabulary.Step.ANSWER) == "Trả lời"
    assert labels.label(vocabulary.DocumentKind.ANSWER) == "Văn bản trả lời"


def test_every_reason_has_a_sentence() -> None:
    codes = {
        (argument.value, name(path))
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in REFUSALS
        for argument in node.args[:2]
        if isinstance(argument, ast.Constant)
        and CODE_FORM.fullmatch(str(argument.value))
        and not (getattr(node.func, "id", "") == "Problem" and argument is node.args[0])
    }
    codes |= {(condition, "app/domain/workflow.py") for condition in workflow.CONDITIONS}
    assert sorted((code, file) for code, file in codes if code not in reasons.REASONS) == []


@pytest.fixture
def instruments(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"LKN": {"vi": "Luật Khiếu nại 2011", "en": "Law on Complaints 2011"}}
    monkeypatch.setattr(formats, "_instruments", names)


@pytest.mark.usefixtures("instruments")
@pytest.mark.parametrize(
    ("cited", "language", "said"),
    [
        (Citation("LKN", "28", "1"), "vi", "khoản 1 Điều 28 Luật Khiếu nại 2011"),
        (Citation("LKN", "28", "1"), "en", "Art. 28(1), Law on Complaints 2011"),
        (Citation("LKN", "11", "1", "a"), "vi", "điểm a khoản 1 Điều 11 Luật Khiếu nại 2011"),
        (Citation("LKN", "11", "1", "a"), "en", "Art. 11(1)(a), Law on Complaints 2011"),
        (Citation("LKN"), "vi", "Luật Khiếu nại 2011"),
        (Citation("LKN", "9"), "km", "មាត្រា 9 Luật Khiếu nại 2011"),
        (Citation("XYZ", "1"), "en", "Art. 1, XYZ"),
    ],
)
def test_a_citation_reads_as_law(cited: Citation, language: str, said: str) -> None:
    assert formats.citation(cited, language) == said


@pytest.mark.parametrize(
    ("key", "vi", "en"),
    [
        ("LKN", "Luật Khiếu nại 2011", "Law on Complaints 2011"),
        ("N124", "Nghị định 124/2020/NĐ-CP", "Decree No. 124/2020/NĐ-CP"),
        ("L136", "Luật 136/2025/QH15", "Law No. 136/2025/QH15"),
        ("DESIGN", "Mức phục vụ của hệ thống", "Service level of this system, not a rule of law"),
    ],
)
def test_an_instrument_has_a_short_name(key: str, vi: str, en: str) -> None:
    names = formats.short_names(lawbook.load().instruments[key])
    assert (names["vi"], names["en"]) == (vi, en)


def test_laws_and_terms_have_khmer_names() -> None:
    law = lawbook.load()
    assert formats.short_names(law.instruments["LKN"])["km"] == "ច្បាប់ស្តីពីបណ្តឹងតវ៉ា 2011"
    assert formats.short_names(law.instruments["N124"])["km"] == "អនុក្រឹត្យ លេខ 124/2020/NĐ-CP"
    names = [*(one.names for one in law.instruments.values()), *law.clock_names.values()]
    assert [name for name in names if not re.search("[\u1780-\u17ff]", name.get("km", ""))] == []


def test_days_and_moments_are_those_of_vietnam() -> None:
    late = datetime(2025, 3, 30, 20, 30, tzinfo=UTC)
    assert formats.day(late) == "31/03/2025"
    assert formats.moment(late) == "03:30 31/03/2025"
    assert formats.day(None) == ""
    assert formats.long_day(date(2025, 3, 31)) == "ngày 31 tháng 3 năm 2025"
    assert formats.long_day(date(2025, 3, 31), "en") == "31 March 2025"
    assert formats.weekday(date(2026, 11, 23)) == "Thứ Hai"
    assert formats.weekday(date(2026, 11, 23), "en") == "Monday"


def test_numbers_are_written_as_in_the_language() -> None:
    assert formats.number(1234.5) == "1.234,5"
    assert formats.number(1234.5, "en") == "1,234.5"
    assert formats.size(1_300_000) == "1,2 MB"
    assert formats.size(10) == "1 KB"


@pytest.mark.parametrize(
    ("due", "said"),
    [(date(2026, 11, 23), "hạn hôm nay"), (date(2026, 11, 26), "còn 3 ngày"), (date(2026, 11, 20), "quá hạn 3 ngày")],
)
def test_nearness_of_a_due_date(due: date, said: str) -> None:
    assert formats.days_left(due, date(2026, 11, 23)) == said


def test_the_language_is_of_the_block_and_of_the_moment() -> None:
    greeting = locale.lazy_gettext("Không ai dịch câu %(number)s này", number=1)
    assert str(greeting) == "Không ai dịch câu 1 này"
    with locale.use("en"):
        assert locale.current() == "en"
        with locale.use("xx"):
            assert locale.current() == "vi"
        assert locale.current() == "en"
    assert locale.current() == "vi"
