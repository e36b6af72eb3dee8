"""A phone above sheets on a table: where each point of a page comes to lie in the picture, and the picture."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.photographed import light
from tests.photographed.pens import Image
from tests.photographed.signing import Signed, gone

Points = NDArray[Any]


@dataclass(frozen=True)
class Shot:
    """How one picture is taken. Angles in degrees, lengths in millimetres."""

    long_side: int = 4000
    quality: int = 90
    oversampled: float = 1.0
    """How many times finer the sensor is than what is sent on."""
    turn: float = 0.0
    pitch: float = 0.0
    yaw: float = 0.0
    fill: float = 0.9
    """How much of the frame the pages take; over 1: some of them lies outside."""
    off: tuple[float, float] = (0.0, 0.0)
    """How far the middle of the pages is from the middle of the frame, as shares of it."""
    upright: bool = True
    curl: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Height of a bow along the page, of one across, and of a lifted corner."""
    folds: tuple[float, ...] = ()
    """Where the page was folded, as shares of its height."""
    cut: bool = False
    """A corner is torn off or turned down."""
    table: str = "wood"
    light: light.Light = field(default_factory=light.Light)
    exif: int = 1
    kind: str = "jpg"


@dataclass
class Sheet:
    """A page lying on the table: where its middle is, and how it is turned there."""

    signed: Signed
    x: float = 0.0
    y: float = 0.0
    turn: float = 0.0


def photographed(sheets: list[Sheet], shot: Shot, rng: np.random.Generator) -> Image:
    """Take the picture; the truths of the pages learn where their cells lie in it and how much of them shows."""
    size = _frame(shot)
    view = _View(sheets, shot, size)
    picture = light.table(shot.table, size, rng)
    for sheet in sheets:
        if shot.cut:
            _tear(sheet.signed, rng)
        gone(sheet.signed.truths, sheet.signed.paper)
        picture = _lay(picture, sheet, view, rng)
    shown, covering = light.lit(picture, shot.light, rng)
    for sheet in sheets:
        _tell(sheet, view, covering, size)
    fine = shot.oversampled
    if fine != 1:
        shown = cv2.resize(shown, None, fx=1 / fine, fy=1 / fine, interpolation=cv2.INTER_AREA)
        for truth in (each for sheet in sheets for each in sheet.signed.truths):
            truth.corners = [(x / fine, y / fine) for x, y in truth.corners]
    return light.sensed(shown, shot.light, rng)


def _frame(shot: Shot) -> tuple[int, int]:
    long, short = round(shot.long_side * shot.oversampled), round(shot.long_side * shot.oversampled * 0.75)
    return (short, long) if shot.upright else (long, short)


class _View:
    """From millimetres on a page to dots in the picture."""

    def __init__(self, sheets: list[Sheet], shot: Shot, size: tuple[int, int]) -> None:
        self.shot, self.size = shot, size
        self.far, self.focus = 400.0, 0.8 * max(size)
        self.middle = np.zeros(2)
        a, b, c = (np.deg2rad(each) for each in (shot.pitch, shot.yaw, shot.turn))
        about_x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
        about_y = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
        about_z = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
        self.turned = about_x @ about_y @ about_z
        for _again in range(4):
            every = np.concatenate([self.seen(sheet, _edge(sheet)) for sheet in sheets])
            low, high = every.min(axis=0), every.max(axis=0)
            self.far *= float(max((high - low) / (np.array(size) * shot.fill)))
            aim = np.array(size) * (0.5 + np.array(shot.off))
            self.middle += (aim - (low + high) / 2) * 0.9

    def seen(self, sheet: Sheet, points: Points) -> Points:
        """Where these points of a page, in millimetres, lie in the picture."""
        page = sheet.signed.page
        u, v = points[:, 0] / page.width, points[:, 1] / page.height
        x, y = points[:, 0] - page.width / 2, points[:, 1] - page.height / 2
        t = np.deg2rad(sheet.turn)
        x, y = x * np.cos(t) - y * np.sin(t) + sheet.x, x * np.sin(t) + y * np.cos(t) + sheet.y
        solid = np.column_stack([x, y, -height(self.shot, u, v)]) @ self.turned.T
        away = self.far * 1.0 + solid[:, 2]
        return solid[:, :2] / away[:, None] * self.focus + np.array(self.size) / 2 + self.middle


