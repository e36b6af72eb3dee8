"""Attendance out as a workbook, and back: nothing is lost, nothing is overwritten unasked."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from desktop import i18n
from desktop.domain.attendance import Method, Status
from desktop.domain.marks_import import NOT_EXPECTED, CellAction, MarksPlan, status_said
from desktop.services import agenda, attendance, groups, undoing
from desktop.services.attendance import workbook, workbook_import
from desktop.store.database import Database
from desktop.store.upgrade import open_database
from tests import libreoffice
from tests.services.attendance.hall import NAMES, Hall, moment, open_hall

HA, AN, VU, NGA, CHAU, THUY_HA = NAMES
LETTER_COLUMNS = "GH"


@pytest.fixture
def near(sqlite: Database) -> Hall:
    return open_hall(sqlite)


def say(hall: Hall, name: str, status: Status, session: uuid.UUID | None = None) -> None:
    hall.database.write(
        lambda tx: attendance.set_status(
            tx, training_session_id=session or hall.morning, attendee_id=hall.people[name], status=status
        )
    )


def export(hall: Hall, path: Path) -> Path:
    book = hall.database.read(lambda tx: workbook.content(tx, hall.conference_id))
    return workbook.save(book, path)


def look(hall: Hall, path: Path) -> MarksPlan:
    loaded = workbook_import.load(path)
    return hall.database.read(lambda tx: workbook_import.plan(tx, hall.conference_id, loaded))


def bring(hall: Hall, plan: MarksPlan, *actions: CellAction) -> Any:
    chosen = [place for action in actions for place in plan.places(action)]
    return hall.database.write(lambda tx: workbook_import.apply(tx, plan, chosen if actions else None))


def row_of(sheet: Any, name: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 3).value == name)


def edit(path: Path, *changes: tuple[str, str, Any]) -> Path:
    """Type into the letters of a person: (name, column, value)."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for name, column, value in changes:
        sheet[f"{column}{row_of(sheet, name)}"] = value
    book.save(path)
    return path


def actions(plan: MarksPlan) -> dict[str, int]:
    return {str(action): plan.count(action) for action in CellAction if plan.count(action)}


def table(path: Path, *rows: tuple[Any, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


# -- out --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_workbook_has_everybody_with_a_letter_for_each_session(near: Hall, tmp_path: Path, language: str):
    i18n.install(language)
    near.let_in(HA, "07:45")
    near.let_in(AN, "08:20")
    say(near, VU, Status.EXCUSED)
    say(near, NGA, Status.ABSENT)
    book = load_workbook(export(near, tmp_path / "out.xlsx"))
    letters, times, sums = book.worksheets
    shown = {letters.cell(row_of(letters, name), 3).value: letters[f"G{row_of(letters, name)}"].value for name in NAMES}
    assert shown == {HA: "C", AN: "M", VU: "P", NGA: "V", CHAU: None, THUY_HA: None}
    assert letters.freeze_panes == "D5"
    assert letters.data_validations.dataValidation[0].formula1 == '"C,M,P,V"'
    assert times.max_row == 4 + len(NAMES)
    assert f"{times[f'E{row_of(times, HA)}'].value:%H:%M}" == "07:45"
    assert [cell.value for cell in sums[6]][1:8] == [6, 1, 1, 1, 1, 2, pytest.approx(2 / 6)]


def test_a_hostile_name_is_text_and_no_formula(near: Hall, tmp_path: Path):
    near.database.write(
        lambda tx: attendance.walk_in(
            tx,
            near.conference_id,
            full_name='=HYPERLINK("http://x","y")',
            token=uuid.uuid4(),
            unit="+84\x07 @SUM(A1)",
            session_ids=[near.morning],
        )
    )
    for sheet in load_workbook(export(near, tmp_path / "out.xlsx")).worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    plan = look(near, tmp_path / "out.xlsx")
    assert actions(plan) == {"same": 1}


def test_a_substitute_stands_in_the_list_with_whom_they_replace(near: Hall, tmp_path: Path):
    near.database.write(
        lambda tx: attendance.substitute(tx, near.people[HA], full_name="Vũ Thị Thay", token=uuid.uuid4())
    )
    sheet = load_workbook(export(near, tmp_path / "out.xlsx")).worksheets[0]
    names = [sheet.cell(row, 3).value for row in range(5, sheet.max_row + 1)]
    assert HA not in names
    assert HA in sheet.cell(row_of(sheet, "Vũ Thị Thay"), 9).value


def test_two_sessions_of_one_title_have_two_headings(near: Hall, tmp_path: Path):
    starts = moment("08:00").astimezone().replace(tzinfo=None)
    near.database.write(
        lambda tx: agenda.add_session(
            tx, near.conference_id, title="Sáng", starts_at=starts.replace(hour=10), ends_at=starts.replace(hour=11)
        )
    )
    near.let_in(HA)
    path = export(near, tmp_path / "out.xlsx")
    sheet = load_workbook(path).worksheets[0]
    assert [sheet.cell(4, column).value for column in (7, 8, 9)] == ["Sáng 23/05 08:00", "Sáng 23/05 10:00", "Chiều"]
    plan = look(near, edit(path, (AN, "H", "C")))
    assert actions(plan) == {"same": 1, "fill": 1}


# -- and back ---------------------------------------------------------------------------------------------------------

_SAID = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.booleans()),
    st.sampled_from([Status.PRESENT, Status.LATE, Status.EXCUSED, Status.ABSENT]),
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(said=_SAID, scanned=st.sets(st.sampled_from(NAMES)))
def test_what_goes_out_comes_back_as_the_same(said: dict[tuple[str, bool], Status], scanned: set[str]):
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "record.db", desk="Bàn 1")
        hall = open_hall(database)
        for name in scanned:
            hall.let_in(name)
        for (name, morning), status in said.items():
            say(hall, name, status, hall.morning if morning else hall.afternoon)
        plan = look(hall, export(hall, Path(folder) / "out.xlsx"))
        expected = len(set(said) | {(name, True) for name in scanned})
        assert actions(plan) == ({"same": expected} if expected else {})
        assert not plan.notices
        report = bring(hall, plan, CellAction.FILL, CellAction.CHANGE)
        assert (report.filled, report.changed) == (0, 0)
        database.close()


