"""Where a table's heading stands and which column holds which field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.importing import FIELDS, SENSITIVE_FIELDS
from desktop.excel.understanding.headings import (
    EXACT,
    INHERITED,
    PARTS,
    heading_key,
    is_loose,
    read_column,
    read_heading,
)
from desktop.excel.understanding.likeness import looks_like_name
from desktop.excel.understanding.lines import MARK, without_numbering
from desktop.excel.workbook import Cell

SEARCHED_ROWS = 30
Rows = Sequence[tuple[Cell, ...]]
Merges = Sequence[tuple[int, int, int, int]]

_FIELDS = frozenset(FIELDS) | {"code"}
_SENSITIVE = frozenset(SENSITIVE_FIELDS)


@dataclass(slots=True)
class Layout:
    """A table's heading and columns. Columns count from 0 here."""

    first: int
    """Index of the heading's first row among the sheet's rows; where data begins, when there is no heading."""
    last: int
    """Index of its last row; `first` - 1 when there is no heading."""
    fields: dict[str, int] = field(default_factory=dict)
    """Field, or part of one (family, given, male, birth_female, number …) -> column."""
    headings: tuple[str, ...] = ()
    ignored: tuple[int, ...] = ()
    sensitive: tuple[int, ...] = ()
    """Sensitive columns left out."""
    guessed: bool = False
    """Understood by its content, without a heading."""

    @property
    def has_name(self) -> bool:
        """Whether a column holds names."""
        return "full_name" in self.fields or "given" in self.fields


# -- finding the heading --------------------------------------------------------------------------------------------


def find_heading(
    rows: Rows, numbers: Sequence[int], merges: Merges, learned: Mapping[str, str], start: int = 0
) -> tuple[int, int] | None:
    """The first and last index of the heading among the first rows from `start`; None when no row looks like one."""
    scores = [heading_score(row, learned) for row in rows[start : start + SEARCHED_ROWS]]
    best = max(range(len(scores)), key=scores.__getitem__, default=0)
    if not scores or scores[best] <= 0:
        return None
    band = heading_band(rows, numbers, merges, learned, start + best)
    for index in range(start, band[0]):  # another list above it, with fewer columns and people of its own
        if scores[index - start] > 0:
            above = heading_band(rows, numbers, merges, learned, index)
            if above[1] < band[0] and _has_people(rows, numbers, merges, learned, above, band[0]):
                return above
    return band


def _has_people(
    rows: Rows, numbers: Sequence[int], merges: Merges, learned: Mapping[str, str], band: tuple[int, int], end: int
) -> bool:
    """Whether somebody's name stands below this heading and above the row `end`."""
    layout = read_layout(rows, numbers, merges, band, learned=learned, overrides={})
    column = layout.fields.get("full_name", layout.fields.get("given", -1))
    return layout.has_name and any(
        column < len(row) and looks_like_name(row[column]) for row in rows[layout.last + 1 : end]
    )


def heading_score(row: tuple[Cell, ...], learned: Mapping[str, str]) -> float:
    """How much a row looks like a heading; 0 for a row that is none."""
    total, known, sure_name, loose_name, others = 0.0, set[str](), False, False, 0
    for value in row:
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            others += 1
            continue
        found, sure = read_column((value,), learned)
        if not found:
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
    if others and len(known) < 4:
        return 0.0
    total -= 2 * others
    useful = known - {"-"}
    if sure_name and len(useful) >= 2:
        return max(total, 0.1)
    filled = [value for value in row if value not in (None, "")]
    if sure_name and len(filled) == 1 and read_column((str(filled[0]),), learned)[1] >= EXACT:
        return max(total, 0.1)
    if loose_name and len(useful) >= 2 and len(useful - {"male", "female", "note"}) >= 2:
        return max(total, 0.1)
    return max(total, 0.1) if len(useful - {"male", "female"}) >= 3 else 0.0


