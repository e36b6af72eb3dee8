"""What a desk is told when somebody it let in turns out otherwise: the server, or another desk, knew more."""

from __future__ import annotations

from desktop import wording
from desktop.domain.attendance import Became, DoorPerson, Outcome
from desktop.i18n import _
from desktop.wording.check_in import Chip, DeskMessage, signed
from desktop.wording.formats import clock_text, desk_text, full_name_text


def corrected(person: DoorPerson, became: Became) -> DeskMessage:
    """Told large, once it is known."""
    name = full_name_text(person)
    if became.refused:
        heading = _("{name}: not taken by the server").format(name=name)
        listed = _("It stands under “To review”.")
        return DeskMessage("bad", "✕", heading, f"{wording.sentence(became.refused)} {listed}")
    review = _("Let in here as well: it stands under “To review”.")
    if became.otherwise is Outcome.ALREADY_IN:
        heading = _("{name}: was in already, {time} at {desk}").format(
            name=name, time=clock_text(became.at), desk=desk_text(became.desk)
        )
        return DeskMessage("warn", "!", heading, review, actions=("undo",))
    headings = {
        Outcome.CANCELLED: _("{name}: registration cancelled meanwhile"),
        Outcome.REPLACED: _("{name}: a substitute comes for them"),
        Outcome.NOT_FOUND: _("{name}: no longer on the list"),
    }
    heading = headings[became.otherwise or Outcome.NOT_FOUND].format(name=name)
    return DeskMessage("warn", "!", heading, review, actions=("undo",))


def correction_chip(became: Became) -> Chip:
    """The same in a row, short."""
    if became.refused:
        return signed("✕", _("not taken"), "bad")
    if became.otherwise is Outcome.ALREADY_IN:
        return signed("!", _("in already: {when}").format(when=clock_text(became.at)), "warn")
    if became.otherwise is Outcome.CANCELLED:
        return signed("✕", _("cancelled"), "bad")
    if became.otherwise is Outcome.REPLACED:
        return signed("⇄", _("replaced"), "info")
    return signed("✕", _("off the list"), "bad")
