"""What pictures and somebody's keys come to, before anything is written."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from desktop.domain.attendance import Status
from desktop.domain.attendance_sheet import SignatureColumn
from desktop.domain.errors import InvalidInput
from desktop.domain.scanned_sheets import CellVerdict, MissingPage, PageResult, ScannedCell, ScannedPage, ScanReport
from desktop.domain.signed_sheet import DoorWord, PaperRow, PaperSheet, WalkIn
from desktop.gui.scanned_sheets.pages import lines_of
from desktop.gui.scanned_sheets.review import Cell, ScanReview
from desktop.gui.scanned_sheets.strips import asked_rows, page_rows
from desktop.gui.widgets.rows import Section

SESSION = uuid.uuid4()
VERDICTS = {"s": CellVerdict.SIGNED, "b": CellVerdict.BLANK, "?": CellVerdict.ASK}
PRESENT, ABSENT, NOTHING = Status.PRESENT, Status.ABSENT, Status.UNRECORDED


def row(number: int, *, door: Status = NOTHING, entered: Status = NOTHING, why_not: str = "") -> PaperRow:
    word = (DoorWord(SESSION, "Khai mạc", door),)
    return PaperRow(
        number, uuid.uuid4(), f"Người {number}", doors=word, also=(NOTHING,), entered=entered, why_not=why_not
    )


def sheet(*rows: PaperRow, column: int = 0) -> PaperSheet:
    columns = (SignatureColumn(dt.date(2018, 5, 23), "morning", "", (SESSION,)),) * 2
    return PaperSheet(
        uuid.uuid4(), 4, uuid.uuid4(), "101", 1, dt.datetime(2018, 5, 22), "1", "12345", columns, column, rows,
        tuple(range(len(rows) + 1, len(rows) + 3)), (None, None),
    )  # fmt: skip


def page(verdicts: str, *, page: int = 1, first: int = 1, column: int = 0, **given) -> ScannedPage:
    cells = tuple(ScannedCell(first + n, column, VERDICTS[each], 0.1) for n, each in enumerate(verdicts))
    return ScannedPage(f"{page}.jpg", 1, given.pop("result", PageResult.READ), 1, None, page, cells, **given)


def review(verdicts: str, *rows: PaperRow) -> ScanReview:
    return ScanReview(ScanReport((page(verdicts),)), [sheet(*rows)])


def statuses(shown: ScanReview) -> list[Status]:
    return [shown.status(cell) for cell in shown.cells]


@pytest.mark.parametrize(
    ("verdict", "before", "why_not", "status", "is_open"),
    [
        ("s", NOTHING, "", PRESENT, False),
        ("s", Status.LATE, "", Status.LATE, False),
        ("s", ABSENT, "", ABSENT, True),  # the picture contradicts what was entered
        ("s", NOTHING, "cancelled", NOTHING, True),
        ("b", NOTHING, "", NOTHING, False),
        ("b", Status.EXCUSED, "", Status.EXCUSED, False),
        ("b", PRESENT, "", PRESENT, True),
        ("?", NOTHING, "", NOTHING, True),
        ("?", ABSENT, "", ABSENT, False),  # somebody decided it when it was read before
    ],
)
def test_a_cell_begins_as_picture_and_earlier_entry_say_together(verdict, before, why_not, status, is_open):
    shown = review(verdict, row(1, entered=before, why_not=why_not))
    (cell,) = shown.cells
    assert (shown.status(cell), shown.is_open(cell)) == (status, is_open)


def test_an_empty_cell_says_absent_only_when_it_is_told_to_and_what_was_said_stays():
    shown = review("bbs?", row(1), row(2), row(3), row(4))
    shown.say(shown.cells[1], Status.EXCUSED)
    shown.take_blank(absent=True)
    assert statuses(shown) == [ABSENT, Status.EXCUSED, PRESENT, NOTHING]
    shown.take_blank(absent=False)
    assert statuses(shown) == [NOTHING, Status.EXCUSED, PRESENT, NOTHING]
    told = shown.summary()
    assert (told.pages, told.present, told.absent, told.open) == (1, 1, 1, 1)


def test_enter_lets_a_proposal_stand_and_leaves_open_what_has_none():
    shown = review("s?", row(1, entered=ABSENT), row(2))
    for cell in shown.cells:
        shown.accept(cell)
    assert [shown.is_open(cell) for cell in shown.cells] == [False, True]
    shown.say(shown.cells[1], NOTHING)  # nothing stands in it
    assert shown.summary().open == 0


def test_who_is_off_the_list_is_not_entered():
    shown = review("s", row(1, why_not="removed"))
    with pytest.raises(InvalidInput):
        shown.say(shown.cells[0], PRESENT)
    assert shown.is_open(shown.cells[0])


def test_a_page_left_out_writes_nothing_and_what_was_said_of_it_comes_back_with_it():
    shown = ScanReview(
        ScanReport((page("ss", page=1), page("s?", page=2, first=3))), [sheet(*(row(n) for n in range(1, 5)))]
    )
    shown.say(shown.cells[3], ABSENT)
    shown.leave_out(shown.cells[2].place, True)
    assert (statuses(shown), shown.summary().pages) == ([PRESENT, PRESENT, NOTHING, NOTHING], 1)
    shown.leave_out(shown.cells[2].place, False)
    assert statuses(shown) == [PRESENT, PRESENT, PRESENT, ABSENT]


def test_a_name_signs_in_every_column_that_was_written_on_but_where_somebody_says_otherwise():
    report = ScanReport((page("s??", column=0), page("sb?", column=1, page=2)))
    shown = ScanReview(report, [sheet(row(1)), sheet(row(1), column=1)])
    assert [cell.id for cell in shown.cells if shown.row(cell) is None] == [(1, 2, 0), (1, 3, 0), (1, 3, 1)]
    shown.say_name(1, 3, WalkIn(3, "Vũ Thị Mười", "Phường Thử"))
    assert [each.line for draft in shown.drafts.values() for each in draft.names()] == [3, 3]
    assert (shown.summary().walk_ins, shown.summary().open) == (1, 1)
    shown.say(shown.cells[-1], NOTHING)
    assert [len(draft.names()) for draft in shown.drafts.values()] == [1, 0]
    shown.say_name(1, 3, None)
    assert shown.summary().walk_ins == 0


def test_differences_with_the_door_are_counted_until_they_are_settled_and_follow_what_is_said():
    shown = review("s?", row(1, door=ABSENT), row(2, door=PRESENT))
    assert (shown.summary().differing, shown.summary().unsettled) == (1, 1)
    shown.say(shown.cells[1], ABSENT)
    assert shown.summary().differing == 2
    shown.settle_all("paper")
    assert shown.summary().unsettled == 0
    shown.say(shown.cells[1], PRESENT)
    assert (shown.summary().differing, shown.summary().unsettled) == (1, 0)


def test_news_of_the_door_and_of_another_desk_come_in_and_what_was_said_here_stays():
    first = [row(1), row(2)]
    shown = review("ss", *first)
    shown.say(shown.cells[0], Status.LATE)
    old = next(iter(shown.drafts.values())).sheet
    there = [row(1, door=ABSENT), row(2, entered=ABSENT)]
    news = PaperSheet(
        old.id, 5, old.conference_id, "101", 1, old.at, "1", old.token, old.columns, 0, tuple(there), old.lines, (None, None),
    )  # fmt: skip
    shown.take_news([news])
    assert statuses(shown) == [Status.LATE, ABSENT]
    assert [shown.is_open(cell) for cell in shown.cells] == [False, True]
    assert shown.summary().differing == 1


def test_what_was_said_holds_beside_pictures_read_later():
    people = [sheet(row(1, door=ABSENT), row(2), row(3), row(4))]
    shown = ScanReview(ScanReport((page("s?", page=1),)), people)
    shown.say(shown.cells[1], Status.EXCUSED)
    shown.settle_all("paper")
    more = ScanReview(ScanReport((page("s?", page=1), page("s?", page=2, first=3))), people)
    more.take_over(shown)
    assert statuses(more) == [PRESENT, Status.EXCUSED, PRESENT, NOTHING]
    assert (more.summary().open, more.summary().differing, more.summary().unsettled) == (1, 1, 0)
    assert more.changed


def test_the_list_holds_what_is_asked_first_or_the_order_of_the_sheet_with_each_cell_once():
    again = page("s?s", page=1, result=PageResult.DUPLICATE, held=0.9)
    report = ScanReport((page("?", page=2, first=4), page("s?s", page=1, held=0.5), again))
    shown = ScanReview(report, [sheet(*(row(n) for n in range(1, 5)))])
    assert len(shown.cells[0].pictures) == 2
    assert [cell.number for cell in cells(asked_rows(shown))] == [2, 4, 1, 3]
    assert [cell.number for cell in cells(page_rows(shown))] == [1, 2, 3, 4]
    assert [line.fact for line in page_rows(shown) if isinstance(line, Section)] == ["1.jpg", "2.jpg"]


def test_pages_missing_of_a_list_of_one_half_day_say_which_in_one_line():
    one = ScannedPage("a.jpg", 1, PageResult.READ, 1, 1, 1, (ScannedCell(1, 1, CellVerdict.SIGNED, 0.1),))
    missing = tuple(MissingPage(1, column, number) for column, number in ((0, 1), (0, 2), (1, 2), (1, 3), (1, 4)))
    shown = ScanReview(ScanReport((one,), missing), [sheet(row(1), column=1)])
    told = [line.page for line in lines_of(shown)]
    assert [text[-9:] for text in told] == ["rang 1, 2", "trang 2-4", ", trang 1"]
    assert all("23/05" in text for text in told)


def cells(lines) -> list[Cell]:
    return [line for line in lines if isinstance(line, Cell)]
