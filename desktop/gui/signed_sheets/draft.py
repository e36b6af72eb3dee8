"""What has been typed of a signed sheet so far, before it is saved. No Qt: the dialog shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from desktop.domain.attendance import THERE, Status
from desktop.domain.errors import InvalidInput
from desktop.domain.signed_sheet import PaperReport, PaperRow, PaperSheet, Settle, WalkIn, read_statuses, write_numbers
from desktop.services import signed_sheets


class PaperDraft:
    """One column of a sheet on its way from paper."""

    def __init__(self, sheet: PaperSheet) -> None:
        self.sheet = sheet
        self.rows = {row.number: row for row in sheet.rows}
        self.statuses, self.settle = _entered(sheet)
        self.walk_ins: dict[int, WalkIn] = {}
        self._from_field = {number for number, status in self.statuses.items() if status is Status.ABSENT}
        """Lines whose word came from the field of numbers: the field's next reading replaces it."""
        self._before = _entered(sheet)

    @property
    def changed(self) -> bool:
        """Whether anything was typed that is not saved."""
        return (self.statuses, self.settle) != self._before or any(
            each.full_name.strip() or each.unit.strip() or each.attendee_id for each in self.walk_ins.values()
        )

    def take_news(self, sheet: PaperSheet) -> None:
        """The same column read anew: what the door says now, and what another desk entered of lines untouched here."""
        after = _entered(sheet)
        _merge(self.statuses, self._before[0], after[0])
        _merge(self.settle, self._before[1], after[1])
        self.sheet, self.rows, self._before = sheet, {row.number: row for row in sheet.rows}, after

    def status(self, number: int) -> Status:
        """What the paper says on a line, as typed."""
        return self.statuses.get(number, Status.UNRECORDED)

    def set(self, number: int, status: Status) -> None:
        """A line's word; UNRECORDED clears it. Raises InvalidInput for somebody who is off the list."""
        row = self.rows[number]
        if status is not Status.UNRECORDED and row.why_not == "removed":
            raise InvalidInput("paper.off_the_list", number=number, name=row.full_name or "–")
        self._from_field.discard(number)
        self._put(number, status)

    def _put(self, number: int, status: Status) -> None:
        if status is self.status(number):
            return
        self.settle.pop(number, None)  # said of another word
        if status is Status.UNRECORDED:
            self.statuses.pop(number, None)
        else:
            self.statuses[number] = status

    @property
    def field(self) -> str:
        """The absentees as the field of numbers writes them."""
        return write_numbers(number for number in self._from_field if number in self.statuses)

    def take_field(self, text: str) -> None:
        """Mark the numbers typed, and everyone else who is expected as present. Raises InvalidInput.

        A word that was typed on its line stays, unless the field names that line.
        """
        named = read_statuses(text, self.rows)
        gone = next((number for number in named if self.rows[number].why_not == "removed"), None)
        if gone is not None:
            raise InvalidInput("paper.off_the_list", number=gone, name=self.rows[gone].full_name or "–")
        for row in self.rows.values():
            number = row.number
            free = number in self._from_field or number not in self.statuses
            if number in named:
                self._put(number, named[number])
            elif free:
                self._put(number, Status.PRESENT if _counts(row) else Status.UNRECORDED)
        self._from_field = set(named)

    def names(self) -> list[WalkIn]:
        """What was typed on blank lines."""
        return [each for _line, each in sorted(self.walk_ins.items())]

    # -- what it comes to -----------------------------------------------------------------------------------------

    def count(self, status: Status) -> int:
        """How many lines say so; a name on a blank line is present."""
        counted = Counter(self.status(row.number) for row in self.rows.values() if self._shown(row))
        if status is Status.PRESENT:
            return counted[status] + sum(bool(each.full_name.strip()) for each in self.walk_ins.values())
        return counted[status]

    def _shown(self, row: PaperRow) -> bool:
        return row.expected or row.number in self.statuses

    @property
    def total(self) -> int:
        """All lines that count."""
        return sum(self.count(status) for status in Status)

    @property
    def present(self) -> int:
        """How many signed: what the foot of the paper calls "Có mặt"."""
        return self.count(Status.PRESENT) + self.count(Status.LATE)

    @property
    def absent(self) -> int:
        """How many did not: "Vắng" at the foot."""
        return self.count(Status.ABSENT) + self.count(Status.EXCUSED)

    def differing(self) -> list[PaperRow]:
        """The lines where the door says something else, settled ones too."""
        return [row for row in self.rows.values() if row.differs(self.status(row.number))]

    def settle_all(self, by: Settle) -> None:
        """Say of every line that differs, settled ones too, whose word counts."""
        self.settle.update((row.number, by) for row in self.differing())

    @property
    def open(self) -> int:
        """How many of them nobody has settled."""
        return sum(row.number not in self.settle for row in self.differing())

    def entering(self) -> Callable[[Any], PaperReport]:
        """The work that saves it."""
        sheet, statuses, settle, names = self.sheet, dict(self.statuses), dict(self.settle), self.names()
        return lambda tx: signed_sheets.enter(
            tx,
            sheet.conference_id,
            sheet.number,
            column=sheet.column,
            statuses=statuses,
            walk_ins=names,
            settle=settle,
            version=sheet.version,
        )


def _counts(row: PaperRow) -> bool:
    """Whether "all the others came" speaks of this line."""
    return row.expected or (row.door is not None and row.door.status in THERE)


def _entered(sheet: PaperSheet) -> tuple[dict[int, Status], dict[int, Settle]]:
    """What was entered of the column before: words and settled lines."""
    words: dict[int, Status] = {row.number: row.entered for row in sheet.rows if row.entered != Status.UNRECORDED}
    return words, {row.number: row.settled for row in sheet.rows if row.settled}


def _merge(mine: dict[int, Any], before: dict[int, Any], theirs: dict[int, Any]) -> None:
    """Take others' values where mine are as they were."""
    for number in {*before, *theirs}:
        if mine.get(number) == before.get(number):
            mine.pop(number, None)
            if number in theirs:
                mine[number] = theirs[number]
