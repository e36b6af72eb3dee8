"""Files and folders that are asked for; where one was found last, the next question begins."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.gui.context import Context
from desktop.i18n import _

PAPERS = "papers.folder"
"""Where papers and workbooks of a conference are kept."""
_WORKBOOKS = "*.xlsx *.xlsm *.xls *.ods *.csv"


def ask_for_folder(context: Context, title: str, place: str, parent: QWidget | None = None) -> Path | None:
    """A folder to write into; `place` is the name under which it is remembered. None when the question is left."""
    chosen = QFileDialog.getExistingDirectory(parent or context.window, title, _last(context, place))
    if not chosen:
        return None
    context.remember(place, chosen)
    return Path(chosen)


def ask_for_workbooks(context: Context, title: str, place: str) -> list[Path]:
    """Workbooks to read; their folder is remembered under `place`. Empty when the question is left."""
    return _files(context, title, place, _("Workbooks ({pattern})").format(pattern=_WORKBOOKS))


def ask_for_pictures(context: Context, title: str, place: str) -> list[Path]:
    """Photographs, scans and PDFs to read, as `ask_for_workbooks`."""
    endings = "*.jpg *.jpeg *.png *.webp *.heic *.heif *.tif *.tiff *.bmp *.pdf"
    kinds = f"{endings} {endings.upper()}"  # cameras write capitals, and not every system's question overlooks that
    return _files(context, title, place, _("Photographs and scans ({pattern})").format(pattern=kinds))


def _files(context: Context, title: str, place: str, kinds: str) -> list[Path]:
    chosen, _kind = QFileDialog.getOpenFileNames(context.window, title, _last(context, place), kinds)
    if chosen:
        context.remember(place, str(Path(chosen[0]).parent))
    return [Path(each) for each in chosen]


def ask_for_workbook(context: Context, title: str, place: str) -> Path | None:
    """As `ask_for_workbooks`, one of them."""
    return ask_for_file(context, title, place, _("Workbooks ({pattern})").format(pattern=_WORKBOOKS))


def ask_for_file(context: Context, title: str, place: str, kinds: str, parent: QWidget | None = None) -> Path | None:
    """A file to read, of these kinds; its folder is remembered under `place`. None when the question is left."""
    chosen, _kind = QFileDialog.getOpenFileName(parent or context.window, title, _last(context, place), kinds)
    return _kept(context, place, chosen)


def ask_to_save(
    context: Context, title: str, place: str, name: str, kinds: str, parent: QWidget | None = None
) -> Path | None:
    """A file to write, proposed as `name`; its folder is remembered under `place`. None when the question is left."""
    start = str(Path(_last(context, place)) / name)
    chosen, _kind = QFileDialog.getSaveFileName(parent or context.window, title, start, kinds)
    return _kept(context, place, chosen)


def _kept(context: Context, place: str, chosen: str) -> Path | None:
    if not chosen:
        return None
    context.remember(place, str(Path(chosen).parent))
    return Path(chosen)


def _last(context: Context, place: str) -> str:
    kept = context.remembered(place)
    return kept if isinstance(kept, str) else str(Path.home())
