"""The registration form goes out to units and comes back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop import i18n
from desktop.domain.importing import Severity
from desktop.services import importing, registration_form
from tests import libreoffice
from tests.services.importing.desk import Desk, all_rows

WARD = "UBND phường Bạch Đằng"


@pytest.fixture
def desk(database, conference) -> Desk:
    return Desk(database, conference.id)


def _form(desk: Desk, path: Path, unit: str = "") -> Path:
    content = desk.database.read(lambda tx: registration_form.registration_form(tx, desk.conference_id, unit=unit))
    return registration_form.save(content, path)


def _heading_row(sheet) -> tuple[int, dict[str, int]]:
    for row in sheet.iter_rows():
        found = {cell.value: cell.column for cell in row if cell.value}
        if len(found) > 6:
            return row[0].row, found
    raise AssertionError("no heading row")


def _fill(path: Path, *rows: dict[str, str]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heading, columns = _heading_row(sheet)
    name = columns["Họ và tên"]
    number = heading + 1
    for row in rows:
        while sheet.cell(number, name).value:
            number += 1
        for title, value in row.items():
            sheet.cell(number, columns[title]).value = value
    book.save(path)


@pytest.fixture(autouse=True)
def vietnamese():
    before = i18n.language()
    i18n.install("vi")
    yield
    i18n.install(before)


def test_a_form_that_comes_back_imports_with_no_question(desk, tmp_path):
    path = _form(desk, tmp_path / "mau.xlsx")
    _fill(
        path,
        {"Họ và tên": "Nguyễn Thị Hà", "Giới tính": "Nữ", "Ngày sinh": "12/05/1980", "Đơn vị": WARD,
         "Nhóm đối tượng": "Phường", "Số điện thoại": "0912345678"},
        {"Họ và tên": "Lê Văn Tám", "Giới tính": "Nam", "Đơn vị": "Phòng Nội vụ", "Chức vụ": "Chuyên viên"},
    )  # fmt: skip
    plan = desk.plan(importing.load([path]))
    rows = all_rows(plan)
    assert [row.action for row in rows] == ["add", "add"]
    assert not any(row.problems for row in rows)
    assert rows[0].values == {
        "full_name": "Nguyễn Thị Hà", "gender": "female", "birth": "1980-05-12", "unit": WARD,
        "role_group": "Phường", "phone": "0912345678",
    }  # fmt: skip
    assert plan.new_units == {}
    assert plan.new_role_groups == ()


def test_an_empty_form_says_nothing(desk, tmp_path):
    path = _form(desk, tmp_path / "mau.xlsx", WARD)
    assert all_rows(desk.plan(importing.load([path]))) == []


def test_a_units_form_gives_its_unit_to_rows_that_name_none(desk, tmp_path):
    path = _form(desk, tmp_path / "mau.xlsx", "P. Bạch Đằng")
    _fill(path, {"Họ và tên": "Nguyễn Thị Hà"}, {"Họ và tên": "Lê Văn Tám", "Đơn vị": None})
    rows = all_rows(desk.plan(importing.load([path])))
    assert [row.values["unit"] for row in rows] == [WARD, WARD]
    assert not any(row.has(Severity.QUESTION) or row.has(Severity.WARNING) for row in rows)


def test_a_correction_in_a_units_form_finds_the_person_by_the_hidden_code(desk, tmp_path):
    desk.bring_in(("Nguyễn Thị Hà", None, "Chuyên viên", WARD), ("Trần Văn Nam", None, None, "Phòng Nội vụ"))
    path = _form(desk, tmp_path / "mau.xlsx", WARD)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heading, columns = _heading_row(sheet)
    assert sheet.cell(heading + 1, columns["Họ và tên"]).value == "Nguyễn Thị Hà"
    assert sheet.column_dimensions[openpyxl.utils.get_column_letter(columns["Mã đại biểu"])].hidden
    sheet.cell(heading + 1, columns["Họ và tên"]).value = "Nguyễn Thị Hạ"
    sheet.cell(heading + 1, columns["Chức vụ"]).value = "Phó Chủ tịch"
    book.save(path)
    (row,) = all_rows(desk.plan(importing.load([path])))
    assert {change.field for change in row.changes} == {"full_name", "position"}
    assert not row.problems


def test_a_form_sent_back_unchanged_changes_nothing(desk, tmp_path):
    desk.bring_in(("Nguyễn Thị Hà", "12/5/1980", "Chuyên viên", WARD, "0912345678", "ha@example.vn", "Ăn chay"))
    path = _form(desk, tmp_path / "mau.xlsx", WARD)
    assert [row.action for row in all_rows(desk.plan(importing.load([path])))] == ["same"]


def test_a_forms_sheet_copied_into_another_workbook_has_no_refused_blank_lines(desk, tmp_path):
    path = _form(desk, tmp_path / "form.xlsx", WARD)
    _fill(path, {"Họ và tên": "Nguyễn Thị Hà"})
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:]:
        book.remove(sheet)
    book.save(path)
    assert [row.values["full_name"] for row in all_rows(desk.plan(importing.load([path])))] == ["Nguyễn Thị Hà"]


def test_the_form_in_english_is_understood_too(desk, tmp_path):
    i18n.install("en")
    desk.bring_in(("Nguyễn Thị Hà", "12/5/1980", "Chuyên viên", WARD, "0912345678", "ha@example.vn", "Ăn chay"))
    path = _form(desk, tmp_path / "form.xlsx", WARD)
    assert [row.action for row in all_rows(desk.plan(importing.load([path])))] == ["same"]


def test_lists_offer_every_unit_group_and_gender(desk, tmp_path):
    book = openpyxl.load_workbook(_form(desk, tmp_path / "mau.xlsx"))
    sheet = book.worksheets[0]
    offered = []
    for choice in sheet.data_validations.dataValidation:
        area = choice.formula1.partition("!")[2].replace("$", "")
        offered.append([cell[0].value for cell in book.worksheets[1][area]])
    assert offered[0] == ["Nam", "Nữ"]
    assert WARD in offered[1]
    assert offered[2] == ["Cơ quan chuyên môn", "Đơn vị sự nghiệp", "Trường công lập", "Đơn vị hiệp quản", "Phường"]
    assert book.worksheets[1].sheet_state == "hidden"


def test_the_form_survives_libreoffice(desk, tmp_path):
    if desk.database.path is None:
        pytest.skip("once is enough")
    libreoffice.needs("calc")
    desk.bring_in(("Nguyễn Thị Hà", "12/5/1980", "Chuyên viên", WARD, "0912345678"))
    path = _form(desk, tmp_path / "mau.xlsx", WARD)
    for kind in ("ods", "xlsx"):
        back = desk.plan(importing.load([libreoffice.convert(path, kind, tmp_path / kind)]))
        assert [row.action for row in all_rows(back)] == ["same"], kind
