"""PostgreSQL's part of `compiled`, apart because a start on a data file needs none of it."""

from __future__ import annotations

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from desktop.store.compiled import Alike

POSTGRESQL = "postgresql+shared"
"""The driver's name in the URL of an engine that shares."""


class PostgreSQL(Alike, PGDialect_psycopg):
    """PostgreSQL through psycopg."""

    supports_statement_cache = True


registry.register(POSTGRESQL.replace("+", "."), __name__, PostgreSQL.__name__)
