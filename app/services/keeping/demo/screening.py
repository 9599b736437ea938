"""From the desk to the head's disposition, as a case of the demo lives it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.domain import triage as rules
from app.domain.calendars import local_date
from app.domain.triage import TriageFacts
from app.domain.vocabulary import CaseKind, Disposition, Procedure, State
from app.persistence.queries import bodies, cases
from app.services.intake import conflicts, disposition, triage
from app.services.intake.triage import Proposal
from app.services.keeping.demo.story import Story
from app.services.law import law_in_force

MOST_TRANSFERS = 2
RECENT = timedelta(days=40)
OUTSIDE = ("Tòa án nhân dân khu vực", "Công ty Điện lực", "Công ty Cổ phần Cấp nước", "Cơ quan Thi hành án dân sự")
PHRASE = {
    Disposition.ACCEPT: "propose_accept",
    Disposition.DECLINE: "decline",
    Disposition.GUIDE: "guide",
    Disposition.TRANSFER: "transfer",
    Disposition.SEND_BACK: "send_back",
    Disposition.FILE_AWAY: "file_away",
}
INSTEAD = {
    CaseKind.RECOMMENDATION: {Disposition.DECLINE: Disposition.GUIDE, Disposition.SEND_BACK: Disposition.FILE_AWAY},
    CaseKind.FIELD_REPORT: {Disposition.DECLINE: Disposition.FILE_AWAY, Disposition.SEND_BACK: Disposition.FILE_AWAY},
    CaseKind.DENUNCIATION: {Disposition.SEND_BACK: Disposition.FILE_AWAY},
}
"""The tables of these kinds do not know the step."""


def screening(story: Story, twin: Story | None, until: datetime) -> Iterator[datetime]:
    """Register, look closely, propose, dispose; once more at the next body when it was transferred."""
    quick = 0.1 if story.procedure.kind is CaseKind.FIELD_REPORT else 1.0
    for _ in range(MOST_TRANSFERS + 1):
        yield story.wait(0.1 * quick, 1.6 * quick)
        yield from _at_the_desk(story)
        yield story.wait(0.6 * quick, 4 * quick)
        if twin is not None and _can_join(story, twin):
            _join(story, twin)
            return
        proposal = _proposal(story, until)
        yield from _before_the_head(story, proposal, quick)
        _dispose(story, proposal)
        if story.state is not State.RECEIVED:
            return
        story.plan.disposition = Disposition.ACCEPT


def _at_the_desk(story: Story) -> Iterator[datetime]:
    sealed = story.procedure.kind is CaseKind.DENUNCIATION
    story.do(triage.register, story.assigner if sealed else story.team.desk)
    if sealed or story.chance(0.55):
        yield story.at + timedelta(minutes=story.rng.randrange(4, 55))
        story.do(triage.assign, story.assigner, story.officer.user_id)
    if story.procedure.kind is CaseKind.COMPLAINT and story.plan.rests_in is None and story.chance(0.04):
        yield story.wait(0.2, 1)
        story.do(triage.classify, story.officer, Procedure.RECOMMENDATION, story.say("classify"))
    if story.chance(0.06) and not sealed:
        yield from story_question(story)


def story_question(story: Story) -> Iterator[datetime]:
    """Somebody asks the citizen for more; most answer."""
    from_whom = story.officer
    story.ask(from_whom)
    if story.chance(0.75):
        yield story.wait(0.5, 4)
        story.reply()


def _can_join(story: Story, twin: Story) -> bool:
    same = twin.case_id and twin.procedure is story.procedure and twin.body_id == story.body_id
    return bool(same) and not twin.is_over


def _join(story: Story, twin: Story) -> None:
    triage.join(story.officer, story.case_id, twin.case_id, story.say("join"), at=story.at)
    story.look()


def _proposal(story: Story, until: datetime) -> Proposal:
    wanted = _wanted(story, until)
    target_id, target_name = None, ""
    if wanted is Disposition.TRANSFER:
        target_id = _target(story)
        if target_id is not None:
            story.people_at(target_id)
        target_name = "" if target_id else story.rng.choice(OUTSIDE)
    if wanted is Disposition.GUIDE:
        target_name = story.rng.choice(OUTSIDE)
    reason = "Đơn tố cáo, đề xuất theo quy định." if _is_sealed(story) else story.say(PHRASE[wanted])
    return Proposal(wanted, reason, target_id, target_name, _grounds(story, wanted))


def _wanted(story: Story, until: datetime) -> Disposition:
    kind = story.procedure.kind
    wanted = INSTEAD.get(kind, {}).get(story.plan.disposition, story.plan.disposition)
    if story.plan.rests_in is None or _at_board(story):
        wanted = _fitting(story, wanted)
    if _is_sealed(story) and wanted is Disposition.ACCEPT and until - story.plan.at > RECENT:
        return Disposition.FILE_AWAY if story.chance(0.6) else Disposition.TRANSFER
    return wanted


def _fitting(story: Story, wanted: Disposition) -> Disposition:
    """What came to a body that is not the one to act goes on to that one, or its author is told where to go."""
    if wanted is not Disposition.ACCEPT:
        return wanted
    if _at_board(story):
        return Disposition.TRANSFER if _target(story) else Disposition.GUIDE
    kind = story.procedure.kind
    if kind is CaseKind.RECOMMENDATION and _is_named_elsewhere(story) and _target(story):
        return Disposition.TRANSFER
    if kind is CaseKind.COMPLAINT and _is_named_elsewhere(story):
        return Disposition.TRANSFER if story.chance(0.6) else Disposition.GUIDE
    return wanted


def _is_named_elsewhere(story: Story) -> bool:
    """The ruling names another body of this system."""
    code = (story.look().competence or {}).get("settler_code")
    named = bodies.directory().get(str(code or ""), local_date(story.at))
    return named is not None and named.id != story.body_id


def _at_board(story: Story) -> bool:
    body = bodies.by_id(story.body_id)
    return body is not None and body.type == "ban_tiep_cong_dan"


def _is_sealed(story: Story) -> bool:
    return story.procedure.kind is CaseKind.DENUNCIATION


def _target(story: Story) -> int | None:
    """Where it belongs inside this system: what the ruling names, else the committee of the place; never back again."""
    case, day = story.look(), local_date(story.at)
    directory = bodies.directory()
    been = {event.body_id for event in case.events}
    named = directory.get(str((case.competence or {}).get("settler_code") or ""), day)
    committee = None if _is_sealed(story) else directory.committee_of(case.unit_code, day)
    known = [body for body in (named, committee) if body is not None and body.type != "ban_tiep_cong_dan"]
    found = [body.id for body in known if conflicts.may_lie_with(case, body)]
    return next((body_id for body_id in found if body_id not in been), None)


def _grounds(story: Story, wanted: Disposition) -> tuple[str, ...]:
    """The rule of screening behind the proposal, where the facts alone name one."""
    case = cases.seen(story.officer, story.case_id)
    if case is None or case.is_sealed:
        return ()
    facts = TriageFacts(
        procedure=case.procedure,
        received_on=case.received_on,
        is_competent=wanted in (Disposition.ACCEPT, Disposition.DECLINE),
        decision_known_on=case.petitions[0].known_on,
        in_remote_area=case.in_remote_area,
    )
    rulings = rules.propose(facts, law_in_force(), local_date(story.at))
    return tuple(ruling.ground.rule_id for ruling in rulings if ruling.disposition is wanted)


def _before_the_head(story: Story, proposal: Proposal, quick: float) -> Iterator[datetime]:
    story.do(triage.propose, story.officer, proposal)
    yield story.wait(0.3 * quick, 2.5 * quick)
    if story.plan.rests_in is None and story.chance(0.07):
        story.do(disposition.return_proposal, story.team.head, story.say("return_note"))
        yield story.wait(0.5 * quick, 2 * quick)
        story.do(triage.propose, story.officer, proposal)
        yield story.wait(0.3 * quick, 2 * quick)


def _dispose(story: Story, proposal: Proposal) -> None:
    told = "" if proposal.disposition is Disposition.ACCEPT else proposal.reason
    story.do(
        disposition.dispose,
        story.team.head,
        proposal.disposition,
        paper=story.paper("TB"),
        reason=told,
        target_body_id=proposal.target_body_id,
        target_name=proposal.target_name,
    )
