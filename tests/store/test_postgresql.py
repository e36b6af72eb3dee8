"""The programs of a PostgreSQL are looked for where they come along."""

from __future__ import annotations

import sys

from desktop.store import postgresql


def test_a_packed_program_has_them_beside_itself(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "TapHuan" / "TapHuan.exe"))
    assert postgresql.brought() == tmp_path / "TapHuan" / "postgresql" / "bin"


def test_another_has_them_in_its_environment(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert postgresql.brought() == tmp_path / "postgresql" / "bin"
