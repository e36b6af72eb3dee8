"""Telling a badge scanner from a person at one and the same keyboard.

A scanner is a keyboard that types digits and Enter faster than anybody can. Between it and the field stands a Vietnamese
input method: with VNI typing a digit after letters becomes a mark ("ha" and 1 are "há"). So what is followed is the text
that comes of the keys, whatever events changed it: from each change the digit that made it is read back, and the check
digit tells whether that came out right. On Windows' Vietnamese layout the row of digits types letters and tone marks.
"""

from __future__ import annotations

import unicodedata

from desktop.domain.codes import is_badge_code
from desktop.domain.names import fold

FASTEST_HAND = 0.08
"""Seconds between two keys: nobody types many digits faster than this."""
SCANNED = 6
"""So many digits in a row at a scanner's speed are no hand's."""
_OTHER = "?"
_DIGIT_ROW = str.maketrans("ăâêô\u0300\u0309\u0303\u0301\u0323đĂÂÊÔĐ", "123456789012340")
"""What the keys 1 to 0 type on Windows' Vietnamese layout."""
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_SHAPES = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}


class Wedge:
    """Follows the text of one field; times are in seconds, of any clock that only goes forward."""

    def __init__(self) -> None:
        self._keys: list[tuple[str, float]] = []
        self._base = self._before = ""
        self._lifted = ""

    def clear(self, text: str = "") -> None:
        """Whatever was typed before is no part of a scan; `text` stands where the next key goes."""
        self._keys.clear()
        self._base = self._before = text
        self._lifted = ""

    def follow(self, text: str, at: float) -> None:
        """The keys have come to this text, letters still being composed among it."""
        if text == self._before:
            return
        digits = _digits_between(self._base, text)
        if digits is None:
            digits = _digits_between(self._before, text)
        if digits is None and text.startswith(self._before):
            added = plain_digits(text[len(self._before) :])
            digits = added if added.isdecimal() else None
        self._before = text
        if digits is None:
            if self._base.startswith(text) or fold(self._base).startswith(fold(text)):
                return  # taken back to be typed anew with a mark, or by hand
            digits = _OTHER
        if digits == self._lifted and text == self._base + digits:  # "á", "a", "a1": one key, 1 for the second time
            self._keys.pop()
        self._lifted = _lifted(self._base, text) if digits == "0" else ""
        self._base = text
        self._keys += [(digit, at) for digit in digits]

    def run(self, at: float) -> str:
        """The digits that came at a scanner's speed, one after the other, up to this moment."""
        typed = ""
        for key, moment in reversed(self._keys):
            if at - moment > FASTEST_HAND or key == _OTHER:
                break
            typed = key + typed
            at = moment
        return typed


def plain_digits(text: str) -> str:
    """A text with the digits that Windows' Vietnamese layout made letters and marks of: "ăđă" is "101"."""
    return text.translate(_DIGIT_ROW)


def trailing_code(text: str) -> str:
    """The badge number at the end of a text, for a scan that came slowly after letters; "" for none."""
    if "|" in text:
        return ""  # the day at the end of a card's code may look like one
    digits = ""
    for letter in reversed(plain_digits(text.strip())):
        if not (letter.isascii() and letter.isdigit()):
            break
        digits = letter + digits
    return digits if is_badge_code(digits) else ""


def _digits_between(before: str, after: str) -> str | None:
    """The digits that were typed to come from one text to the other; None when it was something else."""
    if after.startswith(before):
        added = after[len(before) :]
        return added if added.isascii() and added.isdigit() else None
    bare_before, bare_after = fold(before), fold(after)
    if not bare_after.startswith(bare_before):
        return None
    added = bare_after[len(bare_before) :]
    if added:  # a mark taken back by the same digit once more, which then stands itself
        return added if added.isascii() and added.isdigit() else None
    return _mark_digit(before, after)


def _mark_digit(before: str, after: str) -> str | None:
    """The VNI digit that put a mark on, or took a tone away."""
    old, new = _marks(before), _marks(after)
    for kind in (_TONES, _SHAPES):
        for mark, digit in kind.items():
            if new.count(mark) > old.count(mark):
                return digit
    if after.lower().count("đ") > before.lower().count("đ"):
        return "9"
    if any(old.count(mark) > new.count(mark) for mark in _TONES):
        return "0"
    return None


def _lifted(before: str, after: str) -> str:
    """The digit of the tone that went from one text to the other, "" for none."""
    old, new = _marks(before), _marks(after)
    return next((digit for mark, digit in _TONES.items() if old.count(mark) > new.count(mark)), "")


def _marks(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if unicodedata.combining(letter))
