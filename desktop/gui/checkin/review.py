"""What is to be looked at: attendances that desks left in doubt, and units typed at the door that the directory does not know."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from desktop.domain.areas import Area
from desktop.domain.attendance import Doubt, DoubtfulAttendance, Mark, live, says_status
from desktop.domain.people import AttendeeView
from desktop.gui.checkin.attendance_log import open_log
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.form import line
from desktop.gui.widgets.layout import (
    STRETCH,
    button,
    card,
    column,
    empty,
    field_name,
    grow,
    heading,
    label,
    muted,
    plain,
    row,
    scroll,
)
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.i18n import _, ngettext
from desktop.services import attendance, attendees
from desktop.services.opening import Transaction
from desktop.wording import attendance as words
from desktop.wording.attendance_log import what
from desktop.wording.formats import desk_text, moment_text
from desktop.wording.signed_sheets import reason

UNKNOWN_UNIT = "unit.missing"


def open_review(context: Context) -> ReviewDialog:
    """Show what should be looked at."""
    dialog = ReviewDialog(context)
    dialog.open()
    return dialog


@dataclass(frozen=True, slots=True)
class _UnknownUnit:
    """Somebody whose unit was typed at the door."""

    attendee: AttendeeView


Entry = DoubtfulAttendance | _UnknownUnit


def disputed(entry: DoubtfulAttendance) -> list[Mark]:
    """The marks that stand against each other, the earliest first."""
    standing = live(entry.marks)
    said = [mark for mark in standing if says_status(mark)]
    said = [mark for mark in said if mark.method != "rest"] or said
    return sorted(said, key=lambda mark: (mark.at, mark.id.bytes))


class ReviewDialog(ListDialog[Entry]):
    """The list at the left; what can be done about the one chosen at the right."""

    def __init__(self, context: Context) -> None:
        headings = [_("Full name"), _("Unit"), _("What is odd")]
        view = list_of(context.theme, _("To review"), headings, stretch=1, widths={0: 150, 2: 130})
        super().__init__(context, _("To review"), view, size=(980, 520))
        self.empty = label(_("✓ Nothing to review: all desks agree, and every unit is known."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.hide()
        self.title, self.about = heading(wrap=True), muted()
        self._cards = column()
        self.reason = line("", _("for example: wrong person"))
        self.reason.setAccessibleName(_("Reason"))
        self.reason_label = field_name(_("Reason"), self.reason)
        detail = (self.title, self.about, self._cards, self.reason_label, self.reason, STRETCH)
        self._area = scroll(column(*detail, margins=(0, 0, GRID, 0)), sideways=False)
        self.more = button("", self._more)
        sides = row(grow(self.list, 5), grow(self._area, 4), spacing=GRID * 2)
        self.lay_out(self.banner, grow(self.empty), grow(sides), self.buttons(self.more)[0], spacing=GRID + 4)
        self.follow(Area.ATTENDANCE, Area.ATTENDEES, Area.UNITS, Area.CONNECTION)

    def reload(self) -> None:
        """Read again what is to review."""
        conference = self.context.conference_id
        organizer = self.context.operations.database.role == "organizer"

        def work(tx: Transaction) -> list[Entry]:
            found: list[Entry] = [*attendance.to_review(tx, conference)]
            if organizer:  # a desk may not read the attendees' own list
                people = attendees.list_attendees(tx, conference)
                found += [_UnknownUnit(each) for each in people if each.review == UNKNOWN_UNIT]
            return found

        self.read_record(work, self.show_rows)

    def show_rows(self, rows: Sequence[Entry]) -> None:
        super().show_rows(rows)
        self._area.setVisible(bool(rows))
        words = ngettext("To review: {count} line", "To review: {count} lines", len(rows))
        self.setWindowTitle(words.format(count=len(rows)) if rows else _("To review"))

    def texts(self, row: Entry) -> list[str]:
        if isinstance(row, DoubtfulAttendance):
            return [row.full_name, row.unit, _short(row.doubt)]
        return [row.attendee.full_name, row.attendee.unit, _("unknown unit")]

    def keep_place(self, before: Entry | None, place: int) -> int:
        return next((n for n, entry in enumerate(self.rows) if _key(entry) == _key(before)), place)

    # -- the one chosen -------------------------------------------------------------------------------------------

    def offer(self) -> None:
        empty(self._cards)
        entry = self.current()
        settles = isinstance(entry, DoubtfulAttendance) and self.context.operations.database.role != "viewer"
        self.more.setVisible(entry is not None)
        self.reason_label.setVisible(settles)
        self.reason.setVisible(settles)
        if entry is None:
            return
        if isinstance(entry, _UnknownUnit):
            self.title.setText(entry.attendee.full_name)
            self.about.setText(
                _(
                    "A walk-in of the unit “{unit}”, which the directory does not have. Choose the right unit for this person, or add the unit to the directory."
                ).format(unit=entry.attendee.unit)
            )
            self.more.setText(_("&Open the attendee"))
            return
        self.title.setText(entry.full_name)
        self.about.setText(f"{entry.session} · {words.doubt(entry.doubt)}")
        self.more.setText(_("Whole &log…"))
        if entry.doubt == Doubt.OFF_THE_LIST:  # the log tells of people on the list
            self.more.setText(_("&Put back on the list"))
            self.more.setVisible(self.context.operations.database.role == "organizer")
        marks = disputed(entry)
        for place, mark in enumerate(marks):
            self._cards.addWidget(self._card(entry, mark, first=place == 0, settles=settles and len(marks) > 1))

    def _card(self, entry: DoubtfulAttendance, mark: Mark, *, first: bool, settles: bool) -> QFrame:
        said = label(what(mark), "field", wrap=True)
        parts = [desk_text(mark.desk), words.method(mark.method)]
        parts.append(_("recorded {time}").format(time=moment_text(mark.recorded_at, seconds=True)))
        if mark.reason:
            parts.append(reason(mark.reason))
        inside = row(
            grow(column(said, plain(" · ".join(parts), "caption"), spacing=2)),
            spacing=None,
            margins=(GRID + 4, GRID, GRID, GRID),
        )
        if settles:
            text = _("Keep the first") if first and entry.doubt == "twice" else _("Keep this")
            settle = partial(self.settle, entry, mark.id)
            inside.addWidget(button(text, settle, primary=first, spoken=f"{text}: {what(mark)}"))
        return card(inside)

    def settle(self, entry: DoubtfulAttendance, mark_id: uuid.UUID) -> None:
        """Keep one mark; the others are taken back with the reason."""
        reason = self.reason.text().strip()
        self._area.setEnabled(False)

        def done(_count: int, _pending: bool) -> None:
            if self.gone:
                return
            self._area.setEnabled(True)
            self.reason.clear()
            self.reload()

        self.context.operations.write_or_queue(
            lambda tx: attendance.keep_only(
                tx,
                training_session_id=entry.session_id,
                attendee_id=entry.attendee_id,
                mark_id=mark_id,
                reason=reason,
            ),
            done=done,
            failed=self.refuse,
        )

    def _more(self) -> None:
        entry = self.current()
        if isinstance(entry, DoubtfulAttendance) and entry.doubt == Doubt.OFF_THE_LIST:
            ids = [entry.attendee_id]
            self.context.operations.write(lambda tx: attendance.reinstate(tx, ids), failed=self.refuse)
        elif isinstance(entry, DoubtfulAttendance):
            open_log(self.context, entry.session_id, entry.attendee_id)
        elif entry is not None:
            self.accept()
            self.context.go("attendees", review=True, select=entry.attendee.id)

    def refuse(self, error: Exception) -> bool:
        if not self.gone:
            self._area.setEnabled(True)
        return super().refuse(error)


def _key(entry: Entry | None) -> object:
    if isinstance(entry, DoubtfulAttendance):
        return entry.session_id, entry.attendee_id
    return entry.attendee.id if entry is not None else None


def _short(doubt: str) -> str:
    """The doubt in the two words of a list."""
    if doubt == "twice":
        return _("let in twice")
    return _("contradiction") if doubt == "contradiction" else words.doubt(doubt)
