"""Answers from files: Google and Microsoft Forms, workbooks typed by hand, exported again with more in them."""

from __future__ import annotations

import csv
from dataclasses import replace

import openpyxl
import pytest

from desktop.domain.opinion_import import ColumnUse
from desktop.domain.opinions import read_sections
from desktop.services import importing as reading
from desktop.services import opinions, undoing
from desktop.services.opinions import importing
from desktop.services.opinions.exporting import entry_sheet
from desktop.wording import questionnaires

SECTIONS = "I. Nội dung\nNội dung phù hợp với công việc\nTài liệu dễ hiểu\nII. Tổ chức\nThời gian được bảo đảm"


@pytest.fixture
def held(database, conference):
    new = questionnaires.preset("evaluation", ["Phường", "Trường"])
    labels = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")
    asked = replace(new.questionnaire, sections=read_sections(SECTIONS), labels=labels, open=("Góp ý của Ông/Bà?",))
    return database.write(lambda tx: opinions.add_round(tx, conference.id, replace(new, questionnaire=asked)))


def book(path, *rows, title="Câu trả lời biểu mẫu 1"):
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def planned(database, held, *paths, **more):
    return database.read(lambda tx: importing.plan(tx, held.id, reading.load(paths), **more))


GOOGLE = (
    "Dấu thời gian",
    "Địa chỉ email",
    "Nhóm của Ông/Bà",
    "Xin đánh giá [Nội dung phù hợp với công việc]",
    "Xin đánh giá [Tài liệu dễ hiểu]",
    "Xin đánh giá [Thời gian được bảo đảm]",
    "Góp ý của Ông/Bà?",
)


def google(*marks, group="Phường", comment=None):
    return ("23/05/2018 17:05:11", "thu@example.vn", group, *marks, comment)


