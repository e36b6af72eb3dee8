"""Who signs and who is away, in hands that the reader never saw."""

from __future__ import annotations

import zlib

import cv2
import numpy as np
import pytest

from desktop.scans.laying import PER_MM
from desktop.scans.signature import HIGH, is_signature, look, odds
from tests.photographed import writing

AWAY = ("vắng", "Vắng", "vắng P", "P", "KP", "đi thay")


def drawn(strokes: list[writing.Stroke], pen: float):
    """What is written, by a pen so many millimetres broad, as a scanner has it."""
    left, top, right, bottom = writing.extent(strokes)
    fits = min(1.0, 50 / (right - left), 14 / (bottom - top))
    fine = 4 * PER_MM
    page = np.zeros(
        (int((bottom - top) * fits * fine) + 4 * fine, int((right - left) * fits * fine) + 4 * fine), np.uint8
    )
    for each in strokes:
        points = ((each[:, :2] - [left, top]) * fits + 2) * fine
        cv2.polylines(page, [np.round(points).astype(np.int32)], False, 255, round(pen * fine), cv2.LINE_AA)
    size = page.shape[1] // 4, page.shape[0] // 4
    dark = cv2.resize(page, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return dark > 0.2, dark


def hands(kind: str, count: int):
    """So many people, each with a hand and a pen of their own."""
    for number in range(count):
        dice = np.random.default_rng((zlib.crc32(kind.encode()), number))
        yield dice, writing.hand(dice), dice.uniform(0.3, 0.6)


@pytest.mark.parametrize("word", AWAY)
def test_a_word_for_somebody_away_is_never_a_signature(word):
    cells = [drawn(writing.written(dice, who, word), pen) for dice, who, pen in hands(word, 40)]
    assert not any(is_signature(*each) for each in cells)


@pytest.mark.parametrize("mark", [writing.tick, writing.cross, writing.dash])
def test_a_mark_made_in_a_moment_is_never_a_signature(mark):
    cells = [drawn(mark(dice, who), pen) for dice, who, pen in hands(mark.__name__, 40)]
    assert not any(is_signature(*each) for each in cells)


def test_most_signatures_are_known_though_some_hands_write_only_a_name():
    cells = [drawn(writing.signature(dice, who), pen) for dice, who, pen in hands("signature", 150)]
    assert sum(is_signature(*each) for each in cells) >= 0.7 * len(cells)


def test_what_is_written_keeps_its_size_until_it_is_too_large():
    small, large = np.zeros((90, 400), bool), np.zeros((200, 700), bool)
    small[30:60, 60:120], large[10:190, 10:690] = True, True
    for strokes, wide, high in ((small, 40, 20), (large, 242, HIGH)):
        there = look(strokes, np.where(strokes, 0.4, 0.0).astype(np.float32)) > 127
        assert there.any(axis=0).sum() == pytest.approx(wide, abs=2)
        assert there.any(axis=1).sum() == pytest.approx(high, abs=2)


def test_what_is_written_is_the_same_wherever_it_stands_in_the_cell():
    for dice, who, pen in hands("place", 5):
        strokes, dark = drawn(writing.signature(dice, who), pen)
        moved = [np.pad(each, ((30, 4), (7, 60))) for each in (strokes, dark)]
        assert odds(look(*moved)) == pytest.approx(odds(look(strokes, dark)))
