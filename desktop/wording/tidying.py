"""What tidying proposes, in words: the kinds, why each value could be written better, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.tidying import Proposal, Tidied, TidyKind
from desktop.i18n import _, ngettext

_KINDS: Mapping[TidyKind, Callable[[], str]] = {
    TidyKind.UNIT: lambda: _("Names of units"),
    TidyKind.MERGE: lambda: _("Two units that may be one"),
    TidyKind.ABBREVIATION: lambda: _("Abbreviated positions"),
    TidyKind.ORDER: lambda: _("Words in another place"),
    TidyKind.POSITION: lambda: _("One position in two spellings"),
    TidyKind.CAPITALS: lambda: _("Capitals"),
    TidyKind.SPELLING: lambda: _("Blanks and tone marks"),
    TidyKind.PHONE: lambda: _("Phone numbers"),
}

_REASONS: Mapping[str, Callable[[], str]] = {
    "capitals": lambda: _("capitals as in official papers"),
    "capitals_guessed": lambda: _("not sure: some capitals are guessed"),
    "tones": lambda: _("tone marks as in official papers"),
    "blanks": lambda: _("blanks and signs"),
    "title": lambda: _("“{honorific}” stands in the column of titles"),
    "phone": lambda: _("as numbers are kept"),
    "abbreviation": lambda: _("in full, as in units of its kind"),
    "several_readings": lambda: _("not sure: it may also be {others}"),
    "guessed": lambda: _("not sure: units of its kind have none"),
    "order": lambda: _("the position alone; the unit has its column"),
    "unit_repeated": lambda: _("not sure: the unit has its own column"),
    "usual": lambda: _("as most others are written"),
    "short": lambda: _("not sure: others are written so in full"),
    "in_directory": lambda: _("was only typed; the directory has it"),
    "perhaps_unit": lambda: _("not sure: the directory's likest name"),
    "as_directory": lambda: _("as the directory has it"),
    "other_name": lambda: _("not sure: the directory's name for it"),
    "alike": lambda: _("as others of its kind are written"),
    "perhaps_alike": lambda: _("not sure: others of its kind are written so"),
    "twins": lambda: _("not sure: nearly one name; the two would be merged"),
}


def kind_title(kind: TidyKind) -> str:
    """The heading over proposals of a kind."""
    return _KINDS[kind]()


def reason(proposal: Proposal) -> str:
    """Why a value could be written better."""
    words = _REASONS[proposal.reason]().format_map(proposal.details)
    return _("{reason}; the directory too").format(reason=words) if proposal.directory_name else words


def proposals_text(count: int) -> str:
    """“37 proposals”."""
    return ngettext("{count} proposal", "{count} proposals", count).format(count=count)


def left_out(result: Tidied) -> str:
    """Who stayed as they are because somebody changed them meanwhile; "" for nobody."""
    count = len(result.left_out)
    if not count:
        return ""
    words = ngettext(
        "{name} was changed meanwhile and stays as it is now.",
        "{count} attendees were changed meanwhile and stay as they are now: {name}…",
        count,
    )
    return words.format(count=count, name=", ".join(result.left_out[:3]))
