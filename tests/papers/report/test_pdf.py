"""The result report as it is printed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from desktop import i18n
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.documents.tallies import AttendanceTally
from desktop.papers import render
from desktop.papers.report import DOCUMENT
from desktop.papers.report import words as wording
from desktop.papers.report.layout import data
from desktop.papers.report.options import ReportOptions
from desktop.services import attendance, groups
from tests.papers.conferences import MARKUP
from tests.papers.pages import read

OPTIONS = ReportOptions(
    number="12", date=dt.date(2018, 5, 25), assessment=f"Đạt yêu cầu.\n{MARKUP}", proposals="Cần #1"
)


STATUSES = ("present", "late", "excused", "absent", "unrecorded")


def gathered(printable, options, selection=EVERYONE):
    return printable.database.read(lambda tx: DOCUMENT.gather(tx, printable.conference_id, selection, options))


@pytest.fixture(scope="module")
def content(case):
    return gathered(case, OPTIONS)


@pytest.mark.parametrize("by", ["session", "half_day"])
def test_figures_are_those_of_the_attendance(case, by):
    database, conference_id = case.database, case.conference_id
    told = database.read(lambda tx: attendance.attendance(tx, conference_id))
    content = gathered(case, replace(OPTIONS, by=by))
    assert len(content.parts) == len(told)  # one session a half-day
    for part, session in zip(content.parts, told, strict=True):
        assert part.tally.expected == len(session.rows)
        for status in STATUSES:
            assert getattr(part.tally, status) == session.count(status)
    assert content.counted == (0,)  # nobody took attendance in the afternoon
    for lines, name in ((content.groups, "role_group"), (content.units, "unit")):
        for place, session in enumerate(told):
            counts = Counter((getattr(row, name), row.status) for row in session.rows)
            for line in lines:
                for status in STATUSES:
                    assert getattr(line.parts[place], status) == counts[line.name, status]
        assert sum(content.tally_of(line).expected for line in lines) == content.tally.expected
    first = told[0]
    assert len(content.absent) == first.count("absent")
    assert len(content.late) == first.count("late")
    assert content.came == first.count("present") + first.count("late")
    assert sum(count for _begins, count in content.arrivals[0].counts) == content.came


def test_groups_chosen_alone_are_reported_alone(case):
    database, conference_id = case.database, case.conference_id
    group = database.read(lambda tx: groups.list_groups(tx, conference_id))[0]
    content = gathered(case, OPTIONS, Selection(role_group_ids=(group.id,)))
    assert [line.name for line in content.groups] == [group.title]
    assert content.people == group.attendee_count


def test_the_report_prints_its_numbers_its_texts_and_its_annexes(qapp, content):
    pages = read(render.pdf(DOCUMENT, content))
    first = pages[0].text
    assert "BÁO CÁO" in first
    assert "Số: 12/BC" in first
    tally = content.tally
    rate = f"{100 * tally.there / tally.expected:.1f}%".replace(".", ",")
    assert f"có mặt {tally.there}/{tally.expected} đại biểu, đạt {rate}" in first
    assert "Không tính vì chưa ghi nhận điểm danh: buổi chiều 23/05/2018" in first
    body = " ".join(page.text for page in pages)
    assert "#eval(1) $x^2$ *Lê* @Thị" in body
    assert "Cần #1" in body
    for line in content.units:
        assert line.name.split()[-1] in body
    for person in (*content.absent, *content.late):
        assert person.full_name.split()[-1] in body
    assert "(Kèm theo Báo cáo số 12/BC ngày 25 tháng 5 năm 2018)" in body
    titles = ["VẮNG KHÔNG PHÉP", "VẮNG CÓ PHÉP", "ĐẾN MUỘN"]
    first = next(page for page in pages if "Phụ lục I KẾT QUẢ THAM DỰ THEO ĐƠN VỊ" in page.text)
    assert first.text.startswith("Phụ lục")  # annexes count their own pages, the first without a number
    for number, title in zip(["II", "III", "IV"], titles, strict=True):
        assert f"Phụ lục {number} DANH SÁCH ĐẠI BIỂU {title}" in body


def test_short_annexes_share_a_page(qapp, content):
    few = replace(content, units=content.units[:3], absent=content.absent[:2], excused=content.excused[:2], late=())
    pages = read(render.pdf(DOCUMENT, few))
    assert [page.text.count("Phụ lục") for page in pages if "Phụ lục" in page.text] == [3]


def test_without_annexes_the_units_stand_in_the_report_and_without_plots_there_are_no_bars(qapp, content):
    plain = replace(content, options=replace(OPTIONS, annexes=False, plots=False))
    body = " ".join(page.text for page in read(render.pdf(DOCUMENT, plain)))
    assert "Phụ lục" not in body
    assert "3. Theo đơn vị" in body
    assert "bắt đầu lúc" not in body


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_sums_of_every_table_are_the_report_s_own_in_both_languages(content, language):
    i18n.install(language)
    told = data(content)
    tally = content.tally
    expected = [tally.expected, tally.present, tally.late, tally.excused, tally.absent, tally.unrecorded]
    for table in (told["groups"], told["annexes"][0]["table"]):
        assert [int(cell) for cell in table["sum"][:-1]] == expected
        columns = zip(*(row[2:-1] for row in table["rows"]), strict=True)
        assert [sum(map(int, column)) for column in columns] == expected


def test_before_attendance_is_taken_the_report_says_so_and_draws_no_bars(qapp, content):
    parts = tuple(replace(part, tally=AttendanceTally(unrecorded=part.tally.expected)) for part in content.parts)
    groups = tuple(
        replace(line, parts=tuple(AttendanceTally(unrecorded=part.expected) for part in line.parts))
        for line in content.groups
    )
    untaken = replace(content, parts=parts, groups=groups)
    pages = read(render.pdf(DOCUMENT, untaken))
    assert "Chưa ghi nhận điểm danh." in pages[0].text
    told = data(untaken)
    assert told["bars"] == []
    assert {row[-1] for row in told["groups"]["rows"]} == {"–"}  # "0,0%" would say that nobody came


def test_no_page_begins_with_the_legend_of_the_bars_above(qapp, content):
    for count in range(4, 16, 2):
        groups = tuple(replace(content.groups[0], name=f"Nhóm {place}") for place in range(count))
        pages = read(render.pdf(DOCUMENT, replace(content, groups=groups)))
        assert not any(page.text.removeprefix(f"{page.number + 1} ").startswith("đúng giờ") for page in pages)


def test_people_without_units_are_not_said_to_be_of_no_unit(content):
    told = " ".join(wording.summary(replace(content, units=())))
    assert f"Danh sách có {content.people} đại biểu" in told
    assert "của" not in told.split("Danh sách có")[1].split(".")[0]
