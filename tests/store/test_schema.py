"""All tables are known to whoever goes through them, and those that a start does not need to nobody else."""

from __future__ import annotations

from pathlib import Path

from desktop.store import schema, tables
from desktop.store.columns import Base

ROOT = Path(__file__).resolve().parents[2]


def test_every_file_of_tables_belongs_to_the_whole_schema():
    files = {file.stem for file in (ROOT / "desktop" / "store").glob("*tables.py")}
    assert {"tables", *schema.MODULES} | {"audit_tables", "office_tables"} == files
    whole = schema.whole()
    assert {mapper.local_table for mapper in Base.registry.mappers} == set(whole.tables.values())


def test_each_table_is_found_by_its_class_and_by_its_name():
    for name in tables.__all__:
        kind = getattr(tables, name)
        assert schema.table(kind.__tablename__) is kind.__table__
    assert not hasattr(tables, "Nothing")


def test_nobody_else_goes_through_the_tables_asked_for_so_far():
    asking = [
        file.relative_to(ROOT).as_posix()
        for folder in ("desktop", "tests", "tools")
        for file in (ROOT / folder).rglob("*.py")
        if "Base.metadata" in file.read_text(encoding="utf-8")
    ]
    assert sorted(asking) == ["desktop/store/schema.py", "tests/store/test_schema.py"]
