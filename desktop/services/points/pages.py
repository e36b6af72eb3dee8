"""Which pages of attendance sheets came back: those entered from pictures are kept, the others follow from what was typed."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from desktop.domain.at_points import PointId
from desktop.domain.documents.selection import Selection
from desktop.domain.points import WHOLE, Page, SheetOfPoint, pages_come
from desktop.domain.scanned_sheets import ScannedPage
from desktop.domain.sheet_places import from_plain
from desktop.services import sheets
from desktop.store.document_tables import PrintedPage
from desktop.store.tables import PrintedSheet
from desktop.store.transaction import Transaction


def came(tx: Transaction, conference_id: uuid.UUID, pages: Iterable[ScannedPage]) -> None:
    """Keep that these pages were entered from pictures; part of the caller's journal entry, and taken back with it."""
    numbers = {page.sheet for page in pages}
    query = select(PrintedSheet.number, PrintedSheet.id).where(
        PrintedSheet.conference_id == conference_id,
        PrintedSheet.kind == sheets.KIND,
        PrintedSheet.number.in_([number for number in numbers if number is not None]),
    )
    ids = {number: key for number, key in tx.execute(query)}  # noqa: C416 - rows are no pairs to mypy
    kept = select(PrintedPage.printed_sheet_id, PrintedPage.of_column, PrintedPage.page).where(
        PrintedPage.printed_sheet_id.in_(list(ids.values()))
    )
    there = {tuple(row) for row in tx.execute(kept)}
    wanted = {
        (ids[page.sheet], _of_column(page.column), page.page) for page in pages if page.sheet in ids and page.page
    }
    for sheet, column, number in sorted(wanted - there, key=str):
        tx.add(PrintedPage(printed_sheet_id=sheet, of_column=column, page=number, entered_at=tx.clock()))
    tx.flush()


def _of_column(column: int | None) -> int:
    return 0 if column is None else column + 1


def of_points(tx: Transaction, conference_id: uuid.UUID) -> dict[PointId, list[SheetOfPoint]]:
    """The attendance sheets that were made for one point each, the main hall's under None; a sheet for several is in none."""
    query = select(PrintedSheet).where(PrintedSheet.conference_id == conference_id, PrintedSheet.kind == sheets.KIND)
    made = [(sheet, sheets.selection_of(sheet.content["options"])) for sheet in tx.scalars(query)]
    mine = [(sheet, selection) for sheet, selection in made if is_of_one_point(selection)]
    ids = [sheet.id for sheet, _selection in mine]
    laid_out = tx.execute(select(PrintedSheet.id, PrintedSheet.places).where(PrintedSheet.id.in_(ids)))
    layouts = {key: places for key, places in laid_out}  # noqa: C416 - rows are no pairs to mypy
    pictures: dict[uuid.UUID, dict[Page, Any]] = defaultdict(dict)
    for row in tx.scalars(select(PrintedPage).where(PrintedPage.printed_sheet_id.in_(ids))):
        page = (row.of_column - 1 if row.of_column else None, row.page)
        pictures[row.printed_sheet_id][page] = row.entered_at
    found: dict[PointId, list[SheetOfPoint]] = defaultdict(list)
    for sheet, selection in mine:
        found[selection.point_ids[0]].append(_sheet(sheet, layouts[sheet.id], pictures[sheet.id]))
    return found


def is_of_one_point(selection: Selection) -> bool:
    """Whether everybody of one point was chosen, and nobody else: only such a sheet is the point's own."""
    chosen = (selection.role_group_ids, selection.unit_ids, selection.attendee_ids)
    return len(selection.point_ids) == 1 and not any(chosen)


def _sheet(sheet: PrintedSheet, layouts: list[Any], pictures: Mapping[Page, Any]) -> SheetOfPoint:
    laid_out = from_plain(layouts[-1]) if layouts else ()
    pages: tuple[Page, ...] = tuple((page.column, page.page) for page in laid_out)
    entered = sheets.entered_of(sheet)
    typed = {
        place: frozenset(map(int, sheet.entered[str(place)]["statuses"]))
        for place, each in enumerate(entered)
        if each is not None
    }
    come = pages_come(laid_out, pictures.keys(), typed, len(entered))
    moments = [*pictures.values(), *(each.at for each in entered if each is not None)]
    return SheetOfPoint(
        number=sheet.number,
        rows=tuple(uuid.UUID(key) for key in sheet.content["rows"]),
        sessions=frozenset(sheet.content["sessions"]),
        pages=pages,
        missing=tuple(page for page in pages or (WHOLE,) if page not in come),
        last=max(moments, default=None),
        columns=sheets.columns_of(sheet),
    )
