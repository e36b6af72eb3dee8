"""Options that several documents share: grouping, order, direction of the paper, blank lines, which of several."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.i18n import _
from desktop.papers.words import OptionWords
from desktop.wording import field

GROUPING: Mapping[str, OptionWords] = {
    "group_by": OptionWords(
        lambda: _("Group by"),
        {"role": lambda: _("Role group, then unit"), "unit": lambda: _("Unit"), "none": lambda: _("One list")},
    ),
    "sort": OptionWords(lambda: _("Order inside a group"), field.ORDERS),
}
LANDSCAPE: Mapping[str, OptionWords] = {"landscape": OptionWords(lambda: _("Landscape paper"))}
BLANK_LINES: Mapping[str, OptionWords] = {
    "blank_lines": OptionWords(lambda: _("Blank lines for people not on the list"))
}
EMBLEM = OptionWords(lambda: _("Emblem or logo"), hint=lambda: _("Chosen once under “Emblem and pictures…”."))
ROUND: Mapping[str, OptionWords] = {
    "round": OptionWords(lambda: _("No. of the round"), hint=lambda: _("0 is the newest one."))
}
DIALOGUE: Mapping[str, OptionWords] = {
    "dialogue": OptionWords(lambda: _("No. of the dialogue"), hint=lambda: _("0 is the latest one."))
}
QUESTIONS: Mapping[str, OptionWords] = {
    "questions": OptionWords(
        lambda: _("Custom questions"),
        hint=lambda: _("Their titles, separated by semicolons; * for all. For example: Lunch?; Transport"),
    )
}
