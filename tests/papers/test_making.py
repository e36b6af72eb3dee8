"""What was chosen for a document stays with its conference; the office's frame fills what a conference leaves empty."""

from __future__ import annotations

import dataclasses

import pytest

from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import Conflict
from desktop.domain.people import AttendeeInput
from desktop.papers import making
from desktop.papers.attendance_sheet import DOCUMENT
from desktop.services import attendees, conferences, journal, undoing
from desktop.services import letterhead as frame


def test_options_are_kept_for_their_conference_alone_and_undo_passes_them_over(database, conference):
    other = database.write(lambda tx: conferences.create_conference(tx, title="Hội nghị khác"))
    options = dataclasses.replace(database.read(lambda tx: making.kept(tx, conference.id, DOCUMENT)), blank_lines=7)
    database.write(lambda tx: making.keep(tx, conference.id, DOCUMENT, options))
    assert database.read(lambda tx: making.kept(tx, conference.id, DOCUMENT)) == options
    assert database.read(lambda tx: making.kept(tx, other.id, DOCUMENT)).blank_lines == 0
    last = database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))
    assert last is None or last.action != "document.options"


def test_making_a_document_leaves_a_line_and_its_number_and_keeps_its_options(database, conference):
    database.write(lambda tx: attendees.add_attendee(tx, conference.id, AttendeeInput(full_name="Lê Thị Thử")))
    options = dataclasses.replace(database.read(lambda tx: making.kept(tx, conference.id, DOCUMENT)), blank_lines=3)
    preview = database.read(lambda tx: DOCUMENT.gather(tx, conference.id, EVERYONE, options))
    assert preview.number is None
    made = database.write(lambda tx: making.make(tx, DOCUMENT, conference.id, EVERYONE, options))
    assert (made.number, made.total) == (1, 1)
    assert database.read(lambda tx: making.kept(tx, conference.id, DOCUMENT)) == options
    actions = [each.action for each in database.read(lambda tx: journal.recent(tx, conference_id=conference.id))]
    assert "sheet.made" in actions


def test_what_a_conference_leaves_empty_is_the_offices_and_a_signer_is_taken_whole(database, conference):
    database.write(
        lambda tx: frame.edit_office(
            tx, version=0, issuing_body="UBND QUẬN", symbol="UBND", signer_title="CHỦ TỊCH", signer_name="Lê Văn Thử"
        )
    )

    def letterhead(tx):
        return frame.letterhead(tx, frame.conference(tx, conference.id))

    found = database.read(letterhead)
    assert (found.issuing_body, found.symbol, found.signer_name) == ("UBND QUẬN", "UBND", "Lê Văn Thử")
    database.write(
        lambda tx: conferences.edit_conference(
            tx, conference.id, version=conference.version, signer_name="Trần Thị Thử", issuing_body="PHÒNG NỘI VỤ"
        )
    )
    found = database.read(letterhead)
    assert (found.issuing_body, found.symbol) == ("PHÒNG NỘI VỤ", "UBND")
    assert (found.signer_title, found.signer_name) == ("", "Trần Thị Thử")


def test_an_office_edited_at_another_desk_meanwhile_is_not_overwritten(database):
    database.write(lambda tx: frame.edit_office(tx, version=0, locality="Hà Nội"))
    version, values = database.read(frame.office)
    assert values["locality"] == "Hà Nội"
    database.write(lambda tx: frame.edit_office(tx, version=version, locality="Huế"))
    with pytest.raises(Conflict):
        database.write(lambda tx: frame.edit_office(tx, version=version, locality="Đà Nẵng"))
