"""All tables of a data file: those that every start knows, and those that are known from when somebody asks."""

from __future__ import annotations

from importlib import import_module

from sqlalchemy import MetaData, Table

from desktop.store.columns import Base

MODULES = (
    "tables",
    "attendance_tables",
    "document_tables",
    "import_tables",
    "task_tables",
    "after_tables",
    "report_tables",
    "point_tables",
    "desk_tables",
)
"""Where tables stand; the first imports what else every start needs."""


def whole() -> MetaData:
    """Every table. Whoever goes through them all takes them from here: `Base.metadata` holds those asked for so far."""
    for module in MODULES:
        import_module(f"desktop.store.{module}")
    return Base.metadata


def table(name: str) -> Table:
    """The table of this name. Raises KeyError."""
    for module in MODULES:
        if name in Base.metadata.tables:
            break
        import_module(f"desktop.store.{module}")
    return Base.metadata.tables[name]
