"""Lists printed beside one another, and rows that hold several people, read as a list each."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence

from desktop.domain.importing import Notice
from desktop.excel.reading.sink import letters
from desktop.excel.reading.workbook import Cell, Sheet
from desktop.excel.understanding.cells import CellText
from desktop.excel.understanding.columns import typical
from desktop.excel.understanding.content import name_likeness, unit_likeness
from desktop.excel.understanding.evidence import Profile, profiles
from desktop.excel.understanding.finding import SEARCHED_ROWS, find_heading
from desktop.excel.understanding.form_answers import FormAnswers
from desktop.excel.understanding.heading_rows import column_parts, filled_cells
from desktop.excel.understanding.headings import EXACT, INHERITED, heading_key, read_heading, readings
from desktop.excel.understanding.lines import group_of, without_numbering

_BELOW = 15
_NAMES = 0.5
"""The share of a column's cells that must be names."""
_ELSE = re.compile(
    r"\b(?:thay|lien he|gioi thieu|nguoi (?:ky|lap|duyet|than)|(?:ten|cua) (?:cha|bo|me|vo|chong|con)|du phong|du bi)\b"
)
"""Headings over names of people who do not come for all that."""
_LEADERS = re.compile(r"\b(?:lanh dao|thu truong|phu trach)\b")
"""Headings over names of people who come only where columns ask the same of them as of others."""
_COMING = re.compile(
    r"\b(?:tham (?:du|gia)|du (?:hop|lop|hoc|tap huan)|(?:duoc|nguoi) (?:cu|du)|cu di|dai bieu|hoc vien)\b"
)
"""Headings that say who comes, so that leaders behind are not meant."""
_ASKED_ALIKE = 2
"""So many columns alike, a name among them, make two groups of columns two people's."""
_ORDINAL = re.compile(r"\b(?:\d+|thu (?:nhat|hai|ba|tu|nam)|mot|hai|ba|bon|nam|i{1,3}|iv)\b|(?<=[a-z])\d+\b")
_COUNTED = re.compile(r"(?<=[^\W\d])\d+$")
"""What a form adds to a question that is asked a second time: "Họ và tên2"."""
_GRID = re.compile(r"(.*\S)\s*\[(.+)\]")
"""How a form writes a grid: the question, and in brackets the row that was asked: "Đại biểu 1 [Họ và tên]"."""
_CONTACTS = ("phone", "email")


@dataclasses.dataclass(frozen=True, slots=True)
class _List:
    """One of several lists: its own columns, and those before it that belong to all."""

    own: range
    shared: frozenset[int]
    name: int
    """The column of its names."""
    left_out: frozenset[int] = frozenset()
    """Columns that speak of nobody in it."""


def blocks(sheet: Sheet, answers: FormAnswers | None = None) -> list[Sheet]:
    """The sheet itself; or a sheet for each list beside another and for each further person of a row.

    `answers`: each row is somebody's answer to a form, so that a phone or an address beside several people is whose who
    sent it, and none of theirs.
    """
    text = CellText(sheet)
    rows = text.head(SEARCHED_ROWS + _BELOW)
    band = find_heading(rows, sheet.numbers, sheet.merges, {})
    if band is None and answers is not None:
        band = (answers.heading, answers.heading)
    if band is None:
        return [sheet]
    parts = column_parts(rows, sheet.numbers, sheet.merges, band)
    above = rows[band[0] - 1] if band[0] and len(filled_cells(rows[band[0] - 1])) > 1 else ()
    columns = _Columns(parts, profiles(typical(rows[band[1] + 1 :]), len(parts)), above)
    if len(columns.names) < 2:
        return [sheet]
    lists, code = columns.beside(), "list.beside"
    if len(lists) < 2:
        lists, code = columns.several_a_row(answered=answers is not None), "list.several_a_row"
    if len(lists) < 2:
        return [sheet]
    found = [_block(sheet, band, one, lists) for one in lists]
    if lists[0].left_out:
        headings = ", ".join(" ".join(parts[column]) for column in sorted(lists[0].left_out))
        told = Notice("answers.left_out", {"sheet": sheet.name, "columns": headings})
        found[0].notices = [*found[0].notices, told]
    for one, block in list(zip(lists, found, strict=True))[1:]:
        block.name = f"{sheet.name} ({letters(one.own.start + 1)}–{letters(one.own.stop)})"
        block.notices = [Notice(code, {"sheet": sheet.name, "name": block.name})]
    return found


