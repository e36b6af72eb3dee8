"""What the door needs: seats, people who came onto the list on the day, doubts, paper entered, a desk's outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the outbox; nothing that stood is changed."""
    with op.batch_alter_table("attendee") as attendee:
        attendee.add_column(sa.Column("state_at", sa.DateTime(timezone=True), nullable=True))
        attendee.add_column(sa.Column("state_reason", sa.String(length=255), nullable=False, server_default=""))
        attendee.add_column(sa.Column("seat", sa.String(length=20), nullable=False, server_default=""))
        attendee.add_column(sa.Column("origin", sa.String(length=20), nullable=False, server_default=""))
        attendee.add_column(sa.Column("substitute_sessions", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("attendance") as attendance:
        attendance.add_column(sa.Column("doubt", sa.String(length=20), nullable=False, server_default=""))
    with op.batch_alter_table("attendance_mark") as mark:
        mark.drop_constraint(op.f("fk_attendance_mark_annuls_id"), type_="foreignkey")
        mark.create_index("ix_attendance_mark_pair", ["training_session_id", "attendee_id"])
    with op.batch_alter_table("printed_sheet") as sheet:
        sheet.add_column(sa.Column("entered", sa.JSON(), nullable=False, server_default="{}"))
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("entity_id", name=op.f("uq_outbox_entity_id")),
    )
    op.create_index(op.f("ix_outbox_conference_id"), "outbox", ["conference_id"])
