"""What whoever opens a data source should know of it, beside what it holds."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.lazy_dataclass import dataclass
from desktop.services.opening import Database
from desktop.store import places

if TYPE_CHECKING:
    from desktop.services.desks.set_aside import SetAside


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to tell, as a code with its details."""

    code: str
    details: dict[str, object] = field(default_factory=dict)
    once: bool = False
    """Told the first time only; otherwise at every start."""
    aside: Path | None = None
    """The file put aside that is told of again until somebody settles it (`settle`)."""


def remarks(database: Database) -> tuple[Remark, ...]:
    """All there is to tell, the most urgent first."""
    path = database.path
    if path is None:
        from desktop.services.desks.server_database import ServerDatabase  # a data file's start needs none of it

        return tuple(map(_of_aside, database.aside)) if isinstance(database, ServerDatabase) else ()
    found = []
    if database.role == "viewer":
        found.append(Remark("record.opened_read_only", {"file": path.name}))
    if who := places.synced_by(path):
        found.append(Remark("record.synced", {"file": path.name, "who": who}, once=True))
    elif places.on_network(path):
        found.append(Remark("record.on_network", {"file": path.name}, once=True))
    return tuple(found)


def _of_aside(found: SetAside) -> Remark:
    if found.unread == 0:
        return Remark("desk.brought_over", {"count": found.brought_over})
    code = "desk.unread" if found.unread is None else "desk.partly_unread"
    return Remark(code, {"count": found.unread or 0, "file": str(found.path)}, aside=found.path)


def settle(aside: Path) -> None:
    """Tell no more of a file put aside; it stays where it is. Raises OSError."""
    from desktop.services.desks import set_aside

    set_aside.settle(aside)
