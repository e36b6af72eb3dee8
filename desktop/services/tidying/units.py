"""Units: typed though the directory has them, frozen under another name, written unlike the others, twice in the directory."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from sqlalchemy import func, select

from desktop.domain.names import fold, same_key
from desktop.domain.organisations import SHORT_HEADS
from desktop.domain.spelling import place_tones, space
from desktop.domain.tidying import TidyKind
from desktop.domain.units import UnitKind, candidate_keys, name_pattern, names_council, unit_key, written_unit
from desktop.services.importing.matching_units import UnitIndex, UnitMatcher
from desktop.services.tidying.rows import Row, TidyFinding
from desktop.store.tables import Conference, Unit, UnitName
from desktop.store.transaction import Transaction

_ENOUGH = 3
"""So many units of a kind written alike make a habit, when they are more than half of it."""
_LIKE, _LONG_ENOUGH = 90, 8
"""From this likeness (0–100) two names of so many letters may be one; shorter ones differ too easily ("Hoa Mai", "Họa Mi")."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A unit of the directory as it is now."""

    id: uuid.UUID
    name: str
    active: bool
    listed: bool
    """Whether it came with a list of units, as one that exists."""


@dataclass(frozen=True, slots=True)
class _Better:
    """A better name for a unit, and what is better about it."""

    name: str
    kind: TidyKind
    reason: str
    sure: bool = True


@dataclass(slots=True)
class _Directory:
    units: dict[uuid.UUID, _Known]
    names: dict[uuid.UUID, list[tuple[str, dt.date | None, dt.date | None]]] = field(default_factory=dict)

    def name_on(self, unit_id: uuid.UUID, day: dt.date) -> str:
        """What the unit was called on a day."""
        for name, since, until in self.names.get(unit_id, ()):
            if (since is None or since <= day) and (until is None or day < until):
                return name
        return self.units[unit_id].name


class UnitTidying:
    """The units of one conference beside the directory."""

    def __init__(self, tx: Transaction, conference_id: uuid.UUID, rows: Sequence[Row], index: UnitIndex) -> None:
        self._day = tx.scalar(select(Conference.starts_on).where(Conference.id == conference_id)) or dt.date.today()
        self._directory = _read_directory(tx)
        typed = Counter(row.unit_name for row in rows if row.unit_id is None and row.unit_name)
        self._matcher = UnitMatcher(index, typed, {}, {})
        self._counts = Counter(unit_id for row in rows if (unit_id := self._unit_of(row)) is not None)
        names = [self._directory.units[unit_id].name for unit_id in self._counts]
        self._habits = _habits([*names, *(name for name in typed if self._matcher.matches[name].unit_id is None)])
        self._better = {unit_id: self._improved(self._directory.units[unit_id].name) for unit_id in self._counts}
        self._twins = self._find_twins()

    def _unit_of(self, row: Row) -> uuid.UUID | None:
        """The directory's unit of a row, linked to it or only typed."""
        return row.unit_id or (self._matcher.matches[row.unit_name].unit_id if row.unit_name else None)

    def finding(self, row: Row) -> TidyFinding | None:
        """How the row's unit could be written better."""
        unit_id = self._unit_of(row)
        if unit_id is None:
            return self._unknown(row.unit_name) if row.unit_name else None
        if unit_id in self._twins:
            return self._twin(unit_id, self._twins[unit_id])
        now = self._directory.units[unit_id].name
        then = self._directory.name_on(unit_id, self._day)
        better = self._better[unit_id]
        if better and then == now:
            kind, reason = (better.kind, better.reason) if row.unit_name == now else (TidyKind.UNIT, "as_directory")
            return TidyFinding(
                kind, "unit", row.unit_name, better.name, reason, better.sure, unit_id=unit_id, directory_name=now
            )
        if row.unit_id is None:
            return TidyFinding(TidyKind.UNIT, "unit", row.unit_name, then, "in_directory", unit_id=unit_id)
        if row.unit_name == then:
            return None
        sure = unit_key(row.unit_name) == unit_key(then)
        reason = "as_directory" if sure else "other_name"
        return TidyFinding(TidyKind.UNIT, "unit", row.unit_name, then, reason, sure, unit_id=unit_id)

    def _twin(self, gone: uuid.UUID, kept: uuid.UUID) -> TidyFinding:
        """Two units of the directory that may be one."""
        names = self._directory.units
        return TidyFinding(
            TidyKind.MERGE, "unit", names[gone].name, names[kept].name, "twins", sure=False, unit_id=kept, gone_id=gone
        )

    # -- one name ---------------------------------------------------------------------------------------------------------

    def _improved(self, name: str) -> _Better | None:
        clean = place_tones(space(name))
        written = written_unit(clean)
        group, before, own = name_pattern(written)
        habit = self._habits.get(group, "")
        if habit and own and before != habit and unit_key(f"{habit} {own}") == unit_key(written):
            if not _adds_body(habit, before):
                return _Better(f"{habit} {own}", TidyKind.UNIT, "alike")
            if same_key(own.split()[0]) not in _OTHER_BODIES:
                return _Better(f"{habit} {own}", TidyKind.UNIT, "perhaps_alike", sure=False)
        if written == name:
            return None
        if written != clean:
            return _Better(written, TidyKind.CAPITALS, "capitals")
        return _Better(written, TidyKind.SPELLING, "tones" if space(name) == name else "blanks")

    def _unknown(self, name: str) -> TidyFinding:
        """A unit that the directory has not, or has under a name that is only like it."""
        match = self._matcher.matches[name]
        for problem in match.problems:
            if suggestion := problem.details.get("suggestion_id"):
                unit_id = uuid.UUID(str(suggestion))
                now = self._directory.units[unit_id].name
                return TidyFinding(TidyKind.UNIT, "unit", name, now, "perhaps_unit", sure=False, unit_id=unit_id)
        better = self._improved(match.name) or _Better(match.name, TidyKind.UNIT, "alike")
        return TidyFinding(better.kind, "unit", name, better.name, better.reason, better.sure)

    # -- two that are one -------------------------------------------------------------------------------------------------

    def _find_twins(self) -> dict[uuid.UUID, uuid.UUID]:
        """Unit of the conference -> the unit of the directory that it may be, the one with more attendees."""
        by_key: dict[str, list[uuid.UUID]] = defaultdict(list)
        by_group: dict[str, list[tuple[str, uuid.UUID]]] = defaultdict(list)
        for unit in self._directory.units.values():
            if unit.active:
                by_key[unit_key(unit.name)].append(unit.id)
                group, own = _group(unit.name)
                by_group[group].append((own, unit.id))
        twins: dict[uuid.UUID, uuid.UUID] = {}
        for unit_id in sorted(self._counts, key=lambda each: (self._counts[each], self._directory.units[each].name)):
            known = self._directory.units[unit_id]
            if not known.active:
                continue
            others = {each for key in candidate_keys(known.name) for each in by_key.get(key, ())} - {unit_id}
            others |= set(_alike(known.name, by_group)) - {unit_id}
            kept = [each for each in others if twins.get(each) != unit_id]
            if len(kept) == 1 and self._outranks(kept[0], unit_id):
                twins[unit_id] = kept[0]
        return twins

    def _outranks(self, one: uuid.UUID, other: uuid.UUID) -> bool:
        def rank(unit_id: uuid.UUID) -> tuple[int, bool, str]:
            unit = self._directory.units[unit_id]
            return self._counts[unit_id], unit.listed, unit.name

        return self._counts[one] == 0 or rank(one) > rank(other)


