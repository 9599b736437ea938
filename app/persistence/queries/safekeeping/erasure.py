"""Taking the content out of a case: what is blanked, what goes, what stays as the row in the register. Every table that
hangs on a case is named here; a test demands it of new ones."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, select, update

from app.persistence.db import Base, db

GONE = (
    "delivery",
    "notice_address",
    "attachment",
    "draft",
    "party",
    "rating",
    "redaction",
    "sealed_words",
    "sealed_copy",
    "case_seal",
    "staff_notice",
)
"""Rows deleted. Without its sealed copies nobody opens a sealed case again, in no backup of the database either that is
newer than them (ASVS: crypto-erasure)."""

BLANKED: Mapping[str, Mapping[str, Any]] = {
    "petition": dict.fromkeys(
        (
            *(
                "content",
                "request",
                "respondent_name",
                "respondent_position",
                "decision_number",
                "late_reason",
                "hamlet",
            ),
            *("place_detail", "prior_handling", "forwarded_by", "forwarded_number"),
        ),
        "",
    )
    | {"extra": None, "sealed": None},
    "message": {"text": ""},
    "case_event": {"reason": "", "note": "", "details": None},
    "decision": {"content": "", "remedy": ""},
    "case": {"lead_name": "", "proposal": None},
    "appointment": {"matter": "", "documents": ""},
    "conclusion_task": {"what": "", "result": ""},
    "exclusion_act": {"sealed": None},
    "reminder": {"note": "", "answer": ""},
    "climbed_rung": {"verdict_note": ""},
    "inspection_finding": {"what": "", "remedy": ""},
    "finding_act": {"words": ""},
}
"""Rows that stay, without their words: the register and the figures go on counting them."""

KEPT = (
    "audit_entry",
    "deadline",
    "deadline_change",
    "destruction_item",
    "exclusion",
    "hot_spot_item",
    "legal_hold",
    "matter_case",
    "petition_entry",
    "public_question",
    "sampled_case",
    "set_apart",
    "visit",
)
"""Numbers, dates and ids only; a visit is of the reception register, which has a term of its own, and a public question
names nobody."""


def erase(case_id: int) -> list[str]:
    """Take the content out, inside the transaction; the ids of the files whose bytes are to follow."""
    connection = db.session().connection()
    attachment = _table("attachment")
    files = connection.scalars(select(attachment.c.file_id).where(attachment.c.case_id == case_id)).all()
    for name in GONE:
        connection.execute(delete(_table(name)).where(_of(name, case_id)))
    for name, values in BLANKED.items():
        connection.execute(update(_table(name)).where(_of(name, case_id)).values(**values))
    return list(files)


def _of(name: str, case_id: int) -> ColumnElement[bool]:
    table = _table(name)
    if "case_id" in table.c:
        return table.c.case_id == case_id
    if name == "case":
        return table.c.id == case_id
    petition = _table("petition")
    return table.c.petition_id.in_(select(petition.c.id).where(petition.c.case_id == case_id))


def _table(name: str) -> Table:
    return Base.metadata.tables[name]
