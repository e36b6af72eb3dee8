"""What a start imports: a simple command and the window's first page wait for nothing that they do not use."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from desktop.services import conferences
from desktop.services.opening import Transaction
from desktop.store import schema
from tests import kept_record

ROOT = Path(__file__).resolve().parents[1]
COMMAND = """
from desktop import cli
assert cli.main(["--data", sys.argv[1], "attendees", "CCHC"]) == 0
"""
WINDOW = """
from desktop import app, i18n
from desktop.services.opening import open_location
from desktop.settings import Settings
from PySide6.QtWidgets import QApplication
i18n.install("vi")
application = QApplication([])
window = app.build_window(open_location(sys.argv[1], desk="1"), Settings())
window.ready.connect(application.quit)
window.show()
application.exec()
"""
SELDOM = (
    "alembic", "babel", "cryptography", "lxml", "numpy", "openpyxl", "phonenumbers", "psycopg", "pyqtgraph", "qtawesome",
    "rapidfuzz", "segno", "typst", "xlrd", "desktop.excel",
)  # fmt: skip
"""Packages that one task or another needs, and no start."""


def _conference(tx: Transaction) -> None:
    conferences.create_conference(tx, title="Tập huấn CCHC", starts_on=dt.date(2018, 5, 23))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A data file with one conference."""
    database, _nothing = kept_record.filled(tmp_path / "mau.db", _conference)
    database.close()
    return tmp_path / "mau.db"


def imported(script: str, record: Path) -> list[str]:
    """The modules that a process of its own knows after this, in the order in which they came."""
    told = record.with_suffix(".txt")
    last = "open(sys.argv[2], 'w').write(' '.join(sys.modules)); os._exit(0)"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-c", f"import os, sys\n{script}\n{last}", str(record), str(told)],
        env=environment, capture_output=True, check=True,
    )  # fmt: skip
    return told.read_text(encoding="utf-8").split()


def within(modules: Iterable[str], *packages: str) -> set[str]:
    """Those of these packages."""
    return {name for name in modules for package in packages if name == package or name.startswith(f"{package}.")}


def _text(module: str) -> str:
    """The source of a module of ours."""
    plain = ROOT.joinpath(*module.split("."))
    file = plain.with_suffix(".py")
    return (file if file.exists() else plain / "__init__.py").read_text(encoding="utf-8")


def _waits(modules: Iterable[str]) -> set[str]:
    """What a start that knows these modules need not wait for: tables that it reads nothing of, methods nobody calls."""
    own = within(modules, "desktop")
    seldom = {f"desktop.store.{name}" for name in schema.MODULES} - {"desktop.store.tables"}
    eager = {name for name in own if re.search(r"^from dataclasses import .*\bdataclass\b", _text(name), re.MULTILINE)}
    return own & seldom | eager


def test_a_simple_command_imports_neither_another_topic_nor_what_others_need(record):
    found = imported(COMMAND, record)
    assert within(found, *SELDOM, "PySide6", "desktop.gui", "desktop.papers") == set()
    shared = {"arguments", "leaving", "output", "subcommands", "topics"}
    assert {name.removeprefix("desktop.commands.") for name in within(found, "desktop.commands")} - shared == {
        "desktop.commands",
        "attendees",
    }
    assert _waits(found) == set()


def test_the_first_page_imports_no_other_page_no_dialog_and_nothing_of_paper(record):
    found = imported(WINDOW, record)
    assert (
        within(found, *SELDOM, "desktop.isolated.job", "desktop.gui.widgets.form", "desktop.gui.widgets.table") == set()
    )
    assert _waits(found) == set()
    late = within(found[found.index("PySide6") :], "desktop")  # Qt reads the source of each
    assert {name for name in late if "PySide6" not in _text(name) and "import" in _text(name)} <= {
        "desktop.gui.attendees",
        "desktop.gui.shell.remarks",
    }
    qt = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}
    assert {name for name in within(found, "PySide6") if name.startswith("PySide6.Qt")} == qt
    tasks = ("agenda", "attendees", "checkin", "importing", "papers", "seating", "settings", "signatures", "units")
    assert within(found, *(f"desktop.gui.{task}" for task in tasks)) <= {"desktop.gui.attendees"}, "the room's own name"
