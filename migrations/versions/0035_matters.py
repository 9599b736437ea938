"""What officers say of petitions beside each other: not the same, or one matter of several people."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade() -> None:
    op.create_table(
        "set_apart",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _to("set_apart", "case_id", "case"),
        _to("set_apart", "other_id", "case"),
        _to("set_apart", "by_id", "user"),
        sa.PrimaryKeyConstraint("case_id", "other_id", name=op.f("pk_set_apart")),
    )
    op.create_index("ix_set_apart_other", "set_apart", ["other_id"])
    op.create_table(
        "matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        _to("matter", "body_id", "body"),
        _to("matter", "made_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
    )
    op.create_index("ix_matter_number", "matter", ["body_id", "year", "number"], unique=True)
    op.create_table(
        "matter_case",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        _to("matter_case", "case_id", "case"),
        _to("matter_case", "matter_id", "matter"),
        _to("matter_case", "added_by_id", "user"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_matter_case")),
    )
    op.create_index("ix_matter_case_matter", "matter_case", ["matter_id", "case_id"])


def downgrade() -> None:
    for table in ("matter_case", "matter", "set_apart"):
        op.drop_table(table)
