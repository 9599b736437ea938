"""A citizen files a petition on a phone without a script: questions, pages, review, one submit, receipt."""

import gzip
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app.domain.vocabulary import PartyRole, Procedure
from app.persistence.models import AuditEntry, Case, OutboxMessage, Petition
from app.persistence.models.petition import Draft
from app.persistence.queries import bodies
from app.services.intake.petition_input import MAX_PARTIES
from app.services.oversight.tracking_views import HANDLING_CLOCKS
from tests import cast
from tests.storage import corpus
from tests.times import at
from tests.web.public.pen import ACT, CONTENT, NOW, PEOPLE, PLACE, Pen, code_on, csrf_of, draft_of, summary_of, ward

pytestmark = pytest.mark.usefixtures("db")

WAYS = {
    "q1=decision&q2=own&q3=no": "/nop-don/khieu-nai/la-gi",
    "q1=decision&q2=own&q3=first": "/nop-don/khieu-nai-lan-hai/la-gi?vi=second_instance",
    "q1=decision&q2=discipline&q3=no": "/nop-don/ky-luat/la-gi",
    "q1=decision&q2=discipline&q3=late": "/nop-don/ky-luat-lan-hai/la-gi",
    "q1=decision&q2=others": "/nop-don/kien-nghi/la-gi",
    "q1=decision&q2=rules": "/nop-don/quy-dinh/la-gi",
    "q1=violation&q2=person&q3=no": "/nop-don/to-cao/la-gi",
    "q1=violation&q2=person&q3=again": "/nop-don/to-cao-tiep/la-gi?vi=repeat_denunciation",
    "q1=violation&q2=person&q3=new": "/nop-don/to-cao/la-gi",
    "q1=violation&q2=person&q3=same": "/nop-don/khieu-nai/la-gi?vi=loser_without_new_evidence",
    "q1=violation&q2=organisation": "/nop-don/kien-nghi/la-gi?vi=organisation_cannot_denounce",
    "q1=place": "/nop-don/phan-anh/la-gi",
    "q1=idea": "/nop-don/kien-nghi/la-gi",
    "q1=outside": "/nop-don/ngoai-pham-vi",
}


@pytest.mark.parametrize(("query", "target"), WAYS.items())
def test_three_questions_lead_to_the_kind(client: FlaskClient, query: str, target: str) -> None:
    answer = client.get(f"/nop-don?{query}")
    assert (answer.status_code, answer.location) == (302, target)
    assert client.get(target).status_code == 200


def test_an_unanswered_question_is_asked_again(client: FlaskClient) -> None:
    assert "td-summary" not in client.get("/nop-don?q1=decision&go=q1").text
    again = client.get("/nop-don?q1=decision&go=q2")
    assert "Xin chọn một câu" in again.text and "quyền lợi của chính bà con" in again.text
    assert client.get("/nop-don?q1=nonsense&q2=%00").status_code == 200


def test_the_kind_says_by_when_and_by_which_article(client: FlaskClient) -> None:
    client.application.config["NOW"] = NOW
    page = client.get("/nop-don/khieu-nai/la-gi").text
    assert "02/12/2026" in page and "Nghị định 155/2026" in page and "90 ngày" in page
    assert "Ai thấy tên bà con" in client.get("/nop-don/to-cao/la-gi").text


@pytest.mark.parametrize(
    ("slug", "procedure"),
    [
        ("khieu-nai", Procedure.COMPLAINT_FIRST),
        ("to-cao", Procedure.DENUNCIATION),
        ("kien-nghi", Procedure.RECOMMENDATION),
        ("phan-anh", Procedure.FIELD_REPORT),
    ],
)
def test_each_kind_can_be_filed(client: FlaskClient, db: SQLAlchemy, slug: str, procedure: Procedure) -> None:
    pen = Pen(client, slug).written()
    answer = pen.submit()
    assert (answer.status_code, answer.location) == (303, "/nop-don/bien-nhan")
    case = db.session.scalars(select(Case)).one()
    assert case.procedure is procedure and case.deadlines
    page = pen.receipt().text
    assert case.number in page and "data:image/svg+xml" in page and "style=" not in page and case.body.name in page
    assert f"{min(d.due_on for d in case.deadlines if d.clock not in HANDLING_CLOCKS):%d/%m/%Y}" in page
    assert db.session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.case_id == case.id)) == 1
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 1
    assert db.session.scalar(select(func.count()).select_from(Draft)) == 0


