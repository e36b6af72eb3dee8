"""The lines of a hand, in millimetres: signatures that are no letters, ticks, dashes and the like.

A line is an array of points (x, y), y downwards. Quick runs are those of the kinematic theory of movement: overlapping strokes
whose speed is lognormal (Plamondon 1995).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from tools.handwriting.words import Dice, pick

Line = npt.NDArray[Any]


def curve(points: Any, each: int = 10) -> Line:
    """Catmull and Rom's curve through the points."""
    p = np.asarray(points, float)
    p = np.concatenate([[2 * p[0] - p[1]], p, [2 * p[-1] - p[-2]]])
    t = np.linspace(0, 1, each, endpoint=False)[:, None]
    pieces = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:], strict=True)
    ]
    return np.concatenate([*pieces, p[-2:-1]])


def sized(line: Line, width: float, height: float) -> Line:
    """The line in a box of this size, from its upper left corner."""
    size = np.ptp(line, axis=0) + 1e-6
    return (line - line.min(axis=0)) / size * np.array([width, height])


def scribble(dice: Dice, width: float, height: float) -> list[Line]:
    """A signature without letters."""
    kind = pick(dice, ("quick", "quick", "quick", "waves", "waves", "walk", "coil", "zigzag"))
    line = sized(_SHAPES[kind](dice), width, height)
    if dice.random() < 0.4:
        line = curve(flourished(dice, line[::6] if len(line) > 30 else line, width, height), 8)
    line = line + np.cumsum(dice.normal(0, 0.02, line.shape), axis=0)
    lines = [line]
    if dice.random() < 0.3 and len(line) > 40:  # lifted once
        cut = int(dice.integers(10, len(line) - 10))
        lines = [line[:cut], line[cut + int(dice.integers(1, 5)) :]]
    if dice.random() < 0.3:  # a stroke through it
        across = (
            (dice.uniform(*span) * width, dice.uniform(0, 1) * height) for span in ((-0.1, 0.4), (0.3, 0.6), (0.6, 1.2))
        )
        lines.append(curve(list(across)))
    if dice.random() < 0.15:
        lines.append(np.array([[0.5 * width, -0.1 * height], [0.5 * width + 0.5, 0.3 - 0.1 * height]]))
    return lines


def waves(dice: Dice) -> Line:
    """Letters run together until none can be read, their size dwindling."""
    points, x, lean, looped = [], 0.0, dice.uniform(-0.2, 0.5), dice.uniform(0.2, 0.9)
    count, fade = int(dice.integers(2, 10)), dice.uniform(0, 0.95)
    for place in range(count):
        size = 1 - fade * place / count
        up = size * (dice.uniform(1.4, 2.4) if dice.random() < 0.2 else dice.uniform(0.4, 1.1))
        down = -size * dice.uniform(0.5, 1.4) if dice.random() < 0.15 else dice.uniform(-0.15, 0.2) * size
        step = dice.uniform(0.25, 0.9)
        if dice.random() < looped:
            points += [(x, down), (x + step * 0.9, up), (x + step * dice.uniform(0.1, 0.5), up * 0.75)]
        else:
            points += [(x, down), (x + step * 0.5, up)]
        x += step
    line = np.array(points)
    return curve(np.column_stack([line[:, 0] + lean * line[:, 1], -line[:, 1]]))


def flourished(dice: Dice, line: Line, width: float, height: float) -> Line:
    """On from its end: away to the right, back under it, or through it."""
    x, y = line[-1]
    left, kind = line[:, 0].min(), dice.random()
    if kind < 0.35:
        more = [(x + dice.uniform(0.1, 0.4) * width, y + dice.normal(0, 0.15) * height)]
        more.append((x + dice.uniform(0.24, 0.6) * width, y + dice.normal(0, 0.2) * height))
    elif kind < 0.8:
        more = [(x + 0.15 * width, y + 0.2 * height), (x - 0.3 * width, height * dice.uniform(0.8, 1.2))]
        more.append((left - dice.uniform(-0.2, 0.3) * width, height * dice.uniform(0.7, 1.15)))
        if dice.random() < 0.5:
            more.append((left + 0.6 * width, height * dice.uniform(0.7, 1.1)))
            more.append((x + dice.uniform(0, 0.5) * width, height * dice.uniform(0.5, 1)))
    else:
        more = [(x + 0.2 * width, y - 0.3 * height), (x - 0.1 * width, -0.2 * height)]
        more += [(x - 0.5 * width, 0.5 * height), (x + 0.3 * width, 0.6 * height)]
    return np.concatenate([line, np.array(more)])


def mark(dice: Dice) -> list[Line]:
    """A tick, a dash, a cross, a ring, a dot … made in a moment."""
    kinds = (
        "tick",
        "tick",
        "tick",
        "dash",
        "dash",
        "two dashes",
        "cross",
        "cross",
        "slash",
        "ring",
        "dot",
        "dots",
        "arrow",
    )
    kind = pick(dice, (*kinds, "wave", "brace", "plus", "bar", "vee", "long"))
    size = dice.uniform(1.8, 7)
    made = [size * line for line in _MARKS[kind](dice)] if kind in _MARKS else [_ungauged(dice, kind, size)]
    made = [line + dice.normal(0, 0.04 * size, (1, 2)) for line in made]
    if dice.random() < 0.12:  # the same once more
        made += [line + np.array([size * 1.3, dice.normal(0, 0.1)]) for line in made]
    return made


