"""What a cell could be by its looks: a person's name, a position, words, a section's number."""

from __future__ import annotations

import re

from desktop.domain.names import fold
from desktop.domain.units import UnitKind, kind_of
from desktop.excel.understanding.lines import MARK
from desktop.excel.workbook import Cell

_NAME = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*(?: [^\W\d_]+(?:['’.-][^\W\d_]+)*){1,5}")
_POSITION = re.compile(
    r"(?:pho |truong |chu tich|hieu truong|hieu pho|chuyen vien|cong chuc|can bo|giao vien|ke toan|giam doc|van thu|nhan vien|"
    r"bi thu|p?ct$|p?tp$|p?ht$|cv$|cc$|pp$|gv$|thanh tra vien|chi huy truong|doi truong|cham tra|thu ky|chanh van phong|vien chuc)"
)


def looks_like_name(value: Cell) -> bool:
    """Whether a cell could be a person's full name: two to six words of letters, each with a capital."""
    if not isinstance(value, str):
        return False
    text = " ".join(value.split())
    if len(text) > 60 or not _NAME.fullmatch(text):
        return False
    return (
        all(word[0].isupper() for word in text.split())
        and not _POSITION.match(fold(text))
        and kind_of(text) is UnitKind.OTHER
    )


def looks_like_position(text: str) -> bool:
    """Whether a text begins as positions do: "Phó Chủ tịch", "Hiệu trưởng", "CV"."""
    return _POSITION.match(fold(text)) is not None


def is_words(value: Cell) -> bool:
    """Whether a cell holds words, not a number or a section's mark."""
    return isinstance(value, str) and any(letter.isalpha() for letter in value) and not is_mark(value)


def is_mark(value: Cell) -> bool:
    """Whether a cell holds a section's number and nothing else."""
    return isinstance(value, str) and MARK.fullmatch(value.strip()) is not None
