"""Questions and answers that a body publishes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0036"
down_revision = "0035"
branch_labels = depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)
IS_RELEASED = sa.text("released_on IS NOT NULL AND withdrawn_at IS NULL")


def _to(column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_public_question_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "public_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("category_code", sa.String(16), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("texts", JSON, nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        _to("body_id", "body"),
        _to("case_id", "case"),
        *[_to(f"{act}_by_id", "user") for act in ("written", "released", "withdrawn")],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_question")),
    )
    op.create_index("ix_public_question_body", "public_question", ["body_id", "id"])
    op.create_index("ix_public_question_case", "public_question", ["case_id"])
    op.create_index(
        "ix_public_question_released",
        "public_question",
        ["released_on", "id"],
        sqlite_where=IS_RELEASED,
        postgresql_where=IS_RELEASED,
    )


def downgrade() -> None:
    op.drop_table("public_question")
