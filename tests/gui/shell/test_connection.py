"""What the window says of its data source: file or server, desk, whether it answers, what waits, what a login may do."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from desktop import i18n
from desktop.app import build_window
from desktop.gui.connection import Connection
from desktop.gui.shell.connection_bar import ConnectionBar
from desktop.gui.theme import Theme
from desktop.gui.widgets.status_line import StatusLine
from desktop.services import units
from desktop.services.opening import open_location
from desktop.settings import Settings
from tests.gui.filled import filled, filled_record, settle

__all__ = ["filled", "filled_record"]


@pytest.fixture
def theme(qapp):
    return Theme(qapp)


def away(**changed):
    known = {"source": "may-chu/taphuan", "is_server": True, "desk": "Bàn 2", "role": "desk"}
    return Connection(**{**known, "online": False, "pending": 3, **changed})


def test_the_status_line_names_the_file_and_the_desk(qtbot, filled):
    qtbot.waitUntil(lambda: bool(filled.status.standing))
    assert filled.status.standing == "Máy này · mau.db · Bàn 1"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ["may-chu/taphuan · Bàn 2", "▲ mất máy chủ", "chờ đồng bộ: 3"]),
        ("en", ["may-chu/taphuan · Bàn 2", "▲ server away", "waiting to be sent: 3"]),
    ],
)
def test_a_server_that_is_away_stands_in_words_and_with_what_waits(qtbot, theme, language, words):
    i18n.install(language)
    line, bar = StatusLine(theme), ConnectionBar(theme)
    qtbot.addWidget(line)
    qtbot.addWidget(bar)
    line.show_connection(away())
    bar.show_connection(away())
    for each in words:
        assert each in line.standing
    assert "3" in bar.sentence
    assert bar.accessibleName() == bar.sentence
    line.show_connection(away(online=True, pending=0, role="organizer"))
    bar.show_connection(away(online=True, pending=0))
    assert "▲" not in line.standing
    assert "●" in line.standing
    assert bar.sentence == ""


@pytest.mark.parametrize(
    ("trouble", "word", "elsewhere"),
    [("record.wrong_password", "mật khẩu", True), ("record.login_locked", "khóa", True),
     ("record.certificate", "chứng thư", True), ("record.too_many_connections", "kết nối", False),
     ("record.server_full", "đầy", False)],
)  # fmt: skip
def test_why_the_server_takes_nothing_is_said_with_its_remedy(qtbot, theme, trouble, word, elsewhere):
    bar = ConnectionBar(theme)
    qtbot.addWidget(bar)
    bar.show_connection(away(trouble=trouble, pending=3))
    assert word in bar.sentence
    assert "3" in bar.sentence
    assert bar.source.isHidden() is not elsewhere


@pytest.mark.parametrize(
    ("trouble", "word"),
    [("record.wrong_password", "mã mới"), ("record.login_locked", "Ban tổ chức đã khóa"),
     ("record.certificate", "mã mới"), ("record.too_many_connections", "tự thử lại")],
)  # fmt: skip
def test_a_desk_that_joined_by_a_code_is_told_of_the_organizer_and_of_no_password(qtbot, theme, trouble, word):
    bar = ConnectionBar(theme)
    qtbot.addWidget(bar)
    bar.show_connection(away(trouble=trouble, pending=3, joined=True))
    assert word in bar.sentence
    assert "3" in bar.sentence
    assert "mật khẩu" not in bar.sentence
    assert bar.mends == "desks.join"


def test_a_slow_server_and_one_not_heard_any_more_say_so(qtbot, theme):
    line = StatusLine(theme)
    qtbot.addWidget(line)
    line.show_connection(away(online=True, pending=0, slow=1.2))
    assert "chậm (1,2 s)" in line.standing
    line.show_connection(away(pending=5, answered="19:06"))
    assert "19:06" in line.standing
    assert "chờ đồng bộ: 5" in line.standing


def test_a_clock_that_is_off_stands_over_the_pages_until_it_is_right(qtbot, theme):
    bar = ConnectionBar(theme)
    qtbot.addWidget(bar)
    bar.show_connection(away(online=True, pending=0, clock_off=dt.timedelta(minutes=42)))
    assert "42 phút" in bar.sentence
    assert bar.again.isHidden()
    bar.show_connection(away(online=True, pending=0, clock_off=dt.timedelta(hours=-7)))
    assert "7 giờ" in bar.sentence
    bar.show_connection(away(online=True, pending=0))
    assert bar.sentence == ""


def test_the_line_over_the_pages_cannot_be_closed_while_the_server_is_away(qtbot, filled):
    filled.connection_bar.show_connection(away(pending=0))
    filled.show_page("agenda")
    assert filled.connection_bar.isVisible()
    assert "điểm danh" in filled.connection_bar.sentence


def test_another_name_of_the_desk_holds_at_once(qtbot, filled, filled_record):
    dialog = filled.run("preferences")
    dialog.desk.setText("Cửa trước")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Cửa trước" in filled.status.standing)
    with qtbot.waitSignal(filled.context.operations.wrote) as wrote:
        filled.context.operations.write(lambda tx: units.add_unit(tx, "UBND phường Thử").id)
    assert wrote.args[0][-1].desk == "Cửa trước"
    settle(qtbot, filled)


def test_a_server_is_named_by_its_host_and_its_answering_is_shown(qtbot, postgresql):
    location = postgresql.emptied()
    database = open_location(location, desk="Bàn 2")
    window = build_window(database, Settings(), location=location)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "●" in window.status.standing)
    assert window.status.standing == "localhost/postgres · Bàn 2 · ● trực tuyến"
    settle(qtbot, window)
    window.close()
    database.close()


def test_long_names_of_server_and_desk_leave_the_window_its_width_at_200_percent(qtbot, filled_record):
    window = build_window(filled_record, Settings(text_scale=200))
    qtbot.addWidget(window)
    window.show()
    window.status.show_connection(away(source="may-chu-hoi-nghi.ubnd-quan.gov.vn/taphuan", desk="Bàn cửa trước tầng 3"))
    settle(qtbot, window)
    assert window.minimumSizeHint().width() <= 1366
    window.close()
    window.context.theme.apply("light", 100)


@pytest.mark.parametrize("leaves", [False, True])
def test_whoever_leaves_while_entries_wait_is_told_that_they_are_kept(qtbot, filled, monkeypatch, leaves):
    told: list[str] = []
    monkeypatch.setattr(filled.feedback, "ask", lambda _title, words, _yes: told.append(words) or leaves)
    filled.context.connection.now = away(pending=5)
    assert filled.close() is leaves
    assert "5 lượt chờ máy chủ" in told[0]
    filled.context.connection.now = away(pending=0)
