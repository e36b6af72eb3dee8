"""From the cells of a row to clean text by field, with everything that was odd about them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from desktop.domain.dates import parse_date
from desktop.domain.importing import SENSITIVE_FIELDS, Problem, Severity
from desktop.domain.names import (
    capitalise,
    fold,
    gender_of_honorific,
    normalise,
    recase,
    split_honorific,
    without_replaced,
)
from desktop.domain.phones import is_mobile, read_phone
from desktop.domain.units import UnitKind, kind_of
from desktop.excel.understanding.likeness import looks_like_name, looks_like_position
from desktop.excel.understanding.table_row import TableRow

Value = object
"""A cell as read: text, a number, a date, or None."""

_TEXT_FIELDS = ("position", "unit", "role_group", "note")
_STROKES = frozenset("./\\,:;*·•…~'\"_−")


def says_nothing(value: Value) -> bool:
    """Whether a cell holds only strokes, dots and the like, typed where there is nothing to say."""
    return type(value) is str and all(
        sign in _STROKES or sign.isspace() or unicodedata.category(sign) == "Pd" for sign in value
    )


def clean(row: TableRow) -> tuple[dict[str, str], tuple[Problem, ...], dict[str, str]]:
    """A row's clean values by field (absent without a value), all that was odd, and its sensitive values."""
    cells, notes = row.cells, row.notes
    strokes = [
        name for name, value in cells.items() if type(value) is str and not value[:1].isalnum() and says_nothing(value)
    ]
    for name in strokes:
        del cells[name]
    values: dict[str, str] = {}
    found: tuple[Problem, ...] = _told(cells, notes) if notes else ()
    legacy = bool(notes) and any(name == "full_name" and code.startswith("legacy.") for name, code in notes)
    known_position = cells.get("position") is not None or cells.get("code") is not None
    full_name, honorific, position, problems = _clean_name(as_text(cells.get("full_name")), legacy, known_position)
    if full_name:
        values["full_name"] = full_name
    if position:
        values["position"] = position
    found += problems
    given = cells.get("honorific")
    if given is not None and (written := normalise(as_text(given))):
        honorific = written
    if honorific:
        values["honorific"] = honorific
    gender = cells.get("gender")
    if gender is not None:
        told, problems = _clean_gender(as_text(gender))
        if told:
            values["gender"] = told
        found += problems
    if honorific and "gender" not in values and (told := gender_of_honorific(honorific)):
        values["gender"] = told
    birth = cells.get("birth")
    if birth is not None:
        date, problems = _clean_birth(birth)
        if date:
            values["birth"] = date
        found += problems
    for text_field in _TEXT_FIELDS:
        value = cells.get(text_field)
        if value is not None:
            text = normalise(value if type(value) is str else as_text(value))
            if text:
                values[text_field] = text
    phone = cells.get("phone")
    if phone is not None:
        number, problems = (phone, ()) if type(phone) is str and is_mobile(phone) else _clean_phone(phone)
        if number:
            values["phone"] = number
        found += problems
    email = cells.get("email")
    if email is not None:
        address, problems = _clean_email(as_text(email))
        if address:
            values["email"] = address
        found += problems
    extra: dict[str, str] = {}
    if len(cells) > len(values):  # few sheets have sensitive columns
        for name in SENSITIVE_FIELDS:
            value = cells.get(name)
            if value is not None and (text := normalise(as_text(value))):
                extra[name] = text
    return values, found, extra


