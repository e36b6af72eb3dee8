"""What the commands about tasks after a conference open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.gui.context import Context


def give(context: Context) -> object:
    from desktop.gui.tasks.give import open_give

    return open_give(context)


def given(context: Context) -> object:
    from desktop.gui.tasks.given import open_given

    return open_given(context)


def sheets(context: Context) -> None:
    from desktop.gui.tasks.sheets import save_sheets

    save_sheets(context)


def take(context: Context, paths: Sequence[Path] = ()) -> object:
    from desktop.gui.tasks.take import take_sheets

    return take_sheets(context, paths)


def remind(context: Context) -> object:
    from desktop.domain.reminders import About
    from desktop.gui.reminders.remind import open_reminders

    return open_reminders(context, About.TASKS)
