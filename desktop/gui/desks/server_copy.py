"""A conference whole: from a file onto the server, and from the server back into a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QProgressBar

from desktop import paths
from desktop.domain.errors import Cancelled
from desktop.domain.guide import Topic
from desktop.domain.people import ConferenceView
from desktop.domain.progress import IsCancelled, Progress
from desktop.domain.sources import is_server, source_name
from desktop.gui.context import Context
from desktop.gui.desks.server_fields import ServerFields
from desktop.gui.operations import Task
from desktop.gui.widgets.elided_box import ElidedBox
from desktop.gui.widgets.form import FormDialog
from desktop.gui.widgets.layout import label
from desktop.i18n import _, ngettext
from desktop.services import conferences
from desktop.services.desks import copying, files
from desktop.services.opening import open_location


class PutDialog(FormDialog):
    """Copies one conference onto a server; the file stays as it is."""

    guide = Topic.DESKS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Put a conference on the server"), _("Put it on the server"))
        self._task: Task | None = None
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.hide()
        self.inside.addWidget(self.bar)
        context.operations.running.connect(self._show_progress)

    def copy(self, words: str) -> None:
        """Run `work` beside the window, showing how far it is."""
        self.hold()
        self.bar.setRange(0, 0)
        self.bar.show()
        self._task = self.context.operations.plain("server.copy", self.work, self._copied, self._failed, title=words)

    def work(self, progress: Progress, cancelled: IsCancelled) -> copying.Copied:
        """What copies; on a thread of its own."""
        raise NotImplementedError

    def reject(self) -> None:
        """Leave; while copying: stop it, and nothing of it stays."""
        if self._task is not None:
            self.context.operations.cancel(self._task)
        else:
            super().reject()

    def _show_progress(self, task: Task | None) -> None:
        if task is not None and task is self._task:
            done, total = task.progress
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _failed(self, error: Exception) -> bool:
        self._task = None
        self.bar.hide()
        if isinstance(error, Cancelled):
            self.release()
            return True
        return self.refuse(error)

    def _copied(self, copied: copying.Copied) -> None:
        self._task = None
        self.release()
        self.accept()
        self.finished_with(copied)

    def finished_with(self, copied: copying.Copied) -> None:
        """Say that it is there."""
        raise NotImplementedError


class PutFromFile(PutDialog):
    """The window shows a file: its open conference goes onto a server that is named here."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        assert context.conference is not None
        self._conference = context.conference
        stored = context.remembered("recent")
        known = (
            [text for text in stored if isinstance(text, str) and is_server(text)] if isinstance(stored, list) else []
        )
        self.server = ServerFields(next(iter(known), ""))
        self.form.hide()
        self.form = self.server.form
        self.inside.insertWidget(0, label(_of(self._conference), "field", wrap=True))
        self.inside.insertWidget(1, self.server)
        self.server.begin()
        self._location = ""

    def submit(self) -> None:
        """Name the server, keep its password, and begin."""
        self._location = self.server.location()
        self.server.keep_password()
        self.copy(_("Copying to {server}…").format(server=source_name(self._location)))

    def work(self, progress: Progress, cancelled: IsCancelled) -> copying.Copied:
        path = self.context.operations.database.path
        assert path is not None
        server = open_location(self._location, desk=self.context.operations.database.desk)
        try:
            return copying.copy_in(server, path, str(self._conference.id), _stoppable(progress, cancelled))
        finally:
            server.close()

    def finished_with(self, copied: copying.Copied) -> None:
        shell, location = self.context.shell, self._location
        self.context.feedback.say(
            _sentence(copied, source_name(location)),
            _("Open the server"),
            lambda: shell.open_data(location),
        )


class PutFromServer(PutDialog):
    """The window shows a server: a conference of some file goes onto it."""

    def __init__(self, context: Context, path: Path, found: list[ConferenceView]) -> None:
        super().__init__(context)
        self._path = path
        self.which = ElidedBox()
        for conference in found:
            self.which.addItem(_of(conference), str(conference.id))
        self.form.add("conference", _("Conference in {file}").format(file=path.name), self.which, wide=True)

    def submit(self) -> None:
        """Begin."""
        self.copy(_("Copying to {server}…").format(server=source_name(self.context.location)))

    def work(self, progress: Progress, cancelled: IsCancelled) -> copying.Copied:
        server = self.context.operations.database
        return copying.copy_in(server, self._path, str(self.which.currentData()), _stoppable(progress, cancelled))

    def finished_with(self, copied: copying.Copied) -> None:
        self.context.feedback.say(_sentence(copied, source_name(self.context.location)))
        self.context.open_conference(copied.conference_id)


def put_on_server(context: Context) -> PutFromFile | None:
    """From a file's window its open conference, made first; from a server's window one of a file chosen here."""
    if not is_server(context.location):
        if context.conference is None:
            context.run("conference.new")
            return None
        dialog = PutFromFile(context)
        dialog.open()
        return dialog
    kinds = _("Data files ({pattern})").format(pattern="*.db")
    title = _("Choose the data file that holds the conference")
    name, _kind = QFileDialog.getOpenFileName(context.window, title, str(paths.data_folder()), kinds)
    if name:
        path = Path(name)
        context.operations.plain(
            "server.copy.look",
            lambda _progress, _cancelled: _conferences_of(path),
            lambda found: _choose(context, path, found),
            title=_("Reading {file}…").format(file=path.name),
        )
    return None


def _choose(context: Context, path: Path, found: list[ConferenceView]) -> None:
    if found:
        PutFromServer(context, path, found).open()
    else:
        context.feedback.warn(_("There is no conference in {file}.").format(file=path.name))


def _conferences_of(path: Path) -> list[ConferenceView]:
    with files.opened_copy(path) as database:
        return database.read(conferences.list_conferences)


def fetch_from_server(context: Context) -> None:
    """Copy the open conference into a data file, one that is there or a new one."""
    conference = context.conference
    if conference is None:
        return
    name, _kind = QFileDialog.getSaveFileName(
        context.window,
        _("Fetch the conference into a file"),
        str(paths.data_folder() / f"hoi-nghi-{conference.code}.db"),
        _("Data files ({pattern})").format(pattern="*.db"),
        options=QFileDialog.Option.DontConfirmOverwrite,  # the conference is put into a file that is there
    )
    if not name:
        return
    target = Path(name) if Path(name).suffix else Path(name).with_suffix(".db")
    server = context.operations.database
    key = str(conference.id)

    def done(copied: copying.Copied) -> None:
        sentence = _sentence(copied, target.name)
        context.feedback.say(sentence, _("Open the file"), lambda: context.shell.open_data(target))

    context.operations.plain(
        "server.copy",
        lambda progress, cancelled: copying.copy_out(server, target, key, _stoppable(progress, cancelled)),
        done,
        title=_("Copying to {server}…").format(server=target.name),
    )


def _stoppable(progress: Progress, cancelled: IsCancelled) -> Progress:
    """Progress that ends the work, with nothing written, once it was cancelled."""

    def told(done: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        progress(done, total)

    return told


def _of(conference: ConferenceView) -> str:
    people = ngettext("{count} attendee", "{count} attendees", conference.attendee_count)
    return f"{conference.title} · {people.format(count=conference.attendee_count)}"


def _sentence(copied: copying.Copied, where: str) -> str:
    return _("Copied “{title}” to {where}: attendees {people}, marks {marks}.").format(
        title=copied.title, where=where, people=copied.attendees, marks=copied.marks
    )
