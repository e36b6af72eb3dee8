"""Proposals as a tree: kinds, the values of each, and the people who have them; ticks and changed words kept beside."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QFont

from desktop.domain.phones import format_phone
from desktop.domain.tidying import Concerned, Proposal, TidyKind
from desktop.gui.theme import Theme
from desktop.gui.widgets.text import tip
from desktop.i18n import _
from desktop.wording import field
from desktop.wording.formats import attendees_text, code_text, number_text
from desktop.wording.tidying import kind_title, proposals_text, reason

BEFORE, AFTER, COUNT, FIELD, WHY = range(5)
_PLACES = 1 << 20
"""So many rows a branch can have: an index keeps its kind and its proposal in one number."""
_AT_ONCE = 100
"""So many lines of a kind at least, and more, each time the end of those that the view knows comes into sight."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_COLUMNS = 5
_ABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TICKED, _REWRITTEN = _ABLE | Qt.ItemFlag.ItemIsUserCheckable, _ABLE | Qt.ItemFlag.ItemIsEditable
_ON, _PARTLY, _OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A line of the tree: its kind and its row there, and which proposal it is; a heading is none."""

    kind: TidyKind
    row: int
    value: tuple[str, ...] | None


@dataclasses.dataclass(slots=True)
class _Line:
    """A proposal, and what the organizer made of it."""

    proposal: Proposal
    value: tuple[str, ...]
    ticked: bool
    words: str | None = None

    def rewritten(self) -> Proposal:
        """The proposal as the organizer wants it written."""
        return self.proposal if self.words is None else dataclasses.replace(self.proposal, after=self.words)


class TidyModel(QAbstractItemModel):
    """The tree. What was ticked, unticked or rewritten stays so when the proposals are read again."""

    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: list[tuple[TidyKind, list[_Line]]] = []
        self._fetched: list[int] = []
        """How many lines of each kind the view knows of: a tree asks much of each line."""
        self._told: dict[tuple[str, ...], _Line] = {}
        """The lines that were ticked, unticked or rewritten."""

    def show(self, proposals: Sequence[Proposal]) -> None:
        """Show these."""
        self.beginResetModel()
        kinds: dict[TidyKind, list[_Line]] = {}
        for each in proposals:
            line = _Line(each, each.value, each.sure)
            if told := self._told.get(line.value):
                line.ticked, line.words = told.ticked, told.words
                self._told[line.value] = line
            kinds.setdefault(each.kind, []).append(line)
        known = {kind: count for (kind, _group), count in zip(self._groups, self._fetched, strict=True)}
        self._groups = [(kind, kinds[kind]) for kind in TidyKind if kind in kinds]
        self._fetched = [min(max(_AT_ONCE, known.get(kind, 0)), len(group)) for kind, group in self._groups]
        self.endResetModel()
        self.chosen_changed.emit()

    def chosen(self) -> list[Proposal]:
        """What is ticked, as the organizer wants it written."""
        return [line.rewritten() for _kind, group in self._groups for line in group if line.ticked]

    def chosen_count(self) -> int:
        """How many are ticked."""
        return sum(line.ticked for _kind, group in self._groups for line in group)

    def proposal(self, index: _Index) -> Proposal | None:
        """The proposal of a line, or of the people under it; None for a kind."""
        line = self._line(index)
        return None if line is None else line.proposal

    def _line(self, index: _Index) -> _Line | None:
        kind, place, _person = _path(index)
        return None if kind < 0 or place < 0 else self._groups[kind][1][place]

    def place(self, index: _Index) -> Place | None:
        """Where the keyboard stands, to come back to when other proposals are shown; None for nowhere."""
        kind, row, _person = _path(index)
        line = self._line(index)
        return None if kind < 0 else Place(self._groups[kind][0], row, None if line is None else line.value)

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
        line = self._line(index)
        if line is None:
            return ""
        return f"{line.proposal.before} → {line.rewritten().after} · {reason(line.proposal)}"

    def toggle(self, index: QModelIndex) -> None:
        """Tick the line, or take its tick away; of a kind, all its lines."""
        branch = self._branch(index)
        if branch:
            on = not all(line.ticked for line in branch)
            self.setData(index.siblingAtColumn(BEFORE), _ON if on else _OFF, Qt.ItemDataRole.CheckStateRole)

    def _branch(self, index: _Index) -> list[_Line]:
        """A line; of a kind all its lines."""
        line = self._line(index)
        if line is not None:
            return [line]
        return self._groups[index.row()][1] if index.isValid() else []

    # -- the tree ---------------------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: _Index = _ROOT) -> QModelIndex:
        kind, place, person = _path(parent)
        if kind < 0:
            known, number = len(self._groups), 0
        elif place < 0:
            known, number = self._fetched[kind], 1 + kind
        else:
            known, number = len(self._groups[kind][1][place].proposal.people), 1 + kind + (1 + place) * _PLACES
        within = 0 <= row < known and 0 <= column < _COLUMNS and person < 0
        return self.createIndex(row, column, number) if within else QModelIndex()

    def hasChildren(self, parent: _Index = _ROOT) -> bool:
        """By itself quicker than by the numbers of rows and columns: a tree asks it of every line it knows, often."""
        return not parent.isValid() or (parent.column() == 0 and parent.internalId() < _PLACES)

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
        return self._fetched[kind] if place < 0 else len(self._groups[kind][1][place].proposal.people)

    def show_more(self, index: _Index) -> bool:
        """Where this is the last line of its kind that the view knows, let it know more; False where it is not.

        Not by Qt's own way of fetching: a tree fetches of every open branch whenever it lays its lines out anew.
        """
        kind, place, _person = _path(index)
        known = self._fetched[kind] if kind >= 0 else 0
        if place < 0 or place + 1 < known or known == len(self._groups[kind][1]):
            return False
        last = min(known + max(_AT_ONCE, known // 4), len(self._groups[kind][1]))
        self.beginInsertRows(self.index(kind, BEFORE), known, last - 1)
        self._fetched[kind] = last
        self.endInsertRows()
        return True

    def columnCount(self, _parent: _Index = _ROOT) -> int:
        return _COLUMNS

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if way is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Written now"), _("To be written"), _("Attendees"), _("Field"), _("Why"))[section]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.internalId() >= _PLACES:
            return _ABLE
        if index.column() == BEFORE:
            return _TICKED
        line = self._line(index) if index.column() == AFTER else None
        return _REWRITTEN if line is not None and line.proposal.may_be_changed else _ABLE

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(str(self.data(index) or "")) or None
        kind, place, person = _path(index)
        if kind < 0:
            return None
        if place < 0:
            return self._of_kind(kind, index.column(), role)
        line = self._groups[kind][1][place]
        if person >= 0:
            return self._of_person(line.proposal.people[person], index.column(), role)
        return self._of_line(line, index.column(), role)

    def _of_kind(self, kind: int, column: int, role: int) -> object:
        title, group = kind_title(self._groups[kind][0]), self._groups[kind][1]
        if role == Qt.ItemDataRole.CheckStateRole and column == BEFORE:
            ticks = {line.ticked for line in group}
            return _PARTLY if len(ticks) > 1 else _ON if ticks == {True} else _OFF
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and column == BEFORE:
            return f"{title} · {proposals_text(len(group))}"
        return None

    def _of_line(self, line: _Line, column: int, role: int) -> object:
        proposal = line.proposal
        if role == Qt.ItemDataRole.CheckStateRole and column == BEFORE:
            return _ON if line.ticked else _OFF
        after = proposal.after if line.words is None else line.words
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
        if role == Qt.ItemDataRole.DisplayRole:
            shown = (format_phone(after) if proposal.field == "phone" else after,)
            texts = (proposal.before, *shown, number_text(len(proposal.people)), field.heading(proposal.field))
            return (*texts, reason(proposal))[column]
        return None

    def _of_person(self, person: Concerned, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return {BEFORE: person.full_name, AFTER: person.unit, WHY: code_text(person.code)}.get(column)
        if role == Qt.ItemDataRole.ForegroundRole and column != BEFORE:
            return QBrush(self._theme.colour("muted"))
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        branch = self._branch(index)
        if role == Qt.ItemDataRole.CheckStateRole:
            on = Qt.CheckState(value) is _ON
            for line in branch:
                line.ticked = on
        elif role == Qt.ItemDataRole.EditRole and len(branch) == 1 and str(value).strip():
            branch[0].words, branch[0].ticked = str(value).strip(), True
        else:
            return False
        self._told |= {line.value: line for line in branch}
        kind, place, _person = _path(index)
        heading = self.index(kind, BEFORE)
        # A view looks at each line it is told of: one line, or those of a kind that were fetched.
        first, last = (0, self._fetched[kind] - 1) if place < 0 else (place, place)
        self.dataChanged.emit(self.index(first, BEFORE, heading), self.index(last, WHY, heading))
        self.dataChanged.emit(heading, heading)
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
