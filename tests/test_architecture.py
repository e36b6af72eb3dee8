"""The walls of the house stand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINES_AT_MOST = 450


def python(code: str) -> str:
    """What a fresh Python prints."""
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_the_rooms_import_only_downwards():
    result = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("room", ["domain", "isolated", "wording", "store", "excel", "services"])
def test_a_room_below_the_window_works_without_qt(room):
    loaded = python(
        "import pkgutil, importlib, sys\n"
        f"import desktop.{room} as room\n"
        "skipped = '.migrations.'\n"
        "for module in pkgutil.walk_packages(room.__path__, room.__name__ + '.'):\n"
        "    if skipped not in module.name and not module.name.endswith('__main__'):\n"
        "        importlib.import_module(module.name)\n"
        "print(' '.join(name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))))"
    )
    assert loaded == ""


def test_the_domain_needs_only_the_standard_library():
    foreign = python(
        "import pkgutil, importlib, sys\n"
        "import desktop.domain as room\n"
        "for module in pkgutil.walk_packages(room.__path__, room.__name__ + '.'):\n"
        "    importlib.import_module(module.name)\n"
        "tops = {name.partition('.')[0] for name in sys.modules} - {'desktop'}\n"
        "print(' '.join(sorted(t for t in tops if 'site-packages' in (getattr(sys.modules.get(t), '__file__', '') or '')"
        " and not t.startswith('_'))))"
    )
    assert foreign == ""


def test_no_file_is_longer_than_a_reader_can_hold():
    long = {
        str(file.relative_to(ROOT)): lines
        for file in sorted((ROOT / "desktop").rglob("*.py"))
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > LINES_AT_MOST
    }
    assert long == {}
