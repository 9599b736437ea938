"""The successor of an office that ends, and on a case the officer who left it while nobody has taken it over."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

LEFT_BEHIND = sa.text("closed_at IS NULL AND left_by_id IS NOT NULL AND officer_id IS NULL")
COLUMNS = (("held_office", "successor_id", "held_office"), ("case", "left_by_id", "user"))


def upgrade() -> None:
    # said in SQL: SQLite can add such a column, but Alembic would copy the whole table for it
    for table, name, there in COLUMNS:
        constraint = op.f(f"fk_{table}_{name}")
        op.execute(f'ALTER TABLE "{table}" ADD COLUMN {name} INTEGER CONSTRAINT {constraint} REFERENCES "{there}" (id)')
    op.create_index(
        "ix_case_left_behind",
        "case",
        ["body_id", "next_due_on", "id"],
        sqlite_where=LEFT_BEHIND,
        postgresql_where=LEFT_BEHIND,
    )


def downgrade() -> None:
    op.drop_index("ix_case_left_behind", table_name="case")
    for table, name, _there in COLUMNS:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(name)
