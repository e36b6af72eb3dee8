"""A set-up gives the same versions everywhere."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools.packing.binaries import imports
from tools.packing.systems import ON_EVERY_LINUX, system_libraries

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "resources" / "packaging"
PARTS = [
    *(f"lib/libQt6{part}.so.6" for part in ("Widgets", "PrintSupport", "Pdf", "Multimedia", "Svg", "Network")),
    *(f"plugins/platforms/libq{kind}*.so" for kind in ("xcb", "wayland", "offscreen")),
    *(f"plugins/wayland-{part}/*.so" for part in ("shell-integration", "*-client")),
    *(f"plugins/{kind}/*.so" for kind in ("xcbglintegrations", "printsupport", "multimedia", "imageformats")),
]
"""What the program uses of Qt."""


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(x for extra in project["optional-dependencies"].values() for x in extra)]
    names = {re.split(r"[\[<>=]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names - pins().keys() == set()


def test_the_constraints_name_packages_and_versions_only():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert all(re.fullmatch(r"[a-z0-9.-]+", name) for name in pins())
    assert all(re.fullmatch(r"[0-9][0-9a-z.]*", version) for version in pins().values())


def test_qt_is_kept_below_the_release_that_loses_references():
    assert tuple(map(int, pins()["pyside6"].split(".")))[:2] < (6, 12)


@pytest.mark.parametrize("script", [*sorted(PACKAGING.glob("*.sh")), ROOT / ".ci" / "run"], ids=lambda path: path.name)
def test_a_script_is_sound_and_can_be_run(script):
    assert script.stat().st_mode & 0o100
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt needs nothing beside what it brings")
def test_every_library_that_qt_asks_for_is_set_up():
    qt = Path(next(iter(importlib.util.find_spec("PySide6").submodule_search_locations)), "Qt")
    left = [file for part in PARTS for file in qt.glob(part)]
    assert len(left) > len(PARTS)
    seen: set[Path] = set()
    foreign: dict[str, str] = {}
    while left:
        file = left.pop()
        if file in seen:
            continue
        seen.add(file)
        for name in imports(file.read_bytes()):
            if (own := qt / "lib" / name).exists():
                left.append(own)
            else:
                foreign[name] = file.name
    listed = system_libraries().keys() | ON_EVERY_LINUX
    assert {name: file for name, file in foreign.items() if name not in listed} == {}
