"""What people ask about their own data: promised a day, answered by a person, never a word about others."""

from datetime import date

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.keeping.rights import DataRight, RequestState
from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.domain.vocabulary import CaseKind
from app.persistence.models import AuditEntry
from app.persistence.queries.safekeeping import requests as kept
from app.services.intake.petition_input import PartyInput
from app.services.safekeeping import requests
from app.services.safekeeping.requests import Asker
from tests import cast
from tests.builders import a_case
from tests.houses import both_engines
from tests.times import at

NOW = at("2026-07-13 08:00")  # a Monday
AN = Asker("Lâm Thị An", "094 185 001 234", "0912345678", words="Tôi muốn biết cơ quan giữ những gì.")


def asked(kind: DataRight = DataRight.ACCESS, who: str = "binh") -> int:
    """A request at the ward's desk."""
    requests.ask(cast.actor(who), kind, AN, f"token-{kind}", at=NOW)
    return requests.waiting(cast.actor(who))[0].id


@both_engines
def test_a_request_gets_its_days_and_a_code(db: SQLAlchemy) -> None:
    receipt = requests.ask(cast.AN, DataRight.ACCESS, AN, "token", at=NOW)
    assert (receipt.answer_by, receipt.done_by) == (date(2026, 7, 15), date(2026, 7, 23))
    assert requests.ask(cast.AN, DataRight.ACCESS, AN, "token", at=NOW) == receipt
    followed = requests.followed(receipt.code.lower())
    assert followed.state is RequestState.RECEIVED
    assert b"094" not in followed.sealed
    with pytest.raises(NotFound):
        requests.followed("0000-0000")


@pytest.mark.parametrize(
    ("kind", "done_by"),
    [
        (DataRight.CORRECT, date(2026, 7, 23)),
        (DataRight.RESTRICT, date(2026, 7, 28)),
        (DataRight.ERASE, date(2026, 8, 3)),
    ],
)
def test_each_right_has_its_time(db: SQLAlchemy, kind: DataRight, done_by: date) -> None:
    assert requests.ask(cast.AN, kind, AN, "token", at=NOW).done_by == done_by


def test_nobody_asks_without_name_and_number(db: SQLAlchemy) -> None:
    for asker in (Asker("", "094185001234"), Asker("An", ""), Asker("An", "12")):
        with pytest.raises(BadInput):
            requests.ask(cast.AN, DataRight.ACCESS, asker, "token", at=NOW)


@both_engines
def test_what_is_held_is_given_to_who_has_shown_himself(db: SQLAlchemy) -> None:
    mine = a_case().made()
    someone = PartyInput("Lý Khác", identity_number="094185009999", phone="0987654321", address="Ấp 2")
    a_case().filed("2026-07-13", parties=(someone,)).made()
    denounced = a_case(CaseKind.DENUNCIATION).made()  # by herself: she follows it by its own code
    about_binh = a_case().filed("2026-07-13", respondent_name="Trần Thanh Bình", respondent_position="công chức").made()
    binh, number = cast.actor("binh"), asked()
    with pytest.raises(WrongState, match="identity_unchecked"):
        requests.held_about(binh, number, at=NOW)
    with pytest.raises(WrongState, match="identity_unchecked"):
        requests.finish(binh, number, "Đã giao bản sao.", refused=False, at=NOW)
    requests.acknowledge(binh, number, at=NOW)
    with pytest.raises(WrongState, match="already_answered"):
        requests.acknowledge(binh, number, at=NOW)
    requests.confirm_identity(binh, number, at=NOW)
    _request, asker, held = requests.held_about(binh, number, at=NOW)
    assert asker.name == "Lâm Thị An"
    assert [one["number"] for one in held] == [mine.number]
    assert held[0]["party"].phone == "0912345678"
    assert denounced.number not in str(held)
    others = kept.parties_of(cast.actor("dung"), AN.identity_number)
    assert [one.case.number for one in others] == [mine.number, about_binh.number]
    requests.finish(binh, number, "Đã giao bản sao.", refused=False, at=NOW)
    with pytest.raises(WrongState, match="request_ended"):
        requests.extend(binh, number, at=NOW)
    acts = db.session.scalars(select(AuditEntry.action).where(AuditEntry.subject == f"data_request:{number}")).all()
    done = [act.partition(".")[2] for act in acts]
    assert done == ["received", "acknowledged", "identity_checked", "exported", "done"]


def test_more_time_is_given_once(db: SQLAlchemy) -> None:
    binh, number = cast.actor("binh"), asked()
    requests.extend(binh, number, at=NOW)
    assert requests.seen(binh, number).done_by == date(2026, 8, 3)
    with pytest.raises(WrongState, match="extended_already"):
        requests.extend(binh, number, at=NOW)
    with pytest.raises(BadInput):
        requests.finish(binh, number, " ", refused=True, at=NOW)
    requests.finish(binh, number, "Hồ sơ đang giải quyết, luật buộc giữ.", refused=True, at=NOW)


def test_other_bodies_and_roles_see_none(db: SQLAlchemy) -> None:
    number = asked()
    with pytest.raises(NotFound):
        requests.seen(cast.actor("ha"), number)
    for name in ("cuc", "em", "oanh", "nga"):
        with pytest.raises(NotAllowed):
            requests.opened(cast.actor(name), number, at=NOW)
