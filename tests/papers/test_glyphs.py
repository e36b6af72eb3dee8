"""Letters that no font can write are told, and nothing else is."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.papers.glyphs import unwritable

NO_GLYPH = "\U00100123"
"""For private use, far from where any font has its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """As a document's content holds people."""

    name: str
    lines: tuple[object, ...] = ()


def test_a_text_with_a_letter_of_no_font_is_told_once_wherever_it_stands() -> None:
    name = f"Lê {NO_GLYPH} An"
    content = Entry("Nguyễn Thị Hà", ({"note": name}, [Entry(name)], f"{NO_GLYPH} hai"))
    assert unwritable(content) == [name, f"{NO_GLYPH} hai"]


def test_vietnamese_and_the_letters_of_its_peoples_are_writable_everywhere() -> None:
    assert unwritable(Entry("Đặng Hữu Nghĩa – “Ủy ban”…", ("Y Čhăm Êñuôl", "H'Ƀlơ̆ Kpă", "a\u200bb", 7, None))) == []
