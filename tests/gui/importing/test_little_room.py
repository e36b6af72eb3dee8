"""The preview where there is little room: large text on a small screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app import build_window
from desktop.gui.importing.wizard import ImportWizard
from desktop.settings import Settings
from desktop.store.database import Database
from tests.gui.filled import settle
from tests.gui.importing.workbooks import workbook

UNIT = "UBND phường Bạch Mai"
ROWS = (
    ("Nguyễn Thị Hòa", "Công chức Văn phòng - Thống kê", UNIT, "0912004511"),
    ("Nguyễn Thị Hòa", "Phó Chủ tịch Ủy ban nhân dân", UNIT, "0912004115"),
    ("Lê Văn Tám", "Công chức Tài chính - Kế toán", UNIT, "0912345678"),
    ("Trần Văn Mười", "Chuyên viên", UNIT, "0912345679"),
)


@pytest.mark.parametrize("width", [1024, 1366])
def test_three_rows_stay_in_sight_and_answers_whole_while_a_question_is_open(
    qtbot: QtBot, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr("desktop.gui.importing.wizard._roomy", lambda context: context.window.size())
    window = build_window(database, Settings(text_scale=200))
    qtbot.addWidget(window)
    window.resize(width, 640)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    wizard = window.run("import", paths=[workbook(tmp_path / "phieu.xlsx", ROWS)])
    assert isinstance(wizard, ImportWizard)
    qtbot.waitUntil(lambda: wizard.plan is not None, timeout=20_000)
    wizard.resize(width - 24, 640)
    wizard.activateWindow()
    qtbot.keyClick(wizard, Qt.Key.Key_F8)
    settle(qtbot, window)
    table, panel = wizard.view.table, wizard.view.panel
    area = wizard.view.area
    qtbot.waitUntil(lambda: panel.width() <= area.viewport().width())
    assert wizard.width() <= width
    assert table.viewport().height() >= 3 * table.rowHeight(0)
    chosen = next(one for one in panel.shown() if one.hasFocus())
    top = chosen.mapTo(area.viewport(), chosen.rect().topLeft()).y()
    assert 0 <= top <= area.viewport().height() - chosen.height()
    wizard.reject()
    window.close()
    window.context.theme.apply("light", 100)
