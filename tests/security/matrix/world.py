"""One world for the whole matrix: cases of every sort, people in every relation to them, and the words by which a page
would give one of them away."""

import secrets
from dataclasses import dataclass, replace

from flask import Flask
from sqlalchemy import select

from app.domain.confidentiality import conflicts
from app.domain.confidentiality.conflicts import Excluded, Why
from app.domain.tracking_codes import grouped
from app.domain.vocabulary import CaseKind
from app.persistence.db import db
from app.persistence.models import Attachment, Case
from app.persistence.queries.conflicts import exclusions
from app.persistence.transaction import transaction
from app.services.intake import filing, triage
from app.services.intake.petition_input import FileInput, PartyInput, PetitionInput
from tests import cast
from tests.builders import a_case, a_petition, a_second_instance
from tests.times import at

NOW = at("2026-08-10 09:00")
SEALED = frozenset({"of_head", "of_officer", "of_chairman"})

SEES = {
    "plain": {"binh", "cuc", "cam", "dung", "em"},  # a complaint about the ward, at the ward
    "about_cam": {"binh", "cuc", "dung", "em"},  # a complaint about the conduct of an officer of the ward
    "of_officer": {"binh", "cam", "dung"},  # cuc is denounced; cam is named; the head settles
    "of_head": {"hoa", "khanh"},  # the ward's head is denounced; khanh is named at the city
    "of_chairman": {"lan", "long"},  # the city's chairman is denounced: all below him but the board
    "first": {"binh", "cuc", "cam", "dung", "em"},  # a complaint that the ward has decided
    "second": {"hoa", "em"},  # the second complaint against it; khanh is a relative
    "recused": {"giang", "em"},  # at another ward, whose head has recused himself
}
"""Who may see which case: said here anew, in names, without asking the rules."""

HOLDS = dict.fromkeys(("plain", "about_cam", "of_officer", "first"), "ward") | {
    **dict.fromkeys(("of_head", "second"), "city"),
    "of_chairman": "board",
    "recused": "other",
}
WORKS_AT = {
    **dict.fromkeys(("binh", "cuc", "cam", "dung"), "ward"),
    **dict.fromkeys(("giang", "ha"), "other"),
    **dict.fromkeys(("hoa", "khanh"), "city"),
    **dict.fromkeys(("lan", "long"), "board"),
}
GONE = frozenset(name for name, person in cast.PEOPLE.items() if person.day == cast.FIRST_EPOCH)
"""Their bodies have ended and their offices with them: nobody signs in."""

RELATIONS = {
    "elsewhere": [("giang", "plain"), ("lan", "of_head"), ("ha", "about_cam")],
    "denounced": [("cuc", "of_officer"), ("dung", "of_head"), ("hoa", "of_chairman")],
    "kept from": [("cam", "about_cam"), ("ha", "recused"), ("khanh", "second"), ("dung", "second")],
    "below": [("binh", "of_head"), ("khanh", "of_chairman"), ("hoa", "of_chairman")],
    "not named": [("em", "of_head"), ("cuc", "of_head")],
    "works on it": [
        ("binh", "plain"),
        ("cam", "of_officer"),
        ("hoa", "second"),
        ("khanh", "of_head"),
        ("dung", "plain"),
    ],
    "keeps its seal": [("lan", "of_chairman"), ("dung", "of_officer"), ("hoa", "of_head"), ("long", "of_chairman")],
    "watches": [("em", "plain"), ("em", "second"), ("giang", "recused")],
}
"""Account and case, by what the one is to the other. At every address one pair of each sort is tried, in turn, so that
every pair is tried at many: behind the doors stands one rule (domain/access.py), which tests/domain tries in full."""


@dataclass(frozen=True, slots=True)
class Known:
    """One case: its number, the code of its citizen, and the words that belong to it alone."""

    key: str
    id: int
    number: str
    code: str
    attachment_id: int
    words: frozenset[str]
    phone: str


