"""A hundred and twenty-six units, six tasks each: given in one go, and every fault in their sheets told, none silently taken."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl

from desktop.domain.task_sheets import RowAction
from desktop.domain.tasks import NewTask
from desktop.services import importing, tasks, units
from desktop.services.tasks import taking
from desktop.wording.task_sheets import heading

DUE, BACK = dt.date(2018, 6, 30), dt.date(2018, 6, 10)
UNITS, TASKS = 126, 6
COLUMNS = ("content", "due", "percent", "key")
CONTENT, DUE_ON, PERCENT, KEY = range(4)


def write(path: Path, unit: str, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Nhiệm vụ")
    sheet.append([f"Đơn vị: {unit}"])
    sheet.append([heading(name) for name in COLUMNS])
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_every_fault_in_a_hundred_sheets_is_told_and_all_the_rest_is_taken(sqlite, tmp_path):
    def give(tx: Any) -> Any:
        from tests.services.conftest import with_conference

        conference = with_conference(tx)
        ids = [units.add_unit(tx, f"UBND xã Thử {number:03d}", kind="ward").id for number in range(UNITS)]
        contents = [NewTask(f"Nhiệm vụ số {number} của hội nghị", DUE) for number in range(TASKS)]
        return conference, tasks.give(tx, conference.id, ids, contents).tasks

    conference, given = sqlite.write(give)
    assert len(given) == UNITS * TASKS
    of_unit: dict[str, list[Any]] = {}
    for task in given:
        of_unit.setdefault(task.unit, []).append(task)
    names = list(of_unit)
    rows = {name: [[task.content, None, 50, task.id.hex] for task in of_unit[name]] for name in names}
    rows[names[0]][0][KEY] = of_unit[names[1]][0].id.hex  # a row of another unit
    rows[names[2]][1][CONTENT] = "Một việc khác hẳn"
    rows[names[3]][2][PERCENT] = 101
    rows[names[4]][3][DUE_ON] = dt.date(2018, 6, 9)  # passed
    rows[names[5]][4][DUE_ON] = "15/07/2018"  # later than given
    rows[names[6]].append([*rows[names[6]][0][:PERCENT], 60, rows[names[6]][0][KEY]])  # two answers in one sheet
    rows[names[7]][0][PERCENT] = "gần xong"
    paths = [write(tmp_path / f"{name}.xlsx", name, rows[name]) for name in names]
    again = [[*row[:PERCENT], 70, row[KEY]] for row in rows[names[8]]]
    paths.append(write(tmp_path / "gửi lại.xlsx", names[8], again))  # two answers in two files
    loaded = importing.load(paths)
    plan = sqlite.read(lambda tx: taking.plan(tx, conference.id, loaded, day=BACK))
    told = Counter(problem.code for _file, row in plan.rows() for problem in row.problems)
    assert told == {
        "task_sheet.foreign": 1,
        "task_sheet.changed_text": 1,
        "task.percent": 1,
        "task_sheet.due_passed": 1,
        "task.due_later": 1,
        "task_sheet.two_answers": 2 + 2 * TASKS,
        "task_sheet.no_percent": 1,
    }
    refused = sum(row.action is RowAction.ERROR for _file, row in plan.rows())
    taken = sqlite.write(lambda tx: taking.apply(tx, plan))
    assert (taken.committed, taken.meanwhile) == (UNITS * TASKS + 1 + TASKS - refused, ())
    views = sqlite.read(lambda tx: tasks.list_tasks(tx, conference.id, as_of=BACK))
    assert sum(each.percent == 50 for each in views) == taken.committed
    keep, gone = of_unit[names[10]][0].unit_id, of_unit[names[11]][0].unit_id
    sqlite.write(lambda tx: units.merge_units(tx, keep, gone))  # between task and answer
    late = importing.load(
        [write(tmp_path / "sau.xlsx", names[11], [[*r[:PERCENT], 100, r[KEY]] for r in rows[names[11]]])]
    )
    plan = sqlite.read(lambda tx: taking.plan(tx, conference.id, late, day=BACK))
    assert {(row.unit, row.action) for _file, row in plan.rows()} == {(names[10], RowAction.PROGRESS)}
