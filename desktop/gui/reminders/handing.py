"""How a reminder leaves: onto the clipboard, into the mail program, into files; each is written down."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.domain.reminders import About, Channel, Reminder
from desktop.gui.context import Context
from desktop.gui.widgets.file_choice import PAPERS, ask_for_folder
from desktop.i18n import _, ngettext
from desktop.services import reminders
from desktop.whole_file import write_files

Done = Callable[[], object]


def copy(context: Context, about: About, channel: Channel, row: Reminder, done: Done = lambda: None) -> None:
    """Put the text for the unit on the clipboard."""
    QGuiApplication.clipboard().setText(row.text)
    _log(context, about, channel, [row.unit_id], done)


def write_letter(context: Context, about: About, row: Reminder, done: Done = lambda: None) -> None:
    """Begin a letter in the mail program: the subject goes along, the text lies on the clipboard to be pasted.

    A text in the address would be cut where it is long, by Windows after some 2,000 letters, accents counted six times.
    """
    QGuiApplication.clipboard().setText(row.text)
    subject = " ".join(row.subject.split())
    QDesktopServices.openUrl(QUrl(f"mailto:?subject={bytes(QUrl.toPercentEncoding(subject).data()).decode()}"))
    _log(context, about, Channel.EMAIL, [row.unit_id], done)


def save(
    context: Context,
    parent: QWidget,
    about: About,
    channel: Channel,
    rows: Sequence[Reminder],
    done: Done = lambda: None,
) -> None:
    """A file for each unit, into a folder that is asked for."""
    folder = ask_for_folder(context, _("Folder for the reminders"), PAPERS, parent) if rows else None
    if folder is None:
        return
    files = reminders.files_of(rows, channel)

    def written(_paths: object) -> None:
        _log(context, about, channel, [row.unit_id for row in rows], done)
        words = ngettext("Saved {count} reminder in {folder}.", "Saved {count} reminders in {folder}.", len(rows))
        context.feedback.say_saved(folder, words.format(count=len(rows), folder=folder.name))

    context.operations.plain("reminders.save", lambda *_asked: write_files(files, folder), written)


def _log(context: Context, about: About, channel: Channel, unit_ids: Collection[uuid.UUID], done: Done) -> None:
    conference_id = context.conference_id

    def logged(_none: object) -> None:
        done()

    context.operations.write(lambda tx: reminders.log(tx, conference_id, about, channel, unit_ids), done=logged)
