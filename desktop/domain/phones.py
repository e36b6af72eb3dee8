"""Vietnamese phone numbers as text: old prefixes, lost zeros, several numbers in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from desktop.domain.names import normalise

# Prefixes of eleven-digit mobile numbers and what they became on 15 September 2018.
_OLD_PREFIXES = {
    **{f"016{digit}": f"03{digit}" for digit in "23456789"},
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip

_MOBILE = re.compile(r"0(?:3[0-9]|5[1689]|7[06-9]|8[1-8]|9[0-8])[0-9]{7}|0(?:52[238]|559|89[6-9]|99[013-9])[0-9]{6}")
_LANDLINE = re.compile(
    r"02(?:0[3-9]|1[0-689]|2[0-25-9]|3[2-9]|4[2-8]|5[124-9]|6[0-39]|7[0-7]|8[2-9]|9[0-4679])[0-9]{7}"
)
_BETWEEN = re.compile(r"[\s.\-–—()_,'‘’\"*]+")
_PARTS = re.compile(r"\s*(?:[/;,\n|&]|\s[-–—]\s|\b(?:hoặc|hoac|và|or)\b)\s*", re.IGNORECASE)
_GROUPS = re.compile(r"\+?[0-9]+(?:[ .\-–—()]+[0-9]+)*")
"""Digits that may be one number or, one behind the other, several."""
_FLOAT = re.compile(r"\d+\.0+|\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
_LABELS = r"(?:số\s+)?(?:đtdđ|đt|sđt|sdt|dđ|tel|mobile|điện thoại|di động|cq|nr)\s*[:.]?"
_LABEL = re.compile(rf"^{_LABELS}\s*(?=[+\d(])", re.IGNORECASE)
_ONLY_LABEL = re.compile(_LABELS, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone cell as understood."""

    text: str
    """Digits beginning with 0, or the text as typed when it is no number we know."""
    ok: bool
    converted: bool = False
    """The number was renewed from an old prefix."""
    rest: str = ""
    """Further numbers or words of the cell, as typed."""


def is_mobile(text: str) -> bool:
    """Whether the text is a mobile number just as it is stored."""
    return _MOBILE.fullmatch(text) is not None


def normalise_phone(value: object) -> tuple[str, bool]:
    """The number's digits and True, or the text as typed and False."""
    phone = read_phone(value)
    return phone.text, phone.ok


def read_phone(value: object) -> Phone:
    """Understand a phone cell: text or a number of Excel's."""
    if isinstance(value, bool) or value is None:
        return Phone("" if value is None else str(value), False)
    if isinstance(value, float):
        value = str(int(value)) if value.is_integer() else str(value)
    return _read(str(value))


@lru_cache(16_384)
def _read(typed: str) -> Phone:
    typed = typed.strip()
    if _MOBILE.fullmatch(typed):
        return Phone(typed, True)
    text = normalise(typed)
    if _FLOAT.fullmatch(text):
        mantissa, _mark, exponent = text.lower().replace(",", ".").partition("e")
        if exponent and len(mantissa.partition(".")[2]) < int(exponent):
            return Phone(typed, False)  # "9.12E+08": the last digits are lost, and zeros would be somebody else's
        text = str(int(float(mantissa) if not exponent else float(f"{mantissa}e{exponent}")))
    bare = _LABEL.sub("", text)
    whole = _national(bare)
    if whole:
        return Phone(whole[0], True, whole[1])
    for run in _GROUPS.finditer(bare):
        found = _first_in(run[0])
        if found:
            number, converted, start, end = found
            rest = [*_PARTS.split(bare[: run.start() + start]), *_PARTS.split(bare[run.start() + end :])]
            told = [part for part in (_unlabelled(part) for part in rest) if part]
            return Phone(number, True, converted, "; ".join(told))
    return Phone(typed, False)


def _first_in(run: str) -> tuple[str, bool, int, int] | None:
    """The first number of a run of digit groups: itself, whether it was renewed, where it begins and ends."""
    groups = [(match.start(), match.end()) for match in re.finditer(r"\+?[0-9]+", run)]
    for first, (start, _end) in enumerate(groups):
        for _start, end in reversed(groups[first:]):
            number = _national(run[start:end])
            if number:
                return *number, start, end
        half = len(run[start : groups[first][1]]) // 2
        if half >= _SHORTEST and (number := _national(run[start : start + half])):
            return *number, start, start + half  # two numbers without anything between
    return None


_SHORTEST = 10


def _unlabelled(part: str) -> str:
    """What stands beside a number, without signs and without the label of the number itself."""
    part = part.strip(" .:,;-–—")
    if part.startswith("(") and ")" not in part:
        part = part[1:]
    elif part.endswith(")") and "(" not in part:
        part = part[:-1]
    part = part.strip(" .:,;-–—")
    return "" if _ONLY_LABEL.fullmatch(part) else part


def _national(text: str) -> tuple[str, bool] | None:
    """The ten or eleven digits of one number, and whether an old prefix was renewed; None for anything else."""
    digits = _BETWEEN.sub("", text).translate({ord("O"): "0", ord("o"): "0"})
    if digits.startswith("+84"):
        digits = "0" + digits[3:].removeprefix("0")
    elif digits.startswith("0084"):
        digits = "0" + digits[4:].removeprefix("0")
    if not (digits.isascii() and digits.isdigit()):
        return None
    if digits.startswith("84") and len(digits) in (11, 12):
        digits = "0" + digits[2:].removeprefix("0")
    if not digits.startswith("0"):
        digits = "0" + digits
    old = _OLD_PREFIXES.get(digits[:4]) if len(digits) == 11 else None
    if old:
        return old + digits[4:], True
    if len(digits) == 10 and digits.startswith("04"):  # Hà Nội's area code until June 2017
        digits = "02" + digits[1:]
        return (digits, True) if _LANDLINE.fullmatch(digits) else None
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return digits, False
    return None


def format_phone(text: str) -> str:
    """The number grouped for reading: 0912 345 678, 024 3821 2345, 0236 382 1234; other text as it is."""
    if not (text.isascii() and text.isdigit() and text.startswith("0")):
        return text
    if len(text) == 10:
        return f"{text[:4]} {text[4:7]} {text[7:]}"
    if len(text) == 11 and text.startswith(("024", "028")):
        return f"{text[:3]} {text[3:7]} {text[7:]}"
    if len(text) == 11:
        return f"{text[:4]} {text[4:7]} {text[7:]}"
    return text
