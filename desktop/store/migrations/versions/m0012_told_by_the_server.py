"""When a server took a mark in and whose login brought it, and which conferences a desk's login was given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table; of the marks that are there nobody knows either."""
    op.create_table(
        "desk_conference",
        sa.Column("login", sa.String(length=63), nullable=False),
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("login", "conference_id", name=op.f("pk_desk_conference")),
    )
    with op.batch_alter_table("attendance_mark") as mark:
        mark.add_column(sa.Column("received_at", sa.DateTime(timezone=True), nullable=True))
        mark.add_column(sa.Column("login", sa.String(length=255), nullable=False, server_default=""))
