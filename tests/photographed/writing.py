"""A hand: letters as single strokes, signatures, ticks and words, in millimetres around where the hand begins.

A stroke is an array of points (x, y, pressure); y grows downwards as on the page.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Stroke = NDArray[np.float64]
Points = list[tuple[float, float]]

# Each letter in a box one x-height tall: baseline 0, ascenders to 1.9, descenders to -0.8, y upwards.
LETTERS: dict[str, list[Points]] = {
    "a": [[(0.75, 0.85), (0.35, 1), (0, 0.5), (0.3, 0), (0.7, 0.3), (0.78, 1), (0.8, 0.2), (1.05, 0.05)]],
    "b": [[(0, 0.4), (0.25, 1.9), (0.1, 0.1), (0.5, 0), (0.75, 0.5), (0.45, 0.95), (0.2, 0.6)]],
    "c": [[(0.7, 0.85), (0.35, 1), (0, 0.5), (0.35, 0), (0.85, 0.2)]],
    "d": [[(0.7, 0.85), (0.3, 0.95), (0, 0.45), (0.3, 0), (0.7, 0.4), (0.8, 1.9), (0.8, 0.2), (1.05, 0.05)]],
    "e": [[(0, 0.45), (0.6, 0.6), (0.4, 1), (0.05, 0.6), (0.3, 0), (0.85, 0.2)]],
    "g": [
        [(0.75, 0.85), (0.35, 1), (0, 0.5), (0.3, 0.1), (0.75, 0.9), (0.7, -0.6), (0.3, -0.8), (0.1, -0.4), (1, 0.1)]
    ],
    "h": [[(0, 0.2), (0.3, 1.9), (0.1, 0), (0.2, 0.7), (0.5, 1), (0.7, 0.6), (0.65, 0.1), (1, 0.05)]],
    "i": [[(0.1, 0.9), (0.1, 0.1), (0.4, 0.05)], [(0.12, 1.35), (0.17, 1.3)]],
    "k": [[(0, 0.2), (0.3, 1.9), (0.1, 0), (0.55, 1), (0.2, 0.55), (0.7, 0), (0.95, 0.1)]],
    "l": [[(0, 0.3), (0.35, 1.7), (0.2, 1.8), (0.1, 0.2), (0.5, 0.05)]],
    "m": [[(0, 0.9), (0.05, 0), (0.3, 1), (0.4, 0.05), (0.65, 1), (0.78, 0.1), (1.1, 0.05)]],
    "n": [[(0, 0.9), (0.05, 0), (0.35, 1), (0.55, 0.7), (0.55, 0.1), (0.9, 0.05)]],
    "o": [[(0.5, 0.95), (0.05, 0.6), (0.3, 0), (0.7, 0.45), (0.45, 0.98), (0.95, 0.85)]],
    "p": [[(0.1, 1), (0.0, -0.8), (0.15, 0.8), (0.5, 1), (0.7, 0.5), (0.4, 0.05), (0.1, 0.3)]],
    "q": [[(0.7, 0.9), (0.3, 1), (0, 0.5), (0.35, 0), (0.75, 0.9), (0.7, -0.8)]],
    "r": [[(0, 0.9), (0.1, 0), (0.15, 0.7), (0.5, 1), (0.6, 0.85)]],
    "s": [[(0.6, 0.9), (0.25, 1), (0.1, 0.7), (0.55, 0.35), (0.4, 0), (0, 0.1)]],
    "t": [[(0.25, 1.5), (0.2, 0.2), (0.4, 0), (0.65, 0.1)], [(0, 1), (0.55, 1.02)]],
    "u": [[(0, 0.95), (0.05, 0.2), (0.35, 0), (0.6, 0.4), (0.65, 0.95), (0.7, 0.15), (0.95, 0.05)]],
    "v": [[(0, 0.95), (0.3, 0), (0.6, 0.95), (0.85, 0.9)]],
    "x": [[(0, 0.95), (0.65, 0)], [(0.65, 0.95), (0, 0)]],
    "y": [[(0, 0.95), (0.1, 0.3), (0.4, 0.2), (0.65, 0.95), (0.5, -0.6), (0.2, -0.8), (0.1, -0.4), (0.9, 0.1)]],
    "B": [[(0, 0), (0.1, 1.8), (0.7, 1.7), (0.2, 1), (0.85, 0.6), (0.6, 0), (0, 0.02)]],
    "C": [[(0.9, 1.5), (0.5, 1.8), (0, 1), (0.4, 0), (1, 0.3)]],
    "D": [[(0.1, 1.8), (0.05, 0), (0.8, 0.3), (0.9, 1.3), (0.3, 1.85), (-0.1, 1.6)]],
    "H": [[(0, 1.8), (0, 0)], [(0.9, 1.8), (0.85, 0)], [(0, 0.9), (0.9, 0.95)]],
    "K": [[(0, 1.8), (0, 0)], [(0.8, 1.8), (0.05, 0.9), (0.9, 0)]],
    "L": [[(0.4, 1.7), (0.2, 1.8), (0.1, 0.1), (0.9, 0.05)]],
    "M": [[(0, 0), (0.15, 1.8), (0.6, 0.4), (1.05, 1.8), (1.2, 0)]],
    "N": [[(0, 0), (0.1, 1.8), (0.85, 0), (0.95, 1.8)]],
    "P": [[(0.1, 1.75), (0.05, 0)], [(-0.1, 1.5), (0.4, 1.9), (0.85, 1.45), (0.45, 0.9), (0.1, 0.85)]],
    "Q": [[(0.5, 1.8), (0, 0.9), (0.5, 0), (1, 0.9), (0.5, 1.8)], [(0.6, 0.4), (1.1, -0.2)]],
    "S": [[(0.85, 1.6), (0.4, 1.8), (0.1, 1.3), (0.8, 0.6), (0.4, 0), (-0.1, 0.3)]],
    "T": [[(-0.1, 1.75), (1, 1.8)], [(0.45, 1.8), (0.4, 0)]],
    "V": [[(-0.3, 1.4), (0, 1.8), (0.45, 0), (0.95, 1.8), (1.3, 1.6)]],
}
# What stands over or through a letter: the letter below it and the strokes added.
MARKED: dict[str, tuple[str, list[Points]]] = {
    "ắ": ("a", [[(0.15, 1.45), (0.4, 1.25), (0.65, 1.45)], [(0.5, 1.6), (0.75, 1.9)]]),
    "đ": ("d", [[(0.5, 1.5), (1.1, 1.55)]]),
    "Đ": ("D", [[(-0.2, 0.9), (0.4, 0.95)]]),
    "ù": ("u", [[(0.15, 1.6), (0.45, 1.25)]]),
    "é": ("e", [[(0.3, 1.25), (0.6, 1.6)]]),
    "ế": ("e", [[(0.1, 1.2), (0.35, 1.45), (0.6, 1.2)], [(0.6, 1.5), (0.85, 1.75)]]),
    "ơ": ("o", [[(0.7, 1), (0.95, 1.2)]]),
    "ệ": ("e", [[(0.1, 1.2), (0.35, 1.45), (0.6, 1.2)], [(0.4, -0.25), (0.45, -0.3)]]),
}
SYLLABLES = (
    "Hùng",
    "Lan",
    "Minh",
    "Dung",
    "Hoa",
    "Phong",
    "Sơn",
    "Khanh",
    "Vinh",
    "Quang",
    "Mai",
    "Bich",
    "Chi",
    "Nhung",
)


SMALL = 0.4
"""A signature that takes less of its cell's width is a small one."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How somebody writes: sizes in millimetres, slopes as shares."""

    x_height: float
    slant: float
    stretch: float
    rise: float
    """How much the line climbs for each millimetre."""
    tremor: float
    pressure: float
    style: str
    name: str
    reach: float
    """How much of the room's width a signature takes."""


