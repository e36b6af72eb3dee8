"""The words of training records: hours, figures and what they are told apart by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.training_figures import By
from desktop.i18n import _, language
from desktop.wording import field
from desktop.wording.formats import number_text

SENTENCES: Mapping[str, Callable[[], str]] = {
    "figures.ends_before_start": lambda: _("The last day is before the first: check the dates."),
}

_BY: Mapping[By, Callable[[], str]] = {
    By.PROGRAMME: lambda: _("Kind of programme"),
    By.CONFERENCE: lambda: _("Conference"),
    By.UNIT: lambda: _("Unit"),
    By.UNIT_KIND: lambda: _("Kind of unit"),
    By.GROUP: lambda: _("Role group"),
    By.STAFF_KIND: lambda: _("Kind of staff"),
    By.SEX: lambda: _("Sex"),
    By.FORM: lambda: _("Form of training"),
    By.FUND: lambda: _("Source of funds"),
}
_NOT_SAID: Mapping[By, Callable[[], str]] = {
    By.PROGRAMME: lambda: _("(no kind of programme)"),
    By.UNIT: lambda: _("(no unit)"),
    By.UNIT_KIND: lambda: _("(no unit)"),
    By.GROUP: lambda: _("(no role group)"),
    By.STAFF_KIND: lambda: _("(not said)"),
    By.SEX: lambda: _("(not said)"),
    By.FORM: lambda: _("(not said)"),
    By.FUND: lambda: _("(not said)"),
}


def by(value: By) -> str:
    """What figures are told apart by."""
    return _BY[value]()


def line_name(value: By, key: str) -> str:
    """What a line of the figures is called; a word in brackets where the record says nothing."""
    if not key:
        return _NOT_SAID[value]()
    if value is By.UNIT_KIND:
        return field.kind_title(key)
    return field.gender(key) if value is By.SEX else key


def hours_text(hours: float) -> str:
    """Training hours without a unit: 1.204 or 2,5."""
    if float(hours).is_integer():
        return number_text(int(hours))
    text = f"{hours:.2f}".rstrip("0")
    return text.replace(".", ",") if language() == "vi" else text
