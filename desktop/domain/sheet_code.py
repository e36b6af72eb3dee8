"""What the small square on each page of an attendance sheet says, by which a signed page finds its record again.

TH:CONFERENCE:SHEET:COLUMN:PAGE:TOKEN. Conferences begin at 101 in every office and sheets at 1 in every conference, so
these two alone may name another office's paper: the token, made at random for each sheet, tells them apart. It is of digits
because a scanner types as a keyboard does, and Vietnamese input methods rewrite letters; of so few that the code of most
sheets stays the smallest QR code, and that a scanner's keys are not taken for a badge (`domain.scanning.SCANNED`).

Papers of earlier versions say less and mean what they meant: TH:CONFERENCE:SHEET, and TH:CONFERENCE:SHEET:COLUMN on the
list of one half-day.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.errors import InvalidInput
from desktop.domain.scanning import plain_digits

TOKEN_DIGITS = 5

_CODE = re.compile(r"TH\W*([0-9]{1,9})\W+([0-9]{1,9})(?:\W+([0-9]{1,3})(?:\W+([0-9]{1,6})\W+([0-9]{5}))?)?")


@dataclass(frozen=True, slots=True)
class PageCode:
    """A page of a sheet, as its square or a person names it."""

    conference: str
    """Its number; "" where only the sheet's number was typed."""
    sheet: int
    column: int | None = None
    """Place of the one signature column that the page is of, from 0; None: it has several, or nobody says."""
    page: int | None = None
    """As the foot counts them, anew for the list of each half-day; None: nobody says which."""
    token: str = ""
    """"" on papers of earlier versions."""

    @property
    def text(self) -> str:
        """What the square says."""
        if self.token:
            return str(self.page or 0).join(self.around_page)
        name = f"TH:{self.conference}:{self.sheet}"
        return name if self.column is None else f"{name}:{self.column + 1}"

    @property
    def around_page(self) -> tuple[str, str]:
        """What stands before and behind the page's number, where there is a token."""
        column = 0 if self.column is None else self.column + 1
        return f"TH:{self.conference}:{self.sheet}:{column}:", f":{self.token}"


def new_token(below: Callable[[int], int] = secrets.randbelow) -> str:
    """A sheet's token; `below` gives a random number less than the one it is asked with."""
    return f"{below(10**TOKEN_DIGITS):0{TOKEN_DIGITS}d}"


def read_code(text: str) -> PageCode:
    """The sheet's number that a person typed ("3"), or what a scanner read ("TH:101:3:0:1:48213").

    Raises InvalidInput("paper.not_a_sheet") for anything else.
    """
    plain = unicodedata.normalize("NFKC", plain_digits(text)).strip().upper()
    if plain.isascii() and plain.isdigit() and len(plain) < 10:
        return PageCode("", int(plain))
    match = _CODE.fullmatch(plain)
    if match is None:
        raise InvalidInput("paper.not_a_sheet", field="sheet", value=text.strip())
    column, page = (int(each) if each else 0 for each in match.group(3, 4))
    return PageCode(match[1], int(match[2]), column - 1 if column else None, page or None, match[5] or "")
