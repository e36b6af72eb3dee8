"""Which unit and role group a spelling means, and what is remembered of the organizer's answers."""

from __future__ import annotations

import pytest

from desktop.domain.importing import Action, Severity, UnitWords
from desktop.services import units
from tests.services.importing.desk import HEADINGS, Desk, all_rows, codes, content, loaded, people

WARD = "UBND phường Bạch Đằng"


@pytest.fixture
def desk(database, conference) -> Desk:
    return Desk(database, conference.id)


@pytest.mark.parametrize(
    ("spelling", "unit"),
    [
        ("UBND phường Bạch Đằng", WARD),
        ("UBND P.Bạch Đằng", WARD),
        ("P. Bạch Đằng", WARD),
        ("phuong bach dang", WARD),
        ("Bạch Đằng", WARD),
        ("PHÒNG NỘI VỤ", "Phòng Nội vụ"),
        ("P. TN&MT", "Phòng Tài nguyên và Môi trường"),
        ("00244", WARD),
    ],
)
def test_spellings_of_a_known_unit_are_recognised(desk, spelling, unit):
    row = desk.one("Nguyễn Thị Hà", None, None, spelling)
    assert (row.values["unit"], row.new_unit, codes(row)) == (unit, "", set())


def test_a_near_spelling_is_suggested_and_the_row_still_comes_in_as_written(desk):
    row = desk.one("Nguyễn Thị Hà", None, None, "UBND phường Bạch Đàn")
    assert row.action is Action.ADD
    assert row.values["unit"] == "UBND phường Bạch Đàn"
    (problem,) = row.problems
    assert (problem.code, problem.severity) == ("unit.suggestion", Severity.QUESTION)
    assert problem.details["suggestion"] == WARD


def test_a_confirmed_suggestion_is_remembered_for_next_time(desk, database):
    ward = database.read(lambda tx: units.find_unit(tx, WARD))
    file = loaded(*people(("Nguyễn Thị Hà", None, None, "UBND phường Bạch Đàn")))
    plan = desk.plan(file, units={"UBND phường Bạch Đàn": ward})
    assert all_rows(plan)[0].values["unit"] == WARD
    desk.apply(plan)
    later = desk.one("Trần Văn Nam", None, None, "P. Bạch Đàn")
    assert (later.values["unit"], codes(later)) == (WARD, set())


def test_an_answer_is_remembered_even_when_no_row_changes_anything(desk, database):
    ward = database.read(lambda tx: units.find_unit(tx, WARD))
    desk.bring_in(("Nguyễn Thị Hà", None, None, WARD))
    file = loaded(*people(("Nguyễn Thị Hà", None, None, "UBND phường Bạch Đàn")))
    report = desk.apply(desk.plan(file, units={"UBND phường Bạch Đàn": ward}))
    assert (report.batch_id, report.totals["same"]) == (None, 1)
    assert codes(desk.one("Trần Văn Nam", None, None, "UBND phường Bạch Đàn")) == set()


def test_the_answer_a_new_unit_asks_no_more(desk):
    file = loaded(*people(("Nguyễn Thị Hà", None, None, "UBND phường Bạch Đàn")))
    plan = desk.plan(file, units={"UBND phường Bạch Đàn": None})
    assert codes(all_rows(plan)[0]) == set()
    desk.apply(plan)
    assert desk.by_name("Nguyễn Thị Hà").unit == "UBND phường Bạch Đàn"


def test_all_spellings_of_one_unknown_unit_become_one(desk):
    spellings = ("TH Ngô Quyền", "Tiểu học Ngô Quyền", "Trường Tiểu học Ngô Quyền", "TRƯỜNG TIỂU HỌC NGÔ QUYỀN")
    file = loaded(
        *people(*((f"Nguyễn Thị {given}", None, None, unit) for given, unit in zip("ABCD", spellings, strict=True)))
    )
    plan = desk.plan(file)
    (new,) = plan.new_units.values()
    assert (new.name, new.kind, new.rows) == ("Trường Tiểu học Ngô Quyền", "public_school", 4)
    assert set(new.spellings) == set(spellings)
    desk.apply(plan)
    assert {each.unit for each in desk.attendees()} == {"Trường Tiểu học Ngô Quyền"}
    assert len({each.unit_id for each in desk.attendees()}) == 1


