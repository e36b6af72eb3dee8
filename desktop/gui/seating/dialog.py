"""Who sits where: the room drawn from above, people moved by drag and drop or by the keyboard, each step undoable."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from desktop import wording
from desktop.domain.areas import Area
from desktop.domain.errors import AppError
from desktop.domain.guide import Topic
from desktop.domain.seating import FillReport, Place, Room, Seating, Unseated
from desktop.gui import icons
from desktop.gui.context import Context
from desktop.gui.seating.fill import FillDialog
from desktop.gui.seating.seat_view import SeatView
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.layout import button, grow
from desktop.i18n import _, ngettext
from desktop.services import journal, seating
from desktop.services.opening import Transaction
from desktop.wording import seating as words

_NAMES = 8
"""So many names are told; of the others how many."""


def open_seating(context: Context) -> SeatingDialog:
    """Arrange the seats of the open conference."""
    dialog = SeatingDialog(context)
    dialog.open()
    return dialog


class SeatingDialog(Dialog):
    """The room at the left; people and the room's own facts at the right."""

    guide = Topic.PAPERS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Arrange the seats"), size=(1320, 720))
        self.seating: Seating | None = None
        self._conference_id = context.conference_id
        self._mine: list[journal.EntryView] = []
        """Journal lines of this dialog, to be undone one by one."""
        self._undone: list[journal.EntryView] = []
        self._writing = 0
        self.view = SeatView(context.theme)
        self.map = self.view.map
        self.undo_button = button(_("&Undo"), self.undo)
        self.undo_button.setEnabled(False)
        printer = icons.icon(context.theme, "printer-outline")
        self.print_button = button(_("&Print the plan…"), self.print_plan, icon=printer)
        foot, self.close_button = self.buttons(self.undo_button, *self.view.zoom_buttons())
        foot.insertWidget(foot.count() - 1, self.print_button)
        self.lay_out(self.view.top(), self.banner, grow(self.view), foot)
        context.operations.wrote.connect(self._on_wrote)
        self._connect()
        self.follow(Area.ATTENDEES, Area.GROUPS, Area.UNITS, Area.DOCUMENTS, Area.CONFERENCES)

    def _connect(self) -> None:
        view = self.view
        view.map.put.connect(self.put)
        view.map.taken_off.connect(self.take_off)
        view.map.menu_wanted.connect(self._menu)
        view.people.taken_off.connect(self.take_off)
        view.room_form.changed.connect(self._save_room)
        view.fill_button.clicked.connect(lambda _checked=False: self.fill())
        view.clear_button.clicked.connect(lambda _checked=False: self.clear())
        keys: tuple[tuple[QKeySequence.StandardKey | str, Callable[[], object]], ...] = (
            (QKeySequence.StandardKey.Undo, self.undo),
            (QKeySequence.StandardKey.Redo, self.redo),
            (QKeySequence.StandardKey.Find, view.look_up),
            ("Ctrl++", lambda: view.zoom(1.2)),
            ("Ctrl+-", lambda: view.zoom(1 / 1.2)),
            ("Ctrl+0", lambda: view.zoom(0)),
        )
        for each, work in keys:
            QShortcut(QKeySequence(each), self).activated.connect(work)
        for key, name in (("B", "blocked"), ("R", "reserved")):
            shortcut = QShortcut(QKeySequence(key), view.map)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda name=name: self.mark(name))

    # -- reading --------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the room and its people again."""
        conference_id = self._conference_id
        self.read_record(lambda tx: seating.seating_of(tx, conference_id), self._show)

    def _show(self, found: Seating) -> None:
        first = self.seating is None
        self.seating = found
        self.view.show_seating(found)
        if first:
            if not found.version:
                self.view.tabs.setCurrentIndex(1)
                self.banner.tell(_("Set the rows and seats of the room, then fill the seats."), "info")
            self.map.setFocus()

    # -- people ---------------------------------------------------------------------------------------------------

    def put(self, attendee_id: uuid.UUID, place: Place) -> None:
        """Put somebody on a seat; whoever sits there takes theirs."""
        known = self.seating
        who = next((each for each in known.people if each.id == attendee_id), None) if known else None
        if known is None or who is None:
            return
        there = known.by_place.get(place)
        label, conference_id, was = known.room.label(place), self._conference_id, who.seat
        instead_of = there.id if there is not None else None
        self._write(lambda tx: seating.move(tx, conference_id, attendee_id, label, was=was, instead_of=instead_of))

    def take_off(self, ids: list[uuid.UUID]) -> None:
        """Leave these people without a seat."""
        known, conference_id = self.seating, self._conference_id
        if known is not None:
            seats = {each.id: each.seat for each in known.people if each.id in ids}
            self._write(lambda tx: seating.take_off(tx, conference_id, seats))

    def clear(self) -> None:
        """Leave everybody without a seat."""
        conference_id = self._conference_id
        self._write(lambda tx: seating.clear(tx, conference_id))

    def fill(self) -> None:
        """Ask how, then put people on seats."""
        known, conference_id = self.seating, self._conference_id
        if known is None:
            return

        def work(form: FillDialog) -> None:
            how, only = form.how(), form.only_unseated()
            self._write(lambda tx: seating.fill(tx, conference_id, how, only_unseated=only), self._filled)

        FillDialog(self.context, self, known, work).open()

    def _filled(self, report: FillReport) -> None:
        given_up = [words.given_up(name) for name in report.given_up]
        if report.left:
            left = ngettext(
                "{count} attendee found no seat: {names}", "{count} attendees found no seat: {names}", len(report.left)
            )
            given_up.append(left.format(count=len(report.left), names=_names(report.left)))
        placed = ngettext("{count} attendee was seated.", "{count} attendees were seated.", report.placed)
        given_up.insert(0, placed.format(count=report.placed))
        self.banner.tell("\n".join(given_up), "warn" if len(given_up) > 1 else "good")
        self.map.setFocus()

    # -- the room -------------------------------------------------------------------------------------------------

    def mark(self, name: str) -> None:
        """Block the selected seats or keep them for guests; those that all are so already are free again."""
        known = self.seating
        if known is None:
            return
        room, chosen = known.room, frozenset(self.map.selected())
        before = room.blocked if name == "blocked" else room.reserved
        after = before - chosen if chosen <= before else before | chosen
        if name == "blocked":
            room = replace(room, blocked=after, reserved=room.reserved - chosen)
        else:
            room = replace(room, reserved=after, blocked=room.blocked - chosen)
        self._keep_room(room, known.name)

    def _toggle_aisle(self, name: str, number: int) -> None:
        known = self.seating
        if known is not None:
            room, aisles = known.room, tuple(sorted(set(getattr(known.room, name)) ^ {number}))
            changed = replace(room, aisles=aisles) if name == "aisles" else replace(room, cross_aisles=aisles)
            self._keep_room(changed, known.name)

    def _save_room(self) -> None:
        wanted = self.view.room_form.wanted()
        if wanted is None:
            return
        if self._writing:
            self.view.room_form.later()
            return
        self._keep_room(*wanted)

    def _keep_room(self, room: Room, name: str) -> None:
        known, conference_id = self.seating, self._conference_id
        if known is None:
            return
        version = known.version
        self.banner.tell("")
        self._run(lambda tx: seating.save_room(tx, conference_id, room, name=name, version=version), self._lost)

    def _lost(self, lost: tuple[Unseated, ...]) -> None:
        if lost:
            told = ngettext(
                "{count} attendee has no seat any more: {names}. Ctrl+Z undoes it.",
                "{count} attendees have no seat any more: {names}. Ctrl+Z undoes it.",
                len(lost),
            )
            self.banner.tell(told.format(count=len(lost), names=_names(lost)), "warn")

    def _menu(self, point: QPoint) -> None:
        known, shown = self.seating, self.map
        if known is None:
            return
        row, column = shown.here
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        who = shown.at(shown.here)
        if who is not None:
            menu.addAction(_("Pick up {name}").format(name=who.full_name), lambda: shown.pick_up(who))
            menu.addAction(_("Take off the seat"), shown.take_off_selected)
            menu.addSeparator()
        blocked = shown.here in known.room.blocked
        reserved = shown.here in known.room.reserved
        menu.addAction(_("Unblock") if blocked else _("Block"), lambda: self.mark("blocked"))
        menu.addAction(
            _("No longer kept for guests") if reserved else _("Keep for guests"), lambda: self.mark("reserved")
        )
        menu.addAction(_("Select the whole row"), lambda: self._select_row(row))
        menu.addSeparator()
        if column + 1 < known.room.columns:
            there = column + 1 in known.room.aisles
            text = _("Close the aisle at the right") if there else _("Aisle at the right")
            menu.addAction(text, lambda: self._toggle_aisle("aisles", column + 1))
        if row + 1 < known.room.rows:
            there = row + 1 in known.room.cross_aisles
            text = _("Close the aisle behind") if there else _("Aisle behind this row")
            menu.addAction(text, lambda: self._toggle_aisle("cross_aisles", row + 1))
        menu.popup(point)

    def _select_row(self, row: int) -> None:
        self.map.go_to((row, 0))
        self.map.go_to((row, self.map.room.columns - 1), extend=True)

    # -- writing --------------------------------------------------------------------------------------------------

    def _write(self, work: Callable[[Any], Any], done: Callable[[Any], None] | None = None) -> None:
        """Do something with people; a room that is only proposed is kept first."""
        known, conference_id = self.seating, self._conference_id
        if known is None:
            return
        self.banner.tell("")

        def whole(tx: Transaction) -> Any:
            if not known.version:
                seating.save_room(tx, conference_id, known.room, name=known.name, version=0)
            return work(tx)

        self._run(whole, done)

    def _run(self, work: Callable[[Any], Any], done: Callable[[Any], None] | None = None) -> None:
        self._writing += 1

        def finished(result: Any) -> None:
            self._writing -= 1
            if done is not None and not self.gone:
                done(result)

        def failed(error: Exception) -> bool:
            self._writing -= 1
            return self.refuse(error)

        self.context.operations.write(work, done=finished, failed=failed)

    def refuse(self, error: Exception) -> bool:
        if self.gone or not isinstance(error, AppError):
            return False
        field = getattr(error, "field", "")
        if not (field and self.view.room_form.refuse(field, wording.error(error))):
            self.banner.tell(wording.error(error), "bad")
        self.reload()
        return True

    def _on_wrote(self, lines: list[journal.EntryView]) -> None:
        mine = [each for each in lines if each.action.startswith("seating.")]
        if mine and not self.gone:
            self._mine += mine
            self._undone.clear()
            self.undo_button.setEnabled(True)

    def undo(self) -> None:
        """Take back the last step made here."""
        self.banner.tell("")
        if self._mine:
            entry = self._mine.pop()
            self.context.operations.undo_entry(entry, lambda _undone: None)
            self._undone.append(entry)
        self.undo_button.setEnabled(bool(self._mine))

    def redo(self) -> None:
        """Do again what was undone last, while nothing else was done since."""
        if not self._undone:
            return
        self._undone.pop()
        self.context.operations.redo_last(lambda undone: self._done_again(undone.entry))

    def _done_again(self, entry: journal.EntryView) -> None:
        self._mine.append(entry)
        self.undo_button.setEnabled(True)

    def print_plan(self) -> None:
        """On to the paper."""
        self.accept()
        self.context.go("printing", document="seat-plan")

    # -- the window -----------------------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Leave; what is on its way is finished, its answer finds nobody."""
        self.view.room_form.apply()
        super().done(result)


def _names(people: tuple[Unseated, ...]) -> str:
    shown = ", ".join(f"{each.full_name} ({each.seat})" if each.seat else each.full_name for each in people[:_NAMES])
    more = len(people) - _NAMES
    return f"{shown} + {more}" if more > 0 else shown
