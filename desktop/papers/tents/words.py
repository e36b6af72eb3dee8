"""Words of the names to stand on tables."""

from __future__ import annotations

from desktop.i18n import _, pgettext
from desktop.papers.cards.words import CROP_MARKS, WHICH
from desktop.papers.words import DocumentWords, OptionWords

WORDS = DocumentWords(
    title=lambda: _("Table name tents"),
    purpose=lambda: _("To fold and stand on the table: the name can be read from both sides."),
    options={
        "size": OptionWords(
            lambda: pgettext("badges", "Size"),
            {
                "a4": lambda: _("A4, folded to 297 × 105 mm"),
                "a5": lambda: _("A5, folded to 210 × 74 mm, two a sheet"),
            },
            hint=lambda: _("Fold along the dashed line."),
        ),
        "conference": OptionWords(lambda: _("With the conference's title")),
        **CROP_MARKS,
        **WHICH,
    },
)


def own() -> dict[str, str]:
    """The tent's own words, which an office may put otherwise."""
    return {"title": _("Table name tents")}
