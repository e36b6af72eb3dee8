"""How reading pictures begins: with the files that were dropped, or that somebody chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QDialog

from desktop import wording
from desktop.gui.context import Context
from desktop.gui.widgets.file_choice import ask_for_pictures
from desktop.services import scanned_sheets

DialogT = TypeVar("DialogT", bound=QDialog)


def open_reading(
    context: Context, paths: Sequence[Path], title: str, place: str, made: Callable[[Context, list[Path]], DialogT]
) -> DialogT | None:
    """Open the dialog over these files, else over those chosen; nothing without the packages that read pictures.

    `title` stands over the question for files, which begins at the folder remembered under `place`.
    """
    if not scanned_sheets.can_read():
        context.feedback.warn(wording.sentence("scan.no_reader"))
        return None
    chosen = list(paths) or ask_for_pictures(context, title, place)
    if not chosen:
        return None
    dialog = made(context, chosen)
    dialog.open()
    return dialog
