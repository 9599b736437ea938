"""A year of the heads' receptions in the demo: most held, some delegated, missed or put off; visitors, tasks, and what
is booked for the weeks to come."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from app.domain.calendars import LAW_ZONE, local_date
from app.domain.facts import Actor
from app.domain.offices.held import Standing
from app.domain.refusals import Refusal
from app.domain.vocabulary import CaseKind, Role
from app.persistence.models.office import HeldOffice
from app.persistence.models.reception import ReceptionSession
from app.persistence.queries import accounts
from app.persistence.queries.offices import holding
from app.persistence.queries.reception import appointments, sessions, tasks
from app.services.keeping.demo import people
from app.services.reception.days import booking, changing, desk_hours, holding_day, planning, task_list
from app.services.reception.days.booking import BookingInput
from app.services.reception.days.desk_hours import Hours
from app.services.reception.days.holding_day import ConclusionInput, TaskInput
from app.services.reception.days.planning import Pattern

A_YEAR = timedelta(days=365)
HEADS = {"dung.phuloi": A_YEAR, "hien.snnmt": A_YEAR, "lan.soctrang": timedelta(days=120)}
"""Whose receptions are told, and for how long back."""
OPENED = date(2025, 7, 1)  # the bodies of today began
AHEAD, NOTICE = timedelta(days=75), timedelta(days=14)
WITH_VISITORS = timedelta(days=100)  # before that, the demo knows the days alone
MATTERS = (
    "Xin hỏi bao giờ làm lại đoạn đường vào khóm, mùa mưa ngập sâu, học sinh đi lại khó.",
    "Đề nghị đo lại ranh thửa đất giáp kênh, hai nhà đã hòa giải mà chưa xong.",
    "Hồ sơ trợ cấp người có công nộp đã lâu, xin biết đang ở đâu.",
    "Đề nghị xem lại mức bồi thường cây trái khi mở rộng bờ kè.",
    "Quán ăn đầu hẻm xả nước thải xuống rạch, bà con phản ánh nhiều lần.",
)
TASKS = (
    "Kiểm tra thực địa, báo cáo và đề xuất cách giải quyết.",
    "Trả lời bằng văn bản cho người dân.",
    "Mời các bên đến làm việc, lập biên bản.",
)


@dataclass(frozen=True, slots=True)
class _House:
    """One head with whoever keeps the calendar for him."""

    head: HeldOffice
    clerk: Actor
    deputy: HeldOffice


def receive(seed: int, *, until: datetime) -> int:
    """Live the year before a moment; told twice it is the same. How many receptions there are."""
    done = 0
    for username, back in HEADS.items():
        house = _house(username, local_date(until))
        if house is None or sessions.between(house.clerk, date.min, date.max):
            continue
        done += _live(house, back, Random(f"days:{seed}:{username}"), until)
    return done


def _house(username: str, day: date) -> _House | None:
    user = accounts.by_username(username)
    held = holding.held_by(user.id, day) if user is not None else []
    head = next((office for office in held if office.role is Role.HEAD), None)
    if head is None:
        return None
    others = [office for office in holding.at_body(head.body_id, day) if office.role is not Role.HEAD]
    others.sort(key=lambda office: (office.standing is Standing.DEPUTY, office.role is not Role.RECEPTION_OFFICER))
    return _House(head, holding.acting(others[0]), others[-1]) if others else None


def _live(house: _House, back: timedelta, rng: Random, until: datetime) -> int:
    first = max(local_date(until) - back, OPENED)
    began, last = _moment(first, 8), local_date(until) + AHEAD
    place = "Phòng tiếp công dân"
    hours = [Hours(weekday, time(7, 30), time(11, 0)) for weekday in range(5)]
    desk_hours.settle(house.clerk, hours, place, at=began)
    pattern = Pattern(rng.randrange(5), (rng.randrange(6, 13), rng.randrange(20, 26)), time(8), time(11), place)
    planning.propose(house.clerk, first + NOTICE, last, pattern, at=began)
    planning.sign(holding.acting(house.head), first, last, at=began)
    planning.post(house.clerk, first, last, at=began + timedelta(hours=2))
    days = sessions.between(house.clerk, first, last)
    for number, session in enumerate(days):
        _one(house, session, number, rng, until)
    return len(days)


def _one(house: _House, session: ReceptionSession, number: int, rng: Random, until: datetime) -> None:
    """The past ones are lived; those to come have a few visitors waiting."""
    is_over = session.ends_at < until
    if session.starts_at > until - WITH_VISITORS:
        _book(session, number, rng, min(until, session.starts_at - timedelta(days=2)))
    if not is_over:
        return
    chance = rng.random()
    if chance < 0.06:
        _put_off(house, session, rng, until)
    elif chance < 0.14:
        why = "Đi công tác đột xuất, chưa bố trí được ngày khác."
        holding_day.close(house.clerk, session.id, why, at=session.ends_at)
    else:
        _hold(house, session, house.deputy if chance < 0.24 else house.head, rng, until)


def _book(session: ReceptionSession, number: int, rng: Random, at: datetime) -> None:
    for slot in range(rng.randrange(0, 4)):
        kind = CaseKind.COMPLAINT if rng.random() < 0.4 else CaseKind.RECOMMENDATION
        wanted = BookingInput(
            kind,
            name=people.person(rng).name,
            phone=f"0907000{rng.randrange(10_000):04d}",
            matter=rng.choice(MATTERS),
            language="km" if rng.random() < 0.3 else "vi",
        )
        token = f"demo:days:{session.id}:{number}:{slot}"
        booking.book(Actor(Role.CITIZEN), session.id, None, wanted, token, at=at)


def _put_off(house: _House, session: ReceptionSession, rng: Random, until: datetime) -> None:
    """To the next day on which the office works, and held there."""
    told, why = session.starts_at - timedelta(days=3), "Người đứng đầu dự họp theo triệu tập của cấp trên."
    for days in range(1, 9):
        try:
            new_day = session.day + timedelta(days=days)
            number = changing.postpone(house.clerk, session.id, new_day, time(14), why, at=told)
        except Refusal:
            continue
        new = sessions.find(number)
        if new is not None and new.ends_at < until:
            _hold(house, new, house.head, rng, until)
        return


def _hold(house: _House, session: ReceptionSession, host: HeldOffice, rng: Random, until: datetime) -> None:
    holding_day.begin(house.clerk, session.id, host.id, at=session.starts_at)
    for row in appointments.all_of(session.id):
        if rng.random() < 0.85:
            due = session.day + timedelta(days=rng.choice((7, 14, 30)))
            given = (TaskInput(rng.choice(TASKS), session.body_id, due),) if rng.random() < 0.8 else ()
            said = ConclusionInput(row.matter, conclusion="Ghi nhận, giao bộ phận chuyên môn xem xét.", tasks=given)
            holding_day.conclude(house.clerk, row.id, said, at=row.starts_at + timedelta(minutes=15))
    holding_day.close(house.clerk, session.id, "", at=session.ends_at)
    for task in tasks.of_session(house.clerk, session.id):
        done_on = task.due_on + timedelta(days=rng.choice((-3, -1, 0, 4)))
        if done_on < local_date(until) and rng.random() < 0.75:
            at = _moment(max(done_on, session.day), 16)
            task_list.finish(house.clerk, task.id, "Đã làm xong, có báo cáo kèm theo.", local_date(at), at=at)
            if rng.random() < 0.7:
                task_list.tell(house.clerk, task.id, "Gọi điện cho người dân.", local_date(at), at=at)


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), LAW_ZONE)
