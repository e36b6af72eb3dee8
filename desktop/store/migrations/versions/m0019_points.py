"""Points of a conference: places beside the main hall, whose units sit there, who sits elsewhere, which sessions they follow; pages that came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desktop.store.columns import Key, Moment

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_LINE = sa.String(length=255)


def upgrade() -> None:
    """Add the tables; every conference is held in its hall alone."""
    _table(
        "venue_point",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", _LINE, nullable=False),
        sa.Column("folded", Key, nullable=False),
        sa.Column("address", _LINE, nullable=False),
        sa.Column("contact_name", _LINE, nullable=False),
        sa.Column("contact_phone", sa.String(length=60), nullable=False),
        sa.Column("responsible", _LINE, nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("link", _LINE, nullable=False),
        sa.Column("tested_on", sa.Date(), nullable=True),
        sa.Column("reported_at", Moment(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.UniqueConstraint("conference_id", "number", name=op.f("uq_venue_point_conference_id_number")),
        sa.UniqueConstraint("conference_id", "folded", name=op.f("uq_venue_point_conference_id_folded")),
    )
    _table(
        "point_unit",
        _belongs("venue_point"),
        _belongs("unit"),
        _key("point_unit", "venue_point", "CASCADE"),
        _key("point_unit", "unit"),
        sa.UniqueConstraint("conference_id", "unit_id", name=op.f("uq_point_unit_conference_id_unit_id")),
        indexed=("venue_point", "unit"),
    )
    _table(
        "point_attendee",
        _belongs("attendee"),
        _belongs("venue_point", nullable=True),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("said_at", Moment(), nullable=False),
        _key("point_attendee", "attendee", "CASCADE"),
        _key("point_attendee", "venue_point", "CASCADE"),
        sa.UniqueConstraint("attendee_id", name=op.f("uq_point_attendee_attendee_id")),
        indexed=("conference", "venue_point"),
    )
    _table(
        "session_point",
        _belongs("training_session"),
        _belongs("venue_point", nullable=True),
        _key("session_point", "training_session", "CASCADE"),
        _key("session_point", "venue_point", "CASCADE"),
        sa.UniqueConstraint(
            "training_session_id",
            "venue_point_id",
            name=op.f("uq_session_point_training_session_id_venue_point_id"),
        ),
        indexed=("conference", "venue_point"),
    )
    op.create_table(
        "printed_page",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _belongs("printed_sheet"),
        sa.Column("of_column", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("entered_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_page")),
        _key("printed_page", "printed_sheet", "CASCADE"),
        sa.UniqueConstraint(
            "printed_sheet_id", "of_column", "page", name=op.f("uq_printed_page_printed_sheet_id_of_column_page")
        ),
    )


def _belongs(other: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(f"{other}_id", sa.Uuid(), nullable=nullable)


def _key(name: str, other: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    told = op.f(f"fk_{name}_{other}_id")
    return sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=told, ondelete=ondelete)


def _table(name: str, *columns: sa.schema.SchemaItem, indexed: tuple[str, ...] = ()) -> None:
    """A table of a conference, with an index for each other that its rows are looked for by."""
    own = sa.Column("id", sa.Uuid(), nullable=False), sa.Column("version", sa.Integer(), nullable=False)
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))
    op.create_table(name, *own, _belongs("conference"), *columns, key, _key(name, "conference"))
    for other in indexed:
        op.create_index(op.f(f"ix_{name}_{other}_id"), name, [f"{other}_id"])
