"""attendees and export."""

from __future__ import annotations

import argparse

from desktop.commands import output
from desktop.domain.importing import FIELDS
from desktop.domain.people import AttendeeView, ConferenceView
from desktop.i18n import _
from desktop.services import attendees, conferences, exporting
from desktop.services.opening import Database, Transaction
from desktop.wording.formats import attendees_text


def show(database: Database, given: argparse.Namespace) -> int:
    """List who is registered."""

    def work(tx: Transaction) -> tuple[ConferenceView, list[AttendeeView]]:
        view = conferences.find_conference(tx, given.conference)
        return view, attendees.list_attendees(tx, view.id, search=given.search, sort=given.sort)

    view, people = database.read(work)
    if given.json:
        output.document({"conference": view.title, "count": len(people), "attendees": [plain(each) for each in people]})
        return 0
    output.table([(each.code, each.full_name, each.position, each.unit, each.role_group) for each in people])
    output.say(attendees_text(len(people)))
    return 0


def plain(person: AttendeeView) -> dict[str, str]:
    """An attendee's fields, the kind of their unit and their code."""
    values = {name: str(getattr(person, name)) for name in FIELDS}
    return {**values, "unit_kind": person.unit_kind, "code": person.code}


def export(database: Database, given: argparse.Namespace) -> int:
    """Write the list as a workbook."""

    def gather(tx: Transaction) -> tuple[ConferenceView, exporting.TableContent]:
        view = conferences.find_conference(tx, given.conference)
        return view, exporting.export_attendees(tx, view.id)

    view, content = database.read(gather)
    path = exporting.save(content, given.output)
    database.write(lambda tx: exporting.record_export(tx, view.id, content))
    output.result(str(path))
    output.say(_("Exported: {people}").format(people=attendees_text(len(content.rows))))
    return 0
