"""Offices begin and end by themselves, heads delegate in writing, and nothing stays with somebody who has left."""

import hashlib
import secrets
from datetime import date

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, select

from app.domain.access import Action, may_ever
from app.domain.facts import Actor
from app.domain.offices.held import Capacity, Standing
from app.domain.refusals import BadInput, NotAllowed, NotFound
from app.domain.vocabulary import CaseKind, Disposition, Role, Step
from app.persistence.db import db as database
from app.persistence.models import AuditEntry, Case, CaseEvent, HeldOffice, LoginSession
from app.persistence.queries.offices import holding
from app.persistence.queries.offices import leaving as stored
from app.persistence.transaction import transaction
from app.services.intake import disposition, triage
from app.services.keeping.offices import appointing, delegating, leaving
from app.services.keeping.offices.appointing import NewOffice
from app.services.keeping.offices.delegating import NewDelegation
from app.services.oversight import dossier, dossier_story
from app.services.settlement import decision, dialogue
from app.services.signing_in import entry, sessions
from app.services.steps import Paper
from tests import cast
from tests.builders import REASON, a_case
from tests.houses import both_engines
from tests.times import at

pytestmark = both_engines
NOW = at("2026-08-10 08:00")
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def here(db: SQLAlchemy) -> None:
    """Everything here looks into the database."""


def ward() -> int:
    return cast.office("dung").body_id


def appointed(username: str, role: Role, *, since: date = TODAY, **changes: object) -> HeldOffice:
    new = NewOffice(cast.user(username).id, changes.get("body_id", ward()), role, "Phó Chủ tịch UBND phường", since)  # type: ignore[arg-type]
    for name, value in changes.items():
        object.__setattr__(new, name, value)
    return appointing.appoint(cast.actor("oanh"), new, at=NOW)


def acting(username: str, *, office_id: int | None = None, on: date = TODAY) -> Actor:
    """As the door would know this person on a day."""
    with transaction() as session:
        token, moment = secrets.token_hex(16), at(f"{on} 08:00")
        digest = hashlib.sha256(token.encode()).hexdigest()
        account = cast.user(username)
        session.add(LoginSession(token_hash=digest, user_id=account.id, created_at=moment, last_seen_at=moment))
    who = sessions.recognise(token, at=moment, office_id=office_id)
    if who is None:
        raise NotAllowed("sign_in_failed")
    return who.actor


def a_deputy(**scope: object) -> Actor:
    """Cẩm becomes deputy and may sign KT.; the head's paper is 12/QĐ-UBND."""
    deputy = appointed("cam", Role.OFFICER, standing=Standing.DEPUTY)
    paper = NewDelegation(deputy.id, Capacity.FOR_HEAD, "12/QĐ-UBND", TODAY, TODAY, **scope)  # type: ignore[arg-type]
    delegating.delegate(cast.actor("dung"), paper, at=NOW)
    return acting("cam", office_id=deputy.id)


def last_event(case: Case) -> CaseEvent:
    found = database.session.scalars(select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.id)).all()
    return found[-1]


# offices by day


def test_an_office_counts_from_its_first_day_to_its_last() -> None:
    since, until = date(2026, 8, 12), date(2026, 8, 14)
    office = appointed("giang", Role.OFFICER, since=since, held_to=until)
    days = [date(2026, 8, day) for day in (11, 12, 14, 15)]
    held = [acting("giang", office_id=office.id, on=day).office_id == office.id for day in days]
    assert held == [False, True, True, False]
    assert acting("giang", on=days[1]).body_id == cast.office("giang").body_id, "the oldest, unless one was chosen"


def test_who_is_in_no_office_is_not_signed_in() -> None:
    token = entry.authenticate("cuc", cast.PASSWORD, at=NOW)
    appointing.end(cast.actor("oanh"), cast.office("cuc").id, date(2026, 8, 9), reason="Chuyển công tác", at=NOW)
    assert sessions.recognise(token, at=NOW) is None
    with pytest.raises(NotAllowed, match="sign_in_failed"):
        entry.authenticate("cuc", cast.PASSWORD, at=NOW)


