"""The dialog of Word forms: save the form, take one back, see its fields, fill it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.gui.papers import word_form
from desktop.gui.papers.word_form import WordFormDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.papers.word import own
from tests.gui.filled import dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]


@pytest.fixture
def shown(qtbot: QtBot, filled: MainWindow) -> WordFormDialog:
    link = next(link for link in filled.commands.beside("invitation") if link.command == "documents.word")
    filled.run(link.command, **link.given)
    found = dialog(qtbot, WordFormDialog)
    qtbot.waitUntil(lambda: found.checked is not None, timeout=10_000)
    return found


def texts(shown: WordFormDialog) -> list[tuple[str, str, str]]:
    items = [shown.list.topLevelItem(row) for row in range(shown.list.topLevelItemCount())]
    return [(item.text(0), item.text(1), item.text(2)) for item in items if item is not None]


def test_a_form_is_saved_changed_taken_shown_filled_and_given_up(
    qtbot: QtBot, filled: MainWindow, shown: WordFormDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "mẫu của chương trình" in shown.state.text()
    assert ("✓ có dùng", "{{ kinh_gui }}", "nơi gửi: đơn vị, hoặc người không thuộc đơn vị nào") in texts(shown)
    assert shown.open_own.isHidden()
    path = tmp_path / "Mẫu của ta.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path.with_suffix("")), ""))
    shown.save_form.click()
    qtbot.waitUntil(path.exists, timeout=10_000)

    form = docx.Document(str(path))
    form.add_paragraph("Của riêng ta: {{ hoi_nghi }}")
    form.save(str(path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))
    shown.choose.click()
    qtbot.waitUntil(lambda: "mẫu riêng" in shown.state.text(), timeout=10_000)
    assert own.path("invitation").is_file()
    assert not shown.open_own.isHidden()

    opened: list[Path] = []
    monkeypatch.setattr(word_form, "open_file", opened.append)
    target = tmp_path / "Giấy mời.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    monkeypatch.setattr(filled.context.feedback, "ask", lambda *_given, **_more: True)
    with qtbot.waitSignal(shown.accepted, timeout=20_000):
        shown.fill.click()
    settle(qtbot, filled)
    assert opened == [target]
    assert any("Của riêng ta: Tập huấn" in each.text for each in docx.Document(str(target)).paragraphs)

    filled.run("documents.word", name="invitation")
    again = dialog(qtbot, WordFormDialog)
    qtbot.waitUntil(lambda: again.checked is not None, timeout=10_000)
    again.remove.click()
    qtbot.waitUntil(lambda: "mẫu của chương trình" in again.state.text(), timeout=10_000)
    assert not own.path("invitation").exists()
    again.reject()


def test_a_file_that_does_not_fit_is_told_line_by_line_and_not_taken(
    qtbot: QtBot, shown: WordFormDialog, tmp_path: Path
) -> None:
    path = tmp_path / "sai.docx"
    form = docx.Document()
    form.add_paragraph("Gửi {{ kinh_guj }}")
    form.add_paragraph("Giờ {{ thoi_gian }")
    form.add_paragraph("Tới {{ hoi_nghi }}")
    form.save(str(path))
    shown.take(path)
    qtbot.waitUntil(lambda: "sai.docx" in shown.banner.sentence, timeout=10_000)
    rows = texts(shown)
    assert rows[0][1] == "Giờ {{ thoi_gian }"
    assert rows[1] == ("✕ cần sửa", "kinh_guj", "không có trong danh mục; có thể là kinh_gui")
    assert ("✓ có dùng", "{{ hoi_nghi }}", "tên hội nghị") in rows
    assert "Giờ {{ thoi_gian }" in shown.detail.text()
    assert not own.path("invitation").exists()
    path.write_bytes(b"no form")
    shown.take(path)
    qtbot.waitUntil(lambda: "không phải tệp Word" in shown.banner.sentence, timeout=10_000)
    shown.reject()


def test_a_list_is_copied_as_the_three_rows_it_takes(qtbot: QtBot, shown: WordFormDialog) -> None:
    item = shown.list.findItems("dai_bieu:", Qt.MatchFlag.MatchStartsWith, 1)[0]
    shown.list.setCurrentItem(item)
    shown.copy.click()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "{%tr for dong in dai_bieu %}",
        "{{ dong.stt }}\t{{ dong.ho_ten }}\t{{ dong.chuc_vu }}",
        "{%tr endfor %}",
    ]
    shown.reject()
