"""Pictures of signed sheets that an organizer keeps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desktop.store.columns import Moment

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_LINE = sa.String(length=255)


def upgrade() -> None:
    """Add the table; nothing is kept yet."""
    op.create_table(
        "sheet_picture",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("file", _LINE, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("desk", _LINE, nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_picture")),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_sheet_picture_conference_id")),
    )
    op.create_index(op.f("ix_sheet_picture_conference_id"), "sheet_picture", ["conference_id"])
