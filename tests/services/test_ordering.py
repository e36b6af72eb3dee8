"""People stand by rank inside their unit, everywhere in one order, by a table that the office keeps with its data."""

from __future__ import annotations

import pytest

from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import Conflict, InvalidInput
from desktop.domain.people import AttendeeInput
from desktop.services import (
    agenda,
    attendees,
    groups,
    journal,
    ordering,
    people_on_paper,
    ranking,
    seating,
    undoing,
    units,
)
from desktop.services.attendance import looking, workbook
from desktop.services.desks import bundles

SENT = (
    ("Trần Văn Bê", "Chuyên viên", 0),
    ("Lê Thị An", "PCT UBND", 0),
    ("Đỗ Văn Cờ", "Chủ tịch UBND phường", 1),
    ("Võ Văn Dần", "Thợ mộc", 0),
    ("Ngô Thị Én", "Chủ tịch", 0),
    ("Hà Thị Ánh", "Chuyên viên", 0),
)
BY_RANK = ["Ngô Thị Én", "Lê Thị An", "Hà Thị Ánh", "Trần Văn Bê", "Võ Văn Dần", "Đỗ Văn Cờ"]


@pytest.fixture
def filled(database, conference):
    """Five people of one ward as it sent them, of two role groups, and one of the next ward."""

    def work(tx):
        wards = [unit for unit in units.list_units(tx) if unit.kind == "ward"][:2]
        some = groups.list_groups(tx, conference.id)
        for place, (name, position, ward) in enumerate(SENT):
            given = AttendeeInput(
                full_name=name, position=position, unit_id=wards[ward].id, role_group_id=some[-1 - place % 2].id
            )
            attendees.add_attendee(tx, conference.id, given)

    database.write(work)
    return conference.id


def names(database, conference_id, sort="rank"):
    return [each.full_name for each in database.read(lambda tx: attendees.list_attendees(tx, conference_id, sort=sort))]


def test_unless_told_otherwise_people_stand_by_unit_rank_and_given_name(database, filled):
    assert names(database, filled) == BY_RANK
    assert [each.full_name for each in database.read(lambda tx: attendees.list_attendees(tx, filled))] == BY_RANK


def test_paper_export_workbook_and_seats_follow_the_same_order(database, filled):
    from desktop.services import exporting

    def work(tx):
        listed = attendees.list_attendees(tx, filled)
        name = {each.id: each.full_name for each in listed}
        agenda.add_half_days(tx, filled, *[agenda.list_sessions(tx, filled)[0].starts_at.date()] * 2)
        sections = seating._sections(tx, filled, "unit", set(name))
        return {
            "paper": [each.full_name for each in people_on_paper.listed(tx, filled, EVERYONE)],
            "export": [row[0] for row in exporting.export_attendees(tx, filled, ["full_name"]).rows],
            "workbook": [each.full_name for each in workbook.content(tx, filled).lines],
            "seats": [name[key] for section in sections for key in section],
            "door": sorted((each.full_name for each in door(tx)), key=BY_RANK.index),
        }

    def door(tx):
        return looking.door_people(tx, agenda.list_sessions(tx, filled)[0].id)

    found = database.write(work)
    assert found == dict.fromkeys(found, BY_RANK)


def test_the_order_of_a_unit_may_stay_as_it_was_sent(database, filled):
    assert names(database, filled, "sent") == [
        "Trần Văn Bê", "Lê Thị An", "Võ Văn Dần", "Ngô Thị Én", "Hà Thị Ánh", "Đỗ Văn Cờ",
    ]  # fmt: skip


def test_the_board_keeps_role_groups_together(database, filled):
    def work(tx):
        people = looking.door_people(tx, agenda.list_sessions(tx, filled)[0].id)
        return [each.role_group for each in people]

    found = database.read(work)
    assert found == sorted(found, key=list(dict.fromkeys(found)).index)


def test_an_order_there_is_not_is_refused(database, filled):
    with pytest.raises(InvalidInput, match=r"attendees\.unknown_order"):
        names(database, filled, "age")


def test_the_offices_own_table_holds_for_every_list_and_is_undone(database, filled):
    database.write(lambda tx: ranking.edit(tx, "Thợ mộc\nChuyên viên", version=0))
    assert names(database, filled)[:3] == ["Võ Văn Dần", "Hà Thị Ánh", "Trần Văn Bê"]
    database.write(lambda tx: undoing.undo(tx, journal.latest(tx)))
    assert names(database, filled) == BY_RANK


def test_two_who_edit_the_table_at_once_are_told(database, filled):
    database.write(lambda tx: ranking.edit(tx, "Thợ mộc", version=0))
    version, lines = database.read(ranking.table)
    assert lines == ("Thợ mộc",)
    database.write(lambda tx: ranking.edit(tx, "Thợ mộc\nChủ tịch", version=version))
    with pytest.raises(Conflict):
        database.write(lambda tx: ranking.edit(tx, "Chủ tịch", version=version))


def test_positions_in_no_line_are_told(database, filled):
    given = database.read(ranking.in_force)
    assert database.read(lambda tx: ranking.not_listed(tx, filled, given)) == ["Thợ mộc"]


def test_the_table_travels_with_a_desk_and_the_newer_one_counts(database, filled):
    database.write(lambda tx: ranking.edit(tx, "Thợ mộc", version=0))
    (brought,) = database.read(lambda tx: bundles.gather(tx, [filled])).rows("rank_table")
    newer = {**brought, "version": brought["version"] + 1, "lines": "Chuyên viên"}
    for given, lines in ((newer, ("Chuyên viên",)), (brought, ("Chuyên viên",))):
        database.write(lambda tx, given=given: ranking.take_in(tx, [given]))
        assert database.read(ranking.table)[1] == lines


def test_everyone_is_listed_once(database, filled):
    found = database.read(lambda tx: ordering.everyone(tx, filled, groups_first=True))
    assert len(found) == len(set(found)) == len(SENT)
