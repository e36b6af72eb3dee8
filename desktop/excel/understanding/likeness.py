"""What a cell could be by its looks: a person's name, a position, words, a section's number."""

from __future__ import annotations

from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.content import kinds_of, position_likeness
from desktop.excel.understanding.lines import MARK


def looks_like_name(value: Cell) -> bool:
    """Whether a cell could be a person's full name and nothing else: two to seven words of letters, each with a capital."""
    if not isinstance(value, str) or kinds_of(value).get("full_name", 0.0) < 0.7:
        return False
    words = value.split()
    return all(word[0].isupper() for word in words) and value.replace(" ", "")[-1:].isalpha()


def looks_like_position(text: str) -> bool:
    """Whether a text begins as positions do: "Phó Chủ tịch", "Hiệu trưởng", "CV"."""
    return position_likeness(text) > 0


def is_words(value: Cell) -> bool:
    """Whether a cell holds words, not a number or a section's mark."""
    return isinstance(value, str) and any(letter.isalpha() for letter in value) and not is_mark(value)


def is_mark(value: Cell) -> bool:
    """Whether a cell holds a section's number and nothing else."""
    return isinstance(value, str) and MARK.fullmatch(value.strip()) is not None