def test_an_office_ends_with_its_body() -> None:
    assert acting("quy", on=date(2025, 6, 30)).office_id == cast.office("quy").id
    with pytest.raises(NotAllowed):
        acting("quy", on=date(2025, 7, 1))


def test_recognising_is_one_statement_and_three_for_what_ties_him() -> None:
    """The session with its offices; the version of the directory, all offices ever held, and the heads over them."""
    a_deputy()
    token = entry.authenticate("cam", cast.PASSWORD, at=NOW)
    database.session.rollback()
    said: list[str] = []
    listen = lambda *told: said.append(told[2])  # noqa: E731
    event.listen(database.engine, "before_cursor_execute", listen)
    try:
        assert sessions.recognise(token, at=NOW)
    finally:
        event.remove(database.engine, "before_cursor_execute", listen)
    assert len([one for one in said if one.startswith("SELECT")]) == 4


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"role": Role.HEAD}, "head_in_office"),
        ({"role": Role.CITIZEN}, "role_has_no_account"),
        ({"role": Role.HEAD, "standing": Standing.DEPUTY}, "deputy_is_no_head"),
        ({"role": Role.INSPECTORATE, "standing": Standing.DEPUTY}, "deputy_is_no_head"),
        ({"role": Role.OFFICER, "standing": Standing.ACTING}, "only_heads_are_acting"),
        ({"role": Role.OFFICER, "held_to": date(2026, 8, 9)}, "ends_before_it_begins"),
        ({"role": Role.OFFICER, "body_id": 999_999}, "body_not_there_then"),
        ({"role": Role.OFFICER}, "office_held_already"),
    ],
)
def test_what_cannot_be(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        appointed("cuc", **changes)  # type: ignore[arg-type]


def test_only_an_administrator_appoints_and_ends() -> None:
    new = NewOffice(cast.user("giang").id, ward(), Role.OFFICER, "", TODAY)
    for who in ("dung", "cuc", "em", "nga"):
        with pytest.raises(NotAllowed):
            appointing.appoint(cast.actor(who), new, at=NOW)
        with pytest.raises(NotAllowed):
            appointing.end(cast.actor(who), cast.office("cuc").id, TODAY, reason="x", at=NOW)
    with pytest.raises(NotAllowed, match="not_your_own_account"):
        appointing.end(cast.actor("oanh"), cast.office("oanh").id, TODAY, reason="x", at=NOW)


def test_an_acting_head_has_the_rights_of_one_and_signs_as_acting() -> None:
    case = a_case().proposed("2026-08-03").made()
    appointing.end(cast.actor("oanh"), cast.office("dung").id, date(2026, 8, 9), reason="Nghỉ hưu", at=NOW)
    assert [body.id for body in appointing.vacant(TODAY)] == [ward()], "visible while the office is empty"
    office = appointed("binh", Role.HEAD, standing=Standing.ACTING)
    assert appointing.vacant(TODAY) == []
    binh = acting("binh", office_id=office.id)
    disposition.dispose(binh, case.id, Disposition.ACCEPT, at=NOW)
    told = last_event(case)
    assert (told.capacity, told.office_id, told.delegation_id) == (Capacity.ACTING, office.id, None)
    assert dossier_story.told(case)[-1].signed.lines == ("Q. CHỦ TỊCH",)  # type: ignore[union-attr]


# signing for the head


def test_a_deputy_signs_by_the_paper_and_it_is_on_record() -> None:
    case = a_case().proposed("2026-08-03").made()
    deputy = a_deputy()
    assert Step.ACCEPT in {offer.step for offer in dossier.offers(deputy, case, TODAY)}
    disposition.dispose(deputy, case.id, Disposition.ACCEPT, at=NOW)
    told = last_event(case)
    assert told.capacity is Capacity.FOR_HEAD and told.delegation_id == deputy.delegations[0].id
    entry = dossier_story.told(case)[-1]
    assert entry.signed is not None and entry.signed.lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert entry.paper == ("12/QĐ-UBND", TODAY)


def test_without_a_paper_a_deputy_decides_nothing() -> None:
    case = a_case().proposed("2026-08-03").made()
    deputy = acting("cam", office_id=appointed("cam", Role.OFFICER, standing=Standing.DEPUTY).id)
    assert not may_ever(deputy, Action.CASE_DISPOSE)
    with pytest.raises(NotAllowed):
        disposition.dispose(deputy, case.id, Disposition.ACCEPT, at=NOW)


def test_a_paper_reaches_as_far_as_it_says() -> None:
    case = a_case().proposed("2026-08-03").made()
    deputy = a_deputy(kinds=frozenset({CaseKind.RECOMMENDATION}))
    with pytest.raises(NotAllowed):
        disposition.dispose(deputy, case.id, Disposition.ACCEPT, at=NOW)
    paper = NewDelegation(
        deputy.office_id or 0,
        Capacity.FOR_HEAD,
        "14/QĐ-UBND",
        TODAY,
        TODAY,
        kinds=frozenset({CaseKind.COMPLAINT}),
        categories=frozenset({"A1"}),
    )
    delegating.delegate(cast.actor("dung"), paper, at=NOW)
    deputy = acting("cam", office_id=deputy.office_id)
    with pytest.raises(NotAllowed):
        disposition.dispose(deputy, case.id, Disposition.ACCEPT, at=NOW)
    about_land = a_case().filed("2026-08-03", category_code="A1.01").proposed("2026-08-03").made()
    disposition.dispose(deputy, about_land.id, Disposition.ACCEPT, at=NOW)


def test_what_is_personal_stays_with_the_head() -> None:
    case = a_case().dialogue_called("2026-08-03").made()
    deputy = a_deputy()
    with pytest.raises(NotAllowed, match="must_be_personal") as refusal:
        dialogue.hold(deputy, case.id, "Hai bên nêu ý kiến.", at=NOW)
    assert refusal.value.citation is not None and refusal.value.citation.article == "30"
    assert Step.HOLD_DIALOGUE not in {offer.step for offer in dossier.offers(deputy, case, TODAY)}
    assert Step.HOLD_DIALOGUE in {offer.step for offer in dossier.offers(cast.actor("dung"), case, TODAY)}


def test_by_order_signs_little() -> None:
    paper = NewDelegation(cast.office("cuc").id, Capacity.BY_ORDER, "13/QĐ-UBND", TODAY, TODAY)
    delegating.delegate(cast.actor("dung"), paper, at=NOW)
    cuc = acting("cuc")
    filed, accepted = (a_case().proposed("2026-08-03", to).made() for to in (Disposition.FILE_AWAY, Disposition.ACCEPT))
    disposition.dispose(cuc, filed.id, Disposition.FILE_AWAY, reason=REASON, at=NOW)
    assert last_event(filed).capacity is Capacity.BY_ORDER
    with pytest.raises(NotAllowed, match="capacity_not_enough"):
        disposition.dispose(cuc, accepted.id, Disposition.ACCEPT, at=NOW)


def test_a_paper_opens_nothing_that_is_sealed() -> None:
    case = a_case(CaseKind.DENUNCIATION).made()
    deputy = a_deputy()
    with pytest.raises(NotFound):
        dossier.seen(deputy, case.id)
    with pytest.raises(NotFound):
        triage.assign(deputy, case.id, deputy.user_id or 0, at=NOW)


def test_a_paper_ends_by_withdrawal_and_with_the_office_of_who_gave_it() -> None:
    deputy = a_deputy()
    assert deputy.delegations and acting("cam", office_id=deputy.office_id, on=date(2027, 8, 10)).delegations
    appointing.end(cast.actor("oanh"), cast.office("dung").id, date(2026, 8, 20), reason="Nghỉ hưu", at=NOW)
    assert acting("cam", office_id=deputy.office_id, on=date(2026, 8, 20)).delegations
    assert not acting("cam", office_id=deputy.office_id, on=date(2026, 8, 21)).delegations
    delegating.withdraw(cast.actor("dung"), deputy.delegations[0].id, reason="Phân công lại", at=NOW)
    assert not acting("cam", office_id=deputy.office_id).delegations
    with pytest.raises(NotFound):
        delegating.withdraw(cast.actor("ha"), deputy.delegations[0].id, reason="x", at=NOW)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"capacity": Capacity.BY_ORDER}, "capacity_of_deputies"),
        ({"capacity": Capacity.OWN}, "capacity_unknown"),
        ({"taker": "dung"}, "taker_not_here"),
        ({"taker": "giang"}, "taker_not_here"),
        ({"taker": "cuc"}, "capacity_of_deputies"),
        ({"taker": "cuc", "capacity": Capacity.BY_AUTHORITY}, "authority_needs_end"),
        ({"signed_on": date(2026, 8, 11), "valid_from": date(2026, 8, 11)}, "document_in_future"),
        ({"valid_from": date(2026, 8, 1)}, "delegation_before_paper"),
        ({"valid_to": date(2026, 8, 9)}, "ends_before_it_begins"),
        ({"categories": frozenset({"Z9"})}, "category_unknown"),
    ],
)
def test_papers_that_cannot_be(changes: dict[str, object], reason: str) -> None:
    taker = changes.get("taker")
    office = cast.office(str(taker)) if taker else appointed("cam", Role.OFFICER, standing=Standing.DEPUTY)
    facts = {"capacity": Capacity.FOR_HEAD, "number": "1/QĐ", "signed_on": TODAY, "valid_from": TODAY, **changes}
    facts.pop("taker", None)
    with pytest.raises(BadInput, match=reason):
        delegating.delegate(cast.actor("dung"), NewDelegation(office.id, **facts), at=NOW)  # type: ignore[arg-type]


