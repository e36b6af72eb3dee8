"""What the login of a transaction may do, asked of the database itself."""

from __future__ import annotations

from sqlalchemy import func, select

from desktop.store.transaction import Transaction


def organizes(tx: Transaction) -> bool:
    """Whether it may change what stands; a desk's or a viewer's at a server only adds, and reads nothing sensitive."""
    if tx.get_bind().dialect.name == "sqlite":
        return True
    return bool(tx.scalar(select(func.has_table_privilege("attendee", "DELETE"))))
