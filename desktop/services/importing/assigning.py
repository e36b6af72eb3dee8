"""Which person each row is: decided for all rows of one name together, the surest first.

What makes it safe to import a file again:
- A row whose every word is known of somebody writes nothing.
- A row changes somebody only when it fits nobody else as well, and no other row fits that person: clear from both
  sides. Whatever is less clear is a question, and a question changes nothing.
- Each step looks at people as the steps before leave them, and the last questions at everybody who comes in.
- Rows that are one person by the organizer's word are one row before any of this (`answered.join`), and a row whose
  person or values they chose is known again by its very words (`answered.settled_before`).
So whoever a row added or changed knows all of it the next time, and what was a question finds the same people again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from desktop.domain.importing import FieldChange, OnMatch
from desktop.services.importing.answered import Picks, chosen_changes
from desktop.services.importing.matching_people import (
    Candidate,
    Entry,
    Link,
    People,
    Weight,
    as_candidate,
    changed,
    differences,
    equal,
    news,
    unsaid,
)


class MatchOutcome(Enum):
    """Who a row is."""

    NEW = auto()
    """Nobody known: somebody to be added."""
    ONCE_MORE = auto()
    """Perhaps known, and added all the same, as the organizer wishes."""
    KNOWN = auto()
    """Somebody of whom it tells nothing new."""
    CHANGES = auto()
    """Somebody of whom it tells more, or otherwise."""
    TWICE = auto()
    """Somebody whom another row is, and nothing new of them."""
    ASKED = auto()
    """Perhaps one of several, or one whom another row is too, or one whom something contradicts."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who a row is."""

    verdict: MatchOutcome
    candidate: Candidate | None = None
    changes: tuple[FieldChange, ...] = ()
    links: tuple[Link, ...] = ()
    """Whom a row that is asked may be, all equally."""
    rivals: tuple[Entry, ...] = ()
    """The other rows that may be the same person, the first of many."""


_RIVALS = 10
"""So many other rows are named in a question."""

Tell = Callable[[Entry, Decision], None]


