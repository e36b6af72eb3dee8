"""Which unit a spelling means: known by name, former name, short name, code or alias; nearly so; or not at all.

Every distinct spelling is looked at once, whatever the number of rows.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process
from sqlalchemy import select

from desktop.domain.importing import NewUnit, Problem, Severity, UnitWords
from desktop.domain.names import normalise
from desktop.domain.units import UnitKind, best_name, candidate_keys, unit_key
from desktop.store.tables import Unit, UnitAlias, UnitName
from desktop.store.transaction import Transaction

NEAR = 82
"""Likeness (0–100) from which a known unit is suggested; wards of one district stay below it among themselves."""
_MARGIN = 10
"""Units so much less like than the likest are possible too: one letter more or less of a short name counts 6 or 7."""
_LONGEST = 255


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit of the directory."""

    id: uuid.UUID
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """What a spelling means."""

    name: str
    kind: str
    unit_id: uuid.UUID | None = None
    """None: a new unit, `new_unit` is its key."""
    new_unit: str = ""
    problems: tuple[Problem, ...] = ()


NO_UNIT = UnitMatch("", "")


class UnitIndex:
    """All units of the directory, by every key they may be found under."""

    def __init__(self, tx: Transaction) -> None:
        self.units: dict[uuid.UUID, KnownUnit] = {}
        # Present names and confirmed spellings first; then names borne once; last, units set aside.
        self._tiers: tuple[dict[str, set[uuid.UUID]], ...] = (defaultdict(set), defaultdict(set), defaultdict(set))
        self._codes: dict[str, set[uuid.UUID]] = defaultdict(set)
        self._bodies: dict[str, dict[uuid.UUID, str]] = defaultdict(dict)
        present, past, aside = self._tiers
        active: set[uuid.UUID] = set()
        for unit_id, kind, name, short_name, code, key, is_active in tx.execute(
            select(Unit.id, Unit.kind, Unit.name, Unit.short_name, Unit.code, Unit.key, Unit.active)
        ):
            self.units[unit_id] = KnownUnit(unit_id, kind, name)
            keys = {key, *([unit_key(short_name)] if short_name else [])}
            for each in keys:
                (present if is_active else aside)[each].add(unit_id)
            if is_active:
                active.add(unit_id)
                if code:
                    self._codes[code].add(unit_id)
                self._bodies[kind][unit_id] = _body(key)
        for unit_id, key in tx.execute(select(UnitName.unit_id, UnitName.key)):
            (past if unit_id in active else aside)[key].add(unit_id)
        for unit_id, key in tx.execute(select(UnitAlias.unit_id, UnitAlias.key)):
            # What the organizer confirmed outweighs a likeness of names.
            present[key] = {unit_id}

    def exactly(self, key: str) -> uuid.UUID | None:
        """The one unit that this key names now."""
        found = self._tiers[0].get(key, set())
        return next(iter(found)) if len(found) == 1 else None

    def find(self, spelling: str) -> set[uuid.UUID]:
        """The units a spelling may name: one when it is sure, several when it is not, none when it is unknown."""
        return {unit for unit in self.find_with(spelling, ()) if isinstance(unit, uuid.UUID)}

    def find_with(self, spelling: str, new: Collection[str]) -> set[uuid.UUID | str]:
        """The same where units with these keys are known as well."""
        keys = candidate_keys(spelling)
        if keys and keys[0] in new and not self._tiers[0].get(keys[0]):
            return {keys[0]}
        for tier in self._tiers:
            found = tier.get(keys[0]) if keys else None
            if found:
                return {*found}
        several: set[uuid.UUID | str] = {key for key in keys[1:] if key in new}
        for tier in self._tiers:
            several |= {unit_id for key in keys[1:] for unit_id in tier.get(key, ())}
            if several:
                return several
        return {*self._codes.get(spelling, ())} if len(spelling) >= 3 and spelling.isdigit() else set()

    def nearest(self, key: str) -> list[tuple[KnownUnit, int]]:
        """The known units of this kind (or of no told kind) whose names are like the key's, and how like; best first.

        Only those that are nearly as like as the best one.
        """
        kind = key.partition(":")[0]
        pools = list(self._bodies) if kind == UnitKind.OTHER else [kind, str(UnitKind.OTHER)]
        near = [
            (self.units[unit_id], round(score))
            for pool in pools
            for _name, score, unit_id in process.extract(
                _body(key), self._bodies.get(pool, {}), scorer=fuzz.ratio, score_cutoff=NEAR, limit=None
            )
        ]
        near.sort(key=lambda one: (-one[1], one[0].name))
        return [one for one in near if one[1] >= near[0][1] - _MARGIN]


