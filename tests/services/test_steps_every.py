"""Every step of the staff: works · is refused to a stranger · is refused in the wrong state · leaves one audit row and
one row in the outbox."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app.domain.deadlines import ClockOwner
from app.domain.facts import Actor
from app.domain.refusals import NotAllowed, NotFound, WrongState
from app.domain.vocabulary import CaseKind, Disposition, Outcome, Procedure, State
from app.persistence.models import AuditEntry, Case, OutboxMessage
from app.persistence.models.case import NO_DUE_DATE
from app.services import clocks
from app.services.intake import disposition, triage
from app.services.intake.triage import Proposal
from app.services.settlement import (
    answering,
    conversation,
    decision,
    dialogue,
    execution,
    extension,
    suspension,
    verification,
)
from app.services.steps import Paper
from tests import cast
from tests.builders import CaseBuilder, a_case
from tests.times import at

Take = Callable[[Actor, int, datetime], object]
NOW = "2026-08-10"
DONE = Paper("7/QĐ-UBND", date(2026, 8, 10))


@dataclass(frozen=True)
class Act:
    """A step: from where, who takes it, where it leads; `elsewhere` is a case in which it has no place."""

    by: str
    case: Callable[[], CaseBuilder]
    take: Take
    to: State
    elsewhere: Callable[[], CaseBuilder]


def recommendation(on: str = "2026-08-03") -> CaseBuilder:
    return a_case(CaseKind.RECOMMENDATION).filed(on)


def fresh() -> CaseBuilder:
    return a_case().filed("2026-08-03")


def accepted() -> CaseBuilder:
    return fresh().accepted("2026-08-05")


def verified() -> CaseBuilder:
    return fresh().verified("2026-08-06")


def disposing(kind: Disposition, **more: object) -> Take:
    return lambda who, case, when: disposition.dispose(
        who,
        case,
        kind,
        reason="Không thuộc thẩm quyền.",
        at=when,
        **more,  # type: ignore[arg-type]
    )


def proposal() -> Proposal:
    return Proposal(Disposition.ACCEPT, "Đủ điều kiện.")


ACTS: dict[str, Act] = {
    "register": Act("cuc", fresh, lambda w, c, t: triage.register(w, c, at=t), State.REGISTERED, accepted),
    "assign": Act(
        "binh", fresh, lambda w, c, t: triage.assign(w, c, cast.user("cuc").id, at=t), State.RECEIVED, lambda: closed()
    ),
    "take_up": Act("cuc", fresh, lambda w, c, t: triage.take_up(w, [c], at=t), State.RECEIVED, lambda: closed()),
    "classify": Act(
        "cuc",
        fresh,
        lambda w, c, t: triage.classify(w, c, Procedure.RECOMMENDATION, "Chỉ là góp ý.", at=t),
        State.RECEIVED,
        accepted,
    ),
    "propose": Act(
        "cuc",
        lambda: fresh().registered("2026-08-04"),
        lambda w, c, t: triage.propose(w, c, proposal(), at=t),
        State.AWAITING_DISPOSITION,
        accepted,
    ),
    "return_proposal": Act(
        "dung",
        lambda: fresh().proposed("2026-08-05"),
        lambda w, c, t: disposition.return_proposal(w, c, "Xem lại thời hiệu.", at=t),
        State.REGISTERED,
        accepted,
    ),
    "approve": Act(
        "dung",
        lambda: fresh().proposed("2026-08-05"),
        lambda w, c, t: disposition.approve(w, c, at=t),
        State.ACCEPTED,
        accepted,
    ),
    "accept": Act(
        "dung",
        lambda: fresh().proposed("2026-08-05"),
        lambda w, c, t: disposition.dispose(w, c, Disposition.ACCEPT, at=t),
        State.ACCEPTED,
        accepted,
    ),
    "decline": Act(
        "dung", lambda: fresh().proposed("2026-08-05"), disposing(Disposition.DECLINE), State.DECLINED, accepted
    ),
    "guide": Act(
        "dung",
        lambda: fresh().proposed("2026-08-05"),
        disposing(Disposition.GUIDE, target_name="Tòa án nhân dân khu vực"),
        State.GUIDED,
        accepted,
    ),
    "send_back": Act(
        "dung", lambda: fresh().proposed("2026-08-05"), disposing(Disposition.SEND_BACK), State.SENT_BACK, accepted
    ),
    "file_away": Act(
        "dung", lambda: fresh().proposed("2026-08-05"), disposing(Disposition.FILE_AWAY), State.FILED_AWAY, accepted
    ),
    "transfer_out": Act(
        "dung",
        lambda: fresh().proposed("2026-08-05"),
        disposing(Disposition.TRANSFER, target_name="Công an thành phố"),
        State.TRANSFERRED,
        accepted,
    ),
    "verify": Act(
        "dung",
        accepted,
        lambda w, c, t: verification.verify(w, c, cast.user("cuc").id, at=t),
        State.VERIFYING,
        fresh,
    ),
    "report": Act(
        "cuc",
        lambda: fresh().verifying("2026-08-06"),
        lambda w, c, t: verification.report(w, c, "Đúng như đơn.", matches_request=True, at=t),
        State.VERIFIED,
        accepted,
    ),
    "draft": Act("dung", accepted, lambda w, c, t: verification.draft(w, c, at=t), State.DRAFTING, fresh),
    "call_dialogue": Act(
        "dung",
        verified,
        lambda w, c, t: dialogue.call(w, c, held_on=date(2026, 8, 20), place="Phòng 1", at=t),
        State.AWAITING_DIALOGUE,
        accepted,
    ),
    "hold_dialogue": Act(
        "dung",
        lambda: fresh().dialogue_called("2026-08-06"),
        lambda w, c, t: dialogue.hold(w, c, "Đã nêu ý kiến.", at=t),
        State.DIALOGUE_HELD,
        accepted,
    ),
    "extend": Act(
        "dung", accepted, lambda w, c, t: extension.extend(w, c, "Nhiều nơi xác minh.", at=t), State.ACCEPTED, fresh
    ),
    "suspend": Act(
        "dung", accepted, lambda w, c, t: suspension.suspend(w, c, "Thiên tai.", at=t), State.SUSPENDED, fresh
    ),
    "terminate": Act(
        "dung",
        accepted,
        lambda w, c, t: suspension.terminate(w, c, "Tổ chức giải thể.", at=t),
        State.TERMINATING,
        fresh,
    ),
    "withdraw": Act(
        "binh", accepted, lambda w, c, t: suspension.withdraw(w, c, "", at=t), State.TERMINATING, lambda: closed()
    ),
    "decide": Act(
        "dung",
        lambda: fresh().drafting("2026-08-06"),
        lambda w, c, t: decision.decide(w, c, Outcome.UPHELD, "Hủy quyết định.", paper=DONE, at=t),
        State.ISSUED,
        accepted,
    ),
    "send": Act(
        "cuc", lambda: fresh().decided("2026-08-06"), lambda w, c, t: decision.send(w, c, at=t), State.SENT, accepted
    ),
    "serve": Act(
        "cuc",
        lambda: fresh().sent("2026-08-06"),
        lambda w, c, t: decision.serve(w, c, date(2026, 8, 9), at=t),
        State.SENT,
        accepted,
    ),
    "publish": Act(
        "cuc",
        lambda: fresh().sent("2026-08-06"),
        lambda w, c, t: decision.publish(w, c, "Niêm yết tại trụ sở", at=t),
        State.SENT,
        accepted,
    ),
    "confirm_effect": Act(
        "dung",
        lambda: a_case().filed("2026-05-04").served("2026-06-01"),
        lambda w, c, t: execution.confirm_effect(w, c, at=t),
        State.EFFECTIVE,
        accepted,
    ),
    "execute": Act(
        "dung",
        lambda: a_case().filed("2026-05-04").served("2026-06-01").effective("2026-07-06"),
        lambda w, c, t: execution.execute(w, c, "Giao địa chính.", at=t),
        State.EXECUTING,
        accepted,
    ),
    "close": Act(
        "dung",
        lambda: a_case().filed("2026-05-04").served("2026-06-01").effective("2026-07-06").executing("2026-07-07"),
        lambda w, c, t: answering.close(w, c, at=t),
        State.CLOSED,
        accepted,
    ),
    "answer": Act(
        "long",
        lambda: recommendation().accepted("2026-08-05"),
        lambda w, c, t: answering.answer(w, c, "Đã sửa đường.", at=t),
        State.ANSWERED,
        recommendation,
    ),
    "ask": Act(
        "cuc",
        accepted,
        lambda w, c, t: conversation.ask(w, c, "Xin gửi bản vẽ.", at=t),
        State.ACCEPTED,
        lambda: closed(),
    ),
}


def closed() -> CaseBuilder:
    return fresh().disposed(Disposition.FILE_AWAY, "2026-08-05")


every_act = pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())


@every_act
def test_works_and_leaves_one_row_in_each_log(act: Act, db: SQLAlchemy) -> None:
    case = act.case().made()
    before = rows(db)
    act.take(cast.actor(act.by), case.id, at(NOW))
    assert case.state is act.to
    assert rows(db) == (before[0] + 1, before[1] + 1)
    assert_next_due_is_right(case)


@every_act
def test_is_refused_to_a_stranger(act: Act, db: SQLAlchemy) -> None:
    case = act.case().made()
    state, before = case.state, rows(db)
    for stranger in ("giang", "ha"):
        with pytest.raises(NotFound, match="case_not_found"):
            act.take(cast.actor(stranger), case.id, at(NOW))
    with pytest.raises(NotAllowed):
        act.take(cast.actor("em"), case.id, at(NOW))
    assert (case.state, rows(db)) == (state, before)


@every_act
def test_is_refused_in_the_wrong_state(act: Act, db: SQLAlchemy) -> None:
    case = act.elsewhere().made()
    state, version, before = case.state, case.version, rows(db)
    with pytest.raises(WrongState):
        act.take(cast.actor(act.by), case.id, at(NOW))
    db.session.refresh(case)
    assert (case.state, case.version, rows(db)) == (state, version, before)


@pytest.mark.parametrize("name", [n for n, act in ACTS.items() if act.by in ("dung", "long")])
def test_what_is_the_heads_is_refused_to_the_officer(name: str, db: SQLAlchemy) -> None:
    act = ACTS[name]
    case = act.case().made()
    officer = "lan" if act.by == "long" else "cuc"
    with pytest.raises(NotAllowed):
        act.take(cast.actor(officer), case.id, at(NOW))


def rows(db: SQLAlchemy) -> tuple[int, int]:
    """How many rows the audit log and the outbox hold."""
    audit = db.session.scalar(select(func.count()).select_from(AuditEntry))
    outbox = db.session.scalar(select(func.count()).select_from(OutboxMessage))
    return audit or 0, outbox or 0


def assert_next_due_is_right(case: Case) -> None:
    """What the queue sorts by is the earliest running clock of the authority that does not stand."""
    running = [
        row
        for row in case.deadlines
        if row.ended_on is None and row.owner == ClockOwner.AUTHORITY and not clocks.is_paused(row)
    ]
    assert case.next_due_on == min((row.due_on for row in running), default=NO_DUE_DATE)
    assert case.next_clock in ({row.clock for row in running} or {None})
