"""What pictures of signed sheets say, entered: only what is sure, or all that somebody has confirmed."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import exists, select

from desktop.domain.areas import Area
from desktop.domain.attendance import Method, Status
from desktop.domain.errors import NotFound
from desktop.domain.scanned_sheets import CellVerdict, ScannedPage, ScanReport, proposed
from desktop.domain.signed_sheet import PaperReport, PaperSheet, Settle, WalkIn
from desktop.services import journal, sheet_pictures, signed_sheets, undoing
from desktop.services.points import pages as points_pages
from desktop.store.tables import Change, JournalEntry
from desktop.store.transaction import Transaction

ACTION = "sheets.scanned"


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """What is to be entered of one column of a sheet: all its lines, as from paper."""

    number: int
    column: int
    statuses: Mapping[int, Status]
    walk_ins: tuple[WalkIn, ...] = ()
    settle: Mapping[int, Settle] = field(default_factory=dict)
    version: int | None = None
    """Of the sheet that somebody looked at; None: whatever it is now."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What entering pictures came to."""

    columns: tuple[PaperReport, ...]
    """For each column of each sheet, in that order."""
    left: int = 0
    """Cells that somebody still has to look at: asked about, against what was entered, or of people no longer expected."""

    @property
    def written(self) -> int:
        """Lines of which something was written."""
        return sum(each.written for each in self.columns)

    @property
    def differences(self) -> int:
        """Lines where the door says something else: nothing was written of them."""
        return sum(len(each.differences) for each in self.columns)


def apply(tx: Transaction, conference_id: uuid.UUID, report: ScanReport, *, absent: bool = False) -> Applied:
    """Enter what is signed as present, and what is blank as nothing, or as `absent`.

    What was entered of a line before stays; where the picture says otherwise the cell is left to somebody. Where the door says otherwise its word stays
    until somebody settles it. One journal entry, undone as a whole.
    """
    cells: defaultdict[tuple[int, int], dict[int, CellVerdict]] = defaultdict(dict)
    for page in report.read:
        for cell in page.cells:
            cells[page.sheet or 0, cell.column][cell.row] = cell.verdict
    words, left = [], 0
    for (number, column), verdicts in sorted(cells.items()):
        paper = signed_sheets.sheet_for_entry(tx, conference_id, number, column)
        statuses, open_ = _statuses(paper, verdicts, absent=absent)
        left += open_
        words.append(ColumnWords(number, column, statuses))
    return Applied(confirm(tx, conference_id, words, report.read).columns, left)


def confirm(
    tx: Transaction,
    conference_id: uuid.UUID,
    columns: Sequence[ColumnWords],
    pages: Sequence[ScannedPage],
    *,
    kept: Sequence[ScannedPage] = (),
) -> Applied:
    """Enter what is said of these columns, read from these pages, names on blank lines included; keep pictures of `kept`.

    One journal entry, undone as a whole. Raises what `signed_sheets.enter` does.
    """
    numbers = sorted({each.number for each in columns})
    found, begun = [], set()
    with journal.entry(
        tx, ACTION, {Area.ATTENDANCE, Area.SHEETS}, conference_id=conference_id, numbers=numbers, pages=len(pages)
    ):
        for each in columns:
            # A sheet's version goes up with its first column, which holds the sheet for the others.
            version = None if each.number in begun else each.version
            begun.add(each.number)
            found.append(
                signed_sheets.enter(
                    tx,
                    conference_id,
                    each.number,
                    column=each.column,
                    statuses=each.statuses,
                    walk_ins=each.walk_ins,
                    settle=each.settle,
                    version=version,
                    method=Method.PICTURE,
                )
            )
        sheet_pictures.keep(tx, conference_id, kept)
        points_pages.came(tx, conference_id, pages)
    return Applied(tuple(found))


def _statuses(paper: PaperSheet, verdicts: dict[int, CellVerdict], *, absent: bool) -> tuple[dict[int, Status], int]:
    """What is to be entered of a column, by line, and how many cells are left to somebody."""
    lines = {row.number: row for row in paper.rows}
    said: dict[int, Status] = {
        number: row.entered for number, row in lines.items() if row.entered is not Status.UNRECORDED
    }
    left = 0
    for number, verdict in verdicts.items():
        row = lines.get(number)
        if row is None:
            left += verdict is not CellVerdict.BLANK
            continue
        status, asked = proposed(verdict, row.entered, expected=row.expected, absent=absent)
        left += asked
        if status is not Status.UNRECORDED:
            said[number] = status
    return said, left


def undo_last(tx: Transaction, conference_id: uuid.UUID) -> undoing.Undone:
    """Take the pictures entered last back, whole. Raises NotFound("scan.nothing_to_undo") when none stands."""
    query = (
        select(JournalEntry.id)
        .where(
            JournalEntry.conference_id == conference_id,
            JournalEntry.action == ACTION,
            JournalEntry.undone_by.is_(None),
            exists().where(Change.journal_entry_id == JournalEntry.id),  # the same entered again changed nothing
        )
        .order_by(JournalEntry.id.desc())
        .limit(1)
    )
    entry_id = tx.scalar(query)
    if entry_id is None:
        raise NotFound("scan.nothing_to_undo", what="scan")
    return undoing.undo(tx, entry_id, keep_later=True)