def test_a_bare_name_joins_the_only_new_unit_it_can_mean(desk):
    plan = desk.plan(
        loaded(*people(("Lê Văn A", None, None, "Tiểu học Ngô Quyền"), ("Lê Văn B", None, None, "Ngô Quyền")))
    )
    assert len(plan.new_units) == 1


def test_a_school_is_not_the_ward_of_its_name_and_a_bare_name_of_both_is_asked(desk):
    desk.bring_in(("Lê Văn A", None, None, "Trường Tiểu học Bạch Mai"))
    assert desk.by_name("Lê Văn A").unit_kind == "public_school"
    row = desk.one("Lê Văn B", None, None, "Bạch Mai")
    assert row.action is Action.ADD
    (problem,) = row.problems
    assert (problem.code, problem.severity) == ("unit.ambiguous", Severity.QUESTION)
    assert "Trường Tiểu học Bạch Mai" in problem.details["candidates"]
    assert "UBND phường Bạch Mai" in problem.details["candidates"]


@pytest.mark.parametrize("nothing", [None, "-", "…", " "])
def test_a_missing_unit_is_a_warning_and_the_row_comes_in(desk, nothing):
    row = desk.one("Nguyễn Thị Hà", None, None, nothing)
    assert row.action is Action.ADD
    assert codes(row) == {"unit.missing"}
    assert row.problems[0].severity is Severity.WARNING


def test_the_organizers_unit_is_for_rows_that_name_none(desk):
    rows = people(("Nguyễn Thị Hà",), ("Lê Văn Tám", None, None, "Phòng Nội vụ"))
    plan = desk.plan(loaded(*rows), unit="P. Bạch Đằng")
    assert [row.values["unit"] for row in all_rows(plan)] == [WARD, "Phòng Nội vụ"]


def test_a_title_names_the_unit_when_no_column_does(desk):
    file = loaded((1, "Nguyễn Thị Hà"), headings=("STT", "Họ và tên"))
    sheet = file.files[0].workbook.sheets[0]
    sheet.rows.insert(0, ("DANH SÁCH CÁN BỘ UBND PHƯỜNG BẠCH ĐẰNG THAM DỰ TẬP HUẤN",))
    sheet.numbers.append(len(sheet.rows))
    plan = desk.plan(file)
    assert all_rows(plan)[0].values["unit"] == WARD
    assert "unit.from_title" in {notice.code for notice in plan.files[0].sheets[0].notices}


@pytest.mark.parametrize(
    ("sheet", "name", "unit"),
    [
        ("P. Bạch Đằng", "danh-sach.xlsx", WARD),
        ("Bạch Đằng", "danh-sach.xlsx", WARD),
        ("TH Ngô Quyền", "danh-sach.xlsx", "TH Ngô Quyền"),
        ("Sheet1", "DS P. Bạch Đằng.xlsx", WARD),
        ("Sheet1", "DS trường Ngô Quyền.xlsx", None),
        ("Sheet1", "danh sach hoc vien moi.xlsx", None),
    ],
)
def test_a_sheet_is_believed_more_readily_than_a_file(desk, sheet, name, unit):
    file = loaded((1, "Nguyễn Thị Hà"), headings=("STT", "Họ và tên"), sheet=sheet, name=name)
    assert all_rows(desk.plan(file))[0].values.get("unit") == unit


# -- role groups ------------------------------------------------------------------------------------------------------

WITH_GROUP = (*HEADINGS, "Đối tượng")


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Phường", "Phường"),
        ("PHUONG", "Phường"),
        ("Khối phường", "Phường"),
        ("Trường công lập", "Trường công lập"),
        ("Hiệu trưởng các trường công lập", "Trường công lập"),
        ("Hiệp quản", "Đơn vị hiệp quản"),
        ("Khối trường học", "Trường công lập"),
        ("Lãnh đạo phường và cơ quan chuyên môn", "Cơ quan chuyên môn"),
    ],
)
def test_a_text_names_a_known_role_group(desk, text, group):
    plan = desk.plan(loaded((1, "Lê Văn Tám", None, None, WARD, None, None, None, text), headings=WITH_GROUP))
    assert all_rows(plan)[0].values["role_group"] == group
    assert plan.new_role_groups == ()


def test_an_unknown_role_group_is_created_and_told(desk):
    file = loaded((1, "Lê Văn Tám", None, None, WARD, None, None, None, "Khách mời"), headings=WITH_GROUP)
    plan = desk.plan(file)
    assert plan.new_role_groups == ("Khách mời",)
    assert "group.new" in {notice.code for notice in plan.files[0].sheets[0].notices}
    desk.apply(plan)
    assert desk.by_name("Lê Văn Tám").role_group == "Khách mời"


