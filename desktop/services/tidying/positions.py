"""Positions: abbreviations read, words in order, capitals, one spelling for one position."""

from __future__ import annotations

import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.names import fold, same_key
from desktop.domain.organisations import is_abbreviation, looks_like_organisation
from desktop.domain.position_capitals import Cased, Elsewhere, cased_position, writings, written_position
from desktop.domain.positions import (
    WORD,
    Reading,
    Source,
    is_abbreviated,
    is_letters,
    read,
    same_position,
    separated,
    standard,
    standard_at,
)
from desktop.domain.spelling import place_tones, space
from desktop.domain.tidying import TidyKind
from desktop.domain.units import KNOWN_LETTERS, UnitKind, kind_of, name_pattern, unit_key
from desktop.excel.understanding.likeness import looks_like_position
from desktop.services.importing.cleaning.position_unit import split_position_unit
from desktop.services.importing.matching_units import UnitIndex
from desktop.services.tidying.rows import Row, TidyFinding

_TRUSTED = 2
"""Positions of the same kind of unit in this conference, and those that such a unit has: what only they fit is sure."""
_SHOWN = 3
_FEWEST = 2
"""Blanks in the shortest text that says a position and a unit."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A position on its way to be written well."""

    text: str
    kind: TidyKind
    reason: str
    sure: bool = True
    details: tuple[tuple[str, str], ...] = ()


