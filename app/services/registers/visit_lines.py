"""Lines of the reception register as the form wants them; personal data masked unless the book is read whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.keeping.personal import Field, masked
from app.domain.reception.vocabulary import ReceptionMode, VisitOutcome
from app.domain.vocabulary import CaseKind
from app.i18n import formats, labels
from app.i18n.locale import gettext as _
from app.persistence.models.case import Case
from app.persistence.models.event import CaseEvent
from app.persistence.models.reception import Visit
from app.persistence.queries.reception import register
from app.reports.registers.reception import VisitEntry
from app.services.reception import ruling
from app.services.registers import progress
from app.services.registers.progress import Way

SHORT = {
    CaseKind.COMPLAINT: "KN",
    CaseKind.DENUNCIATION: "TC",
    CaseKind.RECOMMENDATION: "KN, PA",
    CaseKind.FIELD_REPORT: "PA",
}
"""Kinds as the form abbreviates them."""

NAMED = 6  # people of a group that a line names; how many came stands beside it


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands elsewhere than in the visit, for a stretch of lines at once."""

    corrections: dict[int, list[tuple[int, int]]]
    cases: dict[int, list[tuple[Case, bool]]]
    events: dict[int, list[CaseEvent]]


def entries(actor: Actor, visits: Sequence[Visit], *, whole: bool) -> list[VisitEntry]:
    """Lines for whoever may see these visits; four questions to the database, however many there are."""
    ids = [visit.id for visit in visits if not visit.is_sealed]
    cases = register.cases_of(actor, ids) if ids else {}
    seen = [case.id for found in cases.values() for case, is_seen in found if is_seen]
    beside = _Beside(
        register.corrections([visit.id for visit in visits]), cases, register.events_of(seen) if seen else {}
    )
    return [_entry(visit, beside, whole) for visit in visits]


def _entry(visit: Visit, beside: _Beside, whole: bool) -> VisitEntry:
    cases = beside.cases.get(visit.id, [])
    if visit.is_sealed or any(case.is_sealed for case, _seen in cases):
        return _sealed(visit, beside)
    ways = [progress.told(case, beside.events.get(case.id, ()), visit.body_id) for case, is_seen in cases if is_seen]
    return VisitEntry(
        number=visit.register_number,
        year=visit.register_year,
        day=local_date(visit.started_at),
        visit_id=visit.id,
        case_ids=tuple(case.id for case, is_seen in cases if is_seen),
        names=_names(visit),
        address=_address(visit, whole),
        identity=_identity(visit, whole),
        matter=_matter(visit),
        kind=SHORT[visit.kind] if visit.kind else "",
        people=visit.people_count,
        prior=visit.prior_handling,
        is_competent=_is_competent(visit, cases, ways),
        guided="; ".join(filter(None, (_guided(visit), *(way.guided for way in ways)))),
        accepted="; ".join(way.accepted for way in ways if way.accepted),
        acceptor="; ".join(_acceptor(case, way, visit) for (case, way) in _paired(cases, ways)),
        passed="; ".join(way.passed for way in ways if way.passed),
        progress=_progress(visit, ways),
        note=_note(visit, beside),
    )


def _sealed(visit: Visit, beside: _Beside) -> VisitEntry:
    """Number, day, whether the result has been told, which line corrects which: nothing of a person or a matter."""
    about = [*_about_lines(visit, beside)]
    told = _("Đã báo kết quả %(day)s", day=formats.day(visit.result_told_on)) if visit.result_told_on else ""
    return VisitEntry(
        number=visit.register_number,
        year=visit.register_year,
        day=local_date(visit.started_at),
        visit_id=visit.id,
        is_sealed=True,
        progress=told,
        note="; ".join(about),
    )


def _paired(cases: list[tuple[Case, bool]], ways: list[Way]) -> Iterable[tuple[Case, Way]]:
    return zip((case for case, is_seen in cases if is_seen), ways, strict=True)


def _names(visit: Visit) -> str:
    """Whoever speaks for the others first."""
    people = sorted(visit.people, key=lambda person: not person.is_representative)
    named = [person.name + (_(" (đại diện)") if person.is_representative else "") for person in people[:NAMED]]
    return ", ".join(named)


