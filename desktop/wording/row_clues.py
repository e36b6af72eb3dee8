"""What a row of a sheet is, what its columns hold, and the clues that told it: short, without a capital or a full stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from desktop.domain.importing import Clue, RowKind
from desktop.i18n import _, pgettext

SENTENCES: Mapping[str, Callable[[], str]] = {
    # The running number and the name.
    "clue.number_follows": lambda: _("the running number goes on"),
    "clue.number_restarts": lambda: _("the running number begins anew"),
    "clue.number_other": lambda: _("it has a number, though not the next"),
    "clue.number_missing": lambda: _("it has no running number, unlike the rows around it"),
    "clue.name_looks": lambda: _("the name cell looks like a person's name"),
    "clue.name_odd": lambda: _("the name cell does not look like a person's name"),
    "clue.name_blank": lambda: _("the name cell is blank"),
    "clue.name_position": lambda: _("a position stands where the name should be"),
    "clue.name_phrase": lambda: _("everyday words stand where the name should be"),
    "clue.placeholder": lambda: _("something in it is still to be filled in"),
    "clue.repeats_name": lambda: _("it repeats a name of the list above"),
    # The other cells.
    "clue.plain": lambda: _("plainly a person: name, number and cells go with the rows around it"),
    "clue.field_fits": lambda: _("dates, phones and the like stand where they belong"),
    "clue.text_fits": lambda: _("position or unit stand where they belong"),
    "clue.field_clashes": lambda: _("values stand where they do not belong"),
    "clue.fullness": lambda: _("it is as full as the rows around it"),
    "clue.sparse": lambda: _("it is emptier than the rows around it"),
    "clue.lonely": lambda: _("one text stands alone in the row"),
    "clue.outside": lambda: _("its words stand outside the columns of the table"),
    "clue.dots": lambda: _("it is a line still to be filled in"),
    # How it is set.
    "clue.capitals": lambda: _("it is written in capitals"),
    "clue.bold": lambda: _("it is written in bold"),
    "clue.merged": lambda: _("its cell is merged across the table"),
    "clue.gap": lambda: _("blank rows stand above it"),
    # Its words.
    "clue.total_words": lambda: _("it speaks of a total"),
    "clue.count_words": lambda: _("it counts people"),
    "clue.signature_words": lambda: _("it says who signs"),
    "clue.sign_here": lambda: _("it asks to sign"),
    "clue.date_line": lambda: _("it tells place and day"),
    "clue.legend_words": lambda: _("it begins a remark"),
    "clue.title_words": lambda: _("it reads like a title"),
    "clue.label_value": lambda: _("it is a label with a value"),
    "clue.sentence": lambda: _("it reads like a sentence"),
    "clue.unit_words": lambda: _("it names a unit"),
    "clue.group_words": lambda: _("it names a role group"),
    "clue.heading_words": lambda: _("its words head columns"),
    "clue.section_mark": lambda: _("it begins with a section's mark"),
    "clue.positions_only": lambda: _("it holds nothing but positions"),
    "clue.names_only": lambda: _("it holds nothing but names"),
    "clue.several_names": lambda: _("several names stand side by side"),
    "clue.under_label": lambda: _("its names stand under who is to sign"),
    "clue.same_as_heading": lambda: _("it heads the columns below it"),
    "clue.your_word": lambda: _("as you said"),
    # Why a column holds what it holds.
    "column.taught": lambda: _("its heading was mapped so before"),
    "column.words": lambda: _("its heading says so"),
    "column.words_within": lambda: _("its heading has words of it"),
    "column.heading_above": lambda: _("the heading over it says so"),
    "column.words_also": lambda: _("its heading may mean it too"),
    "column.unknown_words": lambda: _("its heading is not known"),
    "column.other_words": lambda: _("its heading means something else"),
    "column.useless_words": lambda: _("its heading is of something not imported"),
    "column.contents": lambda: _("what stands in it fits"),
    "column.other_contents": lambda: _("what stands in it is surely something else"),
    "column.odd_contents": lambda: _("what stands in it does not look like it"),
    "column.company": lambda: _("what people have stands beside it"),
    "column.counting": lambda: _("its numbers go on"),
    "column.mobile": lambda: _("they are mobile numbers"),
    "column.no_codes": lambda: _("no badge code of ours is in it"),
    "column.narrower": lambda: _("a wider body stands beside it"),
    "column.wider": lambda: _("people of the list share it"),
    "column.first": lambda: _("it is the first column"),
    "column.second": lambda: _("it is a second one"),
    "column.later": lambda: _("it stands further to the right"),
    "column.your_word": lambda: _("as you said"),
    "column.sensitive": lambda: _("sensitive: taken only when asked for"),
    "column.no_field": lambda: _("not imported"),
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


def clue(one: Clue) -> str:
    """One reason in words."""
    from desktop.wording import sentence

    return sentence(one.code, one.details)


def reasons(why: Iterable[Clue]) -> list[str]:
    """The reasons in words; those that speak against what the row was taken for say so."""
    return [clue(one) if one.weight >= 0 else _("but {reason}").format(reason=clue(one)) for one in why]
