"""Cases for tests, built through the services as people would, so that no impossible state can be had:
`a_case().accepted(on="2026-07-20").made()`. Steps that must come before are taken on the same day."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Self

from app.domain.facts import Actor
from app.domain.vocabulary import CaseKind, Disposition, Outcome
from app.persistence.db import db
from app.persistence.models import Body, Case
from app.persistence.queries import bodies
from app.persistence.transaction import transaction
from app.services.intake import disposition, filing, triage
from app.services.intake.filing import Receipt
from app.services.intake.petition_input import PartyInput, PetitionInput
from app.services.intake.triage import Proposal
from app.services.settlement import answering, appeal, decision, dialogue, execution, verification
from app.services.steps import Paper
from tests import cast
from tests.times import at

REASON = "Đã xem xét đơn và tài liệu kèm theo."


def a_petition(kind: CaseKind = CaseKind.COMPLAINT, *, on: str = "2026-07-13", **changes: Any) -> PetitionInput:
    """A petition with all that the law asks for, about the ward where the cast works (or what it was before)."""
    day = at(on).date()
    ward = bodies.by_code(cast.WARD, day) or bodies.by_code(cast.OLD_WARD, day)
    assert ward is not None
    petition = PetitionInput(
        kind=kind,
        parties=(
            PartyInput(
                name="Lâm Thị An",
                identity_number="094185001234",
                phone="0912345678",
                address="Số 12 đường Hùng Vương, khóm 3",
            ),
        ),
        content="Ủy ban nhân dân phường thu hồi 120 m² đất vườn của gia đình tôi mà không lập biên bản.",
        unit_code=ward.unit_code,
        category_code=None,
        written_on=day,
    )
    if kind in (CaseKind.COMPLAINT, CaseKind.DENUNCIATION):
        petition = replace(petition, respondent_body_id=ward.id, respondent_name=ward.name, act_on=day)
    if kind is CaseKind.DENUNCIATION:
        petition = replace(petition, respondent_name="Từ Bá Mẫn", respondent_position="công chức địa chính")
    if kind is CaseKind.COMPLAINT:
        petition = replace(
            petition,
            respondent_position="body",
            known_on=day,
            decision_number="15/QĐ-UBND",
            request="Hủy quyết định thu hồi đất và trả lại phần đất đã lấn.",
        )
    return replace(petition, **changes)


def a_case(kind: CaseKind = CaseKind.COMPLAINT) -> "CaseBuilder":
    """Say how far it came, then `.made()`."""
    return CaseBuilder(kind)


class CaseBuilder:
    """Collects what is to happen; nothing happens before `made()`."""

    def __init__(self, kind: CaseKind) -> None:
        self.kind = kind
        self._filed_on = ""
        self._changes: dict[str, Any] = {}
        self._remote = False
        self._steps: list[tuple[str, str, dict[str, Any]]] = []

    def filed(self, on: str, **changes: Any) -> Self:
        """The day of filing, and what else the petition says."""
        self._filed_on = on
        self._changes.update(changes)
        return self

    def in_remote_area(self) -> Self:
        self._remote = True
        return self

    def registered(self, on: str) -> Self:
        return self._add("register", on)

    def assigned(self, on: str, to: str) -> Self:
        return self._add("assign", on, to=to)

    def proposed(self, on: str, disposition: Disposition = Disposition.ACCEPT, **more: Any) -> Self:
        return self._after("registered", "register", on)._add("propose", on, disposition=disposition, more=more)

    def accepted(self, on: str) -> Self:
        return self._after("proposed", "propose", on)._add("accept", on)

    def disposed(self, disposition: Disposition, on: str, **more: Any) -> Self:
        self._after("proposed", "propose", on, disposition=disposition, **more)
        return self._add("dispose", on, disposition=disposition, more=more)

    def verifying(self, on: str) -> Self:
        return self._after("accepted", "accept", on)._add("verify", on)

    def verified(self, on: str, *, matches: bool = False) -> Self:
        return self._after("verifying", "verify", on)._add("report", on, matches=matches)

    def dialogue_called(self, on: str) -> Self:
        return self._after("verified", "report", on)._add("call", on)

    def dialogue_held(self, on: str) -> Self:
        return self._after("dialogue_called", "call", on)._add("hold", on)

    def drafting(self, on: str) -> Self:
        return self._after("dialogue_held", "hold", on)._add("draft", on)

    def decided(self, on: str, outcome: Outcome = Outcome.PARTLY_UPHELD) -> Self:
        return self._after("drafting", "draft", on)._add("decide", on, outcome=outcome)

    def sent(self, on: str) -> Self:
        return self._after("decided", "decide", on)._add("send", on)

    def served(self, on: str) -> Self:
        return self._after("sent", "send", on)._add("serve", on)

    def effective(self, on: str) -> Self:
        return self._add("confirm_effect", on)

    def executing(self, on: str) -> Self:
        return self._add("execute", on)

    def closed(self, on: str) -> Self:
        return self._add("close", on)

    def answered(self, on: str) -> Self:
        """A recommendation."""
        return self._after("accepted", "accept", on)._add("answer", on)

    def made(self) -> Case:
        """Everything that was said, done through the services in its order."""
        case = self.receipt_and_case()[1]
        return case

    def receipt_and_case(self) -> tuple[Receipt, Case]:
        """The same, with the receipt that holds the tracking code."""
        first = self._filed_on or (self._steps[0][1] if self._steps else "2026-07-13")
        petition = a_petition(self.kind, on=first, **self._changes)
        receipt = filing.file(cast.AN, petition, secrets.token_urlsafe(16), at=at(f"{first[:10]} 08:00"))
        if self._remote:
            make_remote(receipt.case_id)
        for name, on, words in self._steps:
            DO[name](_case(receipt.case_id), at(on), words)
        return receipt, _case(receipt.case_id)

    def _add(self, name: str, on: str, **words: Any) -> Self:
        self._steps.append((name, on, words))
        return self

    def _after(self, method: str, name: str, on: str, **words: Any) -> Self:
        if name not in {step for step, _, _ in self._steps}:
            getattr(self, method)(on, **words)
        return self


def a_second_instance(first: Case, *, on: str) -> Case:
    """The second complaint against the decision of a first case."""
    from_citizen = cast.an(first.id)
    petition = a_petition(on=on, content="Tôi không đồng ý với quyết định giải quyết lần đầu và khiếu nại tiếp.")
    receipt = appeal.appeal(from_citizen, first.id, petition, secrets.token_urlsafe(16), at=at(on))
    return _case(receipt.case_id)


def make_remote(case_id: int) -> None:
    """The province has named the commune hard to reach; no unit of the reference data has been named yet."""
    with transaction():
        _case(case_id).in_remote_area = True


def _case(case_id: int) -> Case:
    case = db.session.get(Case, case_id)
    assert case is not None
    return case


def body(code: str, on: str) -> Body:
    """A body of the reference data as it stood on a day."""
    found = bodies.by_code(code, at(on).date())
    assert found is not None, code
    return found


def _head(case: Case) -> Actor:
    return cast.head_of(case.body_id)


def _officer(case: Case) -> Actor:
    return cast.desk_of(case.body_id) if case.is_sealed else cast.officer_of(case.body_id)


def _propose(case: Case, moment: datetime, words: dict[str, Any]) -> None:
    proposal = Proposal(words.get("disposition", Disposition.ACCEPT), REASON, **words.get("more", {}))
    triage.propose(_officer(case), case.id, proposal, at=moment)


def _dispose(case: Case, moment: datetime, words: dict[str, Any]) -> None:
    more = words.get("more", {})
    disposition.dispose(_head(case), case.id, words["disposition"], reason=REASON, at=moment, **more)


def _decide(case: Case, moment: datetime, words: dict[str, Any]) -> None:
    text = "Công nhận một phần nội dung khiếu nại; sửa quyết định bị khiếu nại."
    decision.decide(_head(case), case.id, words["outcome"], text, paper=Paper("42/QĐ-UBND"), at=moment)


def _call(case: Case, moment: datetime, words: dict[str, Any]) -> None:
    held_on = moment.date()
    dialogue.call(_head(case), case.id, held_on=held_on, place="Phòng họp số 1", at=moment)


DO: dict[str, Callable[[Case, datetime, dict[str, Any]], object]] = {
    "register": lambda case, moment, words: triage.register(_officer(case), case.id, at=moment),
    "assign": lambda case, moment, words: triage.assign(_head(case), case.id, cast.user(words["to"]).id, at=moment),
    "propose": _propose,
    "accept": lambda case, moment, words: disposition.dispose(_head(case), case.id, Disposition.ACCEPT, at=moment),
    "dispose": _dispose,
    "verify": lambda case, moment, words: verification.verify(_head(case), case.id, _officer(case).user_id, at=moment),
    "report": lambda case, moment, words: verification.report(
        _officer(case), case.id, "Đã làm việc với các bên và đo đạc lại.", matches_request=words["matches"], at=moment
    ),
    "call": _call,
    "hold": lambda case, moment, words: dialogue.hold(
        _head(case), case.id, "Hai bên nêu ý kiến; chưa thống nhất.", at=moment
    ),
    "decide": _decide,
    "draft": lambda case, moment, words: verification.draft(_head(case), case.id, at=moment),
    "send": lambda case, moment, words: decision.send(_officer(case), case.id, at=moment),
    "serve": lambda case, moment, words: decision.serve(_officer(case), case.id, moment.date(), at=moment),
    "confirm_effect": lambda case, moment, words: execution.confirm_effect(_head(case), case.id, at=moment),
    "execute": lambda case, moment, words: execution.execute(
        _head(case), case.id, "Giao công chức địa chính thực hiện trong 10 ngày.", at=moment
    ),
    "close": lambda case, moment, words: answering.close(_head(case), case.id, at=moment),
    "answer": lambda case, moment, words: answering.answer(
        _head(case), case.id, "Ủy ban nhân dân phường đã cho sửa đoạn đường và cảm ơn phản ánh.", at=moment
    ),
}
