"""What is chosen is written in one step: undone as one, done again as one, and nobody who changed meanwhile is overwritten."""

from __future__ import annotations

import dataclasses
import tempfile
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.domain.errors import AppError
from desktop.domain.people import AttendeeInput
from desktop.services import attendees, conferences, joining, journal, tidying, units
from desktop.store import schema
from desktop.store.tables import Attendee
from desktop.store.upgrade import open_database
from tests.services.conftest import prepare
from tests.services.tidying.conftest import AGENCY, OTHER_WARD, WARD, Hall

UNTIDY = (
    ("NGUYỄN THỊ HÀ", "PCT UBND", "P.Bạch Mai"), ("Bà lê thị hoà", "phó chủ tịch UBND", WARD),
    ("Trần Văn Nam", "Trưởng phòng Nội vụ", AGENCY), ("Đỗ Văn Bảy", "TP", "UBND Phường Đại La Mới"),
)  # fmt: skip
_BOOKKEEPING = {"version", "state_at"}


def contents(hall: Hall) -> dict[str, Any]:
    """Every row of people and units with all that it says; not who wrote when."""
    found: dict[str, Any] = {}
    for name in ("attendee", "person", "unit", "unit_name", "unit_alias", "unit_succession", "quota", "attendance"):
        table = schema.table(name)
        columns = [column for column in table.c if column.name not in _BOOKKEEPING]
        rows = hall.database.read(lambda tx, wanted=columns: [tuple(row) for row in tx.execute(select(*wanted))])
        found[name] = sorted(rows, key=str)
    return found


def test_a_whole_conference_is_tidied_undone_and_tidied_again_each_in_one_step(hall: Hall):
    hall.register(*UNTIDY)
    before = contents(hall)
    lines = len(hall.database.read(journal.recent))
    result = hall.apply()
    assert (result.changed, result.left_out) == (4, ())
    assert len(hall.database.read(journal.recent)) == lines + 1
    assert {(each.full_name, each.position, each.unit) for each in hall.people()} == {
        ("Đỗ Văn Bảy", "Trưởng phòng", "UBND phường Đại La Mới"),
        ("Trần Văn Nam", "Trưởng phòng", AGENCY),
        ("Nguyễn Thị Hà", "Phó Chủ tịch UBND", WARD),
        ("Lê Thị Hòa", "Phó Chủ tịch UBND", WARD),
    }
    after = contents(hall)
    undone = hall.undo()
    assert contents(hall) == before
    hall.database.write(lambda tx: journal_redo(tx, undone.entry.id))
    assert contents(hall) == after


def journal_redo(tx: Any, entry_id: int) -> None:
    """Undo the undo that took this entry back."""
    from desktop.services import undoing
    from desktop.store.tables import JournalEntry

    undo = tx.scalar(select(JournalEntry.undone_by).where(JournalEntry.id == entry_id))
    undoing.undo(tx, undo)


def test_people_are_found_and_sorted_by_what_they_are_called_now(hall: Hall):
    hall.register(("NGUYỄN THỊ HOÀ", "", WARD))
    hall.apply()
    found = hall.database.read(lambda tx: attendees.search_attendees(tx, hall.conference_id, "nguyen hoa bach mai"))
    assert [each.full_name for each in found] == ["Nguyễn Thị Hòa"]
    card = hall.database.read(lambda tx: attendees.person_card(tx, found[0].person_id))
    assert card.full_name == "Nguyễn Thị Hòa"


def test_who_stands_for_two_is_found_by_both_badges_still(hall: Hall):
    keep, gone = hall.register(("LÊ VĂN TÁM", "PTP", AGENCY), ("Lê Văn Tám", "PTP", AGENCY))
    code = hall.database.read(lambda tx: attendees.get_attendee(tx, gone)).code
    hall.change(lambda tx: joining.join(tx, keep, gone))
    hall.apply()
    found = hall.database.read(lambda tx: attendees.search_attendees(tx, hall.conference_id, f"le van tam {code}"))
    assert [(each.id, each.full_name, each.position) for each in found] == [(keep, "Lê Văn Tám", "Phó Trưởng phòng")]


