"""Visits for tests, made through the service as the desk does."""

import secrets
from dataclasses import replace
from typing import Any

from app.domain.reception.vocabulary import VisitOutcome
from app.domain.vocabulary import CaseKind
from app.services.reception import receiving
from app.services.reception.receiving import Saved
from app.services.reception.visit_input import PersonInput, VisitInput
from tests import cast
from tests.builders import body
from tests.times import at

AN = PersonInput(
    name="Lâm Thị An",
    identity_number="094185001234",
    phone="0912345678",
    address="Số 12 đường Hùng Vương, khóm 3",
)


def a_visit(kind: CaseKind = CaseKind.RECOMMENDATION, *, on: str = "2026-08-03 09:00", **changes: Any) -> VisitInput:
    """Somebody who comes about a road in the ward where the cast works, and is only heard."""
    visit = VisitInput(
        kind=kind,
        people=(AN,),
        matter="Đường vào khóm 3 ngập sâu mỗi khi triều cường, bà con đi lại rất khó khăn.",
        outcomes=(VisitOutcome.HEARD,),
        started_at=at(on),
        unit_code=body(cast.WARD, on[:10]).unit_code,
    )
    return replace(visit, **changes)


def received(visit: VisitInput, *, by: str = "binh", token: str | None = None, when: str | None = None) -> Saved:
    """Saved by one of the cast at the time it began."""
    moment = at(when) if when else visit.started_at
    return receiving.receive(cast.actor(by), visit, token or secrets.token_urlsafe(16), at=moment)
