"""A denouncer may ask for protection at any time, not only when he files (LTC Đ47, Đ50)."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case_seal", sa.Column("protection_asked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("case_seal", "protection_asked_at")
