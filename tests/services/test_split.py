"""One letter about several matters becomes several petitions (LTCD Đ25.3), and a denunciation among them is sealed."""

from io import BytesIO

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app import storage
from app.domain.confidentiality import Purpose
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.domain.vocabulary import CaseKind, Channel, PartyRole, Procedure, Role, State, Step
from app.persistence.db import Base
from app.persistence.models import AuditEntry, Case, OutboxMessage
from app.persistence.queries import cases
from app.services.intake import disclosure, filing, split, triage
from app.services.intake.petition_input import FileInput, PartyInput
from app.services.intake.split import Part
from app.services.oversight import dossier, tracking
from tests import cast
from tests.builders import a_case, a_petition, body
from tests.times import at

pytestmark = pytest.mark.usefixtures("db")

OWN = "Phường thu hồi 120 m² đất vườn của gia đình tôi mà không lập biên bản."
BRIBE = "Công chức địa chính Trần Văn Kín đòi tôi đưa 20 triệu đồng mới chịu đo lại đất."
ROAD = "Đề nghị phường sửa đoạn đường vào khóm 3 đã hư từ năm ngoái."
NOW = at("2026-07-15 09:00")


def complaint(content: str = OWN, **more: object) -> Part:
    ward = body(cast.WARD, "2026-07-13")
    day = at("2026-07-13").date()
    return Part(
        Procedure.COMPLAINT_FIRST,
        content,
        request="Hủy quyết định thu hồi đất.",
        respondent_body_id=ward.id,
        act_on=day,
        known_on=day,
        **more,  # type: ignore[arg-type]
    )


def denunciation(**more: object) -> Part:
    return Part(Procedure.DENUNCIATION, BRIBE, respondent_name="Trần Văn Kín", **more)  # type: ignore[arg-type]


def road() -> Part:
    return Part(Procedure.RECOMMENDATION, ROAD)


def mixed(channel: Channel = Channel.HANDED_IN, **changes: object) -> tuple[filing.Receipt, Case]:
    words = f"{OWN} {BRIBE} {ROAD}"
    petition = a_petition(on="2026-07-13", content=words, channel=channel, **changes)
    receipt = filing.file(cast.actor("binh"), petition, "a-mixed-letter", at=at("2026-07-13 08:00"))
    case = cases.several([receipt.case_id])[0]
    triage.register(cast.actor("binh"), case.id, at=at("2026-07-14"))
    return receipt, case


def cut(case: Case, *parts: Part, actor: Actor | None = None) -> list[Case]:
    made = split.split(actor or cast.actor("cuc"), case.id, parts, at=NOW)
    return [cases.several([receipt.case_id])[0] for receipt in made]


def test_each_part_has_its_own_procedure_clocks_and_competence(db: SQLAlchemy) -> None:
    _, case = mixed()
    own, idea = cut(case, complaint(), road())
    assert (case.state, case.is_sealed) == (State.SPLIT, False)
    assert case.closed_at is not None and all(row.ended_on for row in case.deadlines)
    assert (own.procedure, idea.procedure) == (Procedure.COMPLAINT_FIRST, Procedure.RECOMMENDATION)
    assert {row.clock for row in own.deadlines} == {"DL-KN-01", "DL-XL-01"}
    assert {row.clock for row in idea.deadlines} == {"DL-NP-01"}
    assert {row.starts_on for row in (*own.deadlines, *idea.deadlines)} == {case.received_on}, "the letter's day"
    assert (own.competence or {})["settler_code"] == cast.WARD
    assert own.split_from_id == idea.split_from_id == case.id
    assert own.petitions[0].content == OWN
    assert [party.name for party in idea.petitions[0].parties] == ["Lâm Thị An"]
    assert [event.step for event in own.events] == [Step.RECEIVE]
    assert db.session.scalar(select(func.count()).where(AuditEntry.action == "case.split")) == 1
    assert db.session.scalar(select(func.count()).where(OutboxMessage.topic == "case.split")) == 1


