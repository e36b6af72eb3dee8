"""What a row of a sheet is, what its columns hold, and the clues that told it: short, without a capital or a full stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from desktop.domain.importing import Clue, RowKind
from desktop.i18n import _, pgettext

SENTENCES: Mapping[str, Callable[[], str]] = {
    # What a row holds.
    "clue.number_follows": lambda: _("the running number goes on"),
    "clue.number_missing": lambda: _("it has no running number, unlike the rows around it"),
    "clue.name_looks": lambda: _("the name cell looks like a person's name"),
    "clue.name_odd": lambda: _("the name cell does not look like a person's name"),
    "clue.field_fits": lambda: _("values of their kind stand under: {fields}"),
    "clue.field_clashes": lambda: _("values of another kind stand under: {fields}"),
    "clue.fullness": lambda: _("it is as full as the rows around it"),
    "clue.sparse": lambda: _("it is emptier than the rows around it"),
    "clue.dots": lambda: _("it is a line still to be filled in"),
    "clue.column_numbers": lambda: _("it numbers the columns"),
    "clue.same_as_heading": lambda: _("it repeats the heading"),
    # How it is written.
    "clue.words": lambda: _("it says “{words}”"),
    "clue.unit_words": lambda: _("it names a unit"),
    "clue.group_words": lambda: _("it names a role group"),
    "clue.section_mark": lambda: _("it begins with a section's mark: {mark}"),
    "clue.sentence": lambda: _("it reads like a sentence"),
    "clue.capitals": lambda: _("it is written in capitals"),
    "clue.bold": lambda: _("it is written in bold"),
    "clue.merged": lambda: _("its cell is merged across the table"),
    "clue.outside": lambda: _("its words stand outside the columns of the table"),
    # What stands around it.
    "clue.after_signature": lambda: _("it stands below a signature"),
    "clue.after_total": lambda: _("it stands below the total"),
    "clue.under_label": lambda: _("it stands under “{label}”"),
    "clue.before_people": lambda: _("people follow below it"),
    "clue.block_end": lambda: _("nothing but the foot of the list follows below it"),
    "clue.repeats_name": lambda: _("it repeats a name of the list above"),
    "clue.your_word": lambda: _("as you said"),
    # Why a column holds what it holds.
    "column.heading": lambda: _("its heading says so"),
    "column.learned": lambda: _("its heading was mapped so before"),
    "column.your_word": lambda: _("as you said"),
    "column.content": lambda: _("what stands in it"),
    "column.sensitive": lambda: _("sensitive: taken only when asked for"),
    "column.unknown": lambda: _("nothing the import needs"),
}

_KINDS: Mapping[RowKind, Callable[[], str]] = {
    RowKind.PERSON: lambda: pgettext("kind of row", "person"),
    RowKind.UNIT: lambda: pgettext("kind of row", "unit line"),
    RowKind.GROUP: lambda: pgettext("kind of row", "role group line"),
    RowKind.HEADING: lambda: pgettext("kind of row", "heading"),
    RowKind.NUMBERING: lambda: pgettext("kind of row", "column numbers"),
    RowKind.TOTAL: lambda: pgettext("kind of row", "total"),
    RowKind.SIGNATURE: lambda: pgettext("kind of row", "signature line"),
    RowKind.SIGNER: lambda: pgettext("kind of row", "signer"),
    RowKind.LEGEND: lambda: pgettext("kind of row", "remark"),
    RowKind.TITLE: lambda: pgettext("kind of row", "title"),
    RowKind.BLANK: lambda: pgettext("kind of row", "line to be filled in"),
    RowKind.OTHER: lambda: pgettext("kind of row", "other line"),
}


def kind(kind: RowKind) -> str:
    """What a row is, in a word or two."""
    return _KINDS[kind]()


def clue(told: Clue) -> str:
    """One reason in words."""
    from desktop.wording import sentence

    return sentence(told.code, told.details)


def reasons(why: Iterable[Clue]) -> list[str]:
    """The reasons in words; those that speak against what the row was taken for say so."""
    return [clue(told) if told.weight >= 0 else _("but {reason}").format(reason=clue(told)) for told in why]
