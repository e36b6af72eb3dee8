"""Words of the quota annex."""

from __future__ import annotations

from desktop.i18n import _, ngettext
from desktop.papers.lists.words import ANNEX, SIGNATURE
from desktop.papers.quota_annex.options import QuotaAnnexContent
from desktop.papers.words import DocumentWords, OptionWords

WORDS = DocumentWords(
    title=lambda: _("Quota annex"),
    purpose=lambda: _("How many people each unit is to send and who they are to be, for the summons."),
    options={
        **ANNEX,
        "by_kind": OptionWords(lambda: _("Units under their kind")),
        "registered": OptionWords(
            lambda: _("Column with how many are registered"),
            hint=lambda: _("For the office itself: shows who sent too few or too many."),
        ),
        **SIGNATURE,
        "landscape": OptionWords(lambda: _("Landscape paper")),
    },
)


def title() -> str:
    """In capitals."""
    return _("Quota of attendees of the units").upper()


def total_text(content: QuotaAnnexContent) -> str:
    """What stands in the last row, beside the number of people."""
    return ngettext("Total ({count} unit)", "Total ({count} units)", content.total).format(count=content.total)
