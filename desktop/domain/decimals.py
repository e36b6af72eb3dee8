"""Numbers as people type them in an office: 12, 12,5, 1.200.000, 80%."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?:"
    r"(?P<vietnamese>\d{1,3}(?:\.\d{3})+(?:,\d{1,6})?)|"
    r"(?P<english>\d{1,3}(?:,\d{3})+\.\d{1,6}|\d{1,3}(?:,\d{3}){2,})|"
    r"(?P<plain>\d{1,15}(?:[.,]\d{1,6})?))"
)


def read_decimal(text: str) -> float | None:
    """The number, a sign of per cent after it apart; None for what is no number.

    Dots before three digits part thousands, as Vietnamese offices write them: 1.200 is one thousand two hundred.
    """
    found = _NUMBER.fullmatch("".join(text.replace("\N{MINUS SIGN}", "-").split()).removesuffix("%"))
    if found is None:
        return None
    if found["vietnamese"]:
        digits = found["vietnamese"].replace(".", "").replace(",", ".")
    elif found["english"]:
        digits = found["english"].replace(",", "")
    else:
        digits = found["plain"].replace(",", ".")
    return float(found["sign"] + digits)
