"""A letter about several matters is split: each part knows the letter, unless that would tell of a denunciation."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    origin = sa.ForeignKey("case.id", name="fk_case_split_from_id_case")
    op.add_column("case", sa.Column("split_from_id", sa.Integer(), origin, nullable=True), inline_references=True)


def downgrade() -> None:
    op.drop_column("case", "split_from_id")
