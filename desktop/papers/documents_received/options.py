"""Which documents are handed out, how the list of them is laid out, and what stands on it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.documents import fields
from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.people import ORDERS, Block, GroupBy, Order, PersonOnPaper

MOST_DOCUMENTS = 3
"""As many documents have a column each; more are named above the table and counted as one set."""
_LONGEST_HEADING = 60
"""Letters of a document's name over a column of two centimetres; longer ones stand above the table."""


@dataclass(frozen=True, slots=True)
class ReceivedOptions:
    """Which documents are handed out, and how the list is laid out."""

    documents: str = fields.text(lines=3)
    quantity: int = fields.number(1, 0, 99)
    group_by: GroupBy = fields.pick("role", "unit", "none")
    sort: Order = fields.pick(*ORDERS)
    blank_lines: int = fields.number(0, 0, 60)
    landscape: bool = fields.flag(False)


@dataclass(frozen=True, slots=True)
class ReceivedContent:
    """The list before it is laid out."""

    conference_title: str
    letterhead: Letterhead
    blocks: tuple[Block[PersonOnPaper], ...]
    options: ReceivedOptions

    @property
    def total(self) -> int:
        """How many people are on it."""
        return sum(len(block.rows) for block in self.blocks)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents' names, one a line as typed."""
        lines = (" ".join(line.strip(" -•*\t").split()) for line in self.options.documents.splitlines())
        return tuple(line for line in lines if line)

    @property
    def columns(self) -> tuple[str, ...]:
        """The documents with a column of their own; () for one column that counts the set."""
        names = self.documents
        fit = len(names) <= MOST_DOCUMENTS and all(len(name) <= _LONGEST_HEADING for name in names)
        return names if fit else ()
