"""The four roles that badges tell apart by word and colour; a role group may bear a word of the office's own instead."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.names import fold


class BadgeRole(StrEnum):
    """What somebody is at a conference."""

    ATTENDEE = "attendee"
    ORGANIZER = "organizer"
    SPEAKER = "speaker"
    GUEST = "guest"


_SAID = {BadgeRole.ORGANIZER: "ban to chuc", BadgeRole.SPEAKER: "bao cao vien", BadgeRole.GUEST: "khach moi"}


def role_of(text: str) -> BadgeRole:
    """The role that a role group's title names ("Ban Tổ chức hội nghị"); attendees are all others."""
    words = f" {fold(text)} "
    return next((role for role, said in _SAID.items() if f" {said} " in words), BadgeRole.ATTENDEE)


def own_word(typed: str) -> str:
    """A word of the office's own as it stands on the band: in capitals."""
    return " ".join(typed.split()).upper()
