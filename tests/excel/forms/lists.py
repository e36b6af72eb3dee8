"""A list being written: its heading, its people, and the lines that stand among them."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.importing import RowKind
from desktop.excel.reading.workbook import Cell
from tests.excel.forms.bodies import Unit
from tests.excel.forms.canvas import Canvas, TruePerson, Values
from tests.excel.forms.cells import Habits, settle, without_heading
from tests.excel.forms.columns import CODES, ENGLISH, Column
from tests.excel.forms.dice import Dice, words
from tests.excel.forms.people import Person

ROMAN = words("I II III IV V VI VII VIII IX X XI XII XIII XIV XV")
DITTO = ("nt", '"', "-nt-", "NT", "như trên", "''")


class ListWriter:
    """Writes one list into a canvas, from column `first` on."""

    def __init__(self, canvas: Canvas, dice: Dice, habits: Habits, columns: Sequence[Column], first: int = 1) -> None:
        self.canvas, self.dice, self.habits, self.columns, self.first = canvas, dice, habits, columns, first
        self.merging = not dice.odd("headings without merges", 0.3)
        self.numbering = dice.kind(
            "numbering", {"1": 70, "01": 6, "1.": 5, "(1)": 2, "I.1": 2, "1)": 1, "none": 3, "some": 4, "wrong": 3, "from 11": 2}
        )  # fmt: skip
        self.headed = True
        self.common: Values = {}
        """What a row says by where it stands: its unit, its group."""
        self.section = 0
        self._unit_above: Unit | None = None

    @property
    def last(self) -> int:
        """The list's last column."""
        return self.first + len(self.columns) - 1

    def column(self, *keys: str) -> int:
        """Where the first of these stands; the list's first column when none does."""
        for key in keys:
            for place, column in enumerate(self.columns):
                if column.key == key:
                    return self.first + place
        return self.first

    @property
    def names(self) -> int:
        """The column of names."""
        return self.column("name", "first names", "family")

    # -- heading --------------------------------------------------------------------------------------------------

    def heading(self, english: str, numbered: str, codes: bool) -> None:
        """The heading, of one row or two, with what may stand under it."""
        canvas, start = self.canvas, self.canvas.row
        two = any(column.above and column.heading for column in self.columns)
        low = start + 1 if two else start
        place = 0
        while place < len(self.columns):
            column = self.columns[place]
            at = self.first + place
            if not column.above:
                self._single(column, at, start, low, english)
                place += 1
                continue
            width = 1
            while place + width < len(self.columns) and self.columns[place + width].above == column.above:
                width += 1
            under = bool(column.heading)
            height = 2 if two and not under else 1
            if self.merging:
                canvas.put(start, at, column.above, bold=True, width=width, height=height)
            else:
                canvas.put(start, at, column.above, bold=True)
            for offset in range(width if under else 0):
                canvas.put(start + 1, at + offset, self.columns[place + offset].heading, bold=True)
            place += width
        for row in range(start, low + 1):
            canvas.kinds[row] = RowKind.HEADING
        canvas.row = low + 1
        if english == "row":
            self._line(RowKind.HEADING, [ENGLISH.get(column.key) for column in self.columns])
        if codes:
            self._line(RowKind.HEADING, [CODES.get(column.key, f"COT_{at}") for at, column in enumerate(self.columns)])
        if numbered != "none":
            self._line(RowKind.NUMBERING, self._numbers(numbered))

    def _single(self, column: Column, at: int, start: int, low: int, english: str) -> None:
        text = column.heading
        if english == "cell" and column.key in ENGLISH:
            text = f"{text}\n{ENGLISH[column.key]}"
        if low > start and self.merging:
            self.canvas.put(start, at, text, bold=True, height=2)
        else:
            self.canvas.put(low if low > start and self.dice.happens(0.15) else start, at, text, bold=True)

    def _numbers(self, style: str) -> list[Cell]:
        count = len(self.columns)
        if style == "letters first":
            return ["A", "B", *range(1, count - 1)]
        made: list[Cell] = [{"(1)": f"({n})", "[1]": f"[{n}]", "1": n}.get(style, str(n)) for n in range(1, count + 1)]
        if style == "1=2+3":
            made[-1] = f"{count}={count - 2}+{count - 1}"
        return made

    def _line(self, kind: RowKind, values: Sequence[Cell]) -> None:
        self.canvas.line(kind, *((self.first + place, value) for place, value in enumerate(values)))

    # -- people ---------------------------------------------------------------------------------------------------

    def person(self, person: Person, number: int | None, carried: str = "", *, row: int | None = None) -> TruePerson:
        """One row; `carried`: how the unit is written when it is the unit above ("" in full)."""
        canvas = self.canvas
        at = canvas.row if row is None else row
        said: Values = dict(self.common)
        for place, column in enumerate(self.columns):
            value: Cell = number if number is None else self._number(number)
            told: Values = {}
            if column.key != "number":
                value, told = self.habits.typed(column.key, person)
            if column.key == "unit" and carried and self._unit_above is person.unit:
                value = None if carried in ("blank", "merged") else carried
            if isinstance(value, str) and column.key == "name":
                value = self._with_name(value, person, number, told)
            over = place + 1 < len(self.columns) and self.columns[place + 1] == Column("void", "", column.above)
            canvas.put(at, self.first + place, value, width=2 if over else 1)
            said |= {field: right for field, right in told.items() if field not in said or right}
        self._unit_above = person.unit
        if not self.headed:
            said = without_heading(said)
        true = TruePerson(at, settle(said))
        canvas.people.append(true)
        canvas.kinds[at] = RowKind.PERSON
        canvas.row = max(canvas.row, at + 1)
        return true

    def _with_name(self, name: str, person: Person, number: int | None, told: Values) -> str:
        """A name with what stands nowhere else."""
        keys = {column.key for column in self.columns}
        if self.habits.position_behind and not keys & {"position", "position and unit"}:
            told["position"] = (person.position,)
            name += self.habits.position_behind + person.position
        if self.habits.numbered_names and "number" not in keys and number is not None:
            name = f"{number}. {name}"
        return name

    def _number(self, number: int) -> Cell:
        style = self.numbering
        if style == "none" or (style == "some" and self.dice.random() < 0.25):
            return None
        if style == "wrong" and self.dice.random() < 0.15:
            number = max(1, number - 1)
        if style == "from 11":
            number += 10
        if style == "I.1":
            return f"{ROMAN[self.section % len(ROMAN)]}.{number}"
        made = {"01": f"{number:02d}", "1.": f"{number}.", "(1)": f"({number})", "1)": f"{number})"}.get(style)
        if made:
            return made
        return str(number) if self.habits.text_numbers else number

    def merge_unit(self, start: int, end: int) -> None:
        """Merge the unit's cells of rows that share it."""
        column = self.column("unit")
        if end > start:
            self.canvas.put(start, column, self.canvas.cells.get((start, column)), height=end - start + 1)

    # -- lines among them -----------------------------------------------------------------------------------------

    def over(self, kind: RowKind, text: str, mark: str, style: str) -> None:
        """A line over the people below it: the name of a unit or a group; `style` tells where it stands."""
        marked = f"{mark} {text}".strip()
        if style == "across":
            self.canvas.line(kind, (self.first, marked, self.last - self.first + 1), bold=True)
        elif style == "first column":
            self.canvas.line(kind, (self.first, marked), bold=self.dice.happens(0.7))
        elif style == "mark in the number column" and self.names > self.first:
            self.canvas.line(kind, (self.first, mark.strip(" .") or None), (self.names, text), bold=True)
        else:
            self.canvas.line(kind, (self.names, marked), bold=self.dice.happens(0.7))
        self.section += kind is RowKind.UNIT

    def blank_lines(self, style: str, number: int, count: int) -> None:
        """Lines of the form that nobody has filled in."""
        for _line in range(count):
            fill = {"dots": "………", "underscores": "________", "short dots": "..."}.get(style)
            values = [
                number if column.key == "number" else (fill if column.key not in ("sign", "note") else None)
                for column in self.columns
            ]
            if style == "numbers" and "number" not in {column.key for column in self.columns}:
                return
            self._line(RowKind.BLANK, values)
            number += 1

    def without_name(self, person: Person, number: int) -> None:
        """A line whose person is still to be named."""
        row = self.canvas.row
        for place, column in enumerate(self.columns):
            if column.key == "number":
                self.canvas.put(row, self.first + place, self._number(number))
            elif column.key in ("position", "unit"):
                self.canvas.put(row, self.first + place, self.habits.typed(column.key, person)[0])
        self.canvas.kinds[row] = RowKind.BLANK
        self.canvas.may_ask.add(row)
        self.canvas.row += 1
