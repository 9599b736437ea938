"""A sealed case: who opens it, who is given it, from whom it is taken, and what the server alone can do: nothing."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import select, update

from app import storage
from app.documents.letter import Letter, Paragraph
from app.domain.confidentiality import Purpose
from app.domain.facts import SYSTEM, Actor
from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.domain.vocabulary import CaseKind, Disposition
from app.persistence import envelopes, sealing
from app.persistence.db import db as database
from app.persistence.db import store
from app.persistence.models import Attachment, AuditEntry, Case, CaseEvent, Petition, SealedCopy, SealedWords
from app.persistence.queries.seals import copies, keys
from app.persistence.sealing import SealBrokenError
from app.persistence.transaction import transaction
from app.services.intake import disclosure, disposition, filing, triage
from app.services.intake.petition_input import FileInput
from app.services.oversight import extracts
from app.services.sealing import case_keys, granting, migration, readers, recovery, releasing, words
from app.services.settlement import conversation
from tests import cast
from tests.builders import a_case, a_petition, body
from tests.houses import both_engines
from tests.times import at

pytestmark = [pytest.mark.usefixtures("db"), both_engines]

NOW = at("2026-11-20")
DAY = NOW.date()
NAME = "Lâm Thị An"


def denunciation(**changes: object) -> tuple[filing.Receipt, Case]:
    made = a_case(CaseKind.DENUNCIATION).filed("2026-11-16", **changes)
    return made.receipt_and_case()


def head(case: Case) -> Actor:
    return cast.head_of(case.body_id)


def opened(actor: Actor, case: Case) -> disclosure.Disclosed:
    return disclosure.disclose(actor, case.id, Purpose.VERIFY, at=NOW)


def test_the_settler_and_the_desk_open_it_for_a_purpose_and_that_is_on_record() -> None:
    _receipt, case = denunciation()
    found = opened(head(case), case)
    assert found.petitions[0]["parties"][0]["name"] == NAME
    row = database.session.scalars(select(AuditEntry).where(AuditEntry.action == "identity.view")).one()
    assert (row.purpose, row.details, row.case_id) == ("verify", {}, case.id)


def test_without_the_open_key_nobody_opens_it() -> None:
    _receipt, case = denunciation()
    for seal_key, why in ((None, "seal_locked"), (envelopes.new_pair().private, "seal_not_given")):
        with pytest.raises(NotAllowed, match=why):
            opened(replace(head(case), seal_key=seal_key), case)
    with pytest.raises(NotFound):
        opened(cast.actor("giang"), case)
    stranger = replace(head(case), seal_key=cast.seal_pair("giang").private)
    with pytest.raises(NotAllowed, match="seal_not_given"):
        opened(stranger, case)


def test_the_officer_it_is_given_to_reads_nothing_until_the_settler_grants_it() -> None:
    _receipt, case = denunciation()
    officer = someone_at(case)
    triage.register(head(case), case.id, at=NOW)
    triage.assign(head(case), case.id, officer.user_id or 0, at=NOW)
    with pytest.raises(NotAllowed, match="seal_not_given"):
        opened(officer, case)
    granting.grant(head(case), case.id, officer.user_id or 0, f"Xác minh lời của {NAME}.", at=NOW)
    assert opened(officer, case).petitions[0]["parties"][0]["name"] == NAME
    with pytest.raises(WrongState, match="seal_given_already"):
        granting.grant(head(case), case.id, officer.user_id or 0, "Lần nữa.", at=NOW)
    said = words.latest(opened(head(case), case).said, words.GRANT)
    assert said is not None and said.words["reason"] == f"Xác minh lời của {NAME}."
    (copy,) = [row for row in copies.held(case.id) if row.key.user_id == officer.user_id]
    with pytest.raises(NotAllowed):
        granting.revoke(officer, case.id, copy.id, "Không phải việc của tôi.", at=NOW)
    granting.revoke(head(case), case.id, copy.id, "Thôi giao.", at=NOW)
    database.session.expire_all()
    row = database.session.get(SealedCopy, copy.id)
    assert row is not None and row.wrapped is None and row.revoked_by_id == head(case).user_id
    with pytest.raises(NotAllowed, match="seal_not_given"):
        opened(officer, case)


def test_giving_the_case_to_another_takes_the_key_from_the_first() -> None:
    _receipt, case = denunciation()
    first, second = someone_at(case), someone_at(case, 1)
    triage.register(head(case), case.id, at=NOW)
    triage.assign(head(case), case.id, first.user_id or 0, at=NOW)
    granting.grant(head(case), case.id, first.user_id or 0, "Giao xử lý.", at=NOW)
    triage.assign(head(case), case.id, second.user_id or 0, at=NOW)
    assert first.user_id not in {row.key.user_id for row in copies.held(case.id)}
    assert head(case).user_id in {row.key.user_id for row in copies.held(case.id)}


def test_only_the_entitled_are_given_a_copy() -> None:
    _receipt, case = denunciation()
    for username in ("giang", "em", "oanh", "lan"):
        if cast.office(username).body_id != case.body_id:
            with pytest.raises(BadInput, match="seal_not_entitled"):
                granting.grant(head(case), case.id, cast.user(username).id, "Vì sao?", at=NOW)
    with pytest.raises(BadInput, match="reason_missing"):
        granting.grant(head(case), case.id, someone_at(case).user_id or 0, " ", at=NOW)


def test_a_transfer_seals_the_key_to_the_receiver_and_takes_it_from_the_sender() -> None:
    _receipt, case = denunciation()
    sender, target = (
        head(case),
        body(cast.OTHER_WARD if case.body_id != cast.office("ha").body_id else cast.CITY, "2026-11-20"),
    )
    triage.register(sender, case.id, at=NOW)
    triage.propose(sender, case.id, triage.Proposal(Disposition.TRANSFER, "Thuộc nơi khác.", target.id), at=NOW)
    locked = replace(sender, seal_key=None)
    with pytest.raises(NotAllowed, match="seal_locked"):
        disposition.approve(locked, case.id, at=NOW)
    disposition.approve(sender, case.id, at=NOW)
    assert opened(cast.head_of(target.id), case).petitions[0]["parties"][0]["name"] == NAME
    with pytest.raises(NotFound):
        opened(sender, case)
    with pytest.raises(NotAllowed, match="seal_not_given"):
        case_keys.opened(sender, case.id)


def test_what_staff_and_the_denouncer_say_lies_under_the_seal() -> None:
    receipt, case = denunciation()
    officer = head(case)
    triage.register(officer, case.id, at=NOW)
    triage.propose(officer, case.id, triage.Proposal(Disposition.ACCEPT, f"Lời của {NAME} rõ ràng."), at=NOW)
    conversation.ask(officer, case.id, f"Xin {NAME} cho biết thêm.", at=NOW)
    conversation.reply(cast.an(case.id), case.id, f"{NAME} trả lời.", at=NOW, wants_protection=True)
    said = [text for one in opened(officer, case).said for text in one.words.values()]
    assert said == [f"Lời của {NAME} rõ ràng.", f"Xin {NAME} cho biết thêm.", f"{NAME} trả lời."]
    assert all(NAME not in event.note + event.reason for event in database.session.scalars(select(CaseEvent)))
    reader = readers.private_of(receipt.tracking_code)
    assert list(words.letters(reader, case.id).values()) == [f"Xin {NAME} cho biết thêm."]
    with pytest.raises(SealBrokenError):
        words.letters(envelopes.new_pair().private, case.id)
    seal = copies.seal_of(case.id)
    assert seal is not None and seal.protection_asked_at == NOW


def test_a_file_of_a_denunciation_opens_only_with_the_key_of_the_case() -> None:
    stored = storage.save(BytesIO(f"Sổ của {NAME}".encode()), "sổ.txt")
    _receipt, case = denunciation(files=(FileInput.of(stored),))
    row = database.session.scalars(select(Attachment).where(Attachment.case_id == case.id)).one()
    assert row.name == "" and envelopes.is_envelope(row.file_key or b"")
    found = disclosure.disclose_file(head(case), case.id, row.id, Purpose.VERIFY, at=NOW)
    assert (found.name, b"".join(found.content()).decode()) == ("sổ.txt", f"Sổ của {NAME}")


def test_the_whole_server_opens_nothing_without_a_password_a_paper_or_a_code() -> None:
    """Everything at rest: every cell of the tables against every key of the instance, and against what it holds."""
    stored = storage.save(BytesIO(f"Sổ của {NAME}".encode()), "sổ.txt")
    _receipt, case = denunciation(files=(FileInput.of(stored),))
    conversation.ask(head(case), case.id, f"Xin {NAME} cho biết thêm.", at=NOW)
    petition = database.session.scalars(select(Petition).where(Petition.case_id == case.id)).one()
    file = database.session.scalars(select(Attachment).where(Attachment.case_id == case.id)).one()
    held = [row.wrapped or b"" for row in copies.held(case.id)]
    said = [row.sealed for row in database.session.scalars(select(SealedWords))]
    targets = [petition.sealed or b"", file.file_key or b"", *held, *said]
    everything = [bytes(32), *(path.read_bytes() for path in (store().folder / "keys").glob("*.key"))]
    for row in [*keys.recovery(), *(copy.key for copy in copies.held(case.id))]:
        everything += [row.public_key, (row.locked or bytes(32))[-32:], (row.salt or b"").ljust(32, b"\0")]
    seal = copies.seal_of(case.id)
    assert seal is not None and seal.reader_key is not None
    everything += [seal.public_key, seal.reader_key]
    places = [migration.seal_context(case.id), f"attachment:{case.id}:{file.file_id}:file_key"]
    places += [f"sealed_copy:{case.id}:{row.key.public_key.hex()}" for row in copies.held(case.id)]
    for key in everything:
        for sealed in targets:
            for place in places:
                with pytest.raises(SealBrokenError):
                    envelopes.take(key[:32], sealed, place)
        with pytest.raises(SealBrokenError):
            b"".join(storage.read(file.file_id, key=key[:32].hex()))
    for sealed in targets:
        with pytest.raises(SealBrokenError):
            sealing.unseal(sealed, migration.seal_context(case.id))


def test_two_ciphertexts_exchanged_do_not_open() -> None:
    (_, one), (_, other) = denunciation(), denunciation()
    rows = {row.case_id: row for row in database.session.scalars(select(Petition))}
    first, second = rows[one.id].sealed, rows[other.id].sealed
    with transaction() as session:
        for case_id, sealed in ((one.id, second), (other.id, first)):
            session.execute(update(Petition).where(Petition.case_id == case_id).values(sealed=sealed))
        wrapped = {row.case_id: row.wrapped for row in copies.held(one.id) if row.key.user_id == head(one).user_id}
        session.execute(update(SealedCopy).where(SealedCopy.case_id == other.id).values(wrapped=wrapped[one.id]))
    database.session.expire_all()
    for case in (one, other):
        with pytest.raises(SealBrokenError):
            opened(head(case), case)


def test_a_colleague_gives_back_what_a_lost_password_has_taken() -> None:
    _receipt, case = denunciation()
    settler = head(case)
    lost = cast.user(next(name for name in cast.PEOPLE if cast.user(name).id == settler.user_id))
    colleague = next(user for user in keys.keepers(case.body_id, DAY) if user.id != lost.id)
    fresh = give_new_pair(lost.id)
    held_by_colleague = cast.actor(colleague.username)
    new_self = replace(settler, seal_key=fresh.private)
    with pytest.raises(NotAllowed, match="seal_not_given"):
        opened(new_self, case)
    assert granting.lacking(held_by_colleague, DAY) == {lost.id: [case.id]}
    assert granting.reissue(held_by_colleague, lost.id, at=NOW) == 1
    assert granting.reissue(held_by_colleague, lost.id, at=NOW) == 0
    assert opened(new_self, case).petitions


def test_the_paper_from_the_safe_gives_it_back_too_and_a_new_paper_replaces_it() -> None:
    _receipt, case = denunciation()
    settler, paper = head(case), cast.seal_pair("recovery").private
    assert recovery.read(recovery.spelled(paper).lower().replace("-", " ")) == paper
    fresh = give_new_pair(settler.user_id or 0)
    assert recovery.reissue(paper, at=NOW) == 1
    assert opened(replace(settler, seal_key=fresh.private), case).petitions
    printed = recovery.new(at=NOW)
    assert recovery.reissue(paper, at=NOW) == 1, "the old cases go to the new paper"
    later = give_new_pair(settler.user_id or 0)
    assert recovery.reissue(recovery.read(printed.words), at=NOW) == 1
    assert opened(replace(settler, seal_key=later.private), case).petitions
    for typed in ("", "TDKP1-AAAAA", recovery.spelled(paper)[:-1], "x" * 300):
        with pytest.raises(BadInput, match="recovery_key_wrong"):
            recovery.read(typed)
    with pytest.raises(BadInput, match="recovery_key_not_ours"):
        recovery.check(envelopes.new_pair().private)


def test_with_no_key_at_all_a_denunciation_is_not_taken_and_with_the_paper_alone_it_is() -> None:
    with transaction() as session:
        session.execute(update(keys.SealKey).where(keys.SealKey.user_id.is_not(None)).values(retired_at=NOW))
    _receipt, case = denunciation()
    assert [row.key.user_id for row in copies.held(case.id)] == [None]
    with transaction() as session:
        session.execute(update(keys.SealKey).values(retired_at=NOW))
    petition = a_petition(CaseKind.DENUNCIATION, on="2026-11-16")
    with pytest.raises(WrongState, match="sealing_not_ready"):
        filing.file(cast.AN, petition, "token-of-a-browser-01", at=NOW)


def test_where_nobody_at_the_body_has_a_key_the_reception_board_takes_it() -> None:
    usual = denunciation()[1].body_id
    with transaction() as session:
        theirs = [user.id for user in keys.keepers(usual, DAY)]
        session.execute(update(keys.SealKey).where(keys.SealKey.user_id.in_(theirs)).values(retired_at=NOW))
    case = denunciation()[1]
    assert case.body_id == body(cast.BOARD, "2026-11-16").id
    assert opened(cast.actor("lan"), case).petitions


def test_what_the_servers_key_had_sealed_gets_a_key_of_its_own_at_first_touch() -> None:
    _receipt, case = denunciation()
    put_back_under_the_servers_key(case)
    assert copies.seal_of(case.id) is None
    assert migration.migrate(at=NOW) == 1 and migration.migrate(at=NOW) == 0
    found = opened(head(case), case)
    assert found.petitions[0]["parties"][0]["name"] == NAME
    put_back_under_the_servers_key(case)
    assert opened(head(case), case).petitions[0]["parties"][0]["name"] == NAME


def test_only_the_released_text_is_seen_by_those_who_work_on_the_case() -> None:
    _receipt, case = denunciation(content=f"Tôi là {NAME}, số 0912345678, thấy ông ấy nhận tiền.")
    settler = head(case)
    text = releasing.proposal(settler, case.id, at=NOW).text
    assert text == "Tôi là […], số […], thấy ông ấy nhận tiền."
    releasing.prepare(settler, case.id, text + " Đã che.", at=NOW)
    assert releasing.proposal(settler, case.id, at=NOW).text == text + " Đã che."
    assert releasing.shown(case).text == ""
    for still in (f"Bà {NAME} thấy.", "Bà Lam Thi An thấy.", "Gọi 0912 345 678."):
        with pytest.raises(BadInput, match="redaction_tells"):
            releasing.release(settler, case.id, still, at=NOW)
    with pytest.raises(NotFound):
        releasing.release(someone_at(case), case.id, text, at=NOW)
    releasing.release(settler, case.id, text, at=NOW)
    assert releasing.shown(case).text == text
    row = copies.redaction(case.id)
    assert row is not None and "nhận tiền".encode() not in row.sealed


def test_paper_exists_whole_for_the_sealed_file_and_without_identity_for_everybody_else() -> None:
    _receipt, case = denunciation(content=f"Tôi là {NAME}, thấy ông ấy nhận tiền.")
    settler, text = head(case), "Một người dân thấy ông ấy nhận tiền."
    with pytest.raises(WrongState, match="no_released_text"):
        extracts.redacted(settler, case.id, at=NOW)
    releasing.release(settler, case.id, text, at=NOW)
    outside, inside = (
        extracts.redacted(settler, case.id, at=NOW),
        extracts.full(settler, case.id, Purpose.VERIFY, at=NOW),
    )
    said = [printed(letter) for letter in (outside, inside)]
    assert text in said[0] and case.number in said[0] and NAME not in said[0]
    assert NAME in said[1] and "KHÔNG CHUYỂN RA NGOÀI" in said[1]
    acts = database.session.scalars(select(AuditEntry.action).where(AuditEntry.case_id == case.id)).all()
    assert {"case.extract", "identity.view"} <= set(acts)
    with pytest.raises(NotFound):
        extracts.redacted(someone_at(case), case.id, at=NOW)
    with pytest.raises((NotAllowed, NotFound)):
        extracts.full(someone_at(case), case.id, Purpose.VERIFY, at=NOW)


def printed(letter: Letter) -> str:
    return "\n".join(block.text for block in letter.blocks if isinstance(block, Paragraph))


def test_a_body_that_took_the_case_gets_the_key_from_who_had_it() -> None:
    _receipt, case = denunciation()
    before = head(case)
    target = body(cast.OTHER_WARD if case.body_id != cast.office("ha").body_id else cast.CITY, "2026-11-20")
    with transaction() as session:
        session.execute(update(Case).where(Case.id == case.id).values(body_id=target.id))
    database.session.expire_all()
    after = cast.head_of(target.id)
    with pytest.raises(NotAllowed, match="seal_not_given"):
        opened(after, case)
    assert granting.moved_away(before) == [case.id]
    assert granting.hand_after(before, at=NOW) == 1 and granting.moved_away(before) == []
    assert opened(after, case).petitions
    with pytest.raises(NotAllowed, match="seal_not_given"):
        case_keys.opened(before, case.id)


def someone_at(case: Case, index: int = 0) -> Actor:
    """Officers of the body who keep no seals."""
    names = {cast.office("dung").body_id: ("cuc", "cam"), cast.office("hoa").body_id: ("khanh", "tin")}[case.body_id]
    return cast.actor(names[index])


def give_new_pair(user_id: int) -> envelopes.KeyPair:
    """As after a reset: the old pair is given up, another made at the next sign-in."""
    pair = envelopes.new_pair()
    with transaction() as session:
        keys.retire(user_id, NOW)
        session.add(keys.SealKey(user_id=user_id, public_key=pair.public, lock="password", cost="", created_at=NOW))
    return pair


def put_back_under_the_servers_key(case: Case) -> None:
    """As the case lay before cases had keys."""
    private = case_keys.opened(head(case), case.id)
    with transaction() as session:
        for row in session.scalars(select(Petition).where(Petition.case_id == case.id)):
            plain = envelopes.take(private, row.sealed or b"", migration.seal_context(case.id))
            row.sealed = sealing.seal(json.dumps(json.loads(plain)).encode(), migration.seal_context(case.id))
        for table in (SealedWords, SealedCopy, copies.CaseSeal):
            session.query(table).filter_by(case_id=case.id).delete()
    database.session.expire_all()


def test_the_system_holds_no_key() -> None:
    assert SYSTEM.seal_key is None and not SYSTEM.code_keys
