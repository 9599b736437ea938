"""Offices held from a day to a day, delegations in writing; every account's role and body become its first office."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
HAS_LAST_DAY = sa.text("held_to IS NOT NULL")
VIETNAM = timedelta(hours=7)  # from UTC, in which moments are kept

users = sa.table(
    "user",
    *(sa.column(name) for name in ("id", "role", "body_id", "position")),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
offices = sa.table(
    "held_office",
    *(sa.column(n) for n in ("id", "user_id", "body_id", "role", "standing", "title", "ground", "end_reason")),
    sa.column("held_from", sa.Date()),
    sa.column("created_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    _make_offices()
    _make_delegations()
    # said in SQL: SQLite can add such a column, but Alembic would copy the largest table of the house for it
    for name, there in (("office_id", "held_office"), ("delegation_id", "delegation")):
        constraint = op.f(f"fk_case_event_{name}")
        op.execute(f"ALTER TABLE case_event ADD COLUMN {name} INTEGER CONSTRAINT {constraint} REFERENCES {there} (id)")
    op.add_column("case_event", sa.Column("capacity", sa.String(length=8), nullable=True))
    _offices_from_accounts(op.get_bind())
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_index("ix_user_body")
        batch_op.drop_constraint(op.f("fk_user_body_id"), type_="foreignkey")
        batch_op.drop_column("body_id")
        batch_op.drop_column("role")
        batch_op.drop_column("position")


def _make_offices() -> None:
    op.create_table(
        "held_office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("held_from", sa.Date(), nullable=False),
        sa.Column("held_to", sa.Date(), nullable=True),
        sa.Column("ground", sa.String(length=240), nullable=False),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_held_office_body_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_held_office_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_office")),
    )
    op.create_index("ix_held_office_user", "held_office", ["user_id", "held_from"])
    op.create_index("ix_held_office_body", "held_office", ["body_id", "role", "held_from"])
    op.create_index(
        "ix_held_office_ending",
        "held_office",
        ["held_to"],
        sqlite_where=HAS_LAST_DAY,
        postgresql_where=HAS_LAST_DAY,
    )


def _make_delegations() -> None:
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=False),
        sa.Column("taker_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.String(length=8), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("kinds", JSON, nullable=False),
        sa.Column("categories", JSON, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_delegation_created_by_id")),
        sa.ForeignKeyConstraint(["giver_id"], ["held_office.id"], name=op.f("fk_delegation_giver_id")),
        sa.ForeignKeyConstraint(["taker_id"], ["held_office.id"], name=op.f("fk_delegation_taker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    op.create_index("ix_delegation_giver", "delegation", ["giver_id"])
    op.create_index("ix_delegation_taker", "delegation", ["taker_id"])


def _offices_from_accounts(connection: sa.Connection) -> None:
    """Since the day, in Viet Nam, on which the account was made."""
    found = [
        {
            "user_id": row.id,
            "body_id": row.body_id,
            "role": row.role,
            "standing": "holder",
            "title": row.position,
            "held_from": (row.created_at.replace(tzinfo=None) + VIETNAM).date(),
            "ground": "",
            "end_reason": "",
            "created_at": row.created_at,
        }
        for row in connection.execute(sa.select(users).order_by(users.c.id))
    ]
    if found:
        connection.execute(sa.insert(offices), found)


def downgrade() -> None:
    """Each account keeps the last office that it took; one without any cannot be and is refused by the database."""
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(sa.Column("role", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("body_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("position", sa.String(length=160), nullable=False, server_default=""))
    connection = op.get_bind()
    for row in connection.execute(sa.select(offices).order_by(offices.c.held_from, offices.c.id)).all():
        kept = {"role": row.role, "body_id": row.body_id, "position": row.title}
        connection.execute(sa.update(users).where(users.c.id == row.user_id).values(kept))
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.alter_column("role", existing_type=sa.String(length=40), nullable=False)
        batch_op.alter_column("body_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("position", existing_type=sa.String(length=160), server_default=None)
        batch_op.create_foreign_key(op.f("fk_user_body_id"), "body", ["body_id"], ["id"])
        batch_op.create_index("ix_user_body", ["body_id"], unique=False)
    with op.batch_alter_table("case_event", schema=None) as batch_op:
        batch_op.drop_column("delegation_id")
        batch_op.drop_column("capacity")
        batch_op.drop_column("office_id")
    op.drop_table("delegation")
    op.drop_table("held_office")
