"""A row's cells as clean values by field."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.answers import declines, does_not_come, read_flag
from desktop.domain.fields import NO, SENSITIVE_FIELDS, YES
from desktop.domain.importing import Problem, Severity
from desktop.domain.names import hides_something, normalise, same_key
from desktop.domain.phones import is_mobile
from desktop.domain.titles import as_title, gender_of_honorific
from desktop.excel.understanding.table_row import TableRow
from desktop.services.importing.cleaning.fields import (
    clean_birth,
    clean_email,
    clean_gender,
    clean_phone,
    several_phones,
)
from desktop.services.importing.cleaning.names import NameCell, clean_name
from desktop.services.importing.cleaning.position_unit import split_position_unit
from desktop.services.importing.cleaning.remarks import Piece
from desktop.services.importing.cleaning.text import Told, Value, as_text, clean_text
from desktop.wording.field import heading

_TEXT_FIELDS = ("position", "unit", "role_group", "note")
_WARNED = frozenset({"row.shifted", "name.split"})


def clean(row: TableRow) -> tuple[dict[str, str], Told, dict[str, str]]:
    """A row's clean values by field (absent without a value), all that was odd, and its sensitive values."""
    cells, notes = row.cells, row.notes
    values: dict[str, str] = {}
    found: Told = _told(cells, notes) if notes else ()
    found += tuple(
        Problem(field, "text.unseen", Severity.INFO, {"after": normalise(value)})
        for field, value in cells.items()
        if type(value) is str and hides_something(value)
    )
    legacy = bool(notes) and any(name == "full_name" and code.startswith("legacy.") for name, code in notes)
    name = clean_name(as_text(cells.get("full_name")), legacy)
    if name.name:
        values["full_name"] = name.name
    found += name.told
    given = cells.get("honorific")
    honorific = (clean_text(given) if given is not None else "") or name.honorific
    if honorific:
        values["honorific"] = honorific
    gender = cells.get("gender")
    if gender is not None:
        told, problems = clean_gender(as_text(gender))
        if told:
            values["gender"] = told
        found += problems
    if honorific and "gender" not in values and (told := gender_of_honorific(honorific)):
        values["gender"] = told
    birth = cells.get("birth")
    if birth is not None:
        date, problems = clean_birth(birth)
        if date:
            values["birth"] = date
        found += problems
    for text_field in _TEXT_FIELDS:
        value = cells.get(text_field)
        if value is not None and (text := clean_text(value)):
            values[text_field] = text
    phone = cells.get("phone")
    if phone is not None:
        number, problems = (phone, ()) if type(phone) is str and is_mobile(phone) else clean_phone(phone)
        if number:
            values["phone"] = number
        found += problems
    email = cells.get("email")
    if email is not None:
        address, problems = clean_email(as_text(email))
        if address:
            values["email"] = address
        found += problems
    extra: dict[str, str] = {}
    if not cells.keys() <= values.keys():  # few sheets have more columns than fields
        found += _further_cells(cells, values, row.unit_from)
        for sensitive in SENSITIVE_FIELDS:
            value = cells.get(sensitive)
            if value is not None and (text := clean_text(value)):
                extra[sensitive] = text
    if name.behind:
        found += _beside_the_name(name, values)
    note = values.get("note")
    if note is not None and declines(note):
        found += (Problem("note", "row.perhaps_absent", Severity.WARNING, {"value": note}),)
    off_payroll = cells.get("off_payroll")
    if off_payroll is not None:
        found += _payroll(off_payroll, values)
    return values, found, extra


def _told(cells: Mapping[str, Value], notes: tuple[tuple[str, str], ...]) -> Told:
    """One line for each thing that was done to a row, however many cells it touched."""
    first: dict[str, str] = {}
    for name, code in notes:
        first.setdefault(code, name)
    return tuple(
        Problem(
            name,
            code,
            Severity.WARNING if code in _WARNED else Severity.INFO,
            {"after": as_text(cells.get(name)) if name else ""},
        )
        for code, name in first.items()
    )