def hand(rng: np.random.Generator) -> Hand:
    """Somebody: most sign with a run of loops, some write the name, a few only tiny or endless."""
    styles = ("run", "run", "run", "name", "name", "scrawl", "capital", "capital", "loops")
    return Hand(
        x_height=float(rng.uniform(1.6, 3.6)),
        slant=float(rng.normal(0.3, 0.25)),
        stretch=float(rng.uniform(0.8, 1.5)),
        rise=float(rng.normal(0.06, 0.07)),
        tremor=float(rng.uniform(0.01, 0.06)),
        pressure=float(rng.uniform(0.7, 1.15)),
        style=str(rng.choice(styles)),
        name=str(rng.choice(SYLLABLES)),
        reach=float(rng.uniform(0.2, SMALL) if rng.random() < 0.12 else np.clip(rng.normal(0.66, 0.16), SMALL, 1.1)),
    )


def signature(rng: np.random.Generator, who: Hand) -> list[Stroke]:
    """What this person signs, each time a little otherwise."""
    made = {"run": _run, "name": _name, "scrawl": _scrawl, "capital": _capital, "loops": _loops}[who.style](rng, who)
    return [_hand_drawn(rng, who, each) for each in made]


def flourish(rng: np.random.Generator, who: Hand, width: float) -> Stroke:
    """The long stroke under or through a signature as wide as this."""
    back = rng.uniform(0.1, 0.5) * width
    points = [(width, 0.3), (width + rng.uniform(2, 6), 0.9), (back, -0.6), (-rng.uniform(0, 2), -0.9)]
    if rng.random() < 0.6:
        points += [(width * 0.6, -1.1), (width + rng.uniform(3, 14), rng.uniform(-0.6, 1.5))]
    return _hand_drawn(rng, who, [(x, y * who.x_height * 0.7) for x, y in points])


