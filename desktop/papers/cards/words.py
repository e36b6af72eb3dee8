"""Words that badges and tents share."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.i18n import _
from desktop.papers.words import OptionWords
from desktop.wording import field

CROP_MARKS: Mapping[str, OptionWords] = {"crop_marks": OptionWords(lambda: _("Marks to cut by"))}
WHICH: Mapping[str, OptionWords] = {
    "sort": OptionWords(lambda: _("Order"), field.ORDERS),
    "only_changed": OptionWords(lambda: _("Only new or changed since the last print")),
}
