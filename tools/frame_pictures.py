"""The letterhead and the editor of templates, each with the paper beside it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from desktop.gui.papers.letterhead import LetterheadDialog
from desktop.gui.papers.phrases import PhrasesDialog
from desktop.gui.papers.template_editor import TemplateEditor, open_template_editor
from desktop.gui.shell.main_window import MainWindow
from desktop.papers import render, templates

_PDF_WAIT = 0.8


def frame_pictures(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens, by the picture's name."""
    return {
        "letterhead": lambda: _letterhead(window, 0),
        "letterhead-conference": lambda: _letterhead(window, 1),
        "wording": lambda: _wording(window, "Nơi họp:"),
        "wording-wrong": lambda: _wording(window, "Nơi {hop}:"),
        "template": lambda: _template(window, '  title: "BẢNG ĐIỂM DANH",'),
        "template-wrong": lambda: _template(window, '  title: "BẢNG ĐIỂM DANH,'),
        "template-newer": lambda: _newer(window),
    }


def _letterhead(window: MainWindow, tab: int) -> None:
    shown = window.run("conference.frame")
    assert isinstance(shown, LetterheadDialog)
    while not shown.loaded:
        QApplication.processEvents()
    texts = {
        "superior_body": "Ủy ban nhân dân thành phố Hà Nội",
        "issuing_body": "Ủy ban nhân dân quận Hai Bà Trưng",
        "locality": "Hai Bà Trưng",
        "symbol": "UBND",
        "preparer": "Lê Thu Mẫu",
        "accountant": "Trần Thị Sổ",
        "signer_authority": "TM. Ủy ban nhân dân",
        "signer_title": "KT. Chủ tịch, Phó Chủ tịch",
        "signer_name": "Nguyễn Văn Mẫu",
        "recipients": "Như trên;\nUBND thành phố (để báo cáo);\nLưu: VT, NV.",
    }
    shown.of_office.show(texts)
    if tab:
        shown.of_conference.show({**dict.fromkeys(texts, ""), "locality": "Hà Nội"})
    shown.tabs.setCurrentIndex(tab)
    _linger(window)


def _template(window: MainWindow, line: str) -> TemplateEditor:
    """An office has written its own title, rightly or wrongly."""
    _clear()
    shown = open_template_editor(window.context, "attendance-sheet")
    assert isinstance(shown, TemplateEditor)
    _linger(window)
    shown.editor.set_text(shown.text.replace('  // title: "DANH SÁCH ĐIỂM DANH",', line))
    _linger(window)
    return shown


def _wording(window: MainWindow, place: str) -> PhrasesDialog:
    """An office says a label of its letters otherwise, rightly or wrongly."""
    _clear()
    shown = window.run("documents.wording", name="invitation")
    assert isinstance(shown, PhrasesDialog)
    while not shown.is_filled:
        _linger(window)
    _linger(window)
    label = next(field for field in shown.fields.values() if field.phrase.key.endswith("Place:"))
    label.edit.setFocus()
    label.edit.setPlainText(place)
    _linger(window)
    return shown


def _newer(window: MainWindow) -> None:
    shown = _template(window, '  title: "BẢNG ĐIỂM DANH",')
    shown.put()
    _linger(window)
    older = templates.shipped(shown.name).replace("DANH SÁCH ĐIỂM DANH", "DANH SÁCH KÝ TÊN")
    (render.folder() / f"{shown.name}.typ.base").write_text(older, encoding="utf-8")
    shown._say_state()
    shown.banner.tell("")
    shown.show_changes()


def _clear() -> None:
    """Each picture begins with the program's template."""
    for path in render.folder().glob("*"):
        path.unlink()


def _linger(window: MainWindow) -> None:
    """Qt paints PDF pages in its own time."""
    end = time.monotonic() + _PDF_WAIT
    while time.monotonic() < end or window.context.operations.busy:
        QApplication.processEvents()
        time.sleep(0.01)