def test_what_was_typed_is_what_is_filed(client: FlaskClient, db: SQLAlchemy) -> None:
    Pen(client).written(in_court="y", prior_handling="Phường đã trả lời miệng.", hamlet="Khóm 3").submit()
    petition = db.session.scalars(select(Petition)).one()
    assert (petition.content, petition.request, petition.hamlet) == (CONTENT, "Đo lại đất.", "Khóm 3")
    assert (petition.in_court, petition.addressed_to_many, petition.decision_number) == (True, False, "215/QĐ-UBND")
    assert (petition.act_on.isoformat(), petition.written_on.isoformat()) == ("2026-10-10", "2026-11-23")
    assert petition.case_id and petition.parties[0].name == "Thạch Thị An"


def test_sent_twice_it_is_one_petition_with_one_receipt(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client).written()
    page = pen.review()
    data = {"csrf_token": csrf_of(page), "draft": draft_of(page), "agree": "y"}
    assert client.post("/nop-don/xem-lai", data=data).status_code == 303
    first = code_on(pen.receipt())
    assert client.post("/nop-don/xem-lai", data=data).status_code == 303
    assert code_on(pen.receipt()) == first
    assert db.session.scalar(select(func.count()).select_from(Case)) == 1


def test_an_answer_lost_on_the_way_costs_nothing(client: FlaskClient, db: SQLAlchemy) -> None:
    """The petition is filed, but the browser never hears of it: its cookie still names the draft."""
    pen = Pen(client).written()
    page = pen.review()
    data = {"csrf_token": csrf_of(page), "draft": draft_of(page), "agree": "y"}
    with client.session_transaction() as session:
        before = dict(session)
    client.post("/nop-don/xem-lai", data=data)
    with client.session_transaction() as session:
        session.clear()
        session.update(before)
    assert client.post("/nop-don/xem-lai", data=data).location == "/nop-don/bien-nhan"
    assert code_on(pen.receipt())
    assert db.session.scalar(select(func.count()).select_from(Case)) == 1


def test_the_code_is_kept_nowhere_and_in_no_address(
    client: FlaskClient, db: SQLAlchemy, capfd: pytest.CaptureFixture[str]
) -> None:
    pen = Pen(client).written()
    pen.submit()
    code = code_on(pen.receipt()).replace("-", "")
    dump = "\n".join(db.session.connection().connection.dbapi_connection.iterdump())
    assert code not in dump and code not in capfd.readouterr().err
    assert f'href="/tra-cuu#{code}"' in pen.receipt().text


def test_the_receipt_is_shown_again_for_half_an_hour(client: FlaskClient) -> None:
    pen = Pen(client).written()
    pen.submit()
    client.application.config["NOW"] = NOW + timedelta(minutes=29)
    assert pen.receipt().status_code == 200
    assert "Bà con vừa nộp một đơn" in pen.get("/nop-don").text
    client.application.config["NOW"] = NOW + timedelta(minutes=31)
    assert pen.receipt().status_code == 302


def test_one_button_leaves_nothing_in_the_browser(client: FlaskClient) -> None:
    pen = Pen(client).written()
    pen.submit()
    client.post("/nop-don/xong", data={"csrf_token": csrf_of(pen.receipt())})
    assert pen.receipt().status_code == 302
    assert "Bà con vừa nộp" not in pen.get("/nop-don").text


