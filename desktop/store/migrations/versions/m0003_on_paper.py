"""What goes onto paper: the office's frame, wording kept, quotas, rates, seats, certificates, prints."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_Line = sa.String(length=255)


def upgrade() -> None:
    """Add the tables and columns; nothing that stood is changed."""
    with op.batch_alter_table("conference") as conference:
        conference.add_column(sa.Column("symbol", sa.String(length=60), nullable=False, server_default=""))
        conference.add_column(sa.Column("accountant", _Line, nullable=False, server_default=""))
        conference.add_column(sa.Column("recipients", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("attendee") as attendee:
        attendee.add_column(sa.Column("off_payroll", sa.Boolean(), nullable=False, server_default=sa.false()))
    lines = ("superior_body", "issuing_body", "locality", "preparer", "accountant")
    signer = ("signer_authority", "signer_title", "signer_name")
    _table(
        "office",
        *(sa.Column(name, _Line, nullable=False) for name in (*lines, *signer)),
        sa.Column("symbol", sa.String(length=60), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
    )
    _table(
        "document_settings",
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        _belongs("document_settings", "conference_id", "conference"),
        sa.UniqueConstraint("conference_id", "name", name=op.f("uq_document_settings_conference_id_name")),
    )
    _table(
        "quota",
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("who", _Line, nullable=False),
        sa.Column("note", _Line, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        _belongs("quota", "conference_id", "conference"),
        _belongs("quota", "unit_id", "unit"),
    )
    op.create_index(op.f("ix_quota_conference_id"), "quota", ["conference_id"])
    op.create_index(op.f("ix_quota_unit_id"), "quota", ["unit_id"])
    _table(
        "pay_rate",
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("basis", _Line, nullable=False),
        sa.UniqueConstraint("valid_from", name=op.f("uq_pay_rate_valid_from")),
    )
    _table(
        "seat_plan",
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("room", _Line, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("columns", sa.Integer(), nullable=False),
        sa.Column("layout", sa.JSON(), nullable=False),
        _belongs("seat_plan", "conference_id", "conference"),
        sa.UniqueConstraint("conference_id", name=op.f("uq_seat_plan_conference_id")),
    )
    _table(
        "certificate",
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("attendee_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_reason", _Line, nullable=False),
        _belongs("certificate", "conference_id", "conference"),
        _belongs("certificate", "attendee_id", "attendee"),
        sa.UniqueConstraint("conference_id", "number", name=op.f("uq_certificate_conference_id_number")),
    )
    op.create_index(op.f("ix_certificate_attendee_id"), "certificate", ["attendee_id"])
    _table(
        "print_mark",
        sa.Column("conference_id", sa.Uuid(), nullable=False),
        sa.Column("attendee_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("desk", _Line, nullable=False),
        _belongs("print_mark", "conference_id", "conference"),
        _belongs("print_mark", "attendee_id", "attendee", ondelete="CASCADE"),
        sa.UniqueConstraint("attendee_id", "name", name=op.f("uq_print_mark_attendee_id_name")),
    )
    op.create_index(op.f("ix_print_mark_conference_id"), "print_mark", ["conference_id"])


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    """A table of rows that two desks can edit."""
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _belongs(name: str, column: str, to: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{name}_{column}"), ondelete=ondelete)