def test_blank_ones_are_filled_and_what_differs_waits_to_be_chosen(database: Database, tmp_path: Path):
    hall = open_hall(database)
    hall.let_in(HA)
    path = edit(export(hall, tmp_path / "a.xlsx"), (HA, "G", "V"), (AN, "G", "c"), (VU, "H", "vắng có phép"))
    plan = look(hall, path)
    assert actions(plan) == {"fill": 2, "change": 1}
    change = plan.cells[plan.places(CellAction.CHANGE)[0]]
    assert (change.full_name, change.before, change.after, change.column) == (HA, "present", Status.ABSENT, "G")
    report = bring(hall, plan)
    assert (report.filled, report.changed) == (2, 0)
    assert [hall.person(name).status for name in (HA, AN)] == ["present", "present"]
    assert hall.person(VU, hall.afternoon).status == "excused"
    report = bring(hall, look(hall, path), CellAction.CHANGE)
    assert (report.filled, report.changed) == (0, 1)
    assert hall.person(HA).status == "absent"
    marks = hall.database.read(lambda tx: attendance.marks_of(tx, hall.morning, hall.people[HA]))
    assert [(mark.kind, mark.annulled) for mark in marks] == [("in", True), ("annul", False), ("absent", False)]
    assert marks[-1].method == Method.IMPORT
    assert actions(look(hall, path)) == {"same": 3}


def test_a_late_arrival_keeps_its_time_when_the_workbook_says_present(near: Hall, tmp_path: Path):
    near.let_in(HA, "08:20")
    plan = look(near, edit(export(near, tmp_path / "a.xlsx"), (HA, "G", "C")))
    bring(near, plan, CellAction.CHANGE)
    person = near.person(HA)
    assert (person.status, person.arrived_at, person.doubt) == ("present", moment("08:20"), "")


