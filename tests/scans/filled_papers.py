"""Questionnaires filled by invented pens and pencils, scanned or photographed, the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2

from desktop.domain.opinion_places import DIAMETER, Bubble, PaperPage
from tests.scans.signed_pages import DPMM, Grey, Pen, photographed, stroke

MARKS = ("filled", "tick", "cross", "slash", "blob")
ASKED = ("double", "corrected", "crossed out", "rubbed out", "rubbed, then another", "through")
_R = DIAMETER / 2
_ROOM = 9.0


@dataclass
class Filled:
    """A page with what was marked on it."""

    picture: Grey
    truth: dict[int | None, int | str | None]
    """By item: the level, None for a blank one, or the name of what has to be asked about."""
    kinds: dict[int | None, str]


def printed(pdf: bytes, page: int = 0) -> Grey:
    """A page of a PDF as it came out of the printer."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return np.array(document[page].render(scale=DPMM * 25.4 / 72, grayscale=True).to_numpy(), np.uint8)
    finally:
        document.close()


def filled(picture: Grey, page: PaperPage, seed: int, *, asked: float = 0.0, blank: float = 0.04) -> Filled:
    """The page as somebody fills it: one pen or pencil, one habit; `asked`: the share of what nobody can be sure of."""
    dice = np.random.default_rng(seed)
    sheet = picture.copy()
    pencil = dice.random() < 0.25
    pen = Pen(dice, dice.uniform(0.35, 0.6) if pencil else dice.uniform(0.6, 0.95), dice.uniform(0.3, 0.65), 0.0)
    habit = str(dice.choice(MARKS))
    rows: dict[int | None, list[Bubble]] = {}
    for bubble in page.bubbles:
        rows.setdefault(bubble.item, []).append(bubble)
    truth: dict[int | None, int | str | None] = {}
    kinds: dict[int | None, str] = {}
    for item, row in rows.items():
        one, other = (row[int(each)] for each in dice.choice(len(row), 2, replace=False))
        kind = habit if dice.random() < 0.8 else str(dice.choice(MARKS))
        if dice.random() < asked:
            kind = str(dice.choice(ASKED))
            _doubtful(sheet, one, other, pen, kind, habit)
            truth[item] = kind
        elif dice.random() < blank:
            kind, truth[item] = "blank", None
        else:
            mark(sheet, one, pen, kind)
            truth[item] = one.level
        kinds[item] = kind
    return Filled(sheet, truth, kinds)


def mark(page: Grey, bubble: Bubble, pen: Pen, kind: str) -> None:
    """One mark in a bubble, as people make it."""
    dice = pen.dice
    at = np.array([bubble.x, bubble.y]) + dice.normal(0, 0.35, 2)
    if kind == "filled":
        rows = np.arange(-_R * 0.85, _R * 0.9, pen.thick * dice.uniform(0.8, 1.2))
        wide = np.sqrt(np.maximum(0.2, (_R * dice.uniform(0.85, 1.08)) ** 2 - rows**2))
        zigzag = np.stack([np.where(np.arange(len(rows)) % 2, wide, -wide), rows], axis=1)
        lean = dice.uniform(-0.9, 0.9)
        turn = np.array([[np.cos(lean), -np.sin(lean)], [np.sin(lean), np.cos(lean)]])
        _draw(page, at + zigzag @ turn + dice.normal(0, 0.12, zigzag.shape), pen)
    elif kind == "tick":
        size = dice.uniform(2.6, 4.6)
        _draw(
            page,
            at + np.array([[-size * 0.35, -0.1 * size], [-0.1 * size, size * 0.3], [size * 0.6, -size * 0.55]]),
            pen,
        )
    elif kind == "cross":
        size = dice.uniform(1.3, 2.4)
        for sign in (-1, 1):
            ends = np.array([[-size, -size * sign], [0, 0], [size, size * sign]]) + dice.normal(0, 0.2, (3, 2))
            _draw(page, at + ends, pen)
    elif kind == "slash":
        size = dice.uniform(1.5, 2.6)
        _draw(page, at + np.array([[-size, size], [0, 0], [size, -size]]) * dice.uniform(0.6, 1, 2), pen)
    else:  # a blob in the middle
        turns = np.linspace(0, dice.uniform(12, 25), 24)
        far = np.linspace(0.1, dice.uniform(0.8, 1.4), 24)
        _draw(page, at + np.stack([np.cos(turns), np.sin(turns)], axis=1) * far[:, None], pen)


