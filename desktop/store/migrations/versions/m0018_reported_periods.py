"""Periods whose figures were reported, corrections after that, and how a conference was held and paid for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desktop.store.columns import Moment

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_LINE = sa.String(length=255)


def upgrade() -> None:
    """Add the tables and columns; no period has been reported yet."""
    with op.batch_alter_table("conference") as conference:
        conference.add_column(sa.Column("form", _LINE, nullable=False, server_default=""))
        conference.add_column(sa.Column("funding", _LINE, nullable=False, server_default=""))
        conference.add_column(sa.Column("reported", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "reported_period",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("paper", _LINE, nullable=False),
        sa.Column("reported_at", Moment(), nullable=False),
        sa.Column("desk", _LINE, nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.UniqueConstraint("first", "last", name=op.f("uq_reported_period_first_last")),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("finished_at", Moment(), nullable=True),
        sa.Column("desk", _LINE, nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_correction_conference_id")),
    )
    op.create_index(op.f("ix_correction_conference_id"), "correction", ["conference_id"])
