"""Figures kept by day and month for those who watch, and the indexes that what stands today is counted over."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

STANDING = "body_id is_sealed unit_code next_due_on received_on state procedure category_code id".split()
IS_OPEN, IS_ACCEPTED = sa.text("closed_at IS NULL"), sa.text("accepted_on IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "daily_figure",
        sa.Column("grain", sa.String(1), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(40), nullable=False),
        sa.Column("procedure", sa.String(8), nullable=False),
        sa.Column("category_code", sa.String(16), nullable=False),
        sa.Column("is_sealed", sa.Boolean(), nullable=False),
        sa.Column("bottom", sa.Integer(), nullable=False),
        sa.Column("top", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_daily_figure_body_id_body")),
        sa.PrimaryKeyConstraint(
            *("grain", "day", "body_id", "measure", "procedure", "category_code", "is_sealed"),
            name=op.f("pk_daily_figure"),
        ),
    )
    op.create_index("ix_daily_figure_body", "daily_figure", ["body_id", "grain", "day"])
    op.create_table(
        "figure_stamp",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_figure_stamp_body_id_body")),
        sa.PrimaryKeyConstraint("body_id", name=op.f("pk_figure_stamp")),
    )
    op.create_index("ix_case_standing", "case", STANDING, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)
    op.create_index("ix_case_arrived", "case", ["intake_body_id", "received_on", "id"])
    accepted = ["body_id", "accepted_on", "id"]
    op.create_index("ix_case_accepted", "case", accepted, sqlite_where=IS_ACCEPTED, postgresql_where=IS_ACCEPTED)
    op.create_index("ix_deadline_due", "deadline", ["body_id", "due_on"])


def downgrade() -> None:
    op.drop_index("ix_deadline_due", "deadline")
    for name in ("ix_case_accepted", "ix_case_arrived", "ix_case_standing"):
        op.drop_index(name, "case")
    op.drop_table("figure_stamp")
    op.drop_table("daily_figure")
