"""The wheel holds everything the program needs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-c", "import hatchling.build as b, sys; print(b.build_wheel(sys.argv[1]))", str(folder)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_carries_resources_and_compiled_translations(wheel):
    names = set(wheel.namelist())
    assert {f"desktop/_resources/translations/{language}.mo" for language in ("vi", "en")} <= names
    assert "desktop/_resources/units/units-hai-ba-trung-2018.csv" in names
    for folder in (ROOT / "resources").iterdir():
        if folder.name in ("packaging", "translations"):
            continue
        for file in folder.rglob("*"):
            if file.is_file() and not file.name.startswith(".") and "__pycache__" not in file.parts:
                assert f"desktop/_resources/{file.relative_to(ROOT / 'resources').as_posix()}" in names


def test_the_wheel_carries_the_guide_with_its_pictures(wheel):
    names = set(wheel.namelist())
    for language in ("vi", "en"):
        assert f"desktop/_resources/guide/index.{language}.md" in names
        for picture in (ROOT / "docs" / "pictures" / language).rglob("*.png"):
            assert f"desktop/_resources/guide/{picture.relative_to(ROOT / 'docs').as_posix()}" in names


def test_the_wheel_carries_every_module_and_no_tests(wheel):
    names = set(wheel.namelist())
    for file in (ROOT / "desktop").rglob("*.py"):
        assert file.relative_to(ROOT).as_posix() in names
    assert not [name for name in names if name.startswith(("tests/", "resources/"))]


def test_the_command_is_the_same_start_as_main(wheel):
    entry_points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "tap-huan = desktop.__main__:main" in wheel.read(entry_points).decode()


def test_a_wheel_finds_its_resources_and_speaks_vietnamese(wheel, tmp_path):
    wheel.extractall(tmp_path)
    code = (
        "from desktop import i18n, paths; i18n.install('vi');"
        "assert paths.resources().name == '_resources', paths.resources();"
        "assert list((paths.resources() / 'units').glob('*.csv'));"
        "assert (paths.guide() / 'index.vi.md').parent.name == 'guide', paths.guide();"
        "print(i18n._('Cancel') != 'Cancel')"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.stdout.strip() == "True", result.stderr
