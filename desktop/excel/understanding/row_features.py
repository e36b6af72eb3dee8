"""The clues a row gives about itself: what is filled and fits, how it is numbered and set, what its words say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.names import fold
from desktop.excel.reading.workbook import Cell, Sheet
from desktop.excel.understanding.cells import CellText
from desktop.excel.understanding.columns import Layout
from desktop.excel.understanding.content import fits, is_blank, name_likeness
from desktop.excel.understanding.decoding import Numbering
from desktop.excel.understanding.heading_rows import filled_cells, is_numbering_row
from desktop.excel.understanding.headings import read_heading
from desktop.excel.understanding.likeness import is_mark, is_words
from desktop.excel.understanding.lines import without_numbering
from desktop.excel.understanding.row_words import is_dots, line_clues

Row = tuple[Cell, ...]

_TYPED = frozenset(
    {"birth", "birth_male", "birth_female", "birth_day", "birth_month", "birth_year", "gender", "phone", "phone_2", "email",
     "male", "female", "identity_number", "party_joined"}
)  # fmt: skip
"""Fields whose values can be told from words."""
_TEXTS = frozenset({"position", "unit", "role_group", "position_unit", "department"})
_SAMPLE = 400
_NUMBER = re.compile(r"\(?\s*(?:[IVX]+\.|[A-Z]\.|\d{1,3}\.)?\s*(\d{1,5})\s*[.)/]?(?:\.0)?")
_COUNTED = re.compile(r"\d+\s*(?:nguoi|dai bieu|dong chi|d/c|hoc vien|can bo|don vi|truong|phuong)?")
_JUMP = 10
"""A number this much above the last one still goes on: people between were taken out."""
_LABEL_REACH = 9
"""Excel rows below a signature's label in which its name still stands under it."""
_NAME_FROM = 0.5
_LONG_LABEL = 60
_POSSIBLE_NAME = 0.3
_TO_BE_FILLED = re.compile(r"\.{3}|…|_{3}|x{3}", re.IGNORECASE)
"""What a form's example row holds: "UBND xã ...", "09xxxxxxxx"."""
_NO_SIGNERS = frozenset({"date_line", "section_mark", "count_words", "unit_words", "group_words", "signature_words"})


def running_number(value: Cell) -> int | None:
    """The running number a cell holds ("1", "01.", "(1)", "I.1"); None for anything else."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value) if value == int(value) and 0 < value < 100_000 else None
    match = _NUMBER.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(match[1]) if match else None


@dataclass(slots=True)
class RowFacts:
    """One row that is weighed."""

    index: int
    number: int
    row: Row
    texts: list[tuple[int, str]]
    """(column, words) of the cells that hold words."""
    filled: list[tuple[int, Cell]]
    clues: dict[str, float] = field(default_factory=dict)
    words: str = ""
    """The words that speak loudest, for the reader of the reasons."""
    numbering: Numbering = Numbering.NOTHING
    """What its running number goes on from."""
    running: int | None = None
    """Its running number."""
    shifted: bool = False
    """Its lost number cell was put back."""


class Habits:
    """What is usual in a list: learnt from a sample of its rows, so that a row can be held against its neighbours."""

    def __init__(self, rows: Sequence[Row], layout: Layout) -> None:
        fields = layout.fields
        self.number = fields.get("number", -1)
        self.names = tuple(fields[name] for name in ("full_name", "family", "middle", "given") if name in fields)
        self.name = self.names[0] if self.names else -1
        self.field_of = {column: name for name, column in fields.items() if name not in ("number", "sign")}
        self.mapped = tuple(sorted(set(self.field_of) - set(self.names)))
        step = max(1, len(rows) // _SAMPLE)
        people = numbers = small = 0
        counts: list[int] = []
        for row in rows[::step]:
            if self.name < 0 or self.name >= len(row) or not isinstance(row[self.name], str):
                continue
            if name_likeness(self.full_name(row)) < _NAME_FROM:
                continue
            people += 1
            small += self.full_name(row).islower()
            numbers += 0 <= self.number < len(row) and running_number(row[self.number]) is not None
            counts.append(sum(column < len(row) and row[column] not in (None, "") for column in self.mapped))
        counts.sort()
        self.numbered_share = numbers / people if people else 0.0
        self.small_letters = small * 2 > people
        """Names are typed without capitals here."""
        self.usual_fill = counts[len(counts) // 2] if counts else 0

    def full_name(self, row: Row) -> str:
        """The name's words from its one column or several."""
        parts = [str(row[column]).strip() for column in self.names if column < len(row) and row[column] is not None]
        name = " ".join(filter(None, parts))
        return "" if is_mark(name) else name


