"""Those whom the typed letters mean: name with the letters marked, unit, position, and how they stand; and whole units."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.domain.attendance import DoorPerson
from desktop.domain.door_choice import NUMBERED, DoorChoice, Row
from desktop.domain.finder import DoorUnit, Finder
from desktop.domain.search import spans
from desktop.gui.theme import GRID, TONES, Theme
from desktop.gui.widgets.look_chip import paint_chip
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.i18n import _
from desktop.wording.check_in import Chip, may_enter, named, own_point, standing_chip, unit_chip

_AT_LEAST, _AT_LEAST_LARGE = 3, 2
"""Hits in sight, however low the window; with large letters."""
_LARGE = 1.5
_POINT = 170
"""Pixels, at 100 % text, of the name of a point in a row."""
Index = QModelIndex | QPersistentModelIndex


def _spoken(row: Row) -> str:
    if isinstance(row, DoorUnit):
        return f"{row.unit}, {unit_chip(row).text}"
    chip = standing_chip(row)
    return ", ".join(part for part in (row.full_name, row.unit, row.position, chip and chip.text) if part)


class HitList(QListView):
    """The hits under the field. The keyboard stays in the field; clicking a row is as good as Enter."""

    chosen = Signal(object)
    """The row clicked."""
    asked = Signal(object, QPoint)
    """DoorPerson and where: more is wanted to be done with them."""

    def __init__(self, theme: Theme, *, verb: str = "", rows: int = 6) -> None:
        super().__init__()
        self._theme = theme
        self.typed = ""
        self.verb = verb
        """What Enter does with the highlighted person, in a word."""
        self._rows = rows
        self.numbered = False
        """Whether the rows have numbers, which are keys."""
        self.means: Row | None = None
        """The row that Enter takes."""
        self.born: Mapping[uuid.UUID, int] = {}
        """Years of birth, as far as they are known here."""
        self.namesakes: Collection[uuid.UUID] = ()
        """Those who share their name with somebody else of the conference."""
        self.rows_model: RowsModel[Row] = RowsModel([TableColumn("name", lambda: _("Full name"), self._spoken)], self)
        self.setModel(self.rows_model)
        self._dress()
        theme.changed.connect(self.updateGeometry)

    def _dress(self) -> None:
        self.setObjectName("hits")
        self.setItemDelegate(_HitPainter(self, self._theme))
        self.setAccessibleName(_("People found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.clicked.connect(self._on_clicked)

    def _spoken(self, row: Row) -> str:
        number = self.rows_model.rows().index(row) + 1 if self.numbered else 0
        words = [f"{number}" if 0 < number <= NUMBERED else "", _spoken(row)]
        if isinstance(row, DoorPerson) and row.id in self.namesakes:
            words.append(_("same name"))
        if isinstance(row, DoorPerson):
            words.append(own_point(row))
        return ", ".join(filter(None, words))

    def show_choice(self, choice: DoorChoice, finder: Finder) -> None:
        """Show what the door chooses among, as it stands."""
        self.typed, self.numbered, self.means = choice.text, choice.choosing, choice.means
        people = [row for row in choice.rows if isinstance(row, DoorPerson)]
        self.namesakes = {person.id for person in people if finder.has_namesake(person)}
        self.rows_model.set_rows(choice.rows)
        if choice.rows:
            self.setCurrentIndex(self.rows_model.index(choice.at, 0))
        self.updateGeometry()

    def show_hits(self, people: Sequence[DoorPerson], typed: str) -> None:
        """Show these; the one highlighted before stays so when they are still here and the words are the same."""
        before = self.current()
        same = typed == self.typed
        self.typed = typed
        self.rows_model.set_rows(people)
        ids = [person.id for person in people]
        place = ids.index(before.id) if same and before is not None and before.id in ids else 0
        if people:
            self.setCurrentIndex(self.rows_model.index(place, 0))
        self.updateGeometry()

    def current(self) -> DoorPerson | None:
        """The person highlighted."""
        index = self.currentIndex()
        line = self.rows_model.line(index.row()) if index.isValid() else None
        return line if isinstance(line, DoorPerson) else None

    def step(self, by: int) -> None:
        """Highlight another."""
        count = self.rows_model.rowCount()
        if count:
            place = min(max(self.currentIndex().row() + by, 0), count - 1)
            self.setCurrentIndex(self.rows_model.index(place, 0))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows_model.line(index.row()))

    def _on_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        person = self.rows_model.line(index.row()) if index.isValid() else None
        if isinstance(person, DoorPerson):
            self.setCurrentIndex(index)
            self.asked.emit(person, self.viewport().mapToGlobal(at))

    def row_height(self) -> int:
        """Height of one hit."""
        return self._theme.row_height() + 6

    def sizeHint(self) -> QSize:
        rows = min(max(self.rows_model.rowCount(), 1), NUMBERED if self.numbered else self._rows)
        return QSize(self._theme.px(400), rows * self.row_height() + 2)

    def minimumSizeHint(self) -> QSize:
        least = _AT_LEAST if self._theme.scale < _LARGE else _AT_LEAST_LARGE
        rows = min(max(self.rows_model.rowCount(), 1), least)
        return QSize(self._theme.px(200), rows * self.row_height() + 2)


class _HitPainter(QStyledItemDelegate):
    def __init__(self, hits: HitList, theme: Theme) -> None:
        super().__init__(hits)
        self._hits, self._theme = hits, theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._theme.px(200), self._hits.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._hits.rows_model.line(index.row())
        if not isinstance(row, DoorPerson | DoorUnit):
            return
        theme, area = self._theme, QRect(option.rect)
        state = option.state
        hits = self._hits
        current = bool(state & QStyle.StateFlag.State_Selected) and (not hits.numbered or row == hits.means)
        painter.save()
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(QRectF(area).adjusted(0, 1, 0, -1), 4, 4)
        elif index.row() + 1 < self._hits.rows_model.rowCount():
            painter.setPen(QPen(theme.colour("line")))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(GRID + 2, 0, -GRID, 0)
        inner.setRight(self._paint_end(painter, row, inner, current))
        inner.setLeft(self._paint_number(painter, index.row(), inner))
        self._paint_words(painter, row, inner, option.font)
        painter.restore()

    def _paint_end(self, painter: QPainter, row: Row, area: QRect, current: bool) -> int:
        """The chips and the key at the right end; return where the words must end."""
        small = QFont(self._hits.font())
        small.setPointSizeF(9 * self._theme.scale)
        painter.setFont(small)
        right = area.right()
        if current and (words := self._enter_words(row)):
            right = self._paint_key(painter, words, self._box(painter, words, right, area))
        chips = [unit_chip(row) if isinstance(row, DoorUnit) else standing_chip(row)]
        if isinstance(row, DoorPerson) and row.id in self._hits.namesakes:
            chips.append(Chip(_("same name"), "warn"))
        if isinstance(row, DoorPerson) and (point := own_point(row)):
            room = self._theme.px(_POINT)
            chips.append(Chip(painter.fontMetrics().elidedText(point, Qt.TextElideMode.ElideRight, room), "plain"))
        for chip in filter(None, chips):
            box = self._box(painter, chip.text, right, area)
            ink, ground = (self._theme.colour(name) for name in TONES[chip.tone])
            paint_chip(painter, box, chip.text, ink, ground)
            right = round(box.left()) - GRID
        return right

    def _enter_words(self, row: Row) -> str:
        """What Enter does with the row highlighted, if it does something with it."""
        hits = self._hits
        if not hits.verb:
            return ""
        if row != hits.means:
            words = "" if hits.numbered else _("choose")
        elif isinstance(row, DoorUnit):
            words = _("open the list")
        else:
            words = hits.verb if may_enter(row) else ""
        return words and f"⏎ {words}"

    def _paint_key(self, painter: QPainter, words: str, box: QRectF) -> int:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(self._theme.colour("accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return round(box.left()) - GRID

    def _paint_number(self, painter: QPainter, place: int, area: QRect) -> int:
        """The row's number as a key; return where its words begin."""
        if not self._hits.numbered:
            return area.left()
        painter.setFont(self._hits.font())
        side = painter.fontMetrics().height() + 6
        if place < NUMBERED:
            top = area.center().y() - side / 2 + 0.5
            self._paint_key(painter, str(place + 1), QRectF(area.left() + 0.5, top, side, side - 1))
        return area.left() + side + GRID

    def _box(self, painter: QPainter, words: str, right: int, area: QRect) -> QRectF:
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(words) + 2 * GRID, metrics.height() + 6
        return QRectF(right - width + 0.5, area.center().y() - height / 2 + 0.5, width - 1, height - 1)

    def _paint_words(self, painter: QPainter, row: Row, area: QRect, font: QFont) -> None:
        """Columns at the same places in every row, whatever stands at its end."""
        theme, whole = self._theme, self._hits.viewport().width() - 2 * GRID
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        text, quiet = theme.colour("text"), theme.colour("muted")
        if isinstance(row, DoorUnit):
            cells = [(row.unit, bold, text, 1.0)]
        else:
            year = self._hits.born.get(row.id)
            name = f"{named(row)} · {year}" if year else named(row)
            wide = whole > theme.px(560)
            cells = [(name, bold, text, 0.36 if wide else 0.46)]
            if wide:
                cells += [(row.unit, font, text, 0.68), (row.position or row.role_group, font, quiet, 1.0)]
            else:
                cells.append((" · ".join(filter(None, (row.unit, row.position))), font, text, 1.0))
        left = area.left()
        for words, face, colour, share in cells:
            end = area.left() + round(whole * share)
            room = min(end, area.right()) - left - GRID
            if room >= theme.px(24) and words:
                painter.setFont(face)
                painter.setPen(colour)
                self._paint_text(painter, words, QRect(left, area.top(), room, area.height()), name=face is bold)
            left = end

    def _paint_text(self, painter: QPainter, text: str, area: QRect, *, name: bool) -> None:
        """The text, cut to its room, the letters found with a soft ground and a line under them."""
        metrics: QFontMetrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.drawText(area, align, shown)
        painter.save()
        painter.setPen(QPen(self._theme.colour("accent"), max(self._theme.px(2), 2)))
        under = area.center().y() + metrics.ascent() // 2 + self._theme.px(5)
        for span in spans(shown.removesuffix("…"), self._hits.typed, anywhere=name):
            left = area.left() + metrics.horizontalAdvance(shown[: span.start])
            right = area.left() + metrics.horizontalAdvance(shown[: span.start + span.length])
            painter.drawLine(left, under, right, under)
        painter.restore()
