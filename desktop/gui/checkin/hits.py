"""Those whom the typed letters mean: name with the letters marked, unit, group, and how they stand."""

from __future__ import annotations

from collections.abc import Sequence

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
from desktop.domain.search import spans
from desktop.gui.theme import GRID, TONES, Theme
from desktop.gui.widgets.look_chip import paint_chip
from desktop.gui.widgets.rows import Column, RowsModel
from desktop.i18n import _
from desktop.wording.check_in import may_enter, named, standing_chip

_AT_LEAST = 3
"""Hits in sight, however low the window."""
Index = QModelIndex | QPersistentModelIndex


def _spoken(person: DoorPerson) -> str:
    chip = standing_chip(person)
    return ", ".join(part for part in (person.full_name, person.unit, person.role_group, chip and chip.text) if part)


class HitList(QListView):
    """The hits under the field. The keyboard stays in the field; clicking a row is as good as Enter."""

    chosen = Signal(object)
    """DoorPerson: clicked."""
    asked = Signal(object, QPoint)
    """DoorPerson and where: more is wanted to be done with them."""

    def __init__(self, theme: Theme, *, verb: str = "", rows: int = 6) -> None:
        super().__init__()
        self._theme = theme
        self.typed = ""
        self.verb = verb
        """What Enter does with the highlighted person, in a word."""
        self._rows = rows
        self.rows_model: RowsModel[DoorPerson] = RowsModel([Column("name", lambda: _("Full name"), _spoken)], self)
        self.setModel(self.rows_model)
        self.setObjectName("hits")
        self.setItemDelegate(_HitPainter(self, theme))
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
        theme.changed.connect(self.updateGeometry)

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
        """The one highlighted."""
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
        person = self.rows_model.line(index.row())
        self.chosen.emit(person)

    def _on_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid():
            self.setCurrentIndex(index)
            self.asked.emit(self.rows_model.line(index.row()), self.viewport().mapToGlobal(at))

    def row_height(self) -> int:
        """Height of one hit."""
        return self._theme.row_height() + 6

    def sizeHint(self) -> QSize:
        rows = min(max(self.rows_model.rowCount(), 1), self._rows)
        return QSize(self._theme.px(400), rows * self.row_height() + 2)

    def minimumSizeHint(self) -> QSize:
        rows = min(max(self.rows_model.rowCount(), 1), _AT_LEAST)
        return QSize(self._theme.px(200), rows * self.row_height() + 2)


class _HitPainter(QStyledItemDelegate):
    def __init__(self, hits: HitList, theme: Theme) -> None:
        super().__init__(hits)
        self._hits, self._theme = hits, theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._theme.px(200), self._hits.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        person = self._hits.rows_model.line(index.row())
        if not isinstance(person, DoorPerson):
            return
        theme, area = self._theme, QRect(option.rect)
        state = option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(QRectF(area).adjusted(0, 1, 0, -1), 4, 4)
        elif index.row() + 1 < self._hits.rows_model.rowCount():
            painter.setPen(QPen(theme.colour("line")))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(GRID + 2, 0, -GRID, 0)
        inner.setRight(self._paint_standing(painter, person, inner, current))
        self._paint_words(painter, person, inner, option.font)
        painter.restore()

    def _paint_standing(self, painter: QPainter, person: DoorPerson, area: QRect, current: bool) -> int:
        """The chip or the key at the right end; return where the words must end."""
        chip = standing_chip(person)
        key = current and bool(self._hits.verb) and may_enter(person)
        if chip is None and not key:
            return area.right()
        small = QFont(self._hits.font())
        small.setPointSizeF(9 * self._theme.scale)
        painter.setFont(small)
        right = area.right()
        if key:
            words = f"⏎ {self._hits.verb}"
            box = self._box(painter, words, right, area)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.setBrush(self._theme.colour("surface"))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(self._theme.colour("accent"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            right = round(box.left()) - GRID
        if chip is not None:
            box = self._box(painter, chip.text, right, area)
            ink, ground = (self._theme.colour(name) for name in TONES[chip.tone])
            paint_chip(painter, box, chip.text, ink, ground)
            right = round(box.left()) - GRID
        return right

    def _box(self, painter: QPainter, words: str, right: int, area: QRect) -> QRectF:
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(words) + 2 * GRID, metrics.height() + 6
        return QRectF(right - width + 0.5, area.center().y() - height / 2 + 0.5, width - 1, height - 1)

    def _paint_words(self, painter: QPainter, person: DoorPerson, area: QRect, font: QFont) -> None:
        """Columns at the same places in every row, whatever stands at its end."""
        theme, whole = self._theme, self._hits.viewport().width() - 2 * GRID
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        wide = whole > theme.px(560)
        name_end, unit_end = (0.36, 0.68) if wide else (0.5, 1.0)
        edges = [(area.left(), area.left() + round(whole * name_end))]
        edges.append((edges[0][1], area.left() + round(whole * unit_end)))
        edges.append((edges[1][1], area.right()))
        quiet = theme.colour("muted")
        texts = (
            (named(person), bold, theme.colour("text")),
            (person.unit, font, theme.colour("text")),
            (person.role_group, font, quiet),
        )
        for (left, end), (text, face, colour) in zip(edges, texts, strict=True):
            room = min(end, area.right()) - left - GRID
            if room < theme.px(24) or not text:
                continue
            painter.setFont(face)
            painter.setPen(colour)
            self._paint_text(painter, text, QRect(left, area.top(), room, area.height()))

    def _paint_text(self, painter: QPainter, text: str, area: QRect) -> None:
        """The text, cut to its room, the letters found with a soft ground and a line under them."""
        metrics: QFontMetrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.drawText(area, align, shown)
        painter.save()
        painter.setPen(QPen(self._theme.colour("accent"), max(self._theme.px(2), 2)))
        under = area.center().y() + metrics.ascent() // 2 + self._theme.px(5)
        for span in spans(shown.removesuffix("…"), self._hits.typed):
            left = area.left() + metrics.horizontalAdvance(shown[: span.start])
            right = area.left() + metrics.horizontalAdvance(shown[: span.start + span.length])
            painter.drawLine(left, under, right, under)
        painter.restore()