def test_one_undo_takes_the_whole_import_back(database: Database, tmp_path: Path):
    from desktop.services import journal

    hall = open_hall(database)
    hall.let_in(HA)
    path = edit(export(hall, tmp_path / "a.xlsx"), (HA, "G", "V"), (AN, "G", "C"), (VU, "G", "P"))
    bring(hall, look(hall, path), CellAction.FILL, CellAction.CHANGE)
    assert [hall.person(name).status for name in (HA, AN, VU)] == ["absent", "present", "excused"]
    line = hall.database.read(journal.recent)[0]
    assert (line.action, line.details["count"]) == ("attendance.imported", 3)
    hall.database.write(lambda tx: undoing.undo(tx, line.id))
    assert [hall.person(name).status for name in (HA, AN, VU)] == ["present", "unrecorded", "unrecorded"]
    assert hall.person(HA).arrived_at == moment("07:45")


def test_what_somebody_said_since_the_plan_is_left_alone_and_told(database: Database, tmp_path: Path):
    hall = open_hall(database)
    plan = look(hall, edit(export(hall, tmp_path / "a.xlsx"), (HA, "G", "V"), (AN, "G", "V")))
    hall.let_in(HA)
    report = bring(hall, plan)
    assert (report.filled, [cell.full_name for cell in report.meanwhile]) == (1, [HA])
    assert hall.person(HA).status == "present"
    again = bring(hall, plan)
    assert (again.filled, len(again.meanwhile)) == (0, 2)


def test_rows_may_be_sorted_deleted_and_added_and_columns_moved(near: Hall, tmp_path: Path):
    code = {name: near.person(name).code for name in NAMES}
    path = table(
        tmp_path / "moved.xlsx",
        ("Kết quả điểm danh",),
        (),
        ("Buổi chiều", "Họ và tên", "Số ĐT", "SÁNG (23/5)", "Mã đại biểu"),
        ("V", VU, "x", "X", int(code[VU])),
        ("", AN, "", "✓", code[AN]),
        (None, f"{HA} (thay đ/c Ai Đó)", None, "Muộn", f"{code[HA][:4]} {code[HA][4:]}"),
        ("Tổng số", None, None, 3, None),
    )
    plan = look(near, path)
    assert actions(plan) == {"fill": 4}
    assert {(cell.full_name, cell.session, cell.after) for cell in plan.cells} == {
        (VU, "Chiều", "absent"),
        (VU, "Sáng", "present"),
        (AN, "Sáng", "present"),
        (HA, "Sáng", "late"),
    }


def test_headings_may_stand_in_two_rows(near: Hall, tmp_path: Path):
    path = table(
        tmp_path / "two.xlsx",
        ("STT", "Họ và tên", "Đơn vị", "Điểm danh", None),
        (None, None, None, "Sáng", "Chiều"),
        (1, HA, near.person(HA).unit, "C", "V"),
    )
    assert actions(look(near, path)) == {"fill": 2}


def test_without_a_code_name_and_unit_decide_and_it_is_told(near: Hall, tmp_path: Path):
    unit = near.person(HA).unit
    path = table(
        tmp_path / "names.xlsx",
        ("Họ và tên", "Đơn vị", "Sáng"),
        (f"Bà {HA.upper()}", unit.replace("UBND phường", "P."), "C"),
        (AN, "Đơn vị khác", "C"),
        ("Không Có Ai", unit, "C"),
        ("Không Có Ai Cả", unit, None),
    )
    plan = look(near, path)
    assert actions(plan) == {"fill": 1, "error": 2}
    assert [notice.code for notice in plan.notices] == ["marks.matched_by_name"]
    assert [cell.problem.code for cell in plan.cells if cell.problem] == ["marks.nobody", "marks.nobody"]


def test_a_code_that_slid_beside_another_name_is_refused(near: Hall, tmp_path: Path):
    path = table(tmp_path / "slid.xlsx", ("Mã", "Họ và tên", "Sáng"), (near.person(HA).code, AN, "V"))
    (cell,) = look(near, path).cells
    assert (cell.action, cell.problem.code if cell.problem else "") == (CellAction.ERROR, "marks.code_of_another")


@pytest.mark.parametrize("value", ["=1+1", "hôm qua", 5, 3.5, "C?", "x" * 5000, "\u202eC\u0000"])
def test_what_is_no_letter_is_refused_with_its_place(near: Hall, tmp_path: Path, value: Any):
    path = table(tmp_path / "odd.xlsx", ("Mã", "Họ và tên", "Sáng"))
    book = load_workbook(path)
    book.active.append([near.person(HA).code, HA, None])
    cell = book.active.cell(2, 3)
    cell.value = "?" if "\0" in str(value) else value
    if value == "=1+1":
        cell.data_type = "s"
    book.save(path)
    (seen,) = look(near, path).cells
    assert (seen.action, seen.row, seen.column) == (CellAction.ERROR, 2, "C")
    assert seen.problem is not None
    assert seen.problem.code == "marks.no_letter"