class RowMeasure:
    """Measures the rows of one table."""

    def __init__(self, sheet: Sheet, layout: Layout, text: CellText, habits: Habits) -> None:
        self._sheet, self._text, self._habits = sheet, text, habits
        self._layout = layout
        self._wide: dict[int, list[tuple[int, int]]] = {}
        for top, left, _bottom, right in sheet.merges:
            if right - left >= 2:
                self._wide.setdefault(top, []).append((left - 1, right - 1))
        self._labels: dict[int, int] = {}
        """Column -> Excel row of a signature's label."""
        self.names_above: set[str] = set()
        """Folded names of the list so far."""

    def is_wide(self, number: int) -> bool:
        """Whether cells of this Excel row are merged across the table."""
        return number in self._wide

    def facts(self, index: int, row: Row, number: int) -> RowFacts:
        """The row's filled cells and words, without its clues."""
        filled = [
            (column, value) for column, value in filled_cells(row) if not (isinstance(value, str) and not value.strip())
        ]
        texts = [
            (column, words)
            for column, value in filled
            if isinstance(value, str) and is_words(words := self._text.decoded(value, number, column)[0].strip())
        ]
        return RowFacts(index, number, row, texts, filled)

    def measure(self, facts: RowFacts, last_number: int | None, above: RowFacts | int | None) -> int | None:
        """Fill in the row's clues; `above` is the row above it, or its Excel row. Gives the number to go on from."""
        clues: dict[str, float] = {"base": 1.0}
        facts.clues = clues
        number = self._number(facts, clues, last_number)
        if "number_follows" in clues:
            beside = isinstance(above, RowFacts) and above.running is not None
            facts.numbering = Numbering.ROW if beside else Numbering.LIST
        self._cells(facts, clues)
        self._setting(facts, clues, above.number if isinstance(above, RowFacts) else above)
        self._words(facts, clues)
        self._signing(facts, clues)
        return number if number is not None else last_number

    # -- the running number ------------------------------------------------------------------------------------------

    def _number(self, facts: RowFacts, clues: dict[str, float], last: int | None) -> int | None:
        column = self._habits.number
        value = facts.row[column] if 0 <= column < len(facts.row) else None
        if isinstance(value, str):
            value = self._text.decoded(value, facts.number, column)[0]
        found = running_number(value)
        if found is None:
            if column >= 0 and not (len(facts.texts) == 1 and is_words(value)):
                clues["number_missing"] = self._habits.numbered_share
            if is_mark(value):
                clues["section_mark"] = 1.0
            return None
        if found == (last or 0) + 1 and last is not None:
            clues["number_follows"] = 1.0
        elif last is not None and last < found <= last + _JUMP:
            clues["number_follows"] = 0.8
        elif found == 1:
            clues["number_restarts"] = 1.0
        else:
            clues["number_other"] = 1.0
        facts.running = found
        return found

    # -- the cells ---------------------------------------------------------------------------------------------------

    def _cells(self, facts: RowFacts, clues: dict[str, float]) -> None:
        habits, row = self._habits, facts.row
        name = habits.full_name(row)
        if not is_blank(name):
            likeness = name_likeness(self._text.decoded(name, facts.number, habits.name)[0])
            if likeness >= 0.3:
                clues["name_looks"] = likeness
            if likeness < _NAME_FROM:
                clues["name_odd"] = 1.0 - likeness
                if "position_words" in line_clues(name):
                    clues["name_position"] = 1.0
                if likeness < _POSSIBLE_NAME and not habits.small_letters and _is_phrase(name):
                    clues["name_phrase"] = 1.0
        else:
            clues["name_blank"] = 1.0
        fits = texts = clashes = filled = 0.0
        for column in habits.mapped:
            value = row[column] if column < len(row) else None
            if is_blank(value):
                filled += value is not None and value != ""
                continue
            filled += 1
            if isinstance(value, str) and _TO_BE_FILLED.search(value):
                clues["placeholder"] = 1.0
            fit, typed = self._fit(habits.field_of[column], value, facts.number, column)
            if fit < 0:
                clashes += -fit
            elif typed:
                fits += fit
            else:
                texts += fit
        if fits:
            clues["field_fits"] = min(fits, 3.0)
        if texts:
            clues["text_fits"] = min(texts, 2.0)
        if clashes:
            clues["field_clashes"] = min(clashes, 3.0)
        if habits.usual_fill >= 2:
            if filled >= habits.usual_fill - 1 and name:
                clues["fullness"] = 1.0
            elif filled <= habits.usual_fill * 0.3:
                clues["sparse"] = 1.0
        beside = [
            value
            for column, value in facts.filled
            if is_words(value) or not (column == habits.number or (isinstance(value, str) and is_mark(value)))
        ]
        if len(facts.texts) == 1 and len(beside) == 1:
            clues["lonely"] = 1.0
        elif (
            len(facts.texts) == 1 and len(beside) == 2 and all(isinstance(one, str) or _is_count(one) for one in beside)
        ):
            clues["lonely"] = 0.7
        known = {*habits.names, *habits.mapped, habits.number}
        if facts.texts and not any(column in known for column, _text in facts.texts):
            clues["outside"] = 1.0

    def _fit(self, name: str, value: Cell, number: int, column: int) -> tuple[float, bool]:
        """How well a value fits its column (-1 to 1), and whether such a field can be told from words."""
        if isinstance(value, str):
            value = self._text.decoded(value, number, column)[0].strip()
        if name in _TYPED:
            return _typed_fit(name, value), True
        if name not in _TEXTS:
            return 0.0, False
        if not isinstance(value, str):
            return -1.0, False
        if _COUNTED.fullmatch(fold(value)):
            return -1.0, False
        if is_dots(value) or name_likeness(value) >= 0.9:
            return (-0.3, False) if is_dots(value) else (-1.0, False)
        clues = line_clues(value)
        if "position_words" in clues or ("unit_words" in clues and name != "position"):
            return 1.0, False
        if len(value) <= _LONG_LABEL and (name == "position" or not _line_word(clues)):
            return 0.4, False
        return -0.5, False

    def fits_well(self, row: Row, number: int) -> bool:
        """Whether at least two cells besides the name fit their columns, and none is out of place."""
        fits = 0
        for column in self._habits.mapped:
            value = row[column] if column < len(row) else None
            if value is None or value == "":
                continue
            fit, _typed = self._fit(self._habits.field_of[column], value, number, column)
            if fit < 0:
                return False
            fits += fit > 0
        return fits >= 2

    # -- how it is set -------------------------------------------------------------------------------------------------

    def _setting(self, facts: RowFacts, clues: dict[str, float], above: int | None) -> None:
        spans = self._wide.get(facts.number, ())
        first = self._habits.name
        if any(left <= first <= right or right - left >= 3 for left, right in spans) and len(facts.texts) <= 2:
            clues["merged"] = 1.0
        if facts.texts and all(text.isupper() for _column, text in facts.texts):
            clues["capitals"] = 1.0
        if facts.number in self._sheet.bold_rows:
            clues["bold"] = 1.0
        if above is not None and facts.number - above > 1:
            clues["gap"] = min(facts.number - above - 1, 3) / 3

    # -- its words ---------------------------------------------------------------------------------------------------

    def _words(self, facts: RowFacts, clues: dict[str, float]) -> None:
        """Words of the first text speak fully, those of the others for what can stand beside them."""
        loudest = 0.0
        # Beside somebody's name "Người lập hồ sơ" is what he does.
        allowed = {"sign_here", "date_line"} | (
            {"signature_words"} if clues.get("name_looks", 0.0) < _NAME_FROM else set()
        )
        for place, (column, text) in enumerate(facts.texts):
            # Whoever is called Công or Tổng is a person first: such words speak as far as they are no name.
            likeness = 0.0 if text[:1] in "-–*+•" or any(map(str.isdigit, text)) else name_likeness(text)
            words = 1.0 - likeness if likeness >= _NAME_FROM else 1.0
            is_data = (
                (len(facts.texts) > 1 or facts.running is not None)
                and column in self._habits.field_of
                and column not in self._habits.names
            )
            for clue, strength in line_clues(text).items():
                if clue == "position_words":
                    continue
                if clue in ("unit_words", "group_words", "section_mark", "sentence", "count_words") and (
                    place or is_data
                ):
                    continue
                if is_data and place and clue not in allowed:
                    continue
                share = strength * words * (1.0 if not place else 0.8)
                if share > clues.get(clue, 0.0):
                    clues[clue] = share
                    if share > loudest:
                        loudest, facts.words = share, text
        if any(isinstance(value, str) and is_dots(value) for _column, value in facts.filled):
            clues["dots"] = 1.0
        if len(facts.texts) > 1:
            headings = sum(bool(read_heading(text)[0]) for _column, text in facts.texts)
            if any(column == self._habits.number and read_heading(text)[0] == "number" for column, text in facts.texts):
                headings = len(facts.texts)  # "STT" in its column: another table begins
            if headings > 1 and headings * 2 >= len(facts.texts):
                clues["heading_words"] = headings / len(facts.texts)
            if "date_line" not in clues and "date_line" in line_clues(" ".join(text for _column, text in facts.texts)):
                clues["date_line"] = 1.0
        if facts.texts and all(self._is_position(text) for _column, text in facts.texts):
            clues["positions_only"] = 1.0

    @staticmethod
    def _is_position(text: str) -> bool:
        clues = line_clues(text)
        return "position_words" in clues or "signature_words" in clues

    # -- who signs ---------------------------------------------------------------------------------------------------

    def _signing(self, facts: RowFacts, clues: dict[str, float]) -> None:
        names = [
            (column, text)
            for column, text in facts.texts
            if name_likeness(text) >= _NAME_FROM and not line_clues(text).keys() & _NO_SIGNERS
        ]
        if names and len(names) == len(facts.filled):
            clues["names_only"] = 1.0
        if len(names) >= 2 and len(self._habits.names) < 2:
            clues["several_names"] = 1.0
        under = [column for column, _text in names if self._is_under_label(column, facts.number)]
        if names and len(under) == len(names) and len(names) == len(facts.texts):
            clues["under_label"] = 1.0
        if any(fold(without_numbering(text)[1]) in self.names_above for _column, text in names):
            clues["repeats_name"] = 1.0
        if (
            not names
            and ({"signature_words", "sign_here", "positions_only"} & clues.keys())
            and facts.numbering is Numbering.NOTHING
        ):
            self._note_labels(facts)

    def _is_under_label(self, column: int, number: int) -> bool:
        return any(
            number - _LABEL_REACH <= self._labels.get(near, -_LABEL_REACH) < number
            for near in (column - 1, column, column + 1)
        )

    def _note_labels(self, facts: RowFacts) -> None:
        spans = dict(self._wide.get(facts.number, ()))
        for column, _text in facts.texts:
            for under in range(column, spans.get(column, column) + 1):
                self._labels[under] = facts.number