def ringed(page: Grey, bubble: Bubble, pen: Pen) -> None:
    """A ring drawn over the printed one, which leaves nothing inside it."""
    turn = np.linspace(0, 2.1 * np.pi, 40)
    _draw(page, np.array([bubble.x, bubble.y]) + _R * np.stack([np.cos(turn), np.sin(turn)], axis=1), pen)


def _doubtful(page: Grey, one: Bubble, other: Bubble, pen: Pen, kind: str, habit: str) -> None:
    before = page.copy()
    if kind == "through":
        ends = np.array([[one.x, one.y], [(one.x + other.x) / 2, (one.y + other.y) / 2 + 0.5], [other.x, other.y]])
        reach = np.sign(ends[-1] - ends[0] + 1e-9) * 2.2 * (np.abs(ends[-1] - ends[0]) > 1)
        _draw(page, ends + np.array([-1, 0, 1])[:, None] * reach, pen)
        return
    mark(page, one, pen, "filled" if "rubbed" in kind or kind == "crossed out" else habit)
    if "rubbed" in kind:  # what an eraser leaves
        left = pen.dice.uniform(0.16, 0.35)
        page[:] = np.clip(before - (before.astype(float) - page) * left, 0, 255).astype(np.uint8)
    if kind in ("corrected", "crossed out"):
        size = pen.dice.uniform(3.2, 4.6)
        for sign in (-1, 1):
            ends = np.array([[-size, -size * 0.8 * sign], [0, 0.1], [size, size * 0.8 * sign]])
            _draw(page, np.array([one.x, one.y]) + ends, pen)
    if kind in ("double", "corrected", "rubbed, then another"):
        mark(page, other, pen, habit)


def _draw(page: Grey, points: npt.NDArray[Any], pen: Pen) -> None:
    """A line on the part of the page where it runs."""
    low = np.maximum(0, np.floor((points.min(axis=0) - _ROOM) * DPMM).astype(int))
    high = np.ceil((points.max(axis=0) + _ROOM) * DPMM).astype(int)
    stroke(page[low[1] : high[1], low[0] : high[0]], points - low / DPMM, pen)


def words(page: Grey, places: PaperPage, seed: int) -> None:
    """Something written in each field of an open question."""
    dice = np.random.default_rng(seed)
    for field in places.fields:
        pen = Pen(dice, dice.uniform(0.6, 0.9), 0.4, 0.0)
        box = field.box
        for line in range(2):
            xs = np.linspace(box.x + 4, box.x + dice.uniform(30, box.width - 5), 40)
            ys = box.y + 4 + 8 * line + dice.uniform(-1.6, 1.6, 40)
            _draw(page, np.stack([xs, ys], axis=1), pen)


def scanned(page: Grey, seed: int, dpi: int | None = None) -> Grey:
    """As an office's scanner makes it: a little askew, 150 to 300 dots an inch, JPEG."""
    dice = np.random.default_rng(seed)
    dpi = dpi or int(dice.choice([150, 200, 300]))
    scale = dpi / 25.4 / DPMM
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), dice.uniform(-2, 2), scale)
    turn[:, 2] = turn[:, 2] + (scale - 1) * np.array([width, height]) / 2 + dice.normal(0, 1.0, 2) * scale * DPMM
    out = (round(width * scale), round(height * scale))
    soft = cv2.GaussianBlur(page, (0, 0), max(0.01, 0.42 / scale))
    picture = cv2.warpAffine(soft, turn, out, flags=cv2.INTER_LINEAR, borderValue=(255,)).astype(np.float32)
    picture = picture * dice.uniform(0.92, 1.0) + dice.normal(0, dice.uniform(0.5, 3), picture.shape)
    picture = cv2.GaussianBlur(picture, (0, 0), dice.uniform(0.3, 0.7)).clip(0, 255).astype(np.uint8)
    quality = int(dice.integers(60, 95))
    back = cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)
    assert back is not None
    return np.asarray(back, np.uint8)


__all__ = ["ASKED", "MARKS", "Filled", "filled", "mark", "photographed", "printed", "scanned", "words"]