def _quick(dice: Dice) -> Line:
    count = int(dice.integers(6, 20))
    starts = np.concatenate([[0.0], np.cumsum(dice.uniform(0.06, 0.14, count - 1))])
    time = np.linspace(0, starts[-1] + 0.3, 15 * count + 80)
    speed, angle, turn = np.zeros((len(time), 2)), dice.uniform(0, 2 * math.pi), dice.choice([-1, 1])
    up_and_down = {"letters": 1.0, "loops": 0.0, "both": 0.5}[pick(dice, ("letters", "loops", "both"))]
    for place, start in enumerate(starts):
        if dice.random() < up_and_down:
            angle = (math.pi / 2 if place % 2 else -math.pi / 2) + dice.normal(0.2, 0.45)
        else:
            angle += turn * dice.normal(1.7, 0.5)
        since = np.maximum(time - start, 1e-4)
        spread = dice.uniform(0.2, 0.45)
        bell = np.exp(-((np.log(since) - dice.normal(-1.9, 0.2)) ** 2) / (2 * spread**2)) / (since * spread * 2.5)
        done = np.cumsum(bell) / max(float(bell.sum()), 1e-9)
        towards = angle + dice.normal(0, 1.2) * (done - 0.5)
        speed += dice.lognormal(0, 0.5) * bell[:, None] * np.column_stack([np.cos(towards), np.sin(towards)])
    line: Line = np.cumsum(speed, axis=0) * (time[1] - time[0])
    line[:, 0] += np.linspace(0, dice.uniform(0.2, 1.6) * np.ptp(line[:, 1]) + 1e-6, len(time))
    return line


def _walk(dice: Dice) -> Line:
    count, width = int(dice.integers(5, 16)), dice.uniform(1.5, 6)
    along = np.sort(dice.uniform(0, width, count)) + dice.normal(0, 0.08 * width, count)
    return curve(np.column_stack([along, dice.uniform(-1, 1, count)]))


def _coil(dice: Dice) -> Line:
    turn = np.linspace(0, int(dice.integers(2, 6)) * 2 * math.pi * dice.choice([1, -1]), 90)
    size = 1 + dice.normal(0, 0.2) * np.linspace(0, 1, len(turn))
    across = np.abs(turn) * dice.uniform(0.05, 0.3) + dice.uniform(0.5, 1.4) * size * np.sin(turn)
    return np.column_stack([across, dice.uniform(0.4, 1.2) * size * np.cos(turn)])


def _zigzag(dice: Dice) -> Line:
    count = int(dice.integers(4, 12))
    along = np.cumsum(dice.uniform(0.1, 0.8, count))
    return curve(np.column_stack([along, dice.uniform(0.3, 1, count) * np.where(np.arange(count) % 2, 1, -1)]), 6)


_SHAPES = {"quick": _quick, "waves": waves, "walk": _walk, "coil": _coil, "zigzag": _zigzag}


def _near(dice: Dice, *points: tuple[float, float], smooth: bool = True) -> Line:
    moved = np.array(points) + dice.normal(0, 0.07, (len(points), 2))
    return curve(moved) if smooth and len(moved) > 2 else moved


_MARKS: dict[str, Any] = {
    "tick": lambda d: [
        _near(d, (0, 0.6), (0.3, 1), (d.uniform(0.8, 1.7), d.uniform(-0.3, 0.2)), smooth=d.random() < 0.5)
    ],
    "vee": lambda d: [_near(d, (0, 0), (0.45, 1), (1, 0), smooth=False)],
    "dash": lambda d: [_near(d, (0, 0.5), (0.8, 0.5), (1.6, 0.5))],
    "two dashes": lambda d: [_near(d, (0, y), (0.7, y), (1.4, y)) for y in (0.3, 0.7)],
    "cross": lambda d: [_near(d, (0, 0), (0.5, 0.5), (1, 1)), _near(d, (1, 0), (0.5, 0.5), (0, 1))],
    "plus": lambda d: [_near(d, (0, 0.5), (0.5, 0.5), (1, 0.5)), _near(d, (0.5, 0), (0.5, 0.5), (0.5, 1))],
    "slash": lambda d: [_near(d, (0, 1.2), (0.3, 0.6), (0.7, 0))],
    "bar": lambda d: [_near(d, (0, 1.2), (0.05, 0.6), (0.1, 0))],
    "arrow": lambda d: [np.array([[0, 0.5], [2, 0.5]]), np.array([[1.5, 0.2], [2, 0.5], [1.5, 0.8]])],
}


def _ungauged(dice: Dice, kind: str, size: float) -> Line:
    if kind == "long":
        return curve([(0, 0), (dice.uniform(5, 12), dice.normal(0, 0.6)), (dice.uniform(13, 40), dice.normal(0, 1.5))])
    if kind == "ring":
        turn = np.linspace(dice.uniform(0, 6), dice.uniform(6, 7.5) + dice.uniform(0, 2.0), 50)
        return size / 2 * np.column_stack([np.cos(turn), dice.uniform(0.6, 1.2) * np.sin(turn)])
    if kind == "wave":
        along = np.linspace(0, dice.uniform(1.5, 3.5) * size, 50)
        return np.column_stack([along, size / 4 * dice.uniform(0.4, 1) * np.sin(along / size * dice.uniform(3, 7))])
    if kind == "brace":
        points = [(0.4, 0), (0.1, 0.3), (0.1, 1), (-0.2, 1.2), (0.1, 1.4), (0.1, 2), (0.4, 2.3)]
        return curve(0.8 * size * np.array(points))
    return np.array([[0, 0], [0.3, 0.2]]) if kind == "dot" else np.array([[0, 0], [0.2, 0.1], [2, 0.1], [2.2, 0.1]])
