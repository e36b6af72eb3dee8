"""The points of a conference: added, pasted, filled by hand, met in the list, the agenda, the papers and at the door."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from desktop.domain.attendance import Status
from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.documents.selection import Selection
from desktop.gui.agenda.session import SessionDialog
from desktop.gui.points.dialog import PointsDialog
from desktop.gui.points.forms import PointForm, PointListForm, ReportedForm, SettingsForm, UnitPointsForm
from desktop.gui.points.placing import PlaceDialog
from desktop.services import agenda, attendees, sheets, signed_sheets
from desktop.services.points import keeping
from tests.gui.filled import ask, closed, conference_id, dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]


def points(database, window):
    return ask(database, keeping.list_points, conference_id(window))


def test_points_are_made_filled_followed_and_asked_for_their_pages(qtbot, filled, filled_record):
    key = conference_id(filled)
    filled.run("points")
    board = dialog(qtbot, PointsDialog)
    settle(qtbot, filled)
    assert (board.model.rows(), board.copy_all_button.isEnabled(), board.edit_button.isEnabled()) == ([], False, False)

    board.add()
    form = dialog(qtbot, PointForm)
    form.name.setText("Trường A")
    form.contact_phone.setText("gọi sau")
    form.save_button.click()
    settle(qtbot, filled)
    assert form.form.error_of("contact_phone")
    form.contact_phone.setText("0912 345 678")
    people = ask(filled_record, attendees.list_attendees, key)
    mine, other = people[0].unit_id, next(each for each in people if each.unit_id != people[0].unit_id)
    form.units.choose([mine])
    form.save_button.click()
    closed(qtbot, filled, form)

    board.paste()
    pasted = dialog(qtbot, PointListForm)
    pasted.table.setPlainText(f"Điểm cầu\tSố chỗ\tĐơn vị\nTrường B\t30\t{other.unit}\nTrường C\tba mươi\t\n")
    pasted.save_button.click()
    settle(qtbot, filled)
    assert "ba mươi" in pasted.form.error_of("table"), "all of them, or none"
    assert len(points(filled_record, filled)) == 1
    pasted.table.setPlainText(f"Điểm cầu\tSố chỗ\tĐơn vị\nTrường B\t30\t{other.unit}\n")
    pasted.save_button.click()
    closed(qtbot, filled, pasted)
    assert points(filled_record, filled)[1].point.capacity == 30

    board.add_for_units()
    every = dialog(qtbot, UnitPointsForm)
    third = next(each for each in people if each.unit_id not in (mine, other.unit_id))
    every.which.choose([third.unit_id])
    every._count()
    assert "1" in every.save_button.text()
    every.save_button.click()
    closed(qtbot, filled, every)
    assert [row.standing.expected > 0 for row in board.model.rows()] == [True] * 4
    assert points(filled_record, filled)[2].name == third.unit

    _make_sheets(filled_record, filled)
    settle(qtbot, filled)
    assert "3" in board.copy_all_button.text()
    board.table.selectRow(1)
    assert "Trường A" in board.about.text()
    board.copy_text()
    assert "Trường A" in QGuiApplication.clipboard().text()
    board.copy_all()
    assert QGuiApplication.clipboard().text().count("\n\n") == 2
    board.change_settings()
    said = dialog(qtbot, SettingsForm)
    said.wording.setPlainText("{contact} ơi, gửi {pages}")
    said.save_button.click()
    closed(qtbot, filled, said)
    assert board.model.rows()[1].text.startswith("Trường A ơi")

    _enter(filled_record, filled, points(filled_record, filled)[0])
    settle(qtbot, filled)
    filled.context.operations.changed.emit(board._areas)
    settle(qtbot, filled)
    assert (board.model.rows()[1].standing.missing, board.model.rows()[1].standing.late) == (0, True)
    board.write_reported()
    came = dialog(qtbot, ReportedForm)
    came.day.set_day(ask(filled_record, agenda.list_sessions, key)[0].starts_at.date())
    came.time.setText("18:00")
    came.save_button.click()
    closed(qtbot, filled, came)
    assert not board.model.rows()[1].standing.late
    board.table.selectRow(2)
    board.remove()
    settle(qtbot, filled)
    assert [each.name for each in points(filled_record, filled)] == ["Trường A", third.unit]
    filled.context.shell.undo_last()
    settle(qtbot, filled)
    assert len(points(filled_record, filled)) == 3
    board.reject()


def test_points_are_met_where_people_sessions_papers_and_doors_are(qtbot, filled, filled_record):
    key = conference_id(filled)
    page = show(qtbot, filled, "attendees")
    assert page.filters.point.isHidden()
    assert "point" not in [column.key for column in page.model.columns]
    people = ask(filled_record, attendees.list_attendees, key)

    def work(tx):
        from desktop.domain.points import PointInput

        return keeping.add_point(tx, key, PointInput("Trường A"), unit_ids=[people[0].unit_id])

    filled.context.operations.write(work)
    settle(qtbot, filled)
    assert not page.filters.point.isHidden()
    page.table.select_ids([people[-1].id])
    page.commands["point"]()
    placing = dialog(qtbot, PlaceDialog)
    (point,) = points(filled_record, filled)
    placing.point.set_value(point.id)
    placing.save_button.click()
    closed(qtbot, filled, placing)
    page.narrow(point=point.id)
    theirs = {row.id for row in page.model.rows() if hasattr(row, "point_id")}
    assert theirs == {each.id for each in people if each.unit_id == people[0].unit_id} | {people[-1].id}
    assert page.listed().points

    page = show(qtbot, filled, "agenda")
    assert not page.table.isColumnHidden(page.model.column_of("points"))
    page.edit()
    form = dialog(qtbot, SessionDialog)
    form.points.choose([None])
    form.save_button.click()
    closed(qtbot, filled, form)
    assert ask(filled_record, agenda.list_sessions, key)[0].points == (None,)

    page = show(qtbot, filled, "printing", document="attendance-sheet")
    assert not page.view.whom.points.isHidden()
    page.view.whom.points.choose([point.id])
    assert page.view.wanted().selection.point_ids == (point.id,)
    page._fill_save_menu()
    assert any("điểm cầu" in action.text() or "point" in action.text() for action in page.save_menu.actions())

    page = show(qtbot, filled, "attendance")
    page.choose(ask(filled_record, agenda.list_sessions, key)[1].id)
    settle(qtbot, filled)
    assert page.board.kinds.count() == 3
    page.board.kinds.setCurrentIndex(2)
    assert len(page.board.board.points) == 2
    page.point.setCurrentIndex(page.point.findData("hall"))
    page.point._keep()
    settle(qtbot, filled)
    assert {each.point for each in page.data.mine} == {""}
    qtbot.waitUntil(lambda: page.board.board.points == (), timeout=10_000)
    assert page.board.kinds.count() == 2
    away = next(each for each in page.data.people if each.point)
    page.desk.let_in(away, anyway=True)
    settle(qtbot, filled)
    told = page.verdict.verdict
    assert (told.tone, "Trường A" in told.attention) == ("warn", True)


def _make_sheets(database, window):
    key = conference_id(window)

    def work(tx):
        for each in keeping.list_points(tx, key):
            sheets.record_sheet(tx, key, Selection(point_ids=(each.id,)), SheetOptions())

    window.context.operations.write(work)


def _enter(database, window, point):
    key = conference_id(window)

    def work(tx):
        made = next(each for each in sheets.list_printed(tx, key) if each.selection.point_ids == (point.id,))
        for column in range(len(made.columns)):
            signed_sheets.enter(tx, key, made.number, column=column, statuses={1: Status.PRESENT})

    window.context.operations.write(work)
