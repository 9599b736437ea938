"""What visitors leave of themselves lies encrypted. No release has written any in the clear: the table is empty."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("visit_person") as batch_op:
        batch_op.add_column(sa.Column("personal", sa.LargeBinary(), nullable=False))
        batch_op.add_column(sa.Column("key_number", sa.Integer(), nullable=False))
        batch_op.add_column(sa.Column("blind_number", sa.Integer(), nullable=False))
        batch_op.drop_column("phone")
        batch_op.drop_column("identity_number")
        batch_op.drop_column("address")


def downgrade() -> None:
    with op.batch_alter_table("visit_person") as batch_op:
        batch_op.add_column(sa.Column("address", sa.String(240), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("identity_number", sa.String(20), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("phone", sa.String(20), nullable=False, server_default=""))
        batch_op.drop_column("blind_number")
        batch_op.drop_column("key_number")
        batch_op.drop_column("personal")