def test_a_mistake_comes_back_with_text_files_and_a_sentence_at_the_field(client: FlaskClient) -> None:
    pen = Pen(client)
    pen.attach(corpus.picture("PNG"), "bien-ban.png")
    answer = pen.page("quyet_dinh", act_on="31/02/2026", known_on="", decision_number="7/QĐ")
    assert answer.status_code == 422
    assert 'value="31/02/2026"' in answer.text and 'value="7/QĐ"' in answer.text
    assert 'href="#act_on"' in summary_of(answer) and 'href="#known_on"' in summary_of(answer)
    assert answer.text.count("<title>Lỗi: ") == 1
    assert 'value="31/02/2026"' in pen.get("/nop-don/khieu-nai").text
    assert "bien-ban.png" in pen.get("/nop-don/khieu-nai/tai-lieu").text


def test_a_draft_waits_for_the_connection_to_come_back(client: FlaskClient) -> None:
    pen = Pen(client, "kien-nghi")
    pen.page("noi_dung", **PLACE, content="Xin làm lại cây cầu ấp 3 đã mục.")
    client.application.config["NOW"] = NOW + timedelta(days=6)
    assert "cây cầu ấp 3" in pen.get("/nop-don/kien-nghi").text
    assert "đang viết dở" in pen.get("/nop-don").text
    client.application.config["NOW"] = NOW + timedelta(days=8)
    assert "cây cầu ấp 3" not in pen.get("/nop-don/kien-nghi").text


def test_the_words_go_along_when_another_kind_is_chosen(client: FlaskClient) -> None:
    pen = Pen(client, "phan-anh")
    pen.page("noi_dung", **PLACE, content="Đèn đường khóm 3 tắt đã hai tuần.")
    assert "Đèn đường khóm 3" in pen.get("/nop-don/kien-nghi").text


def test_discarding_throws_words_and_files_away(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client, "kien-nghi")
    pen.page("noi_dung", **PLACE, content="Xin làm lại cây cầu ấp 3 đã mục.")
    client.post("/nop-don/xoa-nhap", data={"csrf_token": csrf_of(pen.get("/nop-don/kien-nghi"))})
    assert db.session.scalar(select(func.count()).select_from(Draft)) == 0
    assert "cây cầu" not in pen.get("/nop-don/kien-nghi").text


def test_bodies_are_those_of_the_day_of_the_act(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client)
    pen.page("quyet_dinh", act_on="10/03/2025", known_on="12/03/2025", late_reason="Đi làm xa.")
    page = pen.get("/nop-don/khieu-nai/noi-dung").text
    assert "Ủy ban nhân dân huyện Kế Sách" in page and 'optgroup label="Cấp huyện"' in page
    answer = pen.page("noi_dung", **PLACE, respondent_body_id=ward(), content=CONTENT, request="Đo lại.")
    assert "Vào ngày đó không có cơ quan này" in summary_of(answer)
    pen.page("quyet_dinh", **ACT)
    assert "Ủy ban nhân dân huyện" not in pen.get("/nop-don/khieu-nai/noi-dung").text


@pytest.mark.parametrize("typed", ["phuong soc trang", "Phường Sóc Trăng", "PHƯỜNG SÓC"])
def test_a_body_is_found_with_or_without_accents(client: FlaskClient, db: SQLAlchemy, typed: str) -> None:
    pen = Pen(client)
    pen.page("quyet_dinh", **ACT)
    assert pen.page("noi_dung", body_q=typed, refresh="respondent_body_id").location.endswith("#respondent_body_id")
    page = pen.get("/nop-don/khieu-nai/noi-dung").text
    options = re.search(r'<select[^>]*name="respondent_body_id".*?</select>', page, re.DOTALL)
    assert options and f'value="{ward()}"' in options[0] and options[0].count("<option") < 8


def test_a_body_that_is_not_listed_is_written(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client).written(respondent_body_id="", respondent_name="Ban quản lý chợ Bãi Xàu")
    assert "Chưa chắc cơ quan nào" in pen.review().text
    pen.submit()
    case = db.session.scalars(select(Case)).one()
    assert case.body.code == cast.BOARD