class PositionTidying:
    """All positions of one conference, which are read by each other's light."""

    def __init__(self, rows: Sequence[Row], index: UnitIndex, elsewhere: Callable[[], Iterable[str]]) -> None:
        self._index = index
        self._elsewhere: Callable[[], Iterable[str]] = elsewhere
        self._known: Source | None = None
        self._writings = writings(text for row in rows for text in (_clean(row.position), row.unit_name))
        self._cased: dict[str, Cased] = {}
        self._everywhere: Elsewhere | None = None
        self._bodies = _letters_of_bodies(unit.name for unit in index.units.values())
        self._in_full: dict[str, Counter[str]] = defaultdict(Counter)
        for row in rows:
            text = self._written(_clean(row.position)).text
            if text and not is_abbreviated(text):
                self._in_full[row.unit_kind][text] += 1
        self._here: Source = sum(self._in_full.values(), Counter[str]())
        self._steps: dict[tuple[str, str, uuid.UUID | None], _Step] = {}
        self._usual = self._choose(rows)

    def finding(self, row: Row) -> TidyFinding | None:
        """How the row's position could be written better."""
        if not row.position:
            return None
        step = self._step(row)
        usual = self._usual.get(same_position(step.text), step.text)
        if usual != step.text and step.kind in (TidyKind.CAPITALS, TidyKind.SPELLING):
            step = _Step(usual, TidyKind.POSITION, "usual", step.sure)
        elif full := self._in_other_words(step.text):
            step = _Step(full, TidyKind.POSITION, "short", sure=False)
        else:
            step = _Step(usual, step.kind, step.reason, step.sure, step.details)
        return TidyFinding(step.kind, "position", row.position, step.text, step.reason, step.sure, step.details)

    # -- the steps --------------------------------------------------------------------------------------------------------

    def _step(self, row: Row) -> _Step:
        """The position clean, in order, in full and with its capitals; known again by what it depends on."""
        key = (row.position, row.unit_name, row.unit_id)
        if key not in self._steps:
            self._steps[key] = self._made(row)
        return self._steps[key]

    def _made(self, row: Row) -> _Step:
        clean = _clean(row.position)
        apart = separated(clean, self._bodies.keys())
        step = self._ordered(apart, row) or _Step(apart, TidyKind.SPELLING, "blanks")
        if is_abbreviated(step.text) and (reading := self._read(step.text, row)):
            others = (("others", " / ".join(reading.others[:_SHOWN])),) if reading.others else ()
            sure = reading.sure and step.sure
            reason = "several_readings" if others else "guessed"
            if reading.sure:
                reason = "abbreviation" if step.sure else step.reason
            text, known = self._with_bodies(reading.text, row)
            reason = reason if known else "guessed"
            step = _Step(_in_one_case(text), TidyKind.ABBREVIATION, reason, sure and known, others)
        written = self._written(step.text)
        guessed = "" if written.sure else "capitals_guessed"
        if step.kind is not TidyKind.SPELLING:
            reason = guessed if step.sure and guessed else step.reason
            return _Step(written.text, step.kind, reason, step.sure and written.sure, step.details)
        if written.text != clean:
            return _Step(written.text, TidyKind.CAPITALS, guessed or "capitals", written.sure)
        spelt = " ".join(row.position.split()) == space(row.position)
        return _Step(written.text, TidyKind.SPELLING, "tones" if spelt else "blanks")

    def _written(self, text: str) -> Cased:
        if text not in self._cased:
            cased = cased_position(text, self._writings)
            if not cased.sure:  # what this conference leaves open, the directory or another conference may know
                wider = cased_position(text, self._written_anywhere())
                cased = wider if wider.sure else cased
            self._cased[text] = cased
        return self._cased[text]

    def _written_anywhere(self) -> Elsewhere:
        """How words are written in the directory and in all conferences; read once, and only where a text asks for it."""
        if self._everywhere is None:
            names = (unit.name for unit in self._index.units.values())
            self._everywhere = writings([*map(_clean, self._elsewhere()), *names])
        return self._everywhere

    def _with_bodies(self, text: str, row: Row) -> tuple[str, bool]:
        """The text with the names of bodies for their letters, and whether all are sure; the row's own is left out."""
        sure = True

        def named(found: re.Match[str]) -> str:
            nonlocal sure
            name = self._bodies.get(found[0].upper(), "")
            if not name or not is_letters(found[0]):
                return found[0]
            own = fold(row.unit_name).endswith(fold(name))
            sure = sure and own
            return "" if own else name

        return " ".join(WORD.sub(named, text).split()), sure

    def _read(self, text: str, row: Row) -> Reading | None:
        def of_its_kind() -> Source:
            return self._in_full.get(row.unit_kind, Counter())

        def of_its_unit() -> Source:
            return standard_at(row.unit_name, row.unit_kind)

        return read(text, (of_its_kind, of_its_unit, lambda: self._here, self._all_known, standard), _TRUSTED)

    def _all_known(self) -> Source:
        """The positions in full of all conferences; read once, and only where an abbreviation asks for them."""
        if self._known is None:
            texts = (written_position(_clean(text)) for text in self._elsewhere())
            self._known = Counter(text for text in texts if not is_abbreviated(text))
        return self._known

    # -- the order of words ---------------------------------------------------------------------------------------------

    def _ordered(self, text: str, row: Row) -> _Step | None:
        """Position first, and without the attendee's own unit; None where that is so already."""
        if text.count(" ") < _FEWEST:
            return None
        turned = _turned(text)
        position, unit = turned or split_position_unit(text)
        if not position or not unit:
            return None
        own = self._is_unit_of(unit, row)
        if turned:
            return _Step(_joined(position, unit, own=own), TidyKind.ORDER, "order", own)
        if not own:
            return None
        first, other = fold(unit).partition(" ")[0], fold(row.unit_name).partition(" ")[0]
        if first != other and first in ("ubnd", "hdnd"):  # Chủ tịch HĐND is another than Chủ tịch UBND
            position = f"{position} {unit.partition(' ')[0]}"
        return _Step(position, TidyKind.ORDER, "unit_repeated", sure=False)

    def _is_unit_of(self, name: str, row: Row) -> bool:
        if row.unit_id is not None and self._index.find(name) == {row.unit_id}:
            return True
        return unit_key(name) == unit_key(row.unit_name)

    # -- one spelling -----------------------------------------------------------------------------------------------------

    def _choose(self, rows: Sequence[Row]) -> dict[str, str]:
        """The usual spelling of each position: what most wrote so themselves; else the one with more capitals."""
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        for row in rows:
            if row.position:
                step = self._step(row)
                weight = 1000 * (step.text == row.position) + 1 if step.sure else 0
                spellings[same_position(step.text)][step.text] += weight
        return {
            key: max(counts, key=lambda text: (counts[text], sum(map(str.isupper, text)), "–" not in text, text))
            for key, counts in spellings.items()
        }

    def _in_other_words(self, text: str) -> str:
        """A fuller name of the same position that others of the conference use: "Phó phòng", "Hiệu phó"."""
        found = _SHORT.fullmatch(text)
        if found is None:
            return ""
        noun = found["of"] or found["head"]
        full = f"Phó Trưởng {noun.lower()}" if found["of"] else f"Phó {noun} trưởng"
        return self._usual.get(same_position(full), "")


