"""Pictures of signed pages, read: which pages they are, what stands in their cells, which are missing. Nothing is written."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop.domain.attendance_sheet import SheetContent, SignatureColumn
from desktop.domain.errors import AppError, Cancelled
from desktop.domain.opinion_code import read_paper_code
from desktop.domain.scanned_sheets import (
    CellVerdict,
    MissingPage,
    PagePicture,
    PageResult,
    ScannedCell,
    ScannedPage,
    ScanReport,
    merged,
)
from desktop.domain.sheet_code import read_code
from desktop.isolated.runner import Runner
from desktop.scans.job import JOB, Request
from desktop.services import sheets
from desktop.services.picture_hands import Hands, answers_of, called_apart
from desktop.services.signed_sheets import number_of
from desktop.store.tables import PrintedSheet
from desktop.store.transaction import Transaction

Printed = Callable[[SheetContent], tuple[list[object], bytes] | None]
"""Makes a sheet once more: where things stand on its pages, as it is kept, and its PDF (`attendance_sheet.again`)."""


@dataclass(frozen=True, slots=True)
class KnownSheet:
    """A sheet of the conference as its pages were laid out."""

    number: int
    token: str
    layouts: tuple[Any, ...]
    """As they are kept (`sheet_places.to_plain`), the newest first."""
    columns: tuple[SignatureColumn, ...]
    rows: int
    """How many lines were printed with a name; those after them are blank lines."""

    @property
    def pages(self) -> list[tuple[int | None, int]]:
        """Every page of it, by column and number, in the newest layout."""
        return [(each["column"], each["page"]) for each in self.layouts[0]] if self.layouts else []


def known(tx: Transaction, conference_id: uuid.UUID) -> tuple[KnownSheet, ...]:
    """The sheets of a conference that pictures can be read of."""
    query = select(PrintedSheet.number, PrintedSheet.token, PrintedSheet.places).where(
        PrintedSheet.conference_id == conference_id, PrintedSheet.kind == sheets.KIND
    )
    printed = {each.number: each for each in sheets.list_printed(tx, conference_id)}
    return tuple(
        KnownSheet(
            row.number,
            row.token,
            tuple(reversed(row.places)),
            printed[row.number].columns,
            printed[row.number].rows,
        )
        for row in tx.execute(query)
        if row.token and row.places
    )


def contents(tx: Transaction, conference_id: uuid.UUID) -> dict[int, SheetContent]:
    """What the sheets are printed of today, by their numbers; those whose sessions or people are gone lack."""
    found = {}
    for sheet in sheets.list_printed(tx, conference_id):
        try:
            content = sheets.attendance_sheet(tx, conference_id, sheet.selection, sheet.options, number=sheet.number)
        except AppError:
            continue
        found[sheet.number] = replace(content, token=sheet.token)
    return found


def read(
    files: Sequence[Path],
    known: Sequence[KnownSheet],
    *,
    pictures: bool = False,
    progress: Callable[[int, int], object] = lambda _done, _whole: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ScanReport:
    """What the pictures in these files come to, several files at once, each in a child process of its own kind.

    With `pictures` each page comes with its picture, straightened. Raises AppError("scan.no_reader") where the libraries
    are not installed, Cancelled once `cancelled()` is true.
    """
    found = _hands(len(files), _Asked.of(known, pictures), progress, cancelled).read(files)
    told = (_named(name, pages, known) for name, pages in zip(called_apart(files), found, strict=True))
    return _together([page for pages in told for page in pages], known)


def recognize(
    report: ScanReport,
    files: Sequence[Path],
    known: Sequence[KnownSheet],
    contents: Mapping[int, SheetContent],
    printed: Printed,
    *,
    pictures: bool = False,
    progress: Callable[[int, int], object] = lambda _done, _whole: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ScanReport:
    """The report on these files with the pages whose code could not be read (`without_code`) held against the sheets.

    `printed` makes them again; those that are not laid out as they were say nothing. Raises Cancelled.
    """
    of_file: dict[str, list[ScannedPage]] = defaultdict(list)
    for page in report.seen:
        of_file[page.file].append(page)
    called = dict(zip(called_apart(files), files, strict=True))
    again = [name for name in called if any(page.reason == "scan.no_code" for page in of_file[name])]
    faces = _faces(known, contents, printed, cancelled)
    if not faces:
        return report  # nothing to hold them against: reading them once more tells no more
    hands = _hands(len(again), _Asked.of(known, pictures, faces), progress, cancelled)
    for name, pages in zip(again, hands.read([called[name] for name in again]), strict=True):
        of_file[name] = _named(name, pages, known)
    return _together([page for name in called for page in of_file[name]], known)


def _named(name: str, pages: Sequence[ScannedPage], known: Sequence[KnownSheet]) -> list[ScannedPage]:
    """The pages with what their file is called, and without signatures on lines that nobody has named."""
    last = {each.number: each.rows for each in known}
    return [_nobody_named(replace(page, file=name), last) for page in pages]


def _faces(
    known: Sequence[KnownSheet],
    contents: Mapping[int, SheetContent],
    printed: Printed,
    cancelled: Callable[[], bool],
) -> list[tuple[int, int, bytes]]:
    """By sheet: which of its layouts it is still printed in, and its PDF."""
    found = []
    for sheet in known:
        if cancelled():
            raise Cancelled
        made = printed(contents[sheet.number]) if sheet.number in contents else None
        if made is not None and made[0] in sheet.layouts:
            found.append((sheet.number, sheet.layouts.index(made[0]), made[1]))
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a child is asked of each file."""

    sheets: list[tuple[int, str, list[Any]]]
    pictures: bool
    faces: Sequence[tuple[int, int, bytes]] = ()

    @classmethod
    def of(cls, known: Sequence[KnownSheet], pictures: bool, faces: Sequence[tuple[int, int, bytes]] = ()) -> _Asked:
        return cls([(each.number, each.token, list(each.layouts)) for each in known], pictures, faces)


