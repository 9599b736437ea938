"""Every petition has a number in the register of the body where it arrived; those there are get theirs in the order in
which they came in, those passed on within the system one at the body that has them now."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ARRIVALS = """
    INSERT INTO petition_entry (body_id, year, number, petition_id, arrived_on)
    SELECT body_id, year, row_number() OVER (PARTITION BY body_id, year ORDER BY petition_id), petition_id, arrived_on
    FROM (
        SELECT c.intake_body_id AS body_id, {year} AS year, p.id AS petition_id, c.received_on AS arrived_on
        FROM petition p JOIN "case" c ON c.id = p.case_id
        UNION ALL
        SELECT c.body_id, {year}, p.id, c.received_on
        FROM petition p JOIN "case" c ON c.id = p.case_id WHERE c.body_id <> c.intake_body_id
    ) AS arrivals
"""
SERIES = """
    INSERT INTO number_series (body_id, series, period, last)
    SELECT body_id, 'petitions', year, max(number) FROM petition_entry GROUP BY body_id, year
"""
YEAR = {
    "sqlite": "CAST(substr(c.received_on, 1, 4) AS INTEGER)",
    "postgresql": "CAST(extract(year FROM c.received_on) AS INTEGER)",
}


def upgrade() -> None:
    op.create_table(
        "petition_entry",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("petition_id", sa.Integer(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_petition_entry_body_id")),
        sa.ForeignKeyConstraint(["petition_id"], ["petition.id"], name=op.f("fk_petition_entry_petition_id")),
        sa.PrimaryKeyConstraint("body_id", "year", "number", name=op.f("pk_petition_entry")),
        sa.UniqueConstraint("petition_id", "body_id", name=op.f("uq_petition_entry_petition_id_body_id")),
    )
    op.create_index("ix_petition_entry_day", "petition_entry", ["body_id", "arrived_on"])
    op.execute(ARRIVALS.format(year=YEAR[op.get_bind().dialect.name]))
    op.execute(SERIES)


def downgrade() -> None:
    op.execute("DELETE FROM number_series WHERE series = 'petitions'")
    op.drop_table("petition_entry")
