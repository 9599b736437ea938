"""Conflict of interest through the services: where a petition may lie, who may be given it, and that it follows him."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain import access
from app.domain.access import Action
from app.domain.facts import SYSTEM, Actor
from app.domain.refusals import BadInput, NotFound
from app.domain.vocabulary import CaseKind, Channel, Procedure, Role
from app.persistence.models import Case, Exclusion, HeldOffice
from app.persistence.queries import aggregates, cases, worklists
from app.persistence.queries.offices import holding
from app.persistence.queries.worklists import Filters
from app.persistence.transaction import transaction
from app.services.intake import disposition, filing, triage
from app.services.keeping import reorganisation
from tests import cast
from tests.builders import a_case, a_petition, a_second_instance
from tests.times import at

NOW = at("2026-08-05 09:00")
TODAY = NOW.date()
WARD_PEOPLE = ("binh", "cuc", "cam", "dung")


def denunciation(**words: object) -> Case:
    return a_case(CaseKind.DENUNCIATION).filed("2026-08-03", **words).made()


def who_sees(case: Case, names: Iterable[str] = cast.PEOPLE) -> set[str]:
    return {name for name in names if cases.seen(cast.actor(name), case.id) is not None}


def body_of(name: str) -> int:
    return cast.office(name).body_id


@pytest.mark.parametrize(
    "words",
    [
        {"respondent_name": "Nguyễn Văn Dũng", "respondent_position": "", "respondent_is_head": True},
        {"respondent_name": "ông NGUYEN VAN DUNG", "respondent_position": ""},
        {"respondent_name": "Dũng", "respondent_position": "chủ tịch phường"},
        {"respondent_name": "Phạm Văn Phó", "respondent_position": "Phó Chủ tịch UBND phường"},
        {"respondent_name": "", "respondent_position": "body"},
        {"respondent_name": "UBND phường Sóc Trăng", "respondent_position": ""},
    ],
)
@pytest.mark.parametrize("via_board", [False, True])
def test_a_denunciation_of_the_head_never_lies_on_his_desk(db: SQLAlchemy, words, via_board: bool) -> None:
    case = denunciation(**words, via_board=via_board)
    assert case.body_id == body_of("lan" if via_board else "hoa")
    assert not who_sees(case, WARD_PEOPLE)


def test_nobody_who_depends_on_him_finds_counts_or_is_given_it(db: SQLAlchemy) -> None:
    before = {name: counts(name) for name in cast.PEOPLE}
    case = denunciation(respondent_is_head=True, respondent_name="Nguyễn Văn Dũng")
    assert who_sees(case) == {"hoa"}
    assert {name for name in cast.PEOPLE if counts(name) != before[name]} == {"hoa"}


def counts(name: str) -> object:
    actor = cast.actor(name)
    tabs = dict(worklists.counts(actor, worklists.tabs_of(actor), Filters(), TODAY))
    numbers = aggregates.totals(actor, date(2026, 1, 1), TODAY, TODAY, actor.body_id) if actor.role is Role.HEAD else ()
    return tabs, worklists.by_body(actor, TODAY), numbers


@pytest.mark.parametrize(("on", "sees"), [(date(2026, 8, 1), True), (date(2026, 8, 5), False)])
def test_who_depended_on_him_when_it_came_is_kept_away_wherever_he_goes(db: SQLAlchemy, on: date, sees: bool) -> None:
    case = denunciation(respondent_is_head=True, respondent_name="Nguyễn Văn Dũng")
    elsewhere = moved("binh", "hoa", Role.RECEPTION_OFFICER, on=on)
    assert (cases.seen(elsewhere, case.id) is not None) is sees


def test_where_the_denounced_becomes_head_his_new_people_are_kept_away(db: SQLAlchemy) -> None:
    case = denunciation(respondent_is_head=True, respondent_name="Nguyễn Văn Dũng")
    moved("dung", "hoa", Role.HEAD, on=date(2026, 8, 4))
    assert not who_sees(case, ["khanh", "dung"])


def moved(name: str, to: str, role: Role, *, on: date) -> Actor:
    """The account leaves its office and has another from a day on."""
    old = cast.office(name)
    with transaction() as session:
        old.held_to = on - timedelta(days=1)
        new = HeldOffice(user_id=old.user_id, body_id=body_of(to), role=role, held_from=on, created_at=NOW)
        session.add(new)
    return holding.acting(new)


def test_of_a_denounced_chairman_only_the_board_hears(db: SQLAlchemy) -> None:
    """Everybody in the province works under him; the board receives for everybody and passes it on (LTCD Đ12)."""
    case = denunciation(respondent_body_id=body_of("hoa"), respondent_name="Phạm Minh Hòa", respondent_is_head=True)
    assert case.body_id == body_of("lan")
    assert who_sees(case) == {"lan", "long"}


def test_a_denunciation_of_the_board_goes_past_the_board(db: SQLAlchemy) -> None:
    words = {"respondent_body_id": body_of("long"), "respondent_name": "Mai Thành Long", "respondent_is_head": True}
    case = denunciation(**words, via_board=True)
    assert case.body_id not in (body_of("long"), body_of("dung"))
    assert not who_sees(case, ("lan", "long"))


def test_what_the_desk_enters_about_its_own_head_leaves_it_at_once(db: SQLAlchemy) -> None:
    petition = a_petition(
        CaseKind.DENUNCIATION, respondent_name="Nguyễn Văn Dũng", channel=Channel.POST, on="2026-08-03"
    )
    receipt = filing.file(cast.actor("binh"), petition, "a-token-of-its-own", at=NOW)
    case = db.session.get(Case, receipt.case_id)
    assert case is not None and case.body_id == body_of("hoa")
    assert not who_sees(case, WARD_PEOPLE)


def test_a_denounced_officer_is_kept_away_and_his_head_settles(db: SQLAlchemy) -> None:
    case = denunciation(respondent_name="Lý Thị Cúc", respondent_position="công chức địa chính")
    assert case.body_id == body_of("dung") and who_sees(case) == {"binh", "dung"}
    triage.register(cast.actor("binh"), case.id, at=NOW)
    with pytest.raises(BadInput, match="officer_not_here"):
        triage.assign(cast.actor("dung"), case.id, cast.user("cuc").id, at=NOW)
    with pytest.raises(NotFound):
        triage.take_up(cast.actor("cuc"), [case.id], at=NOW)
    triage.assign(cast.actor("dung"), case.id, cast.user("cam").id, at=NOW)
    assert who_sees(case) == {"binh", "dung", "cam"}


def test_of_a_complaint_about_himself_the_head_is_the_settler_and_an_officer_is_not(db: SQLAlchemy) -> None:
    """LKN Đ17–18."""
    about_head = a_case().filed("2026-08-03", respondent_name="Nguyễn Văn Dũng", respondent_position="Chủ tịch").made()
    assert about_head.body_id == body_of("dung") and {"dung", "cuc", "binh"} <= who_sees(about_head)
    about_cuc = a_case().filed("2026-08-03", respondent_name="Lý Thị Cúc", respondent_position="công chức").made()
    assert who_sees(about_cuc, WARD_PEOPLE) == {"binh", "dung", "cam"}


def test_an_account_made_later_under_his_name_is_kept_away_too(db: SQLAlchemy) -> None:
    case = denunciation(respondent_name="Tô Văn Mới", respondent_position="công chức tư pháp")
    assert "binh" in who_sees(case)
    with transaction():
        cast.user("binh").name = "TÔ VĂN MỚI"
    assert "binh" not in who_sees(case)


def test_who_decided_first_is_kept_away_from_the_second_instance(db: SQLAlchemy) -> None:
    first = a_case().filed("2026-07-13").decided("2026-07-20").served("2026-07-24").made()
    second = a_second_instance(first, on="2026-08-03")
    assert second.body_id == body_of("hoa") and {"hoa", "khanh"} <= who_sees(second)
    promoted = moved("dung", "hoa", Role.HEAD, on=date(2026, 8, 1))
    assert cases.seen(promoted, second.id) is None, "he signed the first decision"
    assert access.may(cast.actor("hoa"), Action.CASE_DIRECT, second.facts())


def test_what_turns_out_to_be_about_the_head_leaves_his_body(db: SQLAlchemy) -> None:
    words = {"respondent_name": "Nguyễn Văn Dũng", "respondent_position": "Chủ tịch UBND phường"}
    stays, goes = (a_case().filed("2026-08-03", **words).made() for _each in range(2))
    triage.join(cast.actor("cuc"), goes.id, stays.id, "Trùng đơn.", at=NOW)
    triage.classify(cast.actor("cuc"), stays.id, Procedure.DENUNCIATION, "Nội dung là tố cáo.", at=NOW)
    assert stays.body_id == body_of("hoa") and stays.officer_id is None
    for case in (stays, goes):
        assert not who_sees(case, WARD_PEOPLE), case.id


def test_whom_one_of_two_joined_cases_excludes_is_kept_from_both(db: SQLAlchemy) -> None:
    about_cuc = a_case().filed("2026-08-03", respondent_name="Lý Thị Cúc", respondent_position="công chức").made()
    other = a_case().filed("2026-08-03").made()
    triage.join(cast.actor("cam"), about_cuc.id, other.id, "Cùng một việc.", at=NOW)
    assert "cuc" not in who_sees(about_cuc) | who_sees(other)


def test_it_is_passed_to_no_body_that_is_kept_from_it(db: SQLAlchemy) -> None:
    case = denunciation(respondent_name="Nguyễn Văn Dũng", respondent_is_head=True, via_board=True)
    board = cast.actor("lan")
    triage.register(board, case.id, at=NOW)
    proposal = triage.Proposal(disposition.Disposition.TRANSFER, "Chuyển.", target_body_id=body_of("dung"))
    triage.propose(board, case.id, proposal, at=NOW)
    with pytest.raises(BadInput, match="target_is_party"):
        disposition.approve(cast.actor("long"), case.id, at=NOW)
    assert not who_sees(case, WARD_PEOPLE)


def test_a_body_that_ends_hands_it_to_no_body_that_is_kept_from_it(db: SQLAlchemy) -> None:
    ward = body_of("dung")
    made = a_case(CaseKind.DENUNCIATION).filed("2025-06-10", respondent_body_id=ward, respondent_is_head=True).made()
    with transaction():
        made.body_id = body_of("son")
        made.unit_code = cast.office("dung").body.unit_code
    reorganisation.hand_over(SYSTEM, date(2025, 7, 1), at=at("2025-07-01 00:30"))
    db.session.expire_all()
    assert made.body_id != ward


def test_the_rows_name_nobody(db: SQLAlchemy) -> None:
    """Who reads the table learns that somebody is kept away, and not who."""
    denunciation(respondent_name="Nguyễn Văn Dũng", respondent_is_head=True)
    rows = list(db.session.scalars(select(Exclusion)))
    assert rows and all(len(row.token) == 32 and int(row.token, 16) for row in rows)
    assert [row.token for row in rows] == sorted(row.token for row in rows), "the order tells nothing either"
    assert {row.by_id for row in rows} == {None}


def test_a_look_costs_who_is_kept_from_nothing_one_look_up(db: SQLAlchemy) -> None:
    plan = db.session.connection().exec_driver_sql(
        "EXPLAIN QUERY PLAN SELECT case_id FROM exclusion WHERE token IN ('a', 'b')"
    )
    assert "USING COVERING INDEX ix_exclusion_token" in " ".join(row[3] for row in plan)
    assert cast.actor("em").ties
