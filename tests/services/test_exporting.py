"""The exported list: harmless in Excel, and the same again when it is imported."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop import i18n
from desktop.domain.errors import AppError, InvalidInput
from desktop.domain.importing import Action
from desktop.domain.people import AttendeeInput
from desktop.excel.writing import table_writer
from desktop.excel.writing.table_writer import SheetColumn, TableContent
from desktop.excel.writing.text_cells import clean
from desktop.services import attendees, exporting, importing, journal, undoing, units
from tests.services.importing.desk import all_rows, fresh_desk


def add(database, conference, name, **values):
    return database.write(lambda tx: attendees.add_attendee(tx, conference.id, AttendeeInput(full_name=name, **values)))


def exported(database, conference, path, **options):
    content = database.read(lambda tx: exporting.export_attendees(tx, conference.id, **options))
    exporting.save(content, path)
    return load_workbook(path).active


def test_columns_come_as_chosen_with_real_dates_and_text_phones(database, conference, tmp_path):
    add(database, conference, "Lê Thị Thử", birth="23/5/1975", phone="0912345678", unit="P. Bạch Đằng", gender="female")
    add(database, conference, "Lê Văn Mẫu", birth="1980", unit="P. Trương Định")
    sheet = exported(
        database, conference, tmp_path / "a.xlsx", columns=("birth", "full_name", "phone", "gender", "unit_kind")
    )
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == ["Ngày sinh", "Họ và tên", "Số điện thoại", "Giới tính", "Loại đơn vị"]
    assert rows[1][0].value == dt.datetime(1975, 5, 23)
    assert rows[1][0].number_format == "dd/mm/yyyy"
    assert (rows[1][2].value, rows[1][2].data_type, rows[1][3].value) == ("0912345678", "s", "Nữ")
    assert rows[2][0].value == "1980"
    assert rows[1][4].value == "Phường"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E3"
    assert sheet.print_title_rows == "$1:$1"


def test_a_column_there_is_not_is_refused(database, conference):
    with pytest.raises(InvalidInput):
        database.read(lambda tx: exporting.export_attendees(tx, conference.id, columns=("shoe_size",)))


def test_an_export_is_noted_but_is_nothing_to_undo(database, conference):
    content = database.read(lambda tx: exporting.export_attendees(tx, conference.id))
    before = database.read(lambda tx: undoing.last_undoable(tx, desk=database.desk))
    database.write(lambda tx: exporting.record_export(tx, conference.id, content))
    assert database.read(lambda tx: journal.recent(tx))[0].action == "data.exported"
    assert database.read(lambda tx: undoing.last_undoable(tx, desk=database.desk)) == before


@pytest.mark.parametrize("text", ["=1+1", "+84912345678", "-5", "@SUM(A1)", "#N/A", "TRUE", "1E5", "\t=1", "_x0041_"])
def test_text_is_written_as_text_whatever_it_looks_like(text):
    content = TableContent("Thử", (SheetColumn("note", "Ghi chú"),), [[text]])
    cell = load_workbook(io.BytesIO(table_writer.table_bytes(content))).active["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t"))


def test_what_a_workbook_can_not_hold_is_left_out():
    content = TableContent("[a]/b:*?", (SheetColumn("note", "Ghi\x00 chú"),), [["a\x07b\ud800c\ufffe" + "d" * 40_000]])
    sheet = load_workbook(io.BytesIO(table_writer.table_bytes(content))).active
    assert sheet["A1"].value == "Ghi chú"
    assert sheet["A2"].value.startswith("abcd")
    assert len(sheet["A2"].value) == 32_767


@given(rows=st.lists(st.tuples(st.text(), st.integers(-(10**9), 10**9), st.dates(dt.date(1900, 3, 1))), max_size=5))
def test_every_value_is_read_back_from_its_own_cell(rows):
    columns = (
        SheetColumn("note", "Ghi chú"),
        SheetColumn("number", "<STT> & số", "number"),
        SheetColumn("birth", "Ngày", "date"),
    )
    sheet = load_workbook(io.BytesIO(table_writer.table_bytes(TableContent("Thử", columns, rows)))).active
    assert [cell.value for cell in sheet[1]] == ["Ghi chú", "<STT> & số", "Ngày"]
    for number, (text, count, day) in enumerate(rows, start=2):
        note, counted, moment = sheet[number]
        assert note.value == (clean(text) or None)
        assert (counted.value, counted.data_type) == (count, "n")
        assert moment.value.date() == day
    assert sheet.max_row == len(rows) + 1


def test_days_before_excels_calendar_are_text():
    content = TableContent(
        "Thử", (SheetColumn("birth", "Ngày sinh", "date"),), [[dt.date(1900, 1, 5)], [dt.date(1900, 3, 1)]]
    )
    sheet = load_workbook(io.BytesIO(table_writer.table_bytes(content))).active
    assert sheet["A2"].value == "05/01/1900"
    assert sheet["A3"].value == dt.datetime(1900, 3, 1)


def test_a_place_that_can_not_be_written_is_told_and_leaves_nothing(tmp_path):
    with pytest.raises(AppError) as told:
        exporting.save(TableContent("Thử", (SheetColumn("note", "Ghi chú"),), []), tmp_path / "none" / "a.xlsx")
    assert told.value.code == "file.cannot_write"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "written"),
    [("ds", "ds.xlsx"), ("ds.XLSX", "ds.XLSX"), ("ds 23.5", "ds 23.5.xlsx"), ("ds.pdf", "ds.pdf.xlsx")],
)
def test_a_workbook_is_called_one(tmp_path: Path, name: str, written: str):
    content = TableContent("Thử", (SheetColumn("note", "Ghi chú"),), [])
    assert exporting.save(content, tmp_path / name).name == written
    assert load_workbook(tmp_path / written).sheetnames == ["Thử"]


_WORDS = st.sampled_from(
    [
        "Nguyễn",
        "Trần",
        "Lê",
        "Đỗ",
        "Thị",
        "Văn",
        "Hồng",
        "Hoà",
        "Hòa",
        "Đức",
        "Anh",
        "Ly",
        "K'Brêu",
        "Ông",
        "Bà",
        "Cô",
        "HẠNH",
        "bình",
    ]
)
# Without Latin-1's letters and signs: noise of those is rightly taken for the code pages of old fonts.
_TEXT = st.text(
    st.one_of(st.characters(max_codepoint=0x7E, min_codepoint=0x20), st.characters(min_codepoint=0x1E00)).filter(
        lambda letter: letter.isprintable()
    ),
    max_size=20,
)
_PERSON = st.fixed_dictionaries(
    {
        "full_name": st.lists(_WORDS, min_size=1, max_size=4).map(" ".join),
        "birth": st.one_of(st.just(""), st.dates(dt.date(1900, 1, 1), dt.date(2005, 1, 1)).map("{:%d/%m/%Y}".format),
                           st.sampled_from(["1975", "5/1975"])),
        "gender": st.sampled_from(["", "male", "female"]),
        "position": st.one_of(_TEXT, st.sampled_from(["Chủ tịch", "=1+1", "  ", "Tổng số", "TT"])),
        "unit": st.sampled_from(["", "P. Bạch Đằng", "Phòng Nội vụ", "Trường TH Thử", "Khác"]),
        "phone": st.sampled_from(["", "0912345678", "0912 345 678", "12", "0241234567 / 0912345678"]),
        "email": st.sampled_from(["", "thu@vidu.vn"]),
        "note": st.one_of(_TEXT, st.sampled_from(["+84", "@", "\nhai dòng\n"])),
    }
)  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
@settings(max_examples=8)  # each reads a file in a process of its own: few examples of many people
@given(people=st.lists(_PERSON, min_size=6, max_size=20))
def test_an_export_imported_again_is_the_same_or_asked_about_in_every_row(language, people):
    i18n.install(language)
    with fresh_desk() as desk, tempfile.TemporaryDirectory() as folder:
        desk.database.write(
            lambda tx: [attendees.add_attendee(tx, desk.conference_id, AttendeeInput(**person)) for person in people]
        )
        content = desk.database.read(lambda tx: exporting.export_attendees(tx, desk.conference_id))
        plan = desk.plan(importing.load([exporting.save(content, Path(folder, "list.xlsx"))]))
        rows = all_rows(plan)
        assert len(rows) == len(people)
        for row in rows:  # a name of two odd words among bare ones may be no person's
            asked = row.action is Action.SKIP and [each.code for each in row.problems] == ["row.perhaps_person"]
            assert row.action is Action.SAME or asked, (row.values, row.changes, row.problems)


def test_an_export_is_the_same_after_units_were_renamed_and_merged(database, conference, tmp_path):
    add(database, conference, "Lê Văn Một", unit="P. Bạch Mai")
    add(database, conference, "Lê Văn Hai", unit="Trường Tiểu học Thử")
    add(database, conference, "Lê Văn Ba", unit="Cơ sở Thử Hai")

    def change(tx):
        renamed = units.get_unit(tx, units.find_unit(tx, "P. Bạch Mai"))
        units.edit_unit(tx, renamed.id, version=renamed.version, name="UBND phường Đổi Tên")
        units.merge_units(tx, units.find_unit(tx, "TH Thử"), units.find_unit(tx, "Cơ sở Thử Hai"))

    database.write(change)
    content = database.read(lambda tx: exporting.export_attendees(tx, conference.id))
    loaded = importing.load([exporting.save(content, tmp_path / "list.xlsx")])
    plan = database.read(lambda tx: importing.plan(tx, conference.id, loaded))
    rows = all_rows(plan)
    assert [(row.action, row.changes) for row in rows] == [(Action.SAME, ())] * 3


def test_an_export_by_role_group_keeps_the_order_by_rank_inside_each(database, conference):
    def work(tx):
        for name, position, unit in (
            ("Lê Văn Ba", "Chuyên viên", "Phòng Nội vụ"),
            ("Lê Văn Hai", "Chủ tịch", "P. Bạch Đằng"),
            ("Lê Văn Một", "Trưởng phòng", "Phòng Nội vụ"),
        ):
            attendees.add_attendee(tx, conference.id, AttendeeInput(full_name=name, position=position, unit=unit))
        made = exporting.export_attendees(tx, conference.id, ["full_name", "role_group"], groups_first=True)
        return [row[0] for row in made.rows]

    assert database.write(work) == ["Lê Văn Một", "Lê Văn Ba", "Lê Văn Hai"]
