"""Rows set aside that stand together are one line of the preview until somebody opens it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from operator import attrgetter

from desktop.domain.importing import Look
from desktop.gui.importing.draft import PreviewRow, RowKey


@dataclass(frozen=True, slots=True)
class Fold:
    """The line over neighbouring rows set aside."""

    lines: tuple[PreviewRow, ...]
    opened: bool

    @property
    def key(self) -> RowKey:
        """No row's key."""
        file, sheet, row = self.lines[0].key
        return file, sheet, -row

    @property
    def look(self) -> Look:
        """How it is shown."""
        return Look.ASIDE

    def holds(self, key: RowKey) -> bool:
        """Whether this is the row's fold."""
        return any(line.key == key for line in self.lines)


Shown = PreviewRow | Fold


def folded(lines: Sequence[PreviewRow], opened: Set[RowKey]) -> list[Shown]:
    """The lines with each run of rows set aside under its fold.

    A single one stands for itself, and so does one that the organizer set aside: it must not vanish under the hand.
    """
    if not any(map(attrgetter("aside"), lines)):
        return list(lines)
    shown: list[Shown] = []
    run: list[PreviewRow] = []
    for line in lines:
        foldable = line.aside is not None and line.said is None
        if run and not (foldable and line.sheet is run[0].sheet):
            _close(run, shown, opened)
            run = []
        if foldable:
            run.append(line)
        else:
            shown.append(line)
    _close(run, shown, opened)
    return shown


def _close(run: list[PreviewRow], shown: list[Shown], opened: Set[RowKey]) -> None:
    if len(run) < 2:
        shown.extend(run)
        return
    fold = Fold(tuple(run), any(line.key in opened for line in run))
    shown.append(fold)
    if fold.opened:
        shown.extend(run)
