"""The index that the wall counts open cases over holds every column of the question: SQLite reads no row of a case."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = depends_on = None

AFTER = "body_id is_sealed unit_code closed_at next_due_on received_on state procedure category_code id".split()
BEFORE = [column for column in AFTER if column != "closed_at"]
IS_OPEN = sa.text("closed_at IS NULL")


def _made_anew(columns: list[str]) -> None:
    op.drop_index("ix_case_standing", "case")
    op.create_index("ix_case_standing", "case", columns, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)


def upgrade() -> None:
    _made_anew(AFTER)


def downgrade() -> None:
    _made_anew(BEFORE)