def test_the_same_person_twice_with_two_words_is_refused_the_second_time(near: Hall, tmp_path: Path):
    code = near.person(HA).code
    path = table(tmp_path / "twice.xlsx", ("Mã", "Sáng"), (code, "C"), (code, "c"), (code, "V"))
    plan = look(near, path)
    assert [str(cell.action) for cell in plan.cells] == ["fill", "same", "error"]


def test_who_is_not_expected_may_have_come_but_not_be_absent(near: Hall, tmp_path: Path):
    near.database.write(lambda tx: attendance.cancel(tx, [near.people[HA], near.people[AN]]))
    code = {name: near.person(name).code for name in (HA, AN)}
    path = table(tmp_path / "a.xlsx", ("Mã", "Sáng"), (code[HA], "C"), (code[AN], "V"))
    plan = look(near, path)
    assert [(str(cell.action), cell.before) for cell in plan.cells] == [
        ("change", NOT_EXPECTED),
        ("error", NOT_EXPECTED),
    ]
    bring(near, plan, CellAction.CHANGE)
    assert near.person(HA).status == "present"


def test_a_column_of_letters_that_is_no_session_is_told(near: Hall, tmp_path: Path):
    path = table(tmp_path / "a.xlsx", ("Mã", "Sáng", "Tối"), (near.person(HA).code, "C", "V"))
    plan = look(near, path)
    assert [(notice.code, notice.details["column"]) for notice in plan.notices] == [("marks.column_unknown", "C")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nonsense", b"just words, no table"])
def test_a_file_without_marks_is_told_in_words(near: Hall, tmp_path: Path, content: bytes):
    path = tmp_path / "odd.xlsx"
    path.write_bytes(content)
    plan = look(near, path)
    assert plan.error is not None
    assert not plan.cells
    from desktop.wording import sentence

    assert "…" not in sentence(plan.error.code, plan.error.details)


def test_a_session_of_a_group_is_grey_for_the_others(near: Hall, tmp_path: Path):
    def narrow(tx: Any) -> None:
        other = groups.list_groups(tx, near.conference_id)
        mine = near.person(HA).role_group
        session = agenda.get_session(tx, near.afternoon)
        agenda.edit_session(
            tx,
            session.id,
            version=session.version,
            title=session.title,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            audience=[next(group.id for group in other if group.title != mine)],
        )

    near.database.write(narrow)
    sheet = load_workbook(export(near, tmp_path / "out.xlsx")).worksheets[0]
    row = row_of(sheet, HA)
    assert sheet[f"H{row}"].fill.fgColor.rgb == "FFD9D9D9"
    assert sheet[f"G{row}"].fill.fill_type is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("C", Status.PRESENT), ("x", Status.PRESENT), ("✓", Status.PRESENT), ("Có mặt", Status.PRESENT),
        ("True", Status.PRESENT), ("m", Status.LATE), ("ĐẾN MUỘN", Status.LATE), ("P", Status.EXCUSED),
        ("Vắng có phép", Status.EXCUSED), ("v", Status.ABSENT), ("vang  khong phep", Status.ABSENT),
        ("absent", Status.ABSENT), ("✕", Status.ABSENT), ("", None), (" - ", None), ("·", None), ("chưa ghi", None),
    ],
)  # fmt: skip
def test_letters_words_and_signs_are_understood(text: str, status: Status | None):
    assert status_said(text) == status


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_workbook_saved_by_libreoffice_comes_back_the_same(near: Hall, tmp_path: Path, kind: str):
    libreoffice.needs("calc")
    near.let_in(HA)
    near.let_in(AN, "08:20")
    say(near, VU, Status.EXCUSED, near.afternoon)
    path = edit(export(near, tmp_path / "out.xlsx"), (NGA, "G", "V"))
    plan = look(near, libreoffice.convert(path, kind, tmp_path / "saved"))
    assert actions(plan) == {"same": 3, "fill": 1}
    assert not [notice for notice in plan.notices if notice.code.startswith("marks.")]
