"""Files of registers that the worker makes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "register_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("book", sa.String(length=40), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=4), nullable=False),
        sa.Column("chosen", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_id", sa.String(length=32), nullable=True),
        sa.Column("file_key", sa.LargeBinary(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_register_export_asked_by_id")),
        sa.ForeignKeyConstraint(["office_id"], ["held_office.id"], name=op.f("fk_register_export_office_id")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_register_export_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_export")),
    )
    op.create_index("ix_register_export_asker", "register_export", ["asked_by_id", "asked_at"])
    op.create_index("ix_register_export_asked", "register_export", ["asked_at"])


def downgrade() -> None:
    op.drop_table("register_export")
