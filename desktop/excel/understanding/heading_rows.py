"""Which rows of a sheet are a table's heading: by its words, its merged cells and what stands under them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.content import kinds_of
from desktop.excel.understanding.headings import EXACT, is_loose, read_column, read_heading
from desktop.excel.understanding.lines import MARK, without_numbering

Rows = Sequence[tuple[Cell, ...]]
Merges = Sequence[tuple[int, int, int, int]]

_LONGEST_HEADING = 60
_ROWS_BELOW = 2
"""Rows that a heading may have under its best one, and above it."""
_AMONG_VALUES = 4
"""So many known headings a row needs that also holds values, such as the dates of sessions."""
_DIGITS = 5
_FAMILY, _PERSON = 0.8, 0.9
"""From here on words are a person's name, and no heading nobody knows."""


def heading_score(row: tuple[Cell, ...], learned: Mapping[str, str]) -> float:
    """How much a row looks like a heading; 0 for a row that is none."""
    filled = [value for value in row if value is not None and value != ""]
    texts = [value for value in filled if isinstance(value, str) and not _is_data(value)]
    others = len(filled) - len(texts)
    if 2 * sum(text.lstrip().startswith("(") and text.rstrip().endswith(")") for text in texts) >= len(texts):
        return 0.0  # "(Ký, ghi rõ họ tên)" heads nothing
    total, known, sure_name, loose_name = 0.0, set[str](), False, False
    for place, value in enumerate(texts):
        if others and len(known) + len(texts) - place < _AMONG_VALUES:
            return 0.0
        found, sure = read_column((value,), learned)
        if not found and is_value(value):
            others += 1
        elif not found:
            total -= 0.4
        elif found not in known:
            known.add(found)
            total += sure if found != "-" else 0.5
            if found in ("full_name", "family", "given"):
                if is_loose(value) and sure <= EXACT:
                    loose_name = True
                else:
                    sure_name = True
                    total += 3
    if others and len(known) < _AMONG_VALUES:
        return 0.0
    total -= 2 * others
    useful = known - {"-"}
    if sure_name and len(known) >= 2:
        return max(total, 0.1)
    if sure_name and len(filled) == 1 and read_column((str(filled[0]),), learned)[1] >= EXACT:
        return max(total, 0.1)
    if loose_name and len(useful) >= 2 and len(useful - {"male", "female", "note"}) >= 2:
        return max(total, 0.1)
    return max(total, 0.1) if len(useful - {"male", "female"}) >= 3 else 0.0


def _is_data(text: str) -> bool:
    """Whether a text is plainly data: an address, a phone, a date."""
    return "@" in text or sum(map(str.isdigit, text)) >= _DIGITS


def is_value(value: Cell) -> bool:
    """Whether a cell holds what stands in rows of people, and in no heading: a name, a number, a date, a phone."""
    kinds = kinds_of(value)
    return any(kinds.get(kind, 0.0) >= _PERSON for kind in ("full_name", "number", "birth", "phone", "email"))


def _names(value: Cell) -> bool:
    """Whether a cell may hold a family name, with or without the names behind it."""
    kinds = kinds_of(value)
    return kinds.get("family", 0.0) >= _FAMILY or kinds.get("full_name", 0.0) >= 0.5


def heading_band(
    rows: Rows, numbers: Sequence[int], merges: Merges, learned: Mapping[str, str], best: int
) -> tuple[int, int]:
    """The heading's rows around its best row: sub-headings and machine codes below, groups of columns above."""
    first = last = best
    while last + 1 < len(rows) and last - best < _ROWS_BELOW and numbers[last + 1] == numbers[last] + 1:
        if (
            last + 2 < len(rows)
            and is_numbering_row(rows[last + 1])
            and _codes(rows[last + 2])
            and numbers[last + 2] == numbers[last] + 2
        ):
            last += 2
            break
        if _is_section(rows[first : last + 1], rows[last + 1], numbers[last : last + 2], merges) or not _continues(
            rows[last], rows[last + 1], numbers[last], merges, learned
        ):
            break
        last += 1
    while (
        first
        and best - first < _ROWS_BELOW
        and numbers[first - 1] == numbers[first] - 1
        and (
            _groups(rows[first - 1], rows[first], numbers[first - 1], merges, learned)
            or _same_fields(rows[first - 1], rows[first], learned)
        )
    ):
        first -= 1
    return first, last


