"""What follows a conference: conclusions, tasks of units with their progress and extensions, reminders of units."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; no task has been given yet."""
    _table(
        "conclusion",
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("concluded_by", sa.String(length=255), nullable=False),
        stands_on=("conference",),
    )
    _table(
        "task",
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("conclusion_id", sa.Uuid(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("unit_name", sa.String(length=255), nullable=False),
        sa.Column("co_units", sa.JSON(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("indicator", sa.String(length=255), nullable=False),
        sa.Column("measure", sa.String(length=60), nullable=False),
        sa.Column("start", sa.Float(), nullable=True),
        sa.Column("goal", sa.Float(), nullable=True),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("responsible", sa.String(length=255), nullable=False),
        sa.Column("staff", sa.String(length=255), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_task_conference_id")),
        sa.ForeignKeyConstraint(["conclusion_id"], ["conclusion.id"], name=op.f("fk_task_conclusion_id")),
        sa.UniqueConstraint("conference_id", "number", name=op.f("uq_task_conference_id_number")),
        stands_on=("unit",),
    )
    op.create_index(op.f("ix_task_conclusion_id"), "task", ["conclusion_id"])
    _table(
        "task_progress",
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("percent", sa.Float(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(length=255), nullable=False),
        sa.Column("said_by", sa.String(length=255), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("desk", sa.String(length=255), nullable=False),
        stands_on=("task",),
    )
    _table(
        "task_extension",
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.Column("to_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("desk", sa.String(length=255), nullable=False),
        stands_on=("task",),
    )
    _table(
        "reminder",
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("desk", sa.String(length=255), nullable=False),
        stands_on=("conference", "unit"),
    )


def _table(name: str, *columns: sa.schema.SchemaItem, stands_on: tuple[str, ...]) -> None:
    """A table with its key, and an index for each table that its rows belong to."""
    belongs = [sa.Column(f"{other}_id", sa.Uuid(), nullable=False) for other in stands_on]
    keys = [
        sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_{name}_{other}_id"))
        for other in stands_on
    ]
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))
    own = sa.Column("id", sa.Uuid(), nullable=False), sa.Column("version", sa.Integer(), nullable=False)
    op.create_table(name, *own, *belongs, *columns, key, *keys)
    for other in stands_on:
        op.create_index(op.f(f"ix_{name}_{other}_id"), name, [f"{other}_id"])