# leaving


def cases_of_cuc() -> tuple[Case, Case]:
    open_one = a_case().registered("2026-08-03").assigned("2026-08-03", to="cuc").made()
    sealed = a_case(CaseKind.DENUNCIATION).registered("2026-08-03").made()
    triage.assign(cast.head_of(sealed.body_id), sealed.id, cast.officer_of(sealed.body_id).user_id or 0, at=NOW)
    return open_one, sealed


def test_everything_goes_to_the_successor_and_what_is_sealed_waits_for_the_settler() -> None:
    open_one, sealed = cases_of_cuc()
    done = leaving.hand_over(
        cast.actor("dung"), cast.office("cuc").id, cast.office("cam").id, reason="Chuyển công tác", at=NOW
    )
    assert done.moved == 1 and open_one.officer_id == cast.user("cam").id
    assert last_event(open_one).details == {"officer_id": open_one.officer_id, "from_officer_id": cast.user("cuc").id}
    where = cast.officer_of(sealed.body_id)
    to = next(one for one in holding.at_body(sealed.body_id, TODAY) if one.user_id != where.user_id)
    leaving.hand_over(cast.head_of(sealed.body_id), where.office_id or 0, to.id, reason="x", at=NOW)
    assert sealed.officer_id is None and sealed.left_by_id == where.user_id
    _gone, waiting = leaving.not_handed_over(cast.head_of(sealed.body_id), TODAY)
    assert [case.id for case in waiting] == [sealed.id]
    triage.assign(cast.head_of(sealed.body_id), sealed.id, to.user_id, at=NOW)
    assert leaving.not_handed_over(cast.head_of(sealed.body_id), TODAY)[1] == []


