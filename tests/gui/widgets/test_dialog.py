"""A dialog that shows something of the record goes on showing it as it changes, or says that it reads it once."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QDialog

import desktop.gui
from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.documents.selection import EVERYONE
from desktop.gui.papers.printed_sheets import PrintedSheets
from desktop.gui.widgets.dialog import Dialog
from desktop.services import sheets
from tests.gui.filled import filled, filled_record, settle

__all__ = ["filled", "filled_record"]


def dialogs() -> list[type[Dialog]]:
    """Every dialog of the window."""

    def below(kind: type[Dialog]) -> Iterator[type[Dialog]]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    for module in pkgutil.walk_packages(desktop.gui.__path__, "desktop.gui."):
        importlib.import_module(module.name)
    return sorted(
        {each for each in below(Dialog) if each.__module__.startswith("desktop.")}, key=lambda each: each.__name__
    )


def calls(kind: type[object]) -> list[tuple[str, str, bool]]:
    """What a class calls: the name before the last dot, the name after it, and whether it is a task with a title."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    found = []
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            owner = call.func.value
            of = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
            found.append((of, call.func.attr, any(each.arg == "title" for each in call.keywords)))
    return found


def test_every_dialog_reads_the_record_by_the_two_ways_that_say_whether_it_follows():
    every = dialogs()
    assert len(every) > 30
    past = [kind.__name__ for kind in every if ("operations", "read", False) in calls(kind)]
    assert past == []


def test_every_dialog_that_shows_the_record_says_which_areas_it_shows():
    showing = [kind for kind in dialogs() if ("self", "read_record", False) in calls(kind)]
    assert PrintedSheets in showing
    followed = [
        kind
        for kind in showing
        if any(("self", "follow", False) in calls(base) for base in kind.__mro__ if base not in QDialog.__mro__)
    ]
    assert followed == showing


def test_a_dialog_that_follows_nothing_may_not_show_the_record(filled):
    with pytest.raises(RuntimeError, match="follows no area"):
        Dialog(filled.context, "Thử").read_record(lambda _tx: None, lambda _found: None)


def test_a_sheet_made_meanwhile_is_shown_and_the_row_chosen_stays(qtbot, filled):
    conference = filled.context.conference_id

    def make(blank_lines: int) -> None:
        options = SheetOptions(blank_lines=blank_lines)
        filled.context.operations.write(lambda tx: sheets.record_sheet(tx, conference, EVERYONE, options))
        settle(qtbot, filled)

    make(0)
    dialog = PrintedSheets(filled.context)
    dialog.open()
    settle(qtbot, filled)
    assert [row.number for row in dialog.rows] == [1]
    make(5)
    assert sorted(row.number for row in dialog.rows) == [1, 2]
    assert dialog.current().number == 1
    dialog.reject()