def heading_band(
    rows: Rows, numbers: Sequence[int], merges: Merges, learned: Mapping[str, str], best: int
) -> tuple[int, int]:
    """The heading's rows around its best row: sub-headings below, groups of columns above."""
    first = last = best
    while last + 1 < len(rows) and last - best < 2 and numbers[last + 1] == numbers[last] + 1:
        if _is_section(rows[first : last + 1], rows[last + 1], numbers[last : last + 2], merges) or not _continues(
            rows[last], rows[last + 1], numbers[last], merges, learned
        ):
            break
        last += 1
    if (
        best
        and numbers[best - 1] == numbers[best] - 1
        and _groups(rows[best - 1], rows[best], numbers[best - 1], merges, learned)
    ):
        first = best - 1
    return first, last


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
    if not filled or not all(isinstance(value, str) and len(value) <= 60 for _column, value in filled):
        return False
    texts = [(column, value) for column, value in filled if isinstance(value, str)]
    if all(is_numbering(value) for _column, value in texts):
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
    if len(known) * 10 >= len(texts) * 6 and (under_wide or below_blank) and len(known) >= 2:
        return True
    # The same fields once more, column under column: a second language or machine codes.
    same = sum(
        1
        for column, value in texts
        if column < len(upper)
        and isinstance(above := upper[column], str)
        and read_heading(value, learned)[0] == read_heading(above, learned)[0] != ""
    )
    return same >= 2 and same * 2 >= len(texts)


def _groups(
    upper: tuple[Cell, ...], lower: tuple[Cell, ...], number: int, merges: Merges, learned: Mapping[str, str]
) -> bool:
    """Whether the row above the best one names groups of its columns, and is no title."""
    filled = filled_cells(upper)
    if not filled or not all(isinstance(value, str) and len(value) <= 60 for _column, value in filled):
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
    width = max(len(upper), len(lower))
    spans = [
        right - left + 1
        for top, left, bottom, right in merges
        if top <= number <= bottom and bottom == number and right > left
    ]
    return (
        bool(spans)
        and max(spans) * 10 < width * 8
        and len(filled) >= 1
        and any(column > 0 for column, _value in filled)
    )


_NUMBERING = re.compile(r"\(?\s*(?:\d{1,2}|[A-Z])\s*\)?(?:\s*=.*)?|cột \d+", re.IGNORECASE)


def is_numbering(value: Cell) -> bool:
    """Whether a cell holds a column's number: (1), 2, "A", "(5)=(3)+(4)"."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return value == int(value) and 0 <= value < 60
    return isinstance(value, str) and _NUMBERING.fullmatch(value.strip()) is not None


def is_numbering_row(row: tuple[Cell, ...]) -> bool:
    """Whether a row only numbers the columns."""
    filled = [value for _column, value in filled_cells(row)]
    if len(filled) < 2 or not all(is_numbering(value) for value in filled):
        return False
    digits = [int(match[0]) for value in filled if (match := re.search(r"\d+", str(value)))]
    return len(digits) < 2 or digits == sorted(digits)


# -- reading the columns --------------------------------------------------------------------------------------------


def column_parts(rows: Rows, numbers: Sequence[int], merges: Merges, band: tuple[int, int]) -> list[tuple[str, ...]]:
    """Each column's heading, from the topmost row down; merged headings stand over all their columns."""
    first, last = band
    width = max(len(rows[index]) for index in range(first, last + 1))
    wide = [merge for merge in merges if merge[3] > merge[1] and numbers[first] <= merge[0] <= numbers[last]]
    width = max([width, *(right for _top, _left, _bottom, right in wide if right < width + 30)])
    grid = [[_heading_text(rows[index], column) for column in range(width)] for index in range(first, last + 1)]
    inherited = [[False] * width for _row in grid]
    for top, left, _bottom, right in wide:
        for offset, index in enumerate(range(first, last + 1)):
            if numbers[index] == top:
                for column in range(left, min(right, width)):
                    if not grid[offset][column]:
                        grid[offset][column] = grid[offset][left - 1]
                        inherited[offset][column] = True
    if not wide:  # readers that know no merged cells: a blank over a sub-heading belongs to the heading on its left
        for offset in range(len(grid) - 1):
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


def read_layout(
    rows: Rows,
    numbers: Sequence[int],
    merges: Merges,
    band: tuple[int, int],
    *,
    learned: Mapping[str, str],
    overrides: Mapping[str, int],
    without: frozenset[int] = frozenset(),
    with_sensitive: bool = False,
) -> Layout:
    """The columns of a table under its heading; `overrides` (field -> column from 1) are the organizer's word."""
    parts = column_parts(rows, numbers, merges, band)
    layout = Layout(band[0], band[1], headings=tuple(PARTS.join(words) for words in parts))
    chosen: dict[str, tuple[int, int]] = {}
    for column, words in enumerate(parts):
        if not words or column + 1 in without:
            continue
        found, sure = read_column(_raw_parts(rows, band, column, words), learned)
        if found == "phone" and re.search(r"di dong|dtdd|dt dd|mobile", heading_key(words[-1])):
            sure += 1  # of two numbers the mobile one
        if found and found != "-" and sure > chosen.get(found, (0, 0))[0]:
            chosen[found] = (sure, column)
    layout.fields = {found: column for found, (_sure, column) in chosen.items()}
    _settle_flags(layout, chosen)
    _apply_overrides(layout, overrides)
    _settle_names(layout, rows, merges, numbers)
    _drop_sensitive(layout, with_sensitive)
    return layout


