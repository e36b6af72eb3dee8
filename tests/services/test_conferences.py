"""Conferences, their groups and their agenda."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.domain.errors import Ambiguous, Conflict, InvalidInput, NotFound
from desktop.domain.people import AttendeeInput
from desktop.services import agenda, attendees, conferences, groups, overview, undoing

DAY = dt.date(2018, 5, 23)


def make(database, title="Tập huấn CCHC", **fields):
    return database.write(lambda tx: conferences.create_conference(tx, title=title, **fields))


def at(hour, minute=0, day=DAY):
    return dt.datetime.combine(day, dt.time(hour, minute))


def sessions(database, conference):
    return database.read(lambda tx: agenda.list_sessions(tx, conference.id))


def undo_last(database):
    last = database.read(lambda tx: undoing.last_undoable(tx, desk=database.desk))
    database.write(lambda tx: undoing.undo(tx, last.id))


def test_a_one_day_conference_gets_groups_and_two_half_days(database):
    view = make(database, starts_on=DAY)
    assert (view.code, view.ends_on, view.session_count) == ("101", DAY, 2)
    assert [(each.title, each.starts_at, each.ends_at) for each in sessions(database, view)] == [
        ("Sáng", at(8), at(11, 30)),
        ("Chiều", at(13, 30), at(17)),
    ]
    titles = [group.title for group in database.read(lambda tx: groups.list_groups(tx, view.id))]
    assert titles == ["Cơ quan chuyên môn", "Đơn vị sự nghiệp", "Trường công lập", "Đơn vị hiệp quản", "Phường"]


def test_half_days_of_several_days_bear_their_date(database):
    view = make(database, starts_on=DAY, ends_on=DAY + dt.timedelta(days=1))
    assert [each.title for each in sessions(database, view)] == [
        "Sáng 23/05",
        "Chiều 23/05",
        "Sáng 24/05",
        "Chiều 24/05",
    ]


def test_a_conference_without_dates_has_no_sessions_yet(database):
    assert make(database).session_count == 0


def test_each_conference_takes_the_next_code(database):
    assert [make(database, title).code for title in "ABC"] == ["101", "102", "103"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"starts_on": DAY, "ends_on": DAY - dt.timedelta(days=1)}, "ends_on"),
        ({"starts_on": DAY, "ends_on": DAY + dt.timedelta(days=63 * 365)}, "ends_on"),
    ],
)
def test_a_bad_field_of_a_conference_is_named_and_nothing_is_made(database, fields, field):
    with pytest.raises(InvalidInput) as told:
        make(database, **fields)
    assert told.value.field == field
    assert database.read(conferences.list_conferences) == []


def test_a_conference_is_found_by_id_code_and_part_of_its_title(database):
    view = make(database, "Tập huấn nghiệp vụ cải cách hành chính")
    make(database, "Hội nghị tổng kết")
    for text in (str(view.id), view.id.hex, view.code, "NGHIEP VU", "cải cách", view.title):
        assert database.read(lambda tx, text=text: conferences.find_conference(tx, text)).id == view.id


def test_a_word_that_fits_several_conferences_names_them(database):
    make(database, "Tập huấn đợt 1"), make(database, "Tập huấn đợt 2")
    with pytest.raises(Ambiguous) as told:
        database.read(lambda tx: conferences.find_conference(tx, "tap huan"))
    assert sorted(told.value.details["candidates"]) == ["101 Tập huấn đợt 1", "102 Tập huấn đợt 2"]
    for nothing in ("khác", "", "999"):
        with pytest.raises(NotFound):
            database.read(lambda tx, nothing=nothing: conferences.find_conference(tx, nothing))


def test_the_whole_title_beats_being_part_of_another(database):
    short = make(database, "Tập huấn")
    make(database, "Tập huấn bổ sung")
    assert database.read(lambda tx: conferences.find_conference(tx, "tập huấn")).id == short.id


def test_an_edit_changes_the_named_fields_and_is_undone(database):
    view = make(database, starts_on=DAY)
    edited = database.write(
        lambda tx: conferences.edit_conference(tx, view.id, version=view.version, venue=" Hội trường ", capacity=200)
    )
    assert (edited.venue, edited.capacity, edited.title) == ("Hội trường", 200, view.title)
    with pytest.raises(Conflict):
        database.write(lambda tx: conferences.edit_conference(tx, view.id, version=view.version, venue="Khác"))
    undo_last(database)
    assert database.read(lambda tx: conferences.get_conference(tx, view.id)).venue == ""


def test_a_copy_takes_groups_agenda_and_letterhead_to_the_new_dates_but_no_people(database):
    view = make(database, starts_on=DAY, ends_on=DAY + dt.timedelta(days=1), issuing_body="UBND QUẬN")
    group = database.read(lambda tx: groups.list_groups(tx, view.id))[4]
    database.write(lambda tx: groups.move_group(tx, group.id, 0))
    database.write(
        lambda tx: agenda.add_session(
            tx, view.id, title="Riêng", starts_at=at(9), ends_at=at(10), speakers=["A"], audience=[group.id]
        )
    )
    database.write(lambda tx: attendees.add_attendee(tx, view.id, AttendeeInput(full_name="Lê Văn Thử")))
    later = dt.date(2019, 6, 3)
    copy = database.write(lambda tx: conferences.copy_conference(tx, view.id, title="Năm 2019", starts_on=later))
    assert (copy.title, copy.starts_on, copy.ends_on) == ("Năm 2019", later, later + dt.timedelta(days=1))
    assert (copy.issuing_body, copy.attendee_count, copy.code) == ("UBND QUẬN", 0, "102")
    copied = sessions(database, copy)
    assert [each.title for each in copied] == ["Sáng 03/06", "Riêng", "Chiều 03/06", "Sáng 04/06", "Chiều 04/06"]
    assert copied[1].audience_titles == ("Phường",)
    assert database.read(lambda tx: groups.list_groups(tx, copy.id))[0].title == "Phường"
    undo_last(database)
    assert len(database.read(conferences.list_conferences)) == 1


def test_overview_counts_people_by_group_and_kind_and_names_silent_units(database, conference):
    for name, unit in [("Lê Văn Một", "P. Bạch Đằng"), ("Lê Văn Hai", "P. Bạch Đằng"), ("Lê Văn Ba", "Phòng Nội vụ")]:
        database.write(
            lambda tx, name=name, unit=unit: attendees.add_attendee(
                tx, conference.id, AttendeeInput(full_name=name, unit=unit)
            )
        )
    seen = database.read(lambda tx: overview.overview(tx, conference.id))
    assert (seen.attendees, seen.units, seen.sessions) == (3, 2, 2)
    assert [(tally.name, tally.count) for tally in seen.by_group] == [
        ("Cơ quan chuyên môn", 1),
        ("Đơn vị sự nghiệp", 0),
        ("Trường công lập", 0),
        ("Đơn vị hiệp quản", 0),
        ("Phường", 2),
    ]
    assert [(tally.key, tally.count) for tally in seen.by_unit_kind] == [("ward", 2), ("specialised_agency", 1)]
    assert len(seen.silent_units) == 45 - 2


def test_one_room_or_one_speaker_in_two_sessions_at_once_is_told_on_both(database):
    view = make(database, starts_on=DAY, with_sessions=False)

    def add(title, start, end, **fields):
        return database.write(
            lambda tx: agenda.add_session(tx, view.id, title=title, starts_at=start, ends_at=end, **fields)
        )

    add("A", at(8), at(10), room="Phòng 1", speakers=["Bà Hà"])
    add("B", at(9), at(11), room="phong 1")
    add("C", at(9, 30), at(10, 30), room="Phòng 2", speakers=["bà Hà"])
    add("D", at(10), at(12), room="Phòng 2")
    add("E", at(8, day=DAY + dt.timedelta(days=1)), at(9, day=DAY + dt.timedelta(days=1)), room="Phòng 1")
    told = {each.title: {warning.code for warning in each.warnings} for each in sessions(database, view)}
    assert told == {
        "A": {"room.overlap", "speaker.overlap"},
        "B": {"room.overlap"},
        "C": {"speaker.overlap", "room.overlap"},
        "D": {"room.overlap"},
        "E": {"outside.dates"},
    }


def test_sessions_that_follow_each_other_in_one_room_do_not_overlap(database):
    view = make(database, starts_on=DAY, with_sessions=False)
    for title, start, end in [("A", at(8), at(10)), ("B", at(10), at(12))]:
        database.write(
            lambda tx, title=title, start=start, end=end: agenda.add_session(
                tx, view.id, title=title, starts_at=start, ends_at=end, room="1", speakers=["X"]
            )
        )
    assert all(not each.warnings for each in sessions(database, view))


def test_a_session_is_edited_once_removed_and_brought_back_with_its_audience(database):
    view = make(database, starts_on=DAY)
    group = database.read(lambda tx: groups.list_groups(tx, view.id))[0]
    first = sessions(database, view)[0]
    edited = database.write(
        lambda tx: agenda.edit_session(
            tx, first.id, version=first.version, title="Khai mạc", starts_at=at(7), ends_at=at(8), audience=[group.id]
        )
    )
    assert (edited.title, edited.audience) == ("Khai mạc", (group.id,))
    with pytest.raises(Conflict):
        database.write(
            lambda tx: agenda.edit_session(
                tx, first.id, version=first.version, title="Khác", starts_at=at(7), ends_at=at(8)
            )
        )
    with pytest.raises(InvalidInput):
        database.write(
            lambda tx: agenda.edit_session(
                tx, first.id, version=edited.version, title="Khác", starts_at=at(8), ends_at=at(8)
            )
        )
    changed = database.write(
        lambda tx: agenda.edit_session(
            tx, first.id, version=edited.version, title="Khai mạc", starts_at=at(7), ends_at=at(8), room="1"
        )
    )
    assert changed.audience == ()
    undo_last(database)
    database.write(lambda tx: agenda.remove_session(tx, first.id))
    assert len(sessions(database, view)) == 1
    undo_last(database)
    assert sessions(database, view)[0].audience_titles == (group.title,)


def test_a_group_is_found_again_whatever_its_case_and_accents(database):
    view = make(database)
    known, created = database.write(lambda tx: groups.ensure_group(tx, view.id, "PHUONG"))
    assert not created
    new, created = database.write(lambda tx: groups.ensure_group(tx, view.id, "Ban tổ chức"))
    assert created
    listed = database.read(lambda tx: groups.list_groups(tx, view.id))
    assert [group.id for group in listed][-2:] == [known, new]


def test_two_groups_of_one_name_are_refused(database):
    view = make(database)
    with pytest.raises(InvalidInput):
        database.write(lambda tx: groups.add_group(tx, view.id, "phường"))
    group = database.write(lambda tx: groups.add_group(tx, view.id, "Khách"))
    with pytest.raises(InvalidInput):
        database.write(lambda tx: groups.edit_group(tx, group.id, version=group.version, title="Phường", unit_kind=""))


def test_an_edit_that_has_not_seen_the_newest_audience_is_refused(database):
    view = make(database, starts_on=DAY)
    session, group = sessions(database, view)[0], database.read(lambda tx: groups.list_groups(tx, view.id))[0]

    def edit(audience):
        def work(tx):
            times = {"starts_at": session.starts_at, "ends_at": session.ends_at}
            given = {"title": session.title, "audience": audience, **times}
            return agenda.edit_session(tx, session.id, version=session.version, **given)

        return work

    database.write(edit([group.id]))
    with pytest.raises(Conflict):
        database.write(edit([]))
    assert sessions(database, view)[0].audience == (group.id,)
    undo_last(database)
    assert sessions(database, view)[0].audience == ()
