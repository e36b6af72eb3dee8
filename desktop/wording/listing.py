"""A list in its final words, as an office gets it to edit before it is signed: the same on paper, in Excel and in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from desktop.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from desktop.wording.frame import FrameWords

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """A cell of a table's heading; `x` and `y` count columns and rows from 0."""

    text: str
    x: int
    y: int = 0
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class ListCell:
    """A cell of a row, over so many lines and columns."""

    text: str
    rows: int = 1
    columns: int = 1
    align: Align | None = None
    """None: as its column."""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Rows under the name of a group or unit. A cell over several lines is left out of those below it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[ListCell, ...], ...]
    deeper: bool = False
    """A unit under a group that an earlier block opened."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: lines of the office, a note under them, the name."""

    lines: tuple[str, ...]
    note: str
    name: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The list from top to bottom. Widths are millimetres and fill the page; sizes are points."""

    title: str
    subject: str
    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    heading: tuple[HeadingCell, ...]
    blocks: tuple[ListBlock, ...]
    size: float
    landscape: bool
    row_mm: float
    """No row is lower."""
    frame: FrameWords | None = None
    annex: tuple[str, str] | None = None
    """Its number, and the paper it belongs to; an annex has no letterhead."""
    rule: bool = False
    """Whether a line stands under the subject, as the decree has it for papers that are no lists."""
    lines: tuple[str, ...] = ()
    """Under the title: when and where."""
    opening: tuple[str, ...] = ()
    """Running text before the table."""
    closing: tuple[str, ...] = ()
    """Running text after it."""
    sums: tuple[tuple[ListCell, ...], ...] = ()
    under: tuple[str, ...] = ()
    """Below the table."""
    signers: tuple[Signer, ...] = ()
    more: tuple[Listing, ...] = ()
    """Further tables of the same paper, each on a page of its own."""

    @property
    def parts(self) -> tuple[Listing, ...]:
        """This table and the further ones, in their order."""
        return (self, *self.more)
