"""Badges to hang round necks and names to stand on tables: what is on them, how they lie on an A4 sheet."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from dataclasses import dataclass
from typing import Literal

from desktop.domain.attendance_sheet import Order
from desktop.domain.documents import fields
from desktop.domain.errors import InvalidInput

Size = Literal["a6", "card", "custom"]
Sides = Literal["front", "fold", "duplex"]
TentSize = Literal["a4", "a5"]

A4 = (210.0, 297.0)
PRINTER_MM = 5.0
"""What office printers leave white at each edge of the sheet."""
TENTS = {"a4": (297.0, 210.0), "a5": (210.0, 148.5)}
"""A tent before it is folded along its middle."""


@dataclass(frozen=True, slots=True)
class BadgeOptions:
    """How badges are laid out."""

    size: Size = fields.pick("a6", "card", "custom")
    width: int = fields.number(90, 54, 200, when=("size", "custom"))
    """Of a custom badge, in millimetres."""
    height: int = fields.number(120, 50, 280, when=("size", "custom"))
    sides: Sides = fields.pick("front", "fold", "duplex")
    only_changed: bool = fields.flag(False)
    sort: Order = fields.pick("unit", "name")
    number: bool = fields.flag(True)
    crop_marks: bool = fields.flag(True)


@dataclass(frozen=True, slots=True)
class TentOptions:
    """How table name tents are laid out."""

    size: TentSize = fields.pick("a4", "a5")
    only_changed: bool = fields.flag(False)
    sort: Order = fields.pick("unit", "name")
    conference: bool = fields.flag(True)
    crop_marks: bool = fields.flag(True)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever wears a badge or sits behind a tent, texts as typed. No phone: everybody reads a badge."""

    id: uuid.UUID
    number: int
    """Their place in the whole list: the same on every paper."""
    code: str
    full_name: str
    honorific: str
    position: str
    unit: str
    group: str
    """"" for people without a group."""
    group_place: int | None
    """Which of the conference's groups it is, from 0: what its colour goes by."""
    seat: str


@dataclass(frozen=True, slots=True)
class Cards:
    """Badges or tents of a conference."""

    conference_title: str
    issuing_body: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    bearers: tuple[Bearer, ...]
    options: BadgeOptions | TentOptions

    @property
    def total(self) -> int:
        """How many people have one."""
        return len(self.bearers)


def fingerprint(cards: Cards, bearer: Bearer) -> str:
    """Of every text on somebody's badge or tent: another one, and what they have is out of date.

    Their number in the list is left out: one newcomer would make everybody's badge a new one.
    """
    texts = [bearer.full_name, bearer.honorific, bearer.position, bearer.unit]
    if isinstance(cards.options, BadgeOptions):
        days = [day.isoformat() if day else "" for day in (cards.starts_on, cards.ends_on)]
        texts += [bearer.code, bearer.group, bearer.seat, cards.conference_title, cards.issuing_body, *days]
    elif cards.options.conference:
        texts.append(cards.conference_title)
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


# How they lie on the sheet


@dataclass(frozen=True, slots=True)
class Mark:
    """A hairline where to cut, in millimetres from the sheet's upper left corner."""

    x: float
    y: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Imposition:
    """Pieces of paper side by side on an A4 sheet. A piece is one badge, or a badge and its back to fold."""

    width: float
    height: float
    """Of the piece."""
    lying: bool
    """Whether the sheet lies on its side."""
    columns: int
    rows: int
    left: float
    top: float
    fold: Literal["", "beside", "above"] = ""
    """Where the back is: beside the front, upright too, or above it, upside down."""

    @property
    def places(self) -> tuple[tuple[float, float], ...]:
        """The upper left corners of the pieces, row by row."""
        return tuple(
            (self.left + column * self.width, self.top + row * self.height)
            for row in range(self.rows)
            for column in range(self.columns)
        )

    @property
    def backs(self) -> tuple[tuple[float, float], ...]:
        """Where the back of each piece is when the printer has turned the sheet over its long edge.

        That swaps the columns of an upright sheet and the rows of a lying one, whose backs then stand upside down.
        """
        return tuple(
            (self.left + (self.columns - 1 - column if not self.lying else column) * self.width,
             self.top + (self.rows - 1 - row if self.lying else row) * self.height)
            for row in range(self.rows)
            for column in range(self.columns)
        )  # fmt: skip


def badge_size(options: BadgeOptions) -> tuple[float, float]:
    """Width and height of a badge in millimetres."""
    if options.size == "custom":
        return float(options.width), float(options.height)
    return (105.0, 148.0) if options.size == "a6" else (86.0, 54.0)


