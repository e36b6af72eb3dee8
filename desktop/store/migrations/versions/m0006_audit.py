"""The audit, and who was erased."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables. The audit's first line says how many entries of the journal are older than itself."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "audit_line",
        sa.Column("chain", sa.String(length=255), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("token", sa.Uuid(), nullable=True),
        sa.Column("login", sa.String(length=255), nullable=False),
        sa.Column("conference_id", sa.Uuid(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("sealed", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", "number", name=op.f("pk_audit_line")),
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("anonymised", sa.Boolean(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    newest = op.get_bind().execute(sa.text("SELECT max(id) FROM journal_entry")).scalar()
    if newest:
        _begin(newest)


def _begin(newest: int) -> None:
    at = dt.datetime.now(dt.UTC)
    details = {"journal": newest}
    content = ["", at.isoformat(), "audit.began", "", None, None, details]
    sealed = _sha256(json.dumps(["", content], ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    stored = at.replace(tzinfo=None) if op.get_bind().dialect.name == "sqlite" else at
    lines = sa.table(
        "audit_line",
        *(sa.column(name, sa.String()) for name in ("chain", "action", "login", "salt", "sealed", "digest")),
        sa.column("number", sa.Integer()),
        sa.column("at", sa.DateTime(timezone=True)),
        sa.column("details", sa.JSON()),
    )
    line = {"chain": "", "number": 1, "at": stored, "action": "audit.began", "login": "", "details": details}
    op.get_bind().execute(sa.insert(lines).values(**line, salt="", sealed=sealed, digest=_sha256(f":1:{sealed}")))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
