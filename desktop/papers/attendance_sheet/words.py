"""Words of the sheets to sign and to read at the door."""

from __future__ import annotations

from desktop.i18n import _
from desktop.papers.option_words import BLANK_LINES, GROUPING, LANDSCAPE
from desktop.papers.words import DocumentWords, OptionWords

WORDS = DocumentWords(
    title=lambda: _("Attendance sheet"),
    purpose=lambda: _("To sign at the door: one list, a list for each half-day, or the whole course."),
    options={
        "layout": OptionWords(
            lambda: _("Layout"),
            {
                "sheet": lambda: _("One list with all columns"),
                "half-day": lambda: _("A list for each half-day"),
                "course": lambda: _("Whole course, landscape"),
            },
            lambda: _("Where sessions are chosen, each of them takes a half-day's place."),
        ),
        **GROUPING,
        "page_per": OptionWords(
            lambda: _("New page"),
            {
                "none": lambda: _("Only when full"),
                "role": lambda: _("For each role group"),
                "unit": lambda: _("For each unit"),
            },
        ),
        **BLANK_LINES,
        **LANDSCAPE,
    },
)