class _Columns:
    """The headings and contents of a table that may be several."""

    def __init__(self, parts: list[tuple[str, ...]], contents: Sequence[Profile], above: tuple[Cell, ...]) -> None:
        self._contents, self._above = contents, above
        parts = [_as_asked(words) for words in parts]
        self._keys = [" ".join(map(heading_key, words)) for words in parts]
        self._meanings = [readings(words) if words else {} for words in parts]
        groups = _groups_of_people(parts)
        self._grouped = [words[:-1] in groups for words in parts]
        own = [words[-1:] if grouped else words for words, grouped in zip(parts, self._grouped, strict=True)]
        self._bare = [" ".join(_ORDINAL.sub(" ", " ".join(map(heading_key, words))).split()) for words in own]
        self.names = [column for column in range(len(parts)) if self._holds_names(column)]
        """The columns that hold names of people who come."""

    def _holds_names(self, column: int) -> bool:
        meanings, profile = self._meanings[column], self._contents[column]
        counted = any(
            bare == self._bare[column] and key != self._keys[column]
            for bare, key in zip(self._bare, self._keys, strict=True)
        )
        over = next((value for value in self._above[column::-1] if value), "")  # a group of columns that is not merged
        said = self._keys[column], heading_key(str(over))
        again = self._keys[column : column + _ASKED_ALIKE]
        alike = self._grouped[column] or ("" not in again and all(self._keys.count(key) > 1 for key in again))
        if any(map(_ELSE.search, said)) or not profile.filled:
            return False
        if any(map(_LEADERS.search, said)) and (not alike or any(map(_COMING.search, self._keys[:column]))):
            return False
        if meanings.get("full_name", 0) > INHERITED or (counted and self._bare[column] and not meanings):
            family = profile.share("family")
            return profile.share("full_name") >= _NAMES or _NAMES <= family > profile.share("given")
        beside = self._meanings[column + 1] if column + 1 < len(self._meanings) else {}
        return meanings.get("family", 0) == EXACT and not beside.keys().isdisjoint(("given", "middle"))

    def beside(self) -> list[_List]:
        """Lists with running numbers of their own, or parted by a blank column."""
        starts = [0]
        for before, name in zip(self.names, self.names[1:], strict=False):
            between = range(name - 1, before, -1)
            own = next((column for column in between if self._meanings[column].get("number", 0) == EXACT), None)
            gap = next(
                (column for column in between if not self._keys[column] and not self._contents[column].filled), None
            )
            if own is None and (gap is None or name - gap > 2):
                return []
            starts.append(own if own is not None else (gap or 0) + 1)
        ends = [*starts[1:], len(self._keys)]
        return [
            _List(range(start, end), frozenset(), name)
            for start, end, name in zip(starts, ends, self.names, strict=True)
        ]

    def several_a_row(self, *, answered: bool = False) -> list[_List]:
        """Each person of a row with the columns that say the same of each; all other columns belong to all of them.

        A name of other words before them is no reason against it in an answer to a form: it is whose who sent it.
        """
        alike = Counter(self._bare[name] for name in self.names)
        leading = next((bare for bare, count in alike.items() if count > 1), None) if answered else None
        bare = self._bare[self.names[0]] if leading is None else leading
        names = [name for name in self.names if self._bare[name] == bare]
        if len(names) < 2 or (leading is None and self.names[1] not in names):
            return []
        first, second = names[:2]
        lead = 0
        while (
            first > lead
            and self._bare[first - lead - 1]
            and self._bare[first - lead - 1] == self._bare[second - lead - 1]
        ):
            lead += 1
        again = {self._bare[column] for column in range(first + 1, second - lead)} - {""}
        counted = self._keys[first] != self._keys[second]
        behind = {self._bare[column] for column in range(second + 1, len(self._bare))}
        if not (counted or again & behind):
            return []
        starts = [name - lead for name in names]
        end = names[-1] + 1
        while end < len(self._bare) and self._bare[end] in again and end - names[-1] < second - first:
            end += 1
        owns = [range(start, stop) for start, stop in zip(starts, [*starts[1:], end], strict=True)]
        shared = frozenset(range(len(self._keys))) - {column for own in owns for column in own}
        senders = frozenset(column for column in shared if answered and self._is_of_sender(column))
        if answered:
            shared -= senders
            asked = {self._bare[column] for own in owns[1:] for column in own}
            shared |= {column for column in owns[0] if self._is_of_all(column, asked)}
        return [_List(own, shared, name, senders) for own, name in zip(owns, names, strict=True)]

    def _is_of_sender(self, column: int) -> bool:
        """Whether a column beside several people speaks of whoever sent the answer."""
        contents = self._contents[column]
        return column in self.names or any(contents.share(kind) >= _NAMES for kind in _CONTACTS)

    def _is_of_all(self, column: int, asked: set[str]) -> bool:
        """Whether a column among the first person's names the unit of all: no other is `asked` for theirs."""
        meant = self._meanings[column].get("unit", 0) > INHERITED or self._contents[column].share("unit") >= _NAMES
        return meant and self._bare[column] not in asked


