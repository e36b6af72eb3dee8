"""Which columns the list of attendees has, to which paper it belongs, and what stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop.domain.documents import fields
from desktop.domain.documents.frame import Annex, Letterhead
from desktop.domain.documents.people import ORDERS, Block, GroupBy, Order, PersonOnPaper, shows_unit

Form = Literal["annex", "letter"]
"""An annex to another paper, or a paper with the office's own letterhead."""
Called = Literal["registered", "summoned"]


@dataclass(frozen=True, slots=True)
class RegisteredListOptions:
    """Which columns the list has, and to which paper it belongs."""

    form: Form = fields.pick("annex", "letter")
    called: Called = fields.pick("registered", "summoned")
    annex: int = fields.number(0, 0, 50)
    paper: str = fields.text()
    group_by: GroupBy = fields.pick("role", "unit", "none")
    sort: Order = fields.pick(*ORDERS)
    birth: bool = fields.flag(True)
    position: bool = fields.flag(True)
    phone: bool = fields.flag(False)
    email: bool = fields.flag(False)
    note: bool = fields.flag(True)
    questions: str = fields.text()
    signature: bool = fields.flag(False)
    landscape: bool = fields.flag(False)


@dataclass(frozen=True, slots=True)
class RegisteredListContent:
    """The list before it is laid out."""

    conference_title: str
    letterhead: Letterhead
    blocks: tuple[Block[PersonOnPaper], ...]
    options: RegisteredListOptions
    questions: tuple[str, ...] = ()
    """Titles of the questions that are columns."""

    @property
    def total(self) -> int:
        """How many people are on it."""
        return sum(len(block.rows) for block in self.blocks)

    @property
    def annex(self) -> Annex:
        """The annex it is."""
        return Annex(self.options.annex, self.options.paper)

    @property
    def landscape(self) -> bool:
        """Lying when asked for, or when the columns would leave no room for names."""
        chosen = self.options
        extra = chosen.phone + 2 * chosen.email + shows_unit(self.blocks) + chosen.birth + len(self.questions)
        return chosen.landscape or extra > 2
