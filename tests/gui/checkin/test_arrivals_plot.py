"""The plot of arrivals shows every arrival, whatever the fonts of the machine can write."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.board import Arrivals
from desktop.gui.checkin import arrivals_plot
from desktop.gui.checkin.arrivals_plot import ArrivalsPlot, clock_ticks, count_ticks
from desktop.gui.theme import Theme

MORNING = dt.datetime(2026, 11, 30, 1, tzinfo=dt.UTC)


class NothingToMeasure:
    """The metrics of a font that has none of the letters."""

    def __init__(self, _font: object) -> None:
        pass

    def horizontalAdvance(self, _text: str) -> float:
        return 0.0

    def height(self) -> float:
        return 0.0


@given(st.floats(0, 10**6), st.floats(5, 3000), st.floats(1, 4000), st.floats(1, 300))
def test_times_are_written_in_order_inside_the_plot_and_do_not_touch(first, length, size, wide):
    ticks = clock_ticks(first, first + length, size, wide)
    assert all(first <= tick <= first + length for tick in ticks)
    steps = {after - before for before, after in itertools.pairwise(ticks)}
    assert len(steps) <= 1
    if size >= 5 * wide and length <= 1440 and steps:
        assert size * min(steps) / length > wide


@given(st.integers(3, 10**6), st.floats(1, 4000), st.floats(1, 300))
def test_counts_are_whole_begin_at_none_and_are_five_at_most(most, size, high):
    ticks = count_ticks(most, size, high)
    assert ticks[0] == 0
    assert ticks[-1] <= most
    assert len(ticks) <= 5


def filled(plot: ArrivalsPlot, theme: Theme) -> list[int]:
    """How many pixels of each column are a bar's."""
    picture = plot.bars.grab().toImage()
    colour = theme.colour("bar").rgb()
    return [
        sum(picture.pixelColor(x, y).rgb() == colour for y in range(picture.height())) for x in range(picture.width())
    ]


@pytest.mark.parametrize("measured", [True, False])
def test_every_bar_is_drawn_as_high_as_its_count(qapp, qtbot, monkeypatch, measured):
    if not measured:
        monkeypatch.setattr(arrivals_plot, "QFontMetricsF", NothingToMeasure)
    theme = Theme(qapp)
    plot = ArrivalsPlot(theme)
    qtbot.addWidget(plot)
    plot.resize(300, 150)
    plot.show_arrivals(Arrivals(MORNING, 5, (4, 8, 0, 2)), MORNING)
    plot.show()
    heights = filled(plot, theme)
    assert len("".join("x" if high else " " for high in heights).split()) == 3
    tops = sorted({high for high in heights if high > 4}, reverse=True)
    assert tops[0] > 1.8 * tops[-1]


def test_a_plot_too_small_to_draw_in_stays_empty(qapp, qtbot):
    plot = ArrivalsPlot(Theme(qapp))
    qtbot.addWidget(plot)
    plot.bars.resize(4, 4)
    plot.show_arrivals(Arrivals(MORNING, 5, ()), MORNING)
    plot.bars.grab()
