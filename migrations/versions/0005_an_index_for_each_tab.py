"""An index for each tab of the queue: each holds the cases of its tab, in its order, and no others."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OPEN = "closed_at IS NULL"
CLOSED = "closed_at IS NOT NULL"
NEW = "closed_at IS NULL AND officer_id IS NULL AND state IN ('received', 'registered')"
FOR_HEAD = (
    "closed_at IS NULL AND state IN ('awaiting_disposition', 'accepted', 'verified', 'awaiting_dialogue', "
    "'dialogue_held', 'drafting', 'processing', 'effective')"
)

AFTER: dict[str, tuple[list[str], str | None]] = {
    "ix_case_new_queue": (["body_id", "next_due_on", "id"], NEW),
    "ix_case_head_queue": (["body_id", "next_due_on", "id"], FOR_HEAD),
    "ix_case_officer_queue": (["officer_id", "body_id", "next_due_on", "id"], f"{OPEN} AND officer_id IS NOT NULL"),
    "ix_case_body_closed": (["body_id", "closed_at", "id"], CLOSED),
    "ix_case_all_closed": (["closed_at", "id"], CLOSED),
    "ix_case_followed": (["intake_body_id", "received_on", "id"], "body_id <> intake_body_id"),
}
BEFORE: dict[str, tuple[list[str], str | None]] = {
    "ix_case_state_queue": (["body_id", "state", "next_due_on", "id"], OPEN),
    "ix_case_officer_queue": (["officer_id", "next_due_on", "id"], OPEN),
    "ix_case_body_closed": (["body_id", "closed_at", "id"], None),
    "ix_case_intake_body": (["intake_body_id", "id"], None),
}


def upgrade() -> None:
    _replace(BEFORE, AFTER)


def downgrade() -> None:
    _replace(AFTER, BEFORE)


def _replace(old: dict[str, Any], new: dict[str, Any]) -> None:
    for name in old:
        op.drop_index(name, table_name="case")
    for name, (columns, where) in new.items():
        partial = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)} if where else {}
        op.create_index(name, "case", columns, unique=False, **partial)
