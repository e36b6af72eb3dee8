"""Who is to be reminded, and the text for each, to be copied, opened as a letter or saved for all."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from desktop.domain.guide import Topic
from desktop.domain.reminders import About, Channel, Reminder
from desktop.gui.context import Context
from desktop.gui.reminders import handing
from desktop.gui.reminders.wording import change_wording
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.form import choice
from desktop.gui.widgets.layout import STRETCH, button, column, grow, heading, holder, muted, plain, scroll, splitter
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext
from desktop.services import reminders
from desktop.wording import reminders as words


def _columns() -> list[TableColumn[Reminder]]:
    return [
        TableColumn("unit", lambda: _("Unit"), lambda row: row.unit, 220, stretches=True),
        TableColumn(
            "before", lambda: _("Reminders"), lambda row: str(row.before) if row.before else "–", 120, numeric=True
        ),
    ]


def _title(about: About) -> str:
    return _("Remind units of their reply") if about is About.REPLY else _("Remind units with overdue tasks")


def _fact(about: About, count: int) -> str:
    if about is About.REPLY:
        if not count:
            return _("No unit is late or short: nobody has to be reminded.")
        return ngettext("{count} unit is to be reminded.", "{count} units are to be reminded.", count).format(
            count=count
        )
    if not count:
        return _("No task is overdue: nobody has to be reminded.")
    return ngettext("{count} unit has overdue tasks.", "{count} units have overdue tasks.", count).format(count=count)


class RemindDialog(Dialog):
    """Those who are late, and what each is told; `unit_ids`: only these, also those who have time left."""

    guide = Topic.REPLIES

    def __init__(self, context: Context, about: About, unit_ids: Collection[uuid.UUID] = ()) -> None:
        super().__init__(context, _title(about), size=(960, 560))
        if about is About.TASKS:
            self.guide = Topic.TASKS
        self._about, self._unit_ids = about, tuple(unit_ids)
        self.channel = choice([(words.channel_text(each), each) for each in Channel])
        self.channel.setAccessibleName(_("How the reminder goes"))
        self.fact = muted()
        self.model: RowsModel[Reminder] = RowsModel(_columns(), self)
        self.table = Table(context, "tasks.remind", self.model, _("Units to be reminded"))
        self.text = plain(selectable=True)
        self.text.setAccessibleName(_("Text of the reminder"))
        area = scroll(column(self.text, STRETCH), sideways=False, spoken=_("Text of the reminder"))
        self.copy_button = button(_("&Copy the text"), self.copy)
        self.letter_button = button(_("Write an &e-mail"), self.write_letter)
        self.wording_button = button(_("Change the &wording…"), self._change_wording)
        foot, self.save_button = self.buttons(
            self.copy_button,
            self.letter_button,
            self.wording_button,
            accept=_("&Save for all…"),
            slot=self.save,
            default=False,
        )
        parts = splitter(self.table, holder(column(grow(area))), sizes=(420, 500))
        self.lay_out(heading(self.windowTitle()), self.channel, self.fact, self.banner, grow(parts), foot)
        self.channel.currentIndexChanged.connect(lambda _place: self.reload())
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_text())
        self.reload()

    @property
    def _channel(self) -> Channel:
        return Channel(str(self.channel.currentData()))

    def reload(self) -> None:
        """Read who is late."""
        conference_id, about, channel, unit_ids = self.context.conference_id, self._about, self._channel, self._unit_ids
        self.read_once(
            lambda tx: reminders.made(tx, conference_id, about, channel, unit_ids=unit_ids, early=bool(unit_ids)),
            self._take,
        )

    def _take(self, found: list[Reminder]) -> None:
        before: Reminder | None = self.table.current()
        self.table.replace(found)
        there = [row.unit_id for row in found]
        if before is not None and before.unit_id in there:
            self.table.selectRow(there.index(before.unit_id))
        else:
            self.table.select_first()
        self.fact.setText(_fact(self._about, len(found)))
        for each in (self.copy_button, self.save_button):
            each.setEnabled(bool(found))
        self.letter_button.setEnabled(bool(found) and self._channel is Channel.EMAIL)
        self._show_text()

    def _show_text(self) -> None:
        row: Reminder | None = self.table.current()
        subject = f"{row.subject}\n\n" if row is not None and row.subject else ""
        self.text.setText(f"{subject}{row.text}" if row is not None else "")

    def copy(self) -> None:
        """Put the text for the unit on the clipboard, and write down that it was reminded."""
        row: Reminder | None = self.table.current()
        if row is not None:
            handing.copy(self.context, self._about, self._channel, row, self.reload)
            self._say(_("Copied for {unit}: {which}."), row)

    def write_letter(self) -> None:
        """Begin a letter in the mail program, and write down that the unit was reminded."""
        row: Reminder | None = self.table.current()
        if row is not None:
            handing.write_letter(self.context, self._about, row, self.reload)
            self._say(_("A letter to {unit} is open: paste the text into it ({which})."), row)

    def _say(self, text: str, row: Reminder) -> None:
        self.banner.tell(text.format(unit=row.unit, which=words.before_text(row.before)), "good")

    def save(self) -> None:
        """A file for each unit, into a folder."""
        handing.save(self.context, self, self._about, self._channel, self.model.rows(), self.reload)

    def _change_wording(self) -> None:
        change_wording(self, self._about, self.reload)


def open_reminders(context: Context, about: About, unit_ids: Collection[uuid.UUID] = ()) -> RemindDialog:
    """Remind those who are late."""
    dialog = RemindDialog(context, about, unit_ids)
    dialog.open()
    return dialog
