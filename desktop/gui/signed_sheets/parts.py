"""Beside a signed sheet's rows: where paper and door differ, and the names on its blank lines."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.domain.names import fold
from desktop.domain.signed_sheet import KnownPerson, PaperRow, Settle, WalkIn
from desktop.gui.signed_sheets.draft import PaperDraft
from desktop.gui.signed_sheets.table import door_text, name_text
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import button, caption, column, grow, holder, label, link, plain, restyle, row
from desktop.gui.widgets.pick_box import PickBox
from desktop.i18n import _
from desktop.wording import attendance as words

_NOBODY = uuid.UUID(int=0)


class Differences(QWidget):
    """Each line where the door says something else, with two buttons; nothing is chosen beforehand."""

    settled = Signal(int, str)
    """A line's number and whose word counts."""
    all_settled = Signal(str)
    """Whose word counts on all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[int, _Difference] = {}
        self.all_paper = button(_("Signed sheet counts for all"), partial(self.all_settled.emit, "paper"))
        self.all_door = button(_("Door counts for all"), partial(self.all_settled.emit, "door"))
        buttons = FlowLayout(spacing=GRID)
        for each in (self.all_paper, self.all_door):
            buttons.addWidget(each)
        self._all = holder(buttons)
        self._column = column(self._all, on=self)

    def show_draft(self, draft: PaperDraft) -> None:
        """Show the lines that differ now; a line's card stays as long as it differs."""
        differing = {row.number: row for row in draft.differing()}
        for number in [number for number in self.cards if number not in differing]:
            gone = self.cards.pop(number)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._all.setVisible(len(differing) > 1)
        for place, (number, line) in enumerate(sorted(differing.items()), start=1):
            if number not in self.cards:
                fresh = self.cards[number] = _Difference(number)
                fresh.chosen.connect(self.settled)
                self._column.insertWidget(place, fresh)
            self.cards[number].say(line, draft)
        self.setVisible(bool(differing))


