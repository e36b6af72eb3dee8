"""The server that this program runs for other desks, as the window's start, change of data and end see it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop import wording
from desktop.domain.errors import AppError
from desktop.domain.sources import is_server
from desktop.gui.context import Context
from desktop.gui.wait_dialog import wait_for, wait_out
from desktop.i18n import _
from desktop.services.serving import serving, where
from desktop.services.serving.serving import Serving

_begun: list[Serving] = []
"""The server whose desks are to be shown with its window."""
_failed: list[AppError] = []
"""Why the server of a shared conference was not started just now."""


def begun(made: Serving) -> str:
    """A conference was just shared: its window opens with the desks; where that is, with the password."""
    _begun[:] = [made]
    return made.address


def instead_of(location: str | Path, parent: QWidget | None) -> str | Path:
    """The server that holds the shared conference of this data file, started again where need be; else the location.

    Where it can't be started, or another program runs it, the file can be looked at; `tell` says why.
    """
    if is_server(location) or where.out_of(location) is None:
        return location
    running = serving.active()
    try:
        if running is None:
            running = wait_for(
                serving.resume,
                _("The conference is shared with other desks: its server is starting again…"),
                unwanted=lambda made: made.pause() if made is not None else None,
                parent=parent,
            )
    except AppError as error:
        _failed[:] = [error]
    return running.address if running is not None else location


def file_of(location: str) -> str:
    """What the next start opens: the data file of the shared conference in place of this program's server."""
    running = serving.active()
    return str(running.at.file) if running is not None and running.shows(location) else location


def shown(context: Context) -> Serving | None:
    """This program's server, when the window shows it."""
    running = serving.active()
    return running if running is not None and running.shows(context.location) else None


def tell(context: Context, when_ready: Callable[[Callable[[], object]], object]) -> None:
    """Show the desks once a conference has just been shared; after a start say that they are being waited for.

    `when_ready` takes what is to be done once the window shows its data.
    """
    feedback, running = context.feedback, shown(context)
    elsewhere = where.out_of(context.location) if not is_server(context.location) else None
    if running is not None and running in _begun:
        _begun.clear()
        when_ready(lambda: context.run("desks.panel"))
    elif running is not None:
        sentence = _("“{title}” is shared with other desks: they find this computer again by themselves.")
        words = sentence.format(title=running.at.title)
        when_ready(lambda: feedback.offer(words, _("Desks"), lambda: context.run("desks.panel")))
    elif elsewhere is not None:
        errors = [*_failed, AppError("conference.at_server", title=elsewhere.title)]
        when_ready(lambda: feedback.warn(" ".join(wording.error(each) for each in errors)))
    _failed.clear()


def end(window: QWidget) -> tuple[Path, AppError | None]:
    """Bring the conference back while the window waits; its data file, and why it is at the server still."""
    running = serving.active()
    assert running is not None
    try:
        wait_out(running.end, _("The conference goes back into its data file…"), window)
    except AppError as error:
        return running.at.file, error
    return running.at.file, None


def pause() -> None:
    """The program ends: the server with it, and the conference waits there for the next start."""
    running = serving.active()
    if running is not None:
        running.pause()
