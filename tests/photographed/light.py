"""What light, lens, sensor and fingers do to a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.photographed.pens import Image

Field = NDArray[Any]
"""A number for each dot of a picture."""


@dataclass(frozen=True)
class Light:
    """Strengths as shares unless said otherwise."""

    level: float = 0.92
    fall: float = 0.15
    """How much darker the far side is."""
    shadow: float = 0.0
    """Of a hand or a phone."""
    glare: float = 0.0
    cast: tuple[float, float, float] = (1.0, 1.0, 1.0)
    defocus: float = 0.6
    """Radius in dots."""
    motion: float = 0.0
    """Length in dots."""
    noise: float = 2.0
    """Standard deviation of a grey level of 255."""
    fingers: int = 0
    sharpened: float = 0.3


def noise(shape: tuple[int, int], coarse: float, rng: np.random.Generator) -> Field:
    """Soft noise around 0 whose spots are about so many dots wide."""
    small = rng.normal(0, 1, (int(shape[0] / coarse) + 3, int(shape[1] / coarse) + 3)).astype(np.float32)
    return cv2.resize(small, shape[::-1], interpolation=cv2.INTER_CUBIC)


def table(name: str, size: tuple[int, int], rng: np.random.Generator) -> Image:
    """What lies under the paper: wood, a plain or dark desk, a checked cloth, or other papers."""
    wide, tall = size
    shape = (tall, wide)
    y, x = np.mgrid[0:tall, 0:wide].astype(np.float32)
    if name == "wood":
        grain = np.sin((y + noise(shape, 300, rng) * 40) / rng.uniform(5, 14)) * 8 + noise(shape, 3, rng) * 4
        base = np.array([[120, 80, 50], [165, 120, 80], [90, 55, 35], [200, 165, 120]])[int(rng.integers(4))]
        made = base[None, None] + (grain + noise(shape, 500, rng) * 10)[..., None]
    elif name == "cloth":
        side = rng.uniform(60, 180)
        checks = ((x // side + y // side) % 2) * 90 + noise(shape, 2, rng) * 5
        made = np.array([90, 60, 70])[None, None] + checks[..., None] * np.array([1.2, 1.3, 1.0])
    elif name == "papers":
        made = np.full((tall, wide, 3), 120.0) + noise(shape, 200, rng)[..., None] * 8
        for _paper in range(int(rng.integers(2, 5))):
            middle, turn = rng.uniform(0, 1, 2) * size, rng.uniform(0, 180)
            box = cv2.boxPoints(((float(middle[0]), float(middle[1])), (wide * 0.5, wide * 0.7), float(turn)))
            cv2.fillPoly(made, [box.astype(np.int32)], [float(rng.uniform(215, 245))] * 3)
            for line in range(20):
                a, b = box[0] + (box[1] - box[0]) * (line + 1) / 22, box[3] + (box[2] - box[3]) * (line + 1) / 22
                cv2.line(
                    made,
                    (a + (b - a) * 0.1).astype(int).tolist(),
                    (a + (b - a) * 0.85).astype(int).tolist(),
                    [90.0] * 3,
                    3,
                )
    else:
        base = {"dark": 45, "plain": 160, "white": 222}[name]
        made = (
            np.full((tall, wide, 3), float(base)) + (noise(shape, 400, rng) * 6 + noise(shape, 2, rng) * 2)[..., None]
        )
    return np.asarray(made).clip(0, 255).astype(np.uint8)


def shaded(page: Image, height: Callable[..., Field], rng: np.random.Generator) -> Image:
    """Bent paper: lighter where it faces the lamp."""
    v, u = np.mgrid[0:1:64j, 0:1:48j]
    down, right = np.gradient(height(u, v))
    lamp = rng.uniform(-1, 1, 2)
    bright = 1 + np.clip((down * lamp[0] + right * lamp[1]) * 0.12, -0.3, 0.12)
    fine = cv2.resize(bright.astype(np.float32), page.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    return (page * fine[..., None] * rng.uniform(0.93, 1.0)).clip(0, 255).astype(np.uint8)


def lit(picture: Image, how: Light, rng: np.random.Generator) -> tuple[Image, Field]:
    """Light, shadows, glare and fingers; and what is covered by them (over a half: nothing can be seen there)."""
    tall, wide = picture.shape[:2]
    small = (max(2, tall // 16), max(2, wide // 16))
    y, x = np.mgrid[0 : 1 : small[0] * 1j, 0 : 1 : small[1] * 1j]
    turn = rng.uniform(0, 2 * np.pi)
    far = (x - 0.5) * np.cos(turn) + (y - 0.5) * np.sin(turn) + 0.5
    level = how.level * (1 - how.fall * np.clip(far, 0, 1)) * (1 - 0.12 * ((x - 0.5) ** 2 + (y - 0.5) ** 2) * 2)
    if how.shadow:
        level = level * (1 - how.shadow * _shade(small, rng))
    add = np.zeros(small)
    if how.glare:
        gx, gy, wide_x, wide_y = *rng.uniform(0.15, 0.85, 2), *rng.uniform(0.05, 0.16, 2)
        add = how.glare * np.exp(-(((x - gx) / wide_x) ** 2 + ((y - gy) / wide_y) ** 2))
    both = [cv2.resize(each.astype(np.float32), (wide, tall), interpolation=cv2.INTER_LINEAR) for each in (level, add)]
    made = picture * both[0][..., None] * np.array(how.cast, np.float32)
    made = made * (1 - both[1][..., None] * 0.75) + 255 * both[1][..., None]
    covering = (both[1] > 0.75).astype(np.float32)
    for _finger in range(how.fingers):
        made, covering = _finger_over(made, covering, rng)
    return made.clip(0, 255).astype(np.uint8), covering


def _shade(small: tuple[int, int], rng: np.random.Generator) -> Field:
    """The shadow of a hand with a phone: a slab with an arm, soft at its edge."""
    shade = np.zeros(small, np.float32)
    tall, wide = small
    middle = rng.uniform(0.2, 0.8, 2) * [wide, tall]
    slab = (
        (float(middle[0]), float(middle[1])),
        (wide * float(rng.uniform(0.2, 0.4)), tall * float(rng.uniform(0.3, 0.6))),
    )
    cv2.fillPoly(shade, [cv2.boxPoints((*slab, float(rng.uniform(0, 180)))).astype(np.int32)], 1.0)
    end = (int(rng.uniform(-0.2, 1.2) * wide), int(tall * 1.2))
    cv2.line(shade, middle.astype(int).tolist(), end, 1.0, max(2, wide // 7))
    return np.asarray(cv2.GaussianBlur(shade, (0, 0), float(rng.uniform(1.0, 6))), np.float64)


def _finger_over(picture: Field, covering: Field, rng: np.random.Generator) -> tuple[Field, Field]:
    tall, wide = covering.shape
    side = int(rng.integers(4))
    along = rng.uniform(0.1, 0.9)
    edge = [(along * wide, 0), (wide, along * tall), (along * wide, tall), (0, along * tall)][side]
    inward = [(0, 1), (-1, 0), (0, -1), (1, 0)][side]
    deep, thick = rng.uniform(0.06, 0.16) * wide, int(rng.uniform(0.045, 0.07) * wide)
    tip = (int(edge[0] + inward[0] * deep), int(edge[1] + inward[1] * deep))
    start = (int(edge[0] - inward[0] * 50), int(edge[1] - inward[1] * 50))
    mask = np.zeros((tall, wide), np.float32)
    cv2.line(mask, start, tip, 1.0, thick, cv2.LINE_AA)
    soft = cv2.GaussianBlur(mask, (0, 0), 2.5)[..., None]
    shadow = cv2.GaussianBlur(mask, (0, 0), thick / 5)[..., None]
    round_ = cv2.GaussianBlur(mask, (0, 0), thick / 4)[..., None]
    skin = np.array([205, 150, 125], np.float32) * (0.6 + 0.45 * round_)
    return picture * (1 - 0.3 * shadow) * (1 - soft) + skin * soft, np.maximum(covering, mask)


def sensed(picture: Image, how: Light, rng: np.random.Generator) -> Image:
    """Lens and sensor: out of focus, shaken, noisy, sharpened again."""
    made: Field = picture.astype(np.float32)
    if how.defocus > 1:
        size = int(how.defocus * 2) | 1
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)).astype(np.float32)
        made = cv2.filter2D(made, -1, disc / disc.sum())
    elif how.defocus:
        made = cv2.GaussianBlur(made, (0, 0), how.defocus)
    if how.motion:
        made = cv2.filter2D(made, -1, _trail(how.motion, float(rng.uniform(0, 180))))
    if how.noise:
        grey = rng.normal(0, how.noise, made.shape[:2]).astype(np.float32)
        colour = rng.normal(0, how.noise * 0.5, made.shape).astype(np.float32)
        made = made + grey[..., None] + colour
    if how.sharpened:
        made = made + how.sharpened * (made - cv2.GaussianBlur(made, (0, 0), 1.5))
    return made.clip(0, 255).astype(np.uint8)


def _trail(long: float, turn: float) -> Field:
    size = int(long) + 3 | 1
    trail = np.zeros((size, size), np.float32)
    step = np.array([np.cos(np.deg2rad(turn)), np.sin(np.deg2rad(turn))]) * long / 2
    middle = np.array([size // 2, size // 2], float)
    a, b = (middle - step, middle + step)
    cv2.line(
        trail, np.round(a * 16).astype(int).tolist(), np.round(b * 16).astype(int).tolist(), 1.0, 1, cv2.LINE_AA, 4
    )
    return trail / trail.sum() if trail.sum() else np.ones((1, 1), np.float32)