class UnitMatcher:
    """Matches every spelling of one import, the organizer's answers first."""

    def __init__(
        self,
        index: UnitIndex,
        spellings: Counter[str],
        answers: Mapping[str, uuid.UUID | None],
        words: Mapping[str, UnitWords] | None = None,
    ) -> None:
        self.index, self._words = index, words or {}
        self._answers = {unit_key(spelling): answer for spelling, answer in answers.items()}
        self._answers |= {normalise(spelling): answer for spelling, answer in answers.items()}
        self.matches: dict[str, UnitMatch] = {"": NO_UNIT}
        self.new_units: dict[str, NewUnit] = {}
        self.aliases: dict[str, uuid.UUID] = {}
        """Spellings to remember on apply, by the organizer's word."""
        for spelling in spellings:
            if not candidate_keys(spelling):  # "-", "…": nothing that could be found again
                self.matches[spelling] = NO_UNIT
        groups = self._new([each for each in spellings if each not in self.matches])
        for keys in self._of_one_name(groups):
            group = [spelling for key in keys for spelling in groups[key]]
            given = [self._words[key].name for key in keys if key in self._words]
            known = self.index.exactly(unit_key(given[0])) if given else None
            if known is None:
                self._add_new(keys, group, spellings)
                continue
            for spelling in group:  # it was given the name of a unit that exists
                self._set(spelling, known)
                self.aliases[spelling] = known

        self._keep_vague_ones(spellings)

    def _keep_vague_ones(self, spellings: Iterable[str]) -> None:
        """Remember what a spelling means that the name given to a new unit would make doubtful the next time."""
        given = {unit_key(words.name) for words in self._words.values()}
        for spelling in spellings if given else ():
            key, match = unit_key(spelling), self.matches[spelling]
            if given.isdisjoint(candidate_keys(spelling)):
                continue
            if match.unit_id is not None and self.index.exactly(key) != match.unit_id:
                self.aliases[spelling] = match.unit_id
            elif match.new_unit and key not in (match.new_unit, *self.new_units[match.new_unit].found_by):
                unit = self.new_units[match.new_unit]
                self.new_units[match.new_unit] = replace(unit, found_by=(*unit.found_by, key))

    def _of_one_name(self, new: Iterable[str]) -> list[list[str]]:
        """The keys of the new units; those that were given one name are one, by the key of whichever bears it anyway."""
        by_name: dict[str, list[str]] = defaultdict(list)
        for key in new:
            by_name[unit_key(self._words[key].name) if key in self._words else key].append(key)
        return [sorted(keys, key=lambda key: key in self._words) for keys in by_name.values()]

    def _answered(self, spelling: str) -> bool:
        """Match a spelling of which the organizer said which known unit it is."""
        answer = self._answer(spelling)
        if answer is None or answer not in self.index.units:
            return False
        self._set(spelling, answer)
        if self.index.exactly(unit_key(spelling)) != answer:
            self.aliases[spelling] = answer
        return True

    def _is_answered(self, spelling: str) -> bool:
        return spelling in self._answers or unit_key(spelling) in self._answers

    def _answer(self, spelling: str) -> uuid.UUID | None:
        return self._answers[spelling] if spelling in self._answers else self._answers.get(unit_key(spelling))

    def _set(self, spelling: str, unit_id: uuid.UUID) -> None:
        unit = self.index.units[unit_id]
        self.matches[spelling] = UnitMatch(unit.name, unit.kind, unit_id)

    def _new(self, spellings: list[str]) -> dict[str, list[str]]:
        """Match the spellings of known units; the others by the new unit they name.

        The units that the import itself makes count for all of its spellings, so that it reads them alike the next
        time: a vague one ("Bạch Mai") joins the only one it can mean, known or new, and may become doubtful.
        """
        unsettled = [spelling for spelling in spellings if not self._answered(spelling)]
        unsettled.sort(key=lambda spelling: len(candidate_keys(spelling)))  # what says its kind before what is vague
        found: dict[str, set[uuid.UUID | str]] = {}
        new: set[str] = set()
        size = -1
        while size != len(new):
            size = len(new)
            for spelling in unsettled:
                found[spelling] = self._find(spelling, new)
                if len(found[spelling]) != 1:
                    new.add(candidate_keys(spelling)[0])
        groups: dict[str, list[str]] = defaultdict(list)
        for spelling, units in found.items():
            unit = next(iter(units)) if len(units) == 1 else candidate_keys(spelling)[0]
            if isinstance(unit, uuid.UUID):
                self._set(spelling, unit)
            else:
                groups[unit].append(spelling)
        return groups

    def _find(self, spelling: str, new: Collection[str]) -> set[uuid.UUID | str]:
        """One unit where it is clear which; what the organizer calls a new unit is none of those known."""
        if self._is_answered(spelling):
            own = candidate_keys(spelling)[0]
            return {own} if own in new else set()
        return self.index.find_with(spelling, new)

    def _add_new(self, keys: Sequence[str], group: list[str], spellings: Counter[str]) -> None:
        key = keys[0]
        own = [spelling for spelling in group if unit_key(spelling) == key] or group
        words = self._words.get(key)
        name = words.name[:_LONGEST] if words is not None else best_name(own)[:_LONGEST]
        kind = words.kind if words is not None else key.partition(":")[0]
        ordered = tuple(sorted(group, key=lambda spelling: (spelling not in own, -spellings[spelling], spelling)))
        rows = sum(spellings[spelling] for spelling in group)
        self.new_units[key] = NewUnit(key, name, kind, ordered, rows, tuple(keys[1:]))
        problems: tuple[Problem, ...] | None = None
        for spelling in group:
            if self._is_answered(spelling) or words is not None or len(keys) > 1:
                told: tuple[Problem, ...] = ()
            else:
                several = self.index.find(spelling)
                if several:
                    told = (self._ambiguous(spelling, [self.index.units[unit_id] for unit_id in several]),)
                else:
                    problems = self._suggestion(key, name) if problems is None else problems
                    told = problems
            self.matches[spelling] = UnitMatch(name, kind, None, key, told)

    def _ambiguous(self, spelling: str, several: Iterable[KnownUnit]) -> Problem:
        units = sorted(several, key=lambda unit: unit.name)
        details: dict[str, object] = {
            "value": spelling,
            "candidates": [unit.name for unit in units],
            "candidate_ids": [str(unit.id) for unit in units],
        }
        return Problem("unit", "unit.ambiguous", Severity.QUESTION, details)

    def _suggestion(self, key: str, name: str) -> tuple[Problem, ...]:
        near = self.index.nearest(key)
        if len(near) > 1:
            return (self._ambiguous(name, [unit for unit, _score in near]),)
        if not near:
            return ()
        unit, score = near[0]
        details: dict[str, object] = {
            "value": name,
            "suggestion": unit.name,
            "suggestion_id": str(unit.id),
            "score": score,
        }
        return (Problem("unit", "unit.suggestion", Severity.QUESTION, details),)


def _body(key: str) -> str:
    return key.partition(":")[2]
