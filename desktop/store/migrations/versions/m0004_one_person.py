"""One person, one record: attendees who are joined into another, and pairs who are two people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table; nothing that stood is changed."""
    moment = sa.DateTime(timezone=True)
    with op.batch_alter_table("attendee") as attendee:
        attendee.add_column(sa.Column("joined_into_id", sa.Uuid(), nullable=True))
        attendee.add_column(sa.Column("joined_at", moment, nullable=True))
        attendee.add_column(sa.Column("said_state", sa.String(length=20), nullable=False, server_default=""))
        attendee.add_column(sa.Column("said_at", moment, nullable=True))
        attendee.add_column(sa.Column("said_reason", sa.String(length=255), nullable=False, server_default=""))
        attendee.create_foreign_key(op.f("fk_attendee_joined_into_id"), "attendee", ["joined_into_id"], ["id"])
        attendee.create_index(op.f("ix_attendee_joined_into_id"), ["joined_into_id"])
    op.create_table(
        "distinct_pair",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distinct_pair")),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_distinct_pair_conference_id")),
        *(
            sa.ForeignKeyConstraint(
                [column], ["attendee.id"], name=op.f(f"fk_distinct_pair_{column}"), ondelete="CASCADE"
            )
            for column in ("first_id", "second_id")
        ),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_distinct_pair_first_id_second_id")),
    )
    op.create_index(op.f("ix_distinct_pair_conference_id"), "distinct_pair", ["conference_id"])
    op.create_index(op.f("ix_distinct_pair_second_id"), "distinct_pair", ["second_id"])