def test_who_was_changed_meanwhile_is_left_out_and_named(hall: Hall):
    first, second, third = hall.register(
        ("Lê Văn Tám", "PTP", AGENCY), ("Lê Văn Chín", "PTP", AGENCY), ("Lê Văn Mười", "PTP", AGENCY)
    )
    chosen = hall.proposals()
    view = hall.database.read(lambda tx: attendees.get_attendee(tx, first))
    hall.change(
        lambda tx: attendees.edit_attendee(tx, first, AttendeeInput(position="Chuyên viên"), version=view.version)
    )
    hall.change(lambda tx: attendees.remove_attendees(tx, [second]))
    result = hall.apply(chosen)
    assert (result.changed, result.left_out) == (1, ("Lê Văn Chín", "Lê Văn Tám"))
    assert {each.id: each.position for each in hall.people()} == {first: "Chuyên viên", third: "Phó Trưởng phòng"}


def test_a_change_of_another_field_keeps_nobody_out(hall: Hall):
    (key,) = hall.register(("Lê Văn Tám", "PTP", AGENCY))
    chosen = hall.proposals()
    view = hall.database.read(lambda tx: attendees.get_attendee(tx, key))
    hall.change(lambda tx: attendees.edit_attendee(tx, key, AttendeeInput(note="Ăn chay"), version=view.version))
    assert hall.apply(chosen).left_out == ()


def test_a_unit_changed_meanwhile_is_left_out(hall: Hall):
    name = "UBND Phường Đại La Mới"
    hall.register(("Lê Văn Tám", "", name))
    chosen = hall.proposals()
    unit = hall.database.read(lambda tx: units.get_unit(tx, units.find_unit(tx, name)))
    hall.change(lambda tx: units.edit_unit(tx, unit.id, version=unit.version, name="UBND xã Đại La", misspelt=True))
    assert hall.apply(chosen).left_out == ("Lê Văn Tám",)
    assert [each.unit for each in hall.people()] == ["UBND xã Đại La"]


def test_the_organizer_s_own_words_are_written(hall: Hall):
    hall.register(("Lê Văn Tám", "TP", WARD))
    chosen = [dataclasses.replace(each, after="Tổ phó") for each in hall.proposals()]
    hall.apply(chosen)
    assert [each.position for each in hall.people()] == ["Tổ phó"]


def test_nothing_chosen_writes_no_line(hall: Hall):
    lines = len(hall.database.read(journal.recent))
    assert hall.apply([]).changed == 0
    assert len(hall.database.read(journal.recent)) == lines


def test_another_conference_keeps_its_rows(hall: Hall):
    hall.register(("LÊ VĂN TÁM", "PTP", "P.Bạch Mai"))
    other = Hall(
        hall.database, hall.database.write(lambda tx: conferences.create_conference(tx, title="Hội nghị khác")).id
    )
    other.register(("LÊ VĂN TÁM", "PTP", "P.Bạch Mai"))
    hall.apply()
    assert [(each.full_name, each.position, each.unit) for each in other.people()] == [
        ("LÊ VĂN TÁM", "PTP", "P.Bạch Mai")
    ]


def test_a_closed_conference_is_tidied_once_it_is_open_again(hall: Hall):
    hall.register(("Lê Văn Tám", "", "UBND Phường Đại La Mới"))
    view = hall.database.read(lambda tx: conferences.find_conference(tx, str(hall.conference_id)))
    hall.change(lambda tx: conferences.close(tx, view.id))
    with pytest.raises(AppError) as refused:
        hall.apply()
    assert refused.value.code == "conference.closed"
    hall.change(lambda tx: conferences.reopen(tx, view.id))
    hall.apply()
    assert [each.unit for each in hall.people()] == ["UBND phường Đại La Mới"]


# -- whatever is typed ----------------------------------------------------------------------------------------------------