def as_text(value: Value) -> str:
    """A cell as a person sees it: whole numbers without ".0", dates day first."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%d/%m/%Y}"
    return str(value)


def _told(cells: Mapping[str, Value], notes: tuple[tuple[str, str], ...]) -> tuple[Problem, ...]:
    """One line for each thing that was done to a row, however many cells it touched."""
    first: dict[str, str] = {}
    for name, code in notes:
        first.setdefault(code, name)
    return tuple(
        Problem(
            name,
            code,
            Severity.WARNING if code == "row.shifted" else Severity.INFO,
            {"after": as_text(cells.get(name)) if name else ""},
        )
        for code, name in first.items()
    )


# -- names ----------------------------------------------------------------------------------------------------------

_LISTED = re.compile(r"^(?:\d{1,3}\s*[.)/]\s*|[-–+*•.,;:]+\s*)(?=\D)")
_PLAIN_NAME = re.compile(r"[^\W\d_]+(?:[' ][^\W\d_]+){0,6}")
_BEHIND = re.compile(r"\s*[\r\n]+\s*|\s*[,;]\s*|\s+[-–]\s+")
_MANY_WORDS = 9
_WORDS_OF_ONE_NAME = 5
_UNIT_WORDS = frozenset(
    {"ubnd", "hđnd", "phường", "p.", "trường", "th", "thcs", "thpt", "mn", "mầm", "tiểu", "trung", "phòng", "công", "chi",
     "kho", "bảo", "bhxh", "đội", "văn", "thanh", "ban"}
)  # fmt: skip
Told = tuple[Problem, ...]


@lru_cache(32_768)
def _clean_name(raw: str, legacy: bool, known_position: bool) -> tuple[str, str, str, Told]:
    """Name, title before it, position behind it, and what was odd."""
    text = normalise(raw)
    if _PLAIN_NAME.fullmatch(text) and not legacy and not (text.isupper() or text.islower()) and "\n" not in raw:
        honorific, name = split_honorific(text)
        if not honorific and not _is_unit(name):
            return text, "", "", ()
    if not any(map(str.isalpha, text)):
        if not text:
            return "", "", "", (Problem("full_name", "name.missing", Severity.ERROR),)
        return text, "", "", (Problem("full_name", "name.suspicious", Severity.WARNING, {"value": text}),)
    found: list[Problem] = []
    whole, position = text, ""
    name, behind = _position_behind(raw)
    if behind and not known_position:
        details: dict[str, object] = {"before": text, "position": behind, "after": name}
        found.append(Problem("position", "position.split", Severity.INFO, details))
        text, position = name, behind
    name = without_replaced(_LISTED.sub("", text).rstrip(" ,;:-–*"))
    if name.endswith(".") and len(name.rsplit(" ", 1)[-1]) > 2:
        name = name.rstrip(". ")
    if name != text:
        found.append(Problem("full_name", "name.trimmed", Severity.INFO, {"before": text, "after": name}))
    honorific, name = split_honorific(name)
    if honorific:
        details = {"before": text, "honorific": honorific, "after": name}
        found.append(Problem("honorific", "honorific.split", Severity.INFO, details))
    if legacy:
        name = capitalise(name)  # these code pages have no accented capitals
    recased = recase(name)
    if recased != name:
        found.append(Problem("full_name", "name.recased", Severity.INFO, {"before": name, "after": recased}))
        name = recased
    if (
        _is_suspicious(name)
        or (behind and not position)
        or (not position and _names_several(without_replaced(raw), whole))
    ):
        found.append(Problem("full_name", "name.suspicious", Severity.WARNING, {"value": name}))
    return name, honorific, position, tuple(found)


def _position_behind(raw: str) -> tuple[str, str]:
    """A name and the position written behind it in its cell ("Lê Văn An - Phó Chủ tịch"); ("", "") for any other cell."""
    parts = _BEHIND.split(raw.strip(), maxsplit=1)
    if len(parts) < 2:
        return "", ""
    name, position = map(normalise, parts)
    return (name, position) if looks_like_position(position) and looks_like_name(name) else ("", "")


def _names_several(raw: str, text: str) -> bool:
    """Whether the lines of a cell are several people, not one name broken to fit its column."""
    lines = [line.split() for line in raw.strip().splitlines()]
    return len(lines) > 1 and all(len(line) > 1 for line in lines) and len(text.split()) > _WORDS_OF_ONE_NAME


def _is_suspicious(name: str) -> bool:
    """Digits, an address, a whole sentence or a unit where a person should be."""
    if any(map(str.isdigit, name)) or "@" in name or "�" in name:
        return True
    return name.count(" ") >= _MANY_WORDS or _is_unit(name)


def _is_unit(name: str) -> bool:
    return name.partition(" ")[0].lower() in _UNIT_WORDS and kind_of(name) is not UnitKind.OTHER


# -- gender and birth -----------------------------------------------------------------------------------------------

_GENDERS = {
    **dict.fromkeys(("nam", "male", "m", "trai", "ong", "anh", "nam gioi", "man"), "male"),
    **dict.fromkeys(("nu", "female", "f", "gai", "ba", "chi", "nu gioi", "woman", "co"), "female"),
}
_NOTHING = frozenset(
    {"", "-", "--", "—", "–", ".", "..", "...", "…", "/", "khong", "khong co", "ko", "ko co", "chua co", "n/a", "na"}
)


@lru_cache(1024)
def _clean_gender(raw: str) -> tuple[str, Told]:
    text = normalise(raw)
    folded = fold(text)
    gender = _GENDERS.get(folded.strip(" ."), "")
    if gender or folded in _NOTHING:
        return gender, ()
    return "", (Problem("gender", "gender.unknown", Severity.WARNING, {"value": text}),)


_YOUNGEST = 15


@lru_cache(32_768)
def _clean_birth(raw: Value) -> tuple[str, Told]:
    shown = normalise(as_text(raw))
    if not shown or fold(shown) in _NOTHING:
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
def _clean_phone(raw: Value) -> tuple[str, Told]:
    shown = normalise(as_text(raw))
    if fold(shown) in _NOTHING:
        return "", ()
    phone = read_phone(shown)
    if not phone.ok:
        foreign = _elsewhere(shown)
        if foreign:
            return foreign, ()
        return shown, (Problem("phone", "phone.unusual", Severity.WARNING, {"value": shown}),)
    found: list[Problem] = []
    if phone.converted:
        found.append(Problem("phone", "phone.converted", Severity.INFO, {"before": shown, "after": phone.text}))
    if phone.rest:
        found.append(Problem("phone", "phone.several", Severity.INFO, {"after": phone.text, "rest": phone.rest}))
    return phone.text, tuple(found)


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


def _clean_email(raw: str) -> tuple[str, Told]:
    text = normalise(raw)
    if _EMAIL.fullmatch(text):
        return text, ()
    if fold(text) in _NOTHING:
        return "", ()
    addresses = _EMAIL.findall(text.replace(" @", "@").replace("@ ", "@"))
    if not addresses:
        return text, (Problem("email", "email.unusual", Severity.WARNING, {"value": text}),)
    first = addresses[0].rstrip(".")
    if len(addresses) > 1:
        rest = "; ".join(addresses[1:])
        return first, (Problem("email", "email.several", Severity.INFO, {"after": first, "rest": rest}),)
    if text.lower().removeprefix("mailto:").strip(" <>,;.") == first.lower():
        return first, ()
    return first, (Problem("email", "email.trimmed", Severity.INFO, {"before": text, "after": first}),)