_CODE = re.compile(r"[A-Z]+[A-Z0-9_]*|[a-z]+[a-z0-9_]*")


def _codes(row: tuple[Cell, ...]) -> bool:
    """Whether a row holds a machine's names of the columns ("HO_TEN", "ngaysinh")."""
    filled = filled_cells(row)
    words = [value for _column, value in filled if isinstance(value, str) and _CODE.fullmatch(value.strip())]
    return len(words) >= 3 and len(words) == len(filled) and any(len(word) > 3 for word in words)


def filled_cells(row: tuple[Cell, ...]) -> list[tuple[int, Cell]]:
    """The cells that hold a value, with their columns."""
    return [(column, value) for column, value in enumerate(row) if value is not None and value != ""]


def _is_section(band: Rows, lower: tuple[Cell, ...], numbers: Sequence[int], merges: Merges) -> bool:
    """Whether the row below a heading already names the unit or group of the people below: "I. Cơ quan chuyên môn"."""
    filled = filled_cells(lower)
    texts = [value for _column, value in filled if isinstance(value, str)]
    if not texts or len(filled) > 2:
        return False
    if MARK.fullmatch(texts[0].strip()) or without_numbering(texts[0])[0]:
        return len(texts) == 1 or not is_numbering(texts[1])
    if len(filled) > 1:
        return False
    column = filled[0][0] + 1
    if any(top == numbers[1] and left == column and right - left >= 2 for top, left, _bottom, right in merges):
        return True  # written across the table
    parted = any(
        top <= numbers[0] == bottom and left <= column <= right and right > left for top, left, bottom, right in merges
    )
    return not parted and len(band) > 1 and any(column <= len(row) and row[column - 1] for row in band)


def _continues(
    upper: tuple[Cell, ...], lower: tuple[Cell, ...], number: int, merges: Merges, learned: Mapping[str, str]
) -> bool:
    """Whether the lower row belongs to the heading too: sub-headings, a second language or machine codes."""
    filled = filled_cells(lower)
    if not filled or not all(isinstance(value, str) and len(value) <= _LONGEST_HEADING for _column, value in filled):
        return False
    texts = [(column, value) for column, value in filled if isinstance(value, str)]
    if all(is_numbering(value) for _column, value in texts):
        return False
    if _codes(lower):
        return True
    if all(value[:1].islower() for _column, value in texts) and any(
        column < len(upper) and read_heading(f"{upper[column]} {value}", learned)[1] >= EXACT for column, value in texts
    ):
        return True  # "Họ và" over "tên": typed in two rows for want of room
    if any((is_value(value) or _names(value)) and not read_heading(value, learned)[0] for _column, value in texts):
        return False
    known = [column for column, value in texts if read_heading(value, learned)[0]]
    wide = {
        column - 1
        for top, left, bottom, right in merges
        if top <= number <= bottom and bottom == number and right > left
        for column in range(left, right + 1)
    }
    below_blank = [column for column, _value in texts if column >= len(upper) or upper[column] in (None, "")]
    under_wide = [column for column, _value in texts if column in wide]
    if len(set(below_blank) | set(under_wide)) == len(texts):
        return bool(known) or (
            len(under_wide) == len(texts) > 1 and not any(map(str.isdigit, "".join(map(str, lower))))
        )
    if len(known) >= 2 and (under_wide or below_blank):
        beside = len(set(below_blank) | set(under_wide))
        if len(known) * 10 >= len(texts) * 6 or beside * 2 >= len(texts):
            return True
    return _same_fields(upper, lower, learned)


def _same_fields(upper: tuple[Cell, ...], lower: tuple[Cell, ...], learned: Mapping[str, str]) -> bool:
    """Whether two rows name the same fields, column under column: a second language or machine codes."""
    texts = [(column, value) for column, value in filled_cells(lower) if isinstance(value, str)]
    same = sum(
        1
        for column, value in texts
        if column < len(upper)
        and isinstance(above := upper[column], str)
        and above != value
        and read_heading(value, learned)[0] == read_heading(above, learned)[0] != ""
    )
    return same >= 2 and same * 2 >= len(texts)


