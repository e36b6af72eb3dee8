"""Attendance sheets: who stands where, under which columns, and which numbers were taken."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.errors import AppError, NotFound
from desktop.domain.sheet_places import Box, PagePlaces, RowPlace
from desktop.services import journal, sheets, undoing
from desktop.store.tables import Attendee, Audience, Conference, Person, PrintedSheet, RoleGroup, TrainingSession, Unit
from desktop.store.upgrade import open_database


@pytest.fixture
def database(tmp_path: Path):
    database = open_database(tmp_path / "data.db", desk="Bàn 1")
    yield database
    database.close()


def fill(tx, *, sessions=(("Sáng", 8, 11), ("Chiều", 13, 17)), people=(), days=1):
    """A conference with two groups, two units and the people named as (name, group, unit)."""
    conference = Conference(number=101, title="Tập huấn #1", starts_on=dt.date(2018, 5, 23), locality="Hà Nội")
    tx.add(conference)
    tx.flush()
    for day in range(days):
        for title, first, last in sessions:
            start = dt.datetime(2018, 5, 23 + day, first)
            tx.add(
                TrainingSession(
                    conference_id=conference.id, title=title, starts_at=start, ends_at=start.replace(hour=last)
                )
            )
    groups = {
        name: RoleGroup(conference_id=conference.id, title=name, folded=name, place=place)
        for place, name in enumerate(["Nhóm B", "Nhóm A"])
    }
    units = {
        name: Unit(kind="ward", name=name, key=name, sort_key=name, place=place)
        for name, place in (("Phường 2", 1), ("Phường 1", 2))
    }
    tx.add_all([*groups.values(), *units.values()])
    tx.flush()
    for place, (name, group, unit) in enumerate(people):
        person = Person(full_name=name, name_key=name, sort_key=name)
        tx.add(person)
        tx.flush()
        tx.add(
            Attendee(
                conference_id=conference.id,
                person_id=person.id,
                code=f"1010{place:03d}",
                full_name=name,
                name_key=name,
                sort_key=name,
                unit_id=units[unit].id if unit else None,
                unit_name=unit,
                role_group_id=groups[group].id if group else None,
            )
        )
    tx.flush()
    return conference.id


PEOPLE = (
    ("D", "Nhóm A", "Phường 1"),
    ("C", "Nhóm A", "Phường 2"),
    ("B", "Nhóm B", "Phường 1"),
    ("A", "", ""),
    ("E", "Nhóm B", "Phường 1"),
)


def made(database, options, **values):
    values.setdefault("people", PEOPLE)
    return database.write(lambda tx: sheets.attendance_sheet(tx, fill(tx, **values), EVERYONE, options))


def names(content):
    return [row.full_name for block in content.blocks for row in block.rows]


def headings(content):
    return [[(heading.text, heading.number) for heading in block.headings] for block in content.blocks]


def test_role_groups_stand_in_their_order_and_units_in_theirs(database):
    content = made(database, SheetOptions())
    assert names(content) == ["B", "E", "C", "D", "A"]
    assert headings(content) == [
        [("Nhóm B", 1), ("Phường 1", None)],
        [("Nhóm A", 2), ("Phường 2", None)],
        [("Phường 1", None)],
        [("", 3), ("", None)],
    ]


def test_numbers_run_on_through_the_whole_sheet(database):
    content = made(database, SheetOptions())
    assert [row.number for block in content.blocks for row in block.rows] == [1, 2, 3, 4, 5]


def test_by_name_a_group_is_one_list_and_rows_name_their_unit(database):
    content = made(database, SheetOptions(sort="name"))
    assert names(content) == ["B", "E", "C", "D", "A"]
    assert [[heading.kind for heading in block.headings] for block in content.blocks] == [["group"]] * 3
    assert content.shows_unit


def test_by_unit_the_units_are_the_first_level(database):
    content = made(database, SheetOptions(group_by="unit"))
    assert headings(content) == [[("Phường 2", 1)], [("Phường 1", 2)], [("", 3)]]
    assert names(content) == ["C", "B", "E", "D", "A"] or names(content) == ["C", "B", "D", "E", "A"]
    assert not content.shows_unit


def test_one_list_by_name(database):
    content = made(database, SheetOptions(group_by="none", sort="name"))
    assert names(content) == ["A", "B", "C", "D", "E"]
    assert headings(content) == [[]]


def test_a_page_for_each_unit_repeats_the_group_it_stands_in(database):
    content = made(database, SheetOptions(page_per="unit"))
    assert [block.new_page for block in content.blocks] == [False, True, True, True]
    assert headings(content)[2] == [("Nhóm A", 2), ("Phường 1", None)]


def test_a_page_for_each_role_group(database):
    content = made(database, SheetOptions(page_per="role", group_by="none"))
    assert [block.new_page for block in content.blocks] == [False, True, False, True]


def test_only_registered_attendees_stand_on_a_sheet(database):
    def work(tx):
        conference = fill(tx, people=PEOPLE)
        tx.scalars(select(Attendee).where(Attendee.full_name == "B")).one().state = "cancelled"
        tx.flush()
        return sheets.attendance_sheet(tx, conference, EVERYONE, SheetOptions())

    assert "B" not in names(database.write(work))


def test_a_sheet_of_one_group(database):
    def work(tx):
        conference = fill(tx, people=PEOPLE)
        group = tx.scalars(select(RoleGroup.id).where(RoleGroup.title == "Nhóm A")).one()
        return sheets.attendance_sheet(tx, conference, Selection(role_group_ids=(group,)), SheetOptions())

    assert names(database.write(work)) == ["C", "D"]


def test_a_sheet_of_chosen_people_and_of_those_without_a_group(database):
    def work(tx):
        conference = fill(tx, people=PEOPLE)
        chosen = tuple(tx.scalars(select(Attendee.id).where(Attendee.full_name.in_(["E", "C"]))))
        some = sheets.attendance_sheet(tx, conference, Selection(attendee_ids=chosen), SheetOptions())
        stray = sheets.attendance_sheet(
            tx, conference, Selection(role_group_ids=(None,), unit_ids=(None,)), SheetOptions()
        )
        return names(some), names(stray)

    assert database.write(work) == (["E", "C"], ["A"])


def test_a_sheet_of_one_session_lists_whom_it_expects(database):
    def work(tx):
        conference = fill(tx, people=PEOPLE)
        group = tx.scalars(select(RoleGroup.id).where(RoleGroup.title == "Nhóm B")).one()
        session = tx.scalars(select(TrainingSession.id)).first()
        tx.add(Audience(training_session_id=session, role_group_id=group))
        tx.flush()
        return sheets.attendance_sheet(tx, conference, Selection(session_ids=(session,)), SheetOptions())

    assert names(database.write(work)) == ["B", "E"]


def test_every_day_has_a_morning_and_an_afternoon_column(database):
    content = made(database, SheetOptions(), days=2)
    assert [(column.day.day, column.half) for column in content.columns] == [
        (23, "morning"),
        (23, "afternoon"),
        (24, "morning"),
        (24, "afternoon"),
    ]


def test_several_sessions_in_a_half_day_share_its_column(database):
    content = made(database, SheetOptions(), sessions=(("Một", 8, 9), ("Hai", 9, 11)))
    (column,) = content.columns
    assert len(column.sessions) == 2


@pytest.mark.parametrize(
    ("start", "end", "halves"),
    [
        ("2018-05-23 08:00", "2018-05-23 11:30", ["morning"]),
        ("2018-05-23 08:00", "2018-05-23 12:30", ["morning"]),
        ("2018-05-23 08:00", "2018-05-23 17:00", ["morning", "afternoon"]),
        ("2018-05-23 11:45", "2018-05-23 12:30", ["morning"]),
        ("2018-05-23 12:00", "2018-05-23 12:45", ["afternoon"]),
        ("2018-05-23 13:30", "2018-05-23 18:30", ["afternoon"]),
        ("2018-05-23 19:00", "2018-05-23 21:00", ["evening"]),
        ("2018-05-23 13:30", "2018-05-24 11:00", ["afternoon", "evening", "morning"]),
    ],
)
def test_a_session_belongs_to_the_half_days_it_fills(start, end, halves):
    moments = (dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end))
    assert [column.half for column in sheets.half_days([(uuid.uuid4(), *moments)])] == halves


def test_chosen_sessions_are_one_column_each_with_their_titles(database):
    def work(tx):
        conference = fill(tx, people=PEOPLE)
        chosen = tuple(tx.scalars(select(TrainingSession.id).order_by(TrainingSession.starts_at.desc())))
        return sheets.attendance_sheet(tx, conference, Selection(session_ids=chosen), SheetOptions())

    assert [(column.half, column.title) for column in database.write(work).columns] == [("", "Sáng"), ("", "Chiều")]


def test_more_than_six_columns_lie_on_their_side(database):
    assert made(database, SheetOptions(), days=4).landscape


def test_too_many_columns_are_refused(database):
    with pytest.raises(AppError) as told:
        made(database, SheetOptions(), days=7)
    assert told.value.code == "sheet.too_many_columns"


def test_a_whole_course_lies_and_is_parted_where_its_columns_are_too_many(database):
    content = made(database, SheetOptions(layout="course"), days=8)
    assert content.landscape
    assert [len(part.columns) for part in content.sets] == [8, 8]
    assert all(part.blocks == content.blocks for part in content.sets)


def test_without_sessions_there_is_nothing_to_sign_for(database):
    with pytest.raises(AppError) as told:
        made(database, SheetOptions(), sessions=())
    assert told.value.code == "sheet.no_sessions"


def test_nobody_and_no_blank_line_is_refused(database):
    with pytest.raises(AppError) as told:
        made(database, SheetOptions(), people=())
    assert told.value.code == "sheet.no_attendees"


def test_nobody_but_blank_lines_is_a_sheet(database):
    assert made(database, SheetOptions(blank_lines=20), people=()).total == 0


def test_a_preview_takes_no_number_and_keeps_nothing(database):
    assert made(database, SheetOptions()).number is None
    assert database.read(lambda tx: tx.scalars(select(PrintedSheet)).all()) == []


def test_a_made_sheet_takes_the_next_number_and_is_kept(database):
    options = SheetOptions(blank_lines=3, group_by="unit")

    def work(tx):
        conference = fill(tx, people=PEOPLE)
        first = sheets.record_sheet(tx, conference, EVERYONE, SheetOptions())
        second = sheets.record_sheet(tx, conference, EVERYONE, options)
        (kept, older) = sheets.list_printed(tx, conference)
        rows = tx.get(PrintedSheet, kept.id).content["rows"]
        return first, second, kept, older, rows

    first, second, kept, older, rows = database.write(work)
    assert (first.number, second.number, kept.number, older.number) == (1, 2, 2, 1)
    assert (kept.options, kept.columns, kept.blank_lines, kept.rows) == (options, second.columns, 3, 5)
    assert [uuid.UUID(key) for key in rows] == [row.id for block in second.blocks for row in block.rows]


def test_the_newest_sheet_made_again_unchanged_is_the_same_sheet(database):
    def work(tx):
        conference = fill(tx, people=PEOPLE)

        def number(options=SheetOptions()):  # noqa: B008  # frozen
            return sheets.record_sheet(tx, conference, EVERYONE, options).number

        numbers = [number(), number()]
        numbers.append(number(SheetOptions(blank_lines=2)))
        numbers.append(number())  # another sheet lay between
        tx.scalars(select(Attendee).where(Attendee.full_name == "A")).one().state = "cancelled"
        tx.flush()
        numbers += [number(), number()]
        tx.scalars(select(PrintedSheet).where(PrintedSheet.number == numbers[-1])).one().entered = {"0": {"at": ""}}
        tx.flush()
        return [*numbers, number()]

    assert database.write(work) == [1, 1, 2, 3, 4, 4, 5]


def test_a_sheet_made_again_unchanged_keeps_its_token_and_another_has_its_own(database):
    tokens = iter(["04821", "31415"])

    def work(tx):
        conference = fill(tx, people=PEOPLE)

        def token(options):
            return sheets.record_sheet(tx, conference, EVERYONE, options, token=lambda: next(tokens)).token

        made = [token(SheetOptions()), token(SheetOptions()), token(SheetOptions(blank_lines=2))]
        return made, [each.token for each in sheets.list_printed(tx, conference)]

    assert database.write(work) == (["04821", "04821", "31415"], ["31415", "04821"])


def test_a_sheet_of_an_earlier_version_gets_a_token_when_it_is_made_again(database):
    def work(tx):
        conference = fill(tx, people=PEOPLE)
        sheets.record_sheet(tx, conference, EVERYONE, SheetOptions(), token=lambda: "")
        before = sheets.list_printed(tx, conference)[0].token
        made = sheets.record_sheet(tx, conference, EVERYONE, SheetOptions(), token=lambda: "04821")
        return before, (made.number, made.token), sheets.list_printed(tx, conference)[0].token

    assert database.write(work) == ("", (1, "04821"), "04821")


def page(height):
    """A page with one row so high."""
    return PagePlaces(
        1, None, 210, 297, Box(183, 275, 12, 12), Box(30, 21, 165, height), (), (RowPlace(1, 30.125, height),)
    )


def test_each_way_in_which_a_sheet_was_laid_out_is_kept_once_the_newest_first(database):
    conference = database.write(lambda tx: fill(tx, people=PEOPLE))
    made = database.write(lambda tx: sheets.record_sheet(tx, conference, EVERYONE, SheetOptions()))
    version = database.read(lambda tx: tx.get(PrintedSheet, made.sheet_id).version)
    assert database.read(lambda tx: sheets.places(tx, conference, 1)) == []
    for height in (9.5, 9.5, 12.25):
        database.write(lambda tx, height=height: sheets.keep_places(tx, made.sheet_id, (page(height),)))
    assert database.read(lambda tx: sheets.places(tx, conference, 1)) == [(page(12.25),), (page(9.5),)]
    assert database.read(lambda tx: tx.get(PrintedSheet, made.sheet_id).version) == version  # nobody's entry is refused
    with pytest.raises(NotFound):
        database.read(lambda tx: sheets.places(tx, conference, 2))


@pytest.mark.parametrize("layout", ["half-day", "course"])
def test_every_layout_is_one_sheet_that_keeps_all_columns_and_whom_it_was_for(database, layout):
    def work(tx):
        conference = fill(tx, people=PEOPLE, days=7)
        chosen = tuple(tx.scalars(select(Attendee.id).where(Attendee.full_name != "A")))
        units = (*tx.scalars(select(Unit.id)), None)
        selection = Selection(attendee_ids=chosen, unit_ids=units)
        sheets.record_sheet(tx, conference, selection, SheetOptions(layout=layout))
        return selection, sheets.list_printed(tx, conference)

    selection, (kept,) = database.write(work)
    assert (kept.options, len(kept.columns), kept.rows) == (SheetOptions(layout=layout), 14, 4)
    assert kept.selection == selection


def test_a_sheet_kept_by_another_version_is_still_read(database):
    def work(tx):
        conference = fill(tx, people=PEOPLE)
        sheets.record_sheet(tx, conference, EVERYONE, SheetOptions(blank_lines=2))
        row = tx.scalars(select(PrintedSheet)).one()
        options = {"sessions": [], "group_by": "role", "sort": "unit", "page_per": "none", "blank_lines": 2}
        row.content = {**row.content, "options": {**options, "role_group_ids": [], "unit_ids": [], "newer": 1}}
        tx.flush()
        return sheets.list_printed(tx, conference)[0].options

    assert database.write(work) == SheetOptions(sort="unit", blank_lines=2)


def test_a_number_once_taken_is_never_given_again(database):
    def work(tx):
        conference = fill(tx, people=PEOPLE)
        sheets.record_sheet(tx, conference, EVERYONE, SheetOptions())
        undoing.undo(tx, journal.latest(tx))
        assert sheets.list_printed(tx, conference) == []
        return sheets.record_sheet(tx, conference, EVERYONE, SheetOptions()).number

    assert database.write(work) == 2
