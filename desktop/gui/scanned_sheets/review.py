"""What pictures of signed sheets come to while somebody looks through them. No Qt: the dialog shows it."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain.attendance import THERE, Status
from desktop.domain.attendance_sheet import SignatureColumn
from desktop.domain.scanned_sheets import CellVerdict, PageResult, ScannedPage, ScanReport, proposed
from desktop.domain.signed_sheet import PaperRow, PaperSheet, Settle, WalkIn
from desktop.gui.signed_sheets.draft import PaperDraft
from desktop.services import scanned_sheets
from desktop.services.scanned_sheets import Applied, ColumnWords

Place = tuple[int | None, int | None, int | None]
"""Which page of the conference: sheet, the one column of its list, page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to look at, or one that the pictures decide."""

    sheet: int
    number: int
    """The line printed at its left."""
    column: int
    place: Place
    verdict: CellVerdict
    pictures: tuple[ScannedPage, ...]
    """All pictures of its page, the best first."""

    @property
    def id(self) -> tuple[int, int, int]:
        """By which it is known when the list is shown anew."""
        return self.sheet, self.number, self.column

    @property
    def line(self) -> tuple[int, int]:
        """The sheet and the line on it."""
        return self.sheet, self.number


@dataclass(frozen=True, slots=True)
class Summary:
    """What would be written now."""

    pages: int
    counts: Mapping[Status, int]
    """Cells by what would be entered of them."""
    open: int
    """Cells that nobody has decided: nothing is written of them."""
    differing: int
    """Lines where the door says something else."""
    unsettled: int
    """Of these, those of which nobody has said whose word counts: the door's stays."""
    walk_ins: int

    @property
    def present(self) -> int:
        """Who would be there."""
        return sum(self.counts.get(status, 0) for status in THERE)

    @property
    def absent(self) -> int:
        """Who would not, with permission or without."""
        return self.counts.get(Status.ABSENT, 0) + self.counts.get(Status.EXCUSED, 0)


