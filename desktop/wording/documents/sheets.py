"""Words of the sheets to sign and to read at the door."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.i18n import _
from desktop.wording.documents import KindWords, OptionWords

KINDS: Mapping[str, KindWords] = {
    "attendance-sheet": KindWords(
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
            "group_by": OptionWords(
                lambda: _("Group by"),
                {
                    "role": lambda: _("Role group, then unit"),
                    "unit": lambda: _("Unit"),
                    "none": lambda: _("One list"),
                },
            ),
            "sort": OptionWords(
                lambda: _("Order inside a group"),
                {"unit": lambda: _("Unit, then name"), "name": lambda: _("Given name")},
            ),
            "page_per": OptionWords(
                lambda: _("New page"),
                {
                    "none": lambda: _("Only when full"),
                    "role": lambda: _("For each role group"),
                    "unit": lambda: _("For each unit"),
                },
            ),
            "blank_lines": OptionWords(lambda: _("Blank lines for people not on the list")),
            "landscape": OptionWords(lambda: _("Landscape paper")),
        },
    ),
}
