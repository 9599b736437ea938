"""How each step of any procedure is taken by a service, as the person whose office it is."""

import secrets
from collections.abc import Callable
from datetime import datetime

from app.domain.facts import Actor
from app.domain.rules import Transition
from app.domain.vocabulary import CaseKind, Channel, Disposition, Office, Outcome, Procedure, Step
from app.persistence.models import Case
from app.persistence.queries import bodies, cases
from app.persistence.transaction import transaction
from app.services import clocks
from app.services.intake import disposition, filing, split, triage
from app.services.intake.split import Part
from app.services.intake.triage import Proposal
from app.services.settlement import (
    answering,
    appeal,
    conversation,
    decision,
    denounce_again,
    dialogue,
    execution,
    extension,
    suspension,
    take_over,
    verification,
)
from app.services.settlement.further import FURTHER, further
from app.services.steps import Paper
from tests import cast
from tests.builders import a_petition
from tests.times import at

Take = Callable[[Actor, Case, datetime], object]
WHY = "Theo hồ sơ vụ việc."
LEFT_OUT = frozenset({Step.CLASSIFY, Step.JOIN, Step.TRANSFER, Step.HAND_OVER})
"""Steps that make the case another one, or another's: they have stories of their own."""


def filed(procedure: Procedure, on: str, *, remote: bool = False, sure: bool = True) -> Case:
    """A case of any procedure at the ward of the cast; whose it is, a ruling says or leaves to a person."""
    kind = procedure.kind
    petition = a_petition(kind, on=on, channel=Channel.WEB)
    with transaction() as session:
        token = secrets.token_urlsafe(16)
        receipt = filing.admit(cast.AN, petition, token, procedure, at=at(f"{on} 08:00"))
        case = session.get(Case, receipt.case_id)
        assert case is not None
        ward = bodies.by_code(cast.WARD, cast.SECOND_EPOCH)
        assert ward is not None
        case.body_id = case.intake_body_id = ward.id
        case.in_remote_area = remote
        case.is_about_delay = procedure is Procedure.REPEAT_DENUNCIATION and remote
        case.competence = {**(case.competence or {}), "settler_code": ward.code, "sure": sure, "needs_human": not sure}
        clocks.move(case, ward.id)
    return case


def who(case: Case, row: Transition) -> Actor | None:
    """Somebody of the cast in the office that the row names; None where it is nobody's here."""
    if row.step in {Step.REPLY, Step.DENOUNCE_AGAIN}:
        return cast.an(case.id)
    if row.offices & {Office.HANDLER, Office.CLERK}:
        return cast.actor("binh")
    if Office.HEAD in row.offices:
        return cast.actor("dung")
    if Office.SUPERIOR in row.offices:
        return cast.actor("hoa")
    return cast.an(case.id) if Office.CITIZEN in row.offices else None


def turn(case: Case) -> bool:
    """Yes and no by turns, the same in every run of the same walk."""
    return (len(case.events) + case.received_on.day) % 2 == 0


def disposed(kind: Disposition, target_name: str = "") -> Take:
    return lambda w, c, t: disposition.dispose(w, c.id, kind, reason=WHY, target_name=target_name, at=t)


def appealed(who: Actor, case: Case, moment: datetime) -> object:
    petition = a_petition(CaseKind.COMPLAINT, on=f"{moment.date()}")
    return appeal.appeal(cast.an(case.id), case.id, petition, secrets.token_urlsafe(16), at=moment)


def split_in_two(who: Actor, case: Case, moment: datetime) -> object:
    """Into a denunciation, which is sealed and the letter with it, and a recommendation."""
    told = Part(Procedure.DENUNCIATION, "Công chức địa chính đòi tiền khi đo đất.", respondent_name="Trần Văn Kín")
    return split.split(who, case.id, (told, Part(Procedure.RECOMMENDATION, "Đề nghị sửa đường vào khóm.")), at=moment)


def denounced_again(who: Actor, case: Case, moment: datetime) -> object:
    petition = a_petition(CaseKind.DENUNCIATION, on=f"{moment.date()}")
    return denounce_again.denounce_again(who, case.id, petition, secrets.token_urlsafe(16), at=moment)


