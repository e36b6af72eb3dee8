"""Who declined or was crossed out stays out until the organizer has looked at the row."""

from __future__ import annotations

import pytest

from desktop.domain.importing import Action
from desktop.excel.understanding.table import Table
from desktop.excel.understanding.table_row import TableRow
from desktop.services import importing
from desktop.services.importing import understanding
from tests.services.importing.desk import Desk, all_rows, codes, loaded

PLACE = ("danh-sach.xlsx", "DS", 2)


@pytest.fixture
def desk(database, conference) -> Desk:
    return Desk(database, conference.id)


@pytest.fixture(params=["row.declined", "row.struck"])
def asked(request, monkeypatch) -> str:
    """A sheet of one row that is asked about, and the code of the question."""
    answer = {"attending": "Không (đi công tác)"} if request.param == "row.declined" else {}

    def understand(*_args: object, **_options: object) -> Table:
        cells = {"full_name": "Lê Văn Ba", "unit": "UBND phường Bạch Đằng", **answer}
        row = TableRow(2, ("Lê Văn Ba",), dict(cells), struck=request.param == "row.struck")
        return Table("DS", rows=[row], headings=("Họ và tên",), column_numbers={"full_name": 1})

    monkeypatch.setattr(understanding, "understand", understand)
    return request.param


def test_the_row_stays_out_with_its_question_and_goes_back(desk, asked, tmp_path):
    plan = desk.plan(loaded())
    (row,) = all_rows(plan)
    assert row.action is Action.SKIP
    assert asked in codes(row)
    assert importing.write_refused(plan, tmp_path / "out.xlsx") == 1
    desk.apply(plan)
    assert desk.attendees() == []


def test_the_organizer_s_word_takes_it_or_leaves_it(desk, asked):
    (taken,) = all_rows(desk.plan(loaded(), persons={PLACE: True}))
    assert taken.action is Action.ADD
    assert asked not in codes(taken)
    (left,) = all_rows(desk.plan(loaded(), persons={PLACE: False}))
    assert (left.action, importing.is_refused(left)) == (Action.SKIP, False)
