"""What somebody confirmed of pictures: written at once, undone at once, known as read from a picture."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.domain.attendance import Method, Status
from desktop.domain.errors import Conflict
from desktop.domain.scanned_sheets import CellVerdict, PagePicture, PageResult, ScannedCell, ScannedPage, ScanReport
from desktop.domain.signed_sheet import WalkIn
from desktop.services import attendance, attendees, conferences, due, scanned_sheets, sheet_pictures
from desktop.services.personal import erasing, purging
from desktop.services.scanned_sheets import ColumnWords
from desktop.wording import attendance as words
from desktop.wording import attendance_log
from desktop.wording import due as due_words
from tests.services.signed_sheets.conftest import Desk, marks

STRANGER = WalkIn(7, "Vũ Thị Mười", "UBND phường Thử")
PAGES = [ScannedPage("a.jpg", 1, PageResult.READ, 1, None, 1, picture=PagePicture(b"\xff\xd8 page", 6.0, {}))]


def confirm(desk: Desk, *columns: ColumnWords, kept: list[ScannedPage] | None = None):
    return desk.database.write(
        lambda tx: scanned_sheets.confirm(tx, desk.conference_id, columns, PAGES, kept=kept or [])
    )


def test_two_columns_and_a_name_signed_in_both_are_one_change_that_is_undone_whole(desk: Desk):
    desk.let_in(desk.sheet().rows[2].full_name, "07:45")
    version, before = desk.sheet().version, desk.states()
    done = confirm(
        desk,
        ColumnWords(1, 0, marks("CCVPM"), (STRANGER,), {3: "paper"}, version),
        ColumnWords(1, 1, marks("C.....") | {7: Status.PRESENT}, (STRANGER,), {}, version),
        kept=PAGES,
    )
    assert (len(done.columns), done.differences, len(done.columns[0].walk_ins)) == (2, 0, 1)
    assert desk.states()[:5] == ["present", "present", "absent", "excused", "late"]
    (who,) = done.columns[0].walk_ins
    for session in (desk.morning, desk.afternoon):
        (mark,) = desk.database.read(lambda tx, session=session: attendance.marks_of(tx, session, who))
        assert (mark.kind, mark.method, mark.desk) == ("present", Method.PICTURE, "Bàn 1")
    assert words.method(mark.method) == "ảnh danh sách đã ký"
    assert attendance_log.why(attendance_log.lines([mark])[0]) == "danh sách số 1"
    assert len(desk.database.read(lambda tx: sheet_pictures.kept(tx, desk.conference_id))) == 1
    desk.database.write(lambda tx: scanned_sheets.undo_last(tx, desk.conference_id))
    assert desk.states() == before
    assert desk.sheet().lines == (7, 8)
    assert desk.database.read(lambda tx: sheet_pictures.kept(tx, desk.conference_id)) == []


def test_what_a_picture_said_is_corrected_by_hand_as_the_papers_own_word(desk: Desk):
    confirm(desk, ColumnWords(1, 0, marks("CC")))
    report = desk.enter("CV")
    assert (report.written, report.differences) == (1, ())
    assert desk.states()[:2] == ["present", "absent"]


def test_a_picture_takes_nothing_back_that_somebody_entered_of_paper(desk: Desk):
    desk.enter("MPVC")
    said = ["signed", "signed", "blank", "blank", "signed", "blank"]
    cells = tuple(ScannedCell(row, 0, CellVerdict(word), 0.1) for row, word in enumerate(said, start=1))
    report = ScanReport((ScannedPage("a.jpg", 1, PageResult.READ, 1, None, 1, cells),))
    applied = desk.database.write(lambda tx: scanned_sheets.apply(tx, desk.conference_id, report, absent=True))
    assert desk.states()[:6] == ["late", "excused", "absent", "present", "present", "absent"]
    assert (applied.written, applied.left) == (
        2,
        2,
    )  # somebody excused who signed, somebody present whose cell is empty


def test_a_sheet_that_was_entered_meanwhile_is_refused_whole(desk: Desk):
    version = desk.sheet().version
    desk.enter("V.....", column=1)
    with pytest.raises(Conflict):
        confirm(desk, ColumnWords(1, 0, marks("C"), version=version))
    assert set(desk.states()) == {"unrecorded"}


def test_pictures_kept_go_with_the_contacts_and_so_does_what_an_undone_entry_keeps_of_them(desk: Desk):
    conference = desk.conference_id
    confirm(desk, ColumnWords(1, 0, marks("CC")), kept=PAGES)
    (one,) = desk.database.read(lambda tx: sheet_pictures.kept(tx, conference))
    assert (one.number, one.page, one.file, one.desk) == (1, 1, "a.jpg", "Bàn 1")
    assert desk.database.read(lambda tx: sheet_pictures.picture(tx, one.id)) == b"\xff\xd8 page"
    desk.database.write(lambda tx: scanned_sheets.undo_last(tx, conference))
    confirm(desk, ColumnWords(1, 0, marks("C")), kept=PAGES)
    # Whoever has no phone has pictures none the less: they are told as due, then gone.
    view = desk.database.read(lambda tx: conferences.get_conference(tx, conference))
    desk.database.write(lambda tx: purging.purge(tx, conference))
    confirm(desk, ColumnWords(1, 0, marks("CV")), kept=PAGES)
    desk.database.write(lambda tx: conferences.edit_conference(tx, conference, version=view.version, contacts_months=6))
    (found,) = desk.database.read(lambda tx: due.due(tx, dt.date(2100, 1, 1))).contacts
    assert (found.people, found.pictures) == (0, 1)
    assert due_words.contacts(found).startswith("1 ảnh danh sách đã ký")
    assert desk.database.write(lambda tx: purging.purge(tx, conference)).pictures == 1
    assert desk.database.read(lambda tx: sheet_pictures.count(tx, conference)) == 0
    assert desk.database.read(_images_of_pictures) == 0


def test_whoever_is_made_anonymous_stands_on_no_picture_that_is_kept(desk: Desk):
    confirm(desk, ColumnWords(1, 0, marks("CC")), kept=PAGES)
    who = desk.sheet().rows[0].attendee_id
    person = desk.database.read(lambda tx: attendees.get_attendee(tx, who).person_id)
    desk.database.write(lambda tx: erasing.erase(tx, person, anonymise=True))
    assert desk.database.read(lambda tx: sheet_pictures.count(tx, desk.conference_id)) == 0


def _images_of_pictures(tx) -> int:
    from sqlalchemy import func, select

    from desktop.store.tables import Change

    return tx.scalar(select(func.count()).select_from(Change).where(Change.entity == "sheet_picture"))