def edge(width: float, height: float) -> float:
    """What stays white inside a badge's edge, so that a cut may slip and a printer's margin eats nothing."""
    return 6.0 if min(width, height) >= 90 else 4.0


def impose(options: BadgeOptions) -> Imposition:
    """As many badges on a sheet as go, the sheet upright or lying, a badge to fold open beside or above its back.

    Raises InvalidInput("badges.too_large") when not even one goes.
    """
    width, height = badge_size(options)
    spare = max(0.0, PRINTER_MM - edge(width, height))
    pieces: list[tuple[float, float, Literal["", "beside", "above"]]] = [(width, height, "")]
    if options.sides == "fold":
        pieces = [(2 * width, height, "beside"), (width, 2 * height, "above")]
    best: Imposition | None = None
    for wide, high, fold in pieces:
        for lying in (False, True):
            found = _laid(wide, high, fold, lying, spare)
            if best is None or found.columns * found.rows > best.columns * best.rows:
                best = found
    if best is None or not best.columns * best.rows:
        raise InvalidInput("badges.too_large", field="width", width=round(width), height=round(height))
    return best


def impose_tents(options: TentOptions) -> Imposition:
    """One A4 tent on a sheet, or two of A5."""
    width, height = TENTS[options.size]
    return _laid(width, height, "above", options.size == "a4", 0)


def _laid(width: float, height: float, fold: Literal["", "beside", "above"], lying: bool, spare: float) -> Imposition:
    across, down = A4[::-1] if lying else A4
    columns, rows = int((across - 2 * spare) // width), int((down - 2 * spare) // height)
    left, top = (across - columns * width) / 2, (down - rows * height) / 2
    return Imposition(width, height, lying, columns, rows, left, top, fold)


_OUTSIDE, _GAP, _INSIDE, _CROSS = 7.0, 1.5, 4.0, 1.5


def crop_marks(laid: Imposition) -> tuple[Mark, ...]:
    """Where to cut: marks beside the pieces, or on the line of the cut where they reach the sheet's edge, and crosses.

    No mark is nearer to the edge than a printer prints, and none where the sheet itself ends.
    """
    across, down = A4[::-1] if laid.lying else A4
    xs = [laid.left + column * laid.width for column in range(laid.columns + 1)]
    ys = [laid.top + row * laid.height for row in range(laid.rows + 1)]
    xs = [x for x in xs if PRINTER_MM < x < across - PRINTER_MM]
    ys = [y for y in ys if PRINTER_MM < y < down - PRINTER_MM]
    marks = []
    for x in xs:
        start, length = _tick(laid.top)
        marks += [Mark(x, start, 0, length), Mark(x, down - start, 0, -length)]
    for y in ys:
        start, length = _tick(laid.left)
        marks += [Mark(start, y, length, 0), Mark(across - start, y, -length, 0)]
    inner = [(x, y) for x in xs for y in ys if laid.left < x < across - laid.left and laid.top < y < down - laid.top]
    marks += [Mark(x - _CROSS, y, 2 * _CROSS, 0) for x, y in inner]
    marks += [Mark(x, y - _CROSS, 0, 2 * _CROSS) for x, y in inner]
    return tuple(marks)


def _tick(margin: float) -> tuple[float, float]:
    """Where a mark begins, from the sheet's edge, and how long it is, for a margin of this width."""
    room = margin - _GAP - PRINTER_MM
    if room < 2:
        return PRINTER_MM, _INSIDE
    length = min(room, _OUTSIDE)
    return margin - _GAP - length, length


# Colours of the groups


@dataclass(frozen=True, slots=True)
class Colour:
    """A band and what is written on it."""

    fill: str
    ink: str


_DARK, _LIGHT = "#111111", "#ffffff"
PALETTE: tuple[Colour, ...] = (
    Colour("#0d5b9f", _LIGHT),
    Colour("#f6c31c", _DARK),
    Colour("#801728", _LIGHT),
    Colour("#75c18e", _DARK),
    Colour("#3c1d57", _LIGHT),
    Colour("#ed7d1b", _DARK),
    Colour("#178072", _LIGHT),
    Colour("#f5dbe6", _DARK),
)
"""Of neighbours in the list one is dark and one light, and no two are alike in grey. The name always stands on it."""


def colour(group_place: int | None) -> Colour | None:
    """The colour of a group; None for people without one."""
    return None if group_place is None else PALETTE[group_place % len(PALETTE)]


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
