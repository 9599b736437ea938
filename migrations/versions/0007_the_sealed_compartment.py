"""Keys of people and of cases: a denunciation is sealed to those who may open it, not to the server (LTC Đ56)."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("redaction", "sealed_words", "sealed_copy", "case_seal", "session_key", "seal_key")


def _bytes(name: str, *, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _link(name: str, to: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{to}.id"), nullable=nullable)


def upgrade() -> None:
    op.add_column("attachment", _bytes("file_key", nullable=True))
    op.create_table(
        "seal_key",
        sa.Column("id", sa.Integer(), primary_key=True),
        _link("user_id", "user", nullable=True),
        _bytes("public_key"),
        sa.Column("lock", sa.String(12), nullable=False),
        _bytes("locked", nullable=True),
        _bytes("salt", nullable=True),
        sa.Column("cost", sa.String(40), nullable=False),
        _moment("created_at"),
        _moment("retired_at", nullable=True),
        sa.UniqueConstraint("public_key"),
    )
    op.create_index("ix_seal_key_user", "seal_key", ["user_id"])
    op.create_table(
        "session_key",
        sa.Column("token_hash", sa.String(64), sa.ForeignKey("login_session.token_hash"), primary_key=True),
        _link("key_id", "seal_key"),
        _bytes("locked"),
    )
    op.create_table(
        "case_seal",
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), primary_key=True),
        _bytes("public_key"),
        _bytes("reader_key", nullable=True),
        _moment("at"),
    )
    op.create_table(
        "sealed_copy",
        sa.Column("id", sa.Integer(), primary_key=True),
        _link("case_id", "case"),
        _link("key_id", "seal_key"),
        _bytes("wrapped", nullable=True),
        sa.Column("because", sa.String(12), nullable=False),
        _link("granted_by_id", "user", nullable=True),
        _moment("at"),
        _moment("revoked_at", nullable=True),
        _link("revoked_by_id", "user", nullable=True),
    )
    op.create_index("ix_sealed_copy_case", "sealed_copy", ["case_id"])
    op.create_index("ix_sealed_copy_key", "sealed_copy", ["key_id"])
    op.create_table(
        "sealed_words",
        sa.Column("id", sa.Integer(), primary_key=True),
        _link("case_id", "case"),
        sa.Column("subject", sa.String(16), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        _bytes("sealed"),
        _link("author_id", "user", nullable=True),
        _moment("at"),
    )
    op.create_index("ix_sealed_words_case", "sealed_words", ["case_id", "id"])
    op.create_table(
        "redaction",
        sa.Column("id", sa.Integer(), primary_key=True),
        _link("case_id", "case"),
        _bytes("sealed"),
        _link("released_by_id", "user"),
        _moment("at"),
    )
    op.create_index("ix_redaction_case", "redaction", ["case_id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.drop_column("attachment", "file_key")
