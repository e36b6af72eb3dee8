"""Badges: whose are printed, and whose have been printed as they would be today."""

from __future__ import annotations

import uuid

import pytest

from desktop import wording
from desktop.domain.codes import is_badge_code
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.errors import AppError
from desktop.domain.people import AttendeeInput
from desktop.papers import documents, making
from desktop.papers.badges import DOCUMENT
from desktop.papers.badges.options import BadgeOptions
from desktop.papers.tents.options import TentOptions
from desktop.services import attendees, conferences, groups, undoing
from desktop.services.attendance import walk_in

NEW = BadgeOptions(only_changed=True)


@pytest.fixture
def people(database, conference):
    """Three people, the first in a group."""

    def work(tx):
        group = groups.list_groups(tx, conference.id)[1]
        for name in ("Lê Thị An", "Trần Văn Bê", "Đỗ Văn Cờ"):
            attendees.add_attendee(
                tx, conference.id, AttendeeInput(full_name=name, role_group_id=group.id if name[-1] == "n" else None)
            )
        return {each.full_name: each for each in attendees.list_attendees(tx, conference.id)}

    return database.write(work)


def gathered(database, conference, options=NEW, name="badges", selection=EVERYONE):
    cards = database.read(lambda tx: documents.find(name).gather(tx, conference.id, selection, options))
    return [person.full_name for person in cards.people]


def printed(database, conference, options=NEW, name="badges", selection=EVERYONE):
    cards = database.write(lambda tx: making.make(tx, documents.find(name), conference.id, selection, options))
    return [person.full_name for person in cards.people]


def test_the_next_print_holds_only_who_is_new_or_changed(database, conference, people):
    assert printed(database, conference, BadgeOptions()) == ["Lê Thị An", "Trần Văn Bê", "Đỗ Văn Cờ"]
    with pytest.raises(AppError) as nothing:
        gathered(database, conference)
    assert nothing.value.code == "badges.nothing_new"
    assert "Thẻ đại biểu" in wording.error(nothing.value)

    def change(tx):
        old = people["Trần Văn Bê"]
        values = {"full_name": old.full_name, "position": "Chủ tịch"}
        attendees.edit_attendee(tx, old.id, AttendeeInput(**values), version=old.version)
        attendees.add_attendee(tx, conference.id, AttendeeInput(full_name="Ngô Thị Dung"))

    database.write(change)
    assert gathered(database, conference) == ["Trần Văn Bê", "Ngô Thị Dung"]
    assert printed(database, conference) == ["Trần Văn Bê", "Ngô Thị Dung"]
    with pytest.raises(AppError):
        gathered(database, conference)
    assert len(gathered(database, conference, BadgeOptions())) == 4  # all of them, whenever asked


def test_a_groups_own_word_makes_its_badges_changed_ones_is_copied_and_undone(database, conference, people):
    def word(typed):
        def work(tx):
            group = groups.list_groups(tx, conference.id)[1]
            values = {"title": group.title, "unit_kind": group.unit_kind, "role_word": typed}
            groups.edit_group(tx, group.id, version=group.version, **values)

        database.write(work)

    def words(conference_id):
        return [group.role_word for group in database.read(lambda tx: groups.list_groups(tx, conference_id))]

    printed(database, conference, BadgeOptions())
    word("  Học   viên ")
    assert gathered(database, conference) == ["Lê Thị An"]
    copy = database.write(lambda tx: conferences.copy_conference(tx, conference.id, title="Năm sau"))
    assert words(copy.id) == words(conference.id) == ["", "Học viên", "", "", ""]
    word("")
    entry = database.read(lambda tx: undoing.last_undoable(tx, desk=tx.desk))
    database.write(lambda tx: undoing.undo(tx, entry.id))
    assert words(conference.id)[1] == "Học viên"


def test_a_preview_is_no_print_and_tents_are_counted_apart(database, conference, people):
    gathered(database, conference)
    assert len(gathered(database, conference)) == 3
    printed(database, conference, selection=Selection(attendee_ids=(people["Lê Thị An"].id,)))
    assert gathered(database, conference) == ["Trần Văn Bê", "Đỗ Văn Cờ"]
    assert len(gathered(database, conference, TentOptions(only_changed=True), "tents")) == 3


def test_another_title_of_the_conference_makes_every_badge_a_changed_one(database, conference, people):
    printed(database, conference, BadgeOptions())
    database.write(
        lambda tx: conferences.edit_conference(tx, conference.id, version=conference.version, title="Tên khác")
    )
    assert len(gathered(database, conference)) == 3


def test_undo_passes_a_print_over_and_takes_the_mark_of_who_is_taken_off_with_it(database, conference, people):
    added = database.write(
        lambda tx: attendees.add_attendee(tx, conference.id, AttendeeInput(full_name="Ngô Thị Dung"))
    )
    printed(database, conference, BadgeOptions())
    line = database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))
    assert line.action == "attendee.added"
    undone = database.write(lambda tx: undoing.undo(tx, line.id))
    assert undone.removed >= 1
    with pytest.raises(AppError) as nothing:
        gathered(database, conference)
    assert nothing.value.code == "badges.nothing_new"
    assert added.full_name not in gathered(database, conference, BadgeOptions())


def test_who_comes_at_the_door_gets_a_badge_with_a_long_code(database, conference, people):
    database.write(lambda tx: walk_in(tx, conference.id, full_name="Vũ Văn Mới", token=uuid.uuid4()))
    cards = database.read(lambda tx: DOCUMENT.gather(tx, conference.id, EVERYONE, BadgeOptions()))
    codes = {bearer.full_name: bearer.code for bearer in cards.people}
    assert (len(codes["Lê Thị An"]), len(codes["Vũ Văn Mới"])) == (8, 10)
    assert all(map(is_badge_code, codes.values()))
    assert [bearer.number for bearer in cards.people] == [1, 2, 3, 4]
    assert [cards.group_place(bearer) for bearer in cards.people] == [1, None, None, None]


def test_nobody_to_print_is_told(database, conference):
    with pytest.raises(AppError) as nobody:
        gathered(database, conference, BadgeOptions())
    assert nobody.value.code == "document.nobody"


def test_a_badge_knows_no_phone_and_no_email(database, conference):
    given = AttendeeInput(full_name="Vũ Thị Phiên", phone="0912345678", email="phien@mau.vn")
    database.write(lambda tx: attendees.add_attendee(tx, conference.id, given))
    (person,) = database.read(lambda tx: DOCUMENT.gather(tx, conference.id, EVERYONE, BadgeOptions())).people
    assert (person.full_name, person.phone, person.email) == ("Vũ Thị Phiên", "", "")
