"""Marks that come back in a workbook: what each cell would do, looked at before anything is written."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.attendance import Status
from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import fold

if TYPE_CHECKING:
    from desktop.domain.importing import Notice

NOT_EXPECTED = "not_expected"
"""Stands for the status of somebody whom the session does not expect."""

_WORDS: dict[Status, str] = {
    Status.PRESENT: "c|co|co mat|x|✓|✔|√|☑|✅|present|dung gio|da den|true",
    Status.LATE: "m|muon|den muon|di muon|tre|den tre|vao muon|◔|late",
    Status.EXCUSED: "p|phep|co phep|vang co phep|vang p|xin phep|nghi phep|excused",
    Status.ABSENT: "v|vang|vang mat|khong phep|vang khong phep|vang kp|kp|k|✕|✗|✘|×|❌|absent",
}
_STATUS = {word: status for status, words in _WORDS.items() for word in words.split("|")}
_NOTHING = frozenset({"", "-", "–", "—", "·", ".", "…", "...", "chua ghi", "not recorded"})


def status_said(text: str) -> Status | None:
    """The status that a cell says, None when it says nothing. Raises ValueError for what is no status."""
    plain = text.strip()
    word = plain if plain in _STATUS else fold(plain)
    if plain in _NOTHING or word in _NOTHING:
        return None
    try:
        return _STATUS[word]
    except KeyError:
        raise ValueError(text) from None


class CellAction(StrEnum):
    """What a cell would do."""

    SAME = "same"
    FILL = "fill"
    """Nobody had said anything."""
    CHANGE = "change"
    """Something else stands: written only when chosen."""
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class MarkCell:
    """One cell of the workbook that says something."""

    sheet: str
    row: int
    column: str
    """Its letters."""
    session_id: uuid.UUID
    session: str
    action: CellAction
    text: str
    """As typed."""
    attendee_id: uuid.UUID | None = None
    code: str = ""
    full_name: str = ""
    unit: str = ""
    before: str = ""
    """The status that stands, or NOT_EXPECTED."""
    after: Status | None = None
    problem: Notice | None = None
    """Why it can't be taken."""


@dataclass(frozen=True, slots=True)
class MarksPlan:
    """What bringing a workbook's marks back would do."""

    conference_id: uuid.UUID
    file: str
    cells: Sequence[MarkCell]
    notices: Sequence[Notice] = ()
    """About the file, its sheets and rows."""
    sessions: tuple[str, ...] = ()
    """The sessions found in it."""
    error: Notice | None = None
    """Why nothing of the file can be taken."""

    def count(self, action: CellAction) -> int:
        """How many cells would do this."""
        return sum(cell.action is action for cell in self.cells)

    def places(self, action: CellAction) -> list[int]:
        """The places in `cells` of those that would do this."""
        return [place for place, cell in enumerate(self.cells) if cell.action is action]


@dataclass(frozen=True, slots=True)
class MarksReport:
    """What was written."""

    filled: int = 0
    changed: int = 0
    meanwhile: Sequence[MarkCell] = field(default=())
    """Chosen cells left alone, for somebody said something else since the plan."""