_names = st.sampled_from(
    ["NGUYỄN THỊ HÀ", "nguyễn văn an", "Nguyễn thị Hoà", "Bà Lê Thị Bé", "Ông TRẦN VĂN NAM", "K'BRÊU", "Lê  Hoa (B)",
     "ThS. Đỗ Văn Bảy", "NGUYễN THị Hạ", "Lê Văn Tám", "y bhiông mlô", "A"]
)  # fmt: skip
_positions = st.sampled_from(
    ["", "PCT", "PCT UBND", "phó chủ tịch", "Phó Chủ Tịch UBND", "TP", "PTP", "Phó phòng", "Phó Trưởng phòng", "GV", "GV Tin học",
     "P. Hiệu trưởng", "HIỆU TRƯỞNG", "CC VP-TK", "Công chức Văn phòng – Thống kê", "Công chức văn phòng - thống kê", "TT", "VT",
     "phòng Tư pháp - Trưởng", "UBND phường Bạch Mai Chủ tịch", "Trưởng phòng Nội vụ", "Kế toán ,thủ quỹ", "CBCC", "Hiệu phó",
     "Uỷ viên", "uỷ viên UBND", "Chuyên viên Phòng Nội vụ", "CHỦ TỊCH HĐND PHƯỜNG BẠCH MAI", "CV/VT", "Trưởng", "-", "123"]
)  # fmt: skip
_units = st.sampled_from(
    ["", WARD, "P.Bạch Mai", "UBND Phường Bạch Mai", OTHER_WARD, AGENCY, "phòng nội vụ", "THCS Tô Hoàng", "Trường THCS Tô Hoàng",
     "TRƯỜNG THCS HOA SEN", "Trường THCS Ban Mai", "THCS Sơn Ca", "UBND phường Trương Địng", "UBND phường Trương Định",
     "Tô Hoàng", "Uỷ ban Kiểm tra", "Công ty ABC"]
)  # fmt: skip
_people = st.lists(st.tuples(_names, _positions, _units, st.booleans()), max_size=12)


def _filled(folder: str, people: list[tuple[str, str, str, bool]]) -> Hall:
    database = open_database(Path(folder) / "record.db", desk="Bàn 1")
    hall = Hall(database, prepare(database).id)
    ids = hall.register(*(each[:3] for each in people))

    def untie(tx: Any) -> None:
        for key, (_name, _position, _unit, tied) in zip(ids, people, strict=True):
            if not tied:
                row = tx.get_one(Attendee, key)
                row.unit_id, row.unit_kind = None, ""

    hall.change(untie)
    return hall


def _keys(hall: Hall) -> set[tuple[uuid.UUID, str]]:
    return {(person.id, each.field) for each in hall.proposals() for person in each.people}


@given(people=_people)
@settings(max_examples=40)
def test_tidying_twice_proposes_nothing_new_loses_nobody_and_is_undone_exactly(people):
    with tempfile.TemporaryDirectory() as folder:
        hall = _filled(folder, people)
        try:
            before, chosen = contents(hall), hall.proposals()
            fields = [(person.id, each.field) for each in chosen for person in each.people]
            assert len(fields) == len(set(fields))  # one proposal for each field of an attendee
            ids = {each.id for each in hall.people()}
            result = hall.apply(chosen)
            assert result.left_out == ()
            assert result.changed == len({key for key, _field in fields})
            assert {each.id for each in hall.people()} == ids
            assert [each.value for each in hall.proposals()] == []
            if chosen:
                hall.undo()
            assert contents(hall) == before
        finally:
            hall.database.close()


@given(people=_people)
@settings(max_examples=25)
def test_what_waits_for_a_word_waits_on_and_nothing_else_comes(people):
    with tempfile.TemporaryDirectory() as folder:
        hall = _filled(folder, people)
        try:
            chosen = hall.proposals()
            waiting = {(person.id, each.field) for each in chosen for person in each.people if not each.sure}
            hall.apply([each for each in chosen if each.sure])
            assert _keys(hall) <= waiting
        finally:
            hall.database.close()


@pytest.mark.parametrize("field", ["position", "full_name"])
def test_an_empty_text_is_written_nowhere(hall: Hall, field: str):
    hall.register(("LÊ VĂN TÁM", "PTP", AGENCY))
    chosen = [dataclasses.replace(each, after=" ") for each in hall.proposals() if each.field == field]
    assert hall.apply(chosen).changed == 0
    assert hall.database.read(lambda tx: len(tidying.proposals(tx, hall.conference_id))) == 2
