"""server copy-in | copy-out: a conference whole, between a data file and the server."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.commands import output
from desktop.i18n import _
from desktop.services.desks import copying
from desktop.services.desks.copying import Copied
from desktop.services.opening import Database


def copy_in(database: Database, given: argparse.Namespace) -> int:
    """From a data file to the server."""
    with output.progress(_("Copying to the server")) as progress:
        copied = copying.copy_in(database, Path(given.source), given.conference, progress)
    return _told(copied, given, _("On the server: {code} {title} ({attendees} attendees, {marks} marks)"))


def copy_out(database: Database, given: argparse.Namespace) -> int:
    """From the server to a data file."""
    with output.progress(_("Copying to the file")) as progress:
        copied = copying.copy_out(database, Path(given.target), given.conference, progress)
    if copied.kept is not None and not given.json:
        output.say(_("The file as it was before is kept as {file}.").format(file=copied.kept.name))
    return _told(copied, given, _("In the file: {code} {title} ({attendees} attendees, {marks} marks)"))


def _told(copied: Copied, given: argparse.Namespace, sentence: str) -> int:
    if given.json:
        output.document(
            {
                "id": str(copied.conference_id),
                "title": copied.title,
                "code": copied.code,
                "attendees": copied.attendees,
                "marks": copied.marks,
                "kept": str(copied.kept) if copied.kept else None,
            }
        )
    else:
        output.result(
            sentence.format(code=copied.code, title=copied.title, attendees=copied.attendees, marks=copied.marks)
        )
    return 0
