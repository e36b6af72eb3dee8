"""What a server could not take of a desk, with its reason: at the desk, and at the server for whoever settles it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the reason; nothing that waits now has been refused."""
    op.create_table(
        "refused_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("attendee_id", sa.Uuid(), nullable=True),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("desk", sa.String(length=255), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("settled", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refused_entry")),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_refused_entry_conference_id"), ondelete="CASCADE"
        ),
    )
    with op.batch_alter_table("refused_entry") as entries:
        entries.create_index(op.f("ix_refused_entry_conference_id"), ["conference_id"])
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("code", sa.String(length=60), nullable=False, server_default=""))
