"""All tables of a data file: those that every start knows, and those that are known from when somebody asks."""

from __future__ import annotations

from sqlalchemy import MetaData, Table

from desktop.store.columns import Base


def whole() -> MetaData:
    """Every table. Whoever goes through them all takes them from here: `Base.metadata` holds those asked for so far."""
    from desktop.store import (  # noqa: F401 - each makes its tables known
        after_tables,
        desk_tables,
        document_tables,
        import_tables,
        report_tables,
        tables,
        task_tables,
    )

    return Base.metadata


def table(name: str) -> Table:
    """The table of this name. Raises KeyError."""
    found = Base.metadata.tables.get(name)
    return whole().tables[name] if found is None else found
