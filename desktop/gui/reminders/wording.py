"""The office's own words for reminders, and what else it says of its tasks."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.documents import fields
from desktop.domain.guide import Topic
from desktop.domain.reminders import About, Channel, Wordings
from desktop.gui.context import Context
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.form import FormDialog, line, note
from desktop.i18n import _
from desktop.services.opening import Transaction
from desktop.services.replies import settings as reply_settings
from desktop.services.tasks import settings as task_settings
from desktop.services.tasks.settings import TaskSettings
from desktop.wording import reminders as words


class WordingDialog(FormDialog):
    """The texts for each way of sending; an emptied field is as the program has it."""

    guide: Topic | None = Topic.REPLIES

    def __init__(self, context: Context, about: About, said: Wordings, title: str = "") -> None:
        super().__init__(context, title or _("Wording of reminders"), _("Save"), columns=1, width=640)
        self._about = about
        self.texts = {channel: note(words.wording(about, channel, said.of(channel))) for channel in Channel}
        self.subject = line(words.subject(about, said.subject))
        for channel in (Channel.ZALO, Channel.EMAIL):
            field = self.texts[channel]
            field.setFixedHeight(field.fontMetrics().height() * 8 + 18)
        hint = _("Filled in: {fields}").format(fields=" ".join(f"{{{name}}}" for name in words.FIELDS[about]))
        self.form.add("zalo", words.channel_text(Channel.ZALO), self.texts[Channel.ZALO], hint=hint)
        self.form.add("subject", _("Subject of the e-mail"), self.subject)
        self.form.add("email", words.channel_text(Channel.EMAIL), self.texts[Channel.EMAIL])
        hint = _("Sent without accents, at most 160 letters.")
        self.form.add("sms", words.channel_text(Channel.SMS), self.texts[Channel.SMS], hint=hint)

    def _said(self) -> dict[str, str]:
        """What differs from the program's own words, which an update may better."""
        told = {str(channel): field.toPlainText().strip() for channel, field in self.texts.items()}
        usual = {str(channel): words.wording(self._about, channel, "") for channel in Channel}
        told["subject"], usual["subject"] = self.subject.text().strip(), words.subject(self._about, "")
        return {name: "" if text == usual[name] else text for name, text in told.items()}

    def submit(self) -> None:
        """Keep them for the conference."""
        conference_id, said = self.context.conference_id, Wordings(**self._said())
        self.take(lambda tx: reply_settings.keep(tx, conference_id, said))


class TaskWordingDialog(WordingDialog):
    """The same for tasks, with what is soon and the kinds of tasks."""

    guide = Topic.TASKS

    def __init__(self, context: Context, said: TaskSettings) -> None:
        super().__init__(context, About.TASKS, said, _("Wording of reminders and kinds of tasks"))
        self.kinds, self.soon_days = note(said.kinds), line(str(said.soon_days))
        self.form.add("soon_days", _("Due soon: so many last days"), self.soon_days)
        self.form.add("kinds", _("Kinds of tasks, one a line"), self.kinds, hint=_("Empty: as the program has them."))

    def submit(self) -> None:
        """Keep them for the conference."""
        conference_id = self.context.conference_id
        said = TaskSettings(
            soon_days=fields.parse(TaskSettings, "soon_days", self.soon_days.text()),
            kinds=self.kinds.toPlainText(),
            **self._said(),
        )
        self.take(lambda tx: task_settings.keep(tx, conference_id, said))


def change_wording(parent: Dialog, about: About, done: Callable[[], object]) -> None:
    """Read the office's words, then let them be changed; `done` hears that they were."""
    context, conference_id = parent.context, parent.context.conference_id

    def read(tx: Transaction) -> Wordings:
        if about is About.TASKS:
            return task_settings.kept(tx, conference_id)
        return reply_settings.kept(tx, conference_id)

    def show(said: Wordings) -> None:
        dialog = (
            TaskWordingDialog(context, said) if isinstance(said, TaskSettings) else WordingDialog(context, about, said)
        )
        dialog.accepted.connect(done)
        dialog.open()

    parent.read_once(read, show)
