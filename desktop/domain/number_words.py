"""Numbers in Vietnamese words, as clerks write an amount under a list of payments ("Bằng chữ: …").

The northern office's way: linh, mốt and tư after mươi, lăm, "không trăm" inside a number. An amount in words is Vietnamese
in both languages of the program: it is what the treasury reads.
"""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_BILLION = 10**9


def number_words(number: int) -> str:
    """A whole number from 0 up: 21 → hai mươi mốt, 105 → một trăm linh năm, 1.000.000 → một triệu.

    A thousand billions are "một nghìn tỷ", and so on without an end.
    """
    if number < 0:
        raise ValueError("only numbers from 0 up")
    return " ".join(_words(number)) or _DIGITS[0]


def amount_words(amount: int) -> str:
    """An amount of money: "Một triệu hai trăm nghìn đồng chẵn"; one with odd đồng under the thousand ends without "chẵn"."""
    even = amount > 0 and amount % 1000 == 0
    text = f"{number_words(amount)} đồng{' chẵn' if even else ''}"
    return text[0].upper() + text[1:]


def _words(number: int, inside: bool = False) -> list[str]:
    """`inside`: more important digits stand before it, so that empty hundreds are said."""
    billions, rest = divmod(number, _BILLION)
    found = [*_words(billions, inside), "tỷ"] if billions else []
    for place in (2, 1, 0):
        group = rest // 1000**place % 1000
        if group:
            found += _hundreds(group, inside or bool(found))
            found += [_SCALES[place]] if place else []
    return found


def _hundreds(group: int, inside: bool) -> list[str]:
    """Three digits, not all zero."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    found = [_DIGITS[hundreds], "trăm"] if hundreds or inside else []
    if tens > 1:
        found += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        found += ["mười"]
    elif ones and found:
        found += ["linh"]
    if ones == 1 and tens > 1:
        found += ["mốt"]
    elif ones == 4 and tens > 1:
        found += ["tư"]
    elif ones == 5 and tens:
        found += ["lăm"]
    elif ones:
        found += [_DIGITS[ones]]
    return found
