"""What pictures of signed pages come to: which page each shows, and what stands in its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from desktop.domain.attendance import THERE, Status

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".pdf"})
"""Endings of files that may hold pictures of signed sheets: photographs, scans, PDFs."""


class CellVerdict(StrEnum):
    """What stands in a cell to sign in."""

    SIGNED = "signed"
    BLANK = "blank"
    ASK = "ask"
    """Somebody has to look."""


class PageResult(StrEnum):
    """What a picture is."""

    READ = "read"
    DUPLICATE = "duplicate"
    """Of a page of which another picture was read; its verdicts are merged into that one's."""
    UNREADABLE = "unreadable"
    FOREIGN = "foreign"
    """A page of no sheet of this conference."""


@dataclass(frozen=True, slots=True)
class ScannedCell:
    """A cell of a page that was read."""

    row: int
    """The number printed at its left, blank lines counted on."""
    column: int
    """Place of the sheet's signature column, from 0."""
    verdict: CellVerdict
    ink: float
    """The share of the cell that its own strokes cover, 0 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class PagePicture:
    """A page straightened, to be shown. Each is only itself: what is made of one to be looked at is found by it."""

    jpeg: bytes = field(repr=False)
    per_mm: float
    """Its pixels in a millimetre of the page."""
    cells: Mapping[tuple[int, int], tuple[int, int, int, int]]
    """Where each cell lies, by row and column: x, y, width and height in its pixels."""


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page in a picture."""

    file: str
    page_in_file: int
    """From 1; pages of a PDF or TIFF, or several in one picture."""
    result: PageResult
    sheet: int | None = None
    column: int | None = None
    """Place of the one signature column that its list is of; None: it has several."""
    page: int | None = None
    cells: tuple[ScannedCell, ...] = ()
    held: float = 0.0
    """Which share of its ruling was found where it was printed."""
    reason: str = ""
    """Why it was not read, by its code; "" where it was."""
    details: Mapping[str, Any] = field(default_factory=dict)
    picture: PagePicture | None = None
    """Where it was wanted; of duplicates too."""

    @property
    def called(self) -> str:
        """Its file, and which page of it where that is not the first."""
        return self.file if self.page_in_file == 1 else f"{self.file} ({self.page_in_file})"

    @property
    def place(self) -> tuple[int | None, int | None, int | None]:
        """Which page of the conference it is."""
        return self.sheet, self.column, self.page


@dataclass(frozen=True, slots=True)
class MissingPage:
    """A page of a sheet of which others were read."""

    sheet: int
    column: int | None
    page: int


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What some pictures come to. Nothing of it is written."""

    pages: tuple[ScannedPage, ...]
    missing: tuple[MissingPage, ...] = ()
    seen: tuple[ScannedPage, ...] = field(default=(), repr=False)
    """The pages as each picture shows them, before pictures of one page were put together."""

    @property
    def read(self) -> tuple[ScannedPage, ...]:
        """The pages that count, each once."""
        return tuple(page for page in self.pages if page.result is PageResult.READ)

    @property
    def without_code(self) -> bool:
        """Whether the code of any page could not be read."""
        return any(page.reason == "scan.no_code" for page in self.seen)

    @property
    def missing_by_list(self) -> dict[tuple[int, int | None], list[int]]:
        """The pages missing, by sheet and the column that their list is of."""
        found: defaultdict[tuple[int, int | None], list[int]] = defaultdict(list)
        for each in self.missing:
            found[each.sheet, each.column].append(each.page)
        return dict(found)

    def count(self, verdict: CellVerdict) -> int:
        """How many cells of the pages read have this verdict."""
        return sum(cell.verdict is verdict for page in self.read for cell in page.cells)

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look at something, or a page has to come again."""
        wrong = any(page.result in (PageResult.UNREADABLE, PageResult.FOREIGN) for page in self.pages)
        return wrong or bool(self.missing or self.count(CellVerdict.ASK))


def merged(one: ScannedCell, other: ScannedCell) -> ScannedCell:
    """What two pictures of one cell say together: where one could not decide the other does; contradicting, nobody has."""
    if one.verdict is other.verdict:
        return max(one, other, key=lambda cell: cell.ink)
    if CellVerdict.ASK in (one.verdict, other.verdict):
        sure = one if other.verdict is CellVerdict.ASK else other
        # A doubt about a mark is no doubt about the picture: only a cell nobody saw is decided by the other picture.
        unseen = other if sure is one else one
        return sure if not unseen.ink and sure.verdict is CellVerdict.SIGNED else _asked(one, other)
    return _asked(one, other)


def _asked(one: ScannedCell, other: ScannedCell) -> ScannedCell:
    return ScannedCell(one.row, one.column, CellVerdict.ASK, max(one.ink, other.ink))


def proposed(verdict: CellVerdict, before: Status, *, expected: bool, absent: bool) -> tuple[Status, bool]:
    """What a cell of somebody's says beside what was entered of them `before`, and whether somebody has to look.

    A picture adds to what somebody entered and never takes any of it back: who signed may have come late, and whoever left
    an empty cell may be excused. `absent`: an empty cell says that whoever is `expected` was not there.
    """
    if verdict is CellVerdict.ASK:
        return before, True
    if verdict is CellVerdict.SIGNED:
        if before is Status.UNRECORDED and expected:
            return Status.PRESENT, False
        return before, before not in THERE
    if before is Status.UNRECORDED and expected and absent:
        return Status.ABSENT, False
    return before, before in THERE