def taken_over(who: Actor, case: Case, moment: datetime) -> object:
    """In the case of the repeated denunciation, by its head: of a case at the ward that is the superior's."""
    if case.procedure is Procedure.REPEAT_DENUNCIATION:
        return take_over.take_over(who, case.id, at=moment)
    above = cases.second_instance_of(case.id)[-1]
    triage.register(who, above.id, at=moment)
    further(who, above.id, Step.DEMAND_REPORT, at=moment)
    return take_over.take_over(who, above.id, at=moment)


def rest(step: Step) -> Take:
    """By the one service of the rarer steps."""

    def take(who: Actor, case: Case, moment: datetime) -> object:
        return further(who, case.id, step, paper=Paper("9/VB"), reason=WHY, note=WHY, stated=True, at=moment)

    return take


TAKES: dict[Step, Take] = {
    Step.REGISTER: lambda w, c, t: triage.register(w, c.id, at=t, about_delay=c.is_about_delay),
    Step.ASSIGN: lambda w, c, t: triage.assign(cast.actor("dung"), c.id, cast.user("cuc").id, at=t),
    Step.PROPOSE: lambda w, c, t: triage.propose(w, c.id, Proposal(Disposition.ACCEPT, WHY), at=t),
    Step.RETURN_PROPOSAL: lambda w, c, t: disposition.return_proposal(w, c.id, WHY, at=t),
    Step.ACCEPT: disposed(Disposition.ACCEPT),
    Step.DECLINE: disposed(Disposition.DECLINE),
    Step.GUIDE: disposed(Disposition.GUIDE, "Tòa án nhân dân"),
    Step.SEND_BACK: disposed(Disposition.SEND_BACK),
    Step.FILE_AWAY: disposed(Disposition.FILE_AWAY),
    Step.TRANSFER_OUT: disposed(Disposition.TRANSFER, "Công an thành phố"),
    Step.VERIFY: lambda w, c, t: verification.verify(w, c.id, cast.user("cuc").id, at=t),
    Step.REPORT_VERIFICATION: lambda w, c, t: verification.report(w, c.id, WHY, matches_request=turn(c), at=t),
    Step.DRAFT: lambda w, c, t: verification.draft(cast.actor("dung"), c.id, at=t),
    Step.CALL_DIALOGUE: lambda w, c, t: dialogue.call(
        cast.actor("dung"), c.id, held_on=t.date(), place="Phòng 1", at=t
    ),
    Step.HOLD_DIALOGUE: lambda w, c, t: dialogue.hold(cast.actor("dung"), c.id, WHY, absent=turn(c), at=t),
    Step.EXTEND: lambda w, c, t: extension.extend(w, c.id, WHY, at=t),
    Step.SUSPEND: lambda w, c, t: suspension.suspend(w, c.id, WHY, at=t),
    Step.RESUME: lambda w, c, t: suspension.resume(w, c.id, at=t),
    Step.TERMINATE: lambda w, c, t: suspension.terminate(w, c.id, WHY, at=t),
    Step.WITHDRAW: lambda w, c, t: suspension.withdraw(w, c.id, "", at=t),
    Step.DECIDE: lambda w, c, t: decision.decide(w, c.id, Outcome.UPHELD, WHY, paper=Paper("7/QĐ"), at=t),
    Step.SEND: lambda w, c, t: decision.send(w, c.id, at=t),
    Step.SERVE: lambda w, c, t: decision.serve(w, c.id, t.date(), at=t),
    Step.PUBLISH: lambda w, c, t: decision.publish(w, c.id, "Niêm yết", at=t),
    Step.CONFIRM_EFFECT: lambda w, c, t: execution.confirm_effect(w, c.id, at=t),
    Step.EXECUTE: lambda w, c, t: execution.execute(w, c.id, WHY, at=t),
    Step.ANSWER: lambda w, c, t: answering.answer(cast.actor("dung"), c.id, WHY, at=t),
    Step.CLOSE: lambda w, c, t: answering.close(cast.actor("dung"), c.id, evident=True, at=t),
    Step.ASK: lambda w, c, t: conversation.ask(w, c.id, WHY, at=t),
    Step.REPLY: lambda w, c, t: conversation.reply(cast.an(c.id), c.id, f"{WHY} {t}", at=t),
    Step.REOPEN: lambda w, c, t: answering.rate(cast.an(c.id), c.id, 1, WHY, reopen=True, at=t),
    Step.APPEAL: appealed,
    Step.SPLIT: split_in_two,
    Step.DENOUNCE_AGAIN: denounced_again,
    Step.TAKE_OVER: taken_over,
    **{step: rest(step) for step in FURTHER},
}
