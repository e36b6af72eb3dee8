"""Which column of a table holds which field: headings and contents together, each field its best column."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.fields import FIELDS, SENSITIVE_FIELDS
from desktop.domain.importing import Clue
from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.assigning import assign
from desktop.excel.understanding.content import fits
from desktop.excel.understanding.evidence import (
    CLEARLY,
    FIELDS_BY_CONTENT,
    SECONDS,
    Profile,
    WeighedColumn,
    company_of,
    profiles,
    total,
    weigh,
)
from desktop.excel.understanding.heading_rows import Merges, Rows, column_parts, is_numbering_row, raw_parts
from desktop.excel.understanding.headings import EXACT, INHERITED, PARTS, heading_key, readings

_FIELDS = frozenset(FIELDS) | {"code"}
_SENSITIVE = frozenset(SENSITIVE_FIELDS)
_LEFT_OUT = frozenset({"sign", "department"})
"""Parts that are known and not taken."""
_HALF = 0.55
"""The share of a column's cells that must be of a kind for it to be more than chance."""
_UNDER_ONE_HEADING = 0.3
"""The share of given names in a further column under the heading of the names, which says the rest."""
_UNHEADED = 10
"""So many columns without a heading may stand to the right of the last one with a heading."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field that another column, left out, might hold as well."""

    name: str
    column: int
    other: int


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
    reasons: dict[str, tuple[Clue, ...]] = field(default_factory=dict)
    """Field or part -> why it was given its column, the strongest clue first."""
    doubts: tuple[Doubt, ...] = ()
    questions: dict[str, int] = field(default_factory=dict)
    """`heading_key` of a heading that is a question of the conference -> column."""
    by_content: tuple[str, ...] = ()
    """Fields told by what stands in their columns, under words that say nothing of them or something else."""

    @property
    def has_name(self) -> bool:
        """Whether a column holds names."""
        return "full_name" in self.fields or "given" in self.fields


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
    sample: Rows | None = None,
    questions: frozenset[str] = frozenset(),
    known_questions: frozenset[str] = frozenset(),
) -> Layout:
    """The columns of a table under its heading; `overrides` (field -> column from 1) are the organizer's word.

    `questions` and `known_questions`: see `TableOptions`.

    `sample` holds some of the rows below the heading; without it, the rest of `rows` is looked at.
    """
    parts = column_parts(rows, numbers, merges, band)
    below = typical(rows[band[1] + 1 :] if sample is None else sample)
    width = max([len(parts), *(min(len(row), len(parts) + _UNHEADED) for row in below)])
    meanings = [
        readings(raw_parts(rows, band, column, words), learned) if words else {} for column, words in enumerate(parts)
    ]
    _settle_years(parts, meanings)
    layout = Layout(band[0], band[1], headings=tuple(PARTS.join(words) for words in parts))
    _take_questions(layout, questions, [column for column in range(len(parts)) if column + 1 not in without])
    without |= {column + 1 for column in layout.questions.values()}

    def told_by(sample: Rows) -> list[WeighedColumn]:
        return [
            _column(place, words, found, profile)
            for place, (words, found, profile) in enumerate(
                itertools.zip_longest(parts, meanings, profiles(sample, width))
            )
            if place + 1 not in without
        ]

    columns = told_by(below)
    weighed = choose(layout, columns)
    if not layout.has_name and (of_people := _rows_of_people(below, layout.fields)):
        columns = told_by(of_people)  # the foot of a short list outweighs its people
        weighed = choose(layout, columns)
    contents = profiles(below, width)
    _settle_flags(layout, meanings)
    _settle_department(layout, columns)
    _apply_overrides(layout, overrides)
    _Names(layout, contents, below, _merged_to(merges, numbers, band)).settle()
    _find_doubts(layout, columns, weighed, overrides)
    _drop_sensitive(layout, with_sensitive)
    _take_questions(layout, known_questions, layout.ignored)
    layout.ignored = tuple(column for column in layout.ignored if column not in layout.questions.values())
    return layout


def _take_questions(layout: Layout, keys: frozenset[str], columns: Iterable[int]) -> None:
    """Let these columns answer the questions that their headings are; of two alike the first does."""
    for column in columns if keys else ():
        key = heading_key(layout.headings[column])
        if key in keys:
            layout.questions.setdefault(key, column)


