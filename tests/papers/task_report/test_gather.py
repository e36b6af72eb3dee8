"""The report on tasks and the notice of conclusions: what is counted where, and which tasks stand on which."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import InvalidInput
from desktop.domain.tasks import Extension, NewConclusion, NewTask, ProgressEntry
from desktop.papers import task_conclusion, task_reminder, task_report
from desktop.papers.task_conclusion import layout as notice
from desktop.papers.task_conclusion.options import TaskConclusionOptions
from desktop.papers.task_reminder import layout as letter
from desktop.papers.task_reminder.options import TaskReminderOptions
from desktop.papers.task_report import words
from desktop.papers.task_report.options import TaskReportOptions
from desktop.services import lookup, tasks
from tests.services.conftest import with_conference

JUNE, SEPTEMBER, DECEMBER = dt.date(2018, 6, 30), dt.date(2018, 9, 30), dt.date(2018, 12, 31)


@pytest.fixture
def conference(sqlite):
    """Eight wards with two tasks of a first conclusion, one unit with one of a second; some done, late, extended."""

    def work(tx: Any) -> Any:
        made = with_conference(tx)
        wards = lookup.units_of_kind(tx, "ward")[:8]
        first = NewConclusion("15/TB-UBND", dt.date(2018, 5, 25), "Chủ tịch UBND quận")
        new = [NewTask("Đối thoại", JUNE, kind="đối thoại"), NewTask("Rà soát", SEPTEMBER, co_units=("Phòng Tư pháp",))]
        given = tasks.give(tx, made.id, wards, new, first).tasks
        second = NewConclusion("20/TB-UBND", dt.date(2018, 7, 2))
        tasks.give(tx, made.id, wards[:1], [NewTask("Báo cáo", DECEMBER)], second)
        talks = [task for task in given if task.content == "Đối thoại"]
        for task in talks[:4]:
            tasks.report(tx, task.id, ProgressEntry(JUNE, percent=100))
        tasks.report(tx, talks[4].id, ProgressEntry(JUNE + dt.timedelta(days=3), percent=100))
        tasks.extend(tx, talks[5].id, Extension(dt.date(2018, 7, 5), "bão"))
        return made

    return sqlite.write(work)


def report(sqlite, conference, **options):
    given = TaskReportOptions(**options)
    return sqlite.read(lambda tx: task_report.DOCUMENT.gather(tx, conference.id, EVERYONE, given))


def test_quarters_are_those_of_the_deadline_in_force_and_the_share_is_of_what_was_due(sqlite, conference):
    found = report(sqlite, conference, last=SEPTEMBER)
    assert found.as_of == SEPTEMBER
    (second, third) = found.quarters
    assert second[:2] == (2018, 2)
    assert dataclasses.astuple(second[2]) == (4, 1, 2, 0)  # one was extended into July
    assert third[2].total == 9
    assert (third[2].late, third[2].open) == (1, 8)  # due on the day asked about is not late
    assert second[2].in_time == pytest.approx(4 / 7)
    assert found.tally.total == sum(line.tally.total for line in found.units) == sum(k.tally.total for k in found.kinds)
    told = " ".join(words.opening(found))
    assert "16 nhiệm vụ của 8 đơn vị" in told
    assert "17 nhiệm vụ" in words.opening(report(sqlite, conference))[0]
    assert "50%" in told  # four of the eight that were done or should have been
    with pytest.raises(InvalidInput):
        report(sqlite, conference, first=SEPTEMBER, last=JUNE)


def test_the_notice_tells_the_newest_conclusion_or_the_one_that_is_named(sqlite, conference):
    def made(**options):
        given = TaskConclusionOptions(**options)
        return sqlite.read(lambda tx: task_conclusion.DOCUMENT.gather(tx, conference.id, EVERYONE, given))

    assert [task.content for task in made().tasks] == ["Báo cáo"]
    first = made(conclusion="15")
    assert len(first.tasks) == 16
    assert first.letterhead.date == dt.date(2018, 5, 25)
    rows, annex = notice.data(first)["parts"]
    assert [cell.replace("\u200b", "") for cell in rows["blocks"][0]["rows"][0]][:3] == [
        "1",
        "Đối thoại",
        "8 đơn vị (danh sách kèm theo)",
    ]
    assert len(annex["blocks"][0]["rows"]) == 8
    with pytest.raises(InvalidInput):
        made(conclusion="99")


def test_the_letter_in_word_runs_its_text_and_centres_its_address_alone(sqlite, conference):
    given = TaskReminderOptions()
    found = sqlite.read(lambda tx: task_reminder.DOCUMENT.gather(tx, conference.id, EVERYONE, given))
    made = letter.listing(found)
    assert (len(made.lines), len(made.closing), made.under) == (1, 1, ())
    assert found.units[0].unit in made.lines[0]
    assert made.opening
