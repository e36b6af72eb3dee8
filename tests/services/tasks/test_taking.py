"""Task sheets come back: what each row does, all that is wrong at once, written and undone as one."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.errors import InvalidInput
from desktop.domain.task_sheets import RowAction
from desktop.domain.tasks import Extension, Indicator, NewTask, TaskState
from desktop.services import importing, lookup, tasks, undoing, units
from desktop.services.tasks import sheets, taking

DUE = dt.date(2018, 6, 30)
BACK = dt.date(2018, 6, 10)
TEXTS = ("Đối thoại với công dân", "Rà soát thủ tục hành chính", "Lấy ý kiến người dân")
COLUMNS = {
    "content": 2,
    "target": 3,
    "goal": 5,
    "due": 6,
    "responsible": 7,
    "value": 8,
    "percent": 9,
    "on": 10,
    "key": 13,
}
FIRST = 8
"""Excel's row of the first task."""


@pytest.fixture
def given(database, conference):
    """Three tasks each for Bạch Đằng and Đồng Tâm: by unit, then place."""

    def work(tx):
        names = [lookup.unit(tx, name) for name in ("Bạch Đằng", "Đồng Tâm")]
        new = [NewTask(text, DUE, indicator=Indicator("Số cuộc", "cuộc", 0, 4)) for text in TEXTS]
        return tasks.give(tx, conference.id, names, new).tasks

    return database.write(work)


@pytest.fixture
def back(database, conference, given, tmp_path):
    """A sheet of a unit as it came back: {(row, field): value} typed into it; the path."""

    def write(name="Bạch Đằng", typed=None, file="phieu.xlsx", change=None):
        def work(tx):
            return sheets.workbooks(tx, conference.id, [lookup.unit(tx, name)])

        ((_unit, _stem, data),) = database.read(work)
        book = openpyxl.load_workbook(io.BytesIO(data))
        sheet = book.worksheets[0]
        for (row, field), value in (typed or {}).items():
            sheet.cell(FIRST + row, COLUMNS[field]).value = value
        if change is not None:
            change(book)
        path = tmp_path / file
        book.save(path)
        return path

    return write


def plan(database, conference, *paths, **more):
    loaded = importing.load(paths)
    return database.read(lambda tx: taking.plan(tx, conference.id, loaded, day=more.pop("day", BACK), **more))


def told(taken):
    return [[problem.code for problem in row.problems] for _file, row in taken.rows()]


def test_an_earlier_deadline_than_the_extended_one_is_refused(database, conference, given, back):
    path = back(typed={(0, "due"): DUE - dt.timedelta(days=1)})
    database.write(lambda tx: tasks.extend(tx, given[0].id, Extension(DUE + dt.timedelta(days=9), "bão")))
    assert told(plan(database, conference, path))[0] == ["task.due_extended"]
    with pytest.raises(InvalidInput, match="due_extended"):
        database.write(lambda tx: tasks.commit(tx, given[0].id, due=DUE))


def undo(database):
    database.write(lambda tx: undoing.undo(tx, undoing.last_undoable(tx, desk=tx.desk).id))


def test_a_sheet_that_was_filled_in_becomes_commitments_and_progress_and_is_undone_as_one(
    database, conference, given, back
):
    path = back(
        typed={
            (0, "target"): "bốn cuộc",
            (0, "responsible"): "Ông Thử, Chủ tịch",
            (0, "percent"): "50%",
            (1, "percent"): 100,
            (1, "on"): dt.datetime(2018, 6, 8),
            (1, "due"): "20/6/2018",
        }
    )
    taken = plan(database, conference, path)
    assert [row.action for _file, row in taken.rows()] == [RowAction.COMMIT, RowAction.COMMIT, RowAction.SAME]
    report = database.write(lambda tx: taking.apply(tx, taken))
    assert (report.committed, report.progress, report.meanwhile) == (2, 2, ())
    first, second, third = database.read(lambda tx: tasks.get_tasks(tx, [each.id for each in given[:3]], as_of=BACK))
    assert (first.target, first.responsible, first.percent, first.committed) == (
        "bốn cuộc",
        "Ông Thử, Chủ tịch",
        50,
        True,
    )
    assert (second.state, second.standing.done_on, second.due) == (
        TaskState.DONE,
        dt.date(2018, 6, 8),
        dt.date(2018, 6, 20),
    )
    assert third.state is TaskState.NO_COMMITMENT
    again = plan(database, conference, path)
    assert {row.action for _file, row in again.rows()} == {RowAction.SAME}
    assert database.write(lambda tx: taking.apply(tx, again)).committed == 0
    undo(database)
    assert database.read(lambda tx: tasks.get_tasks(tx, [each.id for each in given], as_of=BACK)) == [
        database.read(lambda tx, key=each.id: tasks.get_task(tx, key, as_of=BACK)) for each in given
    ]
    assert not any(
        each.committed or each.progress for each in database.read(lambda tx: tasks.list_tasks(tx, conference.id))
    )


