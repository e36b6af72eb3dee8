"""Arrivals noted at the wrong session, moved to the right one: those outside its times are ticked, anyone can be."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTreeWidgetItem

from desktop.domain.areas import Area
from desktop.domain.door_times import opening
from desktop.domain.guide import Topic
from desktop.domain.people import SessionView
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE
from desktop.gui.widgets.elided_box import ElidedBox
from desktop.gui.widgets.form import choose
from desktop.gui.widgets.layout import button, grow, heading, muted, row
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.i18n import _, ngettext
from desktop.services import agenda, attendance
from desktop.services.attendance import Arrival, Moved
from desktop.services.opening import Transaction
from desktop.wording import attendance as words
from desktop.wording.formats import clock_text, desk_text, short_date_text, start_text

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked

_WIDTHS = {0: 140, 1: 190, 3: 80}
"""Columns, in pixels at 100 % text."""


class MoveArrivals(ListDialog[Arrival]):
    """The arrivals of a session, the last first; those ticked go to another session with their times.

    Those that came when the session was closed are ticked at first.
    """

    guide = Topic.DOOR

    def __init__(self, context: Context, session: SessionView, to: uuid.UUID | None = None) -> None:
        headings = [_("Arrived"), _("Full name"), _("Unit"), _("Desk")]
        super().__init__(
            context,
            _("Move arrivals to another session"),
            list_of(context.theme, _("Arrivals"), headings, stretch=2, widths=_WIDTHS),
            size=(760, 520),
            empty=_("Nobody came in at this session."),
        )
        self._session, self._to = session, to
        self._ticked: dict[uuid.UUID, bool] = {}
        self.target = ElidedBox()
        self.target.setAccessibleName(_("Session where they belong"))
        self.target.activated.connect(lambda _place: self.offer())
        self.all = button(_("Tick &all"), lambda: self._tick(on=True))
        self.none = button(_("Tick n&one"), lambda: self._tick(on=False))
        foot, self.move_button = self.buttons(self.all, self.none, accept=_("&Move"), slot=self._move)
        self.list.itemChanged.connect(self._changed)
        self._arrange(foot)
        self.follow(Area.ATTENDANCE, Area.ATTENDEES, Area.AGENDA)

    def _arrange(self, foot: QHBoxLayout) -> None:
        words = _("Tick who belongs to another session than “{session}”. Their times stay as they are.")
        self.lay_out(
            heading(self.windowTitle()),
            muted(words.format(session=self._session.title)),
            self.banner,
            row(muted(_("Move to:")), grow(self.target)),
            self.empty,
            grow(self.list),
            foot,
            margins=WIDE,
            spacing=GRID + 4,
        )

    def reload(self) -> None:
        """Read the arrivals and the other sessions."""
        session, conference = self._session, self.context.conference_id

        def work(tx: Transaction) -> tuple[list[Arrival], list[SessionView]]:
            return attendance.arrivals(tx, session.id), agenda.list_sessions(tx, conference)

        self.read_record(work, self._show)

    def _show(self, known: tuple[list[Arrival], list[SessionView]]) -> None:
        found, sessions = known
        early = dt.timedelta(minutes=self.context.settings.door_opens)
        opens, closes = opening(self._session.starts_at, self._session.ends_at, early)
        for arrival in found:
            self._ticked.setdefault(arrival.attendee_id, not opens <= arrival.mark.at <= closes)
        chosen = self.target.currentData() or self._to
        self.target.clear()
        for each in sessions:
            if each.id != self._session.id:
                self.target.addItem(f"{start_text(each.starts_at)} · {each.title}", each.id)
        if chosen is not None:
            choose(self.target, chosen)
        self.show_rows(found)

    def texts(self, row: Arrival) -> list[str]:
        at = row.mark.at.astimezone()
        return [f"{clock_text(at)} {short_date_text(at.date())}", row.full_name, row.unit, desk_text(row.mark.desk)]

    def dress(self, item: QTreeWidgetItem, row: Arrival) -> None:
        super().dress(item, row)
        item.setCheckState(0, _CHECKED if self._ticked.get(row.attendee_id) else _UNCHECKED)

    def _changed(self, item: QTreeWidgetItem, _column: int) -> None:
        place = self.list.indexOfTopLevelItem(item)
        if 0 <= place < len(self.rows):
            self._ticked[self.rows[place].attendee_id] = item.checkState(0) is _CHECKED
            self.offer()

    def _tick(self, *, on: bool) -> None:
        self._ticked = {each.attendee_id: on for each in self.rows}
        self.show_rows(self.rows)

    def chosen(self) -> Sequence[uuid.UUID]:
        """Whom the ticks name."""
        return [each.attendee_id for each in self.rows if self._ticked.get(each.attendee_id)]

    def offer(self) -> None:
        count = len(self.chosen())
        self.move_button.setEnabled(count > 0 and self.target.currentData() is not None)
        text = ngettext("&Move {count} arrival", "&Move {count} arrivals", count)
        self.move_button.setText(text.format(count=count) if count else _("&Move"))

    def _move(self) -> None:
        here, to, chosen = self._session.id, self.target.currentData(), self.chosen()
        self.context.operations.write(
            lambda tx: attendance.move(tx, here, to, chosen), done=self._done, failed=self.refuse
        )

    def _done(self, done: Moved) -> None:
        if self.gone:
            return
        if not done.left:
            self.accept()
            return
        arrival, why = done.left[0]
        text = ngettext(
            "{count} stays here: {name} ({why}).", "{count} stay here, among them {name} ({why}).", len(done.left)
        )
        self.banner.tell(text.format(count=len(done.left), name=arrival.full_name, why=words.not_moved(why)))