def _read_directory(tx: Transaction) -> _Directory:
    query = select(Unit.id, Unit.name, Unit.active, Unit.place)
    units = {row.id: _Known(row.id, row.name, row.active, row.place != 0) for row in tx.execute(query)}
    directory = _Directory(units)
    several = select(UnitName.unit_id).group_by(UnitName.unit_id).having(func.count() > 1)
    former = select(UnitName.unit_id, UnitName.name, UnitName.valid_from, UnitName.valid_to).where(
        UnitName.unit_id.in_(several)
    )
    for unit_id, name, since, until in tx.execute(former.order_by(UnitName.valid_to.is_(None), UnitName.valid_to)):
        directory.names.setdefault(unit_id, []).append((name, since, until))
    return directory


def _habits(names: Sequence[str]) -> Mapping[str, str]:
    """Kind of unit -> what most of its kind begin with: "UBND phường", "Trường Mầm non"."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        written = written_unit(place_tones(space(name)))
        group, before, own = name_pattern(written)
        if group and own:
            groups[group][before] += 1
    habits = {}
    for group, counts in groups.items():
        before, count = max(counts.items(), key=lambda each: (each[1], each[0]))
        if count >= _ENOUGH and 2 * count > counts.total() and before:
            habits[group] = before
    return habits


_OTHER_BODIES = frozenset(map(same_key, SHORT_HEADS))
"""What a name goes on with that is another body's: "Phường đội Bốn", "Phường Đoàn Ba"."""


def _adds_body(habit: str, before: str) -> bool:
    """Whether the habit names a body that is not named yet: "Phường 3" may be its party cell as well as its UBND."""
    return names_council(habit) and not names_council(before)


def _group(name: str) -> tuple[str, str]:
    """What names must share to be compared, and the rest of the name, folded."""
    group, _before, own = name_pattern(name)
    if group:
        return group, fold(own)
    kind, _colon, body = unit_key(name).partition(":")
    return kind, body


def _alike(name: str, by_group: Mapping[str, Sequence[tuple[str, uuid.UUID]]]) -> Iterator[uuid.UUID]:
    group, own = _group(name)
    if len(own) < _LONG_ENOUGH:
        return
    for other, unit_id in by_group.get(group, ()) if group != UnitKind.OTHER else ():
        if fuzz.ratio(own, other, score_cutoff=_LIKE) and not _numbered(own, other):
            yield unit_id


def _numbered(one: str, other: str) -> bool:
    """Whether two names differ by a number or a letter that tells them apart: Thanh Lương 1 and 2."""
    apart = set(one.split()) ^ set(other.split())
    return any(len(word) == 1 or word.isdigit() for word in apart)
