"""Who stands on a document: chosen by group, unit, session or one by one, in one order for every paper."""

from __future__ import annotations

import pytest

from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.people import AttendeeInput
from desktop.papers import making
from desktop.papers.attendance_sheet import DOCUMENT
from desktop.services import agenda, attendees, groups, people_on_paper, units
from desktop.services.attendance import cancel


@pytest.fixture
def filled(database, conference):
    """Three people of two groups and two units, and one with nothing but a name."""

    def work(tx):
        wards = [unit for unit in units.list_units(tx) if unit.kind == "ward"][:2]
        of_ward, other = groups.list_groups(tx, conference.id)[-1], groups.list_groups(tx, conference.id)[0]
        for name, unit, group in (
            ("Trần Văn Bê", wards[1].id, of_ward.id),
            ("Lê Thị An", wards[1].id, of_ward.id),
            ("Đỗ Văn Cờ", wards[0].id, other.id),
            ("Ngô Thị Dung", None, None),
        ):
            attendees.add_attendee(tx, conference.id, AttendeeInput(full_name=name, unit_id=unit, role_group_id=group))
        return wards, of_ward, other

    return database.write(work)


def names(database, conference, selection=EVERYONE, sort="unit"):
    return [
        each.full_name for each in database.read(lambda tx: people_on_paper.listed(tx, conference.id, selection, sort))
    ]


def test_people_stand_by_group_unit_and_given_name_or_by_given_name_alone(database, conference, filled):
    assert names(database, conference) == ["Đỗ Văn Cờ", "Lê Thị An", "Trần Văn Bê", "Ngô Thị Dung"]
    assert names(database, conference, sort="name") == ["Lê Thị An", "Trần Văn Bê", "Đỗ Văn Cờ", "Ngô Thị Dung"]


def test_a_choice_leaves_the_numbers_of_the_whole_list(database, conference, filled):
    wards, of_ward, _other = filled
    chosen = Selection(role_group_ids=(of_ward.id,), unit_ids=(wards[1].id,))
    found = database.read(lambda tx: people_on_paper.listed(tx, conference.id, chosen))
    assert [(each.number, each.full_name) for each in found] == [(2, "Lê Thị An"), (3, "Trần Văn Bê")]


def test_people_without_a_unit_or_group_can_be_chosen(database, conference, filled):
    wards, _of_ward, _other = filled
    assert names(database, conference, Selection(unit_ids=(None,))) == ["Ngô Thị Dung"]
    assert names(database, conference, Selection(unit_ids=(None, wards[0].id))) == ["Đỗ Văn Cờ", "Ngô Thị Dung"]
    assert names(database, conference, Selection(role_group_ids=(None,))) == ["Ngô Thị Dung"]


def test_chosen_people_of_another_group_stay_out(database, conference, filled):
    _wards, of_ward, _other = filled
    everyone = database.read(lambda tx: people_on_paper.listed(tx, conference.id, EVERYONE))
    keys = tuple(each.id for each in everyone)
    assert names(database, conference, Selection(attendee_ids=keys[:2])) == ["Đỗ Văn Cờ", "Lê Thị An"]
    assert names(database, conference, Selection(attendee_ids=keys, role_group_ids=(of_ward.id,))) == [
        "Lê Thị An",
        "Trần Văn Bê",
    ]


def test_a_session_chooses_the_groups_it_expects(database, conference, filled):
    _wards, of_ward, _other = filled
    session = database.read(lambda tx: agenda.list_sessions(tx, conference.id)[0])
    assert len(names(database, conference, Selection(session_ids=(session.id,)))) == 4
    database.write(
        lambda tx: agenda.edit_session(
            tx,
            session.id,
            version=session.version,
            title=session.title,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            audience=(of_ward.id,),
        )
    )
    assert names(database, conference, Selection(session_ids=(session.id,))) == ["Lê Thị An", "Trần Văn Bê"]


def test_who_cancelled_is_on_no_paper(database, conference, filled):
    first = database.read(lambda tx: people_on_paper.listed(tx, conference.id, EVERYONE))[0]
    database.write(lambda tx: cancel(tx, [first.id], reason="ốm"))
    assert first.full_name not in names(database, conference)


def test_a_document_is_cut_by_unit_in_their_order_and_nobody_is_lost(database, conference, filled):
    wards, _of_ward, _other = filled
    options = database.read(lambda tx: making.kept(tx, conference.id, DOCUMENT))
    parts = database.read(lambda tx: making.unit_parts(tx, DOCUMENT, conference.id, EVERYONE, options))
    assert [part.name for part in parts] == [wards[0].name, wards[1].name, ""]
    found = [name for part in parts for name in names(database, conference, part.selection)]
    assert sorted(found) == sorted(names(database, conference))
