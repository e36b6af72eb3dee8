"""Whether somebody's word that two attendees are two people still holds, and when it was last said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; every pair that is known holds."""
    with op.batch_alter_table("distinct_pair") as pair:
        pair.add_column(sa.Column("holds", sa.Boolean(), nullable=False, server_default=sa.true()))
        pair.add_column(sa.Column("said_at", sa.DateTime(timezone=True), nullable=True))
