"""How long a text may be: as long as its column, on both databases alike.

PostgreSQL refuses a longer one with an error of its own, SQLite keeps it; here both refuse it by its field, before either
is asked.
"""

from __future__ import annotations

import functools

from sqlalchemy import String, inspect
from sqlalchemy.orm import Session

from desktop.domain.errors import InvalidInput
from desktop.store.columns import Base, Key, Versioned

_SHOWN = 60


@functools.cache
def limits(kind: type[Base]) -> dict[str, int]:
    """The texts of a table that have a limit, by attribute, in letters; keys worked out from others are left out."""
    found = {}
    for attribute in inspect(kind).column_attrs:
        column = attribute.columns[0]
        if isinstance(column.type, String) and column.type.length and column.type is not Key:
            found[attribute.key] = column.type.length
    return found


def refuse_longer(tx: Session, _context: object, _instances: object) -> None:
    """Before rows are written: raises InvalidInput("field.too_long") for the first text that does not fit."""
    for row in (*tx.new, *tx.dirty):
        if not isinstance(row, Versioned) or not isinstance(row, Base):
            continue
        loaded = inspect(row).dict
        for name, limit in limits(type(row)).items():
            text = loaded.get(name)
            if isinstance(text, str) and len(text) > limit:
                raise InvalidInput("field.too_long", field=name, value=text[:_SHOWN] + "…", limit=limit)
