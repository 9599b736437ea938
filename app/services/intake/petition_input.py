"""What a petition brings in, before it is a petition; and the checks every door shares (procedure.md 1.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from app.domain.vocabulary import CaseKind, Channel, PartyRole, Procedure
from app.storage import StoredFile

MAX_CONTENT = 20_000  # characters; longer letters come as an attachment
MAX_PARTIES = 300

FIRST_PROCEDURE = {
    CaseKind.COMPLAINT: Procedure.COMPLAINT_FIRST,
    CaseKind.DENUNCIATION: Procedure.DENUNCIATION,
    CaseKind.RECOMMENDATION: Procedure.RECOMMENDATION,
    CaseKind.FIELD_REPORT: Procedure.FIELD_REPORT,
}
"""What a petition of a kind is when nobody says more."""

DISCIPLINE = frozenset({Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND})


@dataclass(frozen=True, slots=True)
class PartyInput:
    """One person or organisation on the petition."""

    name: str
    role: PartyRole = PartyRole.PETITIONER
    identity_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    organisation_position: str = ""
    is_representative: bool = False


@dataclass(frozen=True, slots=True)
class FileInput:
    """A file already in storage; `key` (hex) opens it."""

    file_id: str
    name: str
    size: int
    media_type: str
    digest: str
    is_scanned: bool = False
    key: str = field(default="", repr=False)

    @classmethod
    def of(cls, stored: StoredFile) -> "FileInput":
        kept = (stored.id, stored.name, stored.size, stored.media_type, stored.digest)
        return cls(*kept, is_scanned=stored.is_scanned, key=stored.key)


@dataclass(frozen=True, slots=True)
class PetitionInput:
    """Fields of procedure.md 1.2; empty where the kind does not ask for them."""

    kind: CaseKind
    parties: tuple[PartyInput, ...]
    content: str
    request: str = ""
    procedure: Procedure | None = None  # which of the kind's procedures; None: the first
    channel: Channel = Channel.WEB
    language: str = "vi"
    written_on: date | None = None
    postmarked_on: date | None = None
    received_on: date | None = None  # a paper may reach the desk before it is entered; None: today
    respondent_body_id: int | None = None
    respondent_name: str = ""
    respondent_position: str = ""
    respondent_is_head: bool = False
    act_on: date | None = None
    decision_number: str = ""
    known_on: date | None = None
    late_reason: str = ""
    unit_code: str | None = None
    hamlet: str = ""
    place_detail: str = ""
    category_code: str | None = None
    prior_handling: str = ""
    in_court: bool = False
    addressed_to_many: bool = False
    forwarded_by: str = ""
    forwarded_number: str = ""
    is_signed: bool = True
    is_anonymous: bool = False
    is_dismissal: bool = False  # the discipline complained of is dismissal (LKN Đ48)
    is_about_delay: bool = False  # denounced again because no conclusion came in time (LTC Đ38)
    wants_protection: bool = False  # asks for protection of himself or his family (LTC Đ47, 50)
    via_board: bool = (
        False  # denunciation: to the reception board, which passes it on, not to the competent body itself
    )
    files: tuple[FileInput, ...] = field(default_factory=tuple)

    @property
    def goes_by(self) -> Procedure:
        """The procedure that the case will follow."""
        return self.procedure or FIRST_PROCEDURE[self.kind]


def from_plain(kept: Mapping[str, Any]) -> PetitionInput:
    """The petition out of what was kept of it as JSON (filing.as_json); what was added since is left out."""
    days = {"written_on", "postmarked_on", "received_on", "act_on", "known_on"}
    plain = {one.name: kept[one.name] for one in fields(PetitionInput) if one.name in kept}
    plain |= {name: date.fromisoformat(plain[name]) for name in days & plain.keys() if plain[name]}
    plain["kind"], plain["channel"] = CaseKind(plain["kind"]), Channel(plain["channel"])
    plain["procedure"] = Procedure(plain["procedure"]) if plain.get("procedure") else None
    plain["parties"] = tuple(PartyInput(**(party | {"role": PartyRole(party["role"])})) for party in plain["parties"])
    plain["files"] = tuple(FileInput(**file) for file in plain["files"])
    return PetitionInput(**plain)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one field; `reason` is a code that app/i18n turns into a sentence."""

    field: str
    reason: str


def max_representatives(people: int) -> int:
    """How many may speak for a group (LTCD Đ29): two of up to ten, five of more."""
    return min(2, people) if people <= 10 else 5


