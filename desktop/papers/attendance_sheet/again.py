"""A sheet as it was printed, laid out once more: what a photographed page is held against when its code can't be read."""

from __future__ import annotations

from typing import cast

from desktop.domain.attendance_sheet import SheetContent
from desktop.domain.errors import AppError
from desktop.domain.sheet_places import PagePlaces, to_plain
from desktop.papers import render
from desktop.papers.attendance_sheet import DOCUMENT
from desktop.papers.attendance_sheet.places import places
from desktop.papers.document import Content, Json


def printed_again(content: SheetContent) -> tuple[list[object], bytes] | None:
    """Where things stand on its pages (as `to_plain` keeps it), and its PDF; None when it can't be made."""
    pieces: list[tuple[PagePlaces, ...]] = []

    def placed(piece: Content, told: Json) -> None:
        pieces.append(places(cast(SheetContent, piece), told))

    try:
        pdf = render.pdf(DOCUMENT, content, placed=placed)
    except AppError:  # an office's own template that has been broken since
        return None
    return to_plain(tuple(page for piece in pieces for page in piece)), pdf
