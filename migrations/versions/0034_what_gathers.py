"""Hot spots, and how long steps take."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    where = sa.text("ended_on IS NOT NULL")
    op.create_index("ix_deadline_ended", "deadline", ["ended_on", "id"], sqlite_where=where, postgresql_where=where)
    _pace()
    _spots()


def _column(name: str, kind: sa.types.TypeEngine, *, empty: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=empty)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _pace() -> None:
    op.create_table(
        "step_pace",
        sa.Column("body_id", sa.Integer(), autoincrement=False, nullable=False),
        _column("procedure", sa.String(12)),
        _column("clock", sa.String(12)),
        _column("state", sa.String(24)),
        _column("days", sa.SmallInteger()),
        _column("cases", sa.Integer()),
        sa.PrimaryKeyConstraint("body_id", "procedure", "clock", "state", "days", name=op.f("pk_step_pace")),
    )


def _spots() -> None:
    op.create_table(
        "hot_spot",
        _column("id", sa.Integer()),
        _column("rule_id", sa.String(80)),
        _column("about", sa.String(12)),
        _column("subject", sa.String(64)),
        _column("body_id", sa.Integer()),
        _column("unit_code", sa.String(8), empty=True),
        _column("found_on", sa.Date()),
        _column("hot_on", sa.Date()),
        _column("over_on", sa.Date(), empty=True),
        _column("many", sa.Integer()),
        _column("people", sa.Integer()),
        _column("usual", sa.Float()),
        _key("hot_spot", "body_id", "body"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hot_spot")),
    )
    still = sa.text("over_on IS NULL")
    op.create_index(
        "ix_hot_spot_open", "hot_spot", ["rule_id", "subject"], unique=True, sqlite_where=still, postgresql_where=still
    )
    op.create_index("ix_hot_spot_body", "hot_spot", ["body_id", "id"])
    op.create_table(
        "hot_spot_item",
        _column("id", sa.Integer()),
        _column("hot_spot_id", sa.Integer()),
        _column("case_id", sa.Integer(), empty=True),
        _column("visit_id", sa.Integer(), empty=True),
        _key("hot_spot_item", "hot_spot_id", "hot_spot"),
        _key("hot_spot_item", "case_id", "case"),
        _key("hot_spot_item", "visit_id", "visit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hot_spot_item")),
    )
    op.create_index("ix_hot_spot_item_spot", "hot_spot_item", ["hot_spot_id"])
    op.create_index("ix_hot_spot_item_case", "hot_spot_item", ["hot_spot_id", "case_id"], unique=True)
    op.create_index("ix_hot_spot_item_visit", "hot_spot_item", ["hot_spot_id", "visit_id"], unique=True)
    op.create_table(
        "hot_spot_act",
        _column("id", sa.Integer()),
        _column("hot_spot_id", sa.Integer()),
        _column("at", MOMENT),
        _column("by_id", sa.Integer()),
        _column("what", sa.Text()),
        _key("hot_spot_act", "hot_spot_id", "hot_spot"),
        _key("hot_spot_act", "by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hot_spot_act")),
    )
    op.create_index("ix_hot_spot_act_spot", "hot_spot_act", ["hot_spot_id"])


def downgrade() -> None:
    for table in ("hot_spot_act", "hot_spot_item", "hot_spot", "step_pace"):
        op.drop_table(table)
    op.drop_index("ix_deadline_ended", table_name="deadline")
