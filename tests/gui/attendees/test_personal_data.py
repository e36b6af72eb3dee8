"""A person's data in the window: everything is listed, and erasing asks once."""

from __future__ import annotations

import pytest
from shiboken6 import Shiboken
from sqlalchemy import select

from desktop.gui.attendees.personal_data import EraseForm, PersonalDataDialog
from desktop.services import attendees
from desktop.services.personal import viewing
from desktop.store.tables import AuditLine
from tests.gui.filled import conference_id, dialog, filled, filled_record

__all__ = ["filled", "filled_record"]


@pytest.fixture
def opened(filled, qtbot):
    """The dialog of the first person on the list."""
    database = filled.context.operations.database
    first = database.read(lambda tx: attendees.list_attendees(tx, conference_id(filled)))[0]
    record = database.read(lambda tx: viewing.record(tx, first.person_id))
    shown = PersonalDataDialog(filled.context, record)
    shown.show()
    yield shown
    if Shiboken.isValid(shown):
        shown.reject()


def test_everything_kept_is_listed(opened):
    assert opened.table.model().rowCount() == len(opened.record.kept) > 3


def test_a_person_made_anonymous_is_gone_from_the_list_and_the_audit_knows_why(filled, opened, qtbot):
    opened.anonymise_button.click()
    form = dialog(qtbot, EraseForm)
    form._try()
    assert form.form.error_of("reason")
    form.reason.setText("theo yêu cầu")
    form._try()
    database, name = filled.context.operations.database, opened.record.full_name
    qtbot.waitUntil(lambda: opened.gone, timeout=10_000)
    people = database.read(lambda tx: attendees.list_attendees(tx, conference_id(filled)))
    assert name not in {each.full_name for each in people}
    details = database.read(lambda tx: tx.scalars(select(AuditLine.details)).all())
    assert "theo yêu cầu" in [each.get("reason") for each in details]


def test_nothing_is_erased_when_the_question_is_left(filled, opened, qtbot):
    opened.erase_button.click()
    dialog(qtbot, EraseForm).reject()
    database, key = filled.context.operations.database, opened.record.id
    assert database.read(lambda tx: viewing.record(tx, key)).full_name == opened.record.full_name
