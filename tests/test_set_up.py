"""A set-up gives the same versions everywhere."""

from __future__ import annotations

import importlib.util
import re
import struct
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "resources" / "packaging"
PARTS = [
    *(f"lib/libQt6{part}.so.6" for part in ("Widgets", "PrintSupport", "Pdf", "Multimedia", "Svg", "Network")),
    *(f"plugins/platforms/libq{kind}*.so" for kind in ("xcb", "wayland", "offscreen")),
    *(f"plugins/wayland-{part}/*.so" for part in ("shell-integration", "*-client")),
    *(f"plugins/{kind}/*.so" for kind in ("xcbglintegrations", "printsupport", "multimedia", "imageformats")),
]
"""What the program uses of Qt."""
EVERYWHERE = {
    *("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "libresolv.so.2", "librt.so.1", "libgcc_s.so.1"),
    *("ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libstdc++.so.6", "libz.so.1", "libbz2.so.1"),
    *("libgthread-2.0.so.0", "libbrotlicommon.so.1"),
}
"""On every Debian, because apt and dpkg load it, or in one package with a library of the list."""


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


def asked_for(file: Path) -> list[str]:
    """The libraries that a 64-bit ELF file loads (its DT_NEEDED entries)."""
    data = file.read_bytes()
    (headers,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    segments = [struct.unpack_from("<IIQQQQ", data, headers + size * number) for number in range(count)]
    dynamic = next(segment for segment in segments if segment[0] == 2)
    entries = list(struct.iter_unpack("<qQ", data[dynamic[2] : dynamic[2] + dynamic[5]]))
    names = next(value for tag, value in entries if tag == 5)
    home = next(each for each in segments if each[0] == 1 and each[3] <= names < each[3] + each[5])
    starts = [names - home[3] + home[2] + value for tag, value in entries if tag == 1]
    return [data[start : data.index(b"\0", start)].decode() for start in starts]


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
        for name in asked_for(file):
            if (own := qt / "lib" / name).exists():
                left.append(own)
            else:
                foreign[name] = file.name
    script = (PACKAGING / "system-packages.sh").read_text(encoding="utf-8")
    listed = set(re.findall(r"^(lib\S+\.so\S*) ", script, re.MULTILINE))
    assert {name: file for name, file in foreign.items() if name not in listed | EVERYWHERE} == {}