class _Difference(QFrame):
    chosen = Signal(int, str)

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setProperty("tone", "warn")
        self._name, self._words = plain(role="field"), plain()
        self.paper = button(_("Signed sheet counts"), partial(self.chosen.emit, number, "paper"))
        self.door = button(_("Door counts"), partial(self.chosen.emit, number, "door"))
        buttons = FlowLayout(spacing=GRID)
        for each in (self.paper, self.door):
            each.setCheckable(True)
            buttons.addWidget(each)
        edges = (GRID + 2, GRID, GRID + 2, GRID)
        column(self._name, self._words, buttons, on=self, spacing=GRID // 2, margins=edges)

    def say(self, row: PaperRow, draft: PaperDraft) -> None:
        """The line's two words, and which of them counts."""
        name = _("No. {number} {name}").format(number=row.number, name=name_text(row))
        told = _("Signed sheet: {paper}. Door: {door}.").format(
            paper=words.status(draft.status(row.number)), door=door_text(row)
        )
        self._name.setText(name)
        self._words.setText(told)
        by = draft.settle.get(row.number)
        for each, which, spoken in (
            (self.paper, "paper", _("{name}: the signed sheet counts")),
            (self.door, "door", _("{name}: the door counts")),
        ):
            each.setChecked(by == which)
            each.setProperty("primary", by == which)
            restyle(each)
            each.setAccessibleName(spoken.format(name=name))
            each.setAccessibleDescription(told)
        self.setProperty("tone", "info" if by else "warn")
        restyle(self)


class BlankLines(QWidget):
    """The lines under the printed names: name and unit, registered when the sheet is saved."""

    changed = Signal()
    _SPARE = 2

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._numbers: itertools.chain[int] = itertools.chain(())
        self._others = Others(())
        self._units: Sequence[str] = ()
        self.lines: list[BlankLine] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        for place, text in ((1, _("Full name")), (2, _("Unit"))):
            self._grid.addWidget(caption(text, wrap=False), 0, place)

    def show_sheet(self, draft: PaperDraft, units: Sequence[str]) -> None:
        """The sheet's own blank lines, and as many under them as are needed."""
        for line in self.lines:
            line.remove()
        self.lines = []
        self._others, self._units = Others(draft.sheet.others), units
        self._numbers = itertools.chain(draft.sheet.lines, itertools.count(draft.sheet.last + 1))
        self._grow()

    def _grow(self) -> None:
        filled = max((place for place, line in enumerate(self.lines, start=1) if line.walk_in()), default=0)
        while len(self.lines) < filled + self._SPARE:
            line = BlankLine(next(self._numbers), self._others, self._units)
            line.changed.connect(self._on_changed)
            line.put(self._grid, 2 * len(self.lines) + 1)
            self.lines.append(line)

    def _on_changed(self) -> None:
        self._grow()
        self.changed.emit()

    def typed(self) -> dict[int, WalkIn]:
        """What stands in the lines, by their numbers."""
        return {line.number: found for line in self.lines if (found := line.walk_in()) is not None}


class Others:
    """Who of the conference may have signed on a blank line, by id and by name."""

    def __init__(self, people: Sequence[KnownPerson]) -> None:
        self.by_id = {each.attendee_id: each for each in people}
        self.by_name = {fold(each.full_name): each for each in reversed(people)}
        self.offered = people if len(people) <= _MOST_OFFERED else ()
        """For a list to choose from; a whole name is found among any number."""


_MOST_OFFERED = 500


class BlankLine(QWidget):
    """One line's fields; the widget itself holds what stands under them."""

    changed = Signal()

    def __init__(self, number: int, others: Others, units: Sequence[str]) -> None:
        super().__init__()
        self.number = number
        self._others = others
        self._taken: KnownPerson | None = None
        """Whom somebody said it is."""
        self.label = label(str(number))
        self.name, self.unit = PickBox(open_ended=True), PickBox(open_ended=True)
        self.name.offer([(f"{each.full_name} – {each.unit}", each.attendee_id) for each in others.offered], _NOBODY)
        self.unit.offer([(name, name) for name in units], "")
        for box, text in (
            (self.name, _("Name on line {number}")),
            (self.unit, _("Unit on line {number}")),
        ):
            box.setAccessibleName(text.format(number=number))
            box.setMinimumContentsLength(8)
            box.setStyleSheet("QComboBox::drop-down { width: 0; } QComboBox::down-arrow { image: none; }")
            box.editTextChanged.connect(lambda _text: self._on_typed())
            box.picked.connect(self._on_typed)
        self._told = plain(role="caption")
        self.mine = link(_("It is this person"), self._take_namesake)
        row(grow(self._told), self.mine, on=self, spacing=None, margins=(0, 0, 0, GRID // 2))
        self.hide()

    def put(self, grid: QGridLayout, row: int) -> None:
        """Stand in two rows of the grid."""
        grid.addWidget(self.label, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.name, row, 1)
        grid.addWidget(self.unit, row, 2)
        grid.addWidget(self, row + 1, 1, 1, 2)

    def remove(self) -> None:
        """Go away."""
        for part in (self.label, self.name, self.unit, self):
            part.hide()
            part.deleteLater()

    def walk_in(self) -> WalkIn | None:
        """What was typed; None for an empty line."""
        known = self._person()
        if known is not None:
            return WalkIn(self.number, known.full_name, known.unit, known.attendee_id)
        name, unit = self.name.text(), self.unit.text()
        return WalkIn(self.number, name, unit) if name or unit else None

    def _person(self) -> KnownPerson | None:
        if self._taken is not None and self.name.text() == self._taken.full_name:
            return self._taken
        value = self.name.value()
        return self._others.by_id.get(value) if isinstance(value, uuid.UUID) else None

    def _namesake(self) -> KnownPerson | None:
        return self._others.by_name.get(fold(self.name.text()))

    def _take_namesake(self) -> None:
        self._taken = self._namesake()
        if self._taken is not None:
            self.name.setEditText(self._taken.full_name)
        self._on_typed()

    def _on_typed(self) -> None:
        known, namesake = self._person(), self._namesake()
        self.unit.setEnabled(known is None)
        told = ""
        if known is not None:
            told = _("Registered already: marked, not registered again.")
        elif namesake is not None:
            told = _("{name} of {unit} is registered already.").format(name=namesake.full_name, unit=namesake.unit)
        self._told.setText(told)
        self.mine.setVisible(known is None and namesake is not None)
        self.setVisible(bool(told))
        self.changed.emit()


def settle_of(word: str) -> Settle:
    """The word of a button."""
    return "paper" if word == "paper" else "door"
