"""What people, and those who wish us ill, send instead of a petition; each gets an answer that says what to do."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.persistence.models import Case, Petition
from app.persistence.models.petition import Attachment, Draft
from tests.storage import corpus
from tests.web.public.pen import ACT, CONTENT, PEOPLE, PLACE, Pen, csrf_of, draft_of, summary_of, ward

pytestmark = pytest.mark.usefixtures("db")

MARKUP = "<script>alert(1)</script>\"'><b>"


def cases(db: SQLAlchemy) -> int:
    return db.session.scalar(select(func.count()).select_from(Case)) or 0


def test_the_wrong_kind_of_file_is_named_and_the_others_kept(client: FlaskClient) -> None:
    pen = Pen(client)
    uploads = [(BytesIO(b"MZ\x90\0" + b"\0" * 90), "don.exe"), (BytesIO(corpus.picture("PNG")), "ảnh đất.png")]
    answer = pen.page("tai_lieu", files=uploads)
    assert answer.status_code == 422
    assert "“don.exe”" in summary_of(answer) and "không nhận loại tệp" in summary_of(answer)
    assert "ảnh đất.png" in answer.text
    assert pen.page("tai_lieu").location.endswith("/xem-lai")


def test_a_zip_bomb_is_refused(client: FlaskClient) -> None:
    answer = Pen(client).attach(corpus.bomb(), "don.docx")
    assert answer.status_code == 422 and "nén quá nhiều" in summary_of(answer)


def test_a_file_too_large_is_refused_at_its_field(client: FlaskClient) -> None:
    page = Pen(client).get("/nop-don/khieu-nai/tai-lieu")
    upload = FileStorage(BytesIO(b"%PDF-1.4\n" + b"0" * (20 * 1024 * 1024 + 1)), "quet.pdf")
    boundary, body = encode_multipart({"csrf_token": csrf_of(page), "files": upload})  # in memory: no file to close
    kind = f"multipart/form-data; boundary={boundary}"
    answer = client.post("/nop-don/khieu-nai/tai-lieu", data=body, content_type=kind)
    assert answer.status_code == 422 and "lớn hơn 20 MB" in summary_of(answer)


def test_a_request_too_large_hears_413_in_plain_words(client: FlaskClient) -> None:
    pen = Pen(client)
    token = csrf_of(pen.get("/nop-don/khieu-nai/tai-lieu"))
    client.application.config["MAX_CONTENT_LENGTH"] = 100_000
    data = {"csrf_token": token, "files": (BytesIO(b"0" * 200_000), "a.pdf")}
    answer = client.post("/nop-don/khieu-nai/tai-lieu", data=data)
    assert answer.status_code == 413 and "20 MB" in answer.text


def test_no_more_than_ten_files(client: FlaskClient) -> None:
    pen = Pen(client)
    uploads = [(BytesIO(corpus.picture("PNG")), f"{n}.png") for n in range(11)]
    answer = pen.page("tai_lieu", files=uploads)
    assert answer.status_code == 422 and "10.png" in summary_of(answer)
    assert answer.text.count('name="files_remove"') == 10


def test_a_file_is_dropped_and_the_rest_are_filed(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client).written()
    for name in ("một.png", "hai.png"):
        pen.attach(corpus.picture("PNG"), name, upload="1")
    page = pen.get("/nop-don/khieu-nai/tai-lieu").text
    file_id = page.split('name="files_remove" value="')[1].split('"')[0]
    pen.page("tai_lieu", files_remove=file_id)
    pen.submit()
    attachments = db.session.scalars(select(Attachment)).all()
    assert [a.name for a in attachments] == ["hai.png"]
    assert attachments[0].for_citizen


def test_a_megabyte_of_text_is_refused_with_the_text_kept(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client)
    pen.page("quyet_dinh", **ACT)
    answer = pen.page("noi_dung", **PLACE, respondent_body_id=ward(), content="đất " * 250_000, request="x")
    assert answer.status_code == 422 and "Tối đa 20000 ký tự" in summary_of(answer)
    assert answer.text.count("đất ") > 200_000


def test_text_is_kept_in_one_spelling_without_control_characters(client: FlaskClient, db: SQLAlchemy) -> None:
    decomposed = "Ðo\u0302\u0300ng bào xã\u0300 nói\x00\x1b[31m \u202egnod gnahk\u202c, hai dòng:\r\nhết."
    Pen(client).written(content=decomposed + CONTENT).submit()
    kept = db.session.scalars(select(Petition)).one().content
    assert "ồ" in kept and "\u0302" not in kept
    assert not set(kept) & {"\x00", "\x1b", "\u202e", "\u202c", "\r"} and "\n" in kept


@pytest.mark.parametrize("day", ["24/11/2026", "01/01/2999", "32/01/2026", "1/1/1", "hôm qua", "0" * 5000])
def test_a_day_that_cannot_be_is_refused(client: FlaskClient, day: str) -> None:
    answer = Pen(client).page("quyet_dinh", act_on=day, known_on="12/10/2026")
    assert answer.status_code == 422 and 'href="#act_on"' in summary_of(answer)


def test_known_before_the_act_is_refused(client: FlaskClient) -> None:
    answer = Pen(client).page("quyet_dinh", act_on="12/10/2026", known_on="10/10/2026")
    assert 'href="#known_on"' in summary_of(answer)


@pytest.mark.parametrize("name", ["quyet-dinh", "noi-dung", "nguoi-nop", "tai-lieu"])
def test_a_forged_token_of_the_form_is_refused(client: FlaskClient, db: SQLAlchemy, name: str) -> None:
    pen = Pen(client)
    assert pen.send(f"/nop-don/khieu-nai/{name}", ACT | PEOPLE, token="forged").status_code == 400
    assert client.post(f"/nop-don/khieu-nai/{name}", data=ACT).status_code == 400
    assert db.session.scalar(select(func.count()).select_from(Draft)) == 0


@pytest.mark.parametrize("token", ["", "x", "Ü" * 90, "a" * 5000])
def test_a_forged_draft_is_refused(client: FlaskClient, db: SQLAlchemy, token: str) -> None:
    pen = Pen(client).written()
    answer = pen.submit(draft=token)
    assert (answer.status_code, answer.location) == (302, "/nop-don")
    assert cases(db) == 0


def test_the_draft_of_another_browser_cannot_be_sent_or_read(client: FlaskClient, db: SQLAlchemy) -> None:
    theirs = draft_of(Pen(client).written().review())
    giang = Pen(client.application.test_client(), "kien-nghi").written()
    assert giang.submit(draft=theirs).location == "/nop-don"
    assert cases(db) == 0
    with giang.client.session_transaction() as session:
        session["draft"] = "not-" + theirs
    assert "Thạch Thị An" not in giang.get("/nop-don/khieu-nai/nguoi-nop").text


def test_a_changed_cookie_opens_nothing(client: FlaskClient) -> None:
    pen = Pen(client).written()
    cookie = client.get_cookie("session")
    assert cookie
    client.set_cookie("session", cookie.value[:-4] + "AAAA")
    assert "Thạch Thị An" not in pen.get("/nop-don/khieu-nai/nguoi-nop").text
    assert pen.review().status_code == 302


def test_an_organisation_cannot_denounce(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client, "to-cao").written()
    forged = PEOPLE | {
        "who": "organisation",
        "parties-0-phone": "0912345678",
        "parties-0-organisation_position": "Giám đốc",
    }
    pen.page("nguoi_nop", **forged)
    page = pen.get("/nop-don/to-cao/nguoi-nop").text
    assert 'value="organisation"' not in page and 'value="agent"' not in page


def test_markup_in_every_field_stays_text(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client)
    pen.page("quyet_dinh", act_on="10/10/2026", known_on="12/10/2026", decision_number=MARKUP, late_reason=MARKUP)
    fields = "respondent_name respondent_position hamlet content request prior_handling body_q".split()
    pen.page("noi_dung", **PLACE, respondent_body_id=ward(), **dict.fromkeys(fields, MARKUP + CONTENT[:20]))
    people = {"parties-0-name": MARKUP, "parties-0-address": MARKUP, "more_people": f"{MARKUP}, {MARKUP}"}
    pen.page("nguoi_nop", who="group", **people, **{"parties-0-is_representative": "y"})
    pen.attach(corpus.picture("PNG"), f"{MARKUP}.png", upload="1")
    pages = [pen.get(f"/nop-don/khieu-nai/{name}") for name in ("quyet-dinh", "noi-dung", "nguoi-nop", "tai-lieu")]
    pages += [pen.review(), pen.submit(), pen.receipt()]
    assert cases(db) == 1
    for page in pages:
        assert "<script>alert" not in page.text and "'><b>" not in page.text
    assert "&lt;script&gt;" in pages[4].text and "&lt;script&gt;" in pages[6].text


@pytest.mark.parametrize(
    "field", ["respondent_body_id", "unit_code", "category_code"], ids=["body", "commune", "category"]
)
@pytest.mark.parametrize("value", ["999999", "-1", "x" * 4000, "31498"])
def test_what_is_not_on_the_list_is_refused(client: FlaskClient, field: str, value: str) -> None:
    """31498 was a ward until June 2025; it is none today."""
    pen = Pen(client)
    pen.page("quyet_dinh", **ACT)
    answer = pen.page("noi_dung", **(pen.matter() | {field: value}))
    assert answer.status_code == 422 and f'href="#{field}"' in summary_of(answer)


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "12"), ("phone", "0" * 3000), ("email", "không có"), ("identity_number", "123"), ("name", "")],
)
def test_a_person_misspelt_is_told_at_the_field(client: FlaskClient, field: str, value: str) -> None:
    answer = Pen(client).page("nguoi_nop", **(PEOPLE | {f"parties-0-{field}": value}))
    assert answer.status_code == 422 and f'href="#parties-0-{field}"' in summary_of(answer)


def test_pages_out_of_order_lead_back(client: FlaskClient) -> None:
    pen = Pen(client)
    assert pen.review().location == "/nop-don"
    assert pen.receipt().location == "/nop-don"
    pen.page("nguoi_nop", **PEOPLE)
    page = pen.review()
    assert "/nop-don/khieu-nai/quyet-dinh?ve=xem-lai#act_on" in page.text and 'name="draft"' not in page.text
    assert pen.get("/nop-don/to-cao/quyet-dinh").location == "/nop-don/to-cao"
    assert pen.get("/nop-don/khac").status_code == 404


def test_nonsense_from_fields_that_are_not_asked_is_ignored(client: FlaskClient, db: SQLAlchemy) -> None:
    Pen(client, "kien-nghi").written(channel="TCD", received_on="01/01/2020", is_sealed="1", body_id="1").submit()
    petition = db.session.scalars(select(Petition)).one()
    assert petition.channel == "WEB" and db.session.get(Case, petition.case_id).received_on.isoformat() == "2026-11-23"