def test_going_back_loses_nothing(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client)
    assert (
        pen.page("noi_dung", content="Chuyện mới viết nửa chừng", back="1").location == "/nop-don/khieu-nai/quyet-dinh"
    )
    assert pen.page("noi_dung", content="Chuyện mới viết nửa chừng", refresh="act_on").location.endswith("/quyet-dinh")
    assert "nửa chừng" in pen.get("/nop-don/khieu-nai/noi-dung").text
    assert pen.page("quyet_dinh", back="1").location == "/nop-don/khieu-nai/la-gi"
    assert pen.page("tai_lieu", back="1").location == "/nop-don/khieu-nai/nguoi-nop"


def test_after_ninety_days_the_reason_is_asked_once(client: FlaskClient) -> None:
    pen = Pen(client)
    late = {"act_on": "01/06/2026", "known_on": "02/06/2026"}
    asked = pen.page("quyet_dinh", **late)
    assert asked.status_code == 200 and 'name="late_reason"' in asked.text and "Đã quá 90 ngày" in asked.text
    assert pen.page("quyet_dinh", **late, late_reason="").status_code == 302


def test_several_people_with_a_representative(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client).written()
    people = PEOPLE | {
        "who": "group",
        "more_people": "1. Lâm Văn Hòa, khóm 4, phường Sóc Trăng\n2) Trần Thị Bé; khóm 5",
    }
    assert "người đại diện" in summary_of(pen.page("nguoi_nop", **people))
    assert pen.page("nguoi_nop", **people, **{"parties-0-is_representative": "y"}).status_code == 302
    pen.submit()
    petition = db.session.scalars(select(Petition)).one()
    assert [p.name for p in petition.parties] == ["Thạch Thị An", "Lâm Văn Hòa", "Trần Thị Bé"]
    assert petition.parties[2].address == "khóm 5"
    assert db.session.scalars(select(Case)).one().people_count == 3


def test_a_person_is_added_and_removed_without_a_script(client: FlaskClient) -> None:
    pen = Pen(client)
    group = PEOPLE | {"who": "group", "parties-1-name": "Lâm Văn Hòa", "parties-2-name": "Trần Thị Bé"}
    assert pen.page("nguoi_nop", **group, add_person="1").location.endswith("#parties")
    assert 'name="parties-3-name"' in pen.get("/nop-don/khieu-nai/nguoi-nop").text
    pen.page("nguoi_nop", **group, remove_person="1")
    page = pen.get("/nop-don/khieu-nai/nguoi-nop").text
    assert "Lâm Văn Hòa" not in page
    assert re.search(r'name="parties-1-name"[^>]* value="Trần Thị Bé"', page)


def test_three_hundred_people_are_not_too_many(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client).written()
    names = "\n".join(f"{n}. Người Thứ {n}, ấp {n % 9}" for n in range(2, MAX_PARTIES + 1))
    group = PEOPLE | {"who": "group", "parties-0-is_representative": "y"}
    assert pen.page("nguoi_nop", **group, more_people=names).status_code == 302
    assert "và 288 người khác" in pen.review().text
    pen.submit()
    assert db.session.scalars(select(Case)).one().people_count == 300
    pen = Pen(client).written()
    assert "Quá nhiều người" in summary_of(pen.page("nguoi_nop", **group, more_people=names + "\nMột Nữa, ấp 1"))
    assert "Người thứ 2 trong danh sách" in summary_of(pen.page("nguoi_nop", **group, more_people="A, ấp 1\nB"))


def test_an_agent_stands_beside_the_complainant(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client).written()
    agent = PEOPLE | {"who": "agent", "parties-1-name": "Luật sư Lý Minh"}
    assert 'href="#parties-1-address"' in summary_of(pen.page("nguoi_nop", **agent))
    assert pen.page("nguoi_nop", **agent, **{"parties-1-address": "Số 5 Hùng Vương"}).status_code == 302
    pen.submit()
    case = db.session.scalars(select(Case)).one()
    assert [p.role for p in case.petitions[0].parties] == [PartyRole.PETITIONER, PartyRole.AUTHORIZED_AGENT]
    assert (case.lead_name, case.people_count) == ("Thạch Thị An", 1)