def test_the_code_of_the_letter_shows_every_part() -> None:
    receipt, case = mixed()
    opened = tracking.open_by_code(receipt.tracking_code, at=NOW)
    assert opened is not None
    citizen = cast.an(case.id)
    assert tracking.tracked(citizen, case.id, at=NOW).parts == ()
    own, told = cut(case, complaint(), denunciation())
    seen = tracking.tracked(citizen, case.id, at=NOW, petition_id=opened.petition_id)
    assert [part.case_id for part in seen.parts] == [own.id, told.id]
    both = Actor(role=Role.CITIZEN, case_ids=frozenset({case.id, own.id, told.id}))
    assert tracking.tracked(both, told.id, at=NOW).is_sealed
    assert tracking.tracked(both, own.id, at=NOW).petition is not None


def test_a_denunciation_is_sealed_from_the_first_moment_and_the_letter_with_it(db: SQLAlchemy) -> None:
    _, case = mixed()
    own, told = cut(case, complaint(), denunciation())
    assert told.is_sealed and case.is_sealed and not own.is_sealed
    assert (case.title, case.lead_name, case.petitions[0].content) == (case.number, "", "")
    assert told.petitions[0].content == "" and told.petitions[0].parties == []
    opened = disclosure.disclose(cast.actor("dung"), case.id, Purpose.VERIFY, at=NOW)
    assert opened.petitions[0]["content"].startswith(OWN)
    for officer in (cast.actor("cuc"), cast.actor("em")):
        for hidden in (case, told):
            with pytest.raises(NotFound):
                dossier.seen(officer, hidden.id)
    rows = "".join(str(row) for table in Base.metadata.sorted_tables for row in db.session.execute(select(table)))
    assert "Trần Văn Kín" not in rows and "20 triệu" not in rows


def test_nothing_in_the_clear_leads_from_an_open_part_to_the_sealed_letter() -> None:
    _, case = mixed()
    own, told = cut(case, complaint(), denunciation())
    assert own.split_from_id is None, "who files it is known; that he denounced is not"
    assert told.split_from_id == case.id, "both are sealed"
    assert all(not event.details for event in (*own.events, *case.events))
    assert dossier.opened(cast.actor("cuc"), own.id, NOW.date()).case.split_from is None
    page = dossier.opened(cast.actor("dung"), case.id, NOW.date())
    assert [part.case_id for part in page.parts] == [own.id, told.id], "who may open the letter follows it"


@pytest.mark.parametrize("rest", [BRIBE.upper(), f"Khi tôi lên hỏi, {BRIBE[:70]} …", BRIBE.replace(" ", "\n  ")])
def test_an_open_part_carries_no_words_of_the_denunciation(rest: str) -> None:
    _, case = mixed()
    with pytest.raises(BadInput) as refused:
        cut(case, complaint(f"{OWN} {rest}"), denunciation())
    assert [(p.field, p.reason) for p in refused.value.details["problems"]] == [
        ("parts-0-content", "split_carries_denunciation")
    ]
    assert cases.several([case.id])[0].state is State.REGISTERED


def test_what_the_law_asks_of_a_kind_is_asked_of_its_part() -> None:
    _, case = mixed()
    bare = Part(Procedure.COMPLAINT_FIRST, OWN)
    with pytest.raises(BadInput) as refused:
        cut(case, bare, road())
    assert {p.field for p in refused.value.details["problems"]} == {
        *("parts-0-request", "parts-0-respondent_body_id", "parts-0-act_on", "parts-0-known_on")
    }
    with pytest.raises(BadInput, match="split_needs_parts"):
        cut(case, complaint())


def test_sent_twice_it_is_split_once() -> None:
    _, case = mixed()
    first = cut(case, complaint(), road())
    assert [row.id for row in cut(case, complaint(), road())] == [row.id for row in first]


