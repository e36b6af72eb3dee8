"""Which role group a text names: its title, a title with words around it, or a new group."""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from desktop.domain.names import fold, normalise
from desktop.domain.units import UnitKind, recase_group
from desktop.services.groups import merged
from desktop.store.tables import RoleGroup
from desktop.store.transaction import Transaction

_LONGEST = 255
# Words that say only that a group is meant, and other names of the groups a unit's kind makes.
_GENERIC = re.compile(r"^(?:(?:nhom|khoi|doi tuong|thanh phan|cac|cap|dai bieu|can bo|cong chuc|ubnd)\b[\s:,.-]*)+")
_OTHER_NAMES = {
    "truong": UnitKind.PUBLIC_SCHOOL, "truong hoc": UnitKind.PUBLIC_SCHOOL, "nha truong": UnitKind.PUBLIC_SCHOOL,
    "giao duc": UnitKind.PUBLIC_SCHOOL, "phong ban": UnitKind.SPECIALISED_AGENCY,
    "phong ban chuyen mon": UnitKind.SPECIALISED_AGENCY, "xa phuong": UnitKind.WARD, "phuong xa": UnitKind.WARD,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """A role group of the conference."""

    id: uuid.UUID
    title: str
    folded: str
    unit_kind: str


class GroupMatcher:
    """Matches the texts of one import to role groups; those it does not know become new ones.

    The groups that the import itself makes count for all of its texts, so that it reads them alike the next time.
    """

    def __init__(self, tx: Transaction, conference_id: uuid.UUID, texts: Iterable[str]) -> None:
        query = select(RoleGroup.id, RoleGroup.title, RoleGroup.folded, RoleGroup.unit_kind)
        rows = tx.execute(query.where(RoleGroup.conference_id == conference_id).order_by(RoleGroup.place))
        self.groups = [KnownGroup(*row) for row in rows]
        self.new: dict[str, str] = {}
        """Folded title -> title, in the order met."""
        self._of_kind: dict[str, str] = {}
        for group in reversed(self.groups):
            if group.unit_kind:
                self._of_kind[group.unit_kind] = group.title
        self._known: dict[str, str] = {}
        self._by_core: dict[str, set[str]] = defaultdict(set)
        self._by_part: dict[str, set[str]] = defaultdict(set)
        for group in self.groups:
            self._know(group.folded, group.title)
        titles = {group.id: group.title for group in self.groups}
        for folded, key in merged(tx, conference_id).items():
            if folded not in self._known:
                self._know(folded, titles[key])
        cleaned = {text: normalise(text)[:_LONGEST] for text in texts}
        known = -1
        while known != len(self.new):  # a new group may make a text mean two
            known = len(self.new)
            self._titles = {text: self._find(clean) for text, clean in cleaned.items()}

    def proposed(self, unit_kind: str) -> str:
        """The group that a unit's kind proposes; "" for none."""
        return self._of_kind.get(unit_kind, "")

    def title(self, text: str) -> str:
        """The title of the group that one of the texts names, which is a new group when no other fits."""
        return self._titles[text]

    def _find(self, text: str) -> str:
        folded = fold(text)
        if not folded:
            return ""
        if folded in self._known:
            return self._known[folded]
        bare = _core(folded)
        alike = self._by_core.get(bare, set()) | self._by_part.get(folded, set())
        alike |= {self._known[part] for part in _parts(folded) if part in self._known}
        if len(alike) == 1:
            return next(iter(alike))
        kind = _OTHER_NAMES.get(bare)
        if not alike and kind is not None and self.proposed(kind):
            return self.proposed(kind)
        title = self.new[folded] = recase_group(text)
        self._know(folded, title)
        return title

    def _know(self, folded: str, title: str) -> None:
        self._known[folded] = title
        self._by_core[_core(folded)].add(title)
        for part in _parts(folded):
            self._by_part[part].add(title)


@lru_cache(4_096)
def _core(folded: str) -> str:
    return _GENERIC.sub("", folded) or folded


def _parts(text: str) -> set[str]:
    """All that stands in a text in whole words; a single word ("phường") stands in too many texts to tell."""
    words = text.split(" ")
    return {" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 2, len(words) + 1)}
