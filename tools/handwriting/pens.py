"""What somebody writes in a cell, drawn by a pen: masks, `DOTS` a millimetre, 255 where there is ink."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont
from skimage.morphology import skeletonize

from tools.handwriting import lines, words
from tools.handwriting.fonts import Typeface
from tools.handwriting.words import Dice

Mask = npt.NDArray[np.uint8]

DOTS = 9
"""In a millimetre: a scan of 229 dots an inch; nothing finer is needed of a flat page with 6."""


class Kind(StrEnum):
    """What it is; the network learns to tell all of them, the reader asks only whether it is one of the first two."""

    SCRIBBLE = "scribble"
    NAME = "name"
    AWAY = "away"
    WORDS = "words"
    LETTERS = "letters"
    MARK = "mark"
    STRUCK = "struck"
    EMPTY = "empty"
    """What the reader finds where nobody wrote: the rest of a ruling, a shadow."""


SIGNATURES = (Kind.SCRIBBLE, Kind.NAME)
_SHARES = {
    Kind.SCRIBBLE: 0.30, Kind.NAME: 0.27, Kind.AWAY: 0.22, Kind.WORDS: 0.05, Kind.LETTERS: 0.07, Kind.MARK: 0.08, Kind.STRUCK: 0.01,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody at a sheet."""

    dice: Dice
    faces: tuple[Typeface, ...]
    pen: float
    """Dots that its line is broad."""
    width: float
    height: float
    """Of the cell, in millimetres."""


def hand(dice: Dice, faces: tuple[Typeface, ...], width: float, height: float) -> Hand:
    """Somebody with a pen, before a cell of this size."""
    pen = dice.uniform(0.25, 0.75) * DOTS * (1.5 if dice.random() < 0.06 else 1)
    return Hand(dice, faces, pen, width, height)


