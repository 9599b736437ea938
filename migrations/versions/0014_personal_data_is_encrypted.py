"""Identity numbers and ways to reach a party lie encrypted. The old columns stay, emptied by `flask keys rotate`."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("party", sa.Column("personal", sa.LargeBinary(), nullable=True))
    for name in ("key_number", "blind_number"):
        op.add_column("party", sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0")))


def downgrade() -> None:
    for name in ("blind_number", "key_number", "personal"):
        op.drop_column("party", name)
