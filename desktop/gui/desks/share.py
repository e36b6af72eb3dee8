"""Sharing a conference with other desks: one button makes this computer the server, and the conference moves there."""

from __future__ import annotations

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QProgressBar

from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.people import ConferenceView
from desktop.domain.progress import IsCancelled, Progress
from desktop.domain.sources import is_server
from desktop.gui.context import Context
from desktop.gui.desks import sharing
from desktop.gui.operations import Task
from desktop.gui.widgets.form import FormDialog, choice, line
from desktop.gui.widgets.layout import label, muted
from desktop.i18n import _
from desktop.services import encryption
from desktop.services.serving import addresses, running, serving, where
from desktop.services.serving.serving import Serving
from desktop.wording.formats import attendees_text


def share_conference(context: Context) -> object:
    """Ask how to share the open conference; where one is shared already, show its desks."""
    made = running.active()
    if is_server(context.location):
        return context.run("desks.panel")
    if made is not None:
        context.shell.open_data(sharing.begun(made))
        return None
    if not where.is_readable() or where.out_of(context.location) is not None:  # a start could not: once more
        context.shell.open_data(context.location)
        return None
    dialog = ShareDialog(context)
    dialog.open()
    return dialog


class ShareDialog(FormDialog):
    """Where the desks find this computer; all else the program knows by itself."""

    guide = Topic.DESKS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Attendance at many desks"), _("Begin"), width=600)
        self._conference = conference = context.conference
        assert conference is not None
        self._task: Task | None = None
        self._explain(conference)
        self.host = choice([])
        self.port = line("", _("chosen by itself"))
        self.port.setValidator(QIntValidator(1, 65535, self.port))
        hint = _("The number of this computer in the network that the laptops are in.")
        self.form.add("host", _("Address of this computer"), self.host, hint=hint)
        self.form.add("port", _("Port"), self.port, hint=_("Only if your network asks for a certain one."))
        self.bar = self._add_bar()
        self.save_button.setEnabled(False)
        context.operations.running.connect(self._show_progress)
        # A network that is out of order may make the system think for seconds.
        context.operations.plain(self.read_key, lambda _progress, _cancelled: addresses.here(), self._offer)

    def _offer(self, here: tuple[str, ...]) -> None:
        for each in here:
            self.host.addItem(each, each)
        self.save_button.setEnabled(bool(here))
        if here:
            self.save_button.setFocus()
        else:
            words = _("This computer is in no network: connect it to the Wi-Fi or the switch that the laptops use.")
            self.banner.tell(words, "warn")

    def _explain(self, conference: ConferenceView) -> None:
        what = _(
            "This computer becomes the server for “{title}” ({people}). Other laptops join it by a code, check people in at "
            "the same time and see each other's marks at once."
        ).format(title=conference.title, people=attendees_text(conference.attendee_count))
        then = _(
            "Meanwhile the conference stands on this server; when you end it, it goes back into the data file, with every "
            "mark. Leave this computer on and the program open."
        )
        self.inside.insertWidget(0, label(what, wrap=True))
        self.inside.insertWidget(1, muted(then))
        path = self.context.operations.database.path
        if path is not None and encryption.is_encrypted(path):
            secret = _(
                "The data file is encrypted; what stands on the server meanwhile is not. It is removed at the end."
            )
            self.inside.insertWidget(2, muted(secret))

    def _add_bar(self) -> QProgressBar:
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setAccessibleName(_("Progress"))
        bar.hide()
        self.inside.addWidget(bar)
        return bar

    def submit(self) -> None:
        """Begin; the window of the server opens when it is there."""
        context, conference = self.context, self._conference
        assert conference is not None
        database, host, port = context.operations.database, str(self.host.currentData()), int(self.port.text() or 0)
        if port and port < 1024:
            raise InvalidInput("serving.low_port", field="port", port=str(port))
        self.hold()
        self.bar.setRange(0, 0)
        self.bar.show()

        def work(progress: Progress, _cancelled: IsCancelled) -> Serving:
            return serving.begin(database, conference.id, conference.title, host=host, port=port, progress=progress)

        title = _("Sharing “{title}” with other desks…").format(title=conference.title)
        self._task = context.operations.plain("serving.begin", work, self._begun, self._failed, title=title)

    def _show_progress(self, task: Task | None) -> None:
        if task is not None and task is self._task:
            done, total = task.progress
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _begun(self, made: Serving) -> None:
        self.release()
        self.accept()
        self.context.shell.open_data(sharing.begun(made))

    def _failed(self, error: Exception) -> bool:
        self._task = None
        self.bar.hide()
        return self.refuse(error)