def problems(petition: PetitionInput, today: date) -> list[Problem]:
    """Everything that is missing or impossible, each at its field."""
    found = [*_party_problems(petition), *_content_problems(petition), *_date_problems(petition, today)]
    names_somebody = bool(petition.respondent_name or petition.respondent_body_id)
    if petition.kind is CaseKind.COMPLAINT and not names_somebody:
        found.append(Problem("respondent_body_id", "respondent_body_missing"))
    if petition.goes_by is Procedure.REPEAT_DENUNCIATION:
        if not petition.respondent_body_id:
            found.append(Problem("respondent_body_id", "earlier_settler_missing"))
    elif petition.kind is CaseKind.DENUNCIATION and not names_somebody:
        found.append(Problem("respondent_name", "denounced_missing"))
    if petition.kind is not CaseKind.DENUNCIATION and not petition.unit_code:
        found.append(Problem("unit_code", "unit_missing"))
    if petition.goes_by in DISCIPLINE and petition.channel is Channel.HOTLINE:
        found.append(Problem("channel", "discipline_in_writing"))
    if petition.is_anonymous and petition.goes_by is not Procedure.DENUNCIATION:
        found.append(Problem("parties-0-name", "name_missing"))
    return found


def _party_problems(petition: PetitionInput) -> list[Problem]:
    people = petition.parties
    if petition.is_anonymous:
        return []  # of a denunciation; it may be looked into as information (LTC Đ25)
    if not people:
        return [Problem("parties-0-name", "name_missing")]
    found = []
    for index, party in enumerate(people):
        found += _one_party(petition, party, index)
    representatives = sum(p.is_representative for p in people)
    petitioners = sum(p.role is not PartyRole.AUTHORIZED_AGENT for p in people)
    if petitioners == 0:
        found.append(Problem("parties-0-name", "agent_without_principal"))
    if petitioners > 1 and representatives == 0:
        found.append(Problem("parties", "representative_missing"))
    if representatives > max_representatives(petitioners):
        found.append(Problem("parties", "too_many_representatives"))
    if len(people) > MAX_PARTIES:
        found.append(Problem("parties", "too_many_parties"))
    return found


def _one_party(petition: PetitionInput, party: PartyInput, index: int) -> list[Problem]:
    found = []
    if not party.name.strip():
        found.append(Problem(f"parties-{index}-name", "name_missing"))
    if not party.address.strip():
        found.append(Problem(f"parties-{index}-address", "address_missing"))
    if petition.kind is CaseKind.DENUNCIATION:
        if party.role is PartyRole.ORGANISATION:
            found.append(Problem(f"parties-{index}-role", "organisation_cannot_denounce"))
        if party.role is PartyRole.AUTHORIZED_AGENT:
            found.append(Problem(f"parties-{index}-role", "agent_cannot_denounce"))
        if index == 0 and not (party.phone or party.email):
            found.append(Problem(f"parties-{index}-phone", "contact_missing"))
    return found


def _content_problems(petition: PetitionInput) -> list[Problem]:
    found = []
    if len(petition.content.strip()) < 10:
        found.append(Problem("content", "content_missing"))
    if len(petition.content) > MAX_CONTENT:
        found.append(Problem("content", "content_too_long"))
    if len(petition.request) > MAX_CONTENT:
        found.append(Problem("request", "content_too_long"))
    if petition.kind is CaseKind.COMPLAINT and not petition.request.strip():
        found.append(Problem("request", "request_missing"))
    return found


def _date_problems(petition: PetitionInput, today: date) -> list[Problem]:
    found = [
        Problem(name, "date_in_future")
        for name in ("written_on", "act_on", "known_on", "postmarked_on", "received_on")
        if (day := getattr(petition, name)) is not None and day > today
    ]
    received_on = petition.received_on or today
    if petition.written_on and received_on < petition.written_on <= today:
        found.append(Problem("written_on", "written_after_receipt"))
    if petition.postmarked_on and received_on < petition.postmarked_on <= today:
        found.append(Problem("postmarked_on", "posted_after_receipt"))
    if petition.kind is CaseKind.COMPLAINT:
        if petition.act_on is None:
            found.append(Problem("act_on", "act_date_missing"))
        if petition.known_on is None:
            found.append(Problem("known_on", "known_date_missing"))
        if petition.act_on and petition.known_on and petition.known_on < petition.act_on:
            found.append(Problem("known_on", "known_before_act"))
    return found
