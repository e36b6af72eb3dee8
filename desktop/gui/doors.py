"""Everything that opens over the pages, by name. Each opener imports its dialog when it is first asked for.

An action whose door is missing here is not shown.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desktop.domain.attendance import DoorPerson
from desktop.gui.context import Context

Opener = Callable[..., Any]


def _new_conference(context: Context) -> object:
    from desktop.gui.conferences.conference import new_conference

    return new_conference(context)


def _edit_conference(context: Context) -> object:
    from desktop.gui.conferences.conference import edit_conference

    return edit_conference(context)


def _copy_conference(context: Context) -> object:
    from desktop.gui.conferences.conference import copy_conference

    return copy_conference(context)


def _letterhead(context: Context) -> object:
    from desktop.gui.papers.letterhead import open_letterhead

    return open_letterhead(context)


def _document_template(context: Context, name: str = "") -> object:
    from desktop.gui.papers.template_editor import open_template_editor

    return open_template_editor(context, name)


def _remove_conference(context: Context) -> None:
    from desktop.gui.conferences.conference import remove_conference

    remove_conference(context)


def _groups(context: Context) -> object:
    from desktop.gui.conferences.groups import show_groups

    return show_groups(context)


def _import(context: Context, paths: Sequence[Path] = ()) -> object:
    from desktop.gui.importing.wizard import open_import

    return open_import(context, paths)


def _import_clipboard(context: Context) -> object:
    from desktop.gui.importing.wizard import open_import_clipboard

    return open_import_clipboard(context)


def _imports(context: Context) -> object:
    from desktop.gui.importing.history import open_history

    return open_history(context)


def _export(context: Context) -> object:
    from desktop.gui.attendees.export import export_attendees

    return export_attendees(context)


def _backup(context: Context) -> None:
    from desktop.gui.desks.backup import save_copy

    save_copy(context)


def _template(context: Context) -> object:
    from desktop.gui.attendees.registration_form import open_registration_form

    return open_registration_form(context)


def _print(context: Context) -> None:
    """Ctrl+P: to the attendance sheet on the page of documents; pressed at a document, to the printer."""
    page = context.window.page
    if page is not None and "print" in page.commands:
        page.commands["print"]()
    else:
        context.go("printing", document="attendance-sheet")


def _paper_entry(context: Context, number: int | None = None, column: int | None = None) -> object:
    from desktop.gui.signed_sheets.entry import open_paper_entry

    return open_paper_entry(context, number, column)


def _preferences(context: Context) -> object:
    from desktop.gui.settings.preferences import open_preferences

    return open_preferences(context)


def _data_source(context: Context) -> object:
    from desktop.gui.desks.data_source import choose_data_source

    return choose_data_source(context)


def _export_desk(context: Context) -> None:
    from desktop.gui.desks.exchange import export_desk

    export_desk(context)


def _merge_desks(context: Context) -> object:
    from desktop.gui.desks.exchange import merge_desks

    return merge_desks(context)


def _put_on_server(context: Context) -> object:
    from desktop.gui.desks.server_copy import put_on_server

    return put_on_server(context)


def _fetch_from_server(context: Context) -> None:
    from desktop.gui.desks.server_copy import fetch_from_server

    fetch_from_server(context)


def _add_desk(context: Context) -> object:
    from desktop.gui.desks.server_desks import add_desk

    return add_desk(context)


def _server_status(context: Context) -> object:
    from desktop.gui.desks.server_desks import show_status

    return show_status(context)


def _sample(context: Context) -> object:
    from desktop.gui.conferences.sample import open_sample

    return open_sample(context)


def _board(context: Context, session_id: uuid.UUID | None = None) -> object:
    from desktop.gui.checkin.board_window import open_board

    return open_board(context, session_id)


def _look_at(context: Context) -> object:
    from desktop.gui.checkin.review import open_review

    return open_review(context)


def _attendance_log(
    context: Context,
    session_id: uuid.UUID | None = None,
    attendee_id: uuid.UUID | None = None,
    person: DoorPerson | None = None,
) -> object:
    from desktop.gui.checkin.attendance_log import open_log

    known = person.id if person is not None else attendee_id
    return open_log(context, session_id, known) if known is not None else None


def _attendance(context: Context) -> None:
    context.go("attendance")


def _walk_in(context: Context) -> None:
    context.go("attendance", then="walk_in")


def _substitute(context: Context) -> None:
    context.go("attendance", then="substitute")


def _attendance_export(context: Context) -> object:
    from desktop.gui.attendance_workbook.exporting import export_attendance

    return export_attendance(context)


def _attendance_import(context: Context, path: Path | None = None) -> object:
    from desktop.gui.attendance_workbook.importing import import_attendance

    return import_attendance(context, path)


def _quotas(context: Context) -> object:
    from desktop.gui.allowances.quotas import open_quotas

    return open_quotas(context)


def _rates(context: Context) -> object:
    from desktop.gui.allowances.rates import open_rates

    return open_rates(context)


def _word_form(context: Context, name: str = "invitation") -> object:
    from desktop.gui.papers.word_form import open_word_form

    return open_word_form(context, name)


def _certificates(context: Context) -> object:
    from desktop.gui.papers.certificates import open_certificates

    return open_certificates(context)


def _seating(context: Context) -> object:
    from desktop.gui.seating.dialog import open_seating

    return open_seating(context)


DOORS: dict[str, Opener] = {
    "attendance": _attendance,
    "walk_in": _walk_in,
    "substitute": _substitute,
    "attendance.export": _attendance_export,
    "attendance.import": _attendance_import,
    "attendance.log": _attendance_log,
    "attendance.look_at": _look_at,
    "board": _board,
    "template": _template,
    "print": _print,
    "paper.entry": _paper_entry,
    "preferences": _preferences,
    "data_source": _data_source,
    "desk.export": _export_desk,
    "desk.merge": _merge_desks,
    "server.copy_in": _put_on_server,
    "server.copy_out": _fetch_from_server,
    "server.add_desk": _add_desk,
    "server.status": _server_status,
    "sample": _sample,
    "import": _import,
    "import.clipboard": _import_clipboard,
    "imports": _imports,
    "conference.new": _new_conference,
    "conference.edit": _edit_conference,
    "conference.frame": _letterhead,
    "documents.quota": _quotas,
    "documents.rates": _rates,
    "documents.template": _document_template,
    "conference.copy": _copy_conference,
    "conference.remove": _remove_conference,
    "documents.word": _word_form,
    "groups": _groups,
    "documents.certificates": _certificates,
    "documents.seating": _seating,
    "export": _export,
    "backup": _backup,
}
"""Name -> opener(context, **given). The import wizard is "import" (paths=[…]) and "import.clipboard".

"paper.entry" (number=…, column=…) enters a signed sheet; without a number the newest that is not entered yet."""
