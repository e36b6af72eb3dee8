"""The papers' typeface is chosen by its letters, whatever it is called."""

from __future__ import annotations

import struct
from pathlib import Path

from desktop.papers import fonts


def font_file(path: Path, characters: list[int], *, kind: int = 12) -> Path:
    """A file with nothing but a character map."""
    if kind == 12:
        groups = b"".join(struct.pack(">III", character, character, 1) for character in characters)
        table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(characters)) + groups
    else:
        count = len(characters)
        row = f">{count}H"
        table = struct.pack(">HHHHHHH", 4, 0, 0, 2 * count, 0, 0, 0) + struct.pack(row, *characters) + b"\0\0"
        table += struct.pack(row, *characters)
        table += struct.pack(row, *((1 - character) & 0xFFFF for character in characters)) + bytes(2 * count)
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10 if kind == 12 else 1, 12) + table
    path.write_bytes(
        struct.pack(">IHHHH", 0x00010000, 1, 0, 0, 0) + struct.pack(">4sIII", b"cmap", 0, 28, len(cmap)) + cmap
    )
    return path


def test_a_font_with_every_letter_covers(tmp_path: Path):
    letters = sorted(fonts.letters())
    assert fonts.covers(font_file(tmp_path / "a.ttf", letters))
    assert fonts.covers(font_file(tmp_path / "b.ttf", letters, kind=4))


def test_one_missing_letter_is_enough_to_refuse(tmp_path: Path):
    letters = sorted(fonts.letters() - {ord("ự")})
    assert not fonts.covers(font_file(tmp_path / "a.ttf", letters))
    assert not fonts.covers(font_file(tmp_path / "b.ttf", letters, kind=4))


def test_a_damaged_file_is_no_font(tmp_path: Path):
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00\x00\x09")
    assert not fonts.covers(broken)
    assert not fonts.covers(tmp_path / "missing.ttf")


def test_every_vietnamese_letter_is_asked_for():
    assert {ord(letter) for letter in "ĂẮẰẲẴẶăắằẳẵặÂẤđĐƠỢợỰựỹỴ"} <= fonts.letters()
    assert len([letter for letter in fonts.letters() if letter > 127 and chr(letter).isalpha()]) == 134


def test_the_chosen_typeface_is_one_of_the_candidates():
    assert fonts.typeface().family in fonts.CANDIDATES


def test_without_a_complete_family_the_one_that_typst_carries_serves(monkeypatch):
    monkeypatch.setattr(fonts, "covers", lambda path, index=0: False)
    fonts.typeface.cache_clear()
    try:
        chosen = fonts.typeface()
        assert chosen.family == fonts.EMBEDDED
        assert not any(font.path for font in chosen.fonts.fonts())
    finally:
        fonts.typeface.cache_clear()
