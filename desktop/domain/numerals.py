"""Numbers as headings bear them."""

from __future__ import annotations


def roman(number: int) -> str:
    """I, II, III … as headings are numbered."""
    text = ""
    for value, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        while number >= value:
            text += sign
            number -= value
    return text
