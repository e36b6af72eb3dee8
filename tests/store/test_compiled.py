"""What SQLAlchemy made of a statement serves every database of its kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.sql.compiler import SQLCompiler

from desktop.store.tables import Unit
from desktop.store.upgrade import open_database
from tests.postgresql import Server


def _compiled(location: str | Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that had to be made while a unit was written into a database and read again."""
    made = []
    compiler = SQLCompiler.__init__

    def noted(self, *given, **named) -> None:
        compiler(self, *given, **named)
        made.append(str(self))

    database = open_database(location)
    with monkeypatch.context() as patched:
        patched.setattr(SQLCompiler, "__init__", noted)
        database.write(lambda tx: tx.add(Unit(kind="ward", name="UBND phường Thử", key="thu", sort_key="thu")))
        found = database.read(lambda tx: tx.scalar(select(Unit.name).where(Unit.key == "thu", Unit.kind == "ward")))
    database.close()
    assert found == "UBND phường Thử"
    return made


def test_a_statement_made_for_one_file_is_made_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    _compiled(tmp_path / "first.db", monkeypatch)
    assert _compiled(tmp_path / "second.db", monkeypatch) == []


def test_a_server_gets_its_own_and_one_for_all_its_databases(
    tmp_path: Path, postgresql: Server, monkeypatch: pytest.MonkeyPatch
):
    _compiled(tmp_path / "file.db", monkeypatch)
    _compiled(postgresql.fresh(), monkeypatch)
    assert _compiled(postgresql.fresh(), monkeypatch) == []
