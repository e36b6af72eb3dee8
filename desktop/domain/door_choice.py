"""What Enter does at the door: lets in whom the text names, and asks for one more key where it could be several."""

from __future__ import annotations

from desktop.domain.attendance import DoorPerson
from desktop.domain.finder import DoorUnit, Finder
from desktop.domain.typed_names import begins_words

ROWS = 20
NUMBERED = 9
"""Rows with a number of their own, which is the key that chooses them."""

Row = DoorPerson | DoorUnit


class DoorChoice:
    """The rows under the field, the one highlighted, and what Enter and the digits mean among them.

    `choosing` comes with an Enter that meant nobody alone: the rows are numbered from then on, and keep their order.
    """

    def __init__(self) -> None:
        self.text = ""
        self.rows: list[Row] = []
        self.at = 0
        self.choosing = False
        self.bearers = 0
        """How many people the text names."""
        self._by_hand = False
        self._alone: Row | None = None

    def look(self, finder: Finder, text: str) -> None:
        """Take a text anew, or the same one among people of whom something has changed."""
        if text == self.text and self.choosing:
            self.rows = [_renewed(row, finder) for row in self.rows]
            return
        same = text == self.text
        before = self.rows[self.at] if same and self._by_hand and self.at < len(self.rows) else None
        self.text, self.choosing = text, False
        self._find(finder)
        place = next((place for place, row in enumerate(self.rows) if before and _key(row) == _key(before)), None)
        self._by_hand = place is not None
        self.at = place or 0

    def _find(self, finder: Finder) -> None:
        """People by their own names, then units, then people by their units; and the one row that the text names."""
        named, people = finder.named(self.text), finder.find(self.text, ROWS)
        units = finder.units(self.text)
        bearers = {person.id for person in named}
        own = [each for each in people if each.id in bearers or begins_words(self.text, each.full_name)]
        mine = {person.id for person in own}
        self.rows = [*own, *units, *(person for person in people if person.id not in mine)]
        self.bearers = len(named)
        self._alone = named[0] if len(named) == 1 else None
        if not own and not named and len(units) == 1:
            self._alone = units[0]  # opens a list, and lets nobody in by itself

    def offer(self, rows: list[Row]) -> None:
        """Ask which of these is meant, with nothing typed."""
        self.text, self.rows, self.choosing = "", rows, True
        self.at, self.bearers = 0, len(rows)
        self._by_hand, self._alone = False, None

    def leave(self) -> None:
        """Ask nothing any more."""
        self.choosing = False

    @property
    def means(self) -> Row | None:
        """The row that Enter takes: the one highlighted by hand, or whom the text alone names."""
        if self._by_hand and self.rows:
            return self.rows[self.at]
        return None if self.choosing else self._alone

    def step(self, by: int) -> None:
        """Highlight another row; while choosing, the first step highlights the first."""
        if self.rows:
            start = self.at if self._by_hand or not self.choosing else -1
            self.at = min(max(start + by, 0), len(self.rows) - 1)
            self._by_hand = True

    def enter(self) -> Row | None:
        """The row taken; None where the rows are to be chosen among, by number or by arrows."""
        taken = self.means
        if taken is None and self.rows:
            self.choosing = True
        return taken

    def number(self, digit: int) -> Row | None:
        """The row of a number from 1, while choosing."""
        return self.rows[digit - 1] if self.choosing and 0 < digit <= min(len(self.rows), NUMBERED) else None


def _key(row: Row) -> object:
    return row.id if isinstance(row, DoorPerson) else row.unit


def _renewed(row: Row, finder: Finder) -> Row:
    if isinstance(row, DoorPerson):
        return finder.get(row.id) or row
    return DoorUnit(row.unit, tuple(finder.get(person.id) or person for person in row.people))
