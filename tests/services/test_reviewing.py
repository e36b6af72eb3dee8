"""The queue of what somebody should review: each case with its reason, settled by whatever mends it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from desktop.domain.attendance import Doubt, MarkKind, Method
from desktop.domain.errors import AppError
from desktop.domain.importing import OnMatch
from desktop.domain.people import AttendeeInput, AttendeeView, ConferenceView
from desktop.domain.reviewing import Case, CaseKind, Choice, ReviewAnswer, as_review, doubted
from desktop.services import agenda, attendees, conferences, joining, units
from desktop.services.attendance import marking
from desktop.store.database import Database
from tests.services.importing.desk import Desk
from tests.services.review_queue import Queue


def answer(case: Case, wanted: ReviewAnswer) -> Choice:
    return next(choice for choice in case.choices if choice.answer is wanted)


@pytest.fixture
def queue(database: Database, conference: ConferenceView) -> Queue:
    return Queue(database, conference.id)


@pytest.fixture
def desk(queue: Queue) -> Desk:
    return Desk(queue.database, queue.conference_id)


# -- two who may be one -------------------------------------------------------------------------------------------------


def test_a_walk_in_of_the_name_and_unit_of_somebody_on_the_list_may_be_the_same_person(queue: Queue) -> None:
    listed = queue.add("Trần Thị Lụa", unit="P. Bạch Đằng", position="Công chức")
    walk_in = queue.walk_in("Trần Thị Lụa", "P. Bạch Đằng")
    case = queue.one()
    assert (case.kind, case.code) == (CaseKind.DUPLICATE, "duplicate.at_the_door")
    assert [person.id for person in case.people] == [listed.id, walk_in], "the one on the list is proposed to stay"
    assert case.details["agree"] == ("unit",)


def test_the_same_name_in_another_unit_is_another_person(queue: Queue) -> None:
    queue.add("Trần Thị Lụa", unit="P. Bạch Đằng")
    queue.add("Trần Thị Lụa", unit="P. Bạch Mai")
    assert queue.cases() == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"birth": "1/2/1975"}, {"birth": "3/4/1980"}),
        ({"gender": "male"}, {"gender": "female"}),
        ({"phone": "0912000111", "position": "Chủ tịch"}, {"phone": "0987000222", "position": "Văn thư"}),
    ],
)
def test_two_clear_namesakes_of_a_unit_are_no_case(queue: Queue, first: Any, second: Any) -> None:
    for fields in (first, second):
        queue.add("Nguyễn Thị Hà", unit="P. Bạch Đằng", **fields)
    assert queue.cases() == []


def test_other_tones_are_another_name_unless_the_phone_is_the_same(queue: Queue) -> None:
    queue.add("Nguyễn Thị Hà", unit="P. Bạch Đằng", phone="0912000111")
    queue.add("Nguyễn Thị Hạ", unit="P. Bạch Đằng")
    assert queue.cases() == []
    queue.add("Nguyễn Thị Hạ", unit="P. Bạch Mai", phone="0912000111")
    assert queue.one().details["differ"] == ("full_name", "unit")


def test_a_person_registered_once_more_by_hand_is_a_case_whatever_the_unit(queue: Queue) -> None:
    queue.add("Lê Văn Thử", birth="12/3/1975", unit="P. Bạch Đằng")
    queue.add("Lê Văn Thử", birth="12/3/1975", unit="P. Bạch Mai")
    assert queue.one().kind is CaseKind.DUPLICATE


def test_a_person_of_the_directory_registered_twice_is_a_case_whatever_the_names(
    queue: Queue, database: Database
) -> None:
    """As after a join in another conference, in which both were registered too."""
    names = {"Trịnh Bảo Kha": {"unit": "P. Bạch Đằng", "phone": "0911000111"}, "Trịnh B. Kha": {"phone": "0911000333"}}
    other = database.write(lambda tx: conferences.create_conference(tx, title="Hội nghị khác")).id
    elsewhere = Queue(database, other)
    here = [queue.add(name, **fields) for name, fields in names.items()]
    there = [elsewhere.add(name, **fields) for name, fields in names.items()]
    assert queue.cases() == elsewhere.cases() == []
    database.write(lambda tx: joining.join(tx, here[0].id, here[1].id))
    case = elsewhere.one()
    assert (case.kind, {each.id for each in case.people}) == (CaseKind.DUPLICATE, {each.id for each in there})
    elsewhere.settle(case, answer(case, ReviewAnswer.JOIN))
    assert elsewhere.cases() == queue.cases() == []


def test_rows_kept_once_more_by_an_import_are_cases(queue: Queue, desk: Desk) -> None:
    row = ("Lê Văn Thử", "23/5/1975", "Chủ tịch", "P. Bạch Đằng")
    desk.bring_in(row)
    desk.bring_in((*row[:2], "Phó Chủ tịch", row[3]), on_match=OnMatch.KEEP_BOTH)
    assert queue.one().details["differ"] == ("position",)


def test_two_people_are_remembered_as_two_and_that_can_be_undone(queue: Queue) -> None:
    for _time in range(2):
        queue.add("Lê Văn Thử", unit="P. Bạch Đằng")
    case = queue.one()
    queue.settle(case, answer(case, ReviewAnswer.APART))
    assert queue.cases() == []
    queue.undo()
    assert queue.one().key == case.key


def test_whom_an_import_was_told_to_be_another_person_is_not_asked_of_again(queue: Queue, desk: Desk) -> None:
    from tests.services.importing.desk import loaded, people

    desk.bring_in(("Lê Văn Thử", "", "Chủ tịch", "P. Bạch Đằng", "0912000111"))
    file = loaded(*people(("Lê Văn Thử", "", "Văn thư", "P. Bạch Đằng", "")))
    place = ("danh-sach.xlsx", "DS", 2)
    desk.apply(desk.plan(file, matches={place: None}))
    assert len(desk.attendees()) == 2
    assert queue.cases() == []
    desk.undo()
    assert len(desk.attendees()) == 1


@pytest.mark.parametrize("way", ["join", "remove", "edit"])
def test_a_suspected_duplicate_is_settled_by_whatever_makes_it_untrue(queue: Queue, way: str) -> None:
    first = queue.add("Lê Văn Thử", unit="P. Bạch Đằng")
    second = queue.add("Lê Văn Thử", unit="P. Bạch Đằng")
    if way == "join":
        queue.settle(queue.one())
    elif way == "remove":
        queue.database.write(lambda tx: attendees.remove_attendees(tx, [second.id]))
    else:
        queue.database.write(
            lambda tx: attendees.edit_attendee(tx, first.id, AttendeeInput(full_name="Lê Văn Thạo"), version=1)
        )
    assert queue.cases() == []
    queue.undo()
    assert queue.one().kind is CaseKind.DUPLICATE


def test_all_pairs_in_which_nothing_differs_are_joined_by_one_word_and_one_undo(queue: Queue) -> None:
    for name in ("Lê Văn Một", "Lê Văn Hai", "Lê Văn Ba"):
        queue.add(name, unit="P. Bạch Đằng")
        queue.walk_in(name, "P. Bạch Đằng")
    first, *others = queue.cases()
    assert queue.settle(first, alike=others) == 3
    assert queue.cases() == []
    queue.undo()
    assert len(queue.cases()) == 3


def pairs_that_fill_each_other(queue: Queue) -> list[Case]:
    """Of the first pair only the second says anything more, of the other pair only the first, but for the position."""
    units_of = ("P. Bạch Đằng", "P. Bạch Mai")
    queue.add("Khúc Thị Mây", unit=units_of[0], phone="0912000111")
    queue.add("Khúc Thị Mây", unit=units_of[0], phone="0912000111", position="Văn thư", note="ăn chay")
    queue.add("Khúc Văn Gió", unit=units_of[1], phone="0912000222", position="Chủ tịch", note="đến muộn")
    queue.add("Khúc Văn Gió", unit=units_of[1], phone="0912000222", position="Phó Chủ tịch")
    return sorted(queue.cases(), key=lambda case: case.full_name)


@pytest.mark.parametrize(("second", "position"), [(False, "Chủ tịch"), (True, "Phó Chủ tịch")])
def test_what_is_taken_of_one_pair_wipes_nothing_of_the_pairs_alike(queue: Queue, second: bool, position: str) -> None:
    shown, other = pairs_that_fill_each_other(queue)
    assert shown.full_name == "Khúc Thị Mây"
    taken = frozenset({"position", "note"})
    assert queue.settle(shown, alike=[other], take=taken, second=second) == 2
    mine, theirs = (queue.get(case.people[0].id) for case in (shown, other))
    assert (mine.position, mine.note) == ("Văn thư", "ăn chay")
    assert (theirs.position, theirs.note) == (position, "đến muộn")


def test_a_unit_that_nobody_proposed_holds_for_all_alike(queue: Queue) -> None:
    for name in ("Khúc Thị Mây", "Khúc Văn Gió", "Khúc Văn Núi"):
        queue.walk_in(name, "Hội Chim cảnh")
    first, *others = queue.cases()
    typed = Choice(ReviewAnswer.SET_UNIT, "", queue.unit("P. Bạch Mai"))
    assert queue.settle(first, typed, alike=others) == 3
    assert queue.cases() == []


def test_three_who_are_one_are_joined_by_one_word(queue: Queue) -> None:
    for _time in range(3):
        queue.add("Lê Văn Ba", unit="P. Bạch Đằng")
    first, *others = queue.cases()
    assert len(others) == 2
    queue.settle(first, alike=others)
    assert queue.cases() == []


# -- units --------------------------------------------------------------------------------------------------------------


def set_by_form(queue: Queue, key: uuid.UUID, unit_id: uuid.UUID) -> None:
    version = queue.get(key).version
    queue.database.write(lambda tx: attendees.edit_attendee(tx, key, AttendeeInput(unit_id=unit_id), version=version))


def set_for_many(queue: Queue, key: uuid.UUID, unit_id: uuid.UUID) -> None:
    queue.database.write(lambda tx: attendees.set_unit(tx, [key], unit_id))


def add_to_directory(queue: Queue, _key: uuid.UUID, _unit_id: uuid.UUID) -> None:
    queue.database.write(lambda tx: units.add_unit(tx, "Hội Sinh vật cảnh"))


def add_spelling(queue: Queue, _key: uuid.UUID, unit_id: uuid.UUID) -> None:
    version = queue.database.read(lambda tx: units.get_unit(tx, unit_id)).version
    queue.database.write(lambda tx: units.edit_unit(tx, unit_id, version=version, aliases=["Hội sinh vật cảnh"]))


def remove(queue: Queue, key: uuid.UUID, _unit_id: uuid.UUID) -> None:
    queue.database.write(lambda tx: attendees.remove_attendees(tx, [key]))


@pytest.mark.parametrize("mend", [set_by_form, set_for_many, add_to_directory, add_spelling, remove])
def test_an_unknown_unit_is_settled_by_whatever_mends_it_and_undo_brings_it_back(
    queue: Queue, mend: Callable[[Queue, uuid.UUID, uuid.UUID], None]
) -> None:
    key = queue.walk_in("Trịnh Văn Khách", "Hội Sinh vật cảnh")
    case = queue.one()
    assert (case.kind, case.code, case.details["value"]) == (CaseKind.UNIT, "unit.unknown", "Hội Sinh vật cảnh")
    mend(queue, key, queue.unit("P. Bạch Đằng"))
    assert queue.cases() == []
    if mend is not remove:
        assert queue.get(key).unit_id is not None
    queue.undo()
    assert queue.one().key == case.key


def test_a_unit_added_to_the_directory_takes_in_all_who_name_it(queue: Queue) -> None:
    for name, unit in (("Lê Văn Một", "Hội Sinh vật cảnh"), ("Lê Văn Hai", "HỘI SINH VẬT CẢNH")):
        queue.walk_in(name, unit)
    first, other = queue.cases()
    assert first.alike == other.alike
    queue.settle(first, answer(first, ReviewAnswer.ADD_UNIT))
    assert queue.cases() == []
    queue.undo()
    assert len(queue.cases()) == 2
    assert queue.database.read(lambda tx: units.find_unit(tx, "Hội Sinh vật cảnh")) is None


def test_a_misspelt_unit_proposes_the_one_it_is_like(queue: Queue) -> None:
    queue.walk_in("Lê Văn Một", "Phường Bạch Đằgn")
    proposed = queue.one().choices[0]
    assert (proposed.answer, proposed.id) == (ReviewAnswer.SET_UNIT, queue.unit("P. Bạch Đằng"))
    queue.settle(queue.one())
    assert queue.cases() == []


def test_a_row_without_a_unit_is_a_case_until_it_has_one_or_somebody_says_that_it_needs_none(
    queue: Queue, desk: Desk
) -> None:
    desk.bring_in(("Lê Văn Một", "1975"), ("Lê Văn Hai", "1976"), ("Lê Văn Ba", "1977"))
    assert queue.codes() == ["unit.missing"] * 3
    first, *others = queue.cases()
    queue.settle(first)
    assert len(queue.cases()) == 2
    assert queue.settle(others[0], alike=others[1:]) == 2
    assert queue.cases() == []
    queue.undo()
    assert len(queue.cases()) == 2


def test_an_update_by_an_import_settles_the_unit(queue: Queue, desk: Desk) -> None:
    desk.bring_in(("Lê Văn Một", "1/2/1975"))
    assert queue.codes() == ["unit.missing"]
    desk.bring_in(("Lê Văn Một", "1/2/1975", "", "P. Bạch Đằng"))
    assert queue.cases() == []


def test_a_new_unit_that_is_like_a_known_one_is_settled_for_all_its_people_at_once(queue: Queue, desk: Desk) -> None:
    desk.bring_in(*((f"Lê Văn {name}", "", "", "Phường Bạch Đằgn") for name in ("Một", "Hai", "Ba")))
    first, *others = queue.cases()
    assert (first.code, len(others)) == ("unit.suggestion", 2)
    assert {other.alike for other in others} == {first.alike}
    assert queue.settle(first, alike=others) == 3
    assert {person.unit_id for person in desk.attendees()} == {queue.unit("P. Bạch Đằng")}
    assert queue.cases() == []
    queue.undo()
    assert len(queue.cases()) == 3
    first, *others = queue.cases()
    queue.settle(first, answer(first, ReviewAnswer.KEEP), alike=others)
    assert queue.cases() == []


def test_units_merged_settle_the_doubt_about_the_one_that_went(queue: Queue, desk: Desk) -> None:
    desk.bring_in(("Lê Văn Một", "", "", "Phường Bạch Đằgn"))
    gone = desk.attendees()[0].unit_id
    assert gone is not None
    queue.database.write(lambda tx: units.merge_units(tx, queue.unit("P. Bạch Đằng"), gone))
    assert queue.cases() == []


# -- what an import doubted of a field ----------------------------------------------------------------------------------

ODD = ("Lê Văn Một", "30/2/1975", "Chủ tịch", "P. Bạch Đằng", "09x")


def test_what_an_import_doubted_and_let_in_is_told_with_its_reason(queue: Queue, desk: Desk) -> None:
    desk.bring_in(ODD)
    assert queue.codes() == ["birth.unreadable", "phone.unusual"]
    case = next(case for case in queue.cases() if case.field == "birth")
    assert case.details["value"] == "30/2/1975"


@pytest.mark.parametrize("way", ["form", "queue", "keep", "import"])
def test_a_doubted_field_is_settled_by_another_value_or_by_the_word_that_it_is_right(
    queue: Queue, desk: Desk, way: str
) -> None:
    desk.bring_in(ODD)
    person = desk.attendees()[0]
    case = next(case for case in queue.cases() if case.field == "birth")
    given = AttendeeInput(birth="28/2/1975")
    if way == "form":
        queue.database.write(lambda tx: attendees.edit_attendee(tx, person.id, given, version=person.version))
    elif way == "queue":
        queue.settle(case, Choice(ReviewAnswer.SET_VALUE, "28/2/1975"))
    elif way == "keep":
        queue.settle(case)
    else:
        desk.bring_in(("Lê Văn Một", "28/2/1975", "Chủ tịch", "P. Bạch Đằng", ""))
    assert queue.codes() == ["phone.unusual"], "the other doubt stays"
    queue.undo()
    assert queue.codes() == ["birth.unreadable", "phone.unusual"]


def test_what_the_field_refuses_settles_nothing(queue: Queue, desk: Desk) -> None:
    desk.bring_in(ODD[:4])
    case = queue.one()
    with pytest.raises(AppError) as refused:
        queue.settle(case, Choice(ReviewAnswer.SET_VALUE, "31/2/1975"))
    assert refused.value.code == "field.birth"
    assert queue.one().key == case.key


def test_a_value_that_somebody_clears_again_is_no_case_anew(queue: Queue, desk: Desk) -> None:
    desk.bring_in(ODD[:4])
    person = desk.attendees()[0]
    for birth in ("28/2/1975", ""):
        version = queue.get(person.id).version
        given = AttendeeInput(birth=birth)
        queue.database.write(lambda tx, v=version, g=given: attendees.edit_attendee(tx, person.id, g, version=v))
    assert queue.cases() == []


def test_a_stale_case_is_refused_and_says_so(queue: Queue, desk: Desk) -> None:
    desk.bring_in(ODD[:4])
    case = queue.one()
    queue.database.write(lambda tx: attendees.set_unit(tx, [case.people[0].id], queue.unit("P. Bạch Mai")))
    with pytest.raises(AppError) as refused:
        queue.settle(case)
    assert refused.value.code.startswith("conflict.")


def test_the_column_of_former_versions_still_names_its_field() -> None:
    assert doubted("unit.missing") == {"unit"}
    assert doubted("") == frozenset()


def test_more_fields_than_the_column_holds_are_cut_at_a_whole_name() -> None:
    every = frozenset({"full_name", "gender", "birth", "position", "unit", "phone", "email", "note"})
    text = as_review(every)
    assert len(text) <= 40
    assert doubted(text) < every


# -- attendance ---------------------------------------------------------------------------------------------------------


def in_twice(queue: Queue, *people: AttendeeView) -> None:
    starts = dt.datetime(2018, 5, 23, 8)

    def work(tx: Any) -> None:
        session = agenda.list_sessions(tx, queue.conference_id)[0]
        for person in people:
            for minute, at_desk in enumerate(("Bàn 1", "Bàn 2")):
                at = (starts + dt.timedelta(minutes=minute)).astimezone(dt.UTC)
                pair = (session.id, person.id)
                marking.write(tx, [marking.draft(tx, pair, MarkKind.IN, Method.SCAN, at=at, desk=at_desk)])

    queue.database.write(work)


def test_all_who_were_let_in_twice_keep_their_first_mark_by_one_word_and_one_undo(queue: Queue) -> None:
    in_twice(queue, *(queue.add(f"Lê Văn {name}", unit="P. Bạch Đằng") for name in ("Một", "Hai", "Ba")))
    first, *others = queue.cases()
    assert (first.kind, first.code, len(others)) == (CaseKind.ATTENDANCE, Doubt.TWICE, 2)
    assert queue.settle(first, alike=others, reason="ghi trùng") == 3
    assert queue.cases() == []
    queue.undo()
    assert len(queue.cases()) == 3


def test_who_is_in_but_off_the_list_is_put_back(queue: Queue) -> None:
    person = queue.add("Lê Văn Một", unit="P. Bạch Đằng")
    in_twice(queue, person)
    queue.database.write(lambda tx: attendees.remove_attendees(tx, [person.id]))
    case = queue.one()
    assert case.choices == (Choice(ReviewAnswer.REINSTATE),)
    queue.settle(case)
    assert queue.one().code == Doubt.TWICE


def test_desks_and_viewers_see_doubtful_attendance_alone_and_viewers_settle_nothing(queue: Queue) -> None:
    in_twice(queue, queue.add("Lê Văn Một", unit="P. Bạch Đằng"))
    queue.walk_in("Trịnh Văn Khách", "Hội Sinh vật cảnh")
    for role, choices in (("desk", 2), ("viewer", 0)):
        (case,) = queue.cases(role)
        assert (case.kind, len(case.choices)) == (CaseKind.ATTENDANCE, choices)