def test_a_google_forms_export_is_read_by_its_grid_and_who_answered_is_dropped(database, held, tmp_path):
    path = tmp_path / "phan hoi.csv"
    rows = [google("Hài lòng", "Rất hài lòng", "Bình thường", comment="Rất hay")] * 4
    rows += [
        google("4", "5 - Rất hài lòng", "", group="Trường"),
        google("Tuyệt vời", "4", "4"),
        google(None, None, None),
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([GOOGLE, *rows])
    plan = planned(database, held, path)
    (file,) = plan.files
    uses = [column.use for column in file.columns]
    assert uses == [ColumnUse.DROPPED, ColumnUse.DROPPED, ColumnUse.GROUP, *[ColumnUse.ITEM] * 3, ColumnUse.OPEN]
    assert [(row.number, row.problem.code) for row in file.rows if row.problem] == [
        (7, "opinion.mark"),
        (8, "opinion.says_nothing"),
    ]
    assert (len(plan.answers), plan.refused, plan.known, file.missing) == (5, 2, 0, ())
    assert "example" not in repr((plan.answers, plan.comments))
    assert database.write(lambda tx: importing.apply(tx, plan)) == 5
    found = database.read(lambda tx: opinions.results(tx, held.id))
    assert (found.valid, found.invalid, found.hidden) == (4, 1, True)
    database.write(lambda tx: undoing.undo(tx, undoing.last_undoable(tx, desk=tx.desk).id))
    assert database.read(lambda tx: opinions.get_round(tx, held.id)).answers == 0


def test_a_newer_export_of_the_same_form_adds_only_what_is_new(database, held, tmp_path):
    first = [google(5, 5, 5, comment="Hay"), google(4, 5, 3), google(5, 5, 5)]
    path = book(tmp_path / "lan 1.xlsx", GOOGLE, *first)
    database.write(lambda tx: importing.apply(tx, planned(database, held, path)))
    newer = book(
        tmp_path / "lan 2.xlsx", GOOGLE, *first, google(5, 5, 5, comment="Hay"), google(1, 2, 3, comment="Nóng")
    )
    plan = planned(database, held, newer)
    assert (plan.known, sorted(each.marks for each in plan.answers)) == (3, [(1, 2, 3), (5, 5, 5)])
    assert sorted(each.text for each in plan.comments) == ["Hay", "Nóng"]
    assert len(planned(database, held, newer, again=True).answers) == 5
    database.write(lambda tx: importing.apply(tx, plan))
    assert planned(database, held, newer).answers == ()
    other = book(tmp_path / "lop khac.xlsx", GOOGLE, google(5, 5, 5), google(2, 2, 2))
    assert planned(database, held, other).known == 0


def test_microsoft_forms_and_workbooks_by_number_or_by_order_are_read_too(database, held, tmp_path):
    microsoft = book(
        tmp_path / "ms.xlsx",
        (
            "ID",
            "Start time",
            "Completion time",
            "Email",
            "Name",
            "Thời gian được bảo đảm",
            "Tài liệu dễ hiểu.",
            "Noi dung phu hop voi cong viec",
        ),
        (1, "5/23/18 17:00", "5/23/18 17:02", "anonymous", None, 3, 4, 5),
    )
    numbers = book(tmp_path / "so.xlsx", ("Phiếu", "Câu 1", "Câu 2", "Câu 3"), (1, 5, 4, 3), (2, 5, 4, 3))
    plain = book(tmp_path / "thu tu.xlsx", ("Tổng hợp",), ("STT", "a", "b", "c"), (1, 5, 4, 3), (2, 5, 4, 3))
    for path, count, by_order in ((microsoft, 1, False), (numbers, 2, False), (plain, 2, True)):
        plan = planned(database, held, path)
        assert [each.marks for each in plan.answers] == [(5, 4, 3)] * count
        assert plan.files[0].by_order is by_order
    letter = book(tmp_path / "thu.xlsx", ("Kính gửi",), ("Phòng Nội vụ",))
    assert [file.error.code for file in planned(database, held, letter).files] == ["opinion.no_table"]


def test_the_sheet_that_the_program_writes_is_read_back(database, held, tmp_path):
    from desktop.services import exporting

    path = exporting.save(entry_sheet(held), tmp_path / "nhap.xlsx")
    made = openpyxl.load_workbook(path)
    made.active.append(["Trường", 5, 4, 3, "Tốt"])
    made.save(path)
    plan = planned(database, held, path)
    assert [(each.marks, each.group) for each in plan.answers] == [((5, 4, 3), "Trường")]
    assert [each.text for each in plan.comments] == ["Tốt"]


def test_files_are_known_each_by_itself_older_exports_and_copies_too(database, held, tmp_path):
    first, second = [google(5, 5, mark) for mark in (1, 2, 3, 4, 5)], [google(2, 2, 2), *[google(3, 4, 5)] * 5]
    one, other = book(tmp_path / "1.xlsx", GOOGLE, *first), book(tmp_path / "2.xlsx", GOOGLE, *second)
    copy = tmp_path / "1 (1).xlsx"
    copy.write_bytes(one.read_bytes())
    plan = planned(database, held, one, copy, other)
    assert (len(plan.answers), plan.known) == (11, 5)
    database.write(lambda tx: importing.apply(tx, plan))
    newer = book(tmp_path / "3.xlsx", GOOGLE, *first, google(5, 5, 5))
    plan = planned(database, held, newer)
    assert ([each.marks for each in plan.answers], plan.known) == ([(5, 5, 5)], 5)
    database.write(lambda tx: importing.apply(tx, plan))
    assert planned(database, held, one).answers == planned(database, held, newer).answers == ()
    # one answer of a newer export is in many a file: it is not taken for an answer of theirs
    assert planned(database, held, book(tmp_path / "4.xlsx", GOOGLE, *[google(5, 5, 5)] * 3)).known == 0


def test_few_answers_of_a_file_leave_no_line(database, held, tmp_path):
    from desktop.services import journal

    def lines():
        return len(database.read(journal.recent))

    before, made = lines(), [google(5, 5, 5, comment="Hay")]
    for count, more in ((1, 0), (6, 1)):
        plan = planned(database, held, book(tmp_path / f"{count}.xlsx", GOOGLE, *made * count))
        assert database.write(lambda tx, plan=plan: importing.apply(tx, plan)) == len(plan.answers)
        assert lines() == before + more
    assert database.read(lambda tx: opinions.get_round(tx, held.id)).answers == 6


def test_questions_below_one_another_are_no_answers(database, held, tmp_path):
    items = held.questionnaire.items
    papers = book(tmp_path / "a.xlsx", ("", "Phiếu 1", "Phiếu 2", "Phiếu 3"), *[(item, 1, 2, 3) for item in items])
    counts = book(tmp_path / "b.xlsx", (1, 2, 3), *[(f"{n}. {item}", 1, 2, 3) for n, item in enumerate(items, start=1)])
    assert {file.error.code for file in planned(database, held, papers, counts).files} == {"opinion.upright"}