def written(rng: np.random.Generator, who: Hand, text: str, joined: bool = False) -> list[Stroke]:
    """Words as this person writes them."""
    return [_hand_drawn(rng, who, each) for each in _letters(rng, who, text, joined)]


def tick(rng: np.random.Generator, who: Hand) -> list[Stroke]:
    """A tick that somebody made."""
    size = rng.uniform(2.2, 4.5)
    points = [(0, size * 0.4), (size * 0.3, 0), (size, size * rng.uniform(0.8, 1.1))]
    return [_hand_drawn(rng, who, points, smooth=False)]


def cross(rng: np.random.Generator, who: Hand) -> list[Stroke]:
    """A cross in place of a signature."""
    size = rng.uniform(2.2, 4.5)
    return [_hand_drawn(rng, who, each) for each in ([(0, size), (size, 0)], [(size, size), (0.1, 0)])]


def dash(rng: np.random.Generator, who: Hand) -> list[Stroke]:
    """A dash, lying or leaning."""
    long = rng.uniform(4, 11)
    points: Points = [(0, 1.2), (long * 0.5, 1.4), (long, 1.2)] if rng.random() < 0.7 else [(0, 0), (long * 0.5, 5)]
    return [_hand_drawn(rng, who, points)]


def struck(rng: np.random.Generator, who: Hand, width: float) -> list[Stroke]:
    """A line through something printed, or two."""
    lines = [[(0, rng.uniform(-0.4, 0.4)), (width / 2, rng.uniform(-0.5, 0.5)), (width, rng.uniform(-0.6, 0.6))]]
    lines += [[(x, y - 0.9) for x, y in lines[0]]] * int(rng.random() < 0.3)
    return [_hand_drawn(rng, who, each) for each in lines]


