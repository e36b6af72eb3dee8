"""Two who are one person, said at desks that were apart: the same at each once they met."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from desktop.domain.people import AttendeeInput
from desktop.services import (
    attendance,
    attendees,
    distinct_pairs,
    joining,
    journal,
    settling,
    undoing,
)
from desktop.services.desks.copying import place, take
from desktop.services.desks.exchange import from_bytes, to_bytes
from desktop.services.desks.merging import merge
from desktop.store.tables import DistinctPair
from desktop.store.upgrade import open_database
from tests.services.desks.laptops import Desk


def _join(desk: Desk, keep: str, gone: str) -> None:
    people = desk.hall.people
    desk.database.write(lambda tx: joining.join(tx, people[keep], people[gone]))


def _undo(desk: Desk) -> None:
    last = desk.database.read(lambda tx: undoing.last_undoable(tx, desk=desk.database.desk))
    desk.database.write(lambda tx: undoing.undo(tx, last.id))


def _names(desk: Desk) -> set[str]:
    return {row.full_name for row in desk.hall.report().rows}


def test_a_mark_for_somebody_joined_at_another_desk_counts_for_who_stays(desks: list[Desk]) -> None:
    one, two, _three = desks
    _join(one, "Nguyễn Thị Hà", "Trần Đức An")
    two.hall.let_in("Trần Đức An", "07:40")
    report = one.take(two)
    assert (report.new_marks, report.joins, report.doubts) == (1, 0, ())
    assert two.take(one).joins == 1
    for desk in (one, two):
        assert desk.hall.person("Nguyễn Thị Hà").status == "present"
        assert _names(desk) == set(desk.hall.people) - {"Trần Đức An"}
    assert one.content() == two.content()


def test_a_later_word_about_who_was_joined_is_a_word_about_who_stays(desks: list[Desk]) -> None:
    one, two, _three = desks
    _join(one, "Nguyễn Thị Hà", "Trần Đức An")
    two.database.write(lambda tx: attendance.cancel(tx, [two.hall.people["Trần Đức An"]], "ốm"))
    one.take(two)
    assert (one.hall.person("Nguyễn Thị Hà").state, one.hall.person("Nguyễn Thị Hà").state_reason) == (
        "cancelled",
        "ốm",
    )
    last = one.database.read(lambda tx: journal.recent(tx, limit=2))[-1]
    one.database.write(lambda tx: undoing.undo(tx, last.id))
    two.take(one)
    assert one.content() == two.content()
    states = {person.full_name: person.state for person in one.hall.at_the_door()}
    assert (states["Nguyễn Thị Hà"], states["Trần Đức An"]) == ("registered", "cancelled")


def test_a_join_that_says_that_somebody_came_after_all_says_so_at_every_desk(desks: list[Desk]) -> None:
    one, two, three = desks
    one.database.write(lambda tx: attendance.cancel(tx, [one.hall.people["Nguyễn Thị Hà"]], "ốm"))
    one.hall.let_in("Trần Đức An", "07:40")
    two.take(one)
    _join(one, "Nguyễn Thị Hà", "Trần Đức An")
    three.take(one)
    two.take(three)
    assert one.content() == two.content() == three.content()
    assert three.hall.person("Nguyễn Thị Hà").state == "registered"


def test_somebody_struck_out_as_one_too_many_at_another_desk_stays_as_the_other(desks: list[Desk]) -> None:
    one, two, _three = desks
    _join(one, "Nguyễn Thị Hà", "Trần Đức An")
    two.database.write(lambda tx: attendees.remove_attendees(tx, [two.hall.people["Nguyễn Thị Hà"]]))
    one.take(two)
    two.take(one)
    assert one.content() == two.content()
    assert _names(one) == set(one.hall.people) - {"Trần Đức An"}


def test_two_desks_that_joined_the_other_way_round_agree_and_the_later_word_counts(desks: list[Desk]) -> None:
    one, two, three = desks
    _join(one, "Nguyễn Thị Hà", "Trần Đức An")
    _join(two, "Trần Đức An", "Nguyễn Thị Hà")
    three.take(two)
    three.take(one)
    one.take(two)
    two.take(one)
    assert one.content() == two.content() == three.content()
    assert _names(one) == set(one.hall.people) - {"Nguyễn Thị Hà"}


def test_a_join_taken_back_after_desks_met_parts_them_everywhere(desks: list[Desk]) -> None:
    one, two, _three = desks
    one.hall.let_in("Nguyễn Thị Hà", "07:40")
    _join(one, "Nguyễn Thị Hà", "Trần Đức An")
    two.take(one)
    _undo(one)
    assert two.take(one).joins == 1
    one.take(two)
    assert one.content() == two.content()
    assert _names(two) == set(two.hall.people)
    assert two.hall.person("Trần Đức An").status == "unrecorded"


def test_pairs_who_are_two_people_are_known_at_every_desk(desks: list[Desk]) -> None:
    one, two, _three = desks
    first, second = sorted(list(one.hall.people.values())[:2])

    def say(tx: Any) -> None:
        tx.add(DistinctPair(conference_id=one.conference_id, first_id=first, second_id=second))

    for desk in (one, two):  # said at both: one pair
        desk.database.write(say)
    for desk, other in ((one, two), (two, one)):
        desk.take(other)
        pairs = desk.database.read(lambda tx: tx.execute(select(DistinctPair.first_id, DistinctPair.second_id)).all())
        assert pairs == [(first, second)]


def _pairs(desk: Desk) -> set[Any]:
    return set(desk.database.read(lambda tx: distinct_pairs.known(tx, desk.conference_id)))


def _tell_apart(desk: Desk, one: str, other: str) -> None:
    people = desk.hall.people
    desk.database.write(
        lambda tx: settling.tell_apart(
            tx, [[attendees.get_attendee(tx, people[one]), attendees.get_attendee(tx, people[other])]]
        )
    )


def test_two_people_taken_back_at_one_desk_do_not_come_back_from_another(desks: list[Desk]) -> None:
    one, two, three = desks
    _tell_apart(one, "Nguyễn Thị Hà", "Trần Đức An")
    assert two.take(one).pairs == 1
    three.take(two)
    _undo(one)
    assert one.take(two).pairs == 0
    assert two.take(one).pairs == 1
    three.take(two)
    assert _pairs(one) == _pairs(two) == _pairs(three) == set()
    _tell_apart(three, "Nguyễn Thị Hà", "Trần Đức An")  # the later word, said anew
    one.take(three)
    two.take(one)
    assert one.content() == two.content() == three.content()
    assert len(_pairs(two)) == 1


def test_who_is_another_than_one_of_two_who_are_one_is_another_than_both(desks: list[Desk]) -> None:
    desk = desks[0]
    people = desk.hall.people
    _tell_apart(desk, "Nguyễn Thị Hà", "Trần Đức An")
    _join(desk, "Lê Văn Vũ", "Trần Đức An")
    assert _pairs(desk) == {distinct_pairs.pair(people["Nguyễn Thị Hà"], people["Lê Văn Vũ"])}
    _undo(desk)
    assert _pairs(desk) == {distinct_pairs.pair(people["Nguyễn Thị Hà"], people["Trần Đức An"])}


def test_a_join_of_another_desk_fills_the_blanks_here_and_says_so(desks: list[Desk]) -> None:
    one, two, _three = desks
    people = one.hall.people
    for desk in (one, two):
        desk.database.write(
            lambda tx: attendees.edit_attendee(
                tx, people["Trần Đức An"], AttendeeInput(email="an@example.vn", note="đi xe riêng"), version=1
            )
        )
    _join(one, "Nguyễn Thị Hà", "Trần Đức An")
    report = two.take(one)
    assert (report.joins, report.filled) == (1, 1)
    here = two.database.read(lambda tx: attendees.get_attendee(tx, people["Nguyễn Thị Hà"]))
    assert (here.email, here.note) == ("an@example.vn", "đi xe riêng")
    assert two.take(one).filled == 0


def test_a_login_that_may_only_add_is_told_of_the_joins_it_may_not_take(desks: list[Desk]) -> None:
    one, two, _three = desks
    _join(two, "Nguyễn Thị Hà", "Trần Đức An")
    report = one.database.write(lambda tx: merge(tx, two.bundle(), adding_only=True))
    assert {each.code for each in report.unknown} == {"desk.not_allowed"}
    assert _names(one) == set(one.hall.people)


def test_a_file_of_a_version_without_words_taken_back_is_merged(desks: list[Desk]) -> None:
    one, two, _three = desks
    _tell_apart(two, "Nguyễn Thị Hà", "Trần Đức An")
    document = json.loads(to_bytes(two.bundle(), desk="Bàn 2"))
    document["version"] = 2
    pairs = document["tables"]["distinct_pair"]
    kept = [place for place, name in enumerate(pairs["columns"]) if name not in ("holds", "said_at")]
    pairs["columns"] = [pairs["columns"][place] for place in kept]
    pairs["rows"] = [[row[place] for place in kept] for row in pairs["rows"]]
    assert one.take(from_bytes(json.dumps(document).encode(), file="ban-2.json")).pairs == 1
    assert _pairs(one) == _pairs(two)


def test_a_file_of_a_version_without_joins_is_merged(desks: list[Desk]) -> None:
    one, two, _three = desks
    two.hall.let_in("Nguyễn Thị Hà", "07:40")
    document = json.loads(to_bytes(two.bundle(), desk="Bàn 2"))
    document["version"] = 1
    del document["tables"]["distinct_pair"]
    people = document["tables"]["attendee"]
    kept = [place for place, name in enumerate(people["columns"]) if not name.startswith(("joined_", "said_"))]
    people["columns"] = [people["columns"][place] for place in kept]
    people["rows"] = [[row[place] for place in kept] for row in people["rows"]]
    report = one.take(from_bytes(json.dumps(document).encode(), file="ban-2.json"))
    assert (report.new_marks, report.unknown) == (1, ())


def test_a_conference_copied_to_a_server_keeps_who_is_one(desks: list[Desk], postgresql: Any) -> None:
    one, _two, _three = desks
    _join(one, "Trần Đức An", "Nguyễn Thị Hà")
    _join(one, "Lê Văn Vũ", "Trần Đức An")
    server = open_database(postgresql.emptied(), desk="Máy chủ")
    try:
        whole = one.database.read(lambda tx: take(tx, one.conference_id))
        server.write(lambda tx: place(tx, whole))
        assert Desk(replace(one.hall, database=server)).content() == one.content()
    finally:
        server.close()
