"""Texts that remind units: filled from an office's wording, fit for the way they are sent."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.documents import fields
from desktop.domain.lazy_dataclass import dataclass

LONGEST_SMS = 160
"""Letters of one message without accents (GSM 03.38)."""
LONGEST_ZALO = 2_000
"""Letters that Zalo takes in one message."""
_FIELD = re.compile(r"\{(\w+)\}")


class About(StrEnum):
    """What a unit is reminded of."""

    REPLY = "reply"
    TASKS = "tasks"


class Channel(StrEnum):
    """How a reminder goes."""

    ZALO = "zalo"
    EMAIL = "email"
    SMS = "sms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """The office's own texts, with fields in braces; an empty one is as the program words it."""

    zalo: str = fields.text(lines=6)
    subject: str = fields.text()
    """Of an e-mail."""
    email: str = fields.text(lines=6)
    sms: str = fields.text(lines=2)

    def of(self, channel: Channel) -> str:
        """The text for this way of sending."""
        return {Channel.ZALO: self.zalo, Channel.EMAIL: self.email, Channel.SMS: self.sms}[channel]


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one unit is told."""

    unit_id: uuid.UUID
    unit: str
    subject: str
    """Of an e-mail; "" for what has none."""
    text: str
    before: int
    """How often it was reminded of the same before."""


def filled(wording: str, fields: Mapping[str, str]) -> str:
    """A wording with its fields ({unit}) filled in; what is no field stays as it is written."""
    return _FIELD.sub(lambda found: fields.get(found[1], found[0]), wording)


def fitting(text: str, channel: Channel) -> str:
    """The text as the channel takes it: an SMS without accents and in one message, Zalo's in one."""
    if channel is Channel.SMS:
        return shortened(" ".join(without_accents(text).split()), LONGEST_SMS)
    return shortened(text, LONGEST_ZALO) if channel is Channel.ZALO else text


def without_accents(text: str) -> str:
    """Letters alone, with their case: "Đề nghị" → "De nghi"; other signs of a phone's alphabet stay."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    signs = str.maketrans(
        {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\N{NO-BREAK SPACE}": " "}
    )
    return "".join(letter if letter.isascii() else "?" for letter in plain.translate(signs))


def shortened(text: str, most: int) -> str:
    """The text in so many letters, cut between words."""
    if len(text) <= most:
        return text
    cut = text[: most - 3]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;.:-") + "..."
