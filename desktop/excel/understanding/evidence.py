"""How much speaks for a column to hold a field: its heading's words, what stands in it, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.importing import Clue
from desktop.domain.names import fold
from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.content import content_of, is_blank, kinds_of
from desktop.excel.understanding.headings import ALSO, CONTAINED, EXACT, INHERITED, LEARNED

Rows = Sequence[tuple[Cell, ...]]

# -- the weights ----------------------------------------------------------------------------------------------------

WEIGHTS: Mapping[str, float] = {
    # The heading's words.
    "column.taught": 12.0,  # the organizer said once what this heading means: nothing outweighs it
    "column.words": 5.0,  # the very words of a field; only contents that are surely something else outweigh them
    "column.words_within": 2.5,  # words of a field among others: contents that do not fit outweigh them
    "column.heading_above": 1.5,  # only the heading over several columns names the field
    "column.words_also": 1.0,  # a second meaning of the words, which contents or other headings must bear out
    "column.unknown_words": -1.0,  # words nobody knows: contents alone must tell
    "column.other_words": -1.5,  # words of another field: contents alone must tell, and against the words
    "column.useless_words": -9.0,  # words of something that no field holds (Quê quán, Số tiền): never by contents alone
    # What stands in the column, each for all cells together.
    "column.contents": 3.0,  # every filled cell fits the field
    "column.other_contents": -6.0,  # every filled cell is surely something else
    "column.odd_contents": -4.0,  # every filled cell fits nothing of a field whose values are easily told (a date, a phone)
    "column.company": 1.5,  # names beside dates of birth, positions, phones …, for each kind of two
    "column.counting": 2.0,  # the cells count on from one another: a running number
    "column.mobile": 0.5,  # of two phones the mobile one is the person's
    "column.no_codes": -9.0,  # no cell bears a badge code of ours: the number is the office's own
    "column.narrower": -1.5,  # a department is one only beside a wider body; alone it is the unit
    "column.wider": 1.0,  # of two bodies the unit is the one that others of the list share
    # Where it stands.
    "column.first": 0.5,  # running numbers stand in the first column
    "column.second": -0.75,  # a second phone, e-mail or note is the one further to the right, and no first
    "column.later": -0.01,  # of two columns alike the first
}
"""What each clue weighs. A field takes a column when the sum is above zero."""

AT_LEAST_BY_CONTENT = 0.75
"""What contents alone must come to: as much as two cells that fit under words nobody knows."""
CLEARLY = 1.0
"""By how much the chosen column must be better than another for nobody to be asked."""

_HEADING_CLUES = {
    LEARNED: "column.taught",
    EXACT: "column.words",
    CONTAINED: "column.words_within",
    INHERITED: "column.heading_above",
    ALSO: "column.words_also",
}
_BY_CONTENT = frozenset({"full_name", "phone", "email", "gender", "unit", "position"})
"""Fields told by their contents under any words; a date could be any date, and words any remark."""
_BY_CONTENT_UNHEADED = _BY_CONTENT | {"number", "birth"}
_STRICT = frozenset(
    {
        "phone",
        "email",
        "birth",
        "birth_day",
        "birth_month",
        "birth_year",
        "gender",
        "flag",
        "code",
        "attending",
        "number",
    }
)
"""Contents easily told: a value that does not look like one speaks against the column."""
SECONDS = frozenset({"phone_2", "email_2", "note_2"})
_SURE, _PERHAPS = 0.6, 0.25
_LEAST_SHARE = 0.6
_COMPANY = {"birth": 0.85, "gender": 0.6, "position": 0.6, "phone": 0.6, "email": 0.6, "unit": 0.6}
"""Contents that stand beside names, and how well a column must fit them; prices pass for the day numbers of dates."""
_OF_SELLERS, _OF_TASKS = frozenset({"phone", "email", "unit"}), frozenset({"position", "unit"})
"""Those that stand beside goods too, and beside what somebody is to do."""
_CERTAIN_NAMES, _ENOUGH_COMPANY, _DISTINCT = 0.8, 2, 0.8
_DOUBT = 0.5
"""Added to the number of cells: one cell proves less than ten."""

FIELDS_BY_CONTENT = _BY_CONTENT_UNHEADED

# -- a column's contents --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Profile:
    """What the cells of a column could be."""

    filled: int = 0
    weights: dict[str, float] = field(default_factory=dict)
    """Kind of content -> the sum of its weights over the cells."""
    sure: int = 0
    """Cells that are surely something."""
    overlap: dict[str, int] = field(default_factory=dict)
    """Kind -> how many of these could well be this kind too."""
    counting: int = 0
    """Cells that count on from the one above."""
    values: set[Cell] = field(default_factory=set)

    def share(self, name: str) -> float:
        """How well the filled cells fit the kind, 0 to 1."""
        return self.weights.get(name, 0.0) / self.filled if self.filled else 0.0

    def foreign(self, name: str) -> float:
        """The share of the filled cells that are surely something else."""
        return (self.sure - self.overlap.get(name, 0)) / self.filled if self.filled else 0.0

    @property
    def certainty(self) -> float:
        """How much the cells prove, by their number."""
        return self.filled / (self.filled + _DOUBT)


_NO = frozenset({"khong", "ko"})
"""Says no under a question, and under anything else that there is nothing to say."""


def profiles(rows: Rows, width: int) -> list[Profile]:
    """Each column's contents over the rows of a sample."""
    found = [Profile() for _column in range(width)]
    last: list[float | None] = [None] * width
    for row in rows:
        for column, value in enumerate(row[:width]):
            if value is None or is_blank(value) or (isinstance(value, str) and fold(value) in _NO):
                continue
            profile = found[column]
            profile.filled += 1
            profile.values.add(value)
            kinds = kinds_of(value)
            for name, weight in kinds.items():
                profile.weights[name] = profile.weights.get(name, 0.0) + weight
            if kinds and max(kinds.values()) >= _SURE:
                profile.sure += 1
                for name, weight in kinds.items():
                    if weight >= _PERHAPS:
                        profile.overlap[name] = profile.overlap.get(name, 0) + 1
            if kinds.get("number"):
                digits = "".join(filter(str.isdigit, str(int(value) if isinstance(value, float) else value)))
                count = float(digits) if digits else None
                above, last[column] = last[column], count
                if count is not None and (count == 1 if above is None else count in (above + 1, 1)):
                    profile.counting += 1
    return found