def _groups(
    upper: tuple[Cell, ...], lower: tuple[Cell, ...], number: int, merges: Merges, learned: Mapping[str, str]
) -> bool:
    """Whether the row above the best one names groups of its columns, and is no title."""
    filled = filled_cells(upper)
    if not filled or not all(isinstance(value, str) and len(value) <= _LONGEST_HEADING for _column, value in filled):
        return False
    known = [
        column
        for column, value in filled
        if isinstance(value, str)
        and read_heading(value, learned)[0]
        and (column >= len(lower) or lower[column] in (None, ""))
    ]
    if known:
        return True
    tops = [merge for merge in merges if merge[0] == number]
    spans = [right - left + 1 for _top, left, bottom, right in tops if bottom == number and right > left]
    # A letterhead spans columns too, but stands over no heading that goes down beside it.
    beside = any(bottom > number for _top, _left, bottom, _right in tops) or any(
        isinstance(value, str) and read_heading(value, learned)[1] >= EXACT for _column, value in filled
    )
    width = max(len(upper), len(lower))
    return beside and bool(spans) and max(spans) * 10 < width * 8 and any(column > 0 for column, _value in filled)


_NUMBERING = re.compile(r"[(\[]?\s*(?:\d{1,2}|[A-Z])\s*[)\]]?(?:\s*=.*)?|cột \d+", re.IGNORECASE)


def is_numbering(value: Cell) -> bool:
    """Whether a cell holds a column's number: (1), 2, "A", "(5)=(3)+(4)"."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return 0 <= value < 60 and value == int(value)
    return isinstance(value, str) and _NUMBERING.fullmatch(value.strip()) is not None


def is_numbering_row(row: tuple[Cell, ...]) -> bool:
    """Whether a row only numbers the columns."""
    filled = [value for _column, value in filled_cells(row)]
    if len(filled) < 2 or not all(is_numbering(value) for value in filled):
        return False
    digits = [int(match[0]) for value in filled if (match := re.search(r"\d+", str(value)))]
    return len(digits) < 2 or digits == sorted(digits)


# -- the heading of each column -------------------------------------------------------------------------------------


def column_parts(rows: Rows, numbers: Sequence[int], merges: Merges, band: tuple[int, int]) -> list[tuple[str, ...]]:
    """Each column's heading, from the topmost row down; merged headings stand over all their columns."""
    first, last = band
    width = max(len(rows[index]) for index in range(first, last + 1))
    wide = [merge for merge in merges if merge[3] > merge[1] and numbers[first] <= merge[0] <= numbers[last]]
    width = max([width, *(right for _top, _left, _bottom, right in wide if right < width + 30)])
    lines = [index for index in range(first, last + 1) if index == first or not is_numbering_row(rows[index])]
    grid = [[_heading_text(rows[index], column) for column in range(width)] for index in lines]
    inherited = [[False] * width for _row in grid]
    for top, left, _bottom, right in wide:
        for offset, index in enumerate(lines):
            if numbers[index] == top:
                for column in range(left, min(right, width)):
                    if not grid[offset][column]:
                        grid[offset][column] = grid[offset][left - 1]
                        inherited[offset][column] = True
    if not wide:  # readers that know no merged cells: a blank over a sub-heading belongs to the heading on its left
        for offset in range(len(grid) - 1):
            if _codes(rows[lines[offset + 1]]):
                continue
            for column in range(1, width):
                if not grid[offset][column] and grid[offset + 1][column] and grid[offset + 1][column - 1]:
                    grid[offset][column] = grid[offset][column - 1]
                    inherited[offset][column] = True
    parts = []
    for column in range(width):
        words: list[str] = []
        for offset, line in enumerate(grid):
            alone = offset == len(grid) - 1 or not any(below[column] for below in grid[offset + 1 :])
            if line[column] and line[column] not in words and not (inherited[offset][column] and alone):
                words.append(line[column])
        parts.append(tuple(words))
    return parts


def _heading_text(row: tuple[Cell, ...], column: int) -> str:
    value = row[column] if column < len(row) else None
    return " ".join(str(value).split()) if value is not None else ""


def raw_parts(rows: Rows, band: tuple[int, int], column: int, words: tuple[str, ...]) -> tuple[str, ...]:
    """The heading with its line breaks, which part two languages, where it stands in one row."""
    if len(words) == 1:
        for index in range(band[0], band[1] + 1):
            value = rows[index][column] if column < len(rows[index]) else None
            if isinstance(value, str) and " ".join(value.split()) == words[0]:
                return (value.strip(),)
    return words
