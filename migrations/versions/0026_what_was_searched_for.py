"""Questions to the search: the words sealed, for a day; saved ones with their filters."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "asked_search",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_on", sa.Date(), nullable=True),
        sa.Column("narrowed", JSON, nullable=True),
        sa.Column("looked_until", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_asked_search_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_search")),
    )
    op.create_index("ix_asked_search_asked", "asked_search", ["asked_at"])
    op.create_index("ix_asked_search_user", "asked_search", ["user_id", "saved_on"])


def downgrade() -> None:
    op.drop_index("ix_asked_search_user", "asked_search")
    op.drop_index("ix_asked_search_asked", "asked_search")
    op.drop_table("asked_search")