def written(who: Hand) -> tuple[Kind, Mask] | None:
    """Something that they write; None where nothing of it is left, as of a name in a typeface too small."""
    kinds = tuple(_SHARES)
    kind = kinds[int(who.dice.choice(len(kinds), p=list(_SHARES.values())))]
    made = _MAKERS[kind](who)
    if made is None or not (made > 80).any():
        return None
    rows, columns = np.nonzero(made > 40)
    return kind, made[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def _scribble(who: Hand) -> Mask | None:
    dice, is_small = who.dice, who.dice.random() < 0.22
    if is_small:
        width, height = dice.uniform(6, 13), dice.uniform(3, 6.5)
    else:
        width = np.clip(dice.normal(0.62, 0.2), 0.25, 1.15) * min(who.width, dice.uniform(28, 60))
        height = np.clip(dice.normal(0.8, 0.25), 0.35, 1.6) * who.height
    height = min(height, width * 1.4)
    kind = dice.random()
    if kind < 0.5:
        return _drawn(who, lines.scribble(dice, width, height))
    if kind < 0.8:
        return _letter_and_run(who, width, height, dice.uniform(3, 6.5) * (0.6 if is_small else 1))
    return _flourished(who)


def _letter_and_run(who: Hand, width: float, height: float, high: float) -> Mask | None:
    """A letter that can be read, and a run that can't."""
    dice = who.dice
    letter = _text(who, words.capital(dice), high, 1.6)
    if letter is None:
        return None
    tall, wide = (side / DOTS for side in letter.shape)
    across = max(4.0, width - wide)
    run = lines.sized(lines.waves(dice), across, min(height, high) * dice.uniform(0.3, 0.9))
    if dice.random() < 0.5:
        run = lines.curve(lines.flourished(dice, run[::5], across, high), 8)
    run += np.array([wide * dice.uniform(0.6, 1.0), tall * dice.uniform(0.5, 0.8) - run[0, 1]])
    return _drawn(who, [run], letter)


def _flourished(who: Hand) -> Mask | None:
    """A name or initials with a flourish that makes them a signature."""
    dice = who.dice
    is_name = dice.random() < 0.5
    text = _text(who, words.pick(dice, words.GIVEN) if is_name else words.letters(dice), dice.uniform(2.5, 5.5), 2.0)
    if text is None:
        return None
    tall, wide = (side / DOTS for side in text.shape)
    start = np.array([[wide * 0.8, tall * 0.6], [wide * 0.95, tall * 0.55]])
    made = [lines.curve(lines.flourished(dice, start, wide, tall)) + dice.normal(0, 0.3, 2)]
    if not is_name:
        run = lines.sized(lines.waves(dice), wide * dice.uniform(0.6, 1.5), tall * dice.uniform(0.3, 0.6))
        made.append(run + np.array([wide * 0.6, tall * 0.3]))
    return _drawn(who, made, text)


def _words(said: Callable[[Dice], str]) -> Callable[[Hand], Mask | None]:
    def make(who: Hand) -> Mask | None:
        dice = who.dice
        made = _text(who, said(dice), dice.uniform(2.3, 6.0), dice.uniform(0.5, 2.0))
        if made is None:
            return None
        room = (who.width - 1) * DOTS
        if made.shape[1] > room and dice.random() < 0.9:
            narrower = room / made.shape[1]
            made = _resized(made, narrower, max(narrower, 0.6))
        if dice.random() < 0.06:
            tall, wide = made.shape
            made = np.pad(made, ((0, DOTS), (0, 0)))
            _line(who, made, (0, 0.2), (0.7, 1), (tall - 5, tall + 5), wide)
        return made

    return make


def _struck(who: Hand) -> Mask | None:
    """Something written that somebody struck out."""
    made = _words(words.own_name if who.dice.random() < 0.5 else words.away)(who)
    if made is not None:
        tall, wide = made.shape
        for _each in range(int(who.dice.integers(1, 3))):
            _line(who, made, (0, 0.1), (0.85, 1), (0.3 * tall, 0.7 * tall), wide)
    return made


def _mark(who: Hand) -> Mask:
    return _drawn(who, lines.mark(who.dice))


_MAKERS: dict[Kind, Callable[[Hand], Mask | None]] = {
    Kind.SCRIBBLE: _scribble,
    Kind.NAME: _words(words.own_name),
    Kind.AWAY: _words(words.away),
    Kind.WORDS: _words(words.other),
    Kind.LETTERS: _words(words.letters),
    Kind.MARK: _mark,
    Kind.STRUCK: _struck,
}


def _line(who: Hand, on: Mask, start: Any, end: Any, level: Any, wide: int) -> None:
    """A line from one side to the other, its ends within these shares of the width."""
    first, last = ((int(who.dice.uniform(*span) * wide), int(who.dice.uniform(*level))) for span in (start, end))
    cv2.line(on, first, last, 255, max(1, int(who.pen)), cv2.LINE_AA)


def _text(who: Hand, text: str, high: float, shake: float) -> Mask | None:
    """Text in a hand of its own, its capitals `high` millimetres."""
    dice = who.dice
    face = who.faces[int(dice.integers(len(who.faces)))]
    box = _font(face.path, 100).getbbox("P")
    size = int(np.clip(100 * high * DOTS / max(20, box[3] - box[1]), 12, 400) // 6 * 6)
    font = _font(face.path, size)
    plain = _folded(text)
    shown = plain if not face.is_marked or dice.random() < 0.25 else text
    left, top, right, bottom = (round(each) for each in font.getbbox(shown))
    if right - left < 2 or bottom - top < 2:
        return None
    image = Image.new("L", (right - left + 60, bottom - top + 60), 0)
    ImageDraw.Draw(image).text((30 - left, 30 - top), shown, fill=255, font=font)
    made = np.array(image)
    if shown == plain != text and dice.random() < 0.8:
        _mark_letters(dice, made, text, size)
    return _by_pen(who, _shaken(dice, made, shake))


def _mark_letters(dice: Dice, made: Mask, text: str, size: int) -> None:
    """The marks over letters, dashed off."""
    wide = made.shape[1] - 60
    for place, letter in enumerate(text):
        if _folded(letter) != letter:
            x, y = 30 + wide * (place + 0.5) / len(text), 30 - dice.uniform(-0.15, 0.1) * size * 0.5
            end = x + dice.uniform(0.03, 0.14) * size, y + dice.normal(0, 0.08) * size
            cv2.line(made, (int(x), int(y)), (int(end[0]), int(end[1])), 255, 3, cv2.LINE_AA)


def _shaken(dice: Dice, made: Mask, amount: float) -> Mask:
    """With a hand's own shake, slant, rise and stretch; letters grow or dwindle along the line."""
    pad = made.shape[0] // 4 + 20
    made = np.pad(made, pad)
    height, width = made.shape
    coarse = max(2, round(height / (DOTS * 1.6))), max(2, round(width / (DOTS * 1.6)))
    reach = dice.uniform(0.06, 0.27) * amount * DOTS
    moved_x, moved_y = (
        cv2.resize(dice.normal(0, reach, coarse).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        for _axis in range(2)
    )
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    level = y - height / 2
    from_y = (
        level * (1 + dice.normal(0, 0.25) * (x / width - 0.5)) + height / 2 + dice.normal(0, 0.06) * (x - width / 2)
    )
    from_x = (x + dice.normal(0.05, 0.25) * level - width / 2) / dice.uniform(0.75, 1.35) + width / 2
    moved = (from_x + moved_x).astype(np.float32), (from_y + moved_y).astype(np.float32)
    return cv2.remap(made, *moved, cv2.INTER_LINEAR)  # type: ignore[return-value]


def _by_pen(who: Hand, made: Mask) -> Mask:
    """The same, as broad as the pen's line."""
    ink = made > 110
    if not ink.any():
        return made
    rows, columns = np.nonzero(ink)
    ink = np.pad(ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1], int(who.pen) + 4)
    broad = max(1, round(who.pen))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (broad, broad))
    return cv2.GaussianBlur(cv2.dilate(skeletonize(ink).astype(np.uint8) * 255, kernel), (0, 0), 0.6)  # type: ignore[return-value]


def _drawn(who: Hand, drawn: list[lines.Line], beside: Mask | None = None) -> Mask:
    """Lines in millimetres, thinner at their ends and where the hand is quick, over what is `beside`, from (0, 0)."""
    dice, free = who.dice, who.pen + 6
    points = np.concatenate(drawn) * DOTS
    if beside is not None:
        points = np.concatenate([points, [[0, 0], [beside.shape[1], beside.shape[0]]]])
    corner = points.min(axis=0) - free
    width, height = (int(np.clip(each, 8, 1600)) for each in np.ceil(points.max(axis=0) - corner + free))
    made = np.zeros((height, width), np.uint8)
    if beside is not None:
        x, y = (round(-each) for each in corner)
        there = made[y : y + beside.shape[0], x : x + beside.shape[1]]
        there[:] = beside[: there.shape[0], : there.shape[1]]
    for line in drawn:
        at = np.round((line * DOTS - corner) * 16).astype(int)
        wave = np.sin(dice.uniform(0, 6.28) + dice.uniform(0.5, 3) * np.linspace(0, 6.28, len(at)))
        broad = np.clip(who.pen * (1 + 0.3 * wave), 1, 40)
        if dice.random() < 0.6 and len(at) > 3:
            end = max(2, len(at) // 7)
            broad[:end] *= np.linspace(0.5, 1, end)
            broad[-end:] *= np.linspace(1, 0.35, end)
        for start, stop, thick in zip(at[:-1], at[1:], broad, strict=False):
            cv2.line(made, tuple(start.tolist()), tuple(stop.tolist()), 255, max(1, round(thick)), cv2.LINE_AA, 4)
    return made


def _resized(made: Mask, across: float, down: float) -> Mask:
    return cv2.resize(made, None, fx=across, fy=down, interpolation=cv2.INTER_AREA)  # type: ignore[return-value]


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(each for each in apart if not unicodedata.combining(each))


@lru_cache(400)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)