def extent(strokes: list[Stroke]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom."""
    every = np.concatenate(strokes)
    return float(every[:, 0].min()), float(every[:, 1].min()), float(every[:, 0].max()), float(every[:, 1].max())


def moved(strokes: list[Stroke], x: float, y: float, scale: float = 1.0) -> list[Stroke]:
    """The same, scaled around where the hand began, then begun here."""
    return [np.column_stack([each[:, 0] * scale + x, each[:, 1] * scale + y, each[:, 2]]) for each in strokes]


def _letters(rng: np.random.Generator, who: Hand, text: str, joined: bool) -> list[Points]:
    at, main, made = 0.0, Points(), list[Points]()
    for letter in text:
        if letter == " ":
            at += 0.9 * who.stretch
            continue
        below, over = MARKED.get(letter, (letter, []))
        wide, tall = who.stretch * rng.uniform(0.85, 1.15), rng.uniform(0.88, 1.12)
        for place, line in enumerate([*LETTERS[below], *over]):
            points = [((at + x * wide) * who.x_height, y * tall * who.x_height) for x, y in line]
            if joined and place == 0 and below.islower():
                main += points
            else:
                made.append(points)
        at += (max(x for line in LETTERS[below] for x, _y in line) + (0.05 if joined else 0.25)) * wide
    return [*([main] if main else []), *made]


def _name(rng: np.random.Generator, who: Hand) -> list[Points]:
    return _letters(rng, who, who.name, joined=rng.random() < 0.6)


def _waves(rng: np.random.Generator, who: Hand, start: float, count: int, fade: float) -> Points:
    points, x = Points(), start
    for place in range(count):
        strong = (1 - fade * place / count) * who.x_height
        up = strong * (rng.uniform(1.6, 2.3) if rng.random() < 0.15 else rng.uniform(0.55, 1.1))
        down = -strong * rng.uniform(0.6, 1.3) if rng.random() < 0.12 else rng.uniform(-0.1, 0.15) * strong
        step = who.stretch * who.x_height * rng.uniform(0.3, 0.55)
        points += [(x, down), (x + step * 0.9, up), (x + step * 0.3, up * 0.7)]
        x += step
    return points


def _run(rng: np.random.Generator, who: Hand) -> list[Points]:
    first = LETTERS[who.name[0]][0]
    big = rng.uniform(1.0, 1.5) * who.x_height
    start = [(x * big, y * big * 0.9) for x, y in first]
    return [start + _waves(rng, who, start[-1][0] + 0.3, int(rng.integers(3, 9)), rng.uniform(0.2, 0.8))]


def _scrawl(rng: np.random.Generator, who: Hand) -> list[Points]:
    points, x = Points(), 0.0
    for place in range(int(rng.integers(5, 10))):
        points.append((x, who.x_height * (rng.uniform(0.6, 2.0) if place % 2 else rng.uniform(-0.5, 0.2))))
        x += rng.uniform(0.4, 1.6) * who.stretch * (1 if rng.random() < 0.8 else -0.8)
    return [[*points, (x + rng.uniform(3, 8), rng.uniform(0, 2))]]


def _capital(rng: np.random.Generator, who: Hand) -> list[Points]:
    big = rng.uniform(1.1, 1.5)
    drawn = [[(x * big * who.x_height, y * big * who.x_height) for x, y in line] for line in LETTERS[who.name[0]]]
    tail = _waves(rng, who, who.x_height * rng.uniform(0.8, 1.3), int(rng.integers(2, 6)), 0.9)
    return [*drawn, [*tail, (tail[-1][0] + rng.uniform(2, 7), rng.uniform(-0.5, 1.0))]]


def _loops(rng: np.random.Generator, who: Hand) -> list[Points]:
    turns = int(rng.integers(2, 5))
    steps = np.linspace(0, turns * 2 * np.pi, turns * 10)
    wide, tall = who.x_height * rng.uniform(0.7, 1.3), who.x_height * rng.uniform(0.7, 1.1)
    drift = who.stretch * who.x_height * rng.uniform(0.25, 0.5) / (2 * np.pi) * 2
    points = [
        (float(t * drift + wide * np.sin(t)), float(tall * (1 - np.cos(t)) * rng.uniform(0.9, 1.1))) for t in steps
    ]
    return [[*points, (points[-1][0] + rng.uniform(3, 9), rng.uniform(-0.3, 1.5))]]


def _hand_drawn(rng: np.random.Generator, who: Hand, line: Points, smooth: bool = True) -> Stroke:
    """A line of a hand: smoothed, slanted, climbing, trembling, lighter at its ends and where it is quick."""
    given = np.array(line if len(line) > 1 else [*line, (line[0][0] + 0.2, line[0][1])], dtype=float)
    given += rng.normal(0, who.tremor * who.x_height, given.shape)
    points = _smoothed(given) if smooth else _filled(given)
    x = points[:, 0] + points[:, 1] * who.slant
    y = -(points[:, 1] + points[:, 0] * who.rise)
    quick = np.hypot(np.gradient(x), np.gradient(y))
    press = who.pressure * (1.1 - 0.35 * quick / (quick.max() + 1e-9))
    ends = np.minimum(np.linspace(0.55, 6, len(x)), np.linspace(5, 0.35, len(x)))
    return np.column_stack([x, y, press * np.clip(ends, 0, 1)])


def _smoothed(points: NDArray[np.float64], each: int = 10) -> NDArray[np.float64]:
    """Catmull and Rom's curve through the points."""
    p = np.concatenate([[2 * points[0] - points[1]], points, [2 * points[-1] - points[-2]]])
    t = np.linspace(0, 1, each, endpoint=False)[:, None]
    pieces = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:], strict=True)
    ]
    return np.concatenate([*pieces, points[-1:]])


def _filled(points: NDArray[np.float64], each: int = 8) -> NDArray[np.float64]:
    steps = np.linspace(0, len(points) - 1, (len(points) - 1) * each + 1)
    return np.column_stack([np.interp(steps, np.arange(len(points)), points[:, axis]) for axis in (0, 1)])