FAULTS = {
    "task_sheet.changed_text": {(0, "content"): "Đối thoại với doanh nghiệp và công dân"},
    "task.percent": {(0, "percent"): 120},
    "task_sheet.no_percent": {(0, "percent"): "gần xong"},
    "task_sheet.one_percent": {(0, "percent"): 1},
    "task_sheet.due_passed": {(0, "due"): "01/01/2018"},
    "task.due_later": {(0, "due"): "01/07/2018"},
    "task_sheet.no_day": {(0, "due"): "cuối quý"},
    "task.on_future": {(0, "on"): "11/6/2018", (0, "percent"): 5},
    "task_sheet.no_number": {(0, "goal"): "nhiều"},
    "task_sheet.too_long": {(0, "responsible"): "x" * 300},
}


@pytest.mark.parametrize("code", FAULTS)
def test_what_can_not_be_is_refused_by_its_row_and_the_others_are_taken(database, conference, back, code):
    taken = plan(database, conference, back(typed={**FAULTS[code], (1, "percent"): 30}))
    assert told(taken) == [[code], [], []]
    assert [row.action for _file, row in taken.rows()] == [RowAction.ERROR, RowAction.COMMIT, RowAction.SAME]


def test_all_that_is_wrong_with_a_row_is_told_at_once(database, conference, back):
    typed = {(0, "content"): "Việc khác hẳn", (0, "percent"): 101, (0, "due"): "32/13/2018", (0, "goal"): "x"}
    taken = plan(database, conference, back(typed=typed))
    assert sorted(told(taken)[0]) == [
        "task.percent",
        "task_sheet.changed_text",
        "task_sheet.no_day",
        "task_sheet.no_number",
    ]


def test_a_row_of_another_unit_is_refused(database, conference, given, back):
    of_dong_tam = given[3]
    typed = {(0, "key"): of_dong_tam.id.hex, (0, "percent"): 10}
    taken = plan(database, conference, back(typed=typed))
    assert told(taken)[0] == ["task_sheet.foreign"]

    def renamed(book):
        book.worksheets[0]["A2"] = "Đơn vị: UBND phường Đồng Tâm"

    assert set(map(tuple, told(plan(database, conference, back(change=renamed))))) == {("task_sheet.foreign",)}


def test_a_row_that_belongs_to_another_unit_spoils_no_answer_of_that_unit(database, conference, given, back):
    stray = back(typed={(0, "key"): given[3].id.hex, (0, "percent"): 10}, file="lạc.xlsx")
    own = back("Đồng Tâm", typed={(0, "percent"): 20}, file="đúng.xlsx")
    taken = plan(database, conference, stray, own)
    assert told(taken) == [["task_sheet.foreign"], [], [], [], [], []]
    assert [row.answer.percent for _file, row in taken.rows() if row.action is RowAction.COMMIT] == [20]


def test_two_answers_to_one_task_are_both_refused_where_they_differ(database, conference, back):
    first = back(typed={(0, "percent"): 10}, file="lần 1.xlsx")
    second = back(typed={(0, "percent"): 20}, file="lần 2.xlsx")
    same = back(typed={(0, "percent"): 10}, file="lần 3.xlsx")
    codes = told(plan(database, conference, first, second))
    assert codes == [["task_sheet.two_answers"], [], [], ["task_sheet.two_answers"], [], []]
    alike = plan(database, conference, first, same)
    assert told(alike) == [[]] * 6
    assert (alike.count(RowAction.COMMIT), alike.count(RowAction.SAME)) == (1, 5)  # said twice, written once
    dated = back(typed={(0, "percent"): 30, (0, "on"): "1/6/2018"}, file="lần 4.xlsx")
    report = database.write(lambda tx: taking.apply(tx, plan(database, conference, first, dated)))
    assert (report.progress, report.meanwhile) == (2, ())


def lose_keys(book):
    """As somebody who copied the visible cells into a workbook of their own."""
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_col=13, max_col=13):
        row[0].value = None
    del book["tap-huan-form"]


def test_a_sheet_without_its_hidden_keys_is_understood_by_unit_and_text(database, conference, back):
    path = back(
        typed={(0, "percent"): 40, (1, "content"): "RÀ SOÁT thủ tục  hành chính.", (1, "percent"): 5}, change=lose_keys
    )
    assert [row.action for _file, row in plan(database, conference, path).rows()] == [
        RowAction.COMMIT,
        RowAction.COMMIT,
        RowAction.SAME,
    ]


def test_without_unit_and_keys_it_is_asked_whose_sheet_it_is(database, conference, given, back):
    def bare(book):
        lose_keys(book)
        book.worksheets[0]["A2"] = None

    path = back(typed={(0, "percent"): 40}, change=bare)
    assert told(plan(database, conference, path))[0] == ["task_sheet.whose"]
    taken = plan(database, conference, path, unit_id=given[0].unit_id)
    assert [row.unit for _file, row in taken.rows()] == [given[0].unit] * 3
    named = path.rename(path.with_name("Phuong_Bach_Dang.xlsx"))
    assert told(plan(database, conference, named)) == [[], [], []]


