"""Short words of the import preview: headings, what rows do, what is odd about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath

from desktop.domain.importing import Clue, Look, SetAsideRow
from desktop.domain.phones import format_phone
from desktop.i18n import _, ngettext, pgettext
from desktop.wording import field, row_clues, sentence
from desktop.wording.formats import files_text, sheets_text

_COLUMNS: Mapping[str, Callable[[], str]] = {
    "#": lambda: pgettext("spreadsheet", "Row"),
    "file": lambda: _("File"),
    "look": lambda: pgettext("what a row will do", "Action"),
    "issues": lambda: _("To review"),
    "family": lambda: _("Family and middle name"),
    "middle": lambda: _("Middle name"),
    "given": lambda: _("Given name"),
    "position_unit": lambda: _("Position and unit"),
    "male": lambda: _("Male (marked)"),
    "female": lambda: _("Female (marked)"),
    "birth_male": lambda: _("Date of birth (men)"),
    "birth_female": lambda: _("Date of birth (women)"),
    "birth_day": lambda: _("Day of birth"),
    "birth_month": lambda: _("Month of birth"),
    "birth_year": lambda: _("Year of birth"),
    "on_payroll": lambda: _("State salary (marked)"),
}

PARTS = ("family", "middle", "given", "birth_male", "birth_female", "birth_year", "position_unit", "on_payroll")
"""Columns that hold a part of a field."""

PASTED = "clipboard"
"""`services.importing.CLIPBOARD`, which tests compare with it; words load no service."""

SYMBOLS: Mapping[Look, str] = {
    Look.ADD: "+",
    Look.UPDATE: "✎",
    Look.SAME: "=",
    Look.QUESTION: "?",
    Look.SKIP: "–",
    Look.ERROR: "✕",
    Look.ASIDE: "○",
}
"""A sign for each look, so that colour never speaks alone."""

_LOOKS: Mapping[Look, Callable[[], str]] = {
    Look.ADD: lambda: pgettext("row", "add"),
    Look.UPDATE: lambda: pgettext("row", "update"),
    Look.SAME: lambda: pgettext("row", "unchanged"),
    Look.QUESTION: lambda: pgettext("row", "unanswered"),
    Look.SKIP: lambda: pgettext("row", "left out"),
    Look.ERROR: lambda: pgettext("row", "refused"),
    Look.ASIDE: lambda: pgettext("row", "set aside"),
}

_PROBLEMS: Mapping[str, Callable[[], str]] = {
    "row.shifted": lambda: _("One cell short"),
    "legacy.tcvn3": lambda: _("Old .Vn font"),
    "legacy.vni": lambda: _("Old VNI font"),
    "name.missing": lambda: _("No name"),
    "name.suspicious": lambda: _("Odd name"),
    "text.unseen": lambda: _("Unseen characters left out"),
    "name.recased": lambda: _("Capitals changed"),
    "name.trimmed": lambda: _("Signs removed from the name"),
    "name.too_long": lambda: _("Name too long"),
    "name.several": lambda: _("Several people in a cell"),
    "name.split": lambda: _("One of several in a cell"),
    "name.remark": lambda: _("Remark moved to the note"),
    "name.beside": lambda: _("Moved from behind the name"),
    "honorific.split": lambda: _("Title moved"),
    "position.unit_split": lambda: _("Position and unit parted"),
    "gender.unknown": lambda: _("Unreadable gender"),
    "birth.unreadable": lambda: _("Unreadable date of birth"),
    "birth.future": lambda: _("Date of birth to come"),
    "birth.unusual": lambda: _("Very young"),
    "birth.year_in_date": lambda: _("Year in a date cell"),
    "birth.time_zone": lambda: _("Date in another time zone"),
    "birth.month_first": lambda: _("Month before day"),
    "birth.exchanged": lambda: _("Day and month exchanged?"),
    "phone.converted": lambda: _("New prefix"),
    "phone.several": lambda: _("Several numbers"),
    "phone.unusual": lambda: _("Odd phone number"),
    "phone.none": lambda: _("No phone number"),
    "email.several": lambda: _("Several addresses"),
    "email.trimmed": lambda: _("Address taken out of text"),
    "email.unusual": lambda: _("Odd email address"),
    "email.none": lambda: _("No email address"),
    "unit.missing": lambda: _("No unit"),
    "unit.suggestion": lambda: _("Unknown unit, one is alike"),
    "unit.ambiguous": lambda: _("Several units possible"),
    "unit.doubtful": lambda: _("Whose list?"),
    "unit.new": lambda: _("New unit"),
    "duplicate.suspected": lambda: _("Perhaps registered already"),
    "duplicate.ambiguous": lambda: _("Several people possible"),
    "duplicate.rivals": lambda: _("Several rows for one person"),
    "duplicate.in_file": lambda: _("Twice in the files"),
    "duplicate.in_file_differs": lambda: _("Twice, with other values"),
    "duplicate.kept": lambda: _("Registered once more"),
    "settled.joined": lambda: _("Joined with another row"),
    "settled.joins": lambda: _("Took over another row"),
    "settled.mended": lambda: _("Mended here"),
    "settled.registered": lambda: _("Same person, as you said"),
    "match.skipped": lambda: _("Registered already"),
    "match.cancelled": lambda: _("Had cancelled"),
    "code.unknown": lambda: _("Unknown badge code"),
    "answer.superseded": lambda: _("Older answer"),
    "answer.not_named_again": lambda: _("Not named again"),
    "answer.others_named": lambda: _("The unit answered again"),
    "answer.still_registered": lambda: _("Still on the list"),
    "value.cut": lambda: _("Text cut off"),
    "row.perhaps_person": lambda: _("A person?"),
    "row.declined": lambda: _("Not coming?"),
    "row.struck": lambda: _("Struck through"),
    "row.perhaps_absent": lambda: _("Perhaps absent"),
    "settled.taken_in": lambda: _("Taken in again"),
    "settled.left_out": lambda: _("Left out"),
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


def fold_text(count: int, *, opened: bool, file: str = "") -> str:
    """Neighbouring rows set aside, in one line: "12 dòng bỏ qua ▸"."""
    text = ngettext("{count} row set aside", "{count} rows set aside", count).format(count=count)
    return f"{text}{f' · {file}' if file else ''} {'▾' if opened else '▸'}"


def kinds_text(rows: Iterable[SetAsideRow]) -> str:
    """What these rows are: "2 dòng ký, 1 người ký"."""
    counts = Counter(row.kind for row in rows)
    return ", ".join(
        _("{count} × {kind}").format(count=count, kind=row_clues.kind(kind)) for kind, count in counts.items()
    )


def aside_text(aside: SetAsideRow, ruling: bool | None) -> str:
    """What a row set aside is, and the strongest reason: "người ký · đứng dưới chữ ký"."""
    kind = look_label(Look.SKIP) if ruling is False else row_clues.kind(aside.kind)
    return " · ".join([kind, *row_clues.reasons(_why(aside.why, ruling)[:1])])


def why_lines(why: tuple[Clue, ...], ruling: bool | None) -> list[str]:
    """Every reason for what a row was taken for, one a line."""
    if ruling is False:
        return []
    return [f"• {reason}" for reason in row_clues.reasons(_why(why, ruling))]


def _why(why: tuple[Clue, ...], ruling: bool | None) -> tuple[Clue, ...]:
    """The organizer's word is reason enough."""
    return why if ruling is None else (Clue("clue.your_word"),)


