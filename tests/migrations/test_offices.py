"""The migration that gives accounts their offices: rows before and after, on both engines, both ways."""

from datetime import date

from flask import Flask
from sqlalchemy import text

from app.persistence import migrating
from tests.migrations.test_migrations import database
from tests.migrations.test_migrations import empty as empty  # noqa: PLC0414 - the fixture

BODY = (
    "INSERT INTO body (id, code, name, short_name, level, type, head_title, fields, doc_symbol, valid_from, verified,"
    " note, revision, is_edited) VALUES (7, 'X', 'X', 'X', 'commune', 'ubnd', 'Chủ tịch', '[]', '', '2025-01-01', '',"
    " '', 1, {false})"
)
ACCOUNT = (
    'INSERT INTO "user" (id, username, name, position, password_hash, role, body_id, language, is_active, is_demo,'
    " failed_count, created_at) VALUES ({id}, 'u{id}', 'Lê Đan', '{position}', '!', '{role}', 7, 'vi', {true}, {false},"
    " 0, '{at}')"
)


def test_role_and_body_become_an_office_since_the_account_was_made(empty: Flask) -> None:
    db = database(empty)
    migrating.upgrade("0007")
    words = {"true": "true", "false": "false"}
    with db.engine.begin() as connection:
        connection.execute(text(BODY.format(**words)))
        for number, role, position, moment in (
            (1, "head", "Chủ tịch UBND xã", "2026-03-04 18:30:00.000000"),  # the fifth in Viet Nam
            (2, "officer", "", "2026-03-04 10:00:00.000000"),
        ):
            sql = ACCOUNT.format(id=number, role=role, position=position, at=moment, **words)
            connection.execute(text(sql))
    migrating.upgrade("0008")
    with db.engine.begin() as connection:
        rows = connection.execute(
            text("SELECT user_id, body_id, role, standing, title, held_from, held_to FROM held_office ORDER BY user_id")
        ).all()
        kept = [(*row[:5], date.fromisoformat(str(row[5])), row[6]) for row in rows]
        assert kept == [
            (1, 7, "head", "holder", "Chủ tịch UBND xã", date(2026, 3, 5), None),
            (2, 7, "officer", "holder", "", date(2026, 3, 4), None),
        ]
        connection.execute(
            text(
                "INSERT INTO held_office (user_id, body_id, role, standing, title, held_from, ground, end_reason,"
                " created_at) VALUES (2, 7, 'inspectorate', 'holder', 'Thanh tra viên', '2026-05-01', '', '',"
                " '2026-05-01 00:00:00.000000')"
            )
        )
    migrating.downgrade("0007")
    with db.engine.begin() as connection:
        back = connection.execute(text('SELECT id, role, body_id, position FROM "user" ORDER BY id')).all()
        assert [tuple(row) for row in back] == [
            (1, "head", 7, "Chủ tịch UBND xã"),
            (2, "inspectorate", 7, "Thanh tra viên"),
        ]
    migrating.upgrade()
    migrating.check()
