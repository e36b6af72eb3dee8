"""Where a table's heading stands among the rows of a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.columns import Layout, read_layout
from desktop.excel.understanding.content import fits
from desktop.excel.understanding.heading_rows import Merges, Rows, heading_band, heading_score

SEARCHED_ROWS = 60
"""Rows searched at first; further down only where they hold neither a heading nor people."""
FURTHEST_ROW = 10_000
"""No list begins below so many rows of something else."""


def find_heading(
    rows: Rows, numbers: Sequence[int], merges: Merges, learned: Mapping[str, str], start: int = 0
) -> tuple[int, int] | None:
    """The first and last index of the first heading from `start` with people below; the likeliest, where none has any."""
    scores = {index: score for index in range(start, len(rows)) if (score := heading_score(rows[index], learned)) > 0}
    best: tuple[float, tuple[int, int]] | None = None
    end = start
    for index in scores:
        if index < end:
            continue
        beside = [index]
        while beside[-1] + 1 in scores and numbers[beside[-1] + 1] == numbers[beside[-1]] + 1:
            beside.append(beside[-1] + 1)
        top = max(beside[:3], key=scores.__getitem__)
        band = heading_band(rows, numbers, merges, learned, top)
        end = max(band[1], top) + 1
        following = next((later for later in scores if later >= end), len(rows))
        if has_people(rows, numbers, merges, learned, band, following):
            return band
        if best is None or scores[top] > best[0]:
            best = scores[top], band
    return best[1] if best else None


def has_people(
    rows: Rows, numbers: Sequence[int], merges: Merges, learned: Mapping[str, str], band: tuple[int, int], end: int
) -> bool:
    """Whether somebody's name stands below this heading and above the row `end`."""
    below = rows[band[1] + 1 : end]
    layout = read_layout(rows, numbers, merges, band, learned=learned, overrides={}, sample=below)
    return layout.has_name and any(is_somebody(row, layout) for row in below)


def is_somebody(row: tuple[Cell, ...], layout: Layout) -> bool:
    """Whether the row's name cells hold a name."""
    fields = layout.fields
    if "full_name" in fields:
        column = fields["full_name"]
        return column < len(row) and row[column] not in (None, "") and fits("full_name", row[column]) > 0
    columns = [(name, fields[name]) for name in ("family", "given") if name in fields]
    return all(
        column < len(row) and row[column] not in (None, "") and fits(name, row[column]) > 0 for name, column in columns
    )
