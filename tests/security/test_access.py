"""What belongs to somebody else: files by the numbers of another case, receipts of another browser, joined petitions,
proposals to bodies of another time, and fields that no form has."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.domain.tracking_codes import grouped
from app.domain.vocabulary import CaseKind, Channel, Disposition, Procedure
from app.persistence.db import db as database
from app.persistence.models import Attachment, Case, Petition
from app.services.intake import triage
from app.services.settlement import conversation
from tests import cast
from tests.builders import a_case, a_petition, body
from tests.storage import corpus
from tests.web.casework.clerk import fields_of, submit
from tests.web.public.follower import NOW, Follower, follow
from tests.web.public.pen import Pen, code_on, csrf_of

pytestmark = pytest.mark.usefixtures("db")


def filed_with_a_file(app: Flask, slug: str = "khieu-nai") -> tuple[Pen, Case, Attachment]:
    pen = Pen(app.test_client(), slug).written()
    pen.attach(corpus.picture("PNG"), "anh.png", upload="1")
    assert pen.submit().status_code == 303
    file = database.session.scalars(select(Attachment).order_by(Attachment.id.desc())).first()
    assert file is not None
    case = database.session.get(Case, file.case_id)
    assert case is not None
    return pen, case, file


def test_a_file_opens_by_its_own_case_alone(app: Flask) -> None:
    pen, case, file = filed_with_a_file(app)
    mine = follow(app.test_client(), a_case().filed("2026-11-16"))
    assert mine.page(f"/tep/{file.id}").status_code == 404, "another citizen, another case"
    cuc = cast.sign_in(app.test_client(), "cuc")
    assert cuc.get(f"/ho-so/{case.id}/tep/{file.id}").status_code == 200
    assert cuc.get(f"/ho-so/{mine.case.id}/tep/{file.id}").status_code == 404
    for name in ("giang", "ha", "lan"):
        stranger = cast.sign_in(app.test_client(), name)
        assert stranger.get(f"/ho-so/{case.id}/tep/{file.id}").status_code == 404, name
    assert csrf_of(pen.get("/tra-cuu"))


def test_a_sealed_file_leaves_by_no_open_door(app: Flask) -> None:
    pen, case, file = filed_with_a_file(app, "to-cao")
    follower = Follower(pen.client, (None, case))  # type: ignore[arg-type]
    follower.open(code_on(pen.receipt()))
    assert follower.page(f"/tep/{file.id}").status_code == 404
    for name in cast.PEOPLE:
        browser = cast.sign_in(app.test_client(), name)
        assert browser.get(f"/ho-so/{case.id}/tep/{file.id}").status_code in (302, 403, 404), name
        answer = browser.get(f"/ho-so/{case.id}/danh-tinh/tep/{file.id}")
        assert answer.status_code in (302, 403, 404, 405), name


def test_receipts_are_shown_to_the_browser_that_filed(app: Flask) -> None:
    pen, case, _file = filed_with_a_file(app)
    code = code_on(pen.receipt())
    assert app.test_client().get("/nop-don/bien-nhan").location == "/nop-don"
    for name in ("binh", "dung"):
        browser = cast.sign_in(app.test_client(), name)
        assert code not in browser.get("/tiep-nhan/bien-nhan", follow_redirects=True).text
        assert code not in browser.get(f"/ho-so/{case.id}").text
    stranger = follow(app.test_client(), a_case().filed("2026-11-16"))
    assert stranger.client.get(f"/tra-cuu/ho-so/{case.id}/bien-nhan").status_code in (303, 404)


def test_fields_that_no_form_has_change_nothing(app: Flask) -> None:
    client = app.test_client()
    pen = Pen(client)
    pen.page("quyet_dinh", act_on="10/10/2026", known_on="12/10/2026", decision_number="1/QĐ", kind="denunciation")
    extra = {
        "channel": Channel.POST.value,
        "is_sealed": "1",
        "body_id": "1",
        "received_on": "01/01/2025",
        "case_id": "1",
    }
    pen.page("noi_dung", **pen.matter(), **extra, forwarded_by="Bộ", logged_by_id="1")
    pen.page("nguoi_nop", who="self", **{"parties-0-name": "Thạch Thị An", "parties-0-address": "Khóm 3"}, **extra)
    assert pen.submit(**extra, kind="denunciation", submission_hash="0" * 64).status_code == 303
    case, petition = database.session.scalars(select(Case)).one(), database.session.scalars(select(Petition)).one()
    assert case.procedure.kind is CaseKind.COMPLAINT and not case.is_sealed and case.received_on == NOW.date()
    assert petition.channel is Channel.WEB and petition.forwarded_by == "" and petition.logged_by_id is None


def test_no_proposal_goes_to_a_body_of_another_time_or_to_oneself(app: Flask) -> None:
    app.config["NOW"] = NOW
    case = a_case().registered("2026-11-17").made()
    cuc = cast.sign_in(app.test_client(), "cuc")
    for target in (body(cast.OLD_TOWN, "2025-03-03").id, case.body_id, 987_654, "٣", "-1", "9" * 30):
        answer = submit(
            cuc,
            f"/ho-so/{case.id}/de-xuat",
            disposition=Disposition.TRANSFER.value,
            target=str(target),
            reason="Lý do.",
        )
        assert answer.status_code == 422, target
    database.session.expire_all()
    assert case.proposed is None


def test_case_is_given_to_nobody_of_another_body(app: Flask) -> None:
    app.config["NOW"] = NOW
    case = a_case().registered("2026-11-17").made()
    dung = cast.sign_in(app.test_client(), "dung")
    for name in ("giang", "oanh", "em", "nga"):
        answer = submit(dung, f"/ho-so/{case.id}/giao-nguoi", officer_id=str(cast.user(name).id))
        assert answer.status_code == 422, name
    database.session.expire_all()
    assert case.officer_id is None


@pytest.mark.parametrize("older_into_newer", [False, True])
def test_of_two_joined_petitions_each_citizen_reads_his_own(app: Flask, older_into_newer: bool) -> None:
    """Also where somebody joins the older case into the newer one: whose case it was leads, whatever the numbers."""
    old, new = (
        a_case(CaseKind.RECOMMENDATION).filed(day, content=f"Việc riêng của người {n}.", parties=people(n))
        for day, n in (("2026-11-16", "thứ nhất"), ("2026-11-17", "thứ hai"))
    )
    one, two = follow(app.test_client(), old), follow(app.test_client(), new)
    stays, goes = (two, one) if older_into_newer else (one, two)
    where = stays.case.body_id
    officer = cast.officer_of(where)
    conversation.ask(officer, stays.case.id, "Câu hỏi chỉ cho người giữ vụ việc.", at=NOW)
    triage.join(officer, goes.case.id, stays.case.id, "Cùng một việc.", at=NOW)
    for follower in (stays, goes):
        follower.open()
    joined = Follower(goes.client, (goes.receipt, stays.case))
    theirs, own = ("thứ nhất", "thứ hai") if stays is one else ("thứ hai", "thứ nhất")
    assert f"Việc riêng của người {theirs}" in stays.page().text and "Câu hỏi chỉ cho" in stays.page().text
    assert f"Việc riêng của người {own}" not in stays.page().text
    page = joined.page().text
    assert f"Việc riêng của người {own}" in page
    assert f"Việc riêng của người {theirs}" not in page and "Câu hỏi chỉ cho" not in page
    assert joined.send("/bo-sung", text="Tôi trả lời thay.").status_code == 409
    assert joined.send("/rut-don", sure="y", reason="").status_code == 409
    assert goes.page().status_code in (200, 303, 404), "the emptied case breaks nothing"


def people(name: str):
    first = a_petition().parties[0]
    return (type(first)(name=f"Người {name}", address=first.address, phone=first.phone),)


def test_what_was_joined_to_a_denunciation_is_sealed_with_it(app: Flask) -> None:
    app.config["NOW"] = NOW
    secret = "Chuyện lót tay ở bến đò Rạch Gòi ai cũng biết"
    stays = a_case(CaseKind.COMPLAINT).filed("2026-11-16").made()
    goes = a_case(CaseKind.COMPLAINT).filed("2026-11-16", content=f"{secret}.", request=f"{secret} cả.").made()
    officer = cast.officer_of(stays.body_id)
    conversation.ask(officer, goes.id, f"Hỏi thêm: {secret}?", at=NOW)
    triage.join(officer, goes.id, stays.id, f"Trùng: {secret}.", at=NOW)
    triage.classify(officer, stays.id, Procedure.DENUNCIATION, "Nội dung là tố cáo.", at=NOW)
    for name in ("cuc", "cam", "em", "dung", "binh"):
        browser = cast.sign_in(app.test_client(), name)
        for path in (f"/ho-so/{goes.id}", f"/ho-so/{stays.id}", "/ho-so?tab=closed", "/ho-so?tab=body"):
            assert secret not in browser.get(path).text, (name, path)


def test_a_code_opens_one_case_and_says_nothing_of_others(app: Flask) -> None:
    mine = follow(app.test_client(), a_case().filed("2026-11-16"))
    other = a_case().filed("2026-11-16").receipt_and_case()
    with mine.client.session_transaction() as planted:
        planted["petitions"] = {str(other[1].id): 1}  # a browser cannot sign this; the rest must hold even so
    assert mine.client.get(f"/tra-cuu/ho-so/{other[1].id}").status_code == 303
    assert grouped(other[0].tracking_code) not in mine.page().text


def test_a_shared_machine_forgets(app: Flask) -> None:
    mine = follow(app.test_client(), a_case().filed("2026-11-16"))
    data = {"csrf_token": csrf_of(mine.client.get("/tra-cuu"))}
    mine.client.post("/tra-cuu/dong", data=data)
    with mine.client.session_transaction() as left:
        assert not {"tracked", "petitions", "appealed"} & left.keys()
    assert fields_of(mine.client.get("/tra-cuu"), "/tra-cuu")
