"""Finding who is at the door: the field, the rows under it, and what Enter and the digits do with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from desktop.domain.attendance import DoorPerson
from desktop.domain.door_choice import DoorChoice, Row
from desktop.domain.finder import DoorUnit
from desktop.domain.identity_card import begun
from desktop.gui.checkin.hits import HitList
from desktop.gui.checkin.people import DoorData
from desktop.gui.checkin.search_field import DoorField
from desktop.gui.context import Context
from desktop.i18n import pgettext


class PersonFinder(QObject):
    """Takes what is typed; says whom it means, at once or after one more key."""

    taken = Signal(object)
    """DoorPerson: to be let in."""
    opened = Signal(object)
    """DoorUnit: its people are wanted as a list."""
    several = Signal(int, str)
    """Enter meant nobody alone: so many bear this name, and the rows are numbered."""
    unknown = Signal(str)
    """Nobody fits this text."""
    carded = Signal(str)
    """The code of a card was typed or pasted: it is shown no longer."""
    listed = Signal()
    """The rows are others."""
    asked = Signal(object, QPoint)
    """DoorPerson and where: more is wanted to be done with them."""

    def __init__(self, context: Context, data: DoorData, parent: QObject) -> None:
        super().__init__(parent)
        self._data = data
        self.choice = DoorChoice()
        self.field = DoorField(context.theme)
        self.hits = HitList(context.theme, verb=pgettext("attendance", "Present"))
        self.soon = QTimer(self, singleShot=True, interval=0)
        self._wire()

    def _wire(self) -> None:
        self.soon.timeout.connect(self.look)
        self.field.textChanged.connect(lambda _text: self.soon.start())
        self.field.entered.connect(self.enter)
        self.field.left.connect(self.empty)
        self.field.stepped.connect(self._step)
        self.field.numbered.connect(self._number)
        self.hits.chosen.connect(self._take)
        self.hits.asked.connect(self.asked)

    def look(self) -> None:
        """Show the rows for what is typed; a scan does not wait for them."""
        self.soon.stop()
        self.choice.look(self._data.finder, self.field.text())
        self._show()

    def _show(self) -> None:
        choice = self.choice
        self.field.numbers = choice.choosing
        self.hits.born = self._data.born
        self.hits.show_choice(choice, self._data.finder)
        self.listed.emit()

    def _step(self, by: int) -> None:
        if self.soon.isActive():
            self.look()
        self.choice.step(by)
        self._show()

    def enter(self) -> None:
        """Enter by hand: whom all that was typed names, or the row highlighted by hand."""
        text = self.field.text().strip()
        if begun(text):
            self.empty()
            self.carded.emit(text)
            return
        if not text and not self.choice.choosing:
            return
        self.look()
        taken = self.choice.enter()
        if taken is not None:
            self._take(taken)
        elif self.choice.rows:
            self._show()
            if text:  # else the rows were offered, and the question stands
                self.several.emit(self.choice.bearers, text)
        elif self._data.ready:
            self.field.selectAll()
            self.unknown.emit(text)

    def _number(self, digit: int) -> None:
        taken = self.choice.number(digit)
        if taken is not None:
            self._take(taken)

    def _take(self, row: object) -> None:
        """Somebody was chosen; with Ctrl the query stays, and with it the numbers."""
        if not isinstance(row, DoorPerson | DoorUnit):
            return
        if not self.field.keeps:
            self.empty()
        if isinstance(row, DoorPerson):
            self.taken.emit(row)
        else:
            self.opened.emit(row)

    def offer(self, people: Sequence[DoorPerson]) -> None:
        """Ask which of these it is."""
        self.empty()
        self.choice.offer(list(people))
        self._show()

    def empty(self) -> None:
        """Forget what was typed, and what was asked."""
        self.choice.leave()
        self.field.empty()
        self.look()

    @property
    def current(self) -> Row | None:
        """The row highlighted."""
        return self.choice.rows[self.choice.at] if self.choice.rows else None
