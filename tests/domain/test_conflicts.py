"""Conflict of interest, said again in sentences: who is kept away from a case, and that it follows him."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain import access
from app.domain.access import Action
from app.domain.confidentiality import conflicts
from app.domain.confidentiality.conflicts import Accusation, Aim, Bearer, Excluded, Why
from app.domain.facts import BodyDirectory, BodyFacts, Exclusion, Tie
from app.domain.refusals import NotFound
from app.domain.vocabulary import BodyLevel, Procedure, Role
from tests.domain.test_access import CASE, SEALED, staff

WARD, DEPARTMENT, CITY = 3, 4, 5
HEAD, CLERK = 11, 13
NAMES = ("Ủy ban nhân dân phường Sóc Trăng", "UBND phường Sóc Trăng")
TITLE = "Chủ tịch UBND phường"
ABOUT = Accusation(Procedure.DENUNCIATION, WARD, NAMES, TITLE, heads=(HEAD,))


def subjects(about: Accusation) -> set[str]:
    return {each.subject for each in conflicts.excluded_by(about)}


@pytest.mark.parametrize(
    ("words", "aim"),
    [
        ({}, Aim.BODY),
        ({"position": "body"}, Aim.BODY),
        ({"name": "ủy ban nhân dân  phường sóc trăng"}, Aim.BODY),
        ({"name": "UBND phường Sóc Trăng"}, Aim.BODY),
        ({"body_id": None, "names": ()}, Aim.NOBODY),
        ({"name": "Ông Nguyễn Văn Dũng", "is_head": True}, Aim.HEAD),
        ({"name": "Nguyễn Văn Dũng", "bearers": (Bearer(HEAD, True),)}, Aim.HEAD),
        ({"name": "ông Dũng, chủ tịch phường"}, Aim.HEAD),
        ({"name": "Lê Văn Tám", "position": "Phó Chủ tịch UBND phường"}, Aim.HEAD),
        ({"name": "Lê Văn Tám", "position": "công chức địa chính"}, Aim.PERSON),
        ({"position": "cán bộ một cửa"}, Aim.PERSON),
    ],
)
def test_whom_a_petition_is_about(words: dict[str, object], aim: Aim) -> None:
    assert replace(ABOUT, **words).aim is aim  # type: ignore[arg-type]


def test_a_denounced_head_takes_his_whole_body_with_him() -> None:
    about = replace(ABOUT, name="Nguyễn Văn Dũng", is_head=True, bearers=(Bearer(HEAD, True),))
    assert subjects(about) == {
        conflicts.user(HEAD),
        conflicts.under(HEAD),
        conflicts.named("NGUYỄN VĂN DŨNG", WARD),
        conflicts.body(WARD),
    }


def test_who_denounces_the_head_without_his_name_means_the_one_who_is_head() -> None:
    assert subjects(replace(ABOUT, is_head=True)) == {
        conflicts.user(HEAD),
        conflicts.under(HEAD),
        conflicts.body(WARD),
    }
    deputy = replace(ABOUT, is_head=True, name="Lê Văn Tám")
    assert conflicts.user(HEAD) not in subjects(deputy), "a deputy is another person"
    assert conflicts.body(WARD) in subjects(deputy)


def test_a_denounced_officer_is_kept_away_alone() -> None:
    about = replace(ABOUT, name="Lý Thị Cúc", bearers=(Bearer(CLERK),))
    assert subjects(about) == {
        conflicts.user(CLERK),
        conflicts.under(CLERK),
        conflicts.named("Lý Thị Cúc", WARD),
    }
    assert subjects(replace(ABOUT, name="Người Chưa Có Tài Khoản")) == {
        conflicts.named("Người Chưa Có Tài Khoản", WARD)
    }
    assert subjects(replace(ABOUT, position="Cán bộ một cửa")) == {conflicts.posted("cán bộ một cửa", WARD)}


@pytest.mark.parametrize("procedure", [Procedure.COMPLAINT_FIRST, Procedure.DISCIPLINE_FIRST])
@pytest.mark.parametrize("words", [{}, {"is_head": True}, {"name": "Dũng", "bearers": (Bearer(HEAD, True),)}])
def test_of_a_first_complaint_against_it_the_body_is_the_settler(procedure, words) -> None:
    """LKN Đ17–18: the head settles complaints against his own decisions and conduct."""
    assert not subjects(replace(ABOUT, procedure=procedure, **words))


def test_an_officer_complained_of_is_kept_away_from_the_complaint() -> None:
    about = replace(ABOUT, procedure=Procedure.COMPLAINT_FIRST, name="Lý Thị Cúc", bearers=(Bearer(CLERK),))
    assert conflicts.excluded_by(about) == {
        Excluded(conflicts.user(CLERK), Why.COMPLAINED_OF),
        Excluded(conflicts.named("Lý Thị Cúc", WARD), Why.COMPLAINED_OF),
    }


def test_at_the_second_instance_who_decided_first_is_only_a_respondent() -> None:
    about = replace(ABOUT, procedure=Procedure.COMPLAINT_SECOND, first_body_id=WARD, first_signers=(HEAD,))
    assert conflicts.excluded_by(about) == {
        Excluded(conflicts.body(WARD), Why.DECIDED_FIRST),
        Excluded(conflicts.user(HEAD), Why.DECIDED_FIRST),
    }


def test_every_ground_has_its_article() -> None:
    assert set(conflicts.GROUNDS) == set(Why)
    assert all(ground.citation.article for ground in conflicts.GROUNDS.values())


def tied(*subjects: str, until: date | None = None, role: Role = Role.OFFICER):
    return replace(staff(role), ties=frozenset(Tie(subject, until) for subject in subjects))


def kept_from(*subjects: str, case=CASE):
    return replace(case, exclusions=frozenset(Exclusion(subject, date(2026, 9, 1)) for subject in subjects))


@pytest.mark.parametrize("case", [CASE, SEALED])
@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.RECEPTION_OFFICER])
def test_who_is_excluded_may_do_nothing_and_hears_of_nothing(case, role) -> None:
    hidden = kept_from("body:3", case=replace(case, officer_id=5))
    for action in Action:
        assert not access.may(tied("user:5", "body:3", role=role), action, hidden)
    assert access.may(tied("user:5", "body:4", role=role), Action.CASE_VIEW, hidden)
    with pytest.raises(NotFound) as refusal:
        access.require(tied("body:3", role=role), Action.CASE_TRIAGE, hidden)
    assert refusal.value.reason == "case_not_found"


def test_a_former_member_is_kept_away_if_he_left_after_the_petition_came() -> None:
    hidden = kept_from("body:3")
    assert not access.may(tied("body:3", until=date(2026, 9, 1)), Action.CASE_VIEW, hidden)
    assert access.may(tied("body:3", until=date(2026, 8, 31)), Action.CASE_VIEW, hidden)


def test_an_account_of_which_nothing_is_known_is_kept_away() -> None:
    assert not access.may(staff(Role.HEAD), Action.CASE_VIEW, kept_from("user:99"))
    assert access.may(staff(Role.HEAD), Action.CASE_VIEW, CASE)


@pytest.mark.parametrize(
    "words",
    ["Nguyễn Văn Dũng", "nguyen van dung", "  NGUYỄN  VĂN DŨNG ", "Ông Nguyễn Văn Dũng", "đ/c Nguyễn Văn Dũng"],
)
def test_a_name_is_the_same_however_it_is_written(words: str) -> None:
    assert conflicts.called(words) == "nguyen van dung"


def test_a_family_name_is_no_form_of_address() -> None:
    assert conflicts.called("Chu Văn An") == "chu van an"


def place(id_: int, code: str, type_: str = "ubnd", parent: str | None = None) -> BodyFacts:
    return BodyFacts(id_, code, code, BodyLevel.PROVINCE, type_, "Chủ tịch", parent)


def test_the_chain_goes_up_and_the_board_stands_beside_it() -> None:
    city, office = place(CITY, "CITY"), place(7, "VP", "van_phong", "CITY")
    ward, board = place(WARD, "WARD", parent="CITY"), place(8, "BOARD", "ban_tiep_cong_dan", "VP")
    directory = BodyDirectory.of([city, office, ward, board])
    assert conflicts.chain(ward, directory) == {ward, city}
    assert conflicts.chain(office, directory) == {office, city}
    assert conflicts.chain(board, directory) == {board, office}, "it receives also what is about the chairman"
    of_city = {conflicts.body(CITY)}
    assert conflicts.is_kept_from(ward, of_city, directory) and conflicts.is_kept_from(office, of_city, directory)
    assert not conflicts.is_kept_from(board, of_city, directory)
    assert conflicts.is_kept_from(board, {conflicts.body(office.id)}, directory)


def test_a_person_is_followed_under_another_account() -> None:
    assert conflicts.person(CLERK, "Lý Thị Cúc", [WARD, DEPARTMENT]) == {
        "user:13",
        "name:ly thi cuc@3",
        "name:ly thi cuc@4",
    }
