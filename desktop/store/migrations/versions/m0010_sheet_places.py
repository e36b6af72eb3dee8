"""What the pages of a sheet bear as their token, and where its cells to sign in stand on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; sheets made before bear no token."""
    with op.batch_alter_table("printed_sheet") as sheet:
        sheet.add_column(sa.Column("token", sa.String(length=12), nullable=False, server_default=""))
        sheet.add_column(sa.Column("places", sa.JSON(), nullable=False, server_default="[]"))