def test_files_go_with_their_part_and_those_of_a_denunciation_lose_their_names(db: SQLAlchemy) -> None:
    kept = [FileInput.of(storage.save(BytesIO(f"{n}".encode()), f"{n}-thu-hoi.txt")) for n in (1, 2, 3)]
    _, case = mixed(files=tuple(kept))
    own, told = cut(
        case,
        complaint(file_ids=frozenset({kept[0].file_id})),
        denunciation(file_ids=frozenset({kept[1].file_id})),
    )
    assert [row.name for row in cases.attachments(own.id)] == ["1-thu-hoi.txt"]
    assert [(row.name, row.is_sealed) for row in cases.attachments(told.id)] == [("", True)]
    assert [(row.name, row.is_sealed) for row in cases.attachments(case.id)] == [("", True)]
    (file,) = disclosure.disclose(cast.actor("dung"), told.id, Purpose.VERIFY, at=NOW).files
    found = disclosure.disclose_file(cast.actor("dung"), told.id, file.attachment_id, Purpose.VERIFY, at=NOW)
    assert (file.name, b"".join(found.content())) == ("2-thu-hoi.txt", b"2")
    assert found.file_id != kept[1].file_id, "its key was known here while the letter lay open"
    sealed = db.session.scalars(select(OutboxMessage.payload).where(OutboxMessage.topic == "file.seal")).all()
    assert {payload["case_id"] for payload in sealed} == {told.id, case.id}
    assert {file_id for payload in sealed for file_id in payload["gone"]} == {kept[1].file_id, kept[2].file_id}


def test_a_sealed_letter_is_opened_for_it_on_record(db: SQLAlchemy) -> None:
    words = f"{BRIBE} {OWN}"
    petition = a_petition(CaseKind.DENUNCIATION, on="2026-07-13", content=words, respondent_name="Trần Văn Kín")
    receipt = filing.file(cast.AN, petition, "a-sealed-letter", at=at("2026-07-13 08:00"))
    case = cases.several([receipt.case_id])[0]
    head = cast.head_of(case.body_id)
    assert split.read(head, case.id, at=NOW).content == words
    own, told = cut(case, complaint(), denunciation(), actor=head)
    assert (own.is_sealed, told.is_sealed, case.is_sealed) == (False, True, True)
    assert own.lead_name == "Lâm Thị An" and own.split_from_id is None
    opened = select(func.count()).where(AuditEntry.action == "identity.view", AuditEntry.case_id == case.id)
    assert db.session.scalar(opened) == 2


def test_who_may_split_and_when() -> None:
    _, case = mixed()
    with pytest.raises(NotFound):
        cut(case, complaint(), road(), actor=cast.actor("giang"))
    with pytest.raises(NotAllowed):
        cut(case, complaint(), road(), actor=cast.actor("em"))
    later = a_case().accepted("2026-07-14").made()
    with pytest.raises(WrongState):
        cut(later, complaint(), road(), actor=cast.officer_of(later.body_id))


def test_no_organisation_becomes_a_denouncer() -> None:
    _, case = mixed(parties=(PartyInput("Hợp tác xã", PartyRole.ORGANISATION, address="Khóm 3"),))
    with pytest.raises(BadInput) as refused:
        cut(case, complaint(), denunciation())
    assert [p.reason for p in refused.value.details["problems"]] == ["organisation_cannot_denounce"]


def test_a_part_goes_its_own_way_afterwards() -> None:
    _, case = mixed()
    own, idea = cut(case, complaint(), road())
    triage.register(cast.actor("binh"), idea.id, at=at("2026-07-16"))
    assert idea.state is State.REGISTERED and own.state is State.RECEIVED


def test_who_is_denounced_in_a_part_is_kept_from_the_letter_too(db: SQLAlchemy) -> None:
    """The words that denounce the head lie under the letter's seal as well: it goes where the denunciation goes."""
    letter = mixed()[1]
    about_head = Part(
        Procedure.DENUNCIATION, BRIBE, respondent_body_id=letter.body_id, respondent_name="Nguyễn Văn Dũng"
    )
    parts = cut(letter, about_head, complaint())
    sealed = next(part for part in parts if part.is_sealed)
    db.session.expire_all()
    assert letter.body_id == sealed.body_id == cast.office("hoa").body_id
    for name in ("binh", "cuc", "dung"):
        assert cases.seen(cast.actor(name), letter.id) is None and cases.seen(cast.actor(name), sealed.id) is None
