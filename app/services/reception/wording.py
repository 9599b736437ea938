"""What stands in the letters of the desk: plain data out of one visit, in the fields of forms-and-reports.md A.2."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.calendars import local_date
from app.domain.citations import Citation
from app.domain.reception.refusing import ground_on
from app.domain.vocabulary import CaseKind
from app.i18n import formats
from app.persistence.models.reception import Visit
from app.services.law import law_in_force

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
PURPOSE = {
    CaseKind.COMPLAINT: "khiếu nại",
    CaseKind.DENUNCIATION: "tố cáo",
    CaseKind.RECOMMENDATION: "kiến nghị, phản ánh",
    CaseKind.FIELD_REPORT: "phản ánh",
}
GROUNDS = {
    CaseKind.COMPLAINT: (Citation("LKN"), Citation("LTCD")),
    CaseKind.DENUNCIATION: (Citation("LTC"), Citation("LTCD")),
}
OFFICER = "công chức tiếp công dân"


@dataclass(frozen=True, slots=True)
class Told:
    """A visit with its words, opened where they were sealed."""

    visit: Visit
    sealed: Mapping[str, Any] | None
    made_on: date
    head_name: str

    def word(self, name: str) -> str:
        """What was said, from wherever it lies."""
        value = self.sealed.get(name, "") if self.sealed is not None else getattr(self.visit, name)
        return str(value or "")

    @property
    def people(self) -> list[dict[str, Any]]:
        """Everybody who came, as plain fields."""
        if self.sealed is not None:
            return [dict(person) for person in self.sealed["people"]]
        names = "name address phone identity_number identity_issued_on identity_issued_by is_representative".split()
        return [{name: getattr(person, name) for name in names} for person in self.visit.people]

    @property
    def papers(self) -> list[Mapping[str, str]]:
        return list(self.sealed["papers"] if self.sealed is not None else self.visit.documents)

    @property
    def day(self) -> date:
        return local_date(self.visit.started_at)

    @property
    def place(self) -> str:
        return self.visit.place or f"nơi tiếp công dân của {self.visit.body.name}"


def _first(told: Told) -> dict[str, Any]:
    """The person a letter is for, with his paper."""
    person = told.people[0] if told.people else {}
    issued_on = person.get("identity_issued_on")
    if isinstance(issued_on, str):
        issued_on = date.fromisoformat(issued_on)
    return {
        "person": person.get("name", ""),
        "identity": person.get("identity_number", ""),
        "issued_on": issued_on or "",
        "issued_by": person.get("identity_issued_by", ""),
        "address": person.get("address", ""),
        "phone": person.get("phone", ""),
    }


def _hour(told: Told) -> dict[str, Any]:
    begun = told.visit.started_at.astimezone(HERE)
    return {"hour": f"{begun:%H}", "minute": f"{begun:%M}", "day": told.day, "place": told.place}


def _officer(told: Told) -> dict[str, Any]:
    return {"officer": told.visit.received_by.name, "position": OFFICER}


def _names(papers: Iterable[Mapping[str, str]]) -> str:
    return "; ".join(filter(None, (", ".join(filter(None, paper.values())) for paper in papers))) or "không có"


def receipt(told: Told) -> dict[str, Any]:
    """Mẫu 02/TCD."""
    papers = told.papers or [{"name": "Đơn, bản ghi nội dung trình bày", "pages": "", "condition": "bản chính"}]
    return {
        **_hour(told),
        **_officer(told),
        **_first(told),
        "papers": papers,
        "copies": "03" if told.visit.kind is CaseKind.DENUNCIATION and told.day < date(2026, 7, 1) else "02",
        "matter": told.word("matter"),
    }


def oral_record(told: Told) -> dict[str, Any]:
    """Bản ghi nội dung trình bày (N154 Đ14.1)."""
    return {
        **_hour(told),
        **_officer(told),
        **_first(told),
        "content": told.word("matter"),
        "request": told.word("request"),
        "papers": _names(told.papers),
    }


def appointment(told: Told) -> dict[str, Any]:
    meeting = told.visit.appointment_at
    begun = meeting.astimezone(HERE) if meeting else None
    return {
        **_first(told),
        "body": told.visit.body.name,
        "place": told.visit.appointment_place or told.place,
        "hour": f"{begun:%H}" if begun else "",
        "minute": f"{begun:%M}" if begun else "",
        "meeting_day": begun.date() if begun else "",
        "host": f"{told.visit.body.head_title} {told.head_name}".strip(),
        "matter": told.word("matter"),
        "papers": [line for line in told.visit.appointment_bring.splitlines() if line.strip()],
        "code": "",
        "address_of_page": "",
        "signer_title": "NGƯỜI TIẾP CÔNG DÂN",
        "signer": told.visit.received_by.name,
    }


def guidance(told: Told) -> dict[str, Any]:
    kind = told.visit.kind or CaseKind.COMPLAINT
    return {
        **_first(told),
        "about": f"V/v hướng dẫn gửi đơn {PURPOSE[kind]}",
        "received_day": told.day,
        "body": told.visit.body.name,
        "matter": told.word("matter"),
        "grounds": [formats.citation(one, "vi") for one in GROUNDS.get(kind, (Citation("LTCD"),))],
        "competent": told.word("guided_to"),
        "competent_ground": "",
        "competent_address": "",
        "originals": "",
        "signer_title": "NGƯỜI TIẾP CÔNG DÂN",
        "signer": told.visit.received_by.name,
    }


def refusal(told: Told) -> dict[str, Any]:
    """Mẫu 01/TCD."""
    visit, law = told.visit, law_in_force()
    ground = ground_on(law.refusals, visit.refusal_ground or "", visit.ground_established_on or told.day)
    return {
        **_first(told),
        "day": told.day,
        "body": visit.body.name,
        "purpose": PURPOSE[visit.kind or CaseKind.RECOMMENDATION],
        "matter": told.word("matter"),
        "reason": told.word("refusal_detail") or ground.names["vi"],
        "ground": formats.citation(ground.citation, "vi"),
        "copies_to": [],
        "signer_title": visit.body.head_title.upper(),
        "signer": told.head_name,
    }


def _row(person: Mapping[str, Any]) -> dict[str, str]:
    return {
        "name": person["name"],
        "address": person["address"],
        "identity": person["identity_number"],
        "phone": person["phone"],
    }


def representatives(told: Told) -> dict[str, Any]:
    return {
        "day": told.day,
        "place": told.place,
        "people": told.visit.people_count,
        "matter": told.word("matter"),
        "representatives": [_row(person) for person in told.people if person["is_representative"]],
        "scope": "",
        "everyone": [_row(person) for person in told.people],
    }


def minutes(told: Told) -> dict[str, Any]:
    ended = told.visit.ended_at.astimezone(HERE) if told.visit.ended_at else None
    people = [_row(person) for person in told.people]
    return {
        **_hour(told),
        "host": told.visit.received_by.name,
        "host_position": OFFICER,
        "capacity": "",
        "attending": [],
        "visitors": people,
        "people": told.visit.people_count,
        "matter": told.word("matter"),
        "request": told.word("request"),
        "papers": _names(told.papers),
        "opinions": "",
        "conclusion": told.word("note"),
        "tasks": [],
        "visitor_opinion": "",
        "end_hour": f"{ended:%H}" if ended else "",
        "end_minute": f"{ended:%M}" if ended else "",
        "first_visitor": people[0]["name"] if people else "",
        "clerk": told.visit.received_by.name,
    }
