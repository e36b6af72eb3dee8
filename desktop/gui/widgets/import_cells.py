"""How the cells of the import preview are painted: signs, old values struck through, doubtful ones underlined."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.domain.importing import FieldChange, Severity
from desktop.gui.import_draft import Look
from desktop.gui.import_words import shown_value
from desktop.gui.models.import_preview import (
    CHANGE_ROLE,
    ISSUES_COLUMN,
    LOOK_COLUMN,
    LOOK_ROLE,
    SEVERITY_ROLE,
    ImportPreviewModel,
)
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.look_chip import paint_badge
from desktop.i18n import _

Index = QModelIndex | QPersistentModelIndex

_INKS = {Severity.ERROR: "bad", Severity.QUESTION: "warn", Severity.WARNING: "warn", Severity.INFO: "muted"}


class ImportCellDelegate(QStyledItemDelegate):
    """Paints the preview's cells."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.choices: dict[str, list[str]] = {}
        """Names to offer while a cell of the field is edited."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line that proposes known names, found without their beginning."""
        editor = super().createEditor(parent, option, index)
        names = self.choices.get(_column(index))
        if names and isinstance(editor, QLineEdit):
            completer = QCompleter(names, editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            editor.setCompleter(completer)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """A new plan must not wipe what is being typed."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Wide enough for both sides of a change."""
        hint = super().sizeHint(option, index)
        change = index.data(CHANGE_ROLE)
        if isinstance(change, FieldChange):
            metrics = QFontMetrics(option.font)
            text = f"{shown_value(change.field, change.before)}  {shown_value(change.field, change.after)}"
            hint.setWidth(metrics.horizontalAdvance(text) + 3 * GRID)
        return hint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        name = _column(index)
        severity: Severity | None = index.data(SEVERITY_ROLE)
        change: FieldChange | None = index.data(CHANGE_ROLE)
        plain = option.widget.style() if option.widget else None
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        special = name in (LOOK_COLUMN, ISSUES_COLUMN) or change is not None or severity is not None
        if not special or plain is None:
            super().paint(painter, option, index)
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        plain.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)
        painter.save()
        painter.setClipRect(option.rect)
        metrics = QFontMetrics(option.font)
        rect = QRect(option.rect).adjusted(GRID, 0, -GRID // 2, -1)
        painter.setFont(option.font)
        if name == LOOK_COLUMN:
            look: Look = index.data(LOOK_ROLE)
            paint_badge(painter, self._theme, look, QPointF(option.rect.center()), metrics)
        elif name == ISSUES_COLUMN:
            painter.setPen(self._theme.colour(_INKS[severity] if severity else "muted"))
            self._draw(painter, rect, text, metrics)
        elif change is not None:
            self._draw_change(painter, rect, change, option.font, metrics)
        else:
            self._draw_doubtful(painter, rect, text, severity or Severity.INFO, metrics)
        painter.restore()

    @staticmethod
    def _draw(painter: QPainter, rect: QRect, text: str, metrics: QFontMetrics) -> None:
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)

    def _draw_change(
        self, painter: QPainter, rect: QRect, change: FieldChange, font: QFont, metrics: QFontMetrics
    ) -> None:
        before, after = shown_value(change.field, change.before), shown_value(change.field, change.after)
        left = rect
        if before:
            room = rect.width() - metrics.horizontalAdvance(after) - GRID
            old = metrics.elidedText(before, Qt.TextElideMode.ElideRight, max(room, 3 * GRID))
            struck = QFont(font)
            struck.setStrikeOut(True)
            painter.setFont(struck)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, old)
            left = rect.adjusted(metrics.horizontalAdvance(old) + GRID - 2, 0, 0, 0)
            painter.setFont(font)
        painter.setPen(self._theme.colour("accent"))
        self._draw(painter, left, after, metrics)

    def _draw_doubtful(
        self, painter: QPainter, rect: QRect, text: str, severity: Severity, metrics: QFontMetrics
    ) -> None:
        ink = self._theme.colour(_INKS[severity])
        if not text:
            painter.setPen(ink)
            self._draw(painter, rect, _("(blank)"), metrics)
            return
        painter.setPen(self._theme.colour("text"))
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
        if severity is Severity.INFO:
            return
        below = rect.center().y() + metrics.height() // 2 + 2
        style = Qt.PenStyle.SolidLine if severity is not Severity.WARNING else Qt.PenStyle.DotLine
        painter.setPen(QPen(ink, 2, style))
        painter.drawLine(rect.left(), below, rect.left() + metrics.horizontalAdvance(elided), below)


def _column(index: Index) -> str:
    model = index.model()
    return model.column_name(index.column()) if isinstance(model, ImportPreviewModel) else ""
