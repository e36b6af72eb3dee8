"""The office's pictures and the check of a certificate, in the window."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.domain.pictures import PictureKind
from desktop.gui.papers.certificate_check import open_certificate_check
from desktop.gui.papers.pictures import open_pictures
from desktop.gui.shell.main_window import MainWindow
from desktop.services import pictures
from desktop.services.certificate_codes import signing
from tests.gui.filled import conference_id, dialog, filled, filled_record, settle
from tests.papers.test_pictures import SVG
from tests.services.certificate_codes.test_signing import FACTS

__all__ = ["dialog", "filled", "filled_record"]


def test_a_picture_is_taken_from_a_file_shown_and_let_go_of_and_what_is_none_is_refused(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path
) -> None:
    shown = open_pictures(filled.context)
    settle(qtbot, filled)
    place = shown.places[PictureKind.EMBLEM, None]
    assert not place.clear.isEnabled()
    (tmp_path / "huy hiệu.svg").write_bytes(SVG)
    shown.take(tmp_path / "huy hiệu.svg", PictureKind.EMBLEM, None)
    qtbot.waitUntil(place.clear.isEnabled, timeout=20_000)
    assert place.picture.pixmap().width() > 0
    (tmp_path / "danh sách.png").write_text("không phải ảnh", encoding="utf-8")
    shown.take(tmp_path / "danh sách.png", PictureKind.BACKGROUND, conference_id(filled))
    qtbot.waitUntil(lambda: "danh sách.png" in shown.banner.accessibleName(), timeout=20_000)
    place.clear.click()
    qtbot.waitUntil(lambda: not place.clear.isEnabled(), timeout=10_000)
    assert filled.context.operations.database.read(lambda tx: pictures.kept(tx)) == []


def test_a_pasted_code_is_judged_at_once(qtbot: QtBot, filled: MainWindow) -> None:
    (code,) = filled.context.operations.database.write(lambda tx: signing.sign(tx, [FACTS]))
    shown = open_certificate_check(filled.context)
    settle(qtbot, filled)
    shown.text.setPlainText(code)
    qtbot.waitUntil(lambda: shown.banner.accessibleName() == "Giấy thật", timeout=10_000)
    assert FACTS.full_name in shown.facts.text()
    shown.text.setPlainText(code.replace("Hà", "<b>Há</b>"))
    qtbot.waitUntil(lambda: shown.banner.accessibleName().startswith("Đã bị sửa"), timeout=10_000)
    assert "<b>Há</b>" in shown.facts.text()
    shown.text.setPlainText("10100013")
    qtbot.waitUntil(lambda: shown.banner.accessibleName().startswith("Không đọc được"), timeout=10_000)
    assert shown.facts.text() == ""