class ScanReview:
    """The columns of all sheets that were read, each as it would be entered from paper."""

    def __init__(self, report: ScanReport, sheets: Sequence[PaperSheet]) -> None:
        self.report = report
        self.drafts = {(sheet.number, sheet.column): PaperDraft(sheet) for sheet in sheets}
        self.absent = False
        """Whether an empty cell says that somebody was not there."""
        self.left_out: set[Place] = set()
        """Pages that are not to count."""
        self.names: dict[tuple[int, int], WalkIn] = {}
        """What was typed for blank lines, by sheet and line."""
        self._said: dict[tuple[int, int, int], Status] = {}
        self._open: set[tuple[int, int, int]] = set()
        self.cells = list(self._cells())
        self.asked = {cell.id for cell in self.cells if self._proposed(cell)[1]}
        """Cells that somebody should look at; they stay so however they are decided."""
        self._propose()

    def _cells(self) -> Iterator[Cell]:
        """The cells in the order of the sheets; of blank lines those alone that somebody wrote on."""
        pictures: dict[Place, list[ScannedPage]] = {}
        for page in self.report.pages:
            if page.result in (PageResult.READ, PageResult.DUPLICATE):
                pictures.setdefault(page.place, []).append(page)
        for page in sorted(self.report.read, key=_order):
            shown = sorted(pictures[page.place], key=lambda each: -each.held)
            for each in sorted(page.cells, key=lambda each: (each.row, each.column)):
                draft = self.drafts.get((page.sheet or 0, each.column))
                if draft is not None and (each.row in draft.rows or each.verdict is not CellVerdict.BLANK):
                    yield Cell(page.sheet or 0, each.row, each.column, page.place, each.verdict, tuple(shown))

    # -- what is proposed, what was said --------------------------------------------------------------------------

    def row(self, cell: Cell) -> PaperRow | None:
        """Whose line it is; None for a blank one."""
        return self.drafts[cell.sheet, cell.column].rows.get(cell.number)

    def column(self, number: int | None, column: int | None) -> SignatureColumn | None:
        """The one column that a page's list is of; None where it has several, or the sheet is not known."""
        if column is None:
            return None
        sheets = (draft.sheet for (sheet, _place), draft in self.drafts.items() if sheet == number)
        return next((sheet.columns[column] for sheet in sheets if column < len(sheet.columns)), None)

    def status(self, cell: Cell) -> Status:
        """What would be entered of it."""
        if self.row(cell) is not None:
            return self.drafts[cell.sheet, cell.column].status(cell.number)
        return Status.PRESENT if self._signs(cell) else Status.UNRECORDED

    def is_open(self, cell: Cell) -> bool:
        """Whether nobody has decided it yet."""
        if cell.place in self.left_out:
            return False
        if self.row(cell) is None:
            return cell.id not in self._said and not self._signs(cell)
        return cell.id in self._open and cell.id not in self._said

    def say(self, cell: Cell, status: Status) -> None:
        """Decide a cell; UNRECORDED: nothing stands in it. Raises InvalidInput for somebody who is off the list."""
        if self.row(cell) is not None:
            self.drafts[cell.sheet, cell.column].set(cell.number, status)
        self._said[cell.id] = status
        self._name(cell)

    def accept(self, cell: Cell) -> None:
        """Let what is proposed stand, where something is."""
        if self.is_open(cell) and self.status(cell) is not Status.UNRECORDED:
            self._said[cell.id] = self.status(cell)

    def say_name(self, sheet: int, line: int, typed: WalkIn | None) -> None:
        """Who signed on a blank line; None for nobody."""
        self.names.pop((sheet, line), None)
        if typed is not None:
            self.names[sheet, line] = typed
        for cell in self.cells:
            if cell.line == (sheet, line):
                self._said.pop(cell.id, None)
                self._name(cell)

    def leave_out(self, place: Place, out: bool) -> None:
        """Let a page count, or not."""
        (self.left_out.add if out else self.left_out.discard)(place)
        self._propose()

    def take_blank(self, *, absent: bool) -> None:
        """Say what an empty cell means."""
        self.absent = absent
        self._propose()

    def take_over(self, before: ScanReview) -> None:
        """Let what was said of pages read before hold for them here: further pictures were read beside them."""
        there = {cell.id for cell in self.cells}
        self._said = {key: status for key, status in before._said.items() if key in there}
        self.names, self.left_out, self.absent = dict(before.names), set(before.left_out), before.absent
        self._propose()
        for key, draft in self.drafts.items():
            if (old := before.drafts.get(key)) is not None:
                differing = {
                    row.number for row in draft.differing() if draft.status(row.number) is old.status(row.number)
                }
                draft.settle.update((number, by) for number, by in old.settle.items() if number in differing)

    def take_news(self, sheets: Sequence[PaperSheet]) -> None:
        """The same columns read anew: what the door and other desks say now."""
        for sheet in sheets:
            if (draft := self.drafts.get((sheet.number, sheet.column))) is not None:
                draft.take_news(sheet)
        self._propose()

    def _propose(self) -> None:
        self._open = set()
        for cell in self.cells:
            row = self.row(cell)
            if row is None:
                self._name(cell)
                continue
            status, asked = self._proposed(cell)
            if cell.place in self.left_out:
                status = row.entered
            elif asked and not (cell.verdict is CellVerdict.ASK and status is not Status.UNRECORDED):
                self._open.add(cell.id)
            draft = self.drafts[cell.sheet, cell.column]
            status = status if cell.place in self.left_out else self._said.get(cell.id, status)
            if draft.status(cell.number) is not status and (status is Status.UNRECORDED or row.why_not != "removed"):
                draft.set(cell.number, status)

    def _proposed(self, cell: Cell) -> tuple[Status, bool]:
        """What the picture and what was entered before say together, and whether somebody has to look."""
        row = self.row(cell)
        if row is None:
            return Status.UNRECORDED, True
        return proposed(cell.verdict, row.entered, expected=row.expected, absent=self.absent)

    def _signs(self, cell: Cell) -> bool:
        """Whether a name typed for a blank line signs in this cell."""
        named = self.names.get(cell.line)
        typed = named is not None and (named.attendee_id is not None or bool(named.full_name.strip()))
        said = self._said.get(cell.id)
        return typed and said is not Status.UNRECORDED and cell.place not in self.left_out

    def _name(self, cell: Cell) -> None:
        if self.row(cell) is not None:
            return
        walk_ins = self.drafts[cell.sheet, cell.column].walk_ins
        walk_ins.pop(cell.number, None)
        if self._signs(cell):
            walk_ins[cell.number] = self.names[cell.line]

    # -- what it comes to -----------------------------------------------------------------------------------------

    @property
    def changed(self) -> bool:
        """Whether somebody has said anything that is not written."""
        return bool(self._said or self.names or self.left_out)

    def counting(self) -> list[ScannedPage]:
        """The pages that count."""
        return [page for page in self.report.read if page.place not in self.left_out]

    def differing(self) -> list[tuple[tuple[int, int], PaperDraft]]:
        """The columns in which the door says something else."""
        return [(key, draft) for key, draft in sorted(self.drafts.items()) if draft.differing()]

    def settle_all(self, by: Settle) -> None:
        """Say of every line that differs whose word counts."""
        for draft in self.drafts.values():
            draft.settle_all(by)

    def summary(self) -> Summary:
        """The counts."""
        counting = [cell for cell in self.cells if cell.place not in self.left_out]
        return Summary(
            pages=len(self.counting()),
            counts=Counter(self.status(cell) for cell in counting),
            open=sum(self.is_open(cell) for cell in counting),
            differing=sum(len(draft.differing()) for draft in self.drafts.values()),
            unsettled=sum(draft.open for draft in self.drafts.values()),
            walk_ins=len({cell.line for cell in counting if self.row(cell) is None and self._signs(cell)}),
        )

    def entering(self, conference_id: uuid.UUID, *, keep: bool = False) -> Callable[[Any], Applied]:
        """The work that writes it; with `keep` the pictures too."""
        pages = self.counting()
        kept = [page for page in self.report.pages if page.picture and page.place not in self.left_out] if keep else []
        touched = {(cell.sheet, cell.column) for cell in self.cells if cell.place not in self.left_out}
        words = [
            ColumnWords(
                number, column, dict(draft.statuses), tuple(draft.names()), dict(draft.settle), draft.sheet.version
            )
            for (number, column), draft in sorted(self.drafts.items())
            if (number, column) in touched
        ]
        return lambda tx: scanned_sheets.confirm(tx, conference_id, words, pages, kept=kept)


def _order(page: ScannedPage) -> tuple[int, int, int]:
    return page.sheet or 0, -1 if page.column is None else page.column, page.page or 0
