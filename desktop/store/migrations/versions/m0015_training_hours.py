"""The lessons that a session counts, and the kind of programme that a conference belongs to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; sessions go on counting by half-days, and no conference has been put under a kind."""
    with op.batch_alter_table("training_session") as session:
        session.add_column(sa.Column("hours", sa.Float(), nullable=True))
    with op.batch_alter_table("conference") as conference:
        conference.add_column(sa.Column("programme", sa.String(length=255), nullable=False, server_default=""))
