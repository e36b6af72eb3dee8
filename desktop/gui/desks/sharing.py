"""The server that this program runs for other desks, as the window's start, change of data and end see it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import wording
from desktop.domain.errors import AppError
from desktop.domain.sources import is_server
from desktop.gui.context import Context
from desktop.i18n import _
from desktop.services.serving import running, where
from desktop.wording.serving import clashes_text

if TYPE_CHECKING:
    from desktop.services.opening import Database
    from desktop.services.serving.office import Clash
    from desktop.services.serving.serving import Serving

_begun: list[Serving] = []
"""The server whose desks are to be shown with its window."""
_clashes: list[Clash] = []
"""What both the shared server and the data file had edited, to be told with the window of the data file."""
_failed: list[AppError] = []
"""Why the server of a shared conference was not started just now."""


def begun(made: Serving) -> str:
    """A conference was just shared: its window opens with the desks; where that is, with the password."""
    _begun[:] = [made]
    return made.address


def instead_of(location: str | Path, parent: QWidget | None) -> str | Path:
    """The server that holds the shared conference of this data file, started again where need be; else the location.

    Where it can't be started, or another program runs it, the file can be looked at; `tell` says why. Raises AppError when
    nobody can tell whether the conference is at the server.
    """
    if is_server(location):
        return location
    made = running.active()
    if not where.is_readable():
        _put_right(made, Path(location), parent)
    if where.out_of(location) is None:
        return location
    from desktop.gui.wait_dialog import wait_for
    from desktop.services.serving import serving  # most starts need none of it

    try:
        if made is None:
            made = wait_for(
                serving.resume,
                _("The conference is shared with other desks: its server is starting again…"),
                unwanted=lambda late: late.pause() if late is not None else None,
                parent=parent,
            )
    except AppError as error:
        _failed[:] = [error]
    return made.address if made is not None else location


def _put_right(made: Serving | None, path: Path, parent: QWidget | None) -> None:
    """Note anew where the shared conference is. Raises AppError, Cancelled."""
    if made is not None:  # who runs the server knows it
        made.at.save()
        return
    from desktop.gui.wait_dialog import wait_for
    from desktop.services.serving import finding

    words = _("Looking for the conference that is shared with other desks…")
    wait_for(lambda: finding.put_right(path), words, unwanted=lambda _none: None, parent=parent)


def file_of(location: str) -> str:
    """What the next start opens: the data file of the shared conference in place of this program's server."""
    made = running.active()
    return str(made.at.file) if made is not None and made.shows(location) else location


def shown(context: Context) -> Serving | None:
    """This program's server, when the window shows it."""
    made = running.active()
    return made if made is not None and made.shows(context.location) else None


def tell(context: Context, when_ready: Callable[[Callable[[], object]], object]) -> None:
    """Show the desks once a conference has just been shared; after a start say that they are being waited for.

    `when_ready` takes what is to be done once the window shows its data.
    """
    feedback, made = context.feedback, shown(context)
    if told := clashes_text(_clashes):
        _clashes.clear()
        when_ready(lambda: feedback.warn(told))
    try:
        out = where.load() if made is None else None
    except AppError as error:  # behind a server of another's
        unreadable, out = error, None
        when_ready(lambda: feedback.show_error(unreadable))
    if made is not None and made in _begun:
        _begun.clear()
        when_ready(lambda: context.run("desks.panel"))
    elif made is not None:
        sentence = _("“{title}” is shared with other desks: they find this computer again by themselves.")
        words = sentence.format(title=made.at.title)
        when_ready(lambda: feedback.offer(words, _("Desks"), lambda: context.run("desks.panel")))
    elif out is not None and not is_server(context.location) and where.same_file(out.file, Path(context.location)):
        errors = [*_failed, AppError("conference.at_server", title=out.title)]
        when_ready(lambda: feedback.warn(" ".join(wording.error(each) for each in errors)))
    elif out is not None and out.file.exists() and running.active() is None:
        sentence = _("“{title}” ({file}) is shared with other desks: they wait until it is open again.")
        told, file = sentence.format(title=out.title, file=out.file.name), out.file
        when_ready(lambda: feedback.offer(told, _("Open it"), lambda: context.shell.open_data(file)))
    _failed.clear()


def end(window: QWidget, database: Database | None = None) -> tuple[Path, AppError | None]:
    """Bring the conference back while the window waits; its data file, and why it is at the server still.

    What this window's own `database` has not sent yet is sent first; it is closed in any case.
    """
    from desktop.gui.wait_dialog import wait_out
    from desktop.services.desks.server_database import ServerDatabase

    made = running.active()
    assert made is not None

    def work() -> object:
        try:
            if isinstance(database, ServerDatabase) and database.send():
                waits = [each for each in database.waiting() if not each.code]
                if waits:
                    raise AppError("serving.entries_wait", count=len(waits))
        finally:
            if database is not None:
                database.close()
        return made.end()

    try:
        wait_out(work, _("The conference goes back into its data file…"), window)
    except AppError as error:
        return made.at.file, error
    _clashes[:] = made.clashes
    return made.at.file, None


def pause() -> None:
    """The program ends: the server with it, and the conference waits there for the next start."""
    made = running.active()
    if made is not None:
        made.pause()
