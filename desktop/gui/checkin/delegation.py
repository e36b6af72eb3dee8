"""A unit's people who came together: a checklist, and what came of recording it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QTreeWidgetItem

from desktop.domain.attendance import Delegation, DoorPerson
from desktop.domain.finder import DoorUnit, is_in
from desktop.domain.guide import Topic
from desktop.gui.checkin.desk import CheckInEntry
from desktop.gui.checkin.people import DoorData
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE
from desktop.gui.widgets.layout import button, grow, heading, muted
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.i18n import _, ngettext
from desktop.wording.check_in import DeskMessage, delegation_verdict, standing_chip

if TYPE_CHECKING:
    from desktop.gui.checkin.page import AttendancePage

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class Delegations(QObject):
    """Opens the checklist of a unit, and tells what came of it."""

    def __init__(self, page: AttendancePage) -> None:
        super().__init__(page)
        self._page = page
        self._came: Delegation | None = None
        self._told: DeskMessage | None = None
        page.finding.opened.connect(self.open)
        page.desk.delegated.connect(self._answered)
        page.desk.delegation_undone.connect(self._undone)
        page.desk.turned.connect(self._turned)

    def open(self, unit: DoorUnit) -> None:
        """The unit's people, those who are still to come ticked."""
        page = self._page
        if page.desk.role == "viewer" or page.data.session is None:
            return
        dialog = DelegationDialog(page.context, page.data, unit)
        dialog.accepted.connect(lambda: page.desk.let_in_delegation(unit.unit, dialog.chosen()))
        dialog.finished.connect(lambda _result: page.field.listen())
        dialog.open()

    def act(self, action: str) -> bool:
        """A button of the verdict; whether the verdict was a delegation's."""
        page, came = self._page, self._came
        if came is None or page.verdict.verdict is not self._told:
            return False
        rest = [answer.person.id for answer in came.others if answer.person is not None and answer.starts_at]
        if action == "undo":
            page.desk.undo_last()
        elif action == "anyway":
            page.desk.let_in_delegation(came.unit, rest, anyway=True)
        elif action == "instead" and (session := page.clock.instead()) is not None:
            page.choose(session.id)
            page.desk.let_in_delegation(came.unit, rest)
        return True

    def _answered(self, came: Delegation, pending: bool) -> None:
        told = delegation_verdict(came, pending=pending)
        if "anyway" in told.actions and self._page.clock.instead() is not None:
            told = replace(told, actions=("instead", *told.actions))
        self._came = came
        self._tell(told, good=not came.others)

    def _tell(self, told: DeskMessage, *, good: bool | None = None) -> None:
        self._told = told
        self._page.answers.tell(told, good=good)
        self._page.give_back()

    def _turned(self, line: CheckInEntry) -> None:
        """Somebody of it was taken back, or done again, in another way than here: the verdict says what stands."""
        came = self._came
        if came is None or not line.delegation or self._page.verdict.verdict is not self._told:
            return
        stand = {each.mark_id for each in self._page.desk.still_in(line)}
        if not stand:
            self._undone(came.unit, len(came.let_in))
        else:
            answers = tuple(each for each in came.answers if each.mark_id is None or each.mark_id in stand)
            self._tell(delegation_verdict(Delegation(came.unit, answers)))

    def _undone(self, unit: str, count: int) -> None:
        words = ngettext("{unit}: {count} person undone", "{unit}: {count} people undone", count)
        self._tell(DeskMessage("plain", "↶", words.format(unit=unit, count=count)))


class DelegationDialog(ListDialog[DoorPerson]):
    """Space ticks, Enter records all who are ticked. Who is in already, or is not expected, can't be ticked."""

    guide = Topic.DELEGATION

    def __init__(self, context: Context, data: DoorData, unit: DoorUnit) -> None:
        headings = [_("Full name"), _("Position"), _("Attendance")]
        super().__init__(
            context, unit.unit, list_of(context.theme, _("The unit's people"), headings, stretch=0), size=(720, 420)
        )
        self._data = data
        self._ids = [person.id for person in unit.people]
        self._left_out: set[uuid.UUID] = set()
        self.all = button(_("Tick &all"), lambda: self._tick(on=True))
        self.none = button(_("Tick n&one"), lambda: self._tick(on=False))
        foot, self.record_button = self.buttons(self.all, self.none, accept=_("&Record"))
        self.list.itemChanged.connect(self._changed)
        self._arrange(foot)
        data.changed.connect(self._renew)
        self._renew()
        self.list.setFocus()

    def _arrange(self, foot: QHBoxLayout) -> None:
        self.lay_out(
            heading(self.windowTitle()),
            muted(_("Space ticks, Enter records all who are ticked as present. It is one undo.")),
            self.banner,
            grow(self.list),
            foot,
            margins=WIDE,
            spacing=GRID + 4,
        )

    def _renew(self) -> None:
        people = [person for key in self._ids if (person := self._data.finder.get(key)) is not None]
        if not self.gone and people != list(self.rows):
            self.show_rows(people)

    def may_come(self, person: DoorPerson) -> bool:
        """Whether they are simply expected; anything else is decided for one person, at the door."""
        return person.expected and not is_in(person)

    def texts(self, row: DoorPerson) -> list[str]:
        chip = standing_chip(row)
        return [row.full_name, row.position, chip.text if chip else ""]

    def dress(self, item: QTreeWidgetItem, row: DoorPerson) -> None:
        super().dress(item, row)
        if self.may_come(row):
            item.setCheckState(0, _UNCHECKED if row.id in self._left_out else _CHECKED)
            return
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        quiet: QColor = self.context.theme.colour("muted")
        for place in range(item.columnCount()):
            item.setForeground(place, quiet)

    def keep_place(self, before: DoorPerson | None, place: int) -> int:
        """The row stays where it was; the first time the first who can be ticked."""
        if before is not None:
            return place
        return next((place for place, each in enumerate(self.rows) if self.may_come(each)), 0)

    def _changed(self, item: QTreeWidgetItem, _column: int) -> None:
        place = self.list.indexOfTopLevelItem(item)
        if 0 <= place < len(self.rows):
            key = self.rows[place].id
            (self._left_out.discard if item.checkState(0) is _CHECKED else self._left_out.add)(key)
            self.offer()

    def _tick(self, *, on: bool) -> None:
        self._left_out = set() if on else set(self._ids)
        self.show_rows(self.rows)

    def chosen(self) -> list[uuid.UUID]:
        """Who is ticked."""
        return [each.id for each in self.rows if self.may_come(each) and each.id not in self._left_out]

    def offer(self) -> None:
        count = len(self.chosen())
        self.record_button.setEnabled(count > 0)
        text = ngettext("&Record {count} person", "&Record {count} people", count)
        self.record_button.setText(text.format(count=count) if count else _("&Record"))
