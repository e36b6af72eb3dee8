"""What the small square on each page of a questionnaire to be scanned says: TP:TOKEN:PAGE:COPY.

The token, made at random for each printing, says which questionnaire it is. The copy is random too, and says only that two
papers are two: no list anywhere says who got which. Both are of five digits, so that the code stays the smallest QR code,
and a scanner's keys are not taken for a badge (`domain.scanning.SCANNED`).
"""

from __future__ import annotations

import random
import re
from collections.abc import Container
from dataclasses import dataclass

DIGITS = 5
MOST_COPIES = 2000
"""Of one printing."""

_CODE = re.compile(r"TP:([0-9]{5}):([0-9]{1,2}):([0-9]{5})")
_LEAST, _END = 10 ** (DIGITS - 1), 10**DIGITS
_CHANCE = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class PaperCode:
    """A page of one copy of a questionnaire."""

    token: str
    copy: int
    page: int = 1
    """From 1, as its foot counts it."""

    @property
    def text(self) -> str:
        """What the square says."""
        return str(self.page).join(self.around_page)

    @property
    def around_page(self) -> tuple[str, str]:
        """What stands before and behind the page's number."""
        return f"TP:{self.token}:", f":{self.copy:05d}"


def read_paper_code(text: str) -> PaperCode | None:
    """The page that a square names; None for any other text."""
    found = _CODE.fullmatch(text)
    return PaperCode(found[1], int(found[3]), int(found[2])) if found else None


def new_token(taken: Container[str]) -> str:
    """A token that no other printing here has."""
    while (token := str(_CHANCE.randrange(_LEAST, _END))) in taken:
        pass
    return token


def new_copies(count: int) -> tuple[int, ...]:
    """So many different numbers at random, in no order that tells which was printed when."""
    return tuple(_CHANCE.sample(range(_LEAST, _END), count))
