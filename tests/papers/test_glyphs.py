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


def all_of_it(entry: Entry) -> object:
    """A paper that shows everything."""
    return entry


def test_a_text_with_a_letter_of_no_font_is_told_once_wherever_it_stands() -> None:
    name = f"Lê {NO_GLYPH} An"
    content = Entry("Nguyễn Thị Hà", ({"note": name}, [Entry(name)], f"{NO_GLYPH} hai"))
    assert unwritable(content, all_of_it) == [name, f"{NO_GLYPH} hai"]


def test_a_text_that_the_paper_does_not_show_is_not_told() -> None:
    content = Entry(f"Lê {NO_GLYPH} An", (f"{NO_GLYPH} hai",))
    assert unwritable(content, lambda entry: {"name": "Lê An"}) == []
    assert unwritable(content, lambda entry: {"name": entry.name.upper()}) == [content.name, f"{NO_GLYPH} hai"]


def test_vietnamese_and_the_letters_of_its_peoples_are_writable_everywhere() -> None:
    content = Entry("Đặng Hữu Nghĩa – “Ủy ban”…", ("Y Čhăm Êñuôl", "H'Ƀlơ̆ Kpă", "a\u200bb", 7, None))
    assert unwritable(content, all_of_it) == []