def test_a_units_kind_proposes_the_group_of_a_new_attendee_and_never_moves_a_registered_one(desk):
    desk.apply(desk.plan(loaded(*people(("Lê Văn Tám", None, None, WARD))), role_group="Khách mời"))
    assert desk.by_name("Lê Văn Tám").role_group == "Khách mời"
    again = desk.one("Lê Văn Tám", None, None, WARD)
    assert (again.action, again.values["role_group"]) == (Action.SAME, "Khách mời")
    assert desk.one("Lê Văn Chín", None, None, WARD).values["role_group"] == "Phường"


def test_a_group_told_for_somebody_surely_known_is_a_change(desk):
    desk.bring_in(("Lê Văn Tám", "1/2/1970", None, WARD))
    row = desk.one("Lê Văn Tám", "1/2/1970", None, WARD, role_group="Trường công lập")
    assert [(change.field, change.before, change.after) for change in row.changes] == [
        ("role_group", "Phường", "Trường công lập")
    ]


def test_a_new_group_in_capitals_is_written_as_people_write_it(desk):
    rows = [
        (1, "Lê Văn Tám", None, None, WARD, None, None, None, "KHÁCH MỜI"),
        (2, "Lê Thị Chín", None, None, WARD, None, None, None, "BTC"),
    ]
    assert desk.plan(loaded(*rows, headings=WITH_GROUP)).new_role_groups == ("Khách mời", "BTC")


FORM = ("STT", "Họ và tên", "Chức vụ")


def form(*above, sheet="DS", name="danh-sach.xlsx"):
    """A list without a column of units, under these lines."""
    rows = [*[(line,) for line in above[1:]], FORM, (1, "Nguyễn Thị Hà", "Chuyên viên"), (2, "Trần Văn Nam", "Kế toán")]
    return loaded(*rows, headings=(above[0],), sheet=sheet, name=name)


def test_the_letterhead_s_second_line_is_the_unit_and_the_first_its_superior(desk):
    plan = desk.plan(form("UBND QUẬN HAI BÀ TRƯNG", "PHÒNG NỘI VỤ", "DANH SÁCH ĐĂNG KÝ"))
    assert [row.values["unit"] for row in all_rows(plan)] == ["Phòng Nội vụ"] * 2
    assert "unit.from_title" in {notice.code for notice in plan.files[0].sheets[0].notices}


def test_whom_a_list_is_sent_to_is_not_its_unit(desk):
    plan = desk.plan(form("Kính gửi: Phòng Nội vụ", "DANH SÁCH ĐĂNG KÝ"))
    assert [row.values.get("unit") for row in all_rows(plan)] == [None, None]


def test_two_units_about_as_likely_are_asked_and_one_answer_settles_the_sheet(desk):
    file = form("DANH SÁCH CÁN BỘ PHÒNG TƯ PHÁP DỰ TẬP HUẤN", sheet="P. Bạch Đằng")
    rows = all_rows(desk.plan(file))
    assert [codes(row) for row in rows] == [{"unit.doubtful"}] * 2
    (problem,) = rows[0].problems
    assert (problem.severity, problem.details["unit"], problem.details["other"]) == (
        Severity.QUESTION,
        "Phòng Tư pháp",
        WARD,
    )
    answered = all_rows(desk.plan(file, sheet_units={("danh-sach.xlsx", "P. Bạch Đằng"): WARD}))
    assert [(row.values["unit"], codes(row)) for row in answered] == [(WARD, set())] * 2


def test_a_unit_typed_into_a_row_answers_for_that_row(desk):
    file = form("DANH SÁCH CÁN BỘ PHÒNG TƯ PHÁP DỰ TẬP HUẤN", sheet="P. Bạch Đằng")
    number = all_rows(desk.plan(file))[0].row
    edits = {("danh-sach.xlsx", "P. Bạch Đằng", number): {"unit": WARD}}
    rows = all_rows(desk.plan(file, edits=edits))
    assert [(row.values["unit"], codes(row)) for row in rows] == [
        (WARD, {"settled.mended"}),
        ("Phòng Tư pháp", {"unit.doubtful"}),
    ]


