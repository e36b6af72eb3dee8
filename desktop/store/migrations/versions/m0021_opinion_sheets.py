"""Questionnaires printed to be scanned, and which of their copies were entered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; nothing was printed yet."""
    _of_round(
        "opinion_sheet",
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("asked", "copies", "places")),
    )
    _of_round("opinion_paper", sa.Column("copy", sa.Integer(), nullable=False))


def _of_round(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opinion_round_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=10), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.ForeignKeyConstraint(["opinion_round_id"], ["opinion_round.id"], name=op.f(f"fk_{name}_opinion_round_id")),
    )
    op.create_index(op.f(f"ix_{name}_opinion_round_id"), name, ["opinion_round_id"])
