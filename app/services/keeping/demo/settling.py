"""From acceptance to the end, as a case of the demo lives it: complaints, and what is answered."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from app.domain import workflow
from app.domain.calendars import ONE_DAY, local_date
from app.domain.refusals import WrongState
from app.domain.vocabulary import Outcome, Procedure, State
from app.services.keeping.demo.screening import story_question
from app.services.keeping.demo.story import Story
from app.services.law import law_in_force
from app.services.settlement import answering, decision, dialogue, execution, extension, suspension, verification

NEW_LAW_ON = date(2026, 7, 1)  # suspension, and going on without the absent, exist since then (L136/2025, N155)
WITH_DIALOGUE = frozenset({State.AWAITING_DIALOGUE, State.DIALOGUE_HELD})
CONTENT = {
    Outcome.UPHELD: "decision_upheld",
    Outcome.PARTLY_UPHELD: "decision_partly",
    Outcome.UNFOUNDED: "decision_unfounded",
}
REOPENING_DAYS = 15
Appeal = Callable[[Story], None]


def settlement(story: Story, appeal: Appeal) -> Iterator[datetime]:
    """A complaint that was accepted."""
    yield story.wait(0.5, 3)
    if _is_plainly_right(story):
        story.do(verification.draft, story.team.head, note=story.say("findings_match"))
    else:
        yield from _verifying(story)
        yield from _talking(story)
    yield story.wait(1, 4)
    _decide(story)
    yield from _after_decision(story, appeal)


def _is_plainly_right(story: Story) -> bool:
    ordinary = story.plan.rests_in is None and story.procedure is Procedure.COMPLAINT_FIRST
    return ordinary and story.plan.outcome is Outcome.UPHELD and story.chance(0.3)


def _verifying(story: Story) -> Iterator[datetime]:
    story.do(verification.verify, story.team.head, story.officer.user_id, paper=story.paper())
    yield story.wait(2, 5)
    if story.chance(0.25):
        yield from story_question(story)
    yield from _pausing(story)
    yield story.wait(4, 11)
    if story.plan.is_complex:
        _extend(story)
        yield story.wait(3, 7)
    matches = _findings_match(story)
    findings = story.say("findings_match" if matches else "findings_differ")
    story.do(verification.report, story.officer, findings, matches_request=matches, paper=story.paper("BC"))
    yield story.wait(0.6, 3)


def _pausing(story: Story) -> Iterator[datetime]:
    rests = story.plan.rests_in is State.SUSPENDED
    if local_date(story.at) < NEW_LAW_ON or not (rests or story.chance(0.08)):
        return
    yield story.wait(0.5, 2)
    story.do(suspension.suspend, story.team.head, story.say("suspension"), paper=story.paper())
    if not rests:
        yield story.wait(0.3, 2)
    story.do(decision.send, story.officer)
    yield story.on_day(story.rng.randrange(9, 28))
    if story.chance(0.2):
        story.do(suspension.terminate, story.team.head, story.say("termination"), paper=story.paper())
        story.do(decision.send, story.officer)
        return
    story.do(suspension.resume, story.team.head, paper=story.paper())
    yield story.wait(0.3, 2)
    story.do(decision.send, story.officer)


def _extend(story: Story) -> None:
    try:
        story.do(extension.extend, story.team.head, story.say("extension"), paper=story.paper())
    except WrongState:
        return  # too late for it, or done before: the office goes on


def _findings_match(story: Story) -> bool:
    return story.plan.outcome is Outcome.UPHELD and story.plan.rests_in not in WITH_DIALOGUE


def _talking(story: Story) -> Iterator[datetime]:
    """The dialogue: always in the second instance, in the first when request and findings differ (LKN Đ30, 39)."""
    if story.procedure is Procedure.COMPLAINT_FIRST and _findings_match(story):
        story.do(verification.draft, story.team.head)
        return
    days = story.rng.randrange(6, 12)
    held_at = story.on_day(days)
    story.do(
        dialogue.call,
        story.team.head,
        held_on=local_date(held_at),
        place=story.say("dialogue_place"),
        paper=story.paper("GM"),
    )
    yield held_at
    absent = local_date(story.at) >= NEW_LAW_ON and story.plan.rests_in is None and story.chance(0.12)
    if absent:
        yield from _going_on_without(story)
        return
    story.do(dialogue.hold, story.team.head, story.say("minutes"))
    yield story.wait(0.5, 2)
    story.do(verification.draft, story.team.head)


def _going_on_without(story: Story) -> Iterator[datetime]:
    story.do(dialogue.hold, story.team.head, story.say("absence"), absent=True)
    yield story.wait(0.5, 2)
    story.do(verification.draft, story.team.head)


def _decide(story: Story) -> None:
    outcome = story.plan.outcome
    remedy = "" if outcome is Outcome.UNFOUNDED else story.say("remedy")
    content = story.say(CONTENT[outcome])
    story.do(decision.decide, story.team.head, outcome, content, remedy=remedy, paper=story.paper())


def _after_decision(story: Story, appeal: Appeal) -> Iterator[datetime]:
    yield story.wait(0.2, 2)
    story.do(decision.send, story.officer, paper=story.paper("CV"))
    yield story.wait(1, 5)
    story.do(decision.serve, story.officer, local_date(story.at))
    if story.procedure is Procedure.COMPLAINT_SECOND or story.chance(0.3):
        yield story.wait(0.5, 4)
        story.do(decision.publish, story.officer, story.say("publish_where"))
    if _is_appealed(story):
        yield story.on_day(story.rng.randrange(6, 24))
        appeal(story)
        yield story.wait(2, 6)
        story.do(answering.close, story.team.head, note="Đã có khiếu nại lần hai.")
        return
    yield from _carrying_out(story)


def _is_appealed(story: Story) -> bool:
    if story.procedure is not Procedure.COMPLAINT_FIRST or story.plan.rests_in is not None:
        return False
    return story.plan.outcome is not Outcome.UPHELD and story.chance(0.4)


def _carrying_out(story: Story) -> Iterator[datetime]:
    since = workflow.effective_from(story.look().facts(), law_in_force())
    yield story.not_before(max(since or story.plan.at.date(), local_date(story.at) + ONE_DAY))
    yield story.wait(0.1, 2)
    story.do(execution.confirm_effect, story.team.head)
    yield story.wait(0.5, 4)
    story.do(execution.execute, story.team.head, story.say("assignment"), paper=story.paper("CV"))
    yield story.wait(7, 22)
    story.do(answering.close, story.team.head, paper=story.paper("BC"))


def answer(story: Story, *, quickly: bool) -> Iterator[datetime]:
    """A recommendation or a field report: answered, judged by the citizen, perhaps looked at again, closed."""
    yield from _answering(story, quickly=quickly)
    if story.plan.rests_in is not State.ANSWERED and story.chance(0.5):
        yield story.wait(0.5, 6)
        score = story.rng.choices([5, 4, 3, 2, 1], [30, 34, 16, 12, 8])[0]
        again = score <= 2 and story.chance(0.45)
        comment = story.say("comment_bad" if score <= 2 else "comment_good")
        story.do(answering.rate, story.citizen, score, comment, reopen=again)
        if again:
            yield from _answering(story, quickly=quickly)
    yield story.on_day(REOPENING_DAYS + story.rng.randrange(1, 5))
    story.do(answering.close, story.team.head)


def _answering(story: Story, *, quickly: bool) -> Iterator[datetime]:
    if story.chance(0.12):
        yield story.wait(0.3, 1)
        yield from story_question(story)
    yield story.wait(0.6, 4) if quickly else story.wait(5, 17)
    words = story.say("answer_field" if quickly else "answer")
    story.do(answering.answer, story.team.head, words, paper=story.paper("CV"))
