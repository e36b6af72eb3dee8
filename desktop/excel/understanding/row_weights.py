"""What speaks for each kind of row, and how much: the one table by which rows are judged.

A row's score for a kind is the kind's base plus, for each of its clues, the clue's strength (0 to 1, or a count) times
the weight here. The kinds of neighbouring rows then speak too (`FOLLOWS`). One point is about the worth of one weak
sign; three are a strong one. `decoding` finds the kinds that score best together, and how clearly.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.importing import RowKind

PERSON, UNIT, GROUP = RowKind.PERSON, RowKind.UNIT, RowKind.GROUP
TOTAL, SIGNATURE, SIGNER = RowKind.TOTAL, RowKind.SIGNATURE, RowKind.SIGNER
LEGEND, TITLE, OTHER = RowKind.LEGEND, RowKind.TITLE, RowKind.OTHER

DECODED = (PERSON, UNIT, GROUP, TOTAL, SIGNATURE, SIGNER, LEGEND, TITLE, OTHER)
"""The kinds that are weighed; a heading, a numbering row and a blank line of a form can be told by themselves."""

_TABLE: tuple[tuple[str, tuple[float, ...]], ...] = (
    # clue               person  unit  group total sign. signer legend title other
    # What a kind needs before anything speaks for it; "other" is what is left when nothing speaks.
    ("base",             (0.0, -2.0, -2.0, -2.5, -2.5, -3.0, -2.5, -3.0, 0.0)),
    # -- the running number
    # It goes on from the row above: nothing else is numbered so.
    ("number_follows",   (5.0, -2.0, -2.0, -3.0, -3.0, -4.0, -3.0, -3.0, -2.0)),
    # It begins anew at 1, as under each unit, and in small tables of figures.
    ("number_restarts",  (2.0, -1.0, -1.0, -2.0, -2.0, -3.0, -2.0, -2.0, -0.5)),
    # Some other number: rows were sorted or taken out.
    ("number_other",     (1.5, -0.7, -0.7, -1.5, -1.5, -2.5, -1.5, -1.5, -0.2)),
    # None, in a list that is numbered (strength: the share of people who are).
    ("number_missing",   (-2.5, 0.0, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0)),
    # -- the name
    # The name column holds what looks like a person's name.
    ("name_looks",       (3.0, -2.0, -2.0, -1.5, -1.5, 2.0, -1.5, -1.5, -0.5)),
    # It holds words that look like no name.
    ("name_odd",         (-1.8, 0.0, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0, 0.0)),
    # It holds nothing.
    ("name_blank",       (-2.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)),
    # -- the other columns
    # A date, a phone, an address, a gender where these stand (strength: how many).
    ("field_fits",       (2.0, -2.5, -2.5, -2.0, -2.5, -2.5, -2.0, -2.5, -0.7)),
    # A position or a unit in its column (strength: how many).
    ("text_fits",        (1.3, -1.2, -1.2, -0.7, -0.5, -0.7, -0.5, -0.7, -0.5)),
    # Something that does not belong in its column: a name under "Đơn vị", a sum under "Chức vụ" (how many).
    ("field_clashes",    (-1.2, 0.0, 0.0, 0.5, 0.4, 0.4, 0.3, 0.3, 0.4)),
    # As many cells are filled as in the people's rows, or hardly any.
    ("fullness",         (1.2, -3.0, -3.0, -0.7, -0.7, -1.0, -0.7, -0.7, -0.8)),
    ("sparse",           (-1.0, 0.5, 0.5, 0.3, 0.3, 0.5, 0.3, 0.3, 0.3)),
    # One text and nothing beside it but a mark or a count.
    ("lonely",           (-0.3, 1.5, 1.5, 0.0, 0.2, 0.3, 0.5, 0.5, 0.3)),
    # Words stand only in columns that hold nothing of a person.
    ("outside",          (-3.0, -0.5, -0.5, 0.5, 0.7, 0.7, 0.5, 0.5, 1.0)),
    # -- how it is set
    # Merged across the table.
    ("merged",           (-3.5, 2.0, 2.0, 1.0, 0.7, -0.7, 1.0, 1.0, 0.7)),
    # Bold, or in capitals, where the people are not.
    ("bold",             (-0.7, 1.0, 1.0, 0.7, 0.7, 0.4, 0.0, 0.7, 0.0)),
    ("capitals",         (-0.3, 0.7, 0.7, 0.4, 0.7, 0.2, 0.0, 0.7, 0.0)),
    # Blank rows above it.
    ("gap",              (-0.5, 0.0, 0.0, 0.0, 0.5, 0.7, 0.3, 0.3, 0.1)),
    # -- its words
    ("total_words",      (-2.5, -2.0, -2.0, 5.5, 0.0, -1.5, 0.0, -1.0, 0.5)),
    ("count_words",      (-1.0, 0.0, 0.0, 2.0, 0.0, -1.0, 0.3, 0.3, 0.0)),
    ("signature_words",  (-2.5, -2.5, -2.5, 0.0, 5.5, -1.5, 0.0, -0.5, 0.5)),
    ("sign_here",        (-4.0, -4.0, -4.0, 0.0, 7.0, -2.0, 0.0, 0.0, 0.5)),
    ("date_line",        (-4.0, -4.0, -4.0, 0.0, 6.0, -2.0, 0.0, 0.5, 0.5)),
    ("legend_words",     (-3.0, -3.0, -3.0, 0.0, 0.0, -2.0, 5.5, 0.0, 0.5)),
    ("title_words",      (-3.0, -3.5, -3.5, 0.0, 0.0, -3.0, 0.0, 5.0, 0.5)),
    # "Người liên hệ: …"
    ("label_value",      (-3.5, -1.0, -1.0, 0.5, 0.5, -2.0, 3.0, 0.5, 1.0)),
    ("sentence",         (-2.5, -2.0, -2.0, 0.5, 0.0, -3.0, 3.0, 1.0, 1.0)),
    # A line for somebody to write on.
    ("dots",             (-2.0, -1.0, -1.0, 0.3, 0.7, 0.0, 0.5, 0.0, 1.0)),
    ("unit_words",       (-1.0, 4.5, 0.5, 0.0, -0.5, -3.0, -0.5, 0.5, 0.0)),
    ("group_words",      (-1.0, 0.0, 5.0, 0.0, -0.5, -3.0, -0.5, 0.3, 0.0)),
    # A position where the name should be: "Lãnh đạo", "Chuyên viên".
    ("name_position",    (-1.2, 0.0, 0.3, 0.0, 0.3, -1.5, 0.0, 0.0, 0.5)),
    # Everyday words there: "Chưa đăng ký", "02 công chức".
    ("name_phrase",      (-2.0, 0.3, 0.3, 0.3, 0.0, -1.5, 0.3, 0.0, 1.5)),
    # Something still to be filled in, as in a form's example row: "UBND xã ...", "09xxxxxxxx".
    ("placeholder",      (-6.0, 0.0, 0.0, 0.0, 0.3, -1.0, 0.5, 0.0, 2.0)),
    # Headings of columns, as over a small table of figures (strength: the share of texts).
    ("heading_words",    (-4.0, -2.0, -3.0, -0.5, -1.0, -3.0, -0.5, 0.0, 3.0)),
    # "I", "A.", "b)" before the words or in the number's column.
    ("section_mark",     (-2.0, 2.5, 2.5, -0.5, -4.0, -2.0, 0.0, 0.0, 0.0)),
    # Nothing but positions, as over signatures: "NGƯỜI LẬP BIỂU", "CHỦ TỊCH".
    ("positions_only",   (-2.0, -2.0, -2.0, -0.5, 3.5, -2.0, 0.0, 0.0, 0.3)),
    # -- names that sign
    # Every text is a name, in the name's column or not, and nothing else stands there.
    ("names_only",       (0.0, -1.5, -1.5, -1.0, -1.0, 2.5, -1.0, -1.0, 0.0)),
    # Two names or more side by side.
    ("several_names",    (-2.0, -2.0, -2.0, -1.0, -1.0, 3.0, -1.0, -1.0, 0.0)),
    # All its names stand under who is to sign.
    ("under_label",      (-2.5, -1.0, -1.0, 0.0, -0.5, 3.5, 0.0, 0.0, 0.0)),
    # Somebody of that name stands in the list above.
    ("repeats_name",     (-0.5, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0)),
)  # fmt: skip

WEIGHTS: Mapping[str, Mapping[RowKind, float]] = {
    clue: dict(zip(DECODED, weights, strict=True)) for clue, weights in _TABLE
}
"""Clue -> kind -> weight."""

# -- rows after one another -----------------------------------------------------------------------------------------

FOLLOWS: Mapping[tuple[RowKind, RowKind], float] = {
    # A unit or group stands over people, a unit in a group.
    (UNIT, PERSON): 1.5,
    (GROUP, PERSON): 1.0,
    (GROUP, UNIT): 1.0,
    (UNIT, UNIT): -1.5,
    (UNIT, TOTAL): -2.5,
    (UNIT, SIGNATURE): -3.5,
    (UNIT, SIGNER): -3.0,
    (UNIT, LEGEND): -2.0,
    (UNIT, OTHER): -1.0,
    (UNIT, TITLE): -1.0,
    (GROUP, TOTAL): -2.5,
    (GROUP, SIGNATURE): -3.5,
    # A total closes a list or a part of it.
    (TOTAL, PERSON): -1.0,
    (TOTAL, SIGNATURE): 0.5,
    # Those who sign stand below what they are.
    (SIGNATURE, SIGNER): 1.5,
    (SIGNATURE, PERSON): -2.0,
    (SIGNATURE, SIGNATURE): 1.0,
    (LEGEND, LEGEND): 0.7,
    (TITLE, PERSON): -0.7,
    (TITLE, TITLE): 0.5,
}
"""What the kind of the row above says of a row's kind; nothing where a pair is not named."""

