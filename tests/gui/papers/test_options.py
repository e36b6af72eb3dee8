"""Fields for the options of a document are built from what the options say of themselves."""

from __future__ import annotations

import dataclasses
import datetime as dt
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop import i18n
from desktop.domain.documents import fields
from desktop.gui.papers.options import DocumentOptions
from desktop.gui.theme import Theme
from desktop.papers import documents
from desktop.papers.document import AnyDocument

ANOTHER = {fields.Text: "Công văn số 5", fields.Day: dt.date(2018, 5, 20)}


@pytest.fixture
def context(qapp):
    return SimpleNamespace(theme=Theme(qapp))


def panel(qtbot, context, document: AnyDocument) -> DocumentOptions:
    made = DocumentOptions(context, document)
    qtbot.addWidget(made)
    return made


def other(field: fields.Field, value: object) -> object:
    """A value that is not the one there."""
    match field:
        case fields.Pick(values):
            return next(each for each in values if each != value)
        case fields.Number(least, most):
            return most if value == least else least
        case fields.Flag():
            return not value
        case _:
            return ANOTHER[type(field)]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_option_of_every_document_is_shown_changed_and_read_back(qtbot, context, language):
    i18n.install(language)
    for document in documents.every():
        made = panel(qtbot, context, document)
        options = document.options()
        made.take(options)
        assert made.options() == options
        for name, field in fields.fields_of(document.options).items():
            wanted = other(field, getattr(options, name))
            with qtbot.waitSignal(made.changed):
                made.controls[name].fill(wanted)
            options = dataclasses.replace(options, **{name: wanted})
            assert made.options() == options


def test_a_day_half_typed_keeps_the_last_one_and_says_what_is_wrong(qtbot, context):
    document = next(
        each
        for each in documents.every()
        if any(isinstance(f, fields.Day) for f in fields.fields_of(each.options).values())
    )
    name = next(n for n, field in fields.fields_of(document.options).items() if isinstance(field, fields.Day))
    made = panel(qtbot, context, document)
    made.controls[name].fill(dt.date(2018, 5, 20))
    assert getattr(made.options(), name) == dt.date(2018, 5, 20)
    made.controls[name].widget.setText("20/5")
    assert getattr(made.options(), name) == dt.date(2018, 5, 20)
    assert made.error_of(name)
    made.controls[name].widget.setText("21/5/2018")
    assert getattr(made.options(), name) == dt.date(2018, 5, 21)
    assert made.error_of(name) == ""


def test_the_wheel_over_a_field_scrolls_and_changes_nothing(qtbot, context):
    made = panel(qtbot, context, documents.every()[0])
    made.take(documents.every()[0].options())
    made.show()
    before = made.options()
    for control in made.controls.values():
        turn = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPointF().toPoint(), QPointF(0, -120).toPoint(), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        control.widget.clearFocus()
        QApplication.sendEvent(control.widget, turn)
    assert made.options() == before
