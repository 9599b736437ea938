"""Receptions of the heads, hours of the desk, appointments, and the tasks that follow a reception."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _sessions()
    _hours()
    _appointments()
    _tasks()


def _need(name: str, kind: sa.types.TypeEngine, *, empty: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=empty)


def _sessions() -> None:
    op.create_table(
        "reception_session",
        _need("id", sa.Integer()),
        _need("body_id", sa.Integer()),
        _need("mode", sa.String(length=40)),
        _need("form", sa.String(length=40)),
        _need("state", sa.String(length=40)),
        _need("day", sa.Date()),
        _need("starts_at", MOMENT),
        _need("ends_at", MOMENT),
        _need("slot_minutes", sa.SmallInteger()),
        _need("place", sa.String(length=200)),
        _need("unit_code", sa.String(length=8), empty=True),
        _need("topic", sa.Text()),
        _need("participants", sa.Text()),
        _need("ground", sa.String(length=40)),
        _need("posting_due_on", sa.Date()),
        _need("posting_rule_id", sa.String(length=60)),
        _need("created_at", MOMENT),
        _need("created_by_id", sa.Integer()),
        _need("signed_at", MOMENT, empty=True),
        _need("signed_by_id", sa.Integer(), empty=True),
        _need("posted_at", MOMENT, empty=True),
        _need("moved_from_id", sa.Integer(), empty=True),
        _need("change_reason", sa.Text()),
        _need("changed_at", MOMENT, empty=True),
        _need("points", sa.Text()),
        _need("invited_on", sa.Date(), empty=True),
        _need("tested_on", sa.Date(), empty=True),
        _need("connected_at", MOMENT, empty=True),
        _need("recording", sa.Text()),
        _need("held_by_id", sa.Integer(), empty=True),
        _need("began_at", MOMENT, empty=True),
        _need("ended_at", MOMENT, empty=True),
        _need("is_empty", sa.Boolean()),
        _need("note", sa.Text()),
        _need("closed_at", MOMENT, empty=True),
        *_keys(
            "reception_session",
            {
                "body_id": "body.id",
                "created_by_id": "user.id",
                "signed_by_id": "user.id",
                "moved_from_id": "reception_session.id",
                "held_by_id": "held_office.id",
            },
        ),
    )
    op.create_index("ix_reception_session_body", "reception_session", ["body_id", "day"])
    op.create_index("ix_reception_session_day", "reception_session", ["day", "state"])


def _hours() -> None:
    op.create_table(
        "desk_hours",
        _need("id", sa.Integer()),
        _need("body_id", sa.Integer()),
        _need("weekday", sa.SmallInteger()),
        _need("opens", sa.Time()),
        _need("closes", sa.Time()),
        _need("place", sa.String(length=200)),
        _need("valid_from", sa.Date()),
        _need("valid_to", sa.Date(), empty=True),
        *_keys("desk_hours", {"body_id": "body.id"}),
    )
    op.create_index("ix_desk_hours_body", "desk_hours", ["body_id", "weekday"])


def _appointments() -> None:
    op.create_table(
        "appointment",
        _need("id", sa.Integer()),
        _need("session_id", sa.Integer()),
        _need("slot", sa.SmallInteger()),
        _need("starts_at", MOMENT),
        _need("state", sa.String(length=40)),
        _need("code_hash", sa.String(length=64)),
        _need("submission_hash", sa.String(length=64)),
        _need("is_sealed", sa.Boolean()),
        _need("kind", sa.String(length=40), empty=True),
        _need("name", sa.String(length=160)),
        _need("people_count", sa.SmallInteger()),
        _need("matter", sa.Text()),
        _need("documents", sa.Text()),
        _need("needs", sa.String(length=200)),
        _need("case_id", sa.Integer(), empty=True),
        _need("language", sa.String(length=2)),
        _need("personal", sa.LargeBinary(), empty=True),
        _need("key_number", sa.Integer(), empty=True),
        _need("blind_number", sa.Integer(), empty=True),
        _need("identity_blind", sa.String(length=64), empty=True),
        _need("phone_blind", sa.String(length=64), empty=True),
        _need("booked_at", MOMENT),
        _need("booked_by_id", sa.Integer(), empty=True),
        _need("arrived_at", MOMENT, empty=True),
        _need("cancelled_at", MOMENT, empty=True),
        _need("visit_id", sa.Integer(), empty=True),
        *_keys(
            "appointment",
            {
                "session_id": "reception_session.id",
                "case_id": "case.id",
                "booked_by_id": "user.id",
                "visit_id": "visit.id",
            },
        ),
        sa.UniqueConstraint("code_hash", name=op.f("uq_appointment_code_hash")),
        sa.UniqueConstraint("submission_hash", name=op.f("uq_appointment_submission_hash")),
    )
    kept = sa.text("state <> 'cancelled'")
    op.create_index(
        "ix_appointment_slot",
        "appointment",
        ["session_id", "slot"],
        unique=True,
        sqlite_where=kept,
        postgresql_where=kept,
    )
    op.create_index("ix_appointment_case", "appointment", ["case_id"])
    op.create_index("ix_appointment_identity", "appointment", ["identity_blind"])
    op.create_index("ix_appointment_phone", "appointment", ["phone_blind"])


def _tasks() -> None:
    op.create_table(
        "conclusion_task",
        _need("id", sa.Integer()),
        _need("session_id", sa.Integer()),
        _need("visit_id", sa.Integer(), empty=True),
        _need("case_id", sa.Integer(), empty=True),
        _need("body_id", sa.Integer()),
        _need("owner_body_id", sa.Integer()),
        _need("owner_user_id", sa.Integer(), empty=True),
        _need("owner_name", sa.String(length=160)),
        _need("what", sa.Text()),
        _need("due_on", sa.Date()),
        _need("given_at", MOMENT),
        _need("given_by_id", sa.Integer()),
        _need("done_on", sa.Date(), empty=True),
        _need("done_by_id", sa.Integer(), empty=True),
        _need("result", sa.Text()),
        _need("told_on", sa.Date(), empty=True),
        _need("told_how", sa.Text()),
        *_keys(
            "conclusion_task",
            {
                "session_id": "reception_session.id",
                "visit_id": "visit.id",
                "case_id": "case.id",
                "body_id": "body.id",
                "owner_body_id": "body.id",
                "owner_user_id": "user.id",
                "given_by_id": "user.id",
                "done_by_id": "user.id",
            },
        ),
    )
    here = sa.text("done_on IS NULL")
    lists = {"body": ["body_id", "due_on"], "owner": ["owner_body_id", "due_on"], "open": ["due_on"]}
    for name, columns in lists.items():
        op.create_index(
            f"ix_conclusion_task_{name}", "conclusion_task", columns, sqlite_where=here, postgresql_where=here
        )
    for name in ("visit", "session", "case"):
        op.create_index(f"ix_conclusion_task_{name}", "conclusion_task", [f"{name}_id"])


def _keys(table: str, foreign: dict[str, str]) -> list[sa.Constraint]:
    keys: list[sa.Constraint] = [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
        for column, target in foreign.items()
    ]
    return [*keys, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def downgrade() -> None:
    for table in ("conclusion_task", "appointment", "desk_hours", "reception_session"):
        op.drop_table(table)
