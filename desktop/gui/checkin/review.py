"""What is to be looked at: attendances that desks left in doubt, and units typed at the door that the directory does not know."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.areas import Area
from desktop.domain.attendance import Doubt, DoubtfulAttendance, Mark, live, says_status
from desktop.domain.errors import AppError
from desktop.domain.people import AttendeeView
from desktop.gui.checkin.attendance_log import open_log
from desktop.gui.context import Context
from desktop.gui.feedback import Banner
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog_parts import button_row, resize_within, roomy_rows
from desktop.i18n import _, ngettext
from desktop.services import attendance, attendees
from desktop.services.opening import Transaction
from desktop.wording import attendance as words
from desktop.wording import error as error_words
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


class ReviewDialog(QDialog):
    """The list at the left; what can be done about the one chosen at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self.context = context
        self.entries: list[Entry] = []
        self._gone = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("To review"))
        resize_within(self, context.theme, 980, 520)
        self.banner = Banner(context.theme)
        self.list = QTreeWidget()
        roomy_rows(self.list, context.theme)
        self.list.setAccessibleName(_("To review"))
        self.list.setHeaderLabels([_("Full name"), _("Unit"), _("What is odd")])
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.list.setColumnWidth(0, context.theme.px(150))
        self.list.setColumnWidth(2, context.theme.px(130))
        self.list.currentItemChanged.connect(lambda *_items: self._detail())
        self.empty = QLabel(_("✓ Nothing to review: all desks agree, and every unit is known."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.hide()
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.title.setWordWrap(True)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setProperty("role", "muted")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(GRID)
        self.reason_label = QLabel(_("Reason"))
        self.reason_label.setProperty("role", "field")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("for example: wrong person"))
        self.reason.setAccessibleName(_("Reason"))
        self.reason_label.setBuddy(self.reason)
        inner = QWidget()
        inner.setObjectName("plain")
        detail = QVBoxLayout(inner)
        detail.setContentsMargins(0, 0, GRID, 0)
        detail.setSpacing(GRID)
        for widget in (self.title, self.about):
            detail.addWidget(widget)
        detail.addLayout(self._cards)
        detail.addWidget(self.reason_label)
        detail.addWidget(self.reason)
        detail.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        row, _close = button_row(self)
        self.more = QPushButton()
        self.more.setAutoDefault(False)
        self.more.clicked.connect(lambda _checked=False: self._more())
        row.insertWidget(0, self.more)
        sides = QHBoxLayout()
        sides.setSpacing(GRID * 2)
        sides.addWidget(self.list, 5)
        sides.addWidget(self._area, 4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        whole.setSpacing(GRID + 4)
        whole.addWidget(self.banner)
        whole.addWidget(self.empty, 1)
        whole.addLayout(sides, 1)
        whole.addLayout(row)
        context.operations.changed.connect(self._on_changed)
        self._load()

    @property
    def _key(self) -> str:
        return f"look_at.{id(self)}"

    def done(self, result: int) -> None:
        """Leave; an answer on its way finds nobody."""
        self._gone = True
        self.context.operations.forget(self._key)
        super().done(result)

    # -- reading --------------------------------------------------------------------------------------------------

    def _on_changed(self, areas: frozenset[Area]) -> None:
        if not self._gone and areas & {Area.ATTENDANCE, Area.ATTENDEES, Area.UNITS, Area.CONNECTION}:
            self._load()

    def _load(self) -> None:
        conference = self.context.conference_id
        organizer = self.context.operations.database.role == "organizer"

        def work(tx: Transaction) -> list[Entry]:
            found: list[Entry] = [*attendance.to_review(tx, conference)]
            if organizer:  # a desk may not read the attendees' own list
                people = attendees.list_attendees(tx, conference)
                found += [_UnknownUnit(each) for each in people if each.review == UNKNOWN_UNIT]
            return found

        self.context.operations.read(self._key, work, self._show, self._refuse)

    def _show(self, entries: Sequence[Entry]) -> None:
        before = self.current()
        place = self._place()
        self.entries = list(entries)
        self.list.blockSignals(True)
        self.list.clear()
        for entry in self.entries:
            if isinstance(entry, DoubtfulAttendance):
                texts = [entry.full_name, entry.unit, _short(entry.doubt)]
            else:
                texts = [entry.attendee.full_name, entry.attendee.unit, _("unknown unit")]
            item = QTreeWidgetItem(self.list, texts)
            for column, text in enumerate(texts):
                item.setToolTip(column, text)
        again = next((n for n, entry in enumerate(self.entries) if _key(entry) == _key(before)), None)
        if self.entries:
            row = again if again is not None else max(0, min(place, len(self.entries) - 1))
            self.list.setCurrentIndex(self.list.model().index(row, 0))
        self.list.blockSignals(False)
        for widget in (self.list, self._area):
            widget.setVisible(bool(self.entries))
        self.empty.setVisible(not self.entries)
        words = ngettext("To review: {count} line", "To review: {count} lines", len(self.entries))
        self.setWindowTitle(words.format(count=len(self.entries)) if self.entries else _("To review"))
        self._detail()

    def current(self) -> Entry | None:
        """The entry highlighted."""
        place = self._place()
        return self.entries[place] if 0 <= place < len(self.entries) else None

    def _place(self) -> int:
        return self.list.currentIndex().row()

    # -- the one chosen -------------------------------------------------------------------------------------------

    def _detail(self) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
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
        card = QFrame()
        card.setObjectName("card")
        said = QLabel(what(mark))
        said.setProperty("role", "field")
        said.setWordWrap(True)
        parts = [desk_text(mark.desk), words.method(mark.method)]
        parts.append(_("recorded {time}").format(time=moment_text(mark.recorded_at, seconds=True)))
        if mark.reason:
            parts.append(reason(mark.reason))
        about = QLabel(" · ".join(parts))
        about.setProperty("role", "caption")
        about.setWordWrap(True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(said)
        text.addWidget(about)
        row = QHBoxLayout(card)
        row.setContentsMargins(GRID + 4, GRID, GRID, GRID)
        row.addLayout(text, 1)
        if settles:
            keep = QPushButton(_("Keep the first") if first and entry.doubt == "twice" else _("Keep this"))
            keep.setProperty("primary", first)
            keep.setAccessibleName(f"{keep.text()}: {what(mark)}")
            keep.setAutoDefault(False)
            keep.clicked.connect(lambda _checked=False: self.settle(entry, mark.id))
            row.addWidget(keep)
        return card

    def settle(self, entry: DoubtfulAttendance, mark_id: uuid.UUID) -> None:
        """Keep one mark; the others are taken back with the reason."""
        reason = self.reason.text().strip()
        self._area.setEnabled(False)

        def done(_count: int, _pending: bool) -> None:
            if self._gone:
                return
            self._area.setEnabled(True)
            self.reason.clear()
            self._load()

        self.context.operations.write_or_queue(
            lambda tx: attendance.keep_only(
                tx,
                training_session_id=entry.session_id,
                attendee_id=entry.attendee_id,
                mark_id=mark_id,
                reason=reason,
            ),
            done=done,
            failed=self._refuse,
        )

    def _more(self) -> None:
        entry = self.current()
        if isinstance(entry, DoubtfulAttendance) and entry.doubt == Doubt.OFF_THE_LIST:
            ids = [entry.attendee_id]
            self.context.operations.write(lambda tx: attendance.reinstate(tx, ids), failed=self._refuse)
        elif isinstance(entry, DoubtfulAttendance):
            open_log(self.context, entry.session_id, entry.attendee_id)
        elif entry is not None:
            self.accept()
            self.context.go("attendees", review=True, select=entry.attendee.id)

    def _refuse(self, error: Exception) -> bool:
        if self._gone:
            return False
        self._area.setEnabled(True)
        if not isinstance(error, AppError):
            return False
        self.banner.tell(error_words(error), "bad")
        return True


def _key(entry: Entry | None) -> object:
    if isinstance(entry, DoubtfulAttendance):
        return entry.session_id, entry.attendee_id
    return entry.attendee.id if entry is not None else None


def _short(doubt: str) -> str:
    """The doubt in the two words of a list."""
    if doubt == "twice":
        return _("let in twice")
    return _("contradiction") if doubt == "contradiction" else words.doubt(doubt)
