"""Words of the badges."""

from __future__ import annotations

from desktop.i18n import _, pgettext
from desktop.papers.cards.words import CROP_MARKS, WHICH
from desktop.papers.option_words import EMBLEM, QUESTIONS
from desktop.papers.words import DocumentWords, OptionWords

WORDS = DocumentWords(
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
        "role": OptionWords(
            lambda: _("Role word on the band"),
            hint=lambda: _(
                "Attendee, organizer, speaker or guest by the role group, or its own word under “Role groups…”."
            ),
        ),
        "colours": OptionWords(
            lambda: _("Colour of the band"),
            {"role": lambda: pgettext("badges", "By role"), "group": lambda: pgettext("badges", "By role group")},
        ),
        "emblem": EMBLEM,
        "background": OptionWords(
            lambda: _("Background picture"), hint=lambda: _("Chosen for this conference under “Emblem and pictures…”.")
        ),
        "lightening": OptionWords(lambda: _("Lighten the background by (%)")),
        "shift_x": OptionWords(
            lambda: _("Move the print to the right (mm)"),
            hint=lambda: _("For stock printed beforehand; minus moves it to the left."),
        ),
        "shift_y": OptionWords(lambda: _("Move the print down (mm)"), hint=lambda: _("Minus moves it up.")),
        **CROP_MARKS,
        "number": OptionWords(
            lambda: _("Number in the list"),
            hint=lambda: _("The number alone makes no badge a changed one."),
        ),
        **QUESTIONS,
        **WHICH,
    },
)


def own() -> dict[str, str]:
    """The badge's own words, which an office may put otherwise."""
    return {
        "title": _("Badges"),
        "no-group": pgettext("badges", "Attendee"),
        "role-attendee": pgettext("badges", "Attendee").upper(),
        "role-organizer": pgettext("badges", "Organizer").upper(),
        "role-speaker": pgettext("badges", "Speaker").upper(),
        "role-guest": pgettext("badges", "Guest").upper(),
        "seat": pgettext("badges", "Seat"),
        "number": _("No."),
    }