_SHORT = re.compile(r"phó (?P<of>phòng|ban|khoa|trạm|bộ phận)|(?P<head>\w+) phó", re.IGNORECASE)


def _letters_of_bodies(names: Iterable[str]) -> Mapping[str, str]:
    """Letters that stand for a body -> what it is of ("TCKH": "Tài chính - Kế hoạch"); "" for those that stay letters.

    Letters that fit two bodies stand for neither.
    """
    found: dict[str, str] = {letters.upper(): "" for letters in KNOWN_LETTERS}
    taken: dict[str, set[str]] = defaultdict(set)
    for name in names:
        of = name.partition(" ")[2]
        words = WORD.findall(of)
        if name_pattern(name)[0] or len(words) < _FEWEST or any(map(is_letters, words)):
            continue
        taken["".join(word[0] for word in words if same_key(word) != "va").upper()].add(of)
    for letters, bodies in taken.items():
        if len(bodies) == 1 and is_abbreviation(letters):
            found.setdefault(letters, *bodies)
    return found


def _in_one_case(text: str) -> str:
    """In capitals altogether where words are so behind what was read, so that all get an office's: "Trưởng phòng NỘI VỤ"."""
    loud = any(word.isupper() and len(word) > 1 and not is_letters(word) for word in WORD.findall(text))
    return text.upper() if loud else text


def _clean(text: str) -> str:
    return place_tones(space(text))


_BETWEEN = re.compile(r"\s*[,;]\s*|\s+[-–]\s+")
_HEADS = {"trưởng": "Trưởng", "phó": "Phó Trưởng", "phó trưởng": "Phó Trưởng", "quyền trưởng": "Quyền Trưởng"}
_NOUNS = ("phòng", "ban", "khoa", "trạm", "đội", "tổ")


def _turned(text: str) -> tuple[str, str] | None:
    """Position and unit of a text that says the unit first: "phòng Tư pháp - Trưởng", "UBND phường X Chủ tịch"."""
    if looks_like_position(text):
        return None
    parts = _BETWEEN.split(text)
    if len(parts) == 2 and looks_like_position(parts[1]) and _is_unit(parts[0]):
        return parts[1], parts[0]
    words = text.split(" ")
    if read(words[0], [standard]):  # "CC Tài chính Kế toán": a Công chức sooner than a Chi cục
        return None
    for start in range(2, len(words)):
        position, unit = " ".join(words[start:]), " ".join(words[:start])
        if words[start][0].isupper() and looks_like_position(position) and _is_unit(unit):
            return position, unit
    return None


def _joined(position: str, unit: str, *, own: bool) -> str:
    noun = unit.partition(" ")[0].lower()
    head = _HEADS.get(same_key(position)) or _HEADS.get(position.lower())
    if head and noun in _NOUNS:
        return f"{head} {noun}" if own else f"{head} {noun} {unit.partition(' ')[2]}"
    return position if own else f"{position} {unit}"


def _is_unit(text: str) -> bool:
    return kind_of(text) is not UnitKind.OTHER or looks_like_organisation(text) >= 0.5
