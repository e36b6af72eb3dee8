"""The options of badges beside their preview."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from desktop.gui.papers.options import DocumentOptions
from desktop.papers import documents
from desktop.papers.badges.options import BadgeOptions


@pytest.fixture
def options(qtbot: QtBot) -> DocumentOptions:
    """The fields of badges, nothing chosen yet."""
    context: Any = SimpleNamespace(theme=SimpleNamespace(px=round))
    panel = DocumentOptions(context, documents.find("badges"))
    qtbot.addWidget(panel)
    panel.take(BadgeOptions())
    return panel


def test_width_and_height_are_asked_for_only_with_a_size_of_ones_own(options: DocumentOptions) -> None:
    size, width = options.controls["size"].widget, options.controls["width"].widget
    assert isinstance(size, QComboBox)
    assert isinstance(width, QSpinBox)
    assert not width.isVisibleTo(options)
    size.setCurrentIndex(size.findData("custom"))
    assert width.isVisibleTo(options)
    width.setValue(100)
    assert options.options() == BadgeOptions(size="custom", width=100)
    options.take(BadgeOptions(size="card"))
    assert not width.isVisibleTo(options)