def joined(report: ScanReport, more: ScanReport, known: Sequence[KnownSheet]) -> ScanReport:
    """What further pictures and those read before come to together."""
    return _together([*report.seen, *more.seen], known)


def _hands(
    count: int, asked: _Asked, progress: Callable[[int, int], object], cancelled: Callable[[], bool]
) -> Hands[Path, list[ScannedPage]]:
    return Hands(JOB, count, lambda runner, file, stopped: _of_file(runner, file, asked, stopped), progress, cancelled)


def with_owners(tx: Transaction, conference_id: uuid.UUID, report: ScanReport) -> ScanReport:
    """The report that says of foreign pages whose they are: another conference's here, or another office's."""

    def told(page: ScannedPage) -> ScannedPage:
        if page.result is not PageResult.FOREIGN:
            return page
        value = str(page.details["value"])
        if read_paper_code(value) is not None:
            return replace(page, reason="scan.questionnaire", details={})
        code = read_code(value)
        try:
            number_of(tx, conference_id, code)
        except AppError as problem:
            return replace(page, reason=problem.code, details=problem.details)
        # Of this conference, made before places were kept.
        return replace(page, reason="scan.no_places", details={"number": code.sheet})

    return replace(report, pages=tuple(told(page) for page in report.pages))


def _nobody_named(page: ScannedPage, named: Mapping[int, int]) -> ScannedPage:
    """A blank line signs for nobody before somebody has typed its name."""
    last = named.get(page.sheet or 0, 0)
    cells = (
        replace(cell, verdict=CellVerdict.ASK) if cell.row > last and cell.verdict is CellVerdict.SIGNED else cell
        for cell in page.cells
    )
    return replace(page, cells=tuple(cells))


def _of_file(runner: Runner[Any], file: Path, asked: _Asked, cancelled: Callable[[], bool]) -> list[ScannedPage]:
    def unreadable(reason: str, number: int = 1, **details: Any) -> ScannedPage:
        return ScannedPage(file.name, number, PageResult.UNREADABLE, reason=reason, details=details)

    def request(data: bytes) -> Request:
        return data, asked.sheets, asked.pictures, list(asked.faces)

    found: list[ScannedPage] = []
    for tag, *told in answers_of(runner, file, request, cancelled):
        if tag == "refused":
            found.append(unreadable(told[0], 1 + max((page.page_in_file for page in found), default=0)))
        elif tag == "foreign":
            found.append(
                ScannedPage(file.name, told[0], PageResult.FOREIGN, reason="scan.foreign", details={"value": told[1]})
            )
        elif tag == "unreadable":
            sheet, column, page = told[2:] or (None, None, None)
            refused = unreadable(told[1], told[0], sheet=sheet, page=page)
            found.append(replace(refused, sheet=sheet, column=column, page=page))
        else:
            number, sheet, column, page, held, cells, picture = told
            judged = tuple(ScannedCell(row, place, CellVerdict(said), ink) for row, place, said, ink in cells)
            shown = None if picture is None else _picture(*picture)
            found.append(
                ScannedPage(file.name, number, PageResult.READ, sheet, column, page, judged, held, picture=shown)
            )
    return found


def _picture(jpeg: bytes, per_mm: float, cells: Sequence[tuple[int, ...]]) -> PagePicture:
    return PagePicture(jpeg, per_mm, {(row, column): (x, y, wide, high) for row, column, x, y, wide, high in cells})


def _together(pages: Sequence[ScannedPage], known: Sequence[KnownSheet]) -> ScanReport:
    """Pictures of one page as one: the best laid of them is read and carries what all say."""
    best: dict[Any, int] = {}
    for index, page in enumerate(pages):
        if page.result is PageResult.READ and (page.place not in best or page.held > pages[best[page.place]].held):
            best[page.place] = index
    cells: dict[Any, dict[tuple[int, int], ScannedCell]] = {
        place: {(cell.row, cell.column): cell for cell in pages[index].cells} for place, index in best.items()
    }
    for index, page in enumerate(pages):
        if page.result is PageResult.READ and best[page.place] != index:
            own = cells[page.place]
            for cell in page.cells:
                own[cell.row, cell.column] = merged(own.get((cell.row, cell.column), cell), cell)
    told = tuple(
        page
        if page.result is not PageResult.READ
        else replace(page, cells=tuple(cells[page.place].values()))
        if best[page.place] == index
        else replace(page, result=PageResult.DUPLICATE, cells=())
        for index, page in enumerate(pages)
    )
    return ScanReport(told, _missing(best, known), tuple(pages))


def _missing(read: Mapping[Any, int], known: Sequence[KnownSheet]) -> tuple[MissingPage, ...]:
    """The pages that lack of each sheet of which any was read."""
    begun = {sheet for sheet, _column, _page in read}
    return tuple(
        MissingPage(sheet.number, column, page)
        for sheet in known
        if sheet.number in begun
        for column, page in sheet.pages
        if (sheet.number, column, page) not in read
    )
