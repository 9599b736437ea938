"""When the sweep looks at a clock next; rungs that were climbed, reminders, notices of the staff."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)
CLIMBS = sa.text("next_rung_on IS NOT NULL")
IS_UNHANDLED = sa.text("closed_at IS NULL AND state IN ('received', 'registered', 'awaiting_disposition')")


def upgrade() -> None:
    op.add_column("deadline", sa.Column("next_rung_on", sa.Date(), nullable=True))
    # The first sweep finds the true day of each; what stands still it leaves alone.
    op.execute("UPDATE deadline SET next_rung_on = starts_on WHERE ended_on IS NULL AND owner = 'authority'")
    _index("deadline", "rung", ["next_rung_on", "id"], where=CLIMBS)
    _index("case", "unhandled", ["received_on", "id"], where=IS_UNHANDLED)
    op.add_column("daily_task", sa.Column("posted_at", MOMENT, nullable=True))
    _reminders()
    _rungs()
    _notices()


def _column(name: str, kind: sa.types.TypeEngine, *, empty: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=empty)


def _index(
    table: str, name: str, columns: list[str], *, where: sa.TextClause | None = None, unique: bool = False
) -> None:
    op.create_index(f"ix_{table}_{name}", table, columns, unique=unique, sqlite_where=where, postgresql_where=where)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _reminders() -> None:
    op.create_table(
        "reminder",
        _column("id", sa.Integer()),
        _column("case_id", sa.Integer()),
        _column("deadline_id", sa.Integer(), empty=True),
        _column("clock", sa.String(12)),
        _column("due_on", sa.Date()),
        _column("delay_days", sa.SmallInteger()),
        _column("times", sa.SmallInteger()),
        _column("from_body_id", sa.Integer()),
        _column("to_body_id", sa.Integer()),
        _column("head_id", sa.Integer(), empty=True),
        _column("year", sa.SmallInteger()),
        _column("number", sa.Integer()),
        _column("symbol", sa.String(40)),
        _column("issued_on", sa.Date()),
        _column("issued_at", MOMENT),
        _column("issued_by_id", sa.Integer(), empty=True),
        _column("note", sa.Text()),
        _column("answer_due_on", sa.Date()),
        _column("answered_at", MOMENT, empty=True),
        _column("answered_by_id", sa.Integer(), empty=True),
        _column("reply", sa.String(20), empty=True),
        _column("promised_on", sa.Date(), empty=True),
        _column("answer", sa.Text()),
        _key("reminder", "case_id", "case"),
        _key("reminder", "deadline_id", "deadline"),
        _key("reminder", "from_body_id", "body"),
        _key("reminder", "to_body_id", "body"),
        _key("reminder", "head_id", "user"),
        _key("reminder", "issued_by_id", "user"),
        _key("reminder", "answered_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    _index("reminder", "number", ["from_body_id", "year", "number"], unique=True)
    _index("reminder", "from", ["from_body_id", "issued_on", "id"])
    _index("reminder", "to", ["to_body_id", "issued_on", "id"])
    _index("reminder", "case", ["case_id"])
    _index("reminder", "unanswered", ["answer_due_on", "id"], where=sa.text("answered_at IS NULL"))


def _rungs() -> None:
    op.create_table(
        "climbed_rung",
        _column("id", BIG),
        _column("case_id", sa.Integer()),
        _column("deadline_id", sa.Integer(), empty=True),
        _column("body_id", sa.Integer()),
        _column("clock", sa.String(12)),
        _column("ladder_id", sa.String(80)),
        _column("rung", sa.String(40)),
        _column("act", sa.String(12)),
        _column("due_on", sa.Date()),
        _column("rung_on", sa.Date()),
        _column("noted_on", sa.Date()),
        _column("delay_days", sa.SmallInteger()),
        _column("acts", sa.Boolean()),
        _column("told", JSON),
        _column("at", MOMENT),
        _column("verdict", sa.String(12), empty=True),
        _column("verdict_at", MOMENT, empty=True),
        _column("verdict_by_id", sa.Integer(), empty=True),
        _column("verdict_note", sa.Text()),
        _column("reminder_id", sa.Integer(), empty=True),
        _key("climbed_rung", "case_id", "case"),
        _key("climbed_rung", "deadline_id", "deadline"),
        _key("climbed_rung", "body_id", "body"),
        _key("climbed_rung", "verdict_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_climbed_rung")),
    )
    _index("climbed_rung", "once", ["deadline_id", "due_on", "rung"], unique=True)
    _index("climbed_rung", "case_once", ["case_id", "rung"], where=sa.text("deadline_id IS NULL"), unique=True)
    _index("climbed_rung", "case", ["case_id", "id"])
    waits = sa.text("verdict IS NULL AND act IN ('examine', 'red_line')")
    _index("climbed_rung", "waits", ["body_id", "id"], where=waits)


def _notices() -> None:
    op.create_table(
        "staff_notice",
        _column("id", BIG),
        _column("user_id", sa.Integer()),
        _column("key", sa.String(100)),
        _column("topic", sa.String(40)),
        _column("case_id", sa.Integer(), empty=True),
        _column("facts", JSON),
        _column("is_urgent", sa.Boolean()),
        _column("at", MOMENT),
        _column("read_at", MOMENT, empty=True),
        _column("mailed_at", MOMENT, empty=True),
        _key("staff_notice", "user_id", "user"),
        _key("staff_notice", "case_id", "case"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_notice")),
    )
    _index("staff_notice", "once", ["user_id", "key"], unique=True)
    _index("staff_notice", "user", ["user_id", "id"])
    _index("staff_notice", "unread", ["user_id"], where=sa.text("read_at IS NULL"))
    _index("staff_notice", "unmailed", ["user_id", "id"], where=sa.text("mailed_at IS NULL"))


def downgrade() -> None:
    for table in ("staff_notice", "climbed_rung", "reminder"):
        op.drop_table(table)
    op.drop_column("daily_task", "posted_at")
    op.drop_index("ix_case_unhandled", table_name="case")
    op.drop_index("ix_deadline_rung", table_name="deadline")
    op.drop_column("deadline", "next_rung_on")
