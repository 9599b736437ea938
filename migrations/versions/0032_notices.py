"""Where people are told, and what was sent to them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _addresses()
    _deliveries()


def _column(name: str, kind: sa.types.TypeEngine, *, empty: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=empty)


def _index(table: str, name: str, columns: list[str], *, where: str = "", unique: bool = False) -> None:
    only = sa.text(where) if where else None
    op.create_index(f"ix_{table}_{name}", table, columns, unique=unique, sqlite_where=only, postgresql_where=only)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _addresses() -> None:
    owners = ("case", "petition", "party", "appointment", "user")
    op.create_table(
        "notice_address",
        _column("id", sa.Integer()),
        _column("way", sa.String(8)),
        *[_column(f"{owner}_id", sa.Integer(), empty=True) for owner in owners],
        _column("language", sa.String(2)),
        _column("name", sa.String(1)),
        _column("personal", sa.LargeBinary(), empty=True),
        _column("key_number", sa.Integer(), empty=True),
        _column("blind_number", sa.Integer(), empty=True),
        _column("identity_blind", sa.String(64), empty=True),
        _column("phone_blind", sa.String(64), empty=True),
        _column("wants_digest", sa.Boolean()),
        _column("wants_urgent", sa.Boolean()),
        _column("added_at", MOMENT),
        _column("stopped_at", MOMENT, empty=True),
        _column("stopped_why", sa.String(8), empty=True),
        *[_key("notice_address", f"{owner}_id", owner) for owner in owners],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_address")),
    )
    _index("notice_address", "case", ["case_id"])
    _index("notice_address", "party", ["party_id", "way"], where="party_id IS NOT NULL", unique=True)
    given = "appointment_id IS NOT NULL"
    _index("notice_address", "appointment", ["appointment_id", "way"], where=given, unique=True)
    _index("notice_address", "user", ["user_id"], where="user_id IS NOT NULL", unique=True)
    asked = "party_id IS NULL AND appointment_id IS NULL AND user_id IS NULL"
    _index("notice_address", "asked", ["petition_id", "way"], where=asked, unique=True)


def _deliveries() -> None:
    op.create_table(
        "delivery",
        _column("id", BIG),
        _column("key", sa.String(120)),
        _column("address_id", sa.Integer()),
        _column("way", sa.String(8)),
        _column("topic", sa.String(40)),
        _column("case_id", sa.Integer(), empty=True),
        _column("facts", JSON),
        _column("fate", sa.String(12)),
        _column("provider", sa.String(20)),
        _column("reference", sa.String(80)),
        _column("error", sa.String(60)),
        _column("tries", sa.SmallInteger()),
        _column("planned_at", MOMENT),
        _column("handed_at", MOMENT, empty=True),
        _column("sent_at", MOMENT, empty=True),
        _key("delivery", "address_id", "notice_address"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    _index("delivery", "once", ["key"], unique=True)
    _index("delivery", "address", ["address_id", "handed_at"])
    _index("delivery", "case", ["case_id", "id"])
    _index("delivery", "way", ["way", "handed_at"], where="handed_at IS NOT NULL")
    _index("delivery", "uncertain", ["id"], where="fate = 'uncertain'")


def downgrade() -> None:
    op.drop_table("delivery")
    op.drop_table("notice_address")
