"""The kinds of picture: each a way to take or scan a page, chosen anew by chance for each picture of its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import PIL.Image
import PIL.ImageOps
import pypdfium2

from tests.photographed.camera import Shot
from tests.photographed.light import Light
from tests.photographed.pens import Image
from tests.photographed.scanner import Scan

Chance = np.random.Generator
TABLES = ("wood", "wood", "wood", "plain", "dark", "cloth", "papers", "white")


def _usual(rng: Chance) -> Shot:
    """Somebody takes care: nearly from above, nearly straight, enough light."""
    how = Light(
        level=float(rng.uniform(0.8, 1.0)),
        fall=float(rng.uniform(0, 0.3)),
        defocus=float(rng.uniform(0.4, 0.9)),
        noise=float(rng.uniform(1, 4)),
        cast=tuple(float(each) for each in rng.uniform(0.94, 1.0, 3)),  # type: ignore[arg-type]
    )
    return Shot(
        turn=float(rng.normal(0, 2.5)),
        pitch=float(rng.normal(0, 4)),
        yaw=float(rng.normal(0, 3)),
        fill=float(rng.uniform(0.78, 0.96)),
        curl=(float(rng.uniform(0, 2)), float(rng.uniform(0, 2)), float(rng.uniform(0, 8) * (rng.random() < 0.3))),
        table=str(rng.choice(TABLES)),
        light=how,
    )


def _sent(shot: Shot, long_side: int, quality: int) -> Shot:
    return replace(shot, long_side=long_side, quality=quality, oversampled=2.0 if long_side < 2200 else 1.0)


def _light(shot: Shot, **changed: object) -> Shot:
    return replace(shot, light=replace(shot.light, **changed))  # type: ignore[arg-type]


def _careful(rng: Chance) -> Shot:
    return _usual(rng)


def _chat(rng: Chance) -> Shot:
    """As a chat program sends it on."""
    return _sent(_usual(rng), int(rng.choice([1280, 1280, 1600])), int(rng.integers(45, 62)))


def _tilted(rng: Chance) -> Shot:
    sign = rng.choice([-1, 1], 2)
    pitch, yaw = rng.uniform(7, 15) * sign[0], rng.uniform(4, 15) * sign[1]
    return _sent(replace(_usual(rng), pitch=float(pitch), yaw=float(yaw)), int(rng.choice([2000, 3000, 4000])), 82)


def _turned(rng: Chance) -> Shot:
    turn = float(rng.choice([90, 180, 180, 270, float(rng.uniform(0, 360))]) + rng.normal(0, 4))
    return _sent(replace(_usual(rng), turn=turn), int(rng.choice([1600, 2560])), 75)


def _exif(rng: Chance) -> Shot:
    return _sent(replace(_usual(rng), exif=int(rng.choice([3, 6, 8]))), 2560, 85)


def _curled(rng: Chance) -> Shot:
    curl = (float(rng.uniform(0, 14)), float(rng.uniform(3, 12)), float(rng.uniform(0, 25)))
    return _sent(replace(_usual(rng), curl=curl), int(rng.choice([1600, 3000])), 75)


def _folded(rng: Chance) -> Shot:
    return _sent(replace(_usual(rng), folds=(0.5, *([0.25] if rng.random() < 0.4 else []))), 2560, 80)


def _shadowed(rng: Chance) -> Shot:
    shot = _light(_usual(rng), shadow=float(rng.uniform(0.25, 0.55)), fall=float(rng.uniform(0.1, 0.5)))
    return _sent(shot, int(rng.choice([1280, 1600, 3000])), 70)


def _glared(rng: Chance) -> Shot:
    return _sent(_light(_usual(rng), glare=float(rng.uniform(0.5, 1.0))), 2000, 78)


def _coloured(rng: Chance) -> Shot:
    cast = [(1.0, 0.85, 0.6), (0.82, 0.92, 1.0), (0.88, 1.0, 0.82), (1.0, 0.8, 0.7)][int(rng.integers(4))]
    return _sent(_light(_usual(rng), cast=cast, level=float(rng.uniform(0.65, 0.9))), 1600, 70)


def _shaken(rng: Chance) -> Shot:
    shot = _sent(_usual(rng), int(rng.choice([1600, 2000, 3000])), 75)
    scale = shot.long_side * shot.oversampled / 3200
    if rng.random() < 0.5:
        return _light(shot, motion=float(rng.uniform(4, 9) * scale))
    return _light(shot, defocus=float(rng.uniform(1.6, 3.2) * scale))


def _dark(rng: Chance) -> Shot:
    shot = _light(_usual(rng), level=float(rng.uniform(0.35, 0.55)), noise=float(rng.uniform(6, 12)), defocus=1.0)
    return _sent(shot, int(rng.choice([1600, 2560])), 70)


def _cornered(rng: Chance) -> Shot:
    """A corner is torn off, or the frame cuts some of the page away."""
    if rng.random() < 0.5:
        return _sent(replace(_usual(rng), cut=True), 2560, 80)
    off = tuple(float(each) for each in rng.uniform(-0.08, 0.08, 2))
    return _sent(replace(_usual(rng), fill=float(rng.uniform(1.0, 1.08)), off=off), 2560, 80)  # type: ignore[arg-type]


def _fingered(rng: Chance) -> Shot:
    return _sent(_light(_usual(rng), fingers=int(rng.integers(1, 4))), int(rng.choice([1600, 3000])), 75)


def _pair(rng: Chance) -> Shot:
    return _sent(replace(_usual(rng), upright=False, fill=0.94), int(rng.choice([2560, 4000])), 80)


def _far(rng: Chance) -> Shot:
    """Much table around it."""
    return _sent(replace(_usual(rng), fill=float(rng.uniform(0.5, 0.7))), int(rng.choice([3000, 4000])), 85)


def _webp(rng: Chance) -> Shot:
    return replace(_sent(_usual(rng), 1600, 70), kind="webp")


def _poor(rng: Chance) -> Shot:
    """Several at once, as it happens."""
    shot = replace(_tilted(rng), curl=(5.0, 6.0, 8.0), turn=float(rng.choice([0, 90, 180]) + rng.normal(0, 6)))
    shot = _light(shot, shadow=0.35, noise=5.0, defocus=1.2, cast=(1.0, 0.9, 0.75))
    return _sent(shot, 1280, 45)


def _scan(**how: object) -> Callable[[Chance], Scan]:
    return lambda _rng: Scan(**how)  # type: ignore[arg-type]


KINDS: dict[str, Callable[[Chance], Shot | Scan]] = {
    "careful": _careful,
    "chat": _chat,
    "tilted": _tilted,
    "turned": _turned,
    "exif": _exif,
    "curled": _curled,
    "folded": _folded,
    "shadowed": _shadowed,
    "glared": _glared,
    "coloured": _coloured,
    "shaken": _shaken,
    "dark": _dark,
    "cornered": _cornered,
    "fingers": _fingered,
    "two pages": _pair,
    "far": _far,
    "webp": _webp,
    "poor": _poor,
    "no code": _chat,
    "scan 300": _scan(dpi=300, mode="grey"),
    "scan 200": _scan(dpi=200, mode="colour", kind="png"),
    "scan 150": _scan(dpi=150, mode="colour", quality=60),
    "scan 96": _scan(dpi=96, mode="grey", kind="png"),
    "bilevel 300": _scan(dpi=300, mode="black", kind="tif"),
    "bilevel 200": _scan(dpi=200, mode="black", kind="pdf"),
    "scan skew": _scan(dpi=200, mode="grey", kind="tif", skew=2.2, turned=True),
}
"""By name. Two of the pages' kinds are not ways to take a picture: "no code" hides the square, "two pages" takes a pair."""


