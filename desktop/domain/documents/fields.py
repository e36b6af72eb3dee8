"""Options of documents: frozen dataclasses whose fields say what may stand in them.

One description serves the panel in the window, `--set name=value` on the command line and what is kept for a conference.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from desktop.domain.dates import YEARS, read_day
from desktop.domain.errors import InvalidInput
from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import normalise, visible

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pick:
    """One of these values."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `least` to `most`; `step` for the arrows, `thousands` to group its digits (money)."""

    least: int
    most: int
    step: int = 1
    thousands: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class Text:
    """Free text of so many lines to see; more than one keeps its line breaks."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Day:
    """A date or none."""


Field = Pick | Number | Flag | Text | Day


def pick(default: str, *others: str) -> Any:
    """A field with one of several values."""
    return dataclasses.field(default=default, metadata={"field": Pick((default, *others))})


def number(
    default: int, least: int, most: int, *, step: int = 1, thousands: bool = False, when: tuple[str, str] | None = None
) -> Any:
    """A field with a whole number; `when` names the choice of another field with which alone it counts."""
    field = Number(least, most, step, thousands)
    return dataclasses.field(default=default, metadata={"field": field, "when": when})


def flag(default: bool) -> Any:
    """A field to tick."""
    return dataclasses.field(default=default, metadata={"field": Flag()})


def text(default: str = "", *, lines: int = 1) -> Any:
    """A field to write in."""
    return dataclasses.field(default=default, metadata={"field": Text(lines)})


def day() -> Any:
    """A field for a date, empty at first."""
    return dataclasses.field(default=None, metadata={"field": Day()})


def fields_of(options: type) -> dict[str, Field]:
    """The fields of an options class in their order."""
    return {each.name: each.metadata["field"] for each in dataclasses.fields(options) if "field" in each.metadata}


def conditions(options: type) -> dict[str, tuple[str, str]]:
    """The fields that count only with a choice of another one: its name and that choice."""
    return {each.name: each.metadata["when"] for each in dataclasses.fields(options) if each.metadata.get("when")}


def to_plain(options: Any) -> dict[str, Any]:
    """Options as JSON can hold them."""
    values = {name: getattr(options, name) for name in fields_of(type(options))}
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()}


def from_plain(kind: type[T], values: dict[str, Any]) -> T:
    """Options as they were kept; what does not fit any more (another version's) is left at its default."""
    taken = {}
    for name, field in fields_of(kind).items():
        if name in values:
            value = values[name]
            if isinstance(field, Day) and isinstance(value, str):
                try:
                    value = dt.date.fromisoformat(value)
                except ValueError:
                    continue
            if _fits(field, value):
                taken[name] = value
    return kind(**taken)


def parse(kind: type, name: str, given: str) -> Any:
    """The value of an option as typed on the command line.

    Raises InvalidInput("document.unknown_option" | "document.bad_value") with the names or values there are.
    """
    known = fields_of(kind)
    field = known.get(name.replace("-", "_"))
    if field is None:
        raise InvalidInput("document.unknown_option", value=name, known=tuple(known))
    value: Any = normalise(given) if not isinstance(field, Text) or field.lines == 1 else visible(given)
    if isinstance(field, Flag):
        value = {"yes": True, "1": True, "true": True, "no": False, "0": False, "false": False}.get(given.lower())
    elif isinstance(field, Number):
        digits = given.replace(".", "").replace("\N{MINUS SIGN}", "-").strip()
        value = int(digits) if digits.removeprefix("-").isdecimal() else None
    elif isinstance(field, Day):
        value = read_day(given)
    if value is None or not _fits(field, value):
        raise InvalidInput("document.bad_value", value=given, option=name, known=allowed(field))
    return value


def changed(options: T, changes: Mapping[str, object]) -> T:
    """The options with other values. Raises InvalidInput("document.bad_value") for one that its field does not allow."""
    known = fields_of(type(options))
    for name, value in changes.items():
        if not _fits(known[name], value):
            raise InvalidInput("document.bad_value", value=value, option=name, known=allowed(known[name]))
    return dataclasses.replace(options, **changes)  # type: ignore[type-var]


def allowed(field: Field) -> tuple[str, ...]:
    """What may be typed into a field, in short."""
    match field:
        case Pick(values):
            return values
        case Number(least, most):
            return (f"{least}–{most}",)
        case Flag():
            return ("yes", "no")
        case Day():
            return ("23/05/2018", "2018-05-23")
        case Text():
            return ()


def _fits(field: Field, value: Any) -> bool:
    match field:
        case Pick(values):
            return value in values
        case Number(least, most):
            return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        case Flag():
            return isinstance(value, bool)
        case Text():
            return isinstance(value, str)
        case Day():
            return value is None or (isinstance(value, dt.date) and value.year in YEARS)