def build(app: Flask) -> dict[str, Known]:
    """Every case, worked on as far as its story goes."""
    app.config["NOW"] = NOW
    found = {
        "plain": _filed("plain", CaseKind.COMPLAINT),
        "about_cam": _filed(
            "about_cam", CaseKind.COMPLAINT, respondent_name="Sơn Thị Cẩm", respondent_position="cán bộ"
        ),
        "of_officer": _filed("of_officer", CaseKind.DENUNCIATION, respondent_name="Lý Thị Cúc"),
        "of_head": _filed("of_head", CaseKind.DENUNCIATION, respondent_name="Nguyễn Văn Dũng"),
        "of_chairman": _filed(
            "of_chairman",
            CaseKind.DENUNCIATION,
            respondent_body_id=cast.office("hoa").body_id,
            respondent_name="Phạm Minh Hòa",
            respondent_is_head=True,
        ),
        "recused": _filed(
            "recused", CaseKind.COMPLAINT, respondent_body_id=cast.office("ha").body_id, respondent_name=""
        ),
    }
    _work_on(found)
    first, code = _case_with_code(
        a_case().filed("2026-07-13", **_words("first")).decided("2026-07-20").served("2026-07-24")
    )
    found["first"] = _known("first", first, code)
    found["second"] = _known("second", a_second_instance(first, on="2026-08-03"), "")
    _keep_from(found["second"].id, "khanh", Why.RELATED)
    _keep_from(found["recused"].id, "ha", Why.RECUSED)
    return found


def _work_on(found: dict[str, Known]) -> None:
    for key, desk, officer in (("plain", "binh", "cuc"), ("of_officer", "binh", "cam"), ("of_head", "khanh", "khanh")):
        head = "hoa" if desk == "khanh" else "dung"
        triage.assign(cast.actor(head), found[key].id, cast.user(officer).id, at=NOW)
        triage.register(cast.actor(desk), found[key].id, at=NOW)


def _keep_from(case_id: int, name: str, why: Why) -> None:
    account = cast.user(name)
    rows = exclusions.rows(case_id, [Excluded(conflicts.user(account.id), why)], since=NOW.date(), at=NOW)
    with transaction() as session:
        session.add_all(rows)


def _words(key: str) -> dict[str, object]:
    mark = key.replace("_", "").upper()
    person = PartyInput(
        name=f"Người Viết {mark}", phone=f"09{_digits(key)}", address=f"Ngõ {mark} khóm 3", identity_number=""
    )
    return {
        "parties": (person,),
        "content": f"Chuyện riêng mang dấu {mark} mà chỉ người được phép mới đọc.",
        "files": (FileInput(f"{_digits(key)}.bin", f"tep-{mark}.txt", 3, "text/plain", "0" * 64),),
        "request": f"Xin xem xét việc {mark} theo pháp luật.",
    }


def _digits(key: str) -> str:
    return f"{sum(ord(letter) * (index + 7) for index, letter in enumerate(key)) % 10**8:08d}"


def _filed(key: str, kind: CaseKind, **about: object) -> Known:
    petition: PetitionInput = replace(a_petition(kind, on="2026-08-03", **_words(key)), **about)  # type: ignore[arg-type]
    receipt = filing.file(cast.AN, petition, secrets.token_urlsafe(16), at=at("2026-08-03 08:00"))
    case = db.session.get(Case, receipt.case_id)
    assert case is not None
    return _known(key, case, grouped(receipt.tracking_code))


def _case_with_code(built: object) -> tuple[Case, str]:
    receipt, case = built.receipt_and_case()  # type: ignore[attr-defined]
    return case, grouped(receipt.tracking_code)


def _known(key: str, case: Case, code: str) -> Known:
    mark = key.replace("_", "").upper()
    said = {f"Người Viết {mark}", f"09{_digits(key)}", f"Ngõ {mark}", f"dấu {mark}", f"việc {mark}"}
    words = {case.number, f'/ho-so/{case.id}"', f"/ho-so/{case.id}/", *(said if key != "second" else ())}
    file = db.session.scalar(select(Attachment.id).where(Attachment.case_id == case.id))
    return Known(key, case.id, case.number, code, file or 0, frozenset(words), f"09{_digits(key)}")
