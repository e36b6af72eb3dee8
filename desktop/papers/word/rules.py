"""What a paper in Word gets once its texts are known: the length of its rules, and the numbers of its points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop.domain.widths import width_mm
from desktop.wording.frame import MOTTO

RULE, POINT = "RuleBelow", "NumberedPoint"
"""Styles of paragraphs: a line under what stands above it, and a point that Word numbers."""
TEXT_MM = 165.0
"""Between margins of 30 and 15 mm."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = 1440 / 25.4
_CELL_MARGINS = 3.8
_TIMES = 0.94
"""A line in Times against its estimate, which is on the safe side."""
_SHARE = 0.4
"""NĐ 30/2020/NĐ-CP, annex I: a third to a half of the text's line; under tiêu ngữ as long as the text."""


def settle(body: Any) -> None:
    """Fit the rules of a filled paper under their texts; further paragraphs of one point have no number."""
    for paragraph in list(body.iter(f"{_W}p")):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val") if style is not None else ""
        if name == RULE:
            _fit(paragraph)
        elif name == POINT:
            first = paragraph.find(f"{_W}r")
            numbers = paragraph.find(f"{_W}pPr/{_W}numPr")
            if numbers is not None and not _bold(first):
                numbers.getparent().remove(numbers)


def _fit(rule: Any) -> None:
    room = _room(rule)
    lines = list(_above(rule))
    share = 1.0 if [text for text, _points in lines] == [MOTTO] else _SHARE
    width = share * min(room, max((width_mm(*line) for line in lines), default=0.0) * _TIMES)
    indent = rule.find(f"{_W}pPr/{_W}ind")
    if indent is not None:
        for side in ("left", "right"):
            indent.set(f"{_W}{side}", str(round((room - width) / 2 * _TWIPS)))


def _above(rule: Any) -> Iterator[tuple[str, float]]:
    """The lines of the text above a rule with their size: paragraphs of one size and weight."""
    known = None
    above = rule.getprevious()
    while above is not None and above.tag == f"{_W}p":
        text = "".join(each.text or "" for each in above.iter(f"{_W}t"))
        size = above.find(f"{_W}r/{_W}rPr/{_W}sz")
        points = float(size.get(f"{_W}val")) / 2 if size is not None else 13.0
        form = points, _bold(above.find(f"{_W}r"))
        if not text.strip() or (known is not None and form != known):
            return
        known = form
        yield text, points
        above = above.getprevious()


def _bold(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}b") if run is not None else None
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false")


def _room(rule: Any) -> float:
    """Millimetres of the cell that a rule stands in, or between the margins."""
    cell = next(rule.iterancestors(f"{_W}tc"), None)
    width = cell.find(f"{_W}tcPr/{_W}tcW") if cell is not None else None
    return TEXT_MM if width is None else float(width.get(f"{_W}w")) / _TWIPS - _CELL_MARGINS
