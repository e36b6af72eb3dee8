"""What must hold of every import: it does what it promised, twice is once, and undo leaves no trace."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from desktop.domain.importing import Action, OnMatch, Severity, UnitWords
from desktop.services import exporting, importing
from desktop.services.importing import Loaded
from desktop.store.tables import Attendee, ImportBatch, ImportRow, JournalEntry
from tests.services.conftest import prepare
from tests.services.importing.desk import HEADINGS, Desk, all_rows, content, fresh_desk, loaded

_names = st.sampled_from(
    ["Nguyễn Thị Hà", "Nguyễn Thị Hà", "Nguyễn Thị Hạ", "NGUYỄN THỊ HÀ", "Nguyen Thi Ha", "Bà Nguyễn Thị Hà",
     "Nguyễn Thị Hạ (thay đ/c Lê Văn Tám)", "Nguyễn Thị Há", "Nguyen Thị Hà", "Lê Văn Tám", "lê văn tám", "Ông Lê Văn Tám",
     "K'Brêu", "Trần Hoà", "Trần Hòa", "=Lê Văn Chín", None, "", "-", "123", "Đỗ Thị Ðào", "Ông Hùng"]
)  # fmt: skip
_births = st.sampled_from(
    [None, None, "12/5/1980", "1980", "05/1980", "31/2/1980", 29353, "mai", "13/5/1980", "1/1/1992", "1992", "-"]
)
_positions = st.sampled_from([None, None, "Chuyên viên", "chuyên viên", "Trưởng phòng", "=1+1", "---"])
_units = st.sampled_from(
    [None, None, "UBND phường Bạch Đằng", "UBND phường Bạch Đằng", "P. Bạch Đằng", "Bạch Đằng", "UBND phường Bạch Đàn",
     "TH Ngô Quyền", "Ngô Quyền", "THCS Ngô Quyền", "Trường Tiểu học Ngô Quyền", "Trường Ngô Quyền", "TH Bạch Đằng",
     "Bạch Mai", "TH Bạch Mai", "P. Bạch Mai", "-", "−", "Phòng Nội vụ", "P. Nội vụ", "Công ty Ánh Sao"]
)  # fmt: skip
_phones = st.sampled_from(
    [None, None, "0912345678", 912345678, "0987654321", "0987654321", "123", "không có", "02438212345"]
)
_notes = st.sampled_from([None, None, None, "Ăn chay", "–"])
_groups = st.sampled_from(
    [None, None, "Phường", "phường", "Khách mời", "khách mời", "Đại biểu khách mời", "Khách mời danh dự", "Trường học",
     "Lãnh đạo phường", "Lãnh đạo phường và cơ quan chuyên môn", "Cơ quan chuyên môn", "-"]
)  # fmt: skip
_row = st.tuples(_names, _births, _positions, _units, _phones, st.none(), _notes, _groups)
_NOTHING = (None,) * 7
_WARD = "UBND phường Bạch Đằng"
_IN_A_WARD = ("Nguyễn Thị Hà", None, None, _WARD, None, None, None, None)
_headings = (*HEADINGS, "Đối tượng")
_lists = st.lists(_row, max_size=9)
_some = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _file(rows, *, sheets: int = 1) -> Loaded:
    """The rows as one file, or dealt out to several files."""
    whole = Loaded([])
    for part in range(sheets):
        numbered = [(number, *row) for number, row in enumerate(rows, 1) if number % sheets == part]
        whole.files += loaded(*numbered, headings=_headings, name=f"danh-sach-{part}.xlsx").files
    return whole


def _counts(desk: Desk) -> tuple[int, int, int]:
    tables = (Attendee, ImportBatch, JournalEntry)
    return desk.database.read(lambda tx: tuple(tx.scalar(select(func.count()).select_from(table)) for table in tables))


@given(first=_lists, second=_lists, on_match=st.sampled_from(OnMatch))
@_some
def test_preview_report_and_record_agree(first, second, on_match):
    with fresh_desk() as desk:
        desk.apply(desk.plan(_file(first)))
        before = {each.id: each for each in desk.attendees()}
        plan = desk.plan(_file(second), on_match=on_match)
        promised = plan.totals().as_dict()
        report = desk.apply(plan)
        after = {each.id: each for each in desk.attendees()}
        assert report.totals == promised
        assert sum(promised.values()) == len(all_rows(plan))
        assert len(after) - len(before) == promised["add"]
        assert sum(after[key] != each for key, each in before.items()) == promised["update"]
        assert (report.batch_id is None) == (promised["add"] + promised["update"] == 0)
        for row in all_rows(plan):
            if row.action is Action.UPDATE:
                now = after[row.attendee_id]
                assert {change.field: change.after for change in row.changes} == {
                    change.field: getattr(now, change.field) for change in row.changes
                }


@given(rows=_lists, known=_lists, sheets=st.integers(1, 2), on_match=st.sampled_from(OnMatch))
@example(  # the fifth row shares its phone with the first and all else with the last
    rows=[
        ("Nguyễn Thị Hà", None, None, None, "0912345678", None, None, None),
        *[("Nguyễn Thị Hà", *_NOTHING)] * 3,
        ("Nguyễn Thị Hạ", None, None, _WARD, "0912345678", None, None, None),
        ("Nguyễn Thị Hạ", None, None, _WARD, None, None, None, None),
    ],
    known=[],
    sheets=1,
    on_match=OnMatch.UPDATE,
)
@_some
def test_the_same_file_twice_changes_nothing(rows, known, sheets, on_match):
    with fresh_desk() as desk:
        desk.apply(desk.plan(_file(known)))
        first = desk.plan(_file(rows, sheets=sheets), on_match=on_match)
        desk.apply(first)
        before, counts = content(desk.database), _counts(desk)
        again = desk.plan(_file(rows, sheets=sheets), on_match=on_match)
        for once, twice in zip(all_rows(first), all_rows(again), strict=True):
            if once.action is Action.ADD:
                assert twice.action is Action.SAME, twice
            else:
                assert twice.action not in (Action.ADD, Action.UPDATE), twice
        report = desk.apply(again)
        assert report.batch_id is None
        assert content(desk.database) == before
        assert _counts(desk) == counts


@given(rows=_lists, known=_lists, answers=st.lists(st.integers(0, 2), min_size=9, max_size=9))
@_some
def test_what_was_answered_once_is_asked_no_more_where_it_was_written(rows, known, answers):
    with fresh_desk() as desk:
        desk.apply(desk.plan(_file(known)))
        plan = desk.plan(_file(rows))
        places = [("danh-sach-0.xlsx", "DS", row.row) for row in all_rows(plan)]
        matches = {
            place: people[answer] if answer < len(people := _people_asked(row)) else None
            for place, row, answer in zip(places, all_rows(plan), answers, strict=False)
            if _people_asked(row) is not None
        }
        answered = desk.plan(_file(rows), matches=matches)
        desk.apply(answered)
        before = content(desk.database)
        again = desk.plan(_file(rows))
        for once, twice in zip(all_rows(answered), all_rows(again), strict=True):
            assert twice.action not in (Action.ADD, Action.UPDATE), twice
            if once.action is Action.ADD:
                assert twice.action is Action.SAME, twice
        desk.apply(again)
        assert content(desk.database) == before


def _people_asked(row) -> list[uuid.UUID] | None:
    """Whom a row that asks may be; None for a row that asks nothing of people."""
    for problem in row.problems:
        if problem.code in ("duplicate.suspected", "duplicate.rivals", "duplicate.in_file_differs"):
            told = problem.details.get("attendee_id")
            return [uuid.UUID(told)] if told else []
        if problem.code == "duplicate.ambiguous":
            told = [one.get("attendee_id") for one in problem.details["people"]]
            return [uuid.UUID(key) for key in told if key]
    return None


_PICKED = ("full_name", "birth", "position", "unit", "phone", "role_group")
_answer = st.fixed_dictionaries(
    {"who": st.integers(-1, 2), "picks": st.dictionaries(st.sampled_from(_PICKED), st.booleans())}
)


@given(rows=_lists, known=_lists, answers=st.lists(_answer, min_size=18, max_size=18))
@_some
def test_rows_joined_and_values_chosen_do_what_the_plan_says_are_known_again_and_can_be_taken_back(
    rows, known, answers
):
    with fresh_desk() as desk:
        desk.apply(desk.plan(_file(known)))
        before = content(desk.database)
        said: dict[str, dict] = {"matches": {}, "same_rows": {}, "picks": {}}
        plan = desk.plan(_file(rows))
        for answer in answers:
            place = _say(plan, said, answer)
            if place is None:
                break
            plan = desk.plan(_file(rows), **said)
        promised = plan.totals().as_dict()
        report = desk.apply(plan)
        assert report.totals == promised
        after = content(desk.database)
        again = desk.plan(_file(rows))
        for once, twice in zip(all_rows(plan), all_rows(again), strict=True):
            assert twice.action not in (Action.ADD, Action.UPDATE), (once, twice)
            if once.action is Action.ADD or (report.batch_id and _is_settled(once)):
                assert twice.action is Action.SAME, (once, twice)
        desk.apply(again)
        assert content(desk.database) == after
        if report.batch_id is not None:
            desk.undo()
        assert content(desk.database) == before


_unit_names = st.sampled_from(
    ["UBND phường Bạch Đằng", "Công ty Ánh Sao", "Phòng Y tế", "Trường Tiểu học Bạch Mai", "Hội"]
)
_unit_words = st.builds(UnitWords, _unit_names, st.sampled_from(["ward", "public_school", "other"]))


@given(rows=_lists, words=st.lists(_unit_words, min_size=6, max_size=6), renamed=st.sets(st.integers(0, 5)))
@_some
def test_new_units_given_other_names_are_found_by_the_same_file(rows, words, renamed):
    with fresh_desk() as desk:
        before = content(desk.database)
        keys = list(desk.plan(_file(rows)).new_units)
        said = {key: words[place % 6] for place, key in enumerate(keys) if place in renamed}
        plan = desk.plan(_file(rows), new_units=said)
        report = desk.apply(plan)
        assert report.totals == plan.totals().as_dict()
        after = content(desk.database)
        again = desk.plan(_file(rows))
        for once, twice in zip(all_rows(plan), all_rows(again), strict=True):
            assert twice.action not in (Action.ADD, Action.UPDATE), (once, twice)
        desk.apply(again)
        assert content(desk.database) == after
        if report.batch_id is not None:
            desk.undo()
            assert content(desk.database) == before


def _is_settled(row) -> bool:
    first = row.joined or row
    told = any(problem.code.startswith("settled.") for problem in row.problems)
    return told and first.action in (Action.ADD, Action.UPDATE, Action.SAME)


def _say(plan, said, answer) -> tuple[str, str, int] | None:
    """Answer the first question about people that is open: another person, or the same one with these values."""
    for file in plan.files:
        for sheet in file.sheets:
            for row in sheet.rows:
                for problem in row.problems:
                    if problem.severity is Severity.QUESTION and problem.code.startswith(("duplicate.", "match.")):
                        place = (file.file, sheet.name, row.key)
                        people = problem.details.get("people", [problem.details])
                        told = people[answer["who"] % len(people)]
                        said["picks"].pop(place, None)
                        if answer["who"] < 0 and problem.code != "match.cancelled":
                            said["matches"][place] = None
                            return place
                        said["picks"][place] = answer["picks"]
                        if "key" in told:
                            said["same_rows"][place] = (told["file"], told["sheet"], told["key"])
                        if told.get("attendee_id"):
                            said["matches"][place] = uuid.UUID(told["attendee_id"])
                        return place
    return None


@given(first=_lists, second=_lists)
@_some
def test_undo_puts_everything_back(first, second):
    with fresh_desk() as desk:
        desk.apply(desk.plan(_file(first)))
        before = content(desk.database)
        report = desk.apply(desk.plan(_file(second)))
        if report.batch_id is None:
            assert content(desk.database) == before
            return
        undone = desk.undo()
        assert content(desk.database) == before
        assert (undone.removed, undone.restored, undone.kept) == (report.totals["add"], report.totals["update"], ())


@given(rows=_lists)
@example(rows=[*((name, *[None] * 7) for name in ("Lê Văn Tám", "K'Brêu", "Trần Hoà")), _IN_A_WARD])
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_exported_list_imports_as_the_same(rows):
    with fresh_desk() as desk, tempfile.TemporaryDirectory() as folder:
        desk.apply(desk.plan(_file(rows)))
        table = desk.database.read(lambda tx: exporting.export_attendees(tx, desk.conference_id))
        path = exporting.save(table, Path(folder, "ra.xlsx"))
        plan = desk.plan(importing.load([path]))
        assert [row.action for row in all_rows(plan)] == ["same"] * len(desk.attendees()), [
            (row.action, row.values, row.problems) for row in all_rows(plan)
        ]


def test_every_row_is_kept_as_it_stood_with_its_problems(database):
    desk = Desk(database, prepare(database).id)
    plan = desk.plan(
        _file(
            [
                ("Lê Văn Tám", "31/2/1980", None, None, None, None, None, None),
                (None, "1980", "x", "y", None, None, None, None),
            ]
        )
    )
    report = desk.apply(plan)
    rows = database.read(
        lambda tx: [
            (row.row, row.action, row.raw, row.problems, row.attendee_id)
            for row in tx.scalars(
                select(ImportRow).where(ImportRow.import_batch_id == report.batch_id).order_by(ImportRow.row)
            )
        ]
    )
    assert [row[:2] for row in rows] == [(2, "add"), (3, "error")]
    assert rows[0][2][2] == "31/2/1980"
    assert ["birth", "birth.unreadable", "warning", {"value": "31/2/1980", "came_in": ""}] in rows[0][3]
    assert rows[0][4] == desk.attendees()[0].id