def _address(visit: Visit, whole: bool) -> str:
    left = [person.address for person in visit.people[:NAMED] if person.address]
    return "; ".join(dict.fromkeys(one if whole else masked(Field.ADDRESS, one) for one in left))


def _identity(visit: Visit, whole: bool) -> str:
    found = dict.fromkeys(person.identity_number for person in visit.people[:NAMED] if person.identity_number)
    return "; ".join(one if whole else masked(Field.IDENTITY_NUMBER, one) for one in found)


def _matter(visit: Visit) -> str:
    asked = _("Yêu cầu: %(request)s", request=visit.request) if visit.request else ""
    return "\n".join(filter(None, (visit.matter, asked)))


def _is_competent(visit: Visit, cases: list[tuple[Case, bool]], ways: list[Way]) -> bool:
    """Marked where this body has the case by a sure ruling or has accepted it."""
    if any(way.is_with for way in ways):
        return True
    return any((case.competence or {}).get("settler_code") == visit.body.code for case, _seen in cases)


def _guided(visit: Visit) -> str:
    if VisitOutcome.GUIDED not in visit.outcomes:
        return ""
    return ", ".join(filter(None, (visit.guided_to, _letter(visit, "guidance"))))


def _letter(visit: Visit, name: str) -> str:
    kept = next((letter for letter in visit.letters if letter.letter == name), None)
    if kept is None:
        return ""
    number = f"{kept.number:02d}/{kept.symbol}, " if kept.number else ""
    return f"{number}{formats.day(kept.made_on)}"


def _acceptor(case: Case, way: Way, visit: Visit) -> str:
    """Who has the case, once it is accepted there or was passed on; with the paper it was passed on by."""
    if case.body_id != visit.body_id or way.passed:
        return way.passed or case.body.name
    return ", ".join((case.body.name, way.accepted)) if way.accepted else ""


def _progress(visit: Visit, ways: list[Way]) -> str:
    told = ""
    if visit.result_told_on:
        told = _("Đã báo kết quả %(day)s", day=formats.day(visit.result_told_on))
        told += f": {visit.result_how}" if visit.result_how else ""
    elif visit.result_due_on:
        told = _("Phải báo kết quả trước hết ngày %(day)s", day=formats.day(visit.result_due_on))
    return "\n".join([*(way.progress for way in ways if way.progress), *filter(None, (told,))])


def _note(visit: Visit, beside: _Beside) -> str:
    said = [*_about_lines(visit, beside)]
    if visit.mode is not ReceptionMode.REGULAR:
        said.append(_("Tiếp %(mode)s", mode=labels.label(visit.mode).lower()))
    refusal = ruling.refusal_of(visit)
    if refusal is not None:
        ground = f"{refusal.names['vi']} ({formats.citation(refusal.citation)})"
        said.append("; ".join(filter(None, (_("Từ chối tiếp: %(ground)s", ground=ground), _letter(visit, "refusal")))))
    if visit.appointment_at:
        said.append(_("Hẹn gặp người đứng đầu %(moment)s", moment=formats.moment(visit.appointment_at)))
    if visit.documents:
        said.append(_("Nhận %(many)s tài liệu", many=len(visit.documents)))
    said.append(_("Người tiếp: %(name)s", name=visit.received_by.name))
    return "; ".join([*said, *filter(None, (visit.note,))])


def _about_lines(visit: Visit, beside: _Beside) -> Iterable[str]:
    """Which line this one corrects, and which corrects this one; both stay."""
    if visit.corrects is not None:
        wrong = f"{visit.corrects.register_number}/{visit.corrects.register_year}"
        yield _("Đính chính mục %(number)s", number=wrong) + (
            f": {visit.correction_reason}" if visit.correction_reason and not visit.is_sealed else ""
        )
    for number, year in beside.corrections.get(visit.id, ()):
        yield _("Đã đính chính ở mục %(number)s", number=f"{number}/{year}")
    if visit.is_late_entry:
        yield _("Nhập lại từ phiếu giấy ngày %(day)s", day=formats.day(visit.entered_at))
