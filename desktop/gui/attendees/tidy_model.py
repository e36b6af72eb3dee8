"""Proposals as a tree: kinds, the values of each, and the people who have them; ticks and changed words kept beside."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QFont

from desktop.domain.phones import format_phone
from desktop.domain.tidying import Concerned, Proposal, TidyKind
from desktop.gui.theme import Theme
from desktop.i18n import _
from desktop.wording import field
from desktop.wording.formats import attendees_text, code_text, number_text
from desktop.wording.tidying import kind_title, proposals_text, reason

BEFORE, AFTER, COUNT, FIELD, WHY = range(5)
_PLACES = 1 << 20
"""So many rows a branch can have: an index keeps its kind and its proposal in one number."""
_AT_ONCE = 100
"""So many lines of a kind more, each time the end of what is there is scrolled to."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ON, _PARTLY, _OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A line of the tree: its kind and its row there, and which proposal it is; a heading is none."""

    kind: TidyKind
    row: int
    value: tuple[str, ...] | None


class TidyModel(QAbstractItemModel):
    """The tree. What was ticked, unticked or rewritten stays so when the proposals are read again."""

    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: list[tuple[TidyKind, list[Proposal]]] = []
        self._fetched: list[int] = []
        """How many lines of each kind the view knows of: a tree asks much of each line."""
        self._ticks: dict[tuple[str, ...], bool] = {}
        self._words: dict[tuple[str, ...], str] = {}

    def show(self, proposals: Sequence[Proposal]) -> None:
        """Show these."""
        self.beginResetModel()
        kinds: dict[TidyKind, list[Proposal]] = {}
        for each in proposals:
            kinds.setdefault(each.kind, []).append(each)
        known = {kind: count for (kind, _group), count in zip(self._groups, self._fetched, strict=True)}
        self._groups = [(kind, kinds[kind]) for kind in TidyKind if kind in kinds]
        self._fetched = [min(max(_AT_ONCE, known.get(kind, 0)), len(group)) for kind, group in self._groups]
        self.endResetModel()
        self.chosen_changed.emit()

    def chosen(self) -> list[Proposal]:
        """What is ticked, as the organizer wants it written."""
        return [self._rewritten(each) for _kind, group in self._groups for each in group if self._ticked(each)]

    def proposal(self, index: _Index) -> Proposal | None:
        """The proposal of a line, or of the people under it; None for a kind."""
        kind, place, _person = _path(index)
        return None if kind < 0 or place < 0 else self._groups[kind][1][place]

    def place(self, index: _Index) -> Place | None:
        """Where the keyboard stands, to come back to when other proposals are shown; None for nowhere."""
        kind, row, _person = _path(index)
        proposal = self.proposal(index)
        return None if kind < 0 else Place(self._groups[kind][0], row, proposal.value if proposal else None)

    def nearest(self, place: Place) -> QModelIndex:
        """The line of this place; else the one that took its room, the last of its kind, or the next kind's heading."""
        kinds = [kind for kind, _group in self._groups]
        if place.kind not in kinds:
            order = list(TidyKind)
            later = (row for row, kind in enumerate(kinds) if order.index(kind) > order.index(place.kind))
            return self.index(next(later, len(kinds) - 1), BEFORE)
        number = kinds.index(place.kind)
        heading = self.index(number, BEFORE)
        if place.value is None:
            return heading
        group = self._groups[number][1]
        same = (row for row, each in enumerate(group) if each.value == place.value)
        return self.index(min(next(same, place.row), self._fetched[number] - 1), BEFORE, heading)

    def in_words(self, index: _Index) -> str:
        """The whole of a line, where columns are too narrow for it; "" for a kind."""
        proposal = self.proposal(index)
        if proposal is None:
            return ""
        return f"{proposal.before} → {self._rewritten(proposal).after} · {reason(proposal)}"

    def in_branch(self, index: _Index) -> list[Proposal]:
        """The proposals of a line: of a kind all of them."""
        proposal = self.proposal(index)
        if proposal is not None:
            return [proposal]
        return list(self._groups[index.row()][1]) if index.isValid() else []

    def toggle(self, index: QModelIndex) -> None:
        """Tick the line, or take its tick away; of a kind, all its lines."""
        branch = self.in_branch(index)
        if branch:
            on = not all(map(self._ticked, branch))
            self.setData(index.siblingAtColumn(BEFORE), _ON if on else _OFF, Qt.ItemDataRole.CheckStateRole)

    def _ticked(self, proposal: Proposal) -> bool:
        return self._ticks.get(proposal.value, proposal.sure)

    def _rewritten(self, proposal: Proposal) -> Proposal:
        words = self._words.get(proposal.value)
        return proposal if words is None else dataclasses.replace(proposal, after=words)

    # -- the tree ---------------------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: _Index = _ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        kind, place, _person = _path(parent)
        if kind < 0:
            return self.createIndex(row, column, 0)
        return self.createIndex(row, column, 1 + kind + (0 if place < 0 else (1 + place) * _PLACES))

    def parent(self, child: _Index) -> QModelIndex:  # type: ignore[override]
        kind, place, person = _path(child)
        if place < 0:
            return QModelIndex()
        return self.createIndex(kind, 0, 0) if person < 0 else self.createIndex(place, 0, 1 + kind)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        kind, place, person = _path(parent)
        if kind < 0:
            return len(self._groups)
        if parent.column() > 0 or person >= 0:
            return 0
        return self._fetched[kind] if place < 0 else len(self._groups[kind][1][place].people)

    def canFetchMore(self, parent: _Index) -> bool:
        kind, place, _person = _path(parent)
        return kind >= 0 and place < 0 and self._fetched[kind] < len(self._groups[kind][1])

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            first, total = self._fetched[parent.row()], len(self._groups[parent.row()][1])
            last = min(first + _AT_ONCE, total)
            self.beginInsertRows(parent, first, last - 1)
            self._fetched[parent.row()] = last
            self.endInsertRows()

    def columnCount(self, _parent: _Index = _ROOT) -> int:
        return 5

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if way is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Written now"), _("To be written"), _("Attendees"), _("Field"), _("Why"))[section]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        kind, place, person = _path(index)
        if kind < 0:
            return Qt.ItemFlag.NoItemFlags
        able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if person >= 0:
            return able
        if index.column() == BEFORE:
            able |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == AFTER and place >= 0 and self._groups[kind][1][place].may_be_changed:
            able |= Qt.ItemFlag.ItemIsEditable
        return able

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        kind, place, person = _path(index)
        if kind < 0:
            return None
        if place < 0:
            return self._of_kind(kind, index.column(), role)
        proposal = self._groups[kind][1][place]
        if person >= 0:
            return self._of_person(proposal.people[person], index.column(), role)
        return self._of_proposal(proposal, index.column(), role)

    def _of_kind(self, kind: int, column: int, role: int) -> object:
        title, group = kind_title(self._groups[kind][0]), self._groups[kind][1]
        if role == Qt.ItemDataRole.CheckStateRole and column == BEFORE:
            ticks = {self._ticked(each) for each in group}
            return _PARTLY if len(ticks) > 1 else _ON if ticks == {True} else _OFF
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and column == BEFORE:
            return f"{title} · {proposals_text(len(group))}"
        return None

    def _of_proposal(self, proposal: Proposal, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and column == BEFORE:
            return _ON if self._ticked(proposal) else _OFF
        after = self._words.get(proposal.value, proposal.after)
        if role == Qt.ItemDataRole.EditRole and column == AFTER:
            return after
        if role == Qt.ItemDataRole.AccessibleTextRole and column == BEFORE:
            people = attendees_text(len(proposal.people))
            return ", ".join((f"{proposal.before} → {after}", people, reason(proposal)))
        if role == Qt.ItemDataRole.ForegroundRole:
            quiet = column in (BEFORE, FIELD) or (column == WHY and proposal.sure)
            tone = "muted" if quiet else "warn" if column == WHY else "text"
            return QBrush(self._theme.colour(tone))
        if role == Qt.ItemDataRole.TextAlignmentRole and column == COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            shown = (format_phone(after) if proposal.field == "phone" else after,)
            texts = (proposal.before, *shown, number_text(len(proposal.people)), field.heading(proposal.field))
            return (*texts, reason(proposal))[column]
        return None

    def _of_person(self, person: Concerned, column: int, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return {BEFORE: person.full_name, AFTER: person.unit, WHY: code_text(person.code)}.get(column)
        if role == Qt.ItemDataRole.ForegroundRole and column != BEFORE:
            return QBrush(self._theme.colour("muted"))
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        branch = self.in_branch(index)
        if role == Qt.ItemDataRole.CheckStateRole:
            on = Qt.CheckState(value) is _ON
            self._ticks |= {each.value: on for each in branch}
        elif role == Qt.ItemDataRole.EditRole and len(branch) == 1 and str(value).strip():
            self._words[branch[0].value] = str(value).strip()
            self._ticks[branch[0].value] = True
        else:
            return False
        top = index if index.parent() == QModelIndex() else index.parent()
        kind = self.index(top.row(), 0)
        self.dataChanged.emit(kind, kind)
        last = self.rowCount(kind) - 1
        self.dataChanged.emit(self.index(0, 0, kind), self.index(last, WHY, kind))
        self.chosen_changed.emit()
        return True


def _path(index: _Index) -> tuple[int, int, int]:
    """The places of an index in the tree: kind, proposal, person; -1 where it does not reach so deep."""
    if not index.isValid():
        return -1, -1, -1
    number = index.internalId()
    if number == 0:
        return index.row(), -1, -1
    kind, place = number % _PLACES - 1, number // _PLACES - 1
    return (kind, index.row(), -1) if place < 0 else (kind, place, index.row())
