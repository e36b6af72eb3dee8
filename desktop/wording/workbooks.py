"""What sheets and columns of workbooks are called that the services write: figures, and what a round of opinions came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.i18n import _, pgettext

_OPINIONS: Mapping[str, Callable[[], str]] = {
    "results": lambda: _("Results"),
    "section": lambda: _("Section"),
    "item": lambda: _("Question"),
    "answered": lambda: pgettext("opinion", "Answered"),
    "mean": lambda: _("Mean"),
    "before": lambda: _("Mean before"),
    "section_mean": lambda: _("Mean of the section"),
    "whole_mean": lambda: _("Mean of the whole"),
    "groups": lambda: _("By who answers"),
    "group": lambda: _("Who answers"),
    "answers": lambda: pgettext("opinion", "Answers"),
    "comments": lambda: _("Comments"),
    "text": lambda: _("What was written"),
    "count": lambda: _("Count"),
}
_FIGURES: Mapping[str, Callable[[], str]] = {
    "figures": lambda: _("Figures"),
    "behind": lambda: _("Behind the figures"),
    "number": lambda: _("No."),
    "people": lambda: pgettext("figures", "People"),
    "turns": lambda: _("Turns"),
    "hours": lambda: _("Training hours"),
    "paid": lambda: _("Paid (đồng)"),
    "total": lambda: _("Total"),
    "conference": lambda: _("Conference"),
    "starts_on": lambda: _("Day"),
}
LAYOUT_FIELDS: Mapping[str, Callable[[], str]] = {
    "tu_ngay": lambda: _("the first day"),
    "den_ngay": lambda: _("the last day"),
    "phan_theo": lambda: _("what the lines are: unit, kind of programme …"),
    "ngay_lap": lambda: _("the day of making it"),
    "so_nguoi": lambda: _("all people, each once"),
    "so_luot": lambda: _("all turns"),
    "so_tiet": lambda: _("all training hours"),
    "so_tien": lambda: _("all that was paid, in đồng"),
}
"""What may stand in an office's own workbook of figures as {{ field }}, in words."""
LAYOUT_LINE_FIELDS: Mapping[str, Callable[[], str]] = {
    "stt": lambda: _("the line's number"),
    "ten": lambda: _("what the line is called"),
    "so_nguoi": lambda: _("its people, each once"),
    "so_luot": lambda: _("its turns"),
    "so_tiet": lambda: _("its training hours"),
    "so_tien": lambda: _("what was paid, in đồng"),
}
"""The same in the row that is repeated for each line: {{ dong.ten }}."""


def of_opinions(name: str) -> str:
    """A sheet, a column or a line of a round's results."""
    return _OPINIONS[name]()


def of_figures(name: str) -> str:
    """A sheet, a column or a line of the figures of a span of time."""
    return _FIGURES[name]()


def figures_title(dates: str) -> str:
    """The figures of which days."""
    return _("Figures {dates}").format(dates=dates)


def page_of_pages() -> str:
    """Below each page: its number and how many there are, both still to be filled in."""
    return _("Page {page}/{pages}")
