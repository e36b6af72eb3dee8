"""Gender, date of birth, phone and email of a row."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from desktop.domain.answers import says_nothing
from desktop.domain.dates import parse_date
from desktop.domain.importing import Problem, Severity
from desktop.domain.names import fold, normalise
from desktop.domain.phones import read_phone
from desktop.services.importing.cleaning.text import Told, Value, clean_text

# -- gender and birth -----------------------------------------------------------------------------------------------

_GENDERS = {
    **dict.fromkeys(("nam", "male", "m", "trai", "ong", "anh", "nam gioi", "man"), "male"),
    **dict.fromkeys(("nu", "female", "f", "gai", "ba", "chi", "nu gioi", "woman", "co"), "female"),
}


@lru_cache(1024)
def clean_gender(raw: str) -> tuple[str, Told]:
    """A gender as typed: "male", "female" or "", with what is odd about it."""
    text = normalise(raw)
    gender = _GENDERS.get(fold(text).strip(" ."), "")
    if gender or says_nothing(text):
        return gender, ()
    return "", (Problem("gender", "gender.unknown", Severity.WARNING, {"value": text}),)


_YOUNGEST = 15


@lru_cache(32_768)
def clean_birth(raw: Value) -> tuple[str, Told]:
    """The stored form of a date of birth, with what is odd."""
    shown = clean_text(raw)
    if not shown:
        return "", ()
    date = parse_date(raw)
    details: dict[str, object] = {"value": shown}
    if date is None:
        return "", (Problem("birth", "birth.unreadable", Severity.WARNING, details),)
    today = dt.date.today()
    if date.is_after(today):
        return "", (Problem("birth", "birth.future", Severity.WARNING, details),)
    if date.year > today.year - _YOUNGEST:
        return str(date), (Problem("birth", "birth.unusual", Severity.WARNING, {**details, "after": date.display()}),)
    return str(date), ()


# -- phone and email ------------------------------------------------------------------------------------------------


@lru_cache(32_768)
def clean_phone(raw: Value) -> tuple[str, Told]:
    """A phone number's digits, or its text as typed, with what is odd; "" for words that hold no number at all."""
    shown = clean_text(raw)
    if not shown:
        return "", ()
    phone = read_phone(shown)
    if not phone.ok:
        foreign = _elsewhere(shown)
        if foreign:
            return foreign, ()
        if not any(map(str.isdigit, shown)):
            return "", (Problem("phone", "phone.none", Severity.WARNING, {"value": shown}),)
        return shown, (Problem("phone", "phone.unusual", Severity.WARNING, {"value": shown}),)
    found: list[Problem] = []
    if phone.converted:
        found.append(Problem("phone", "phone.converted", Severity.INFO, {"before": shown, "after": phone.text}))
    if phone.rest:
        found.append(several_phones(phone.text, phone.rest))
    return phone.text, tuple(found)


def several_phones(kept: str, rest: str) -> Problem:
    """That of several numbers one is kept; words beside it ("(Zalo)") are no loss."""
    severity = Severity.WARNING if sum(map(str.isdigit, rest)) >= _DIGITS_OF_A_NUMBER else Severity.INFO
    return Problem("phone", "phone.several", severity, {"after": kept, "rest": rest})


_DIGITS_OF_A_NUMBER = 7


def _elsewhere(text: str) -> str:
    """A number that only the great catalogue of the world's numbers knows; "" when even that refuses it."""
    if not 3 <= sum(map(str.isdigit, text)) <= 20 or any(map(str.isalpha, text)):
        return ""
    import phonenumbers  # takes a while to load and is hardly ever asked

    try:
        number = phonenumbers.parse(text, "VN")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    if number.country_code == 84:
        return "0" * bool(len(str(number.national_number)) > 8) + str(number.national_number)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")


_NEARLY = re.compile(r"@|\(at\)|\[at\]|\S\.\S", re.IGNORECASE)


def clean_email(raw: str) -> tuple[str, Told]:
    """An email address, or a text that was meant as one, with what is odd; "" for words that are none ("Có")."""
    if _EMAIL.fullmatch(raw):
        return raw, ()
    text = clean_text(raw)
    if not text or _EMAIL.fullmatch(text):
        return text, ()
    addresses = _EMAIL.findall(text.replace(" @", "@").replace("@ ", "@"))
    if not addresses and not _NEARLY.search(text):
        return "", (Problem("email", "email.none", Severity.WARNING, {"value": text}),)
    if not addresses:
        return text, (Problem("email", "email.unusual", Severity.WARNING, {"value": text}),)
    first = addresses[0].rstrip(".")
    if len(addresses) > 1:
        rest = "; ".join(addresses[1:])
        return first, (Problem("email", "email.several", Severity.INFO, {"after": first, "rest": rest}),)
    if text.lower().removeprefix("mailto:").strip(" <>,;.") == first.lower():
        return first, ()
    return first, (Problem("email", "email.trimmed", Severity.INFO, {"before": text, "after": first}),)
