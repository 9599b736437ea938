"""Full-text search: the index where PostgreSQL is its engine, and the text found in files."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TERMS = sa.Text().with_variant(TSVECTOR(), "postgresql")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "search_generation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("progress", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_generation")),
    )
    op.create_table(
        "search_entry",
        sa.Column("generation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("terms", TERMS, nullable=False),
        sa.ForeignKeyConstraint(
            ["generation_id"],
            ["search_generation.id"],
            name=op.f("fk_search_entry_generation_id_search_generation"),
        ),
        sa.PrimaryKeyConstraint("generation_id", "key", name=op.f("pk_search_entry")),
    )
    op.create_index("ix_search_entry_newest", "search_entry", ["generation_id", "rank", "key"])
    op.create_index("ix_search_entry_terms", "search_entry", ["terms"], postgresql_using="gin")
    op.create_table(
        "file_text",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("how", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachment.id"],
            name=op.f("fk_file_text_attachment_id_attachment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_file_text")),
    )


def downgrade() -> None:
    op.drop_table("file_text")
    op.drop_index("ix_search_entry_terms", "search_entry")
    op.drop_index("ix_search_entry_newest", "search_entry")
    op.drop_table("search_entry")
    op.drop_table("search_generation")
