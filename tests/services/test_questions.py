"""Questions and answers: written by staff, checked, released by the head, found by everybody, withdrawn."""

import pytest
from flask_sqlalchemy import SQLAlchemy

from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.domain.vocabulary import CaseKind
from app.persistence.models import AuditEntry, PublicQuestion
from app.services.finding import answered, published, questions
from app.services.finding.questions import Draft
from app.services.likeness import for_citizens
from app.services.settlement import answering
from tests import cast
from tests.builders import a_case, a_petition
from tests.houses import both_engines
from tests.search import indexing
from tests.times import at

pytestmark = both_engines
NOW = at("2026-07-21 08:00")
ASKED = "Khi nào phường nạo vét cống ở khóm 3?"
TOLD = "Phường nạo vét cống thoát nước trước mùa mưa, mỗi năm hai lần; chỗ nghẹt báo tổ trật tự đô thị."


def written(texts: dict[str, tuple[str, str]] | None = None) -> int:
    return questions.write(cast.actor("cuc"), None, Draft(texts or {"vi": (ASKED, TOLD)}), at=NOW)


def test_from_the_draft_to_the_public_and_back(db: SQLAlchemy) -> None:
    dung, cuc = cast.actor("dung"), cast.actor("cuc")
    number = written({"vi": (ASKED, TOLD), "km": ("លូស្ទះ", "សង្កាត់ជួសជុល")})
    with pytest.raises(NotFound):
        answered.one(number)
    with pytest.raises(NotAllowed):
        questions.release(cuc, number, is_checked=True, at=NOW)
    with pytest.raises(NotFound):
        questions.release(cast.actor("ha"), number, is_checked=True, at=NOW)
    questions.release(dung, number, is_checked=True, at=NOW)
    assert answered.one(number).question == ASKED
    with pytest.raises(WrongState):
        questions.write(cuc, number, Draft({"vi": (ASKED, "Khác.")}), at=NOW)
    indexing.built()
    assert [one.text.startswith(ASKED) for one in published.search("nao vet cong")[1]] == [True]
    near = a_petition(CaseKind.RECOMMENDATION, on="2026-07-21", content=f"{ASKED} {TOLD}")
    assert len(for_citizens.known(cast.AN, near, NOW.date()).answered) == 1
    questions.withdraw(dung, number, "Đã đổi quy định.", at=NOW)
    assert published.search("nao vet cong")[1] == [] and answered.newest() == ([], None)
    indexing.let_go()
    acts = [row.action for row in db.session.query(AuditEntry).filter(AuditEntry.action.like("question.%"))]
    assert acts == ["question.write", "question.release", "question.withdraw"]


def test_what_is_made_from_a_case_names_nobody(db: SQLAlchemy) -> None:
    lan, long = cast.actor("lan"), cast.actor("long")
    case = a_case(CaseKind.RECOMMENDATION).accepted("2026-07-14").made()
    with pytest.raises(WrongState, match="question_case_unanswered"):
        questions.proposal(lan, case.id)
    answering.answer(long, case.id, "Bà Lâm Thị An hỏi, điện thoại 0912345678: phường sẽ đo lại.", at=NOW)
    proposed = questions.proposal(lan, case.id)
    assert "Lâm" not in proposed.texts["vi"][1] and "0912345678" not in proposed.texts["vi"][1]
    telling = Draft({"vi": ("Bà Lâm Thị An hỏi gì?", TOLD)}, case_id=case.id)
    number = questions.write(lan, None, telling, at=NOW)
    with pytest.raises(BadInput, match="question_tells"):
        questions.release(long, number, is_checked=True, at=NOW)
    questions.write(lan, number, Draft({"vi": ("Ông Trần Văn Tám hỏi gì?", TOLD)}), at=NOW)
    with pytest.raises(BadInput, match="question_unchecked"):
        questions.release(long, number, is_checked=False, at=NOW)
    other = a_case(CaseKind.RECOMMENDATION).filed("2026-07-14").made()
    row = db.session.get(PublicQuestion, number)
    assert row is not None and row.case_id == case.id
    with pytest.raises(NotFound):
        questions.proposal(cast.actor("giang"), other.id)


def test_a_text_is_whole_in_each_language(db: SQLAlchemy) -> None:
    for texts, field in (
        ({"vi": ("", TOLD)}, "question_vi"),
        ({"vi": (ASKED, TOLD), "en": ("When?", "")}, "answer_en"),
    ):
        with pytest.raises(BadInput) as refused:
            written(texts)
        assert refused.value.details["field"] == field
