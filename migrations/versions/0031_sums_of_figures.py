"""One more index of the kept figures: all that a sum over bodies reads."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

COLUMNS = "grain measure day body_id is_sealed procedure category_code bottom top".split()


def upgrade() -> None:
    op.create_index("ix_daily_figure_sums", "daily_figure", COLUMNS)


def downgrade() -> None:
    op.drop_index("ix_daily_figure_sums", "daily_figure")
