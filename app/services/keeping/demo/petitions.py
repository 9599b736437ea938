"""Writing a petition: who, where, about what, in whose words."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from app.domain.calendars import local_date
from app.domain.vocabulary import CaseKind, Channel, Disposition, PartyRole
from app.services.intake.petition_input import PartyInput, PetitionInput
from app.services.keeping.demo import people
from app.services.keeping.demo.places import Map, Place
from app.services.keeping.demo.plans import Plan
from app.services.keeping.demo.wording import Teller, Wording

AT_RESPONDENTS_DESK = 0.85
WITH_GROUP, WITH_ORGANISATION, WITH_AGENT = 0.07, 0.05, 0.06
FORWARDERS = ("Văn phòng Đoàn đại biểu Quốc hội", "Thường trực Hội đồng nhân dân", "Báo địa phương", "Ban Dân nguyện")
REMINDER = "Tôi đã gửi đơn mà chưa thấy trả lời, nay xin nhắc lại. "
SECOND = ("Khiếu nại lần hai:", "Xem lại quyết định giải quyết lần đầu:", "Không đồng ý quyết định lần đầu,")
DISAGREEING = (
    "Tôi không đồng ý với quyết định giải quyết lần đầu vì chưa xem chứng cứ tôi đã nộp.",
    "Quyết định lần đầu chỉ nhắc lại phương án cũ, không trả lời điều tôi hỏi.",
    "Sau đối thoại, cơ quan giải quyết vẫn giữ nguyên, tôi xin cấp trên xem xét lại từ đầu.",
)
TOO_LATE_DAYS = (110, 260)  # a complaint that is to be declined came after its 90 days (LKN Đ9)
IN_TIME_DAYS = (4, 62)


@dataclass(frozen=True, slots=True)
class Written:
    """A petition and who can go on telling its story."""

    petition: PetitionInput
    teller: Teller
    place: Place
    desk_id: int  # the body at whose desk it is handed in, when it is not sent online


def write(plan: Plan, wording: Wording, map_: Map, rng: Random) -> Written:
    """The petition of a plan."""
    day = local_date(plan.at)
    place = map_.somewhere(day, rng)
    topic = wording.topic(plan.kind.value, rng)
    about: dict[str, str] = {}
    act_on = None
    if plan.kind is CaseKind.COMPLAINT:
        days = TOO_LATE_DAYS if plan.disposition is Disposition.DECLINE else IN_TIME_DAYS
        act_on = day - timedelta(days=rng.randint(*days))
        about["act_on"] = f"{act_on:%d/%m/%Y}"
    if plan.kind is CaseKind.DENUNCIATION:
        about["respondent"] = rng.choice(topic["respondent"])
    teller = Teller(wording, place, day, rng, **about)
    petition = PetitionInput(
        kind=plan.kind,
        parties=_parties(plan.kind, place, rng),
        content=teller.story(topic),
        channel=plan.channel,
        written_on=None if plan.channel is Channel.WEB else day - timedelta(days=rng.randrange(0, 4)),
        postmarked_on=day - timedelta(days=rng.randrange(1, 4)) if plan.channel is Channel.POST else None,
        unit_code=None if plan.kind is CaseKind.DENUNCIATION else place.unit_code,
        hamlet="" if plan.kind is CaseKind.DENUNCIATION else place.hamlet,
        category_code=None if plan.is_unclear else topic["category"],
        **_forwarded(plan.channel, rng),
    )
    if act_on is not None:
        petition = _against(petition, topic, teller, map_, place, day, act_on, rng)
    if plan.kind is CaseKind.DENUNCIATION:
        petition = _denouncing(petition, about["respondent"], place, rng)
    return Written(petition, teller, place, _desk(petition, place, map_, day, rng))


def _desk(petition: PetitionInput, place: Place, map_: Map, day: date, rng: Random) -> int:
    """Complaints are mostly handed in where the decision came from, everything else at the commune."""
    if petition.kind is CaseKind.COMPLAINT and petition.respondent_body_id and rng.random() < AT_RESPONDENTS_DESK:
        today = map_.today(petition.respondent_body_id, day)
        return today.id if today else place.committee.id
    return place.committee.id


def again(first: Written, rng: Random) -> Written:
    """The same matter once more: by the same people in fewer words, or by a neighbour."""
    petition = replace(first.petition, content=REMINDER + first.petition.content)
    if rng.random() < 0.35:
        petition = replace(first.petition, parties=(people.party(rng, first.place),))
    return replace(first, petition=petition)


def second_complaint(first: Written, rng: Random) -> PetitionInput:
    """To the superior, against the first decision or because there is none."""
    wish = first.petition.request
    content = f"{rng.choice(DISAGREEING)} {first.petition.content}"
    return replace(
        first.petition,
        request=f"{rng.choice(SECOND)} {wish[0].lower()}{wish[1:]}",
        content=content,
        channel=Channel.WEB,
        written_on=None,
        postmarked_on=None,
        forwarded_by="",
        forwarded_number="",
    )


def _parties(kind: CaseKind, place: Place, rng: Random) -> tuple[PartyInput, ...]:
    chance = rng.random()
    if kind is CaseKind.DENUNCIATION:
        return (replace(people.party(rng, place), phone=f"09{rng.randrange(10):d}000{rng.randrange(10_000):04d}"),)
    if kind is CaseKind.FIELD_REPORT:
        return (people.party(rng, place),)
    if chance < WITH_GROUP:
        return people.group(rng, place, rng.randint(6, 40) if rng.random() < 0.7 else rng.randint(2, 5))
    if chance < WITH_GROUP + WITH_ORGANISATION:
        return (people.organisation(rng, place),)
    if kind is CaseKind.COMPLAINT and chance < WITH_GROUP + WITH_ORGANISATION + WITH_AGENT:
        return (people.party(rng, place), people.party(rng, place, role=PartyRole.AUTHORIZED_AGENT))
    return (people.party(rng, place),)


def _against(
    petition: PetitionInput,
    topic: dict[str, Any],
    teller: Teller,
    map_: Map,
    place: Place,
    filed_on: date,
    act_on: date,
    rng: Random,
) -> PetitionInput:
    """A complaint is about a decision of a body as it was on that day, perhaps of a district that is gone."""
    then = map_.then(place, act_on, rng)
    return replace(
        petition,
        request=teller.say(topic["request"]),
        respondent_body_id=map_.respondent(rng.choice(topic["against"]), then, act_on).id,
        act_on=act_on,
        known_on=min(act_on + timedelta(days=rng.randrange(0, 9)), filed_on - timedelta(days=3)),
        decision_number=teller.say(["{decision}"]) if rng.random() < 0.8 else "",
    )


def _denouncing(petition: PetitionInput, respondent: str, place: Place, rng: Random) -> PetitionInput:
    return replace(
        petition,
        respondent_name=f"Ông {people.person(rng).name}",
        respondent_position=respondent,
        respondent_body_id=place.committee.id,
        respondent_is_head=respondent.startswith("phó chủ tịch"),
    )


def _forwarded(channel: Channel, rng: Random) -> dict[str, Any]:
    if channel is not Channel.FORWARDED:
        return {}
    return {"forwarded_by": rng.choice(FORWARDERS), "forwarded_number": f"{rng.randrange(20, 900)}/PC"}