def height(shot: Shot, u: Points, v: Points) -> Points:
    """How high over the table the paper is there (shares of the page), in millimetres."""
    along, across, corner = shot.curl
    raised = along * (1 - (2 * v - 1) ** 2) + across * np.sin(np.pi * u) + corner * np.clip(u + v - 1.2, 0, 1) ** 2 * 2
    for number, fold in enumerate(shot.folds):
        raised = raised + (5 - 2 * number) * np.clip(1 - np.abs(v - fold) / 0.3, 0, 1)
    return raised


def _edge(sheet: Sheet) -> Points:
    page = sheet.signed.page
    return np.array([(x * page.width, y * page.height) for x in (0, 0.5, 1) for y in (0, 0.5, 1)], float)


def _tear(signed: Signed, rng: np.random.Generator) -> None:
    page = signed.page
    side_x, side_y = rng.integers(0, 2, 2)
    long = rng.uniform(15, 45, 2)
    corner = np.array([side_x * page.width, side_y * page.height], float)
    inward = np.array([1 - 2 * side_x, 1 - 2 * side_y])
    points = [corner - inward * 5, corner + inward * [long[0], -5], corner + inward * [-5, long[1]]]
    signed.paper.torn.append(np.array(points))


def _lay(picture: Image, sheet: Sheet, view: _View, rng: np.random.Generator) -> Image:
    """Put a page into the picture, with its shading and the shadow under its edge."""
    paper, page = sheet.signed.paper, sheet.signed.page
    corners = np.array([[0, 0], [page.width, 0], [page.width, page.height], [0, page.height]], np.float32)
    flat = _View([sheet], replace(view.shot, curl=(0, 0, 0), folds=()), view.size)
    flat.far, flat.middle = view.far, view.middle
    plane = cv2.getPerspectiveTransform(flat.seen(sheet, corners.astype(float)).astype(np.float32), corners)
    wide, tall = view.size
    step = 8
    gx, gy = np.meshgrid(np.arange(0, wide + step, step, dtype=float), np.arange(0, tall + step, step, dtype=float))
    asked = np.column_stack([gx.ravel(), gy.ravel()])
    found = _through(plane, asked)
    for _again in range(8):
        near = np.clip(found, -60, [page.width + 60, page.height + 60])
        found = _through(plane, asked - (view.seen(sheet, near) - flat.seen(sheet, near)))
    grid = found.reshape(*gx.shape, 2).astype(np.float32)
    fine = cv2.resize(grid, (gx.shape[1] * step, gx.shape[0] * step), interpolation=cv2.INTER_LINEAR)
    shift = step // 2  # resize lays the middle of each coarse dot over the middle of its block
    fine = np.pad(fine, ((0, shift), (0, shift), (0, 0)), "edge")[shift:, shift:][:tall, :wide] * paper.per_mm - 0.5
    whole = np.full(paper.image.shape[:2], 255, np.uint8)
    for polygon in paper.torn:
        cv2.fillPoly(whole, [np.round(polygon * paper.per_mm).astype(np.int32)], 0, cv2.LINE_AA)
    mask = cv2.remap(whole, fine[..., 0], fine[..., 1], cv2.INTER_LINEAR, borderValue=0)
    shaded = light.shaded(paper.image, lambda u, v: height(view.shot, u, v), rng)
    laid = cv2.remap(shaded, fine[..., 0], fine[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    shadow = cv2.GaussianBlur(np.roll(mask, (9, 6), (0, 1)), (0, 0), 9).astype(np.float32)[..., None] / 255
    share = mask.astype(np.float32)[..., None] / 255
    mixed = picture * (1 - 0.35 * shadow) * (1 - share) + laid * share
    return mixed.clip(0, 255).astype(np.uint8)


def _through(plane: NDArray[Any], points: Points) -> Points:
    return cv2.perspectiveTransform(points[None].astype(np.float64), plane)[0]


def _tell(sheet: Sheet, view: _View, covering: NDArray[Any], size: tuple[int, int]) -> None:
    for truth in sheet.signed.truths:
        cell = truth.cell
        spots = [(cell.x + cell.width * i / 6, cell.y + cell.height * j / 4) for i in range(7) for j in range(5)]
        seen = view.seen(sheet, np.array(spots))
        within = (seen >= 0).all(axis=1) & (seen[:, 0] < size[0] - 1) & (seen[:, 1] < size[1] - 1)
        truth.seen = float(within.mean())
        at = np.clip(seen, 0, np.array(size) - 1).astype(int)
        hidden = covering[at[:, 1], at[:, 0]] > 0.5
        truth.covered = max(truth.covered, float((hidden & within).mean()))
        truth.corners = [(float(x), float(y)) for x, y in seen[[0, 30, 34, 4]]]