# -- columns beside the fields --------------------------------------------------------------------------------------


def _further_cells(cells: Mapping[str, Value], values: dict[str, str], unit_from: str) -> Told:
    """A second phone or note, position and unit in one column, and whether somebody comes: put into the fields."""
    found: Told = ()
    phone = cells.get("phone_2")
    if phone is not None:
        number, problems = clean_phone(phone)
        kept = values.setdefault("phone", number) if number else ""
        found += problems if kept == number else (several_phones(kept, number),)
    note = cells.get("note_2")
    if note is not None and (text := clean_text(note)):
        _add_note(values, text)
    both = cells.get("position_unit")
    if both is not None and clean_text(both):
        found += _position_and_unit(as_text(both), values, unit_told=unit_from in ("column", "merged", "unit_row"))
    answer = cells.get("attending")
    if answer is not None and does_not_come(answer):
        found += (Problem("", "row.declined", Severity.QUESTION, {"value": as_text(answer).strip()}),)
    return found


def _position_and_unit(text: str, values: dict[str, str], *, unit_told: bool) -> Told:
    position, unit = split_position_unit(text)
    if position:
        values.setdefault("position", position)
    if not unit:
        return ()
    if unit_told and values.get("unit"):  # a line over the people, or a column of its own, says it
        values["position"] = clean_text(text)
        return ()
    values["unit"] = unit
    if not position:
        return ()
    details: dict[str, object] = {"before": clean_text(text), "position": position, "unit": unit}
    return (Problem("position", "position.unit_split", Severity.INFO, details),)


def _payroll(cell: Value, values: dict[str, str]) -> Told:
    """Whether somebody draws no salary from the state; what is neither yes nor no goes into the note."""
    off = read_flag(cell)
    if off is not None:
        values["off_payroll"] = YES if off else NO
        return ()
    text = clean_text(cell)
    if not text:
        return ()
    title = heading("off_payroll")
    _add_note(values, f"{title}: {text}")
    return (Problem("note", "answer.unread", Severity.WARNING, {"value": text, "question": title}),)


def _add_note(values: dict[str, str], text: str) -> None:
    """Add to a row's note what does not stand there yet."""
    note = values.get("note", "")
    if same_key(text) not in same_key(note):
        values["note"] = f"{note}; {text}" if note else text


# -- what stands behind the name ------------------------------------------------------------------------------------


def _beside_the_name(name: NameCell, values: dict[str, str]) -> Told:
    """Put what stands behind a name into its own field where that is blank, else into the note."""
    found: Told = ()
    for piece in name.behind:
        field, value, problems = _field_of(piece)
        details: dict[str, object] = {"value": piece.text, "after": name.name}
        if field != "note" and (not values.get(field) or same_key(values[field]) == same_key(value)):
            values[field] = value
            if field == "position":
                details = {"before": f"{name.name} – {piece.text}", "position": piece.text, "after": name.name}
                found += (Problem("position", "position.split", Severity.INFO, details),)
            else:
                found += (Problem(field, "name.beside", Severity.INFO, details), *problems)
        else:
            _add_note(values, piece.text)
            found += (Problem("note", "name.remark", Severity.INFO, details),)
    return found


def _field_of(piece: Piece) -> tuple[str, str, Told]:
    """The field a piece belongs to and its clean value there; the note where it is no value of that field."""
    field: str = piece.kind
    value, problems = piece.text, Told()
    if field == "honorific":
        value = as_title(piece.text)
    elif field == "phone":
        value, problems = clean_phone(piece.text)
    elif field == "birth":
        value, problems = clean_birth(piece.text)
    elif field == "email":
        value, problems = clean_email(piece.text)
    elif field == "gender":
        value, problems = clean_gender(piece.text)
    elif field != "position":
        field = "note"
    return (field, value, problems) if value else ("note", piece.text, ())
