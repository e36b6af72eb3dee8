"""How the cells of the import preview are painted: signs, old values struck through, doubtful ones underlined."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.domain.importing import FieldChange, Severity
from desktop.gui.importing.cell_text import FIRST_FIELDS, ISSUES_COLUMN, LOOK_COLUMN, ROW_COLUMN
from desktop.gui.importing.preview import CHANGE_ROLE, ImportPreviewModel
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.look_chip import paint_badge
from desktop.i18n import _
from desktop.wording.import_preview import shown_value

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
        """Paint one cell; the style sheet's own painting is too slow for a page of rows in a frame."""
        model = index.model()
        if not isinstance(model, ImportPreviewModel):
            return
        name, text, severity, change = model.cell(index.row(), index.column())
        across = model.across(index.row())
        theme, whole, metrics = self._theme, option.rect, option.fontMetrics
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, theme.colour("selection"))
        elif across:
            painter.fillRect(whole, theme.colour("section"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        if across:
            self._frame_row(painter, whole, index)
        elif option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(whole.adjusted(0, 0, -1, -2))
        rect = whole.adjusted(GRID, 0, -GRID // 2, -1)
        painter.setFont(option.font)
        if name == LOOK_COLUMN:
            painter.save()
            paint_badge(painter, theme, model.look(index.row()), QPointF(whole.center()), metrics)
            painter.restore()
        elif name == ROW_COLUMN:
            painter.setPen(theme.colour("muted" if across else "text"))
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, whole.width() - 2)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        elif across and name != ISSUES_COLUMN:
            self._draw_across(painter, whole, index, model, metrics)
        elif change is not None:
            self._draw_change(painter, rect, change, option.font, metrics)
        elif name == ISSUES_COLUMN or severity is None:
            ink = (_INKS[severity] if severity else "muted") if name == ISSUES_COLUMN else "text"
            painter.setPen(theme.colour(ink))
            self._draw(painter, rect, text, metrics)
        else:
            self._draw_doubtful(painter, rect, text, severity, metrics, taken=model.is_taken(index.row(), name))

    @staticmethod
    def _draw(painter: QPainter, rect: QRect, text: str, metrics: QFontMetrics) -> None:
        if text:
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)

    def _frame_row(self, painter: QPainter, whole: QRect, index: Index) -> None:
        """This cell's part of the frame around a row that is one."""
        table = self.parent()
        if isinstance(table, QTableView) and table.hasFocus() and table.currentIndex().row() == index.row():
            painter.setPen(self._theme.colour("accent"))
            painter.drawLine(whole.topLeft(), whole.topRight())
            painter.drawLine(whole.bottomLeft(), whole.bottomRight())

    def _draw_across(
        self, painter: QPainter, whole: QRect, index: Index, model: ImportPreviewModel, metrics: QFontMetrics
    ) -> None:
        """This cell's part of words that run on over the fields; with the reason, where its column is out of sight."""
        table = self.parent()
        if not isinstance(table, QTableView):
            return
        header, first, issues = (
            table.horizontalHeader(),
            model.column_of(FIRST_FIELDS[0]),
            model.column_of(ISSUES_COLUMN),
        )
        left = right = table.columnViewportPosition(first)
        for place in range(header.visualIndex(first), header.count()):
            column = header.logicalIndex(place)
            if column == issues:
                break
            right += table.columnWidth(column)
        text = model.across(index.row())
        if header.sectionPosition(issues) > table.viewport().width() - 6 * GRID:
            text = f"{text}  ({model.cell(index.row(), issues)[1]})"
        painter.save()
        painter.setClipRect(whole)
        painter.setPen(self._theme.colour("muted"))
        self._draw(painter, QRect(left + GRID, whole.top(), right - left - 2 * GRID, whole.height() - 1), text, metrics)
        painter.restore()

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
        self, painter: QPainter, rect: QRect, text: str, severity: Severity, metrics: QFontMetrics, *, taken: bool
    ) -> None:
        """What was typed and could not be taken stands in the colour of its mark."""
        ink = self._theme.colour(_INKS[severity])
        if not text:
            painter.setPen(ink)
            self._draw(painter, rect, _("(blank)"), metrics)
            return
        painter.setPen(self._theme.colour("text") if taken else ink)
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