# -- weighing -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WeighedColumn:
    """A column to be weighed: its heading's meanings (field -> how sure), its contents and its place."""

    place: int
    headed: bool
    meanings: Mapping[str, int]
    profile: Profile
    says_mobile: bool = False


def weigh(name: str, column: WeighedColumn, company: frozenset[str] = frozenset()) -> tuple[Clue, ...]:
    """The clues for and against the field in the column; none where nothing speaks for it.

    `company` are the kinds of content beside the column that stand beside names.
    """
    sure = column.meanings.get(name)
    profile, kind = column.profile, content_of(name)
    if sure is None:
        allowed = _BY_CONTENT if column.headed else _BY_CONTENT_UNHEADED
        if name not in allowed or profile.share(kind) < _LEAST_SHARE:
            return ()
        if name == "full_name" and profile.share("common_name") < _LEAST_SHARE and not _has_company(column, company):
            return ()
        if name == "number" and profile.counting * 2 < profile.filled:
            return ()
        codes = _words_against(column)
    else:
        codes = [_HEADING_CLUES[sure]]
    clues = [Clue(code, WEIGHTS[code]) for code in codes]
    if name == "full_name" and sure is None and _has_company(column, company):
        clues.append(Clue("column.company", WEIGHTS["column.company"] * min(len(company), _ENOUGH_COMPANY)))
    if kind and profile.filled:
        share, foreign = profile.share(kind), profile.foreign(kind)
        odd = max(0.0, 1 - share - foreign) if kind in _STRICT else 0.0
        if kind == "code" and share < _LEAST_SHARE:
            odd = 1.0  # one in ten of any numbers passes for a code
        oddly = "column.no_codes" if kind == "code" else "column.odd_contents"
        for code, part in (("column.contents", share), ("column.other_contents", foreign), (oddly, odd)):
            if part:
                clues.append(Clue(code, WEIGHTS[code] * part * profile.certainty))
        if name == "number" and profile.counting:
            clues.append(Clue("column.counting", WEIGHTS["column.counting"] * profile.counting / profile.filled))
        if name == "unit" and sure is not None:
            same = 1 - len(profile.values) / profile.filled
            clues.append(Clue("column.wider", WEIGHTS["column.wider"] * same))
    if name == "phone" and (mobile := max(float(column.says_mobile), profile.share("mobile"))):
        clues.append(Clue("column.mobile", WEIGHTS["column.mobile"] * mobile))
    if name == "number" and column.place == 0:
        clues.append(Clue("column.first", WEIGHTS["column.first"]))
    if name == "department":
        clues.append(Clue("column.narrower", WEIGHTS["column.narrower"]))
    if name in SECONDS:
        clues.append(Clue("column.second", WEIGHTS["column.second"]))
    elif column.place:
        clues.append(Clue("column.later", WEIGHTS["column.later"] * column.place))
    if sure is None and total(clues) < AT_LEAST_BY_CONTENT:
        return ()
    return tuple(sorted(clues, key=lambda clue: -abs(clue.weight)))


def company_of(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> frozenset[str]:
    """The kinds of content beside the column that stand beside names."""
    return frozenset(
        kind
        for kind, least in _COMPANY.items()
        if any(
            other is not column and _may_hold(kind, other) and other.profile.share(kind) >= least for other in columns
        )
    )


def _may_hold(kind: str, column: WeighedColumn) -> bool:
    """Whether the heading lets the contents be of the kind: dates under words nobody knows are any dates."""
    return not column.headed or kind in _BY_CONTENT or any(name.startswith(kind) for name in column.meanings)


def _has_company(column: WeighedColumn, company: frozenset[str]) -> bool:
    """Whether capitalised texts are names, whatever the family, for what stands beside them.

    Without company names must be common ones: capitals also begin the names of goods, and a known heading of
    something else says that they are no names.
    """
    profile = column.profile
    if column.meanings or len(profile.values) < _DISTINCT * profile.filled:
        return False
    if profile.share("full_name") >= _CERTAIN_NAMES:
        return bool(company)
    return len(company) >= _ENOUGH_COMPANY and bool(company - _OF_SELLERS) and bool(company - _OF_TASKS)


def _words_against(column: WeighedColumn) -> list[str]:
    """What a heading that does not mean the field says against it."""
    if not column.headed:
        return []
    if not column.meanings:
        return ["column.unknown_words"]
    useless = not column.meanings.keys().isdisjoint(("-", "sign")) and max(column.meanings.values()) >= CONTAINED
    return ["column.useless_words" if useless else "column.other_words"]


def total(clues: Sequence[Clue]) -> float:
    """What the clues come to."""
    return sum(clue.weight for clue in clues)
