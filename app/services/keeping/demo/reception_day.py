"""A day at the desks of the demo: a few visits of every kind, a group, and people in the waiting room."""

from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.access import DESK
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.reception.vocabulary import Priority, VisitOutcome
from app.domain.vocabulary import CaseKind
from app.persistence.queries import accounts, bodies
from app.persistence.queries.offices import holding
from app.persistence.seed import demo_reading
from app.services.reception import receiving, waiting
from app.services.reception.visit_input import PaperInput, PersonInput, VisitInput

TICKETS = (None, Priority.ELDERLY, None, None)


def receive(seed: int, *, until: datetime) -> int:
    """What the desks with an account to try did on the last day; told twice it is the same. Returns the visits."""
    done = 0
    for actor in _desks(until):
        for number, visit in enumerate(_visits(actor, until)):
            token = f"demo:{seed}:{actor.body_id}:visit:{local_date(until)}:{number}"
            done += receiving.receive(actor, visit, token, at=until).is_new
        if not waiting.room(actor, at=until).waiting:
            for minutes, priority in enumerate(TICKETS):
                waiting.take(actor, priority, at=until - timedelta(minutes=30 - 5 * minutes))
    return done


def _desks(until: datetime) -> list[Actor]:
    found = []
    for row in demo_reading.accounts():
        user = accounts.by_username(row["username"])
        held = holding.held_by(user.id, local_date(until)) if user is not None and user.is_active else []
        found += [office.actor() for office in held if office.role in DESK]
    return found


def _visits(actor: Actor, until: datetime) -> list[VisitInput]:
    body = bodies.by_id(actor.body_id or 0)
    first = VisitInput(
        kind=CaseKind.RECOMMENDATION,
        people=(
            PersonInput(
                "Thạch Thị Sa Rươl",
                identity_number="094170004321",
                phone="0907123456",
                address="Ấp Hòa Đức, xã Vĩnh Hải",
            ),
        ),
        matter="Đề nghị sửa cầu ván qua kênh Hòa Đức, học sinh đi học phải vòng hơn hai cây số.",
        outcomes=(VisitOutcome.HEARD,),
        started_at=until - timedelta(minutes=50),
        ended_at=until - timedelta(minutes=40),
        unit_code=body.unit_code if body else None,
        language="km",
    )
    papers = (PaperInput("Quyết định xử phạt số 12/QĐ-XPHC", "3", "bản phô tô"),)
    return [
        first,
        replace(
            first,
            kind=CaseKind.COMPLAINT,
            people=(PersonInput("Trần Văn Út", identity_number="094068001122", address="Khóm 4, phường Sóc Trăng"),),
            matter="Khiếu nại quyết định xử phạt của Chi cục Thuế; đã nộp phạt nhưng cho rằng tính sai.",
            outcomes=(VisitOutcome.DOCUMENTS, VisitOutcome.GUIDED),
            papers=papers,
            guided_to="Chi cục trưởng Chi cục Thuế",
            language="vi",
        ),
        replace(
            first,
            people=(PersonInput("Lý Thị Hen", address="Khóm 2", is_representative=True), PersonInput("Kim Sà Rinh")),
            people_count=7,
            matter="Bảy hộ cùng đến về việc thoát nước ở hẻm 45, mùa mưa ngập vào nhà.",
        ),
    ]
