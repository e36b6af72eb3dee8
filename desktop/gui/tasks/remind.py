"""Reminders of units with overdue tasks: the text for each, to be copied or saved, and the office's own wording."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.domain.file_names import unique_stems
from desktop.domain.guide import Topic
from desktop.domain.reminders import About, Channel, Reminder
from desktop.gui.context import Context
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.form import FormDialog, choice, line, note
from desktop.gui.widgets.layout import STRETCH, button, column, grow, heading, holder, muted, plain, scroll, splitter
from desktop.gui.widgets.rows import Column, RowsModel
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext
from desktop.services import reminders
from desktop.services.opening import Transaction
from desktop.services.tasks import settings
from desktop.whole_file import write_files
from desktop.wording import reminders as words

_FOLDER = "papers.folder"


def _columns() -> list[Column[Reminder]]:
    return [
        Column("unit", lambda: _("Unit"), lambda row: row.unit, 220, stretches=True),
        Column(
            "before",
            lambda: _("Reminders"),
            lambda row: str(row.before) if row.before else "–",
            120,
            numeric=True,
        ),
    ]


class RemindDialog(Dialog):
    """Those who are late, and what each is told."""

    guide = Topic.TASKS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Remind units with overdue tasks"), size=(960, 560))
        self.channel = choice([(words.channel_text(each), each) for each in Channel])
        self.channel.setAccessibleName(_("How the reminder goes"))
        self.fact = muted()
        self.model: RowsModel[Reminder] = RowsModel(_columns(), self)
        self.table = Table(context, "tasks.remind", self.model, _("Units with overdue tasks"))
        self.text = plain(selectable=True)
        self.text.setAccessibleName(_("Text of the reminder"))
        area = scroll(column(self.text, STRETCH), sideways=False, spoken=_("Text of the reminder"))
        self.copy_button = button(_("&Copy the text"), self.copy)
        self.wording_button = button(_("Change the &wording…"), self._change_wording)
        foot, self.save_button = self.buttons(
            self.copy_button, self.wording_button, accept=_("&Save for all…"), slot=self.save, default=False
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
        conference_id, channel = self.context.conference_id, self._channel
        self.read_once(lambda tx: reminders.for_late_tasks(tx, conference_id, channel), self._take)

    def _take(self, found: list[Reminder]) -> None:
        self.table.replace(found)
        self.table.select_first()
        count = len(found)
        text = ngettext("{count} unit has overdue tasks.", "{count} units have overdue tasks.", count)
        self.fact.setText(text.format(count=count) if found else _("No task is overdue: nobody has to be reminded."))
        for each in (self.copy_button, self.save_button):
            each.setEnabled(bool(found))
        self._show_text()

    def _show_text(self) -> None:
        row: Reminder | None = self.table.current()
        subject = f"{row.subject}\n\n" if row is not None and row.subject else ""
        self.text.setText(f"{subject}{row.text}" if row is not None else "")

    def copy(self) -> None:
        """Put the text for the unit on the clipboard, and write down that it was reminded."""
        row: Reminder | None = self.table.current()
        if row is None:
            return
        QGuiApplication.clipboard().setText(row.text)
        self._log([row])
        self.banner.tell(
            _("Copied for {unit}: {which}.").format(unit=row.unit, which=words.before_text(row.before)), "good"
        )

    def save(self) -> None:
        """A file for each unit, into a folder."""
        rows, channel, context = self.model.rows(), self._channel, self.context
        kept = context.remembered(_FOLDER)
        start = kept if isinstance(kept, str) else str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, _("Folder for the reminders"), start)
        if not chosen or not rows:
            return
        context.remember(_FOLDER, chosen)
        folder = Path(chosen)
        stems = unique_stems(words.file_stem(row.unit) for row in rows)
        files = [
            (f"{stem}{reminders.ending(channel)}", reminders.file_of(row, channel))
            for stem, row in zip(stems, rows, strict=True)
        ]

        def done(_written: object) -> None:
            self._log(rows)
            words_done = ngettext(
                "Saved {count} reminder in {folder}.", "Saved {count} reminders in {folder}.", len(rows)
            )
            context.feedback.say_saved(folder, words_done.format(count=len(rows), folder=folder.name))

        context.operations.plain(f"{self.read_key}.save", lambda *_asked: write_files(files, folder), done)

    def _log(self, rows: list[Reminder]) -> None:
        conference_id, channel, ids = self.context.conference_id, self._channel, [row.unit_id for row in rows]
        self.context.operations.write(
            lambda tx: reminders.log(tx, conference_id, About.TASKS, channel, ids), done=lambda _none: self.reload()
        )

    def _change_wording(self) -> None:
        conference_id = self.context.conference_id

        def show(said: settings.TaskSettings) -> None:
            dialog = WordingDialog(self.context, said)
            dialog.accepted.connect(self.reload)
            dialog.open()

        self.read_once(lambda tx: settings.kept(tx, conference_id), show)


class WordingDialog(FormDialog):
    """The office's own words, what is soon, and its kinds of tasks; an empty field is as the program has it."""

    guide = Topic.TASKS

    def __init__(self, context: Context, said: settings.TaskSettings) -> None:
        super().__init__(context, _("Wording of reminders and kinds of tasks"), _("Save"), columns=1, width=640)
        self.zalo, self.subject, self.email = note(said.zalo), line(said.subject), note(said.email)
        self.sms, self.kinds, self.soon_days = note(said.sms), note(said.kinds), line(str(said.soon_days))
        for field, channel in ((self.zalo, Channel.ZALO), (self.email, Channel.EMAIL), (self.sms, Channel.SMS)):
            field.setPlaceholderText(words.wording(channel, ""))
        self.subject.setPlaceholderText(words.subject(""))
        hint = _("Filled in: {fields}").format(fields=" ".join(f"{{{name}}}" for name in words.FIELDS))
        self.form.add("zalo", words.channel_text(Channel.ZALO), self.zalo, hint=hint)
        self.form.add("subject", _("Subject of the e-mail"), self.subject)
        self.form.add("email", words.channel_text(Channel.EMAIL), self.email)
        self.form.add(
            "sms", words.channel_text(Channel.SMS), self.sms, hint=_("Sent without accents, at most 160 letters.")
        )
        self.form.add("soon_days", _("Due soon: so many last days"), self.soon_days)
        self.form.add("kinds", _("Kinds of tasks, one a line"), self.kinds, hint=_("Empty: as the program has them."))

    def submit(self) -> None:
        """Keep them for the conference."""
        from desktop.domain.documents import fields

        conference_id = self.context.conference_id
        said = settings.TaskSettings(
            soon_days=fields.parse(settings.TaskSettings, "soon_days", self.soon_days.text()),
            kinds=self.kinds.toPlainText(),
            zalo=self.zalo.toPlainText(),
            subject=self.subject.text(),
            email=self.email.toPlainText(),
            sms=self.sms.toPlainText(),
        )

        def work(tx: Transaction) -> None:
            settings.keep(tx, conference_id, said)

        self.take(work)


def open_reminders(context: Context) -> RemindDialog:
    """Remind those who are late."""
    dialog = RemindDialog(context)
    dialog.open()
    return dialog