def _raw_parts(rows: Rows, band: tuple[int, int], column: int, words: tuple[str, ...]) -> tuple[str, ...]:
    """The heading with its line breaks, which part two languages, where it stands in one row."""
    if len(words) == 1:
        for index in range(band[0], band[1] + 1):
            value = rows[index][column] if column < len(rows[index]) else None
            if isinstance(value, str) and " ".join(value.split()) == words[0]:
                return (value.strip(),)
    return words


def _settle_flags(layout: Layout, chosen: Mapping[str, tuple[int, int]]) -> None:
    """A pair Nam, Nữ holds flags or dates; birth dates under them win over a heading that only stands above."""
    fields = layout.fields
    if "birth" in fields and ("birth_male" in fields or "birth_female" in fields) and chosen["birth"][0] <= INHERITED:
        del fields["birth"]
    if "male" in fields and "female" not in fields:
        del fields["male"]


def _apply_overrides(layout: Layout, overrides: Mapping[str, int]) -> None:
    for name, number in overrides.items():
        for part, column in list(layout.fields.items()):
            if column == number - 1 or part == name:
                del layout.fields[part]
        if name == "full_name":
            layout.fields.pop("family", None)
            layout.fields.pop("given", None)
        if number > 0:
            layout.fields[name] = number - 1


def _settle_names(layout: Layout, rows: Rows, merges: Merges, numbers: Sequence[int]) -> None:
    """One name column, or a pair of family-with-middle and given name."""
    fields = layout.fields
    if "full_name" in fields:
        column = fields["full_name"]
        beside = column + 1
        unnamed = beside >= len(layout.headings) or not layout.headings[beside]
        merged = any(
            left == column + 1 and right == beside + 1 and numbers[layout.first] <= top <= numbers[layout.last]
            for top, left, _bottom, right in merges
        )
        if (
            "given" in fields
            and fields["given"] == beside
            and "family" not in fields
            and _single_words(rows, layout, beside)
        ):
            fields["family"] = fields.pop("full_name")
        elif (unnamed or merged) and beside not in fields.values() and _single_words(rows, layout, beside):
            fields["family"], fields["given"] = column, beside
            del fields["full_name"]
        else:
            fields.pop("family", None)
            fields.pop("given", None)
    elif "given" in fields and "family" not in fields:
        fields["full_name"] = fields.pop("given")
    elif "family" in fields and "given" not in fields:
        fields["full_name"] = fields.pop("family")


def _single_words(rows: Rows, layout: Layout, column: int) -> bool:
    """Whether the column under a name heading holds given names: one or two words in most rows."""
    values = [row[column] if column < len(row) else None for row in rows[layout.last + 1 : layout.last + 41]]
    words = [
        value
        for value in values
        if isinstance(value, str) and len(value.split()) in (1, 2) and value.replace(" ", "").isalpha()
    ]
    filled = [value for value in values if value not in (None, "")]
    return len(words) >= 1 and len(words) * 10 >= len(filled) * 7


def _drop_sensitive(layout: Layout, with_sensitive: bool) -> None:
    fields = layout.fields
    if not with_sensitive:
        layout.sensitive = tuple(sorted(column for name, column in fields.items() if name in _SENSITIVE))
        for name in _SENSITIVE & fields.keys():
            del fields[name]
    used = {column for name, column in fields.items() if name != "sign"}
    layout.ignored = tuple(column for column, text in enumerate(layout.headings) if text and column not in used)


def shown_fields(layout: Layout) -> dict[str, int]:
    """Field -> column for people to see: parts of a name, of a date and flags under the field they make."""
    shown: dict[str, int] = {}
    for name, column in layout.fields.items():
        if name in _FIELDS or name in _SENSITIVE:
            shown[name] = column
    for part, whole in (("family", "full_name"), ("given", "full_name"), ("birth_male", "birth"), ("birth_female", "birth"),
                        ("birth_day", "birth"), ("birth_year", "birth"), ("birth_female", "gender"), ("female", "gender"),
                        ("birth_male", "gender")):  # fmt: skip
        if part in layout.fields:
            shown.setdefault(whole, layout.fields[part])
    return shown