def saved(picture: Image, shot: Shot, path: Path) -> None:
    """Write the picture as a phone or a chat program does."""
    stored = {1: picture, 3: np.rot90(picture, 2), 6: np.rot90(picture, 1), 8: np.rot90(picture, -1)}[shot.exif]
    made = PIL.Image.fromarray(np.ascontiguousarray(stored))
    exif = PIL.Image.Exif()
    exif[0x0112] = shot.exif
    made.save(path, quality=shot.quality, exif=exif.tobytes())


def shown(path: Path, place: int) -> Image:
    """A picture or scan as it is meant to be looked at."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        try:
            objects = list(document[place].get_objects())
            wide = objects[0].get_px_size()[0]
            scale = wide / document[place].get_size()[0]
            return np.asarray(document[place].render(scale=scale).to_pil().convert("RGB"))
        finally:
            document.close()
    with PIL.Image.open(path) as opened:
        if path.suffix == ".tif":
            opened.seek(place)
        return np.asarray(PIL.ImageOps.exif_transpose(opened).convert("RGB"))


def crop(picture: Image, corners: list[tuple[float, float]], around: float = 0.6) -> Image:
    """The cell with what is around it, straightened."""
    wide = int(max(40, np.hypot(*np.subtract(corners[1], corners[0]))))
    tall = int(max(20, np.hypot(*np.subtract(corners[3], corners[0]))))
    x, y = wide * around / 2, tall * around
    there = np.array([[x, y], [x + wide, y], [x + wide, y + tall], [x, y + tall]], np.float32)
    matrix = cv2.getPerspectiveTransform(np.array(corners, np.float32), there)
    return cv2.warpPerspective(picture, matrix, (int(wide + 2 * x), int(tall + 2 * y)))
