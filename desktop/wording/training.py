"""The words of training records: hours, figures and what they are told apart by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.reported_periods import CorrectionView, PeriodView
from desktop.domain.training_figures import By, Count
from desktop.i18n import _, ngettext
from desktop.wording import field
from desktop.wording.formats import date_text, decimal_text, number_text

SENTENCES: Mapping[str, Callable[[], str]] = {
    "conference.reported": lambda: _(
        "The figures of “{title}” were reported, so it is only read. To change it, open a correction with its reason: "
        "Conference › Reported periods."
    ),
    "layout.no_workbook": lambda: _(
        "{file} is no workbook that can be filled: save it in Excel as .xlsx, without a password."
    ),
    "layout.too_large": lambda: _("{file} is larger than {limit} MB: leave pictures out."),
    "layout.unknown_field": lambda: _("Nothing is known for the field “{value}”; there are: {known}."),
    "layout.no_fields": lambda: _("{file} holds no field like {{{{ so_nguoi }}}}, so nothing would be filled in."),
    "period.day_reported": lambda: _(
        "{day} lies in a period whose figures were reported ({first} – {last}): open a correction of the conference first."
    ),
    "period.copy_reported": lambda: _(
        "{day} lies in a period that was reported ({first} – {last}): say on which day the copy begins."
    ),
    "period.not_over": lambda: _("{value} is still to come: a period is reported when it is over."),
    "period.reported_already": lambda: _("The figures from {first} to {last} were reported before."),
    "period.being_corrected": lambda: _("“{title}” is being corrected: finish its correction first."),
    "correction.no_reason": lambda: _("A correction needs its reason."),
    "correction.open": lambda: _("“{title}” is being corrected already."),
    "correction.none_open": lambda: _("“{title}” is not being corrected."),
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
    return decimal_text(hours, 2, trimmed=True)


def count_text(count: Count) -> str:
    """Figures in one line: "154 người, 320 lượt, 1.204 tiết"."""
    parts = [
        ngettext("{count} person", "{count} people", count.people).format(count=number_text(count.people)),
        ngettext("{count} turn", "{count} turns", count.turns).format(count=number_text(count.turns)),
        _("{hours} training hours").format(hours=hours_text(count.hours)),
    ]
    if count.paid:
        parts.append(_("{amount} đồng").format(amount=number_text(count.paid)))
    return ", ".join(parts)


def correction_text(view: CorrectionView) -> str:
    """A correction in one line: when, why, and what it changed."""
    words = date_text(view.opened_at.astimezone().date())
    if view.finished_at is None:
        words = _("{day} (not finished yet)").format(day=words)
    return f"{words}: {view.reason} ({count_text(view.before)} → {count_text(view.after)})"


def period_state(view: PeriodView) -> str:
    """How a reported period stands, with a sign."""
    if any(each.finished_at is None for each in view.corrections):
        return _("✎ being corrected")
    return _("≠ differs from the report") if view.differs else _("✓ as reported")


def period_text(view: PeriodView) -> str:
    """Everything about a reported period, in lines."""
    day = date_text(view.reported_at.astimezone().date())
    lines = [
        _("Reported on {day}: {figures}").format(day=day, figures=count_text(view.reported)),
        _("The record now: {figures}").format(figures=count_text(view.now)),
    ]
    for each in view.corrections:
        line = _("Correction of {conference}, {words}")
        lines.append(line.format(conference=each.conference, words=correction_text(each)))
    return "\n".join(lines)
