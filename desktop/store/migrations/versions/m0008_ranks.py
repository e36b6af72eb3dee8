"""The office's order of positions; papers made by unit until now follow it too, for nobody had chosen that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, and let papers whose order is the one they began with follow ranks."""
    op.create_table(
        "rank_table",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rank_table")),
    )
    kept = sa.table("document_settings", sa.column("id", sa.Uuid()), sa.column("options", sa.JSON()))
    connection = op.get_bind()
    for key, options in connection.execute(sa.select(kept.c.id, kept.c.options)).all():
        if options.get("sort") == "unit":
            changed = {name: value for name, value in options.items() if name != "sort"}
            connection.execute(kept.update().where(kept.c.id == key).values(options=changed))