def typical(rows: Iterable[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The rows filled like rows of people: no lines over them, no totals, no signatures."""
    counted = [(sum(value is not None and value != "" for value in row), row) for row in rows]
    fullest = sorted(count for count, _row in counted)[-(len(counted) // 4 + 1) :]
    least = fullest[0] // 2 + 1 if fullest else 0
    return [row for count, row in counted if count and count >= least and not is_numbering_row(row)]


def choose(layout: Layout, columns: Sequence[WeighedColumn]) -> dict[tuple[str, int], tuple[Clue, ...]]:
    """Give each field its column, as all clues together make likeliest; what was weighed."""
    names = {name for column in columns for name in column.meanings if name != "-"} | FIELDS_BY_CONTENT
    company = {column.place: company_of(column, columns) for column in columns}
    weighed = {
        (name, column.place): clues
        for name in sorted(names)
        for column in columns
        if (clues := weigh(name, column, company[column.place]))
    }
    chosen = assign({pair: total(clues) for pair, clues in weighed.items()})
    layout.fields = dict(sorted(chosen.items(), key=lambda pair: pair[1]))
    layout.reasons = {name: weighed[name, column] for name, column in layout.fields.items()}
    layout.by_content = tuple(
        name
        for name, clues in layout.reasons.items()
        if any(clue.code in ("column.unknown_words", "column.other_words") for clue in clues)
    )
    return weighed


def _rows_of_people(rows: Rows, fields: Mapping[str, int]) -> list[tuple[Cell, ...]]:
    """The rows that hold what their columns ask of a person, in two columns or more."""
    asked = [(name, column) for name, column in fields.items() if name in FIELDS_BY_CONTENT]
    return [
        row
        for row in rows
        if sum(column < len(row) and bool(row[column]) and fits(name, row[column]) > _HALF for name, column in asked)
        > 1
    ]


def _column(
    place: int, words: tuple[str, ...] | None, meanings: Mapping[str, int] | None, profile: Profile
) -> WeighedColumn:
    """A column with all that is known of it."""
    words, meanings = words or (), meanings or {}
    says_mobile = bool(words) and re.search(r"di dong|dtdd|dt dd|mobile", heading_key(words[-1])) is not None
    return WeighedColumn(place, bool(words), meanings, profile, says_mobile)


# -- what belongs together ------------------------------------------------------------------------------------------


def _settle_years(parts: Sequence[tuple[str, ...]], meanings: list[dict[str, int]]) -> None:
    """NAM is a man's where NU stands beside it, and otherwise the year, with the day and the month or without."""
    keys = [heading_key(words[-1]) if words else "" for words in parts]
    for place in range(len(keys) - 2):
        if keys[place : place + 3] == ["ngay", "thang", "nam"]:
            meanings[place : place + 3] = [{"birth_day": EXACT}, {"birth_month": EXACT}, {"birth_year": EXACT}]
    women = any(not found.keys().isdisjoint(("female", "birth_female")) for found in meanings)
    for found in meanings:
        if {"birth_male", "birth_year"} <= found.keys():
            del found["birth_year" if women else "birth_male"]


def _settle_department(layout: Layout, columns: Sequence[WeighedColumn]) -> None:
    """Where positions come with their unit, a department is none."""
    fields = layout.fields
    meanings = {column.place: column.meanings for column in columns}
    if (
        "unit" in fields
        and "department" in meanings[fields["unit"]]
        and any(
            column.place == fields.get("position_unit") and column.profile.share("position_unit") >= _HALF
            for column in columns
        )
    ):
        fields["department"] = fields.pop("unit")


def _settle_flags(layout: Layout, meanings: Sequence[Mapping[str, int]]) -> None:
    """A pair Nam, Nữ holds flags or dates; birth dates under them win over a heading that only stands above."""
    fields = layout.fields
    if (
        "birth" in fields
        and ("birth_male" in fields or "birth_female" in fields)
        and meanings[fields["birth"]].get("birth", 0) <= INHERITED
    ):
        del fields["birth"]
    if "male" in fields and "female" not in fields:
        del fields["male"]


def _apply_overrides(layout: Layout, overrides: Mapping[str, int]) -> None:
    for name, number in overrides.items():
        for part, column in list(layout.fields.items()):
            if column == number - 1 or part == name:
                del layout.fields[part]
        if name == "full_name":
            for part in ("family", "middle", "given"):
                layout.fields.pop(part, None)
        if number > 0:
            layout.fields[name] = number - 1


def _merged_to(merges: Merges, numbers: Sequence[int], band: tuple[int, int]) -> dict[int, int]:
    """Column -> the last column that its heading is merged over."""
    return {
        left - 1: right - 1
        for top, left, _bottom, right in merges
        if right > left and numbers[band[0]] <= top <= numbers[band[1]]
    }


class _Names:
    """One name column, or family, middle and given names in columns of their own."""

    def __init__(self, layout: Layout, contents: Sequence[Profile], below: Rows, merged_to: Mapping[int, int]) -> None:
        self._fields, self._headings = layout.fields, layout.headings
        self._contents, self._below, self._merged_to = contents, below, merged_to

    def settle(self) -> None:
        """Keep either the whole name or its parts."""
        fields = self._fields
        if "full_name" not in fields and "middle" not in fields and ("family" in fields) != ("given" in fields):
            fields["full_name"] = fields.pop("family" if "family" in fields else "given")
        if "full_name" in fields:
            beside = self._given_beside(fields["full_name"])
            parts = [fields.pop(part, -1) for part in ("family", "middle", "given")]
            if beside:
                columns = [fields.pop("full_name"), *beside]
                names = ("family", "given") if len(columns) == 2 else ("family", "middle", "given")
                fields.update(zip(names, columns, strict=True))
            elif min(parts[0], parts[2]) >= 0 and self._contents[fields["full_name"]].share("full_name") < _HALF:
                del fields["full_name"]
                fields.update(
                    {part: at for part, at in zip(("family", "middle", "given"), parts, strict=True) if at >= 0}
                )
        elif "given" in fields and "family" not in fields:
            fields["family"] = fields.pop("middle")
        elif "family" in fields and "given" not in fields:
            fields["given"] = fields.pop("middle")

    def _given_beside(self, column: int) -> list[int]:
        """The columns beside a name column that hold the rest of the names: headed "Tên", or under the same heading."""
        found: list[int] = []
        for beside in (column + 1, column + 2):
            headed = self._headings[beside] if beside < len(self._headings) else ""
            within = self._merged_to.get(column, column) >= beside
            used = beside in self._fields.values() and beside not in (
                self._fields.get("given", -1),
                self._fields.get("middle", -1),
                self._fields.get("family", -1),
            )
            known = beside == self._fields.get("given", -1)
            if within and beside == self._fields.get("gender", -1) and self._are_all_nam(beside):
                del self._fields["gender"]
                used = False
            if beside >= len(self._contents) or used or not (known or within or not headed):
                break
            least = _UNDER_ONE_HEADING if within else _HALF
            if self._contents[beside].share("given") < least or self._repeats(column, beside):
                break
            found.append(beside)
        return found

    def _are_all_nam(self, column: int) -> bool:
        """Whether a column told by nothing but its contents holds one word of them, a given name as well as a gender."""
        headed = self._headings[column] if column < len(self._headings) else ""
        return not headed and {str(value).strip().lower() for value in self._contents[column].values} == {"nam"}

    def _repeats(self, column: int, beside: int) -> bool:
        """Whether the column beside the names only repeats their last words, to sort by."""
        pairs = [
            (str(row[column]).split(), str(row[beside]).split())
            for row in self._below
            if beside < len(row) and row[column] and row[beside]
        ]
        return sum(name[-len(last) :] == last for name, last in pairs) * 2 > len(pairs)


# -- what to tell ---------------------------------------------------------------------------------------------------


def _find_doubts(
    layout: Layout,
    columns: Sequence[WeighedColumn],
    weighed: Mapping[tuple[str, int], tuple[Clue, ...]],
    overrides: Mapping[str, int],
) -> None:
    """Columns left out that might hold a field as well as the one taken for it, or a second person of each row."""
    fields = layout.fields
    names = fields.get("full_name", fields.get("family", -1))
    others = [
        column.place
        for column in columns
        if names >= 0
        and "full_name" not in overrides
        and column.place not in fields.values()
        and column.meanings.get("full_name", 0) > INHERITED
        and column.profile.share("full_name") >= _HALF
    ]
    found = [Doubt("full_name", names, other) for other in others]
    if others:
        _leave_to_others(layout, columns, min(others), overrides)
    used = {*fields.values(), *others}
    for column in columns:
        if column.place in used or not column.profile.filled or any(other < column.place for other in others):
            continue
        for name, taken in fields.items():
            clues = weighed.get((name, column.place), ())
            if name not in overrides and clues and total(layout.reasons.get(name, ())) - total(clues) < CLEARLY:
                found.append(Doubt(name, taken, column.place))
                break
    layout.doubts = tuple(found)


def _leave_to_others(
    layout: Layout, columns: Sequence[WeighedColumn], other: int, overrides: Mapping[str, int]
) -> None:
    """What stands behind another's name is the other's, where the first person has a column for it too."""
    for name, taken in list(layout.fields.items()):
        if taken < other or name in overrides:
            continue
        before = [
            column.place for column in columns if column.place < other and column.meanings.get(name, 0) > INHERITED
        ]
        if before and name not in SECONDS:
            layout.fields = {field: column for field, column in layout.fields.items() if column != before[0]}
            layout.fields[name] = before[0]
        elif name in SECONDS:
            del layout.fields[name]


def _drop_sensitive(layout: Layout, with_sensitive: bool) -> None:
    fields = layout.fields
    if not with_sensitive:
        layout.sensitive = tuple(sorted(column for name, column in fields.items() if name in _SENSITIVE))
        for name in _SENSITIVE & fields.keys():
            del fields[name]
    used = {column for name, column in fields.items() if name not in _LEFT_OUT}
    layout.ignored = tuple(column for column, text in enumerate(layout.headings) if text and column not in used)


def shown_fields(layout: Layout) -> dict[str, int]:
    """Field -> column for people to see: parts of a name, of a date and flags under the field they make."""
    shown: dict[str, int] = {}
    for name, column in layout.fields.items():
        if name in _FIELDS or name in _SENSITIVE:
            shown[name] = column
    for part, whole in (("family", "full_name"), ("given", "full_name"), ("position_unit", "position"),
                        ("position_unit", "unit"), ("birth_male", "birth"), ("birth_female", "birth"),
                        ("birth_day", "birth"), ("birth_year", "birth"), ("birth_female", "gender"), ("female", "gender"),
                        ("birth_male", "gender"), ("on_payroll", "off_payroll")):  # fmt: skip
        if part in layout.fields:
            shown.setdefault(whole, layout.fields[part])
    return shown
