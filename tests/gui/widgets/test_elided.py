"""Words longer than their room are cut, and whole in the tip."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.gui.feedback import Banner
from desktop.gui.theme import Theme
from desktop.gui.widgets.elided_button import ElidedButton

LONG = "Sang “Kiểm soát thủ tục hành chính; cơ chế một cửa, một cửa liên thông & dịch vụ công trực tuyến”"


def test_a_button_of_many_words_needs_no_more_room_than_there_is(qtbot: QtBot) -> None:
    made = ElidedButton(LONG, lambda: None)
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() < made.sizeHint().width() / 2
    assert made.accessibleName() == LONG
    assert "&&" in made.text()


def test_the_way_out_of_a_banner_leaves_its_sentence_the_greater_part(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    banner = Banner(Theme(application))
    qtbot.addWidget(banner)
    banner.tell(
        "“Khai mạc; kế hoạch cải cách hành chính năm 2018” đã kết thúc lúc 06:40: ai vào lúc này sẽ được hỏi lại."
    )
    banner.offer(LONG, lambda: None)
    banner.resize(700, 60)
    banner.show()
    assert banner.way_out.width() <= 700 * 0.4
    assert banner._text.width() > 700 * 0.4
    assert banner.minimumSizeHint().width() < 500
