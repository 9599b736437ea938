"""`python -m bench.audit`: what the log of acts costs a filing, how fast a long log is read again and a checkpoint
made, how many tamperings go unfound, and how fast parties move to a new key. `--rows` and `--parties` say how many.
"""

import argparse
import random
import resource
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

from sqlalchemy import insert, text

from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.persistence import audit, personal
from app.persistence.audit import verifying
from app.persistence.db import db
from app.persistence.models import Party
from app.persistence.personal import Contact
from app.persistence.transaction import transaction
from app.services.intake import filing
from app.services.safekeeping import checkpoints, rotation
from bench import report
from bench.houses import ENGINES, house
from tests import cast
from tests.builders import a_petition

NOW = datetime(2026, 7, 20, tzinfo=UTC)
WRITER = Actor(Role.OFFICER, user_id=7, body_id=3)


def share_of_filing(count: int) -> dict[str, Any]:
    """Time of a filing, and the part of it in the log."""
    spent = [0.0]
    plain = audit.write_pending

    def timed(session: Any) -> None:
        start = perf_counter()
        plain(session)
        spent[0] += perf_counter() - start

    petition = a_petition()
    filing.file(cast.AN, petition, "warm", at=NOW)
    audit.write_pending = timed
    whole = report.seconds(lambda: [filing.file(cast.AN, petition, f"t{n}", at=NOW) for n in range(count)])
    audit.write_pending = plain
    return {"filing ms": 1000 * whole / count, "log ms": 1000 * spent[0] / count, "share %": 100 * spent[0] / whole}


def write_log(rows: int) -> None:
    """A log as of an office: seven acts a case, spread over many transactions."""
    for start in range(0, rows, 2000):
        with transaction():
            for number in range(start, min(start + 2000, rows)):
                at = NOW + timedelta(seconds=number)
                audit.append(WRITER, "case.read", at=at, case_id=1000 + number // 7, purpose="handle")


def tampered(times: int) -> int:
    """How many of so many forgeries of a short log, drawn by lot, are not found."""
    statement = checkpoints.make(at=NOW)
    with db.engine.begin() as connection:
        for act in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS audit_entry_no_{act}"))
        connection.execute(text("CREATE TABLE kept AS SELECT * FROM audit_entry"))
    last, draw, unfound = statement.rows, random.Random(4), 0
    for _ in range(times):
        forged = _forgery(draw, last)
        with db.engine.begin() as connection:
            for each in forged:
                connection.execute(text(each))
        unfound += not verifying.verify(statement)
        db.session.rollback()
        with db.engine.begin() as connection:
            connection.execute(text("DELETE FROM audit_entry"))
            connection.execute(text("INSERT INTO audit_entry SELECT * FROM kept"))
    return unfound


def _forgery(draw: random.Random, last: int) -> list[str]:
    a, b = draw.sample(range(1, last + 1), 2)
    columns = ("user_id", "body_id", "case_id", "office_id", "role", "action", "subject", "ground", "purpose", "at")
    byte = f"x'{draw.randbytes(32).hex()}'"
    kind = draw.randrange(6)
    if kind == 0:
        return [f"UPDATE audit_entry SET {draw.choice(columns)} = '{draw.randrange(10**6)}' WHERE id = {a}"]
    if kind == 1:
        return [f"UPDATE audit_entry SET {draw.choice(('hash', 'previous', 'case_hash'))} = {byte} WHERE id = {a}"]
    if kind == 2:
        return [f"DELETE FROM audit_entry WHERE id = {a}"]
    if kind == 3:
        return [f"DELETE FROM audit_entry WHERE id >= {a}"]
    if kind == 4:
        move = "UPDATE audit_entry SET id = {} WHERE id = {}"
        return [move.format(-1, a), move.format(a, b), move.format(b, -1)]
    names = "at,role,user_id,body_id,action,case_id,subject,details,previous,hash,case_entry,case_previous,case_hash"
    next_id = "(SELECT max(id) FROM audit_entry) + 1"
    return [f"INSERT INTO audit_entry (id,{names}) SELECT {next_id},{names} FROM audit_entry WHERE id = {a}"]


def parties(count: int) -> dict[str, Any]:
    """So many parties, and the time in which they move to a new key."""
    petition_id = filing.file(cast.AN, a_petition(), "for-parties", at=NOW).petition_id
    contact = Contact("094185001234", "0912345678", "an@vidu.vn", "Số 12 đường Hùng Vương, khóm 3")
    row = asdict(personal.locked(contact, "Lâm Thị An", petition_id))
    row |= {"petition_id": petition_id, "role": "petitioner"}
    row |= {"name": "Lâm Thị An", "organisation_position": "", "is_representative": False}
    row |= {"identity_number": "", "phone": "", "email": "", "address": ""}
    for start in range(0, count, 5000):
        with transaction() as session:
            session.connection().execute(insert(Party.__table__), [row] * min(5000, count - start))
    rotation.begin("personal", at=NOW)
    taken = report.seconds(lambda: rotation.renew(lambda done: None))
    return {"parties": count, "s": taken, "a second": count / taken}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--parties", type=int, default=100_000)
    parser.add_argument("--filings", type=int, default=300)
    parser.add_argument("--forgeries", type=int, default=10_000)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    given = parser.parse_args()
    found = {}
    for engine in given.engine or ENGINES:
        with house(engine) as made, made.app().app_context():
            share = share_of_filing(given.filings)
            unfound = tampered(given.forgeries) if engine == "sqlite" and given.forgeries else None
            keys = parties(given.parties)
            writing = report.seconds(lambda: write_log(given.rows))
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            reading = report.seconds(lambda: _whole())
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            making = report.seconds(lambda: checkpoints.make(at=NOW))
        report.table(f"{engine}: the log in a filing", [share])
        row = {"rows": given.rows, "write s": writing, "verify s": reading, "checkpoint s": making, "grown KiB": grown}
        report.table(f"{engine}: a long log", [row])
        report.table(f"{engine}: a new key", [keys])
        if unfound is not None:
            report.table(f"{engine}: forgeries", [{"made": given.forgeries, "not found": unfound}])
        found[engine] = {"share": share, "log": row, "keys": keys, "unfound": unfound}
    report.as_json("audit", found=found)


def _whole() -> None:
    assert verifying.verify() == []


if __name__ == "__main__":
    main()
