"""Questions of a conference beside the fields that all have, and the attendees' answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the column; nothing has been asked yet."""
    key = sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql")
    op.create_table(
        "question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("folded", key, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_question_conference_id")),
        sa.UniqueConstraint("conference_id", "folded", name=op.f("uq_question_conference_id_folded")),
    )
    op.create_index(op.f("ix_question_conference_id"), "question", ["conference_id"])
    with op.batch_alter_table("attendee") as attendee:
        attendee.add_column(sa.Column("answers", sa.JSON(), nullable=False, server_default="{}"))
