"""A signed PDF is chosen, checked beside the window, and each signature told in words."""

from __future__ import annotations

import pytest

from desktop.gui.signatures.check import SignatureCheck
from desktop.gui.signatures.roots import TrustedRoots
from tests.services.signatures.offices import authority, clerk, head, paper, signed, written


@pytest.fixture
def dialog(window, qtbot):
    made = SignatureCheck(window.context)
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_signature_is_a_line_and_the_highlighted_one_is_told_whole(dialog, qtbot, tmp_path):
    dialog.check(written(tmp_path, signed(signed(paper(), clerk()), head(), "B")))
    qtbot.waitUntil(lambda: len(dialog.rows) == 2, timeout=30_000)
    assert "chứng thư" in dialog.verdict.text()
    assert dialog.list.topLevelItem(1).text(0) == "Đặng Quốc Ước"
    assert "Nguyễn Thị Hà" in dialog.detail.text()
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    assert "Ủy ban nhân dân tỉnh Thử Nghiệm" in dialog.detail.text()
    assert "thu hồi" in dialog.unchecked.text()


def test_a_file_that_is_no_pdf_is_refused_in_the_banner_and_another_can_be_chosen(dialog, qtbot, tmp_path):
    dialog.check(written(tmp_path, b"PK\x03\x04"))
    qtbot.waitUntil(lambda: dialog.banner.isVisible(), timeout=30_000)
    assert not dialog.rows
    assert dialog.choose.isEnabled()


def test_a_root_that_is_added_is_listed_and_can_be_removed(window, qtbot, tmp_path):
    made = TrustedRoots(window.context)
    qtbot.addWidget(made)
    made.show()
    path = tmp_path / "gốc.cer"
    path.write_bytes(authority().der)
    made.take(path)
    qtbot.waitUntil(lambda: len(made.rows) == 1, timeout=30_000)
    assert made.list.topLevelItem(0).text(0) == "Gốc Chứng thực Thử nghiệm"
    made.remove.click()
    qtbot.waitUntil(lambda: not made.rows, timeout=30_000)
    assert made.empty.isVisible()