def person_tip(why: tuple[Clue, ...], ruling: bool | None) -> list[str]:
    """Why a row was taken for a person, where that was not plain to see."""
    reasons = why_lines(why, ruling)
    return [_("Taken for a person:"), *reasons] if reasons else []


def aside_tip(aside: SetAsideRow, ruling: bool | None) -> str:
    """What a row set aside holds, what it was taken for and why, and the way back."""
    lines = [aside.text, aside_sentence(aside, ruling), *why_lines(aside.why, ruling)]
    return "\n".join([*lines, _("Space: it is a person") if ruling is None else _("Space: undo that")])


def aside_sentence(aside: SetAsideRow, ruling: bool | None) -> str:
    """That a row was set aside, by whom and as what."""
    if ruling is False:
        return _("Not imported, as you said.")
    return _("Set aside: {kind}.").format(kind=row_clues.kind(aside.kind))


def ruling_text(ruling: bool | None) -> str:
    """What the organizer may say of a row; None: nothing any more."""
    return {True: _("Import as a person"), False: _("Not a person"), None: _("As the program judged")}[ruling]


def these_text(ruling: bool | None, count: int) -> str:
    """The same of the rows selected."""
    return _("{what}: these {count} rows").format(what=ruling_text(ruling), count=count)


def all_like_text(ruling: bool | None, count: int, *, whole_file: bool) -> str:
    """The same of all rows of its kind."""
    words = (
        _("{what}: all {count} such rows of the file")
        if whole_file
        else _("{what}: all {count} such rows of the sheet")
    )
    return words.format(what=ruling_text(ruling), count=count)


def place_of(number: int, count: int) -> str:
    """Which of the open questions is shown: "3/14"."""
    return _("Question {number}/{count}").format(number=number, count=count)


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
    """How much is read, as "21 tệp · 23 trang tính"."""
    return _("{files} · {sheets}").format(
        files=files_text(files),
        sheets=sheets_text(sheets),
    )


def short_name(file: str) -> str:
    """A file's name without its folder; what was pasted has none."""
    if file == PASTED:
        return _("Pasted table")
    return PurePath(file).name or file


def column_letters(column: int) -> str:
    """A column as Excel calls it: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def save_refused_text(refused: int, unanswered: int) -> str:
    """The link that saves the rows refused and those whose question is open; "" when there are none."""
    if not refused and not unanswered:
        return ""
    if refused and unanswered:
        text = _("Save the rows refused ({refused}) and unanswered ({unanswered})…")
        return text.format(refused=refused, unanswered=unanswered)
    if unanswered:
        text = ngettext("Save {count} unanswered row…", "Save {count} unanswered rows…", unanswered)
        return text.format(count=unanswered)
    return ngettext("Save {count} refused row…", "Save {count} refused rows…", refused).format(count=refused)
