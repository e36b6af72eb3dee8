"""Words of the badges and of the names to stand on tables."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.names import normalise
from desktop.i18n import _, pgettext
from desktop.papers.badges.options import Cards
from desktop.papers.words import KindWords, OptionWords
from desktop.wording.formats import dates_text

_SORT = OptionWords(
    lambda: _("Order"), {"unit": lambda: _("Group, then unit, then name"), "name": lambda: _("Given name")}
)

KINDS: Mapping[str, KindWords] = {
    "badges": KindWords(
        title=lambda: _("Badges"),
        purpose=lambda: _("To hang round the neck: name, unit, group and a code to scan at the door."),
        options={
            "size": OptionWords(
                lambda: pgettext("badges", "Size"),
                {
                    "a6": lambda: _("A6 (105 × 148 mm)"),
                    "card": lambda: _("Card (86 × 54 mm)"),
                    "custom": lambda: _("Own width and height"),
                },
            ),
            "width": OptionWords(lambda: _("Own width (mm)")),
            "height": OptionWords(lambda: _("Own height (mm)")),
            "sides": OptionWords(
                lambda: pgettext("badges", "Sides"),
                {
                    "front": lambda: _("Front only"),
                    "fold": lambda: _("Front and back, to fold"),
                    "duplex": lambda: _("Front and back, printed on both sides"),
                },
                hint=lambda: _("Fold along the dashed line. Printed on both sides: turn over the long edge."),
            ),
            "crop_marks": OptionWords(lambda: _("Marks to cut by")),
            "number": OptionWords(
                lambda: _("Number in the list"),
                hint=lambda: _("The number alone makes no badge a changed one."),
            ),
            "sort": _SORT,
            "only_changed": OptionWords(lambda: _("Only new or changed since the last print")),
        },
    ),
    "tents": KindWords(
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
            "crop_marks": OptionWords(lambda: _("Marks to cut by")),
            "sort": _SORT,
            "only_changed": OptionWords(lambda: _("Only new or changed since the last print")),
        },
    ),
}


def words(name: str) -> dict[str, str]:
    """The card's own words."""
    if name == "tents":
        return {"title": _("Table name tents")}
    return {
        "title": _("Badges"),
        "no-group": pgettext("badges", "Attendee"),
        "seat": pgettext("badges", "Seat"),
        "number": _("No."),
    }


def head(cards: Cards) -> dict[str, str]:
    """What stands over everybody's name."""
    return {
        "issuing": normalise(cards.issuing_body).upper(),
        "conference": normalise(cards.conference_title),
        "dates": dates_text(cards.starts_on, cards.ends_on),
    }
