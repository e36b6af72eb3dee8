"""The Word form of a document: the program's, and a file that can't be filled yet."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import docx
from PySide6.QtWidgets import QApplication

from desktop.gui.papers.word_form import WordFormDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.papers.word import forms, own


def word_pictures(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens, by the picture's name."""
    return {
        "word-form": lambda: _opened(window),
        "word-form-wrong": lambda: _wrong(window),
        "word-form-own": lambda: _own(window),
    }


def _opened(window: MainWindow) -> WordFormDialog:
    shown = window.run("documents.word", name="invitation")
    assert isinstance(shown, WordFormDialog)
    while shown.checked is None:
        QApplication.processEvents()
    return shown


def _own(window: MainWindow) -> None:
    path = own.path("invitation")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(forms.form("invitation"))
    try:
        _opened(window)
    finally:
        path.unlink()


def _wrong(window: MainWindow) -> None:
    shown = _opened(window)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Giấy mời của Phòng Nội vụ.docx"
        form = docx.Document()
        for text in (
            "Kính mời: {{ kinh_guj }} tới dự {{ hoi_nghi }}",
            "Thời gian: {{ thoi_gian }",
            "{%p if lien_he %} Liên hệ: {{ lien_he }}",
            "{%p endif %}",
        ):
            form.add_paragraph(text)
        form.save(str(path))
        first = shown.checked
        shown.take(path)
        while shown.checked is first:
            QApplication.processEvents()
