"""What was typed into fields of a form, read; what can't be is refused with the field's name."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QLineEdit

from desktop.domain.decimals import read_decimal
from desktop.domain.errors import InvalidInput
from desktop.gui.widgets.form import DateField


def number(field: QLineEdit, name: str) -> float | None:
    """The number typed, None for an empty field. Raises InvalidInput for the field."""
    text = field.text().strip()
    if not text:
        return None
    value = read_decimal(text)
    if value is None:
        raise InvalidInput("task.number", field=name, value=text)
    return value


def day(field: DateField, name: str) -> dt.date | None:
    """The day typed, None for an empty field. Raises InvalidInput for the field."""
    try:
        return field.day()
    except InvalidInput as error:
        raise InvalidInput(error.code, field=name, **error.details) from None


def needed(field: DateField, name: str) -> dt.date:
    """The same where a day must stand."""
    found = day(field, name)
    if found is None:
        raise InvalidInput("field.missing", field=name)
    return found


def whole(text: str, field: str) -> int | None:
    """The whole number typed, None for an empty field. Raises InvalidInput for the field."""
    said = text.strip().replace(".", "")
    if not said:
        return None
    if not said.isdecimal() or len(said) > 9:
        raise InvalidInput("opinion.asked", field=field, value=text)
    return int(said)
