"""Giấy biên nhận: the code, its QR, who has the petition now, what comes next and by when (LTCD Đ25; N154 Đ15)."""

from typing import Any

from flask import request

from app import lawbook
from app.domain import tracking_codes
from app.domain.deadlines import ClockOwner
from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.i18n import locale
from app.persistence.models.case import Case
from app.persistence.queries import cases
from app.services import clocks
from app.services.intake import filing
from app.services.oversight.tracking_views import HANDLING_CLOCKS
from app.web.assets import qr


def receipt_of(token: str) -> dict[str, Any] | None:
    """What the receipt shows; None when this submission has filed nothing. The token proves who asks."""
    receipt = filing.find_receipt(token)
    if receipt is None:
        return None
    case = cases.seen(Actor(role=Role.CITIZEN, case_ids=frozenset({receipt.case_id})), receipt.case_id)
    if case is None:
        return None
    petition = next(petition for petition in case.petitions if petition.id == receipt.petition_id)
    return {
        "case": case,
        "petition": petition,
        "code": tracking_codes.grouped(receipt.tracking_code),
        "address": address_of(receipt.tracking_code),
        "qr": qr.picture(address_of(receipt.tracking_code)),
        "coming": coming(case),
    }


def address_of(code: str) -> str:
    """The code stands behind the #, which browsers keep to themselves: no log of ours or of others sees it."""
    return f"{request.host_url}tra-cuu#{code}"


def coming(case: Case) -> list[dict[str, Any]]:
    """The authority's next dates, each with its reckoning; those of its own handling only where nothing else runs."""
    names = lawbook.load().clock_names
    running = [row for row in case.deadlines if row.ended_on is None and row.owner == ClockOwner.AUTHORITY]
    promised = [row for row in running if row.clock not in HANDLING_CLOCKS] or running
    return [
        {
            "words": names[row.clock].get(locale.current()) or names[row.clock]["vi"],
            "due_on": row.due_on,
            "deadline": clocks.explain(row),
        }
        for row in sorted(promised, key=lambda row: (row.due_on, row.clock))
    ]
