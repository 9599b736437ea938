"""Inspection rounds, their samples and findings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)
IS_OPEN = "state IN ('sent', 'answered', 'returned', 'accepted')"


def upgrade() -> None:
    _rounds()
    _samples()
    _findings()


def _column(name: str, kind: sa.types.TypeEngine, *, empty: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=empty)


def _index(table: str, name: str, columns: list[str], *, where: str = "", unique: bool = False) -> None:
    only = sa.text(where) if where else None
    op.create_index(f"ix_{table}_{name}", table, columns, unique=unique, sqlite_where=only, postgresql_where=only)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _rounds() -> None:
    op.create_table(
        "inspection_round",
        _column("id", sa.Integer()),
        _column("body_id", sa.Integer()),
        _column("kind", sa.String(12)),
        _column("name", sa.String(200)),
        _column("ground", sa.Text()),
        _column("plan_number", sa.String(60)),
        _column("plan_on", sa.Date(), empty=True),
        _column("since", sa.Date()),
        _column("until", sa.Date()),
        _column("state", sa.String(12)),
        _column("made_by_id", sa.Integer()),
        _column("made_at", MOMENT),
        _column("began_on", sa.Date(), empty=True),
        _column("year", sa.SmallInteger(), empty=True),
        _column("number", sa.Integer(), empty=True),
        _column("symbol", sa.String(40)),
        _column("concluded_on", sa.Date(), empty=True),
        _column("concluded_by_id", sa.Integer(), empty=True),
        _column("concluded_at", MOMENT, empty=True),
        _column("conclusion", sa.Text()),
        _key("inspection_round", "body_id", "body"),
        _key("inspection_round", "made_by_id", "user"),
        _key("inspection_round", "concluded_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_round")),
    )
    _index("inspection_round", "state", ["state", "id"])
    _index("inspection_round", "number", ["body_id", "year", "number"], unique=True)
    op.create_table(
        "round_body",
        _column("round_id", sa.Integer()),
        _column("body_id", sa.Integer()),
        _key("round_body", "round_id", "inspection_round"),
        _key("round_body", "body_id", "body"),
        sa.PrimaryKeyConstraint("round_id", "body_id", name=op.f("pk_round_body")),
    )
    op.create_table(
        "round_member",
        _column("round_id", sa.Integer()),
        _column("user_id", sa.Integer()),
        _column("is_leader", sa.Boolean()),
        _column("added_at", MOMENT),
        _key("round_member", "round_id", "inspection_round"),
        _key("round_member", "user_id", "user"),
        sa.PrimaryKeyConstraint("round_id", "user_id", name=op.f("pk_round_member")),
    )


def _samples() -> None:
    op.create_table(
        "case_sample",
        _column("id", sa.Integer()),
        _column("round_id", sa.Integer()),
        _column("place", sa.SmallInteger()),
        _column("method", sa.String(8)),
        _column("seed", sa.String(60)),
        _column("chosen", JSON),
        _column("population", sa.Integer()),
        _column("sealed", sa.Integer()),
        _column("size", sa.SmallInteger()),
        _column("drawn_on", sa.Date()),
        _column("drawn_at", MOMENT),
        _column("drawn_by_id", sa.Integer()),
        _key("case_sample", "round_id", "inspection_round"),
        _key("case_sample", "drawn_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_sample")),
    )
    _index("case_sample", "round", ["round_id", "place"], unique=True)
    op.create_table(
        "sampled_case",
        _column("sample_id", sa.Integer()),
        _column("place", sa.SmallInteger()),
        _column("round_id", sa.Integer()),
        _column("case_id", sa.Integer()),
        _column("body_id", sa.Integer()),
        _column("rank", sa.Integer(), empty=True),
        _column("points", sa.SmallInteger(), empty=True),
        _column("risks", JSON, empty=True),
        _key("sampled_case", "sample_id", "case_sample"),
        _key("sampled_case", "round_id", "inspection_round"),
        _key("sampled_case", "case_id", "case"),
        _key("sampled_case", "body_id", "body"),
        sa.PrimaryKeyConstraint("sample_id", "place", name=op.f("pk_sampled_case")),
    )
    _index("sampled_case", "round", ["round_id", "case_id"])
    _index("sampled_case", "case", ["case_id"])


def _findings() -> None:
    op.create_table(
        "inspection_finding",
        _column("id", sa.Integer()),
        _column("round_id", sa.Integer()),
        _column("place", sa.SmallInteger()),
        _column("case_id", sa.Integer(), empty=True),
        _column("body_id", sa.Integer()),
        _column("to_body_id", sa.Integer(), empty=True),
        _column("head_id", sa.Integer(), empty=True),
        _column("citation", sa.String(40)),
        _column("law", sa.String(200)),
        _column("severity", sa.String(8)),
        _column("what", sa.Text()),
        _column("remedy", sa.Text()),
        _column("due_on", sa.Date()),
        _column("state", sa.String(10)),
        _column("written_by_id", sa.Integer()),
        _column("written_at", MOMENT),
        _column("sent_on", sa.Date(), empty=True),
        _column("fixed_on", sa.Date(), empty=True),
        _key("inspection_finding", "round_id", "inspection_round"),
        _key("inspection_finding", "case_id", "case"),
        _key("inspection_finding", "body_id", "body"),
        _key("inspection_finding", "to_body_id", "body"),
        _key("inspection_finding", "head_id", "user"),
        _key("inspection_finding", "written_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_finding")),
    )
    _index("inspection_finding", "round", ["round_id", "place"], unique=True)
    _index("inspection_finding", "to", ["to_body_id", "due_on", "id"])
    _index("inspection_finding", "head", ["head_id", "due_on", "id"])
    _index("inspection_finding", "due", ["due_on", "id"])
    _index("inspection_finding", "open", ["due_on", "id"], where=IS_OPEN)
    _index("inspection_finding", "case", ["case_id"])
    op.create_table(
        "finding_act",
        _column("id", sa.Integer()),
        _column("finding_id", sa.Integer()),
        _column("case_id", sa.Integer(), empty=True),
        _column("step", sa.String(8)),
        _column("by_id", sa.Integer()),
        _column("at", MOMENT),
        _column("words", sa.Text()),
        _column("fixed_on", sa.Date(), empty=True),
        _key("finding_act", "finding_id", "inspection_finding"),
        _key("finding_act", "case_id", "case"),
        _key("finding_act", "by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_act")),
    )
    _index("finding_act", "finding", ["finding_id", "id"])
    _index("finding_act", "case", ["case_id"])


def downgrade() -> None:
    for table in (
        *("finding_act", "inspection_finding", "sampled_case", "case_sample", "round_member", "round_body"),
        "inspection_round",
    ):
        op.drop_table(table)
