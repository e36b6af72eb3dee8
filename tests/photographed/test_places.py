"""What the generator says of a picture is so: the reader is measured against it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("cv2")
pytest.importorskip("PIL")

import PIL.Image

from tests.photographed import camera, scanner, shots, signing  # after cv2 is known to be there
from tests.photographed.pens import Paper
from tests.photographed.sheets import Cell, Page

CELLS = tuple(Cell(row, 1, 30.0 + 20 * row, 20.0 + 40 * row, 22.0, 9.0) for row in range(6))


@pytest.fixture
def signed(tmp_path):
    """A white page whose cells are black all over."""
    page = Page("1", 1, 1, tmp_path / "page.pdf", 0, 210.0, 297.0, (0, 0, 0, 0), (0, 0, 0, 0), CELLS, 6)
    PIL.Image.new("RGB", (210 * 4, 297 * 4), "white").save(page.pdf, "PDF", resolution=4 * 25.4)
    paper = Paper(signing.rendered(page, 4 * 25.4), 4.0)
    for cell in CELLS:
        x, y = round(cell.x * 4), round(cell.y * 4)
        paper.image[y : y + 36, x : x + 88] = 0
    return signing.Signed(page, paper, [signing.Truth(cell, "signature", False) for cell in CELLS])


def dark(picture, corners, scale):
    """The mean grey of a ring this many times as large as the cell."""
    corners = np.array(corners)
    middle = corners.mean(axis=0)
    ring = [
        middle + (a + (b - a) * t - middle) * scale
        for a, b in zip(corners, np.roll(corners, -1, 0), strict=True)
        for t in (0, 0.3, 0.6)
    ]
    spots = [
        picture[round(y), round(x)] for x, y in ring if 0 <= y < picture.shape[0] - 1 and 0 <= x < picture.shape[1] - 1
    ]
    return float(np.mean(spots)) if spots else None


@pytest.mark.parametrize("kind", ["tilted", "curled", "turned", "far", "scan skew", "bilevel 200"])
def test_cells_lie_where_they_are_said_to_lie(signed, kind, tmp_path):
    rng = np.random.default_rng(5)
    how = shots.KINDS[kind](rng)
    if isinstance(how, scanner.Scan):
        picture = scanner.scanned(signed, how, rng)
    else:
        small = replace(how, long_side=900, oversampled=1.0)
        picture = camera.photographed([camera.Sheet(signed)], small, rng)
    for truth in signed.truths:
        inner, outer = dark(picture, truth.corners, 0.85), dark(picture, truth.corners, 1.25)
        assert truth.seen == 1
        assert inner + 60 < outer
