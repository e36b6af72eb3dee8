"""Opinions with their answers, dialogues with the people, proposals about procedures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; nobody has been asked yet."""
    _opinions()
    _dialogues()
    _procedures()


def _opinions() -> None:
    _table(
        "opinion_round",
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _line("title"),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("scale", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("sections", "open_questions", "groups", "labels")),
        *_days("starts_on", "ends_on"),
        sa.Column("asked", sa.Integer(), nullable=True),
        _line("channel"),
        *_texts("purpose"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_of_conference("opinion_round"),
    )
    _table(
        "opinion_answer",
        sa.Column("marks", sa.JSON(), nullable=False),
        _line("group_name"),
        sa.Column("batch", sa.Uuid(), nullable=True),
        stands_on="opinion_round",
    )
    _table(
        "opinion_comment",
        sa.Column("question", sa.Integer(), nullable=False),
        *_texts("text"),
        sa.Column("batch", sa.Uuid(), nullable=True),
        stands_on="opinion_round",
    )
    _table(
        "opinion_tally",
        sa.Column("valid", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        stands_on="opinion_round",
    )


def _dialogues() -> None:
    _table(
        "dialogue",
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("title"),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("time", sa.String(length=60), nullable=False),
        *map(_line, ("form", "place", "chair", "co_chair", "secretary")),
        *_texts("content", "how_to_attend", "invited", "conclusion"),
        sa.Column("attended", sa.Integer(), nullable=True),
        *_days("announced_on", "results_on"),
        *_of_conference("dialogue"),
    )
    _table(
        "dialogue_question",
        sa.Column("dialogue_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("text", "answer"),
        *map(_line, ("asker", "field", "who")),
        sa.Column("on_the_spot", sa.Boolean(), nullable=False),
        *_days("answer_by", "answered_on"),
        sa.ForeignKeyConstraint(["dialogue_id"], ["dialogue.id"], name=op.f("fk_dialogue_question_dialogue_id")),
        sa.UniqueConstraint("dialogue_id", "number", name=op.f("uq_dialogue_question_dialogue_id_number")),
    )


def _procedures() -> None:
    _table(
        "procedure_proposal",
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        *_texts("name", "basis", "reason", "changes", "answer"),
        sa.Column("kind", sa.String(length=20), nullable=False),
        *map(_line, ("code", "field", "reviewed_by", "sent_to")),
        sa.Column("saved_days", sa.Float(), nullable=True),
        sa.Column("saved_cost", sa.Float(), nullable=True),
        *_days("sent_on", "answered_on"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_procedure_proposal_unit_id")),
        *_of_conference("procedure_proposal"),
    )
    op.create_index(op.f("ix_procedure_proposal_unit_id"), "procedure_proposal", ["unit_id"])


def _line(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=255), nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _days(*names: str) -> list[sa.schema.SchemaItem]:
    return [sa.Column(name, sa.Date(), nullable=True) for name in names]


def _of_conference(name: str) -> list[sa.schema.SchemaItem]:
    """Numbered within a conference."""
    return [
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f(f"fk_{name}_conference_id")),
        sa.UniqueConstraint("conference_id", "number", name=op.f(f"uq_{name}_conference_id_number")),
    ]


def _table(name: str, *columns: sa.schema.SchemaItem, stands_on: str = "") -> None:
    """A table with its key; `stands_on`: the table that its rows belong to, with an index for it."""
    belongs: list[sa.schema.SchemaItem] = []
    if stands_on:
        column = f"{stands_on}_id"
        belongs.append(sa.Column(column, sa.Uuid(), nullable=False))
        belongs.append(sa.ForeignKeyConstraint([column], [f"{stands_on}.id"], name=op.f(f"fk_{name}_{column}")))
    own = sa.Column("id", sa.Uuid(), nullable=False), sa.Column("version", sa.Integer(), nullable=False)
    op.create_table(name, *own, *columns, *belongs, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))
    if stands_on:
        op.create_index(op.f(f"ix_{name}_{stands_on}_id"), name, [f"{stands_on}_id"])