def _as_asked(words: tuple[str, ...]) -> tuple[str, ...]:
    """A heading as a form was asked: a grid's question over its row, without the number of a question asked again."""
    if not words:
        return words
    last = _COUNTED.sub("", words[-1])
    grid = _GRID.fullmatch(last)
    return (*words[:-1], grid[1], grid[2]) if grid else (*words[:-1], last)


def _groups_of_people(parts: Sequence[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """The headings over groups of columns that ask the same, somebody's name and more, each of another person."""
    asked: dict[tuple[str, ...], set[str]] = {}
    for words in parts:
        if len(words) > 1:
            asked.setdefault(words[:-1], set()).add(heading_key(words[-1]))
    named = {over: keys for over, keys in asked.items() if any(read_heading(key)[0] == "full_name" for key in keys)}
    return frozenset(
        over
        for over, keys in named.items()
        if any(other is not keys and len(keys & other) >= _ASKED_ALIKE for other in named.values())
    )


def _block(sheet: Sheet, band: tuple[int, int], one: _List, lists: Sequence[_List]) -> Sheet:
    """The lines above the heading whole, and below them only the list's own columns and those that belong to all."""
    rows: list[tuple[Cell, ...]] = []
    numbers: list[int] = []
    first = one is lists[0]
    last = one is lists[-1]
    wide = {(top, left - 1): right for top, left, _bottom, right in sheet.merges if right > left}
    kept = one.shared | set(one.own)
    for index, (row, number) in enumerate(zip(sheet.rows, sheet.numbers, strict=True)):
        if index < band[0]:
            cells = list(row)
        else:
            cells = [
                value if column in kept or (last and column >= one.own.stop and column not in one.left_out) else None
                for column, value in enumerate(row)
            ]
            line = "" if first or index <= band[1] else _line_over_all(row, number, one, lists, wide)
            if line:
                cells = [*[None] * one.name, line]
            elif (
                not first
                and index > band[1]
                and not any(value not in (None, "") for value in row[one.own.start : one.own.stop])
            ):
                cells = []
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            rows.append(tuple(cells))
            numbers.append(number)
    top = sheet.numbers[band[0]]
    merges = tuple(merge for merge in sheet.merges if merge[0] < top or merge[1] - 1 in kept)
    return dataclasses.replace(sheet, rows=rows, numbers=numbers, merges=merges)


def _line_over_all(
    row: tuple[Cell, ...], number: int, one: _List, lists: Sequence[_List], wide: dict[tuple[int, int], int]
) -> str:
    """A unit's or group's line that stands over the people of all lists, "" for any other row."""
    filled = filled_cells(row)
    texts = [(column, value) for column, value in filled if isinstance(value, str)]
    if not texts or len(filled) > 2 or len(texts) < len(filled) - 1:
        return ""
    column, text = texts[-1]
    if wide.get((number, column), 0) <= one.own.start and not (one.shared and column < lists[-1].own.start):
        return ""
    words = without_numbering(text)[1]
    return text if (unit_likeness(words) or group_of(words)) and not name_likeness(text) else ""
