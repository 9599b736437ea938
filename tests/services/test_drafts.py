"""Petitions being written: sealed, replaced page by page, swept when nobody comes back."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app import storage
from app.domain.refusals import BadInput, NotFound
from app.domain.vocabulary import CaseKind, Channel, PartyRole, Procedure
from app.persistence.models.petition import Draft
from app.services.intake import drafts, filing
from app.services.intake.petition_input import FileInput, PartyInput, problems
from tests import cast
from tests.builders import a_petition
from tests.houses import both_engines
from tests.storage import corpus
from tests.times import at

NOW = at("2026-11-23 10:00")
TOKEN = "a-token-of-one-browser"
WORDS = [["content", "Chuyện đất khóm 3"], ["parties-0-name", "Thạch Thị An"]]

pytestmark = both_engines


def stored(db: SQLAlchemy) -> FileInput:
    kept = storage.save(BytesIO(corpus.picture("PNG")), "đất.png")
    return FileInput.of(kept)


def count(db: SQLAlchemy) -> int:
    return db.session.scalar(select(func.count()).select_from(Draft)) or 0


def test_what_is_kept_comes_back(db: SQLAlchemy) -> None:
    drafts.save(TOKEN, Procedure.COMPLAINT_FIRST, "matter", WORDS, at=NOW)
    drafts.save(TOKEN, Procedure.RECOMMENDATION, "people", [["who", "self"]], at=NOW)
    found = drafts.find(TOKEN, at=NOW)
    assert found is not None and found.kind is CaseKind.RECOMMENDATION
    assert found.pages == {"matter": WORDS, "people": [["who", "self"]]}
    assert drafts.find("another", at=NOW) is None and drafts.find("", at=NOW) is None


def test_the_row_tells_nothing(db: SQLAlchemy) -> None:
    drafts.add_files(TOKEN, Procedure.COMPLAINT_FIRST, (stored(db),), at=NOW)
    drafts.save(TOKEN, Procedure.COMPLAINT_FIRST, "matter", WORDS, at=NOW)
    row = db.session.scalars(select(Draft)).one()
    assert TOKEN not in row.token_hash and "đất".encode() not in row.sealed
    assert [list(file) for file in row.files] == [["file_id"]]


def test_too_much_is_not_kept_and_hurts_nothing(db: SQLAlchemy) -> None:
    drafts.save(TOKEN, Procedure.COMPLAINT_FIRST, "matter", [["content", "x" * 1_000_000]], at=NOW)
    assert count(db) == 0
    drafts.save(TOKEN, Procedure.COMPLAINT_FIRST, "matter", WORDS, at=NOW)
    drafts.save(TOKEN, Procedure.COMPLAINT_FIRST, "matter", [["content", "x" * 1_000_000]], at=NOW)
    found = drafts.find(TOKEN, at=NOW)
    assert found is not None and found.pages["matter"] == WORDS


def test_dropped_files_leave_the_disk(db: SQLAlchemy) -> None:
    first, second = stored(db), stored(db)
    drafts.add_files(TOKEN, Procedure.COMPLAINT_FIRST, (first, second), at=NOW)
    drafts.drop_files(TOKEN, Procedure.COMPLAINT_FIRST, frozenset({first.file_id, "0" * 32}), at=NOW)
    found = drafts.find(TOKEN, at=NOW)
    assert found is not None and found.files == (second,)
    with pytest.raises(NotFound):
        storage.read(first.file_id, key=first.key)
    drafts.discard(TOKEN)
    with pytest.raises(NotFound):
        storage.read(second.file_id, key=second.key)
    assert count(db) == 0


def test_a_denunciation_waits_two_hours_only(db: SQLAlchemy) -> None:
    drafts.save(TOKEN, Procedure.DENUNCIATION, "matter", WORDS, at=NOW)
    assert drafts.find(TOKEN, at=NOW + timedelta(hours=1)) is not None
    assert drafts.find(TOKEN, at=NOW + timedelta(hours=3)) is None


def test_filing_takes_the_draft_and_leaves_the_files(db: SQLAlchemy) -> None:
    file = stored(db)
    drafts.add_files(TOKEN, Procedure.COMPLAINT_FIRST, (file,), at=NOW)
    filing.file(cast.AN, a_petition(on="2026-11-20", files=(file,)), TOKEN, at=NOW)
    assert count(db) == 0
    assert b"".join(storage.read(file.file_id, key=file.key))


def test_a_refused_petition_keeps_its_draft(db: SQLAlchemy) -> None:
    drafts.save(TOKEN, Procedure.COMPLAINT_FIRST, "matter", WORDS, at=NOW)
    with pytest.raises(BadInput):
        filing.file(cast.AN, a_petition(on="2026-11-20", content=""), TOKEN, at=NOW)
    assert count(db) == 1


def test_a_citizen_cannot_file_as_the_desk(db: SQLAlchemy) -> None:
    from_desk = a_petition(on="2026-11-20", channel=Channel.POST)
    with pytest.raises(Exception, match="action_not_yours"):
        filing.file(cast.AN, from_desk, TOKEN, at=NOW)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"parties": (PartyInput("Công ty A", PartyRole.ORGANISATION, address="ấp 1", phone="0912345678"),)},
            "organisation_cannot_denounce",
        ),
        ({"parties": (PartyInput("An", address="ấp 1"),)}, "contact_missing"),
        ({"respondent_name": "", "respondent_body_id": None}, "denounced_missing"),
        ({"act_on": at("2026-12-01").date()}, "date_in_future"),
    ],
    ids=["organisation", "contact", "denounced", "future"],
)
def test_what_a_denunciation_may_not_lack(db: SQLAlchemy, changes: dict[str, object], reason: str) -> None:
    found = problems(a_petition(CaseKind.DENUNCIATION, on="2026-11-20", **changes), NOW.date())
    assert reason in {problem.reason for problem in found}