def test_a_task_that_nobody_gave_is_refused_and_a_foot_is_passed_over(database, conference, back):
    def more(book):
        lose_keys(book)
        sheet = book.worksheets[0]
        sheet.cell(FIRST + 3, 2).value, sheet.cell(FIRST + 3, 9).value = "Trồng cây xanh", 10
        sheet.cell(FIRST + 5, 2).value = "Người lập biểu"

    taken = plan(database, conference, back(change=more))
    assert told(taken) == [[], [], [], ["task_sheet.unknown_task"]]


def test_headings_that_were_retyped_and_numbered_are_known(database, conference, back):
    def retyped(book):
        lose_keys(book)
        sheet = book.worksheets[0]
        for column, text in (
            (2, "NỘI DUNG NHIỆM VỤ"),
            (9, "Tiến độ thực hiên"),
            (7, "Ngừoi chịu trách nhiệm"),
            (6, "Hạn hoàn thành"),
        ):
            sheet.cell(FIRST - 1, column).value = text
        sheet.insert_rows(FIRST)
        for column in range(1, 13):
            sheet.cell(FIRST, column).value = f"({column})"

    taken = plan(database, conference, back(typed={(0, "percent"): 40, (0, "responsible"): "Ông Thử"}, change=retyped))
    ((_file, row), *_rest) = taken.rows()
    assert (row.answer.percent, row.answer.responsible, row.action) == (40, "Ông Thử", RowAction.COMMIT)


def test_a_merger_between_task_and_answer_leaves_the_answer_with_the_successor(database, conference, given, back):
    path = back(typed={(0, "percent"): 40})
    bare = back(typed={(0, "percent"): 40}, file="bare.xlsx", change=lose_keys)
    database.write(lambda tx: units.merge_units(tx, given[3].unit_id, given[0].unit_id))
    taken = plan(database, conference, path)
    assert told(taken) == [[], [], []]
    assert {row.unit for _file, row in taken.rows()} == {given[3].unit}
    database.write(lambda tx: taking.apply(tx, taken))
    (view,) = database.read(lambda tx: tasks.get_tasks(tx, [given[0].id]))
    assert (view.unit, view.given_to, view.percent) == (given[3].unit, given[0].unit, 40)
    assert told(plan(database, conference, bare))[0] == [
        "task_sheet.several"
    ]  # both units had it, and now one has both


def test_a_task_changed_since_the_preview_is_left_alone_and_told(database, conference, given, back):
    taken = plan(database, conference, back(typed={(0, "percent"): 40, (1, "percent"): 40}))
    database.write(lambda tx: tasks.commit(tx, given[0].id, target="khác"))
    report = database.write(lambda tx: taking.apply(tx, taken))
    assert [row.code for row in report.meanwhile] == [given[0].code]
    assert report.progress == 1


def test_refused_rows_come_back_as_a_workbook_that_is_taken_once_it_is_mended(database, conference, back, tmp_path):
    taken = plan(database, conference, back(typed={(0, "percent"): 120, (1, "percent"): 40}))
    out = tmp_path / "bi-tu-choi.xlsx"
    assert taking.write_refused(taken, out) == 1
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    assert "120" in str(sheet.cell(2, len(sheet[1])).value)
    sheet.cell(2, COLUMNS["percent"]).value = "100%"
    book.save(out)
    again = plan(database, conference, out)
    assert [(row.action, row.answer.percent) for _file, row in again.rows()] == [(RowAction.COMMIT, 100)]


def test_a_cell_whose_value_the_file_does_not_hold_is_told_with_it(database, conference, back):
    taken = plan(database, conference, back(typed={(0, "percent"): "=25+25"}), back(file="trống.xlsx"))
    assert [[notice.code for notice in file.notices] for file in taken.files] == [["formulas.no_value"], []]


def test_what_is_no_task_sheet_is_told_by_its_file(database, conference, given, tmp_path):
    broken, other = tmp_path / "hỏng.xlsx", tmp_path / "khác.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Họ và tên", "Chức vụ"])
    book.worksheets[0].append(["Nguyễn Văn Thử", "Chủ tịch"])
    book.save(other)
    taken = plan(database, conference, broken, other)
    assert [file.error is not None for file in taken.files] == [True, True]
    assert taken.files[1].error.code == "task_sheet.no_table"
    assert taken.refused == 2


def test_sheets_go_into_a_folder_or_a_zip(database, conference, given, tmp_path):
    from desktop.whole_file import write_files

    books = database.read(lambda tx: sheets.workbooks(tx, conference.id))
    files = [(f"{stem}.xlsx", data) for _unit, stem, data in books]
    assert len(write_files(files, tmp_path / "phiếu" / "a")) == 2
    (zipped,) = write_files(files, tmp_path / "phiếu.zip")
    assert zipfile.ZipFile(zipped).namelist() == [name for name, _data in files]
    assert all(Path(name).suffix == ".xlsx" for name, _data in files)
