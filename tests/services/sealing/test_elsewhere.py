"""Where a body may not open denunciations on a networked machine: an envelope for another, or the register alone."""

import json
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from flask import Flask
from sqlalchemy import select

from app import storage
from app.cli.offline import tool
from app.domain.confidentiality import Opening, Purpose
from app.domain.refusals import BadInput, WrongState
from app.domain.vocabulary import CaseKind, Channel
from app.persistence.db import db as database
from app.persistence.db import store
from app.persistence.models import Case, Party, Petition
from app.services.intake import disclosure, filing
from app.services.intake.petition_input import FileInput
from app.services.sealing import exporting, keepers, offline
from app.services.settlement import conversation
from app.services.signing_in import entry
from tests import cast
from tests.builders import a_case, a_petition
from tests.times import at

pytestmark = pytest.mark.usefixtures("db")

NOW = at("2026-11-20")
PASSPHRASE = "Con cò bay lả bay la"


@pytest.fixture
def opens(app: Flask):
    """Set where sealed cases are opened, for one test."""
    before = store()

    def set_to(opening: Opening) -> None:
        database.engine.update_execution_options(store=replace(before, opening=opening))

    yield set_to
    database.engine.update_execution_options(store=before)


def test_an_envelope_opens_on_another_machine_with_a_key_made_there(opens, tmp_path: Path) -> None:
    opens(Opening.OFFLINE)
    line = tool.new_key(tmp_path / "khoa.json", PASSPHRASE)
    head = cast.head_of(denunciation().body_id)
    with pytest.raises(BadInput, match="seal_public_wrong"):
        offline.public_of("TDPUB1-abc")
    keepers.register_public(head, offline.public_of(f" {line}\n"), at=NOW)
    stored = storage.save(BytesIO("Sổ ghi phong bì".encode() * 9000), "sổ.txt")
    case = denunciation(files=(FileInput.of(stored),))
    conversation.ask(head, case.id, "Xin cho biết thêm.", at=NOW)
    with pytest.raises(WrongState, match="seal_opens_elsewhere"):
        disclosure.disclose(head, case.id, Purpose.VERIFY, at=NOW)
    envelope = tmp_path / "phong-bi.zip"
    envelope.write_bytes(exporting.envelope(head, case.id, Purpose.VERIFY, at=NOW))
    assert "Lâm Thị An".encode() not in envelope.read_bytes()

    private = tool.open_key(tmp_path / "khoa.json", PASSPHRASE)
    written = tool.open_envelope(private, envelope, tmp_path / "mo")
    assert written == ["don-1.json", "ghi-chep.json", "tep-1-sổ.txt"]
    petition = json.loads((tmp_path / "mo" / "don-1.json").read_text())
    assert petition["parties"][0]["name"] == "Lâm Thị An"
    assert "Xin cho biết thêm." in (tmp_path / "mo" / "ghi-chep.json").read_text()
    assert (tmp_path / "mo" / "tep-1-sổ.txt").read_bytes() == "Sổ ghi phong bì".encode() * 9000
    with pytest.raises(InvalidTag):
        tool.open_key(tmp_path / "khoa.json", "another passphrase")
    with pytest.raises(InvalidTag):
        tool.open_envelope(cast.seal_pair("giang").private, envelope, tmp_path / "nothing")


def test_signing_in_makes_no_key_on_the_server_then(opens) -> None:
    opens(Opening.OFFLINE)
    token = entry.authenticate("binh", cast.PASSWORD, at=NOW)
    bare = replace(cast.actor("binh"), seal_key=None)
    assert keepers.keyed(bare, token).seal_key is None
    with pytest.raises(WrongState, match="seal_opens_elsewhere"):
        keepers.choose_passphrase(bare, token, PASSPHRASE, at=NOW)


def test_only_the_entry_is_registered_where_nothing_more_may_be(opens) -> None:
    opens(Opening.REGISTER)
    petition = a_petition(CaseKind.DENUNCIATION, on="2026-11-16")
    with pytest.raises(WrongState, match="denunciation_on_paper"):
        filing.file(cast.AN, petition, "token-of-a-browser-02", at=NOW)
    paper = replace(petition, channel=Channel.POST, content="Ông Khuyết nhận tiền của Lâm Thị An.")
    receipt = filing.file(cast.actor("binh"), paper, "token-of-a-browser-03", at=NOW)
    database.session.expire_all()
    assert database.session.scalars(select(Party)).all() == []
    sealed = database.session.scalars(select(Petition).where(Petition.case_id == receipt.case_id)).one()
    assert sealed.content == "" and sealed.sealed is not None
    opens(Opening.SESSION)
    case = database.session.get(Case, receipt.case_id)
    assert case is not None
    found = disclosure.disclose(cast.head_of(case.body_id), case.id, Purpose.VERIFY, at=NOW)
    assert "Lâm Thị An" not in repr(found) and "Khuyết" not in repr(found)


def test_the_tool_stands_alone(tmp_path: Path) -> None:
    alone = tmp_path / "moniem.py"
    alone.write_text(Path(tool.__file__).read_text())
    command = [sys.executable, "-I", alone, "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "phong bì" in told.stdout and "import app" not in alone.read_text() and "from app" not in alone.read_text()


def test_an_export_is_refused_where_the_page_opens_it() -> None:
    case = denunciation()
    with pytest.raises(WrongState, match="seal_opens_here"):
        exporting.envelope(cast.head_of(case.body_id), case.id, Purpose.VERIFY, at=NOW)


def denunciation(**changes: object) -> Case:
    return a_case(CaseKind.DENUNCIATION).filed("2026-11-16", **changes).made()


def test_the_sheet_of_the_recovery_key_can_be_read_back(app: Flask, tmp_path: Path, monkeypatch) -> None:
    runner = app.test_cli_runner()
    said = runner.invoke(args=["seal", "recovery", "new", "--out", str(tmp_path)], catch_exceptions=False)
    assert said.exit_code == 0, said.output
    (sheet,) = tmp_path.glob("khoa-phuc-hoi-*.html")
    assert sheet.stat().st_mode & 0o777 == 0o600 and "<svg" in sheet.read_text()
    words = sheet.read_text().split("<pre>")[1].split("</pre>")[0].replace("\n", "-")
    ok = runner.invoke(args=["seal", "recovery", "check"], input=words + "\n", catch_exceptions=False)
    assert "in use" in ok.output and words not in ok.output
    wrong = runner.invoke(args=["seal", "recovery", "check"], input=words[:-3] + "\n")
    assert wrong.exit_code == 1 and "Khóa phục hồi" in wrong.output
    case = denunciation()
    args = ["seal", "recovery", "open", case.number, "--reason", "Cả hai đều vắng."]
    opened = runner.invoke(args=args, input=words + "\n")
    assert "Lâm Thị An" in opened.output, opened.output
    for args in (["migrate"], ["tool"], ["recovery", "reissue"]):
        done = runner.invoke(args=["seal", *args], input=words + "\n", catch_exceptions=False)
        assert done.exit_code == 0, done.output