def test_the_head_picks_and_the_administrator_sees_only_how_many() -> None:
    first, second = (a_case().registered("2026-08-03").assigned("2026-08-03", to="cuc").made() for _ in range(2))
    cuc, cam = cast.office("cuc").id, cast.office("cam").id
    seen = leaving.open_work(cast.actor("oanh"), cuc, at=NOW)
    assert (seen.every, seen.cases) == (2, ())
    assert {case.id for case in leaving.open_work(cast.actor("dung"), cuc, at=NOW).cases} == {first.id, second.id}
    leaving.hand_over(cast.actor("dung"), cuc, cam, reason="x", at=NOW, only=[second.id])
    assert [first.officer_id, second.officer_id] == [cast.user("cuc").id, cast.user("cam").id]
    leaving.hand_over(cast.actor("oanh"), cuc, cam, reason="x", at=NOW)
    assert first.officer_id == cast.user("cam").id
    for who in ("ha", "cuc", "em"):
        with pytest.raises((NotFound, NotAllowed)):
            leaving.open_work(cast.actor(who), cuc, at=NOW)
    with pytest.raises(BadInput, match="successor_not_here"):
        leaving.hand_over(cast.actor("dung"), cuc, cast.office("giang").id, reason="x", at=NOW)


def test_a_leaving_known_ahead_is_carried_out_the_morning_after() -> None:
    case = a_case().registered("2026-08-03").assigned("2026-08-03", to="cuc").made()
    cuc, cam = cast.office("cuc"), cast.office("cam")
    last_day = date(2026, 8, 20)
    appointing.end(cast.actor("oanh"), cuc.id, last_day, reason="Nghỉ hưu", at=NOW, successor_id=cam.id)
    assert leaving.hand_over_left(at("2026-08-20 02:00")).moved == 0 and case.officer_id == cuc.user_id
    assert leaving.hand_over_left(at("2026-08-21 02:00")).moved == 1 and case.officer_id == cam.user_id
    assert stored.orphans(date(2026, 8, 21)) == 0
    assert leaving.hand_over_left(at("2026-08-22 02:00")).moved == 0