@dataclass(slots=True)
class Assigning:
    """Finds out who the rows of an import are; `tell` hears each decision, a row's values already settled."""

    people: People
    on_match: OnMatch
    tell: Tell
    _groups: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def certain(self, entry: Entry, candidate: Candidate, *, answered: bool, picks: Picks | None = None) -> None:
        """By badge code or the organizer's word this person; `picks`: see ImportOptions."""
        telling = differences if answered else news  # who says that the row is this person wants what it says
        told = chosen_changes(candidate, entry, picks) if picks else telling(candidate, entry)
        if answered and candidate.cancelled and (picks or {}).get("state", True):
            told.append(FieldChange("state", "cancelled", "registered"))
        if candidate.claimed_by is not None:
            if told:
                self._ask(entry, [Link(candidate, Weight.SURE)])
            else:
                self._settle(entry, Decision(MatchOutcome.TWICE, candidate))
        elif told and self.on_match is OnMatch.KEEP_BOTH and not answered:
            self._add(entry, MatchOutcome.ONCE_MORE, by_code=True)
        elif told:
            self._change(entry, candidate, told, answered=answered)
        else:
            self._claim(entry, candidate)

    def doubted(self, entry: Entry, candidate: Candidate) -> None:
        """A badge code with another name beside it."""
        if self.on_match is OnMatch.KEEP_BOTH:
            self._add(entry, MatchOutcome.ONCE_MORE, by_code=True)
        else:
            self._ask(entry, [Link(candidate, Weight.DOUBT, ("full_name",))])

    def take(self, entry: Entry) -> None:
        """A row to be matched by name, or by the organizer's word `another` person than all of that name."""
        self._groups[entry.name_key].append(entry)

    def finish(self, step: Callable[[int], None]) -> None:
        """Decide on all rows taken, name after name; `step` hears how many are done."""
        done = 0
        for name_key in list(self._groups):
            group = self._groups.pop(name_key)
            step(done)
            done += len(group)
            if len(group) == 1 and not self.people.bear(name_key):
                self._settle(group[0], Decision(MatchOutcome.NEW))  # nobody will ask for this name again
            else:
                self.people.forget_rows()
                self._name(group)

    # -- the rows of one name -------------------------------------------------------------------------------------------

    def _name(self, group: list[Entry]) -> None:
        everybody, group = group, [entry for entry in group if not entry.another]
        waiting = group
        if self.people.bear(everybody[0].name_key):
            links = {entry: self.people.links(entry) for entry in group}
            for weight in (Weight.SURE, Weight.FITS):
                waiting = self._known(waiting, links, weight)
                if waiting and self.on_match is not OnMatch.KEEP_BOTH:
                    before = len(waiting)
                    waiting = self._changing(waiting, links, weight)
                    if len(waiting) < before:
                        links = {entry: self.people.links(entry) for entry in group}
        left = set(waiting)
        waiting = [entry for entry in everybody if (entry.another or entry in left) and not self._added(entry)]
        if not waiting:
            return
        links = {entry: self.people.links(entry) for entry in group}
        linked = _linked(links)
        for entry in waiting:
            best = [link for link in links[entry] if link.weight is links[entry][0].weight]
            first = best[0].candidate.claimed_by if len(best) == 1 else None
            if first is not None and not differences(as_candidate(first), entry):
                self._settle(entry, Decision(MatchOutcome.TWICE, best[0].candidate))
            elif not self._known_now(entry, links[entry]):
                fitting = linked[best[0].candidate] if len(best) == 1 and first is None else ()
                rivals = [other for other, weight in fitting if other is not entry and weight >= Weight.FITS]
                self._ask(entry, best, rivals[:_RIVALS])

    def _known(self, waiting: list[Entry], links: Mapping[Entry, Sequence[Link]], weight: Weight) -> list[Entry]:
        """Take the rows of which everything is known for who they are, those that say most of it first."""
        covering = {
            entry: found
            for entry in waiting
            if (found := _covering(entry, (link for link in links[entry] if link.weight >= weight)))
        }
        known = [entry for entry in waiting if entry in covering]
        choices = [
            (candidate.cancelled, unsaid(candidate, entry), place, entry, candidate)
            for place, entry in enumerate(known)
            for candidate in covering[entry]
        ]
        for *_rank, entry, candidate in sorted(choices, key=lambda choice: choice[:3]):
            if not entry.settled and candidate.claimed_by is None:
                self._claim(entry, candidate)
        for entry in known:
            if not entry.settled:
                self._settle(entry, Decision(MatchOutcome.TWICE, covering[entry][0]))
        return [entry for entry in waiting if entry not in covering]

    def _changing(self, waiting: list[Entry], links: Mapping[Entry, Sequence[Link]], weight: Weight) -> list[Entry]:
        """Take each row for the person it fits best when no other row fits that person."""
        linked = _linked(links)
        left = []
        for entry in waiting:
            best = [link for link in links[entry] if link.weight >= weight]
            candidate = best[0].candidate if len(best) == 1 and best[0].weight is weight else None
            if candidate is None or candidate.claimed_by is not None or _contested(entry, candidate, linked[candidate]):
                left.append(entry)
            else:
                self._change(entry, candidate, news(candidate, entry))
        return left

    def _added(self, entry: Entry) -> bool:
        """Add a row that may be nobody known, neither registered nor in a row before it."""
        links = [] if entry.another else self.people.links(entry)
        if links and self.on_match is not OnMatch.KEEP_BOTH:
            return False
        if not self._known_now(entry, links):
            self._add(entry, MatchOutcome.ONCE_MORE if links else MatchOutcome.NEW)
        return True

    def _known_now(self, entry: Entry, links: Sequence[Link]) -> bool:
        """Take a row that tells nothing new for who it is, the rows before it in the file being there too."""
        return not self._known([entry], {entry: links}, Weight.FITS)

    # -- deciding -------------------------------------------------------------------------------------------------------

    def _add(self, entry: Entry, verdict: MatchOutcome, *, by_code: bool = False) -> None:
        self._settle(entry, Decision(verdict))
        candidate = as_candidate(entry)
        candidate.claimed_by = entry
        if by_code:
            self.people.add(candidate)
        else:
            self.people.add_row(candidate)

    def _claim(self, entry: Entry, candidate: Candidate) -> None:
        candidate.claimed_by = entry
        self._settle(entry, Decision(MatchOutcome.KNOWN, candidate))

    def _change(self, entry: Entry, candidate: Candidate, told: list[FieldChange], *, answered: bool = False) -> None:
        candidate.claimed_by = entry
        self._settle(entry, Decision(MatchOutcome.CHANGES, candidate, tuple(told)))
        if answered or (self.on_match is OnMatch.UPDATE and not candidate.cancelled):
            changed(candidate, entry, told)
            self.people.add(candidate)

    def _ask(self, entry: Entry, links: Sequence[Link], rivals: Sequence[Entry] = ()) -> None:
        self.tell(entry, Decision(MatchOutcome.ASKED, links=tuple(links), rivals=tuple(rivals)))

    def _settle(self, entry: Entry, decision: Decision) -> None:
        entry.settled = True
        self.tell(entry, decision)


def _linked(links: Mapping[Entry, Sequence[Link]]) -> Mapping[Candidate, list[tuple[Entry, Weight]]]:
    """The rows that may be each person, and how strongly."""
    linked: dict[Candidate, list[tuple[Entry, Weight]]] = defaultdict(list)
    for entry, found in links.items():
        for link in found:
            linked[link.candidate].append((entry, link.weight))
    return linked


def _covering(entry: Entry, links: Iterable[Link]) -> list[Candidate]:
    """Those of whom everything that the row says is known."""
    return [link.candidate for link in links if not news(link.candidate, entry)]


def _contested(entry: Entry, candidate: Candidate, linked: Iterable[tuple[Entry, Weight]]) -> bool:
    """Whether another row fits the same person too, or says of them only what is known."""
    return any(
        other is not entry and (weight >= Weight.FITS or not news(candidate, other)) and not equal(other, entry)
        for other, weight in linked
    )
