"""What signing in keeps beside the password: second factors, passkeys, known browsers, links to a provider, notices.

Sessions of before have proven a password only; they end, and everybody signs in anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SESSION_COLUMNS = ("is_halfway", "factor", "by_sso", "confirmed_at", "browser")
TABLES = (
    "account_notice",
    "sso_link",
    "spent_challenge",
    "address_tries",
    "known_browser",
    "passkey",
    "recovery_code",
    "account_guard",
)


def upgrade() -> None:
    op.execute(sa.text("DELETE FROM session_key"))
    op.execute(sa.text("DELETE FROM login_session"))
    op.add_column("login_session", sa.Column("is_halfway", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("login_session", sa.Column("factor", sa.String(length=16), nullable=True))
    op.add_column("login_session", sa.Column("by_sso", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("login_session", sa.Column("confirmed_at", MOMENT, nullable=True))
    op.add_column("login_session", sa.Column("browser", sa.String(length=60), nullable=False, server_default=""))
    _factors()
    _browsers()
    _links()


def _factors() -> None:
    op.create_table(
        "account_guard",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("totp_since", MOMENT, nullable=True),
        sa.Column("totp_step", sa.Integer(), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.Column("link_code_hash", sa.String(length=64), nullable=True),
        sa.Column("link_code_until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_account_guard_user_id_user")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_account_guard")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_recovery_code_user_id_user")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_index("ix_recovery_code_user", "recovery_code", ["user_id"])
    op.create_table(
        "passkey",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(length=1023), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("uses", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_passkey_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_index("ix_passkey_user", "passkey", ["user_id"])


def _browsers() -> None:
    op.create_table(
        "known_browser",
        sa.Column("device_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("known_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_known_browser_user_id_user")),
        sa.PrimaryKeyConstraint("device_hash", "user_id", name=op.f("pk_known_browser")),
    )
    op.create_index("ix_known_browser_user", "known_browser", ["user_id"])
    op.create_table(
        "address_tries",
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("address_hash", name=op.f("pk_address_tries")),
    )
    op.create_index("ix_address_tries_last", "address_tries", ["last_at"])
    op.create_table(
        "spent_challenge",
        sa.Column("challenge_hash", sa.String(length=64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("challenge_hash", name=op.f("pk_spent_challenge")),
    )
    op.create_index("ix_spent_challenge_at", "spent_challenge", ["at"])


def _links() -> None:
    op.create_table(
        "sso_link",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("linked_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sso_link_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sso_link")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_sso_link_issuer_subject")),
    )
    op.create_index("ix_sso_link_user", "sso_link", ["user_id"])
    op.create_table(
        "account_notice",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("browser", sa.String(length=60), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_account_notice_user_id_user")),
        sa.ForeignKeyConstraint(["by_user_id"], ["user.id"], name=op.f("fk_account_notice_by_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_notice")),
    )
    op.create_index("ix_account_notice_user", "account_notice", ["user_id", "id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.execute(sa.text("DELETE FROM session_key"))
    op.execute(sa.text("DELETE FROM login_session"))
    for column in SESSION_COLUMNS:
        op.drop_column("login_session", column)