def test_who_left_without_handing_over_lies_on_the_heads_desk_and_nothing_is_orphaned_after() -> None:
    case = a_case().registered("2026-08-03").assigned("2026-08-03", to="cuc").made()
    cuc = cast.office("cuc")
    appointing.end(cast.actor("oanh"), cuc.id, date(2026, 8, 9), reason="Nghỉ việc", at=NOW)
    assert stored.orphans(TODAY) == 1
    gone, _waiting = leaving.not_handed_over(cast.actor("dung"), TODAY)
    assert [(office.id, many) for office, many in gone] == [(cuc.id, 1)]
    leaving.hand_over(cast.actor("dung"), cuc.id, cast.office("cam").id, reason="Nghỉ việc", at=NOW)
    assert stored.orphans(TODAY) == 0 and case.officer_id == cast.user("cam").id
    assert leaving.not_handed_over(cast.actor("dung"), TODAY) == ([], [])


def test_the_log_names_the_office() -> None:
    deputy = a_deputy()
    case = a_case().proposed("2026-08-03").made()
    disposition.dispose(deputy, case.id, Disposition.ACCEPT, at=NOW)
    actions = set(database.session.scalars(select(AuditEntry.action)))
    assert {"office_taken", "delegated", "case.accept"} <= actions


def test_a_decision_in_the_own_office_needs_no_more_words(app: Flask) -> None:
    case = a_case().drafting("2026-08-03").made()
    decision.decide(cast.actor("dung"), case.id, "DUNG", "Chấp nhận.", paper=Paper("42/QĐ-UBND"), at=NOW)  # type: ignore[arg-type]
    assert last_event(case).capacity is Capacity.OWN and dossier_story.told(case)[-1].signed is None


def test_open_work_is_found_by_the_index_of_handed_out_cases() -> None:
    """Not by walking over everything that is handed out: officer and body lead straight to it."""
    if database.engine.dialect.name != "sqlite":
        return
    dung, cuc, here, said = cast.actor("dung"), cast.user("cuc").id, ward(), []
    listen = lambda _c, _cursor, *told: said.append((told[0], told[1]))  # noqa: E731
    event.listen(database.engine, "before_cursor_execute", listen)
    try:
        stored.counts(dung, cuc, here)
        stored.gone(dung, here, TODAY)
        stored.left_behind(here, 10)
    finally:
        event.remove(database.engine, "before_cursor_execute", listen)
    plans = [
        " ".join(row[3] for row in database.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values))
        for sql, values in said
        if sql.startswith("SELECT") and "officer_id" in sql
    ]
    assert all("officer_queue (officer_id=? AND body_id=?)" in plan for plan in plans[:2]), plans
    assert "left_behind (body_id=?)" in plans[2]