BEFORE_HEADING: Mapping[RowKind, float] = {TITLE: 3.0, UNIT: 1.5, GROUP: 1.0}
"""The last row above a further heading is its title, or whose list it is."""
AT_THE_END: Mapping[RowKind, float] = {UNIT: -4.0, GROUP: -4.0, TITLE: -1.0}
"""The last row of a sheet heads nothing."""

AFTER_SIGNATURE = -6.0
"""A person below a signature block, unless the running number goes on or a heading comes between."""
AFTER_SIGNATURE_UNDER_UNIT = -2.5
"""The same where a unit or group has been named since."""
UNIT_AFTER_SIGNATURE = -2.0
"""A unit or group below a signature block."""
SIGNER_BEFORE_SIGNATURE = -6.0
"""Somebody who signs, and nothing above that says so."""

NUMBERED_AFTER_ROW: Mapping[RowKind, float] = {PERSON: -1.5}
"""A number that goes on from the row right above, which had to be weighed itself: every table of figures has such."""
NUMBERED_AFTER_NOBODY: Mapping[RowKind, float] = {PERSON: -3.5, OTHER: 2.0}
"""A number that goes on from a row that is nobody, as in a small table of figures: takes `number_follows` back."""

ASKED_BELOW = 1.5
"""A row that is a person, or nobody, by less than this is asked about."""
