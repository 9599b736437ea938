"""What is published, by day: for the public page."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

IS_PUBLISHED = sa.text("published_on IS NOT NULL")


def upgrade() -> None:
    columns = ["published_on", "id"]
    op.create_index("ix_case_published", "case", columns, sqlite_where=IS_PUBLISHED, postgresql_where=IS_PUBLISHED)


def downgrade() -> None:
    op.drop_index("ix_case_published", "case")
