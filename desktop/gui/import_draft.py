"""An import being looked at: the plan, and everything the organizer has said about it so far.

Every correction makes new `ImportOptions`; the wizard plans again with them. No Qt here.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath

from desktop.domain.importing import Action, ImportOptions, ImportPlan, PlannedFile, PlannedRow, PlannedSheet, Severity
from desktop.i18n import _

_PASTED = "clipboard"
"""`services.importing.CLIPBOARD`, which tests compare with it; the preview's words load no service."""

RowKey = tuple[str, str, int]
"""(file, sheet, Excel row): what the options name a row by."""
SheetKey = tuple[str, str]


class Look(StrEnum):
    """How a row is shown: what it will do, unless a question stands open."""

    ADD = "add"
    UPDATE = "update"
    SAME = "same"
    QUESTION = "question"
    SKIP = "skip"
    ERROR = "error"


def look_of(row: PlannedRow) -> Look:
    """How this row is shown."""
    if row.action is Action.ERROR:
        return Look.ERROR
    if row.has(Severity.QUESTION):
        return Look.QUESTION
    return Look(row.action.value)


@dataclass(slots=True)
class Line:
    """A row with where it stands."""

    file: PlannedFile
    sheet: PlannedSheet
    row: PlannedRow

    @property
    def key(self) -> RowKey:
        """What the options name this row by."""
        return (self.file.file, self.sheet.name, self.row.row)

    @property
    def look(self) -> Look:
        """How this row is shown."""
        return look_of(self.row)

    @property
    def file_name(self) -> str:
        """The file's name without its folder."""
        return short_name(self.file.file)


def short_name(file: str) -> str:
    """A file's name without its folder; what was pasted has none."""
    if file == _PASTED:
        return _("Pasted table")
    return PurePath(file).name or file


def lines(plan: ImportPlan) -> Iterator[Line]:
    """Every row of every file, in file order."""
    for file in plan.files:
        for sheet in file.sheets:
            for row in sheet.rows:
                yield Line(file, sheet, row)


def looks(plan: ImportPlan) -> dict[Look, int]:
    """How many rows are shown how."""
    counts = dict.fromkeys(Look, 0)
    for line in lines(plan):
        counts[line.look] += 1
    return counts


class ImportDraft:
    """The organizer's word so far, with a way back for each step."""

    def __init__(self, options: ImportOptions | None = None) -> None:
        self.options = options or ImportOptions()
        self._past: list[ImportOptions] = []

    def change(self, **fields: object) -> None:
        """Say something more; `undo` takes it back."""
        self._past.append(self.options)
        self.options = replace(self.options, **fields)  # type: ignore[arg-type]

    @property
    def can_undo(self) -> bool:
        """Whether anything was said that can be taken back."""
        return bool(self._past)

    def undo(self) -> bool:
        """Take the last word back; False when there is none."""
        if not self._past:
            return False
        self.options = self._past.pop()
        return True

    def return_to(self, options: ImportOptions) -> None:
        """Drop everything said since these options stood."""
        while self._past and self.options is not options:
            self.options = self._past.pop()

    def edit(self, key: RowKey, field: str, text: str) -> None:
        """Mend one field of a row."""
        mended = {**self.options.edits.get(key, {}), field: text}
        self.change(edits={**self.options.edits, key: mended})

    def answer_unit(self, spellings: Iterable[str], unit_id: uuid.UUID | None) -> None:
        """Say which unit these spellings are; None: a new unit."""
        self.change(units={**self.options.units, **dict.fromkeys(spellings, unit_id)})

    def same_person(self, keys: dict[RowKey, uuid.UUID]) -> None:
        """These rows are those attendees: the file's values win."""
        self.change(matches={**self.options.matches, **keys}, skipped=self.options.skipped - set(keys))

    def other_person(self, keys: Iterable[RowKey]) -> None:
        """These rows are people of their own."""
        keys = list(keys)
        answers: dict[RowKey, uuid.UUID | None] = dict.fromkeys(keys)
        self.change(matches={**self.options.matches, **answers}, skipped=self.options.skipped - set(keys))

    def skip(self, keys: Iterable[RowKey]) -> None:
        """Leave these rows out."""
        self.change(skipped=self.options.skipped | set(keys))

    def restore(self, keys: Iterable[RowKey]) -> None:
        """Take these rows in again."""
        self.change(skipped=self.options.skipped - set(keys))

    def map_sheet(self, key: SheetKey, header_row: int | None, columns: dict[str, int] | None) -> None:
        """Say where a sheet's heading ends and which column holds which field; None: as the program finds."""
        header_rows = {name: row for name, row in self.options.header_rows.items() if name != key}
        mapped = {name: chosen for name, chosen in self.options.columns.items() if name != key}
        if header_row is not None:
            header_rows[key] = header_row
        if columns is not None:
            mapped[key] = columns
        self.change(header_rows=header_rows, columns=mapped)
