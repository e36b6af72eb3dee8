"""A person's data in words: where things are kept, and what erasing came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.personal import Erased, PersonRecord, Section
from desktop.i18n import _, ngettext

_SECTIONS: Mapping[Section, Callable[[], str]] = {
    Section.DIRECTORY: lambda: _("Directory"),
    Section.REGISTRATIONS: lambda: _("Registrations"),
    Section.ATTENDANCE: lambda: _("Attendance and marks"),
    Section.CERTIFICATES: lambda: _("Certificates"),
    Section.SHEETS: lambda: _("Attendance sheets"),
    Section.TASKS: lambda: _("After the conference"),
    Section.PRINTS: lambda: _("Badges printed"),
    Section.IMPORTS: lambda: _("Rows of imported files"),
    Section.JOURNAL: lambda: _("What the journal keeps for undo"),
}


def anonymous_name(code: str = "") -> str:
    """Stands for the name of who was made anonymous; stored so. With the badge code that the row keeps."""
    return _("Anonymous {code}").format(code=code) if code else _("Anonymous")


def erased_name(code: str = "") -> str:
    """Stands for the name of who was erased; stored so. With the new code of the row that keeps their place."""
    return _("Erased {code}").format(code=code) if code else _("Erased")


def place_on_sheet() -> str:
    """Over the number at which somebody stands on an attendance sheet."""
    return _("Number on the sheet")


def sheet(number: int, conference: str) -> str:
    """Which attendance sheet."""
    return _("no. {number} · {conference}").format(number=number, conference=conference)


def mark() -> str:
    """Over a mark at the door."""
    return _("Mark")


def certificate(number: object) -> str:
    """Which certificate."""
    return _("Certificate no. {number}").format(number=number)


def row_as_it_stood() -> str:
    """Over the cells of an imported row."""
    return _("The row as it stood")


def section(name: Section) -> str:
    """Where something is kept."""
    return _SECTIONS[name]()


def sections(record: PersonRecord) -> list[Section]:
    """Where anything is kept about this person."""
    return [each for each in Section if record.of(each)]


def title() -> str:
    """What the whole is called."""
    return _("Personal data")


def headings() -> tuple[str, str, str, str]:
    """The columns of a list of it."""
    return _("Kept in"), _("Of"), _("Field"), _("Value")


def total(record: PersonRecord) -> str:
    """How much it is."""
    count = len(record.kept)
    return ngettext("{count} entry is kept about {name}.", "{count} entries are kept about {name}.", count).format(
        count=count, name=record.full_name
    )


def may_be_erased(record: PersonRecord) -> str:
    """Whether the person can be erased, and why not."""
    if not record.signed_sheets:
        return _("Erased or made anonymous, counts and attendance stay. Neither can be undone.")
    return _(
        "On signed sheets ({sheets}), which the office keeps: can be made anonymous, not erased. This can't be undone."
    ).format(sheets=", ".join(record.signed_sheets))


def question(record: PersonRecord, *, anonymise: bool) -> tuple[str, str]:
    """What is asked before it is done, and the verb that does it."""
    if anonymise:
        text = _(
            "Make {name} anonymous in every conference? Name, phone and all else that tells who it was are gone for good."
        )
        return text.format(name=record.full_name), _("Make anonymous")
    text = _("Erase {name} from every conference? Everything listed here is gone for good; only the counts stay.")
    return text.format(name=record.full_name), _("Erase")


def erased(done: Erased) -> list[str]:
    """What was done, and what still holds the person for a while."""
    count = done.registrations
    if done.anonymised:
        first = ngettext("Made anonymous in {count} registration.", "Made anonymous in {count} registrations.", count)
    else:
        first = ngettext("Erased from {count} registration.", "Erased from {count} registrations.", count)
    told = [first.format(count=count)]
    told.append(
        _(
            "Gone with it: row images {images}, journal lines {entries}, imported rows {rows}. This can't be undone."
        ).format(images=done.images, entries=done.entries, rows=done.import_rows)
    )
    if not done.cleaned:
        told.append(_("The data file is in use elsewhere: its free space still holds old text until the next erasing."))
    told.append(
        _("Other desks follow at their next contact. Copies of the data made before today still hold the person.")
    )
    return told
