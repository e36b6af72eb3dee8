"""The one type of a transaction: what services, documents and the window pass on as `tx`."""

from __future__ import annotations

from sqlalchemy.orm import Session


class Transaction(Session):
    """One unit of work on the database, as `Database.write` and `Database.read` hand it out."""