def test_a_denunciation_shows_the_denouncer_nowhere(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client, "to-cao").written()
    assert 'data-draft="off"' in pen.get("/nop-don/to-cao").text
    pen.submit()
    page = pen.receipt()
    assert "Thạch Thị An" not in page.text and "Trần Văn Kín" not in page.text and "Giấu kỹ tờ này" in page.text
    dump = "\n".join(db.session.connection().connection.dbapi_connection.iterdump())
    assert "Thạch Thị An" not in dump and "Trần Văn Kín" not in dump and "0912345678" not in dump


def test_a_denouncer_is_told_when_he_hears_and_not_how_the_body_works(client: FlaskClient) -> None:
    pen = Pen(client, "to-cao").written()
    pen.submit()
    page = pen.receipt().text
    assert "thụ lý hoặc không thụ lý tố cáo" in page and "Chuyển tố cáo" not in page
    client.post("/tra-cuu", data={"code": code_on(pen.receipt()), "csrf_token": csrf_of(client.get("/tra-cuu"))})
    followed = client.get("/tra-cuu/ho-so", follow_redirects=True).text
    assert "Thời hạn trong nội bộ cơ quan (1)" in followed[: followed.index("Chuyển tố cáo không thuộc thẩm quyền")]


def test_a_draft_of_a_denunciation_is_gone_after_two_hours(client: FlaskClient) -> None:
    pen = Pen(client, "to-cao").written()
    client.application.config["NOW"] = NOW + timedelta(hours=3)
    assert "Trần Văn Kín" not in pen.get("/nop-don/to-cao").text


def test_a_denouncer_leaves_a_way_to_reach_him_or_no_name(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client, "to-cao").written()
    assert "số điện thoại" in summary_of(pen.page("nguoi_nop", **PEOPLE))
    assert pen.page("nguoi_nop", who="anonymous").status_code == 302
    assert "Điều 25" in pen.get("/nop-don/to-cao/nguoi-nop").text
    assert pen.submit().status_code == 303


def test_a_denunciation_of_the_head_goes_above_him(client: FlaskClient, db: SQLAlchemy) -> None:
    Pen(client, "to-cao").written(respondent_body_id=ward(), respondent_is_head="y").submit()
    case = db.session.scalars(select(Case)).one()
    assert case.body.code != cast.WARD and case.is_sealed


def test_the_pages_are_light_and_need_no_script(client: FlaskClient) -> None:
    client.application.config["NOW"] = NOW
    page = client.get("/nop-don/kien-nghi", headers={"Accept-Encoding": "gzip"})
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', gzip.decompress(page.data).decode())
    scripts = re.findall(r'<script src="([^"]+)"', gzip.decompress(page.data).decode())
    weight = len(page.data) + sum(
        len(client.get(address, headers={"Accept-Encoding": "gzip"}).data) for address in sheets + scripts
    )
    assert sheets and weight <= 60 * 1024, weight


def test_no_cache_keeps_what_was_typed(client: FlaskClient) -> None:
    pen = Pen(client).written()
    for path in ("/nop-don/khieu-nai", "/nop-don/khieu-nai/nguoi-nop", "/nop-don/xem-lai"):
        assert pen.get(path).headers["Cache-Control"] == "no-store"
    pen.submit()
    assert pen.receipt().headers["Cache-Control"] == "no-store"


def test_the_review_says_who_gets_it_and_leads_back(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client).written()
    page = pen.review().text
    body = bodies.by_code(cast.WARD, at("2026-11-23").date())
    assert body and body.name in page and "Rõ ràng theo luật" in page
    assert 'href="/nop-don/khieu-nai/noi-dung?ve=xem-lai#content"' in page
    assert pen.send("/nop-don/khieu-nai/quyet-dinh?ve=xem-lai", ACT).location == "/nop-don/xem-lai"


def test_without_the_assurance_nothing_is_filed(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client).written()
    page = pen.review()
    answer = client.post("/nop-don/xem-lai", data={"csrf_token": csrf_of(page), "draft": draft_of(page)})
    assert answer.status_code == 422 and 'href="#agree"' in summary_of(answer)
    assert db.session.scalar(select(func.count()).select_from(Case)) == 0
