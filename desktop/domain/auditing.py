"""What the audit keeps: each way in which people's data left, and what a check of it found."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import StrEnum

from desktop.domain.fields import FIELDS
from desktop.domain.lazy_dataclass import dataclass

LEFT = "data.left"
"""The action of a line about data that left; its details say how."""
ERASED = "person.erased"
"""The action of a line about a person erased or anonymised; its details name the lines whose content went with them."""
BEGAN = "audit.began"
"""The first line of a data file that was older than its audit."""


class Way(StrEnum):
    """How data leaves."""

    FILE = "file"
    PRINTER = "printer"
    CLIPBOARD = "clipboard"
    COMMAND_LINE = "command_line"
    DESK_FILE = "desk_file"
    DATA_COPY = "data_copy"


@dataclass(frozen=True, slots=True)
class Leaving:
    """People's data on their way out of the program."""

    way: Way
    what: str
    """A document's name, "attendees", "attendance" …: never a name of a person or a file."""
    people: int
    """How many people are in it."""
    fields: tuple[str, ...] = ()
    """Which of their fields (`domain.fields.FIELDS` and the like)."""
    conference_id: uuid.UUID | None = None
    """None: of several, or of none."""


@dataclass(frozen=True, slots=True)
class AuditView:
    """A line of the audit as an inspector sees it."""

    chain: str
    """The desk that wrote it."""
    number: int
    at: dt.datetime
    action: str
    login: str
    conference: str
    """The conference's title; "" for none, or one that is gone."""
    way: str
    what: str
    people: int | None
    fields: tuple[str, ...]
    digest: str


class Fault(StrEnum):
    """What a check of the chains can find."""

    CHANGED = "changed"
    """The line does not say any more what it said when it was written."""
    MISSING = "missing"
    """A line that was between two others is gone."""
    REORDERED = "reordered"
    """The line does not follow the one before it."""
    CUT_OFF = "cut_off"
    """The end of a chain that was known elsewhere is gone."""
    NO_CONTENT = "no_content"
    """The line's entry in the journal is gone, or its salt, and no erasing says so."""
    UNKNOWN = "unknown"
    """An entry of the journal that no chain knows."""


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """Something wrong with a chain."""

    fault: Fault
    chain: str
    number: int
    """The line's place in its chain; of an unknown entry its number in the journal."""


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What a check of all chains came to."""

    lines: int
    chains: int
    findings: tuple[AuditFinding, ...]
    erased: int
    """Lines whose content was erased with a person: only their place in the chain could be checked."""
    older: int
    """Entries of the journal from before there was an audit: nothing vouches for them."""
    waiting: int
    """Lines of this computer that could not be written yet."""
    heads_known: bool
    """Whether this computer remembered how far the chains had come: else a cut-off end goes unseen."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


_FIELDS = (*FIELDS, "code", "seat", "phone_number", "extra", "attention")


def fields_in(content: object) -> tuple[tuple[str, ...], int]:
    """Which fields of people stand in something made of dataclasses, and how often a name does."""
    found: set[str] = set()
    names = _walk(content, found)
    return tuple(name for name in _FIELDS if name in found), names


def _walk(thing: object, found: set[str]) -> int:
    names = 0
    if is_dataclass(thing) and not isinstance(thing, type):
        for each in fields(thing):
            value = getattr(thing, each.name)
            if isinstance(value, str):
                if value and each.name in _FIELDS:
                    found.add(each.name)
                    names += each.name == "full_name"
            else:
                names += _walk(value, found)
    elif isinstance(thing, dict):
        names += sum(_walk(each, found) for each in thing.values())
    elif isinstance(thing, Iterable) and not isinstance(thing, str | bytes):
        names += sum(_walk(each, found) for each in thing)
    return names
