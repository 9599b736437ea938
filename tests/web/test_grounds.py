"""Why this step, why this authority: the article, how sure, the period of law; the rule, for staff."""

from flask import Flask

from app.domain.vocabulary import CaseKind
from app.i18n import grounds
from tests import cast
from tests.builders import a_case
from tests.times import at
from tests.web.admin.test_admin import token_of


def plain(page: str) -> str:
    return page.replace("<wbr>", "")


def test_staff_read_the_ground_of_every_step_and_of_the_authority(app: Flask, db) -> None:
    app.config["NOW"] = at("2026-11-23 09:00")
    case = a_case(CaseKind.COMPLAINT).filed("2026-11-12").accepted(on="2026-11-18").made()
    for username in ("dung", "cuc"):
        page = plain(cast.sign_in(app.test_client(), username).get(f"/ho-so/{case.id}").text)
        assert "%(" not in page
        for event in case.events:
            assert event.rule_id in page
        assert case.competence["rule_id"] in page
        assert grounds.regime("R3") in page
        assert "Mức chắc chắn" in page and "Vì sao có các bước này?" in page


def test_a_citizen_reads_them_too(app: Flask, db) -> None:
    app.config["NOW"] = at("2026-11-23 09:00")
    receipt, case = a_case(CaseKind.COMPLAINT).filed("2026-11-12").accepted(on="2026-11-18").receipt_and_case()
    page = plain(_followed(app, receipt.tracking_code, case.id))
    assert "Vì sao?" in page and "Mức chắc chắn" in page
    assert grounds.regime("R3") in page
    assert "KN1.accept" not in page and case.competence["rule_id"] not in page, "the number of a rule is for staff"


def test_of_a_denunciation_no_ground_is_told(app: Flask, db) -> None:
    """A rule of competence says of what rank the denounced person is."""
    app.config["NOW"] = at("2026-11-23 09:00")
    receipt, case = a_case(CaseKind.DENUNCIATION).filed("2026-11-20").receipt_and_case()
    page = plain(_followed(app, receipt.tracking_code, case.id))
    assert case.competence["rule_id"] not in page
    assert "TC.receive" not in page


def _followed(app: Flask, code: str, case_id: int) -> str:
    phone = app.test_client()
    phone.post("/tra-cuu", data={"csrf_token": token_of(phone.get("/tra-cuu").text), "code": code})
    answer = phone.get(f"/tra-cuu/ho-so/{case_id}")
    assert answer.status_code == 200
    return str(answer.text)
