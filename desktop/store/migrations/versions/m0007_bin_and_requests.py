"""The bin, the plan to let go of contacts, and requests about personal data with the days that do not count."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table; nothing is in the bin yet."""
    with op.batch_alter_table("conference") as conference:
        conference.add_column(sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True))
        conference.add_column(sa.Column("contacts_months", sa.Integer(), nullable=True))
    with op.batch_alter_table("office") as office:
        office.add_column(sa.Column("holidays", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "data_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
    )
