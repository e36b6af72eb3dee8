"""The one type of a transaction: what services, documents and the window pass on as `tx`."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from desktop.domain.areas import Area
from desktop.domain.lazy_dataclass import dataclass
from desktop.store.columns import now
from desktop.store.images import plain
from desktop.store.lengths import refuse_longer


@dataclass(slots=True)
class Image:
    """A row as it was before an entry changed it."""

    entity: str
    entity_id: uuid.UUID
    before: dict[str, Any] | None
    """Columns as they were; None for an added row."""
    deleted: bool = False


@dataclass(slots=True)
class OpenEntry:
    """A journal entry being written (`services.journal.entry`)."""

    id: int
    action: str
    details: dict[str, Any]
    images: list[Image] = field(default_factory=list)
    areas: set[Area] = field(default_factory=set)
    ranges: list[tuple[str, uuid.UUID, uuid.UUID]] = field(default_factory=list)

    def added(self, entity: str, ids: Iterable[uuid.UUID]) -> None:
        """Tell of rows that a bulk insert added."""
        self.images.extend(Image(entity, key, None) for key in ids)

    def added_between(self, entity: str, first: uuid.UUID, last: uuid.UUID) -> None:
        """Tell of all rows of a batch whose keys were given out in order: from `first` to `last`, and no others."""
        self.ranges.append((entity, first, last))

    def changed(self, entity: str, key: uuid.UUID, before: dict[str, Any]) -> None:
        """Tell of a row that a bulk update changed: its columns before."""
        self.images.append(Image(entity, key, plain(before)))


@dataclass(slots=True)
class TransactionJournal:
    """What one transaction tells the journal, and after its commit the other desks (`store.notices`)."""

    current: OpenEntry | None = None
    """The entry being written; entries don't nest."""
    written: list[int] = field(default_factory=list)
    """The ids of the entries written so far, oldest first."""
    areas: set[Area] = field(default_factory=set)
    """What the written entries touched."""
    token: uuid.UUID | None = None
    """What the next entry is known by, where another journal has it too."""

    open: set[uuid.UUID] = field(default_factory=set)
    """Conferences that were found open for writing in this transaction."""

    def take_token(self) -> uuid.UUID:
        """What the entry being written is known by."""
        token, self.token = self.token or uuid.uuid4(), None
        return token


@dataclass(slots=True)
class OwnSteps:
    """What one open database wrote itself: two windows of one desk each take back their own."""

    since: dt.datetime = field(default_factory=now)
    """When it was opened; what stood before belongs to whoever comes."""
    entries: set[int] = field(default_factory=set)
    """The ids of the journal's entries that it wrote since."""


class Transaction(Session):
    """One unit of work on the database, as `Database.write` and `Database.read` hand it out: nobody else commits it."""

    def __init__(
        self,
        engine: Engine,
        *,
        desk: str = "",
        clock: Callable[[], dt.datetime] = now,
        autoflush: bool = True,
        own: OwnSteps | None = None,
    ) -> None:
        super().__init__(engine, expire_on_commit=False, autoflush=autoflush)
        self.desk = desk
        """The name that marks and journal entries carry."""
        self.clock = clock
        """This moment, UTC."""
        self.journal = TransactionJournal()
        self.own = own or OwnSteps()
        self._link: Connection | None = None

    def connection(self, bind_arguments: Any = None, execution_options: Mapping[str, Any] | None = None) -> Connection:
        """As a session's: asked for at each step of the door, where finding it again would take as long as some statements."""
        link = self._link
        known = link is not None and self.is_active and link.in_transaction()
        if link is None or not known or bind_arguments or execution_options:
            link = self._link = super().connection(bind_arguments, execution_options)
        return link


event.listen(Transaction, "before_flush", refuse_longer)
