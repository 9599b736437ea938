"""The conclusion of a round as a letter: A4, in PDF or Word, with its samples, its findings and its numbers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.documents import composing
from app.documents.letter import Letter
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.oversight import rounds as rules
from app.domain.oversight.findings import NOT_COUNTED, Tally
from app.domain.oversight.vocabulary import Method, RoundState
from app.i18n import formats, labels, locale
from app.persistence import audit
from app.persistence.models.case import Case
from app.persistence.models.oversight import CaseSample, InspectionFinding, InspectionRound
from app.persistence.queries import bodies, users
from app.persistence.queries.oversight.audit import findings, rounds
from app.persistence.transaction import transaction
from app.services.oversight.audit import concluding, finding, planning
from app.services.reception import heads


def of_round(actor: Actor, round_id: int, *, at: datetime) -> Letter:
    """For the inspectorate, once the round is concluded; printing is on record."""
    row = planning.seen(actor, round_id)
    rules.require_state(row.facts(), RoundState.CONCLUDED)
    with transaction():
        audit.append(actor, "round.print", at=at, subject=f"round:{round_id}")
    with locale.use(locale.SOURCE):
        context = _plan(row) | _found(actor, row, local_date(at))
        head = heads.of_body(row.body, row.concluded_on, row.code)
        return composing.compose("round_conclusion", head, context, name="Kết luận")


def _plan(row: InspectionRound) -> dict[str, Any]:
    names = users.names([row.concluded_by_id or 0])
    return {
        "name": row.name,
        "ground": row.ground,
        "plan_number": row.plan_number,
        "plan_on": row.plan_on,
        "bodies": "; ".join(one.body.name for one in row.bodies),
        "since": row.since,
        "until": row.until,
        "team": "; ".join(f"{one.user.name}{', trưởng đoàn' if one.is_leader else ''}" for one in row.members),
        "began_on": row.began_on,
        "samples": [_sample(one) for one in rounds.samples(row.id)],
        "conclusion": [line.strip() for line in row.conclusion.splitlines() if line.strip()],
        "signer": names.get(row.concluded_by_id or 0, ""),
        "copies": [one.body.name for one in row.bodies],
    }


def _sample(sample: CaseSample) -> str:
    """All that it takes to draw it again."""
    how = f"ngẫu nhiên, số khởi tạo {sample.seed}" if sample.method is Method.RANDOM else "theo rủi ro"
    drawn = f"Lần {sample.place}, ngày {formats.day(sample.drawn_on)}: rút {sample.size} trên {sample.population} hồ sơ"
    secret = f"; {sample.sealed} vụ tố cáo được giữ kín chỉ đếm, không rút" if sample.sealed else ""
    return f"{drawn}, {how}{secret}"


def _found(actor: Actor, row: InspectionRound, today: date) -> dict[str, Any]:
    found = [one for one in findings.of_round(actor, row.id) if one.state not in NOT_COUNTED]
    opened = rounds.opened_to(actor, [one.case_id for one in found if one.case_id is not None])
    counted = concluding.counted(row.id, found, today)
    names = bodies.short_names(counted.by_body)
    lines = [_numbers(names.get(body, ""), tally) for body, tally in counted.by_body.items()]
    lines += [_numbers(finding.law_words(*law), tally) for law, tally in counted.by_law.items()]
    return {"findings": [_line(one, opened) for one in found], "numbers": [_numbers("Tất cả", counted.total), *lines]}


def _line(one: InspectionFinding, opened: Mapping[int, Case]) -> dict[str, str]:
    case = opened.get(one.case_id or 0)
    fixed = f"; đã khắc phục {formats.day(one.fixed_on)}" if one.fixed_on else f"; {labels.label(one.state).lower()}"
    return {
        "place": str(one.place),
        "body": one.body.short_name + (f", {case.number}" if case else ""),
        "law": f"{finding.law_words(one.citation, one.law)}; {labels.label(one.severity).lower()}",
        "what": one.what,
        "remedy": f"{one.remedy.rstrip('.')}; hạn {formats.day(one.due_on)}{fixed}",
    }


def _numbers(name: str, tally: Tally) -> dict[str, str]:
    counts = ("every", "serious", "breaches", "minor", "in_time", "overdue")
    return {"name": name, **{count: str(getattr(tally, count)) for count in counts}}
