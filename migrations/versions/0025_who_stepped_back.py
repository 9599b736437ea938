"""Who stepped back from a case, was named or let in again, with the reason under seal."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exclusion_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_exclusion_act_case_id_case")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_exclusion_act_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion_act")),
    )
    op.create_index("ix_exclusion_act_case", "exclusion_act", ["case_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_exclusion_act_case", "exclusion_act")
    op.drop_table("exclusion_act")
