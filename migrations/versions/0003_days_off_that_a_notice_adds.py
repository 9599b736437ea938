"""Days off that a notice adds, and due dates moved because of one."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_exception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("ground", sa.String(length=240), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_reason", sa.Text(), nullable=False),
        sa.Column("was_confirmed", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_calendar_exception_decided_by_id")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["user.id"], name=op.f("fk_calendar_exception_proposed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_exception")),
    )
    with op.batch_alter_table("calendar_exception", schema=None) as batch_op:
        batch_op.create_index(
            "ix_calendar_exception_day",
            ["day"],
            unique=True,
            sqlite_where=sa.text("status <> 'withdrawn'"),
            postgresql_where=sa.text("status <> 'withdrawn'"),
        )

    op.create_table(
        "deadline_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("exception_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("old_due_on", sa.Date(), nullable=False),
        sa.Column("new_due_on", sa.Date(), nullable=False),
        sa.Column("old_calendar", sa.String(length=16), nullable=False),
        sa.Column("new_calendar", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_deadline_change_actor_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_deadline_change_case_id")),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadline.id"], name=op.f("fk_deadline_change_deadline_id")),
        sa.ForeignKeyConstraint(
            ["exception_id"], ["calendar_exception.id"], name=op.f("fk_deadline_change_exception_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_change")),
    )
    with op.batch_alter_table("deadline_change", schema=None) as batch_op:
        batch_op.create_index("ix_deadline_change_case", ["case_id", "id"], unique=False)
        batch_op.create_index("ix_deadline_change_exception", ["exception_id", "id"], unique=False)

    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deadline_span",
            ["due_on", "id"],
            unique=False,
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_deadline_span", sqlite_where=sa.text("ended_on IS NULL"), postgresql_where=sa.text("ended_on IS NULL")
        )

    with op.batch_alter_table("deadline_change", schema=None) as batch_op:
        batch_op.drop_index("ix_deadline_change_exception")
        batch_op.drop_index("ix_deadline_change_case")

    op.drop_table("deadline_change")
    with op.batch_alter_table("calendar_exception", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_calendar_exception_day",
            sqlite_where=sa.text("status <> 'withdrawn'"),
            postgresql_where=sa.text("status <> 'withdrawn'"),
        )

    op.drop_table("calendar_exception")
