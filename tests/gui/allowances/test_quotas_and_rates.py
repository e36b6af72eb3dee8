"""The quotas' table edited by keyboard and paste, the daily rates, and who draws no salary from the state."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.domain.errors import InvalidInput
from desktop.gui.allowances.quotas import open_quotas
from desktop.gui.allowances.quotas_model import COUNT, REGISTERED, WHO
from desktop.gui.allowances.rates import RateForm, open_rates, read_amount
from desktop.services import quotas, rates
from tests.gui.filled import conference_id, dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]


@pytest.fixture
def editor(qtbot, filled):
    """The editor over a conference with people of several units."""
    shown = open_quotas(filled.context)
    settle(qtbot, filled)
    return shown


def kept(window):
    return window.context.operations.database.read(lambda tx: quotas.list_quotas(tx, conference_id(window)))


def test_numbers_are_typed_down_the_column_and_saved_as_one_change(qtbot, filled, editor):
    table = editor.table
    assert not editor.save_button.isEnabled()
    assert table.currentIndex().column() == COUNT
    for row, number in enumerate(("3", "4"), start=1):
        qtbot.keyClicks(table, number)
        qtbot.keyClick(table.findChild(QLineEdit), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda row=row: table.currentIndex().row() == row)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.keyClicks(table, "5")  # still being typed while Save is pressed
    editor.save()
    settle(qtbot, filled)
    assert [line.count for line in kept(filled)[:4]] == [3, 4, 5, None]


def test_who_sent_too_few_or_too_many_stands_beside_the_number(editor):
    model = editor.model
    row = next(place for place, line in enumerate(model.lines) if line.registered)
    came = model.lines[row].registered
    for number, words in ((came + 2, f"{came} (thiếu 2)"), (0, f"{came} (thừa {came})"), (came, f"{came} ✓")):
        model.setData(model.index(row, COUNT), str(number))
        assert model.text(row, REGISTERED) == words
        assert ("1 đơn vị thừa" in editor.facts.text()) == (number == 0)
    editor.as_registered.click()
    assert all((line.count or 0) == line.registered for line in model.lines)
    for _time in range(2):
        editor.reject()


def test_cells_from_a_spreadsheet_go_where_the_keyboard_is_and_units_where_they_belong(qtbot, editor):
    table, model = editor.table, editor.model
    assert not model.setData(model.index(0, COUNT), "vài")
    assert "“vài”" in editor.banner.sentence
    QGuiApplication.clipboard().setText("7\tlãnh đạo\n8\t\n")
    table.setCurrentIndex(model.index(1, COUNT))
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [model.lines[row].count for row in range(4)] == [None, 7, 8, None]
    name = model.lines[3].unit
    editor.paste(f"1\t{name}\t2\tcông chức\n2\tPhòng Lạ\t3")
    assert (model.lines[3].count, model.lines[3].who) == (2, "công chức")
    assert "Phòng Lạ" in editor.banner.sentence
    table.setCurrentIndex(model.index(1, COUNT))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert model.lines[1].count is None
    editor.reject()
    assert editor.isVisible(), "a changed table is left only when told twice"
    editor.reject()
    assert not editor.isVisible()


def test_a_unit_gets_another_line_and_loses_it_when_it_is_emptied(qtbot, filled, editor):
    editor.kind.setCurrentIndex(editor.kind.findData("ward"))
    editor.count.setValue(2)
    editor.fill()
    editor.table.setCurrentIndex(editor.model.index(0, COUNT))
    editor.more.click()
    editor.model.setData(editor.model.index(1, COUNT), "1")
    editor.model.setData(editor.model.index(1, WHO), "công chức")
    assert editor.model.text(1, 0) == ""
    editor.save()
    settle(qtbot, filled)
    assert [(line.count, line.who) for line in kept(filled)[:2]] == [(2, ""), (1, "công chức")]
    again = open_quotas(filled.context)
    settle(qtbot, filled)
    again.model.clear([(1, COUNT), (1, WHO)])
    again.save()
    settle(qtbot, filled)
    assert [line.count for line in kept(filled)[:2]] == [2, 2]


def test_a_rate_is_added_with_its_date_and_people_are_put_down_as_without_a_state_salary(qtbot, filled):
    shown = open_rates(filled.context)
    settle(qtbot, filled)
    shown.add()
    form = dialog(qtbot, RateForm)
    form.amount.setText("nhiều")
    form.valid_from.setText("1/7/2017")
    form._try()
    assert "“nhiều”" in form.form.error_of("amount")
    form.amount.setText("200.000 đ")
    form._try()
    settle(qtbot, filled)
    assert [row.amount for row in shown.table.rows_model.rows()] == [200_000]
    assert [rate.amount for rate in filled.context.operations.database.read(rates.list_rates)] == [200_000]
    shown.remove()
    settle(qtbot, filled)
    assert shown.table.rows_model.rows() == []
    shown.reject()
    filled.page.table.selectAll()
    filled.page.commands["off_payroll"]()
    settle(qtbot, filled)
    assert all(row.off_payroll for row in filled.page._data.attendees.rows)


@pytest.mark.parametrize(
    ("text", "amount"), [("200.000", 200_000), ("200,000 đồng", 200_000), ("150000", 150_000), ("", None)]
)
def test_amounts_are_read_as_they_are_written(text, amount):
    assert read_amount(text) == amount


def test_two_and_a_half_dong_are_no_amount():
    with pytest.raises(InvalidInput):
        read_amount("2.5")
