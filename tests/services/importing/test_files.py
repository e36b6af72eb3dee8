"""Files in, corrections, refused rows, undo and the clipboard: an import from end to end."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest
from sqlalchemy import event

from desktop.domain.errors import Cancelled, NotFound
from desktop.domain.importing import Action
from desktop.domain.people import AttendeeInput
from desktop.services import attendees, importing, journal, undoing
from tests.services.importing.desk import HEADINGS, Desk, all_rows, codes, content, loaded, people, write_workbook

WARD = "UBND phường Bạch Đằng"


@pytest.fixture
def desk(database, conference) -> Desk:
    return Desk(database, conference.id)


def test_one_unreadable_file_is_that_files_error_and_the_others_go_on(desk, tmp_path):
    good = write_workbook(tmp_path / "tốt.xlsx", people(("Nguyễn Thị Hà", None, None, WARD)))
    bad = tmp_path / "hỏng.xlsx"
    bad.write_bytes(b"PK\x03\x04 not a workbook")
    lock = tmp_path / "~$tốt.xlsx"
    lock.write_bytes(b"x" * 165)
    told = []
    file = importing.load([bad, lock, good], progress=lambda done, total: told.append((done, total)))
    plan = desk.plan(file)
    assert [file.error and file.error.code for file in plan.files] == ["file.damaged", "file.lock", None]
    assert plan.totals().add == 1
    assert len(plan.files[2].sha256) == 64
    assert told == sorted(told)
    assert told[-1][0] <= told[-1][1]


JUNK = {
    "log.txt": "2026-11-23 08:00:01 INFO started on port 8080\n2026-11-23 08:00:02 WARNING slow query, 2.3 s\n",
    "hóa đơn.csv": "CỬA HÀNG MINH ANH\nGiấy A4,5,60000,300000\nBút bi,20,4000,80000\nTổng cộng,,,380000\n",
    "số.csv": "a,b,c\n1,2,3\n4,5,6\n",
    "mã.txt": "import os\n\n\ndef main():\n    return os.getcwd()\n",
    "thư.txt": "Kính gửi các đồng chí,\n\nHội nghị được tổ chức vào ngày 23 tháng 5, đề nghị cử đúng thành phần.\n",
}


@pytest.mark.parametrize("name", JUNK)
def test_a_file_of_nobody_is_that_files_error_and_its_sheets_stay_to_be_corrected(desk, tmp_path, name):
    (tmp_path / name).write_text(JUNK[name], encoding="utf-8")
    good = write_workbook(tmp_path / "tốt.xlsx", people(("Nguyễn Thị Hà", None, None, WARD)))
    plan = desk.plan(importing.load([tmp_path / name, good]))
    assert [file.error and file.error.code for file in plan.files] == ["file.no_people", None]
    assert [len(file.sheets) for file in plan.files] == [1, 1]
    assert plan.totals().add == 1


def test_an_empty_workbook_and_a_list_nobody_filled_in_are_told_apart(desk, tmp_path):
    openpyxl.Workbook().save(tmp_path / "trống.xlsx")
    unfilled = write_workbook(tmp_path / "mẫu.xlsx", people())
    plan = desk.plan(importing.load([tmp_path / "trống.xlsx", unfilled]))
    assert [file.error.code for file in plan.files] == ["file.no_people", "file.nobody"]


def test_a_dropped_folder_gives_its_workbooks(desk, tmp_path):
    write_workbook(tmp_path / "a.xlsx", people(("Nguyễn Thị Hà", None, None, WARD)))
    (tmp_path / "sub").mkdir()
    write_workbook(tmp_path / "sub" / "b.xlsx", people(("Lê Văn Tám", None, None, WARD)))
    (tmp_path / "~$a.xlsx").write_bytes(b"x" * 165)
    (tmp_path / "ảnh.png").write_bytes(b"\x89PNG")
    assert desk.plan(importing.load([tmp_path])).totals().add == 2


def test_a_table_is_pasted_from_text_or_from_a_page(desk):
    text = 'Họ và tên\tĐơn vị\tGhi chú\r\nNguyễn Thị Hà\tP. Bạch Đằng\t"hai\ndòng"\r\n'
    page = (
        "<table><tr><td>Họ và tên</td><td>Đơn vị</td></tr>"
        "<tr><td rowspan=2>Nguyễn Thị Hà</td><td>P. Bạch Đằng</td></tr></table>"
    )
    from_text = all_rows(desk.plan(importing.loaded_from_clipboard(text)))
    from_page = all_rows(desk.plan(importing.loaded_from_clipboard(text, page)))
    assert [row.values["unit"] for row in from_text] == [WARD]
    assert from_text[0].values["note"] == "hai dòng"
    assert [row.values["unit"] for row in from_page] == [WARD]
    assert importing.loaded_from_clipboard("  ").files[0].error.code == "clipboard.empty"


def test_cells_mended_in_the_preview_are_cleaned_and_matched_like_any_other(desk):
    file = loaded(*people((None, "31/2/1980", None, "Bạch Đàn")))
    place = ("danh-sach.xlsx", "DS", 2)
    assert all_rows(desk.plan(file))[0].action is Action.ERROR
    edits = {place: {"full_name": "BÀ NGUYỄN THỊ HÀ", "birth": "1/2/1980", "unit": "P. Bạch Đằng"}}
    (row,) = all_rows(desk.plan(file, edits=edits))
    assert row.action is Action.ADD
    assert row.values == {
        "full_name": "Nguyễn Thị Hà", "honorific": "Bà", "gender": "female", "birth": "1980-02-01", "unit": WARD,
        "role_group": "Phường",
    }  # fmt: skip
    assert all_rows(desk.plan(file, edits={place: {"birth": ""}}))[0].values.get("birth") is None


def test_rows_the_organizer_leaves_out_stay_out(desk):
    file = loaded(*people(("Nguyễn Thị Hà", None, None, WARD), ("Lê Văn Tám", None, None, WARD)))
    plan = desk.plan(file, skipped=frozenset({("danh-sach.xlsx", "DS", 2)}))
    assert [row.action for row in all_rows(plan)] == ["skip", "add"]
    assert not importing.is_refused(all_rows(plan)[0])


def test_a_corrected_column_is_remembered_by_its_heading(desk):
    headings = ("STT", "Họ và tên", "Cột gì đó")
    file = loaded((1, "Nguyễn Thị Hà", WARD), headings=headings)
    plan = desk.plan(file, columns={("danh-sach.xlsx", "DS"): {"unit": 3}})
    assert plan.files[0].sheets[0].column_numbers["unit"] == 3
    desk.apply(plan)
    later = desk.plan(loaded((1, "Lê Văn Tám", WARD), headings=headings, name="khác.xlsx"))
    assert all_rows(later)[0].values["unit"] == WARD


def test_hidden_rows_are_read_and_told_or_left_out(desk):
    file = loaded(*people(("Nguyễn Thị Hà", None, None, WARD), ("Lê Văn Tám", None, None, WARD)))
    file.files[0].workbook.sheets[0].hidden_rows = frozenset({3})
    assert desk.plan(file).totals().add == 2
    assert desk.plan(file, include_hidden=False).totals().add == 1


def test_sensitive_columns_are_kept_only_when_asked_for(desk):
    file = loaded((1, "Nguyễn Thị Hà", WARD, "Kinh"), headings=("STT", "Họ và tên", "Đơn vị", "Dân tộc"))
    assert all_rows(desk.plan(file))[0].extra == {}
    desk.apply(desk.plan(file))
    plan = desk.plan(file, with_sensitive=True)
    assert [(change.field, change.after) for change in all_rows(plan)[0].changes] == [("ethnicity", "Kinh")]
    desk.apply(plan)
    assert all_rows(desk.plan(file, with_sensitive=True))[0].action is Action.SAME
    assert all_rows(desk.plan(file))[0].action is Action.SAME


def test_only_the_sheet_asked_for_is_read(desk, tmp_path):
    path = write_workbook(tmp_path / "a.xlsx", people(("Nguyễn Thị Hà", None, None, WARD)))
    file = importing.load([path])
    assert desk.plan(file, sheet="sheet").totals().add == 1
    missing = desk.plan(file, sheet="Không có")
    assert missing.files[0].error.code == "sheet.not_found"


def test_values_that_do_not_fit_are_cut_and_told_and_a_name_that_does_not_is_refused(desk):
    rows = people(("Nguyễn Thị Hà", None, "x" * 300, WARD), ("Lê " + "a" * 300, None, None, WARD))
    long, refused = all_rows(desk.plan(loaded(*rows)))
    assert (long.action, len(long.values["position"])) == (Action.ADD, 255)
    assert "value.cut" in codes(long)
    assert refused.action is Action.ERROR
    desk.apply(desk.plan(loaded(*rows)))


def test_nothing_is_written_when_the_organizer_cancels(desk):
    plan = desk.plan(loaded(*people(("Nguyễn Thị Hà", None, None, WARD))))
    before = content(desk.database)
    with pytest.raises(Cancelled):
        desk.database.write(lambda tx: importing.apply(tx, plan, cancelled=lambda: True))
    assert content(desk.database) == before


# -- refused rows -----------------------------------------------------------------------------------------------------


def test_refused_rows_come_back_as_a_workbook_that_imports_once_mended(desk, tmp_path):
    desk.bring_in(("Lê Văn Tám", None, "Chuyên viên", WARD))
    path = write_workbook(
        tmp_path / "gửi.xlsx",
        people(
            ("Nguyễn Thị Hà", dt.datetime(1980, 5, 12), "Chuyên viên", WARD, "0912345678"),
            (None, dt.datetime(1990, 1, 2), "=1+1", WARD, "0987654321"),
            ("Lê Văn Tám", None, "Trưởng phòng", WARD),
        ),
    )
    plan = desk.plan(importing.load([path]))
    report = desk.apply(plan)
    assert report.totals == {"add": 1, "update": 0, "same": 0, "skip": 1, "error": 1}
    out = tmp_path / "chưa nhập.xlsx"
    assert importing.write_refused(plan, out, report) == importing.count_refused(plan) == 2
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert headings[:8] == list(HEADINGS)
    assert sheet.max_row == 3
    assert all(sheet.cell(row, len(headings)).value for row in (2, 3))
    assert sheet.cell(2, 4).value == "=1+1"
    assert sheet.cell(2, 4).data_type == "s"
    sheet.cell(2, 2).value = "Trần Quốc Toản"
    sheet.cell(3, 4).value = "Chuyên viên"
    book.save(out)
    mended = desk.plan(importing.load([out]))
    assert [row.action for row in all_rows(mended)] == ["add", "same"]
    assert all_rows(mended)[0].values["birth"] == "1990-01-02"
    assert "note" not in all_rows(mended)[0].values
    desk.apply(mended)
    assert desk.by_name("Trần Quốc Toản").position == "=1+1"


def test_a_unit_that_stood_above_the_rows_is_not_lost_with_the_refused_ones(desk, tmp_path):
    rows = [("I", "UBND phường Bạch Đằng"), (1, "Lê Văn Tám", "Chuyên viên"), (2, "Lê Văn Tám", "Trưởng phòng")]
    file = loaded(*rows, headings=("STT", "Họ và tên", "Chức vụ"))
    plan = desk.plan(file)
    out = tmp_path / "chưa nhập.xlsx"
    assert importing.write_refused(plan, out) == 1
    (row,) = all_rows(desk.plan(importing.load([out])))
    assert row.values["unit"] == WARD


def test_nothing_refused_writes_nothing(desk, tmp_path):
    plan = desk.plan(loaded(*people(("Nguyễn Thị Hà", None, None, WARD))))
    assert importing.write_refused(plan, tmp_path / "x.xlsx") == 0
    assert not (tmp_path / "x.xlsx").exists()


# -- undo -------------------------------------------------------------------------------------------------------------


def test_undo_keeps_and_names_what_was_edited_later(desk, database):
    desk.bring_in(("Nguyễn Thị Hà", None, None, WARD), ("Lê Văn Tám", None, None, "TH Ngô Quyền"))
    ha = desk.by_name("Nguyễn Thị Hà")
    database.write(lambda tx: attendees.edit_attendee(tx, ha.id, AttendeeInput(note="Ăn chay"), version=ha.version))
    report = desk.undo()
    assert (report.batch_number, report.removed, report.kept) == (1, 1, ("Nguyễn Thị Hà",))
    assert [each.full_name for each in desk.attendees()] == ["Nguyễn Thị Hà"]


def test_imports_are_undone_newest_first_or_by_number_and_stay_listed(desk, database):
    desk.bring_in(("Nguyễn Thị Hà", None, None, WARD))
    desk.bring_in(("Lê Văn Tám", None, None, WARD))
    desk.undo(1)
    assert [each.full_name for each in desk.attendees()] == ["Lê Văn Tám"]
    desk.undo()
    assert desk.attendees() == []
    listed = database.read(lambda tx: importing.list_batches(tx, desk.conference_id))
    assert [(batch.number, batch.undone_at is not None) for batch in listed] == [(2, True), (1, True)]
    with pytest.raises(NotFound):
        desk.undo()
    with pytest.raises(NotFound):
        desk.undo(1)


def test_an_undone_import_can_be_done_again_by_undoing_the_undo(desk, database):
    desk.bring_in(("Nguyễn Thị Hà", "12/5/1980", None, WARD))
    before = content(database)
    desk.undo()
    last = database.read(lambda tx: journal.recent(tx, conference_id=desk.conference_id)[0])
    database.write(lambda tx: undoing.undo(tx, last.id))
    assert content(database) == before
    (batch,) = database.read(lambda tx: importing.list_batches(tx, desk.conference_id))
    assert batch.undone_at is None
    assert desk.undo().removed == 1


def test_an_undo_asks_the_record_as_often_for_many_people_as_for_few(desk, database):
    asked = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counts = []
    given = [f"{first}a {last}" for first in "BCDGHKLMNT" for last in ("An", "Bình", "Hà", "Lan", "Mai", "Nam")]
    names = [f"{family} {rest}" for family in ("Bùi", "Đỗ", "Lê", "Ngô", "Phan", "Trần", "Vũ") for rest in given]
    for everyone in (names[:2], names):
        desk.bring_in(*((name, None, None, WARD) for name in everyone))
        desk.bring_in(*((name, None, "Chuyên viên", WARD) for name in everyone))
        for undone in ("restored", "removed"):
            asked.clear()
            assert getattr(desk.undo(), undone) == len(everyone)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


def test_the_journals_own_undo_marks_the_batch_too(desk, database):
    desk.bring_in(("Nguyễn Thị Hà", None, None, WARD))
    last = database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))
    assert last.action == "import.applied"
    database.write(lambda tx: undoing.undo(tx, last.id))
    (batch,) = database.read(lambda tx: importing.list_batches(tx, desk.conference_id))
    assert batch.undone_at is not None
    assert desk.attendees() == []
