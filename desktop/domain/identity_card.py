"""The QR code of a citizen's card (CCCD, and thẻ căn cước since 1/7/2024): who holds it, and nothing else of it.

Both say `number|old number|full name|ddmmyyyy|sex|address|ddmmyyyy of issue`, the newer one with empty fields at its end.
The number is read to tell a citizen's card from other cards that are written with strokes (it holds the year of birth
and the sex: Circular 59/2021/TT-BCA, article 4), and forgotten at once: what comes back holds neither number nor address.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from enum import StrEnum

from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import fold, normalise, recase, without_mark
from desktop.domain.scanning import plain_digits

_BEGUN = re.compile(r"[\s\ufeff]*(?:\][A-Za-z]\d)?(?:\\\d{6})?(?P<card>[A-Za-z]{0,3}\d{9,15}\|)")
"""How a card of any kind begins, behind what some scanners say of the code itself."""
_NUMBER = re.compile(r"\d{12}")
_DATE = re.compile(r"(\d\d)(\d\d)(\d{4})")
_FIELDS = range(7, 12)
_SPACE = " \t\r\n\ufeff\0"
"""What may stand around a field; not the no-break space, which may be half of a letter."""
_TELLING = 3
"""Fewer letters than this name nobody."""
_LETTERS = re.compile(r"[^\W\d_]+(?:[ '’.\-]+[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """Whom a card names."""

    full_name: str
    """With its capitals; as far as the scanner kept its letters."""
    birth: str
    """As the record stores it: 1975-05-23."""
    gender: str
    """male or female (`desktop.domain.people.Gender`)."""
    whole: bool
    """Whether the name has come with its accents; else scanner or keyboard layout lost some of its letters."""


class Fit(StrEnum):
    """Whether somebody on the list holds a card."""

    SURE = "sure"
    """The name, but for its accents, and the day of birth are theirs."""
    PERHAPS = "perhaps"
    """The name alone, or the day of birth with the given name: to be asked."""
    NO = "no"


def begun(text: str) -> bool:
    """Whether a text begins as the code of a card does, a citizen's or an insurance's: nothing of it may be shown."""
    return _BEGUN.match(plain_digits(text[:64])) is not None


def read(text: str) -> IdentityCard | None:
    """The holder of the citizen's card whose code this is; None for any other text, and where it contradicts itself."""
    start = _BEGUN.match(plain_digits(text[:64]))
    if start is None:
        return None
    fields = [field.strip(_SPACE) for field in text[start.start("card") :].split("|")]
    if len(fields) not in _FIELDS or any(fields[7:]):
        return None
    number, old, issued = (plain_digits(fields[place]) for place in (0, 1, 6))
    birth = _day(plain_digits(fields[3]))
    if not _NUMBER.fullmatch(number) or (old and not old.isdecimal()) or birth is None or (issued and not _day(issued)):
        return None
    century, female = divmod(int(number[3]), 2)
    if birth.year != 1900 + 100 * century + int(number[4:6]):
        return None
    if fold(fields[4]) == ("nam" if female else "nu"):
        return None
    name = _repaired(fields[2])
    shown = recase(normalise(name).lower())
    if not any(letter.isalpha() for letter in shown):
        return None
    whole = bool(_LETTERS.fullmatch(shown)) and not shown.isascii()
    return IdentityCard(shown, birth.isoformat(), "female" if female else "male", whole)


def fits(card: IdentityCard, full_name: str, birth: str) -> Fit:
    """How well somebody of this name and birth date ("" for unknown) fits a card; accents never decide."""
    bare = without_mark(normalise(full_name))[0]
    named, born = _is_name(card, bare), birth == card.birth
    if named:
        return Fit.SURE if born else Fit.PERHAPS
    known, told = fold(bare), fold(card.full_name)
    alike = not card.whole or known.split()[-1:] == told.split()[-1:] or _is_left_of(told, known)
    return Fit.PERHAPS if born and alike else Fit.NO


def _is_name(card: IdentityCard, name: str) -> bool:
    """Whether it is the card's name; of one that lost letters, whether the others are the name's."""
    if fold(name) == fold(card.full_name):
        return True
    left = _ascii_letters(card.full_name)
    return not card.whole and len(left) >= _TELLING and left == _ascii_letters(name)


def _is_left_of(told: str, known: str) -> bool:
    """Whether a text is another one of which letters were lost."""
    letters = iter(known)
    return all(letter in letters for letter in told)


def _ascii_letters(text: str) -> str:
    """The letters that every keyboard layout has: the others are dropped or turned into signs on their way."""
    whole = unicodedata.normalize("NFC", text).lower()
    return "".join(letter for letter in whole if letter.isascii() and letter.isalpha())


def _day(text: str) -> dt.date | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _repaired(text: str) -> str:
    """The text itself where a scanner typed the bytes of UTF-8 as letters of Windows' western alphabet."""
    if text.isascii():
        return text
    try:
        return b"".join(map(_byte, text)).decode()
    except UnicodeError:
        return text


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")  # five bytes have no letter there
