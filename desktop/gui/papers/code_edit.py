"""A pane to write a template in: fixed width letters, numbered lines, and one line marked as wrong."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from desktop.gui.theme import GRID, Theme

_COMMENT = re.compile(r"(?<!:)//.*$")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_CODE = re.compile(r"#[\w.-]+|\b(?:let|set|show|import|if|else|for|in|while|context|return)\b(?= )")


class CodeEdit(QPlainTextEdit):
    """Plain text with its lines numbered. Tab leaves the pane: nobody is caught in it."""

    def __init__(self, theme: Theme, *, colours: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._wrong = 0
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPointSizeF(self.font().pointSizeF() if self.font().pointSizeF() > 0 else 10)
        # The style sheet names the window's font for every widget; only an own style sheet outranks it.
        self.setStyleSheet(f'QPlainTextEdit {{ font-family: "{font.family()}", monospace; padding: 0; }}')
        self.setFont(font)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._numbers = _Numbers(self)
        if colours:
            _Colours(self.document(), theme)
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._scrolled)
        self._make_room()

    def set_text(self, text: str) -> None:
        """Put another text in, which Ctrl+Z takes back."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.endEditBlock()

    @property
    def wrong_line(self) -> int:
        """The line marked as wrong; 0 for none."""
        return self._wrong

    def mark(self, line: int) -> None:
        """Mark a line as wrong (0: none)."""
        self._wrong = line
        block = self.document().findBlockByNumber(line - 1)
        marks = []
        if line and block.isValid():
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(self._theme.colour("bad_soft"))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = QTextCursor(block)
            marks.append(mark)
        self.setExtraSelections(marks)
        self._numbers.update()

    def go_to(self, line: int, column: int = 1) -> None:
        """Bring a line into view, with the cursor in it."""
        block = self.document().findBlockByNumber(max(line, 1) - 1)
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + min(max(column - 1, 0), max(block.length() - 1, 0)))
            self.setTextCursor(cursor)
            self.centerCursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers stand at the left over the whole height."""
        super().resizeEvent(event)
        area = self.contentsRect()
        self._numbers.setGeometry(QRect(area.left(), area.top(), self._number_width(), area.height()))

    def _number_width(self) -> int:
        digits = max(3, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + GRID * 2

    def _make_room(self) -> None:
        self.setViewportMargins(self._number_width(), 0, 0, 0)

    def _scrolled(self, area: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines in view; the wrong one stands out by a sign too, not by colour alone."""
        painter = QPainter(self._numbers)
        painter.fillRect(event.rect(), self._theme.colour("header"))
        painter.setFont(self.font())
        height, width = self.fontMetrics().height(), self._numbers.width() - GRID
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            wrong = block.blockNumber() + 1 == self._wrong
            painter.setPen(self._theme.colour("bad" if wrong else "muted"))
            words = f"› {block.blockNumber() + 1}" if wrong else str(block.blockNumber() + 1)
            painter.drawText(0, round(top), width, height, Qt.AlignmentFlag.AlignRight, words)
            top += self.blockBoundingRect(block).height()
            block = block.next()


class _Numbers(QWidget):
    def __init__(self, pane: CodeEdit) -> None:
        super().__init__(pane)
        self._pane = pane

    def sizeHint(self) -> QSize:
        return QSize(self._pane._number_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._pane.paint_numbers(event)


class _Colours(QSyntaxHighlighter):
    """Comments step back, quoted texts stand out: those are what an office changes."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        for pattern, colour in ((_CODE, "accent"), (_STRING, "good"), (_COMMENT, "muted")):
            shape = QTextCharFormat()
            shape.setForeground(QColor(self._theme.colour(colour)))
            for found in pattern.finditer(text):
                self.setFormat(found.start(), found.end() - found.start(), shape)
