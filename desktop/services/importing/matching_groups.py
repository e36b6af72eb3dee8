"""Which role group a text names: its title, a title with words around it, or a new group."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.names import fold, normalise
from desktop.domain.units import UnitKind, recase_group
from desktop.store.tables import RoleGroup

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
    """Matches the texts of one import to role groups; those it does not know become new ones."""

    def __init__(self, tx: Session, conference_id: uuid.UUID) -> None:
        query = select(RoleGroup.id, RoleGroup.title, RoleGroup.folded, RoleGroup.unit_kind)
        rows = tx.execute(query.where(RoleGroup.conference_id == conference_id).order_by(RoleGroup.place))
        self.groups = [KnownGroup(*row) for row in rows]
        self.new: dict[str, str] = {}
        """Folded title -> title, in the order met."""
        self._titles: dict[str, str] = {}
        self._of_kind: dict[str, str] = {}
        for group in reversed(self.groups):
            if group.unit_kind:
                self._of_kind[group.unit_kind] = group.title

    def proposed(self, unit_kind: str) -> str:
        """The group that a unit's kind proposes; "" for none."""
        return self._of_kind.get(unit_kind, "")

    def title(self, text: str) -> str:
        """The title of the group a text names, which is a new group when no other fits."""
        known = self._titles.get(text)
        if known is None:
            known = self._titles[text] = self._find(text)
        return known

    def _find(self, text: str) -> str:
        text = normalise(text)[:_LONGEST]
        folded = fold(text)
        if not folded:
            return ""
        bare = _core(folded)
        for group in self.groups:
            if group.folded == folded:
                return group.title
        alike = {group.title for group in self.groups if _core(group.folded) == bare or _holds(group.folded, folded)}
        if len(alike) == 1:
            return alike.pop()
        kind = _OTHER_NAMES.get(bare)
        if not alike and kind is not None and self.proposed(kind):
            return self.proposed(kind)
        return self.new.setdefault(folded, recase_group(text))


@lru_cache(4_096)
def _core(folded: str) -> str:
    return _GENERIC.sub("", folded) or folded


def _holds(title: str, text: str) -> bool:
    """Whether one says the other in whole words; a single word ("phường") stands in too many texts to tell."""
    short, long = sorted((title, text), key=len)
    return short.count(" ") > 0 and f" {short} " in f" {long} "
