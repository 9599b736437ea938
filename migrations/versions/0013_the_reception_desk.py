"""The reception desk: visits with people and letters, tickets, series of numbers; a petition knows its visit."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

UNANSWERED = sa.text("result_told_on IS NULL AND result_due_on IS NOT NULL")
LISTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "number_series",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_number_series_body_id")),
        sa.PrimaryKeyConstraint("body_id", "series", "period", name=op.f("pk_number_series")),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("register_year", sa.Integer(), nullable=False),
        sa.Column("register_number", sa.Integer(), nullable=False),
        sa.Column("submission_hash", sa.String(length=64), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("correction_reason", sa.Text(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("received_by_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_late_entry", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("people_count", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("category_code", sa.String(length=16), nullable=True),
        sa.Column("unit_code", sa.String(length=8), nullable=True),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("prior_handling", sa.Text(), nullable=False),
        sa.Column("concerns_case_id", sa.Integer(), nullable=True),
        sa.Column("outcomes", LISTS, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("documents", LISTS, nullable=False),
        sa.Column("guided_to", sa.String(length=200), nullable=False),
        sa.Column("refusal_ground", sa.String(length=20), nullable=True),
        sa.Column("refusal_detail", sa.Text(), nullable=False),
        sa.Column("ground_established_on", sa.Date(), nullable=True),
        sa.Column("notice_due_on", sa.Date(), nullable=True),
        sa.Column("notice_sent_on", sa.Date(), nullable=True),
        sa.Column("appointment_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("appointment_place", sa.String(length=200), nullable=False),
        sa.Column("appointment_bring", sa.Text(), nullable=False),
        sa.Column("result_due_on", sa.Date(), nullable=True),
        sa.Column("result_rule_id", sa.String(length=60), nullable=True),
        sa.Column("result_told_on", sa.Date(), nullable=True),
        sa.Column("result_how", sa.Text(), nullable=False),
        sa.Column("is_sealed", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_copies", LISTS, nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_visit_body_id")),
        sa.ForeignKeyConstraint(["concerns_case_id"], ["case.id"], name=op.f("fk_visit_concerns_case_id")),
        sa.ForeignKeyConstraint(["corrects_id"], ["visit.id"], name=op.f("fk_visit_corrects_id")),
        sa.ForeignKeyConstraint(["received_by_id"], ["user.id"], name=op.f("fk_visit_received_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint(
            "body_id", "register_year", "register_number", name=op.f("uq_visit_body_id_register_year_register_number")
        ),
        sa.UniqueConstraint("submission_hash", name=op.f("uq_visit_submission_hash")),
    )
    with op.batch_alter_table("visit") as batch_op:
        batch_op.create_index("ix_visit_case", ["concerns_case_id"], unique=False)
        batch_op.create_index("ix_visit_corrects", ["corrects_id"], unique=False)
        batch_op.create_index("ix_visit_day", ["body_id", "started_at", "id"], unique=False)
        batch_op.create_index("ix_visit_session", ["session_id"], unique=False)
        batch_op.create_index(
            "ix_visit_unanswered",
            ["body_id", "result_due_on"],
            unique=False,
            sqlite_where=UNANSWERED,
            postgresql_where=UNANSWERED,
        )

    op.create_table(
        "ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_by_id", sa.Integer(), nullable=True),
        sa.Column("counter", sa.String(length=20), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_ticket_body_id")),
        sa.ForeignKeyConstraint(["called_by_id"], ["user.id"], name=op.f("fk_ticket_called_by_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_ticket_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("body_id", "day", "number", name=op.f("uq_ticket_body_id_day_number")),
    )
    op.create_table(
        "visit_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("symbol", sa.String(length=40), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("details", LISTS, nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_visit_letter_made_by_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_letter_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_letter")),
        sa.UniqueConstraint("visit_id", "letter", name=op.f("uq_visit_letter_visit_id_letter")),
    )
    op.create_table(
        "visit_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column(
            "folded_name",
            sa.String(length=160).with_variant(sa.String(length=160, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("birth_on", sa.Date(), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("identity_number", sa.String(length=20), nullable=False),
        sa.Column("identity_blind", sa.String(length=64), nullable=True),
        sa.Column("identity_issued_on", sa.Date(), nullable=True),
        sa.Column("identity_issued_by", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("phone_blind", sa.String(length=64), nullable=True),
        sa.Column("address", sa.String(length=240), nullable=False),
        sa.Column("is_representative", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_visit_person_body_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_person_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_person")),
    )
    with op.batch_alter_table("visit_person") as batch_op:
        batch_op.create_index("ix_visit_person_identity", ["identity_blind"], unique=False)
        batch_op.create_index("ix_visit_person_name", ["body_id", "folded_name", "id"], unique=False)
        batch_op.create_index("ix_visit_person_phone", ["phone_blind"], unique=False)
        batch_op.create_index("ix_visit_person_visit", ["visit_id"], unique=False)

    with op.batch_alter_table("petition") as batch_op:
        batch_op.add_column(sa.Column("visit_id", sa.Integer(), nullable=True))
        batch_op.create_index("ix_petition_visit", ["visit_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_petition_visit_id"), "visit", ["visit_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("petition") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_petition_visit_id"), type_="foreignkey")
        batch_op.drop_index("ix_petition_visit")
        batch_op.drop_column("visit_id")

    with op.batch_alter_table("visit_person") as batch_op:
        batch_op.drop_index("ix_visit_person_visit")
        batch_op.drop_index("ix_visit_person_phone")
        batch_op.drop_index("ix_visit_person_name")
        batch_op.drop_index("ix_visit_person_identity")

    op.drop_table("visit_person")
    op.drop_table("visit_letter")
    op.drop_table("ticket")
    with op.batch_alter_table("visit") as batch_op:
        batch_op.drop_index("ix_visit_unanswered", sqlite_where=UNANSWERED, postgresql_where=UNANSWERED)
        batch_op.drop_index("ix_visit_session")
        batch_op.drop_index("ix_visit_day")
        batch_op.drop_index("ix_visit_corrects")
        batch_op.drop_index("ix_visit_case")

    op.drop_table("visit")
    op.drop_table("number_series")
