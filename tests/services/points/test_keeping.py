"""Points: who sits where and why, what they follow, and that all of it is undone, copied, merged, purged and erased."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError, Conflict, InvalidInput
from desktop.domain.people import AttendeeInput
from desktop.domain.points import PointInput
from desktop.services import agenda, attendance, attendees, conferences, joining, people_on_paper, undoing, units
from desktop.services.attendance import looking
from desktop.services.desks import bundles, copying, exchange, merging
from desktop.services.personal import erasing, purging, viewing
from desktop.services.points import keeping
from desktop.store.point_tables import PointAttendee, PointUnit
from desktop.store.tables import Unit

FIRST, SECOND = "Phường Minh Khai", "Phường Vĩnh Tuy"


def undo(database):
    database.write(lambda tx: undoing.undo(tx, undoing.last_undoable(tx, desk=tx.desk).id))


@pytest.fixture
def wards(database, conference):
    def work(tx):
        return [units.find_unit(tx, name) for name in ("Phường Bạch Đằng", "Phường Bùi Thị Xuân", "Phường Cầu Dền")]

    found = database.read(work)
    assert None not in found
    return found


@pytest.fixture
def points(database, conference, wards):
    """Two points with a ward each; the third ward sits in the hall."""

    def work(tx):
        first = PointInput(FIRST, contact_name="Lê Thị Gọi", contact_phone="0912345678", capacity=12)
        return [
            keeping.add_point(tx, conference.id, first, unit_ids=[wards[0]]),
            keeping.add_point(tx, conference.id, PointInput(SECOND), unit_ids=[wards[1]]),
        ]

    return database.write(work)


@pytest.fixture
def people(database, conference, wards, points):
    """One of each ward, and one of none."""

    def work(tx):
        names = ("Lê Thị An", "Trần Văn Bê", "Đỗ Văn Cờ", "Vũ Thị Dê")
        return [
            attendees.add_attendee(tx, conference.id, AttendeeInput(full_name=name, unit_id=unit))
            for name, unit in zip(names, (*wards, None), strict=True)
        ]

    return database.write(work)


def seats(database, people):
    found = database.read(lambda tx: attendees.get_attendees(tx, [each.id for each in people]))
    at = {each.id: each.point for each in found}
    return [at[each.id] for each in people]


def test_people_sit_where_their_unit_does_until_somebody_says_otherwise(database, conference, points, people):
    assert seats(database, people) == [FIRST, SECOND, "", ""]
    assert [each.people for each in database.read(lambda tx: keeping.list_points(tx, conference.id))] == [1, 1]
    an, be, co, de = (each.id for each in people)
    assert database.write(lambda tx: keeping.place(tx, [an, co, de], points[1].id)) == 3
    assert database.write(lambda tx: keeping.place(tx, [be], None)) == 1
    assert seats(database, people) == [SECOND, "", SECOND, SECOND]
    assert database.write(lambda tx: keeping.unplace(tx, [an, be, co])) == 3
    assert seats(database, people) == [FIRST, SECOND, "", SECOND]
    for expected in ([SECOND, "", SECOND, SECOND], [SECOND, SECOND, SECOND, SECOND], [FIRST, SECOND, "", ""]):
        undo(database)
        assert seats(database, people) == expected
    assert database.write(lambda tx: keeping.place(tx, [an], points[0].id)) == 0, "they sit there already"

    def chosen(*keys):
        found = database.read(lambda tx: people_on_paper.listed(tx, conference.id, Selection(point_ids=keys)))
        return [(each.full_name, each.point) for each in found]

    assert chosen(points[0].id) == [("Lê Thị An", FIRST)]
    assert chosen(None) == [("Đỗ Văn Cờ", ""), ("Vũ Thị Dê", "")]
    assert len(chosen(None, points[1].id)) == 3
    listed = database.read(lambda tx: attendees.list_attendees(tx, conference.id, point_ids=(points[1].id,)))
    assert [each.full_name for each in listed] == ["Trần Văn Bê"]


def test_a_point_is_changed_removed_and_brought_back_with_all_that_sits_there(
    database, conference, wards, points, people
):
    database.write(lambda tx: keeping.place(tx, [people[3].id], points[0].id))
    new = PointInput("  Hội trường  B ", contact_phone="0987 654 321", tested_on=dt.date(2018, 5, 20))
    changed = database.write(
        lambda tx: keeping.edit_point(tx, points[0].id, new, version=points[0].version, unit_ids=[wards[1], wards[2]])
    )
    assert (changed.name, changed.point.contact_phone, len(changed.units)) == ("Hội trường B", "0987654321", 2)
    assert seats(database, people) == ["", "Hội trường B", "Hội trường B", "Hội trường B"], "a unit sits at one point"
    with pytest.raises(Conflict):
        database.write(lambda tx: keeping.edit_point(tx, points[0].id, new, version=points[0].version))
    for bad, code in (
        (PointInput(" "), "field.missing"),
        (PointInput("vinh tuy", capacity=-1), "point.capacity"),
        (PointInput("phường VĨNH  tuy"), "point.exists"),
        (PointInput("C", contact_phone="gọi sau"), "field.phone"),
        (PointInput("C", tested_on=dt.date(218, 5, 20)), "task.day"),
        (PointInput("C" * 300), "field.too_long"),
    ):
        with pytest.raises(InvalidInput, match=code):
            database.write(lambda tx, bad=bad: keeping.add_point(tx, conference.id, bad))
    database.write(lambda tx: keeping.remove_point(tx, points[0].id))
    assert seats(database, people) == ["", "", "", ""]
    undo(database)
    assert seats(database, people) == ["", "Hội trường B", "Hội trường B", "Hội trường B"]
    at = dt.datetime(2018, 5, 24, 1, 0, tzinfo=dt.UTC)
    assert database.write(lambda tx: keeping.reported(tx, points[0].id, at)).reported_at == at
    for text, number in (("1", 1), ("hoi truong", 1), (SECOND, 2), ("2", 2)):
        assert database.read(lambda tx, text=text: keeping.find_point(tx, conference.id, text)).number == number
    with pytest.raises(InvalidInput, match=r"point\.unknown"):
        database.read(lambda tx: keeping.find_point(tx, conference.id, "9"))


def test_a_point_that_took_over_a_unit_is_taken_back_and_the_unit_sits_where_it_did(
    database, conference, wards, points, people
):
    third = database.write(
        lambda tx: keeping.add_point(tx, conference.id, PointInput("Trường C"), unit_ids=[wards[0], wards[2]])
    )
    database.write(lambda tx: keeping.place(tx, [people[3].id], third.id))
    assert seats(database, people) == ["Trường C", SECOND, "Trường C", "Trường C"]
    undo(database)
    undo(database)
    assert seats(database, people) == [FIRST, SECOND, "", ""]
    assert [each.name for each in database.read(lambda tx: keeping.list_points(tx, conference.id))] == [FIRST, SECOND]


def test_a_session_expects_those_at_the_points_that_follow_it(database, conference, points, people):
    first = database.read(lambda tx: agenda.list_sessions(tx, conference.id))[0]

    def follow(*keys):
        def work(tx):
            view = agenda.get_session(tx, first.id)
            return agenda.edit_session(
                tx, view.id, version=view.version, title=view.title, starts_at=view.starts_at, ends_at=view.ends_at,
                points=keys,
            )  # fmt: skip

        return database.write(work)

    def expected():
        told = database.read(lambda tx: looking.attendance(tx, conference.id, [first.id], with_marks=False))
        by_hand = database.read(lambda tx: [looking.at_the_door(tx, first.id, each.id).person for each in people])
        assert [each.full_name for each in by_hand if each.expected] == [row.full_name for row in told[0].rows]
        paper = database.read(lambda tx: people_on_paper.listed(tx, conference.id, Selection(session_ids=(first.id,))))
        assert {each.full_name for each in paper} == {row.full_name for row in told[0].rows}
        return "".join(sorted(row.full_name[-2:] for row in told[0].rows))

    assert expected() == "AnBêCờDê"
    assert follow(points[0].id).point_names == (FIRST,)
    assert expected() == "An"
    stranger = database.read(lambda tx: looking.at_the_door(tx, first.id, people[1].id)).person
    assert (stranger.followed, stranger.invited, stranger.point) == (False, False, SECOND)
    assert database.read(lambda tx: looking.elsewhere(tx, first.id, stranger)) == "", "the other one is hours away"
    assert follow(None, points[1].id).point_names == ("", SECOND)
    assert expected() == "BêCờDê"
    with pytest.raises(InvalidInput, match=r"point\.gone"):
        follow(people[0].id)
    follow(points[1].id)
    with pytest.raises(InvalidInput, match=r"point\.session_alone"):
        database.write(lambda tx: keeping.remove_point(tx, points[1].id))
    undo(database)
    assert expected() == "BêCờDê"
    assert follow(None, *(each.id for each in points)).points == (), "all of them is nothing said"
    assert expected() == "AnBêCờDê"


def test_a_copy_of_a_conference_carries_its_points_units_and_what_they_follow(database, conference, points, people):
    def work(tx):
        view = agenda.list_sessions(tx, conference.id)[0]
        agenda.edit_session(
            tx, view.id, version=view.version, title=view.title, starts_at=view.starts_at, ends_at=view.ends_at,
            points=[points[0].id],
        )  # fmt: skip
        copy = conferences.copy_conference(tx, conference.id, starts_on=dt.date(2019, 5, 23))
        return keeping.list_points(tx, copy.id), agenda.list_sessions(tx, copy.id)

    copied, sessions = database.write(work)
    assert [(each.number, each.name, len(each.units), each.people) for each in copied] == [
        (1, FIRST, 1, 0),
        (2, SECOND, 1, 0),
    ]
    assert (copied[0].point.contact_phone, copied[0].id == points[0].id) == ("0912345678", False)
    assert sessions[0].points == (copied[0].id,)


def test_units_that_are_merged_and_people_who_are_joined_keep_their_place(database, conference, wards, points, people):
    database.write(lambda tx: units.merge_units(tx, keep_id=wards[2], gone_id=wards[0]))
    assert seats(database, people)[:3] == [FIRST, SECOND, FIRST]
    database.write(lambda tx: keeping.place(tx, [people[1].id], points[0].id))
    both = people[3], people[1]
    versions = [database.read(lambda tx, one=one: attendees.get_attendee(tx, one.id)).version for one in both]
    database.write(lambda tx: joining.join(tx, both[0].id, both[1].id, versions=tuple(versions)))
    assert seats(database, people)[3] == FIRST


def test_a_desks_file_brings_points_and_of_words_the_later_one(database, conference, points, people, tmp_path):
    """What one desk says while apart holds at the other, in any order and any number of times."""
    before = database.read(lambda tx: bundles.gather(tx, [conference.id]))
    an = people[0].id
    database.write(lambda tx: keeping.place(tx, [an], None))
    third = database.write(lambda tx: keeping.add_point(tx, conference.id, PointInput("Trường C")))
    after = database.read(lambda tx: bundles.gather(tx, [conference.id]))
    database.write(lambda tx: keeping.remove_point(tx, third.id))
    undo(database)
    undo(database)  # the point was never added
    undo(database)  # nor the word said: it stays, and holds no longer
    assert seats(database, people)[0] == FIRST
    assert exchange.from_bytes(exchange.to_bytes(after, desk="Bàn 2"), file="x").rows("point_attendee") == after.rows(
        "point_attendee"
    )
    report = database.write(lambda tx: merging.merge(tx, before))
    assert report.points == 0
    assert database.write(lambda tx: merging.merge(tx, after)).points == 1, "the point; the word was taken back later"
    assert database.write(lambda tx: merging.merge(tx, after)).points == 0
    assert seats(database, people)[0] == FIRST
    assert [each.name for each in database.read(lambda tx: keeping.list_points(tx, conference.id))][2] == "Trường C"

    later = {**after.rows("point_attendee")[0], "said_at": dt.datetime(2099, 1, 1, tzinfo=dt.UTC)}
    said = bundles.Bundle({**after.tables, "point_attendee": [later]})
    assert database.write(lambda tx: merging.merge(tx, said)).points == 1
    assert seats(database, people)[0] == ""


def test_what_a_conference_is_goes_over_whole_and_a_person_erased_takes_their_word_along(
    database, conference, points, people
):
    an = people[0]
    database.write(lambda tx: keeping.place(tx, [an.id], points[1].id))
    purging.purge_in(database, conference.id)
    assert database.read(lambda tx: keeping.get_point(tx, points[0].id)).point.contact_phone == ""
    whole = database.read(lambda tx: copying.take(tx, conference.id))
    assert [len(whole.rows(name)) for name in ("venue_point", "point_unit", "point_attendee")] == [2, 2, 1]
    erasing.erase_in(database, an.person_id)
    stands = database.read(lambda tx: tx.scalars(select(PointAttendee.attendee_id)).all())
    assert an.id not in stands, "a nameless row sits there in their place"
    assert database.read(lambda tx: keeping.get_point(tx, points[1].id)).people == 2
    database.write(lambda tx: copying.clear(tx, conference.id, "conference.replaced"))
    assert database.read(lambda tx: tx.scalars(select(PointUnit.id)).all()) == []
    database.write(lambda tx: copying.place(tx, whole))
    assert [each.people for each in database.read(lambda tx: keeping.list_points(tx, conference.id))] == [0, 1]
    assert database.read(lambda tx: tx.scalars(select(Unit.id).limit(1)).all())


def test_a_closed_conference_takes_no_point(database, conference):
    database.write(lambda tx: conferences.close(tx, conference.id))
    with pytest.raises(AppError, match=r"conference\.closed"):
        database.write(lambda tx: keeping.add_point(tx, conference.id, PointInput("A")))


def test_a_desk_is_told_where_somebody_sits(database, conference, points, people):
    session = database.read(lambda tx: agenda.list_sessions(tx, conference.id))[0]
    answer = database.write(
        lambda tx: attendance.check_in(
            tx, training_session_id=session.id, attendee_id=people[0].id, token=people[0].id,
            at=dt.datetime.combine(session.starts_at.date(), session.starts_at.time()).astimezone(dt.UTC),
        )
    )  # fmt: skip
    assert answer.person.point == FIRST
    assert {each.point for each in database.read(lambda tx: looking.door_people(tx, session.id))} == {FIRST, SECOND, ""}


def test_whoever_asks_is_shown_where_they_sit_and_where_a_point_names_them(database, conference, points, people):
    new = PointInput(FIRST, contact_name="Lê Thị An", contact_phone="0912345678")
    database.write(lambda tx: keeping.edit_point(tx, points[0].id, new, version=points[0].version))
    record = database.read(lambda tx: viewing.record(tx, people[0].person_id))
    assert FIRST in {each.value for each in record.kept}
    erasing.erase_in(database, people[0].person_id)
    (kept, _other) = database.read(lambda tx: keeping.list_points(tx, conference.id))
    assert (kept.point.contact_name, kept.point.contact_phone) == ("…", "")
