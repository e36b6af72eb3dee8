"""The form of a unit: another name asks whether the old one was misspelt, or was right until a day."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from desktop.domain.people import AttendeeInput
from desktop.gui.units.unit import UnitForm
from desktop.services import attendees, units
from tests.gui.filled import closed, filled, filled_record, settle

__all__ = ["filled", "filled_record"]
WRONG, RIGHT = "UBND phường Trương Địng", "UBND phường Trương Định Mới"


@pytest.fixture
def registered(filled) -> uuid.UUID:
    """Somebody of a unit that is misspelt."""
    given = AttendeeInput(full_name="Lê Văn Tám", unit=WRONG)
    conference = filled.context.conference_id
    return filled.context.operations.database.write(lambda tx: attendees.add_attendee(tx, conference, given)).id


@pytest.fixture
def form(qtbot, filled, registered) -> UnitForm:
    database = filled.context.operations.database
    unit = database.read(lambda tx: units.get_unit(tx, attendees.get_attendee(tx, registered).unit_id))
    made = UnitForm(filled.context, unit)
    made.open()
    settle(qtbot, filled)
    return made


def shown(form: UnitForm, registered: uuid.UUID) -> str:
    return form.context.operations.database.read(lambda tx: attendees.get_attendee(tx, registered)).unit


def test_it_is_only_asked_while_the_name_differs(form):
    assert form.change.isHidden()
    form.name.setText("UBND phường Trương Định")
    assert not form.change.isHidden()
    assert form.change.misspelt.isChecked()
    form.name.setText("UBND phường Bạch Mai Mới")
    assert form.change.renamed.isChecked()
    form.change.misspelt.click()
    form.name.setText("UBND phường Đại La Mới")
    assert form.change.misspelt.isChecked()  # by hand
    form.name.setText(f" {WRONG} ")
    assert form.change.isHidden()
    form.reject()


def test_a_misspelt_name_is_put_right_at_attendees(qtbot, filled, form, registered):
    form.name.setText(RIGHT)
    form.change.misspelt.click()
    form.save_button.click()
    closed(qtbot, filled, form)
    assert shown(form, registered) == RIGHT


def test_a_renaming_holds_from_its_day(qtbot, filled, form, registered):
    form.name.setText(RIGHT)
    form.change.renamed.click()
    form.change.since.set_day(dt.date(2019, 1, 1))
    form.save_button.click()
    closed(qtbot, filled, form)
    assert shown(form, registered) == WRONG  # the conference began in 2018


def test_a_day_that_is_none_is_told_beside_the_name(qtbot, filled, form):
    form.name.setText(RIGHT)
    form.change.renamed.click()
    form.change.since.setText("mai")
    form.save_button.click()
    assert form.form.error_of("name")
    form.reject()
    settle(qtbot, filled)
