"""A million cases in a minute, for measuring only: rows that fit together, made by the database, lived by nobody.

Cases, their petitions, and a clock for each open one; 150 bodies of uneven size, one case in thirteen open,
one in nine gone to another body than the one where it came in.
"""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Column, Date, Integer, MetaData, Table, insert, inspect, select, text
from sqlalchemy.engine import Connection

from app.persistence.db import db
from app.persistence.models.user import User
from app.persistence.queries import bodies
from app.persistence.types import UtcDateTime

TODAY = date(2026, 11, 20)
BUSY_BODY = "UBND-92-31510"  # gets as many as fourteen ordinary bodies together
SPAN = 700  # days back
BODIES = 150

_meta = MetaData()
DAYS = Table("bench_day", _meta, Column("i", Integer, primary_key=True), Column("d", Date), Column("at", UtcDateTime))
PLACES = Table("bench_body", _meta, Column("i", Integer, primary_key=True), Column("body_id", Integer))

STATES = ("received", "registered", "awaiting_disposition", "accepted", "verifying", "verified", "drafting", "sent")

CASES = """
INSERT INTO "case" (id, procedure, state, version, body_id, intake_body_id, respondent_body_id, officer_id, title,
  lead_name, people_count, category_code, unit_code, received_at, received_on, closed_at, next_due_on, next_clock,
  is_sealed, in_remote_area, is_complex, dialogue_absence_recorded, has_second_instance)
WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < :count)
SELECT x, CASE x % 4 WHEN 0 THEN 'KN1' WHEN 1 THEN 'PAHT' ELSE 'KNPA' END,
  CASE WHEN x % 13 > 0 THEN 'closed' ELSE {states} END,
  3, p.body_id, CASE WHEN x % 9 = 0 THEN q.body_id ELSE p.body_id END, NULL,
  CASE WHEN x % 3 = 0 AND p.body_id = :busy THEN :officer ELSE NULL END,
  'Vụ việc thử số ' || x, 'Người thử ' || (x % 9973), 1, 'A1.01', '31510', d.at, d.d,
  CASE WHEN x % 13 > 0 THEN e.at ELSE NULL END,
  CASE WHEN x % 13 > 0 THEN :never ELSE f.d END,
  CASE WHEN x % 13 > 0 THEN NULL ELSE 'DL-KN-03' END, false, false, false, false, false
FROM n
JOIN bench_body p ON p.i = (CAST(x AS bigint) * 7919) % :places
JOIN bench_body q ON q.i = (CAST(x AS bigint) * 104729 + 1) % :places
JOIN bench_day d ON d.i = (x * 31) % :span
JOIN bench_day e ON e.i = (x * 31) % :span + 20
JOIN bench_day f ON f.i = :span + (x * 17) % 60 - 25
"""
PETITIONS = """
INSERT INTO petition (id, case_id, kind, channel, language, submission_hash, tracking_hash, received_at, content,
  request, respondent_name, respondent_position, decision_number, late_reason, hamlet, place_detail, prior_handling,
  in_court, addressed_to_many, forwarded_by, forwarded_number, is_signed{more})
SELECT id, id, 'recommendation', 'WEB', 'vi', 's' || id, 't' || id, received_at, title, '', '', '', '', '', '', '', '',
  false, false, '', '', true{false} FROM "case"
"""
DEADLINES = """
INSERT INTO deadline (case_id, body_id, clock, rule_id, confidence, owner, starts_on, nominal_on, due_on,
  calendar_version)
SELECT id, body_id, 'DL-KN-03', 'complaint.settlement.first', 'V', 'authority', received_on, next_due_on,
  next_due_on, ''
FROM "case" WHERE closed_at IS NULL
"""


def fill(connection: Connection, count: int) -> None:
    """So many cases in an empty database; commits."""
    _meta.drop_all(connection)
    _meta.create_all(connection)
    connection.execute(insert(DAYS), [_day(i) for i in range(SPAN + 80)])
    connection.execute(insert(PLACES), _places())
    officer = connection.scalar(select(User.id).where(User.username == "cuc.phuloi"))
    states = "CASE (x / 13) % 8 " + " ".join(f"WHEN {i} THEN '{s}'" for i, s in enumerate(STATES)) + " END"
    busy = bodies.directory().last_known(BUSY_BODY)
    assert busy is not None
    values = {"count": count, "busy": busy.id, "officer": officer, "places": len(_places()), "span": SPAN}
    db.session.rollback()  # it has read; the minute that follows is too long for an idle transaction
    connection.execute(text(CASES.format(states=states)), values | {"never": date(9999, 12, 31)})
    names = [c["name"] for c in _columns(connection, "petition")]
    more = "wants_protection" in names
    sql = PETITIONS.format(more=", wants_protection" if more else "", false=", false" if more else "")
    connection.execute(text(sql))
    connection.execute(text(DEADLINES))
    _meta.drop_all(connection)
    connection.commit()
    connection.execute(text("ANALYZE"))
    connection.commit()


def _columns(connection: Connection, table: str) -> list[dict[str, object]]:
    return inspect(connection).get_columns(table)  # type: ignore[return-value]


def _day(i: int) -> dict[str, object]:
    day = TODAY - timedelta(days=SPAN - i)
    return {"i": i, "d": day, "at": datetime(day.year, day.month, day.day, 3, tzinfo=UTC)}


def _places() -> list[dict[str, int]]:
    """Ordinary bodies once each, the busy one fourteen times."""
    every = [body.id for body in bodies.directory() if body.exists_on(TODAY) or body.valid_to][:BODIES]
    busy = bodies.directory().last_known(BUSY_BODY)
    assert busy is not None
    return [{"i": i, "body_id": body_id} for i, body_id in enumerate([*every, *[busy.id] * 14])]
