"""Short words of the import preview: headings, what rows do, what is odd about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.phones import format_phone
from desktop.gui.import_draft import Look
from desktop.i18n import _, ngettext, pgettext
from desktop.wording import field, sentence

_COLUMNS: Mapping[str, Callable[[], str]] = {
    "#": lambda: pgettext("spreadsheet", "Row"),
    "look": lambda: pgettext("what a row will do", "Action"),
    "issues": lambda: _("To look at"),
    "family": lambda: _("Family and middle name"),
    "given": lambda: _("Given name"),
    "male": lambda: _("Male (marked)"),
    "female": lambda: _("Female (marked)"),
    "birth_male": lambda: _("Date of birth (men)"),
    "birth_female": lambda: _("Date of birth (women)"),
    "birth_day": lambda: _("Day of birth"),
    "birth_month": lambda: _("Month of birth"),
    "birth_year": lambda: _("Year of birth"),
}

PARTS = ("family", "given", "birth_male", "birth_female", "birth_year")
"""Columns that hold a part of a field."""

SYMBOLS: Mapping[Look, str] = {
    Look.ADD: "+",
    Look.UPDATE: "✎",
    Look.SAME: "=",
    Look.QUESTION: "?",
    Look.SKIP: "–",
    Look.ERROR: "✕",
}
"""A sign for each look, so that colour never speaks alone."""

_LOOKS: Mapping[Look, Callable[[], str]] = {
    Look.ADD: lambda: pgettext("row", "add"),
    Look.UPDATE: lambda: pgettext("row", "update"),
    Look.SAME: lambda: pgettext("row", "unchanged"),
    Look.QUESTION: lambda: pgettext("row", "to confirm"),
    Look.SKIP: lambda: pgettext("row", "left out"),
    Look.ERROR: lambda: pgettext("row", "refused"),
}

_PROBLEMS: Mapping[str, Callable[[], str]] = {
    "row.shifted": lambda: _("One cell short"),
    "legacy.tcvn3": lambda: _("Old .Vn font"),
    "legacy.vni": lambda: _("Old VNI font"),
    "name.missing": lambda: _("No name"),
    "name.suspicious": lambda: _("Odd name"),
    "name.recased": lambda: _("Capitals changed"),
    "name.trimmed": lambda: _("Signs removed from the name"),
    "name.too_long": lambda: _("Name too long"),
    "honorific.split": lambda: _("Title moved"),
    "gender.unknown": lambda: _("Unreadable gender"),
    "birth.unreadable": lambda: _("Unreadable date of birth"),
    "birth.future": lambda: _("Date of birth to come"),
    "birth.unusual": lambda: _("Very young"),
    "phone.converted": lambda: _("New prefix"),
    "phone.several": lambda: _("Several numbers"),
    "phone.unusual": lambda: _("Odd phone number"),
    "email.several": lambda: _("Several addresses"),
    "email.trimmed": lambda: _("Address taken out of text"),
    "email.unusual": lambda: _("Odd email address"),
    "unit.missing": lambda: _("No unit"),
    "unit.suggestion": lambda: _("Unknown unit, one is alike"),
    "unit.ambiguous": lambda: _("Several units possible"),
    "unit.new": lambda: _("New unit"),
    "duplicate.suspected": lambda: _("Perhaps registered already"),
    "duplicate.ambiguous": lambda: _("Several people possible"),
    "duplicate.rivals": lambda: _("Several rows for one person"),
    "duplicate.in_file": lambda: _("Twice in the files"),
    "duplicate.in_file_differs": lambda: _("Twice, with other values"),
    "duplicate.kept": lambda: _("Registered once more"),
    "match.skipped": lambda: _("Registered already"),
    "match.cancelled": lambda: _("Had cancelled"),
    "code.unknown": lambda: _("Unknown badge code"),
    "value.cut": lambda: _("Text cut off"),
    "row.perhaps_person": lambda: _("A person?"),
    "row.left_out": lambda: _("Left out"),
    "row.changed_meanwhile": lambda: _("Changed meanwhile"),
}


def field_label(name: str) -> str:
    """A column's heading."""
    own = _COLUMNS.get(name)
    return own() if own else field.heading(name)


def look_label(look: Look) -> str:
    """What a row will do, in a word or two."""
    return _LOOKS[look]()


def chip_text(look: Look, count: int) -> str:
    """A filter chip: sign, count, words ("+ 164 thêm mới")."""
    return _("{sign} {count} {words}").format(sign=SYMBOLS[look], count=count, words=look_label(look))


def problem_label(code: str) -> str:
    """A kind of problem in two or three words; one without a short form gives its sentence."""
    known = _PROBLEMS.get(code)
    return known() if known else sentence(code)


def shown_value(name: str, text: str) -> str:
    """A value as a list shows it: dates dd/mm/yyyy, gender in words, phones grouped."""
    if not text:
        return ""
    if name == "birth":
        return field.birth(text)
    if name == "gender":
        return field.gender(text) or text
    return format_phone(text) if name == "phone" else text


def files_and_sheets(files: int, sheets: int) -> str:
    """ "21 tệp · 23 trang tính"."""
    return _("{files} · {sheets}").format(
        files=ngettext("{count} file", "{count} files", files).format(count=files),
        sheets=ngettext("{count} sheet", "{count} sheets", sheets).format(count=sheets),
    )
