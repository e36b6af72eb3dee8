"""Who comes in someone's place, at the door, or not at all: where they stand on a sheet printed afterwards."""

from __future__ import annotations

import uuid

from desktop.domain.attendance_sheet import SheetContent, SheetOptions
from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.documents.selection import Selection
from desktop.services import attendance, sheets
from desktop.wording.sheet import row_texts
from tests.services.signed_sheets.conftest import Desk

AN, CHAU, SON = "Trần Đức An", "Hoàng Minh Châu", "Lê Văn Sơn"


def _instead(desk: Desk, replaced: uuid.UUID | None = None, name: str = SON, **given) -> uuid.UUID:
    return desk.database.write(
        lambda tx: (
            attendance.substitute(
                tx, replaced or desk.people[AN], full_name=name, token=uuid.uuid4(), **given
            ).attendee_id
        )
    )


def _sheet(desk: Desk, *sessions: uuid.UUID, **given) -> SheetContent:
    options = SheetOptions(**{"sort": "name", "group_by": "none", **given})
    return desk.database.read(
        lambda tx: sheets.attendance_sheet(tx, desk.conference_id, Selection(session_ids=sessions), options)
    )


def _rows(content: SheetContent) -> list[PersonOnPaper]:
    return [row for block in content.blocks for row in block.rows]


def _names(content: SheetContent) -> list[str]:
    return [row.full_name for row in _rows(content)]


def test_a_substitute_for_all_sessions_stands_in_the_place_of_whom_they_replace(desk: Desk):
    before = _names(_sheet(desk))
    assert before[0] == AN
    _instead(desk)
    content = _sheet(desk)
    assert _names(content) == [SON, *before[1:]]
    row = _rows(content)[0]
    assert row.substitute_for == AN
    assert row_texts(content, row)[1] == f"{SON}\n(thay đ/c {AN})"


def test_a_substitute_for_some_sessions_stands_below_the_replaced(desk: Desk):
    _instead(desk, session_ids=[desk.morning])
    assert _names(_sheet(desk))[:3] == [AN, SON, CHAU]
    assert _names(_sheet(desk, desk.morning))[:2] == [SON, CHAU]
    assert _names(_sheet(desk, desk.afternoon))[:2] == [AN, CHAU]


def test_two_substitutes_who_share_the_sessions_leave_the_replaced_nothing_to_sign(desk: Desk):
    _instead(desk, session_ids=[desk.morning])
    _instead(desk, name="Ngô Thị Yến", session_ids=[desk.afternoon])
    assert _names(_sheet(desk))[:3] in ([SON, "Ngô Thị Yến", CHAU], ["Ngô Thị Yến", SON, CHAU])


def test_a_substitute_who_is_replaced_in_turn_leaves_the_place_to_the_last(desk: Desk):
    _instead(desk, _instead(desk), "Ngô Thị Yến")
    row = _rows(_sheet(desk))[0]
    assert (row.full_name, row.substitute_for) == ("Ngô Thị Yến", SON)


def test_in_units_a_substitute_keeps_the_place_too(desk: Desk):
    before = _names(_sheet(desk, group_by="unit", sort="unit"))
    _instead(desk)
    assert _names(_sheet(desk, group_by="unit", sort="unit")) == [SON if name == AN else name for name in before]


def test_a_walk_in_stands_in_their_unit_and_who_cancelled_is_left_out(desk: Desk):
    unit = desk.person(AN).unit
    desk.database.write(
        lambda tx: attendance.walk_in(
            tx, desk.conference_id, full_name="Bùi Thị Sen", unit=unit, token=uuid.uuid4(), session_ids=[desk.morning]
        )
    )
    desk.database.write(lambda tx: attendance.cancel(tx, [desk.people[CHAU]]))
    content = _sheet(desk, group_by="unit", sort="unit")
    blocks = {block.headings[0].text: [row.full_name for row in block.rows] for block in content.blocks}
    assert "Bùi Thị Sen" in blocks[unit]
    assert CHAU not in _names(content)


def test_the_rows_of_a_sheet_printed_before_stay_as_printed(desk: Desk):
    before = [(row.number, row.attendee_id) for row in desk.sheet().rows]
    _instead(desk)
    desk.database.write(lambda tx: attendance.cancel(tx, [desk.people[CHAU]]))
    assert [(row.number, row.attendee_id) for row in desk.sheet().rows] == before


def test_a_sheet_printed_after_a_substitution_is_entered_on_the_substitutes_row(desk: Desk):
    _instead(desk, session_ids=[desk.morning])
    number = desk.print(sort="name", group_by="none")
    sheet = desk.sheet(number)
    assert [(row.full_name, row.substitute_for, row.why_not) for row in sheet.rows][:2] == [
        (AN, "", "replaced"),
        (SON, AN, ""),
    ]
    assert [row.why_not for row in desk.sheet(number, 1).rows][:2] == ["", "not_invited"]
