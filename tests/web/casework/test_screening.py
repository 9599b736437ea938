"""The proposal page asks what matters to the procedure, and starts from what is known of competence."""

import pytest
from flask import Flask

from app.domain.vocabulary import CaseKind
from app.persistence.models import Case
from app.persistence.queries import bodies
from app.services.intake import triage
from tests import cast
from tests.builders import a_case, a_second_instance
from tests.times import at
from tests.web.casework.clerk import fields_of

pytestmark = pytest.mark.usefixtures("db")


def proposal_of(app: Flask, username: str, case: Case) -> tuple[str, dict[str, str]]:
    app.config["NOW"] = at("2026-11-23 09:00")
    path = f"/ho-so/{case.id}/de-xuat"
    page = cast.sign_in(app.test_client(), username).get(path)
    return page.text, fields_of(page, path)


def test_each_procedure_asks_its_own_questions(app: Flask) -> None:
    first = a_case().filed("2026-11-12").registered("2026-11-13").made()
    page, _ = proposal_of(app, "cuc", first)
    assert 'name="concerns_own_rights"' in page and 'name="has_first_decision"' not in page
    assert 'name="has_basis"' not in page
    idea = a_case(CaseKind.RECOMMENDATION).filed("2026-11-12", category_code="A1.03").registered("2026-11-13").made()
    page, _ = proposal_of(app, "cuc", idea)
    assert 'name="has_content"' in page
    for name in ("concerns_own_rights", "is_signed", "has_first_decision", "court_has_accepted", "decision_known_on"):
        assert f'name="{name}"' not in page
    settled = a_case().filed("2026-05-04").served("2026-06-22").made()
    second = a_second_instance(settled, on="2026-11-12")
    triage.register(cast.actor("hoa"), second.id, at=at("2026-11-13"))
    page, _ = proposal_of(app, "khanh", second)
    assert 'name="has_first_decision"' in page


def test_what_seldom_matters_is_folded_until_it_does(app: Flask) -> None:
    usual = a_case().filed("2026-11-12").registered("2026-11-13").made()
    page, _ = proposal_of(app, "cuc", usual)
    rare = page.index("Những điều ít gặp")
    assert page.index('name="is_signed"') < rare < page.index('name="is_heated"')
    forwarded = a_case().filed("2026-11-12", forwarded_by="Ban Dân nguyện").registered("2026-11-13").made()
    folded, opened = (text[: text.index("Những điều ít gặp")] for text in (page, proposal_of(app, "cuc", forwarded)[0]))
    assert not folded.rpartition("<details")[2].count(" open")
    assert opened.rpartition("<details")[2].count(" open")


def test_the_board_does_not_start_from_being_competent(app: Flask) -> None:
    unclear = a_case(CaseKind.RECOMMENDATION).filed("2026-11-12").registered("2026-11-13").made()
    assert unclear.body.type == "ban_tiep_cong_dan"
    _, fields = proposal_of(app, "lan", unclear)
    assert "is_competent" not in fields
    assert (fields["disposition"], fields["target"], fields["target_name"]) == ("CHUYEN", "", "")


def test_what_the_ruling_named_is_filled_in(app: Flask) -> None:
    district = bodies.by_code("UBND-941", at("2025-05-05").date())
    assert district is not None
    left = a_case().filed(
        "2026-11-12", respondent_body_id=district.id, respondent_name=district.name, act_on=at("2025-05-05").date()
    )
    case = left.registered("2026-11-13").made()
    settler = (case.competence or {})["settler_name"]
    page, fields = proposal_of(app, "lan", case)
    assert case.body.type == "ban_tiep_cong_dan" and settler != case.body.name
    assert "is_competent" not in fields
    assert (fields["disposition"], fields["target_name"]) == ("HD", settler)


def test_a_body_that_the_ruling_names_starts_from_being_competent(app: Flask) -> None:
    own = a_case().filed("2026-11-12").registered("2026-11-13").made()
    assert proposal_of(app, "cuc", own)[1]["is_competent"] == "y"
