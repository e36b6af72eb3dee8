"""Two attendees who are one person: both side by side, field by field, and one record in the end."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt

from desktop.domain.areas import Area
from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.joining import Both, Side
from desktop.domain.people import AttendeeState, AttendeeView
from desktop.gui.attendees.both import headings, pairs, taken
from desktop.gui.context import Context
from desktop.gui.widgets.both_sides import BothSides
from desktop.gui.widgets.both_sides import Side as Which
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.layout import button, caption, column, grow, heading, holder, muted, plain
from desktop.i18n import _, ngettext
from desktop.services import joining
from desktop.services.opening import Transaction
from desktop.wording import joining as joining_words


def open_join(context: Context, first_id: uuid.UUID, second_id: uuid.UUID) -> JoinDialog:
    """Show the two side by side; the first is proposed to stay."""
    dialog = JoinDialog(context, first_id, second_id)
    dialog.open()
    return dialog


class JoinDialog(Dialog):
    """Enter joins the right one into the left one; nothing of either is lost."""

    guide = Topic.JOINING

    def __init__(self, context: Context, first_id: uuid.UUID, second_id: uuid.UUID) -> None:
        super().__init__(context, _("Join two people"), size=(860, 600))
        self._ids = (first_id, second_id)
        self._both: Both | None = None
        self._joining = False
        self.sides = BothSides(context.theme)
        self.stands_as, self.of_both = plain(role="warning"), muted()
        said = holder(column(self.stands_as, self.of_both))
        swap = button(_("S&wap"), self.swap, tip=_("The other one stays"))
        foot, self.join_button = self.buttons(swap, accept=_("&Join into one"), slot=self.join)
        keys = caption(_("↑ ↓ field · 1 2 side · Enter joins · Esc leaves"))
        about = muted(
            _(
                "The left one stays. Marks, certificates and printed papers of both are kept, and either badge opens the record. It can be undone."
            )
        )
        parts = (heading(_("Join two people")), about, self.banner, grow(self.sides), said, keys, foot)
        self.lay_out(*parts, margins=WIDE)
        self.sides.settled.connect(self.join)
        self.sides.setFocus(Qt.FocusReason.OtherFocusReason)
        self.follow(Area.ATTENDEES, Area.ATTENDANCE, Area.DOCUMENTS)

    def reload(self) -> None:
        """Read both again. Meanwhile the button stays as it is, and the keyboard on it: an older state is refused."""
        self.read_record(lambda tx: joining.compare(tx, *self._ids), self._take, self._cannot)

    def _take(self, both: Both) -> None:
        sides = (both.first.attendee, both.second.attendee)
        removed = next((each.full_name for each in sides if each.state == AttendeeState.REMOVED), None)
        if removed is not None:  # or joined elsewhere
            self._cannot(InvalidInput("joining.removed", name=removed))
        elif not self.join_button.isEnabled() and not self._joining:
            self.join_button.setEnabled(True)
            self.banner.tell("")
        if both == self._both:
            return
        same = self._both is not None and self._both.first.attendee.id == both.first.attendee.id
        picks = self.sides.picks() if same else None
        self._both = both
        self._show(both, picks)
        self.of_both.setText(_kept(both))
        self.of_both.setVisible(bool(self.of_both.text()))

    def _show(self, both: Both, picks: Mapping[str, Which] | None) -> None:
        first, second = both.first.attendee, both.second.attendee
        self.sides.show_sides(headings(first, second), pairs(first, second, both.questions), picks)
        self.stands_as.setText(joining_words.stands_as(both) if first.state != second.state else "")
        self.stands_as.setVisible(bool(self.stands_as.text()))

    def _cannot(self, error: Exception) -> bool:
        """Say at once that the two can be joined no more; the keyboard stays on what is still shown."""
        if self.join_button.hasFocus():
            self.sides.setFocus(Qt.FocusReason.OtherFocusReason)
        self.join_button.setEnabled(False)
        return super().refuse(error)

    def swap(self) -> None:
        """The other one stays; what was chosen stays chosen."""
        both = self._both
        if both is None:
            return
        others = {name: Which(3 - side) for name, side in self.sides.picks().items()}
        self._ids = (self._ids[1], self._ids[0])
        self._both = replace(both, first=both.second, second=both.first)
        self._show(self._both, others)
        self.sides.setFocus(Qt.FocusReason.OtherFocusReason)

    def join(self) -> None:
        """Make them one."""
        both = self._both
        if both is None or self._joining or not self.join_button.isEnabled():
            return
        keep, gone = both.first.attendee, both.second.attendee
        take = taken(self.sides.picks())
        self._joining = True
        self.banner.tell("")

        def work(tx: Transaction) -> object:
            return joining.join(tx, keep.id, gone.id, take=take, versions=(keep.version, gone.version))

        self.context.operations.write(work, done=lambda _kept: self._joined(), failed=self.refuse)

    def _joined(self) -> None:
        if not self.gone:
            self.accept()

    def refuse(self, error: Exception) -> bool:
        self._joining = False
        if not self.gone:
            self.reload()  # as they are now
        return super().refuse(error)


def _kept(both: Both) -> str:
    """What is kept of both, in one line."""

    def of_both(count: Callable[[Side], int]) -> int:
        return count(both.first) + count(both.second)

    marks, certificates = of_both(lambda side: side.marks), of_both(lambda side: side.certificates)
    sheets, cards = of_both(lambda side: side.sheets), of_both(lambda side: side.cards)
    parts = (
        ngettext("{count} mark", "{count} marks", marks).format(count=marks) if marks else "",
        ngettext("{count} certificate", "{count} certificates", certificates).format(count=certificates)
        if certificates
        else "",
        ngettext("lines on {count} sheet", "lines on {count} sheets", sheets).format(count=sheets) if sheets else "",
        ngettext("{count} printed card", "{count} printed cards", cards).format(count=cards) if cards else "",
    )
    kept = " · ".join(filter(None, parts))
    return _("Kept of both: {what}.").format(what=kept) if kept else ""


def stays_first(row: AttendeeView) -> tuple[bool, int, str]:
    """Of two who are one, who is proposed to stay comes first: who is expected, was not a walk-in, came first."""
    return row.state == AttendeeState.CANCELLED, len(row.code), row.code