def test_a_file_s_name_is_believed_only_when_the_record_knows_the_unit(desk):
    known = desk.plan(form("DANH SÁCH", name="P.BachDang.xlsx"))
    assert {row.values.get("unit") for row in all_rows(known)} == {WARD}
    unknown = desk.plan(form("DANH SÁCH", name="Cong ty Hoa Mai.xlsx"))
    assert {row.values.get("unit") for row in all_rows(unknown)} == {None}


def test_a_slip_near_two_units_is_asked_of_both(desk):
    file = people(("Lê Văn A", None, None, "UBND phường Đồng Tâm"), ("Lê Văn B", None, None, "UBND phường Đồng Nhân"))
    desk.apply(desk.plan(loaded(*file)))
    row = desk.one("Lê Văn C", None, None, "UBND phường Đồng Tân")
    (problem,) = row.problems
    assert (problem.code, problem.severity) == ("unit.ambiguous", Severity.QUESTION)
    assert {"UBND phường Đồng Tâm", "UBND phường Đồng Nhân"} <= set(problem.details["candidates"])
    assert len(problem.details["candidates"]) == len(problem.details["candidate_ids"])


def test_a_new_unit_makes_a_bare_name_doubtful_the_first_time_too(desk):
    file = loaded(*people(("Lê Văn A", None, None, "Bạch Mai"), ("Lê Văn B", None, None, "TH Bạch Mai")))
    first = desk.plan(file)
    assert [codes(row) for row in all_rows(first)] == [{"unit.ambiguous"}, set()]
    desk.apply(first)
    assert [row.action for row in all_rows(desk.plan(file))] == [Action.SAME, Action.SAME]


def test_a_new_group_makes_a_text_that_names_two_a_group_of_its_own_the_first_time_too(desk):
    texts = ("Lãnh đạo phường và cơ quan chuyên môn", "Lãnh đạo phường")
    rows = [(place, f"Lê Văn {name}", None, None, WARD, None, None, None, text)
            for place, (name, text) in enumerate(zip("AB", texts, strict=True), 1)]  # fmt: skip
    file = loaded(*rows, headings=WITH_GROUP)
    first = desk.plan(file)
    assert [row.values["role_group"] for row in all_rows(first)] == [*texts]
    desk.apply(first)
    assert [row.action for row in all_rows(desk.plan(file))] == [Action.SAME, Action.SAME]


# -- new units named by the organizer ---------------------------------------------------------------------------------


def test_a_new_unit_bears_the_name_and_kind_it_was_given_and_is_found_by_the_file_again(desk):
    file = loaded(*people(("Lê Văn Tám", None, None, "Cty Ánh Sao")))
    (key,) = desk.plan(file).new_units
    plan = desk.plan(file, new_units={key: UnitWords("Công ty TNHH Ánh Sao", "public_school")})
    assert [(unit.name, unit.kind, unit.rows) for unit in plan.new_units.values()] == [
        ("Công ty TNHH Ánh Sao", "public_school", 1)
    ]
    desk.apply(plan)
    (who,) = desk.attendees()
    assert (who.unit, who.role_group) == ("Công ty TNHH Ánh Sao", "Trường công lập")
    again = desk.plan(file)
    assert (all_rows(again)[0].action, again.new_units) == (Action.SAME, {})


def test_new_units_given_one_name_become_one(desk):
    file = loaded(*people(("Lê Văn Tám", None, None, "Cty Ánh Sao"), ("Lê Thị Mai", None, None, "Công ty Ánh Dương")))
    first, second = desk.plan(file).new_units
    words = UnitWords(desk.plan(file).new_units[second].name, "other")
    plan = desk.plan(file, new_units={first: words})
    assert [unit.rows for unit in plan.new_units.values()] == [2]
    desk.apply(plan)
    assert len({each.unit for each in desk.attendees()}) == 1
    assert [row.action for row in all_rows(desk.plan(file))] == [Action.SAME, Action.SAME]


def test_a_new_unit_given_the_name_of_one_that_exists_is_that_one(desk):
    file = loaded(*people(("Lê Văn Tám", None, None, "Ban Ánh Sao")))
    (key,) = desk.plan(file).new_units
    plan = desk.plan(file, new_units={key: UnitWords("UBND phường Bạch Đằng", "ward")})
    assert (plan.new_units, all_rows(plan)[0].values["unit"]) == ({}, "UBND phường Bạch Đằng")
    desk.apply(plan)
    assert all_rows(desk.plan(file))[0].action is Action.SAME
    before = content(desk.database)
    desk.undo()
    assert content(desk.database) != before
