"""The name of a category in Khmer; `flask reference load` brings the names."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("category", schema=None) as batch_op:
        batch_op.add_column(sa.Column("name_km", sa.String(length=120), nullable=False, server_default=""))
    with op.batch_alter_table("category", schema=None) as batch_op:
        batch_op.alter_column("name_km", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("category", schema=None) as batch_op:
        batch_op.drop_column("name_km")