def _is_phrase(name: str) -> bool:
    """Whether everyday words stand where a name should: "Chưa đăng ký", "(gửi sau)", "02 công chức"."""
    words = name.strip("()[]*- ").split()
    return (
        len(name) <= _LONG_LABEL
        and len(words) > 1
        and (words[0].isdigit() or all(word.islower() for word in words[1:]))
    )


def _is_count(value: Cell) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -1 < value < 1000


def _line_word(clues: Mapping[str, float]) -> bool:
    return bool(
        {"sign_here", "date_line", "total_words", "signature_words", "label_value", "legend_words"} & clues.keys()
    )


def _typed_fit(name: str, value: Cell) -> float:
    """1 for a value that such a field holds, below 0 for words or numbers that it can't, 0 where nobody can tell."""
    likeness = fits(name, value)
    if likeness >= 0.5:
        return 1.0
    if likeness > 0:
        return 0.0
    if is_words(value):
        return -1.0 if name.startswith("birth") else -0.5
    return -0.7 if _is_count(value) else -0.3


def is_numbers_only(facts: RowFacts, number_column: int) -> bool:
    """Whether nothing but a running number, marks or dots stand in the row: a line nobody has filled in."""
    return all(
        (column == number_column and not is_words(value)) or (isinstance(value, str) and is_dots(value))
        for column, value in facts.filled
    )


def is_column_numbers(row: Row) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), [1] [2], A B 1 2."""
    return is_numbering_row(row)


def strongest(
    clues: Mapping[str, float], weights: Iterable[tuple[str, float]], count: int = 6
) -> list[tuple[str, float]]:
    """The clues that weigh most, the heaviest first."""
    found = [(clue, weight) for clue, weight in weights if clue in clues and clue != "base" and abs(weight) >= 0.3]
    return sorted(found, key=lambda one: -abs(one[1]))[:count]
