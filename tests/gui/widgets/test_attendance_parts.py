"""The plot of arrivals is drawn whatever the fonts of the machine can write."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.domain.board import Arrivals
from desktop.gui.theme import Theme
from desktop.gui.widgets import attendance_parts
from desktop.gui.widgets.attendance_parts import ArrivalsPlot

MORNING = dt.datetime(2026, 11, 30, 1, tzinfo=dt.UTC)


class NothingToMeasure:
    """The metrics of a font that has none of the letters."""

    def __init__(self, _font: object) -> None:
        pass

    def horizontalAdvance(self, _text: str) -> float:
        return 0.0

    def height(self) -> float:
        return 0.0


def test_a_font_without_these_letters_leaves_the_axes_as_they_are(qapp, qtbot, monkeypatch):
    pytest.importorskip("pyqtgraph")
    monkeypatch.setattr(attendance_parts, "QFontMetricsF", NothingToMeasure)
    plot = ArrivalsPlot(Theme(qapp))
    qtbot.addWidget(plot)
    plot.show()  # it is made when first seen
    plot.show_arrivals(Arrivals(MORNING, 5, (3, 8, 2)), MORNING)
    for axis in plot._axes:
        ((step, ticks),) = axis.tickValues(0, 60, 200)
        assert step > 0
        assert 1 < len(ticks) < 20
