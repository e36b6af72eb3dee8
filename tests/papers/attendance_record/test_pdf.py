"""The attendance record's PDF, read back: who came when, and sums that are those of the attendance itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import uuid

import pytest

from desktop import i18n
from desktop.domain.attendance import Status
from desktop.domain.documents.selection import EVERYONE
from desktop.papers import render
from desktop.papers.attendance_record import DOCUMENT, layout
from desktop.papers.attendance_record.options import (
    AttendanceRecordOptions,
    Cancelled,
    RecordContent,
    RecordLine,
    Stay,
    Sums,
    tally,
)
from tests.papers.pages import MM, Page, read
from tests.papers.samples import sheet

MOMENT = dt.datetime(2018, 5, 23, 7, 45)


def record(count: int, columns: int = 2, **options) -> RecordContent:
    """A record of people called "… 0001X", each status in turn."""
    whole = sheet(count, columns=columns, landscape=columns > 4, number=None)
    rows = [row for block in whole.blocks for row in block.rows]
    lines = {}
    for place, row in enumerate(rows):
        stays = [Stay(list(Status)[(place + column) % 5], MOMENT) for column in range(columns)]
        lines[row.id] = RecordLine(tuple(stays))
    tallies = tuple(tally(line.stays[place] for line in lines.values()) for place in range(columns))
    settings = AttendanceRecordOptions(**options)
    return RecordContent(whole, lines, tallies, (), (Sums("Phường A", tallies),), (), MOMENT, settings)


def people(page: Page) -> list[int]:
    return [int(number) for number in re.findall(r"(\d{4})X", page.raw)]


@pytest.mark.parametrize(("count", "columns"), [(1, 2), (172, 10), (1000, 2)])
def test_every_name_stands_on_the_record_once_and_in_order(qapp, count, columns):
    pages = read(render.pdf(DOCUMENT, record(count, columns)))
    assert [number for page in pages for number in people(page)] == list(range(1, count + 1))
    for page in pages:
        assert page.extent().right() <= page.width - 14 * 72 / 25.4
        assert "Họ và tên" in page.text or "NGƯỜI LẬP" in page.text


def test_each_status_has_its_letter_its_time_and_a_word(qapp):
    page, *_more = pages = read(render.pdf(DOCUMENT, record(5, 1)))
    for words in ("C: có mặt", "M: muộn", "P: vắng có phép", "V: vắng không phép", "chưa ghi"):
        assert words in page.text
    assert re.search(r"0001X .*? C 07:45", page.text)
    assert re.search(r"0002X .*? M 07:45", page.text)
    text = " ".join(each.text for each in pages)
    assert "Cần có mặt 5 Đã đến 2 Trong đó đến muộn 1 Vắng có phép 1 Vắng không phép 1 Chưa ghi 1" in text
    assert "Tỷ lệ có mặt 40%" in text


def test_a_long_course_goes_on_in_a_second_list_with_all_names(qapp):
    content = record(12, 16)
    content = dataclasses.replace(
        content,
        sheet=dataclasses.replace(content.sheet, options=dataclasses.replace(content.sheet.options, layout="course")),
    )
    pages = read(render.pdf(DOCUMENT, content))
    assert [number for page in pages for number in people(page)] == [*range(1, 13)] * 2
    data = layout.data(content)
    told = [values for part in data["sets"] for values in part["totals"][0][1]]
    assert told == ["12"] * 16


def test_sums_of_the_case_are_those_of_its_attendance(case, qapp):
    content = _gathered(case)
    there = [each.there for each in content.tallies]
    for sums in (content.groups, content.units):
        assert [sum(each.tallies[place].there for each in sums) for place in range(len(there))] == there
    (morning, afternoon) = content.tallies
    text = " ".join(page.text for page in read(render.pdf(DOCUMENT, content)))
    assert f"Cần có mặt {morning.expected} {afternoon.expected}" in text
    assert f"Đã đến {morning.there} ·" in text
    assert f"Tổng số {morning.there}/{morning.expected} ·/{afternoon.expected}" in text
    assert "Chưa điểm danh: Chiều 23/05." in text


def test_the_record_speaks_english_too(case, qapp):
    i18n.install("en")
    text = " ".join(page.text for page in read(render.pdf(DOCUMENT, _gathered(case))))
    assert "ATTENDANCE RECORD" in text
    assert "Nothing has been recorded yet of: PM 23/05." in text
    assert "Ghi chú" not in text


def test_a_row_is_never_parted_over_two_pages(hostile, qapp):
    content = _gathered(hostile)
    names = [row.full_name for block in content.sheet.blocks for row in block.rows]
    long = next(name for name in names if name.startswith("Nguyễn Thị Thuỳ"))
    pages = read(render.pdf(DOCUMENT, content))
    assert sum(long in page.text for page in pages) == 1


@pytest.mark.parametrize("sums", [True, False])
def test_signatures_are_never_torn_from_the_last_rows(qapp, sums):
    for count in range(14, 30, 3):
        tallies = record(count).tallies
        units = tuple(Sums(f"Phường {place:02d}", tallies) for place in range(count))
        content = dataclasses.replace(record(count, sums=sums), groups=units[:2], units=units)
        last = read(render.pdf(DOCUMENT, content))[-1].text
        assert "NGƯỜI LẬP" in last
        assert f"Phường {count - 1:02d}" in last if sums else f"{count:04d}X" in last


def test_very_many_who_cancelled_are_all_named(qapp):
    gone = tuple(Cancelled(f"Người Báo Bận {place:03d}X", "UBND phường Thử", "bận công tác") for place in range(300))
    pages = read(render.pdf(DOCUMENT, dataclasses.replace(record(3), cancelled=gone)))
    assert [number for page in pages for number in re.findall(r"\b(\d{3})X", page.text)] == [
        f"{place:03d}" for place in range(300)
    ]
    for page in pages:
        assert page.extent().bottom() < page.height - 15 * MM


def _gathered(printable) -> RecordContent:
    return printable.database.read(
        lambda tx: DOCUMENT.gather(tx, printable.conference_id, EVERYONE, AttendanceRecordOptions())
    )


def test_ids_of_lines_are_those_of_rows(case):
    content = _gathered(case)
    rows: list[uuid.UUID] = [row.id for block in content.sheet.blocks for row in block.rows]
    assert len(rows) == len(set(rows)) == content.total
    assert set(rows) == set(content.lines)
