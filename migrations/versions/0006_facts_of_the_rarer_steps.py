"""What the steps beyond the usual way put on record: courts, experts, withdrawal, second extensions, dismissals."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

YES_NO = (
    "is_especially_complex",
    "checks_elsewhere",
    "decision_revoked",
    "is_dismissal",
    "is_about_delay",
    "is_evident",
)
DAYS = ("withdrawn_on", "expert_asked_on", "court_accepted_on")


def upgrade() -> None:
    for name in YES_NO:
        op.add_column("case", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in DAYS:
        op.add_column("case", sa.Column(name, sa.Date(), nullable=True))


def downgrade() -> None:
    for name in (*DAYS, *YES_NO):
        op.drop_column("case", name)
