"""What staff are told: in the application, in the digest of the morning, and at once; by whom they may know."""

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.notices import Way
from app.domain.vocabulary import CaseKind
from app.jobs.handlers import messages
from app.messaging import Mail, Outgoing, RecordingPost
from app.persistence.models import StaffNotice
from app.persistence.queries.notices import staff
from app.services.escalation import sweeping
from app.services.notices import own, staff_mail, wording
from tests import cast
from tests.builders import a_case
from tests.houses import both_engines
from tests.times import at
from tests.working import done_by_worker


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> RecordingPost:
    post = RecordingPost()
    monkeypatch.setattr(messages, "outgoing", Outgoing({Way.MAIL: post}, "https://tiepdan.example.vn"))
    return post


def mails(post: RecordingPost, to: str) -> list[Mail]:
    return [mail for mail in post.sent if isinstance(mail, Mail) and mail.to == to]


def told(username: str) -> list[str]:
    return [one.sentence for one in wording.said(staff.of_actor(cast.actor(username)))]


@both_engines
def test_the_morning_brings_what_is_new_and_lateness_does_not_wait(db: SQLAlchemy, post: RecordingPost) -> None:
    own.choose(cast.actor("cuc"), "cuc@ward.example.vn", digest=True, urgent=False, at=at("2026-07-01"))
    own.choose(cast.actor("dung"), "dung@ward.example.vn", digest=True, urgent=True, at=at("2026-07-01"))
    case = a_case().filed("2026-07-13").assigned("2026-07-13", "cuc").made()
    done_by_worker(at("2026-07-13 20:00"))
    assert told("cuc") == [f"Hồ sơ {case.number} được giao cho bạn."]
    assert staff_mail.post_digests(at("2026-07-13 21:00")) == 0, "not in the evening"
    assert staff_mail.post_digests(at("2026-07-14 07:40")) == 1
    assert staff_mail.post_digests(at("2026-07-14 09:40")) == 0, "once a day"
    done_by_worker(at("2026-07-14 09:41"))
    (digest,) = mails(post, "cuc@ward.example.vn")
    assert digest.subject == "1 thông báo mới" and case.number in digest.text
    assert "thu hồi" not in digest.text and "Lâm Thị An" not in digest.text
    sweeping.sweep(at("2026-07-23").date(), at=at("2026-07-23 06:00"))
    done_by_worker(at("2026-07-23 06:01"))
    (urgent,) = mails(post, "dung@ward.example.vn")
    assert urgent.subject == "Cần xem ngay" and "quá hạn" in urgent.text
    assert len(mails(post, "cuc@ward.example.vn")) == 1, "he asked for the morning's only"
    assert staff_mail.post_digests(at("2026-07-25 09:00")) == 0, "nobody works on a Saturday"


def test_whoever_is_kept_away_hears_nothing_and_the_next_above_does(db: SQLAlchemy) -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-07-13", respondent_position="Chủ tịch", respondent_name="").made()
    sweeping.sweep(at("2026-08-10").date(), at=at("2026-08-10 06:00"))
    db.session.rollback()
    heard = set(db.session.scalars(select(StaffNotice.user_id).where(StaffNotice.case_id == case.id)))
    assert heard
    assert cast.user("dung").id not in heard, "the denounced head"
    assert cast.user("cuc").id not in heard, "who works under him"


def test_an_address_is_changed_kept_encrypted_and_taken_back(db: SQLAlchemy, post: RecordingPost) -> None:
    actor = cast.actor("cuc")
    own.choose(actor, "cuc@ward.example.vn", digest=True, urgent=True, at=at("2026-07-01"))
    own.choose(actor, "ly.cuc@ward.example.vn", digest=False, urgent=True, at=at("2026-07-02"))
    found = own.of(actor)
    assert found is not None and (found.own, found.wants_digest) == ("ly.cuc@ward.example.vn", False)
    raw = db.session.connection().exec_driver_sql("SELECT personal FROM notice_address").scalar()
    assert b"ward" not in raw
    own.choose(actor, "", digest=True, urgent=True, at=at("2026-07-03"))
    assert own.of(actor) is None or own.of(actor).stopped_at is not None
    with pytest.raises(Exception, match="notice_address_wrong"):
        own.choose(actor, "not an address", digest=True, urgent=True, at=at("2026-07-03"))
