"""The bin: conferences that were removed, restored whole or erased for good."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.domain.areas import Area
from desktop.domain.bin import BinnedConference
from desktop.domain.guide import Topic
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE
from desktop.gui.widgets.layout import button, grow, heading, muted
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.i18n import _
from desktop.services import binned
from desktop.wording import bin as words
from desktop.wording.formats import date_text, dates_text

if TYPE_CHECKING:
    from desktop.gui.context import Context


def show_bin(context: Context) -> BinDialog:
    """Open the bin."""
    dialog = BinDialog(context)
    dialog.open()
    return dialog


def remove_conference(context: Context) -> None:
    """Put the open conference into the bin, after a question that tells what is in it."""
    conference = context.conference
    if conference is None:
        return

    def ask(question: str) -> None:
        if context.feedback.ask(_("Remove the conference"), question, _("Remove"), danger=True):
            context.operations.write(lambda tx: binned.remove(tx, conference.id))

    context.operations.read(
        "conference.remove",
        lambda tx: words.remove_question(conference.title, binned.contents(tx, conference.id)),
        ask,
    )


class BinDialog(ListDialog[BinnedConference]):
    """What is in the bin, the longest there first."""

    guide = Topic.BIN

    def __init__(self, context: Context) -> None:
        headings = [_("Conference"), _("Can be restored"), _("Removed on"), _("What is in it"), _("Dates")]
        super().__init__(
            context,
            _("Bin"),
            list_of(context.theme, _("Removed conferences"), headings, stretch=0),
            size=(960, 420),
            empty=_("The bin is empty."),
        )
        self.restore_button = button(_("&Restore"), self.restore)
        self.erase_button = button(_("&Erase for good…"), self.erase)
        self.list.itemActivated.connect(lambda *_item: self.restore())
        foot, _close = self.buttons(self.restore_button, self.erase_button)
        told = _("A removed conference stays here for 30 days and is restored whole. Nothing is erased by itself.")
        self.lay_out(
            heading(_("Bin")),
            muted(told),
            self.banner,
            self.empty,
            grow(self.list),
            foot,
            margins=WIDE,
            spacing=GRID + 4,
        )
        self.follow(Area.CONFERENCES)

    def reload(self) -> None:
        """Read what is in the bin."""
        self.read_record(binned.in_bin, self.show_rows)

    def texts(self, row: BinnedConference) -> list[str]:
        return [
            row.title,
            words.kept(row, dt.date.today()),
            date_text(row.removed_at.astimezone().date()),
            words.contents(row.contents),
            dates_text(row.starts_on, row.ends_on),
        ]

    def offer(self) -> None:
        for each in (self.restore_button, self.erase_button):
            each.setEnabled(self.current() is not None)

    def restore(self) -> None:
        """Take the conference back and open it."""
        row = self.current()
        if row is None:
            return

        def done(_none: None) -> None:
            self.context.open_conference(row.id)
            if not self.gone:
                self.banner.tell(words.restored(row.title), "good")

        self.context.operations.write(lambda tx: binned.restore(tx, row.id), done=done, failed=self.refuse)

    def erase(self) -> None:
        """Erase it for good, after a question: there is no undo."""
        row, database = self.current(), self.context.operations.database
        if row is None or not self.context.feedback.ask(
            _("Erase for good"), words.erase_question(row), _("Erase"), parent=self, danger=True
        ):
            return

        def clean(_people: int) -> None:
            self.context.operations.plain(
                "bin.clean", lambda _progress, _cancelled: binned.cleaned(database), done, self.tell_error
            )

        def done(cleaned: bool) -> None:
            told = words.erased(row.title, cleaned=cleaned)
            self.context.feedback.say(told)
            if not self.gone:
                self.banner.tell(told, "good" if cleaned else "warn")

        self.context.operations.write(lambda tx: binned.erase(tx, row.id), done=clean, failed=self.refuse)
