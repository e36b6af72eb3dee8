"""Role groups that become one: people and agenda follow, a list sent again knows it, Undo takes all of it back."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.domain.errors import InvalidInput
from desktop.domain.people import AttendeeInput
from desktop.services import agenda, attendees, conferences, groups, undoing
from desktop.services.importing.matching_groups import GroupMatcher

DAY = dt.datetime(2018, 5, 23, 8)


@pytest.fixture
def found(database, conference):
    """The groups by title: somebody of Khách and a session for them alone."""

    def work(tx):
        guests = groups.add_group(tx, conference.id, "Khách")
        attendees.add_attendee(tx, conference.id, AttendeeInput(full_name="Lê Thị Mời", role_group_id=guests.id))
        agenda.add_session(
            tx,
            conference.id,
            title="Đón khách",
            starts_at=DAY,
            ends_at=DAY + dt.timedelta(hours=1),
            audience=[guests.id],
        )
        return {group.title: group for group in groups.list_groups(tx, conference.id)}

    return database.write(work)


def standing(database, conference):
    def work(tx):
        (person,) = attendees.list_attendees(tx, conference.id)
        session = next(each for each in agenda.list_sessions(tx, conference.id) if each.title == "Đón khách")
        return person.role_group, session.audience_titles

    return database.read(work)


def merge(database, gone, keep):
    return database.write(lambda tx: groups.merge_groups(tx, gone.id, keep.id))


def undo(database):
    last = database.read(lambda tx: undoing.last_undoable(tx, desk=database.desk))
    database.write(lambda tx: undoing.undo(tx, last.id))


def test_people_and_sessions_of_a_merged_group_follow_and_undo_brings_it_back(database, conference, found):
    told = database.read(lambda tx: groups.merging(tx, found["Khách"].id, found["Phường"].id))
    assert (told.gone.attendee_count, told.sessions, told.kind, told.unproposed) == (1, ("Đón khách",), "", "")
    assert standing(database, conference) == ("Khách", ("Khách",))
    assert merge(database, found["Khách"], found["Phường"]) == told
    assert standing(database, conference) == ("Phường", ("Phường",))
    assert "Khách" not in [each.title for each in database.read(lambda tx: groups.list_groups(tx, conference.id))]
    undo(database)
    assert standing(database, conference) == ("Khách", ("Khách",))


def test_the_kind_of_unit_goes_along_where_the_one_that_stays_has_none_and_else_is_told(database, conference, found):
    assert merge(database, found["Phường"], found["Khách"]).kind == "ward"
    assert database.read(lambda tx: groups.group_of_kind(tx, conference.id, "ward")) == found["Khách"].id
    schools = found["Trường công lập"]
    assert merge(database, schools, found["Khách"]).unproposed == schools.unit_kind
    assert database.read(lambda tx: groups.group_of_kind(tx, conference.id, schools.unit_kind)) is None


def test_a_list_that_still_names_a_merged_group_means_the_one_that_stands_now(database, conference, found):
    def means(*texts):
        matcher = database.read(lambda tx: GroupMatcher(tx, conference.id, texts))
        return [matcher.title(text) for text in texts], list(matcher.new.values())

    merge(database, found["Khách"], found["Đơn vị hiệp quản"])
    merge(database, found["Đơn vị hiệp quản"], found["Phường"])
    assert means("KHÁCH", "Đơn vị hiệp quản") == (["Phường", "Phường"], [])
    undo(database)
    assert means("khách") == (["Đơn vị hiệp quản"], [])
    database.write(lambda tx: groups.add_group(tx, conference.id, "Khách"))
    assert means("khách") == (["Khách"], [])


def test_a_group_is_merged_with_no_other_than_one_of_its_conference(database, found):
    other = database.write(lambda tx: conferences.create_conference(tx, title="Khác"))
    theirs = database.read(lambda tx: groups.list_groups(tx, other.id))[0]
    for keep in (found["Khách"], theirs):
        with pytest.raises(InvalidInput, match=r"group\.not_another"):
            merge(database, found["Khách"], keep)
