"""One chapter of the guide, laid out: pictures as wide as the room, tables with lines, what was looked for marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from desktop.domain.guide import Chapter
from desktop.domain.names import fold
from desktop.gui.theme import GRID, Theme

_WAIT = 80
"""Milliseconds after the last change of width until the pictures follow."""

_TYPED = 0.92
"""Letters of one width look larger than others of their size."""


class ChapterText(QTextBrowser):
    """Shows a chapter; its links are told (`anchorClicked`), never followed by itself."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__()
        self._theme, self._folder = theme, folder
        self._starts: list[int] = []
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setSearchPaths([str(folder)])
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._fit_pictures)
        theme.changed.connect(self._dress)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Only pictures of the guide, wherever a text may point."""
        picture = self._folder / (name.path() if isinstance(name, QUrl) else name)
        within = picture.resolve().is_relative_to(self._folder.resolve())
        return QImage(str(picture)) if kind == int(QTextDocument.ResourceType.ImageResource.value) and within else None

    def show_chapter(self, chapter: Chapter) -> None:
        """Lay it out anew, from its top."""
        document = self.document()
        self.clear()
        document.setDefaultFont(self.font())
        document.setDocumentMargin(self._theme.px(GRID * 2))
        self._starts = []
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for number, piece in enumerate(chapter.pieces):
            if number:
                cursor.movePosition(QTextCursor.MoveOperation.End)
                cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())  # not in the list that stands before it
            self._starts.append(cursor.position())
            cursor.insertMarkdown(piece.text)
        self._fit_pictures()  # in the same block: a picture whose size is known is loaded only when it is seen
        self._dress()
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def go_to(self, piece: int) -> None:
        """Bring a part of the chapter to the top of the window."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._starts[piece])
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - GRID if piece else 0)

    def mark(self, text: str, piece: int = 0) -> None:
        """Mark each of these words wherever it stands, and bring the first in this part into sight."""
        spans = list(self._spans(fold(text).split()))
        marked = []
        for start, end in spans:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.document())
            selection.cursor.setPosition(start)
            selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setBackground(self._theme.colour("warn_soft"))
            look.setForeground(self._theme.colour("text"))
            selection.format = look
            marked.append(selection)
        self.setExtraSelections(marked)
        begins = self._starts[piece] if self._starts else 0
        if (first := next((start for start, _end in sorted(spans) if start >= begins), None)) is not None:
            cursor = QTextCursor(self.document())
            cursor.setPosition(first)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def _spans(self, words: list[str]) -> Iterator[tuple[int, int]]:
        block = self.document().begin()
        while block.isValid():
            letters = "".join(_folded(letter) for letter in block.text())
            for word in words:
                at = letters.find(word)
                while at >= 0:
                    yield block.position() + at, block.position() + at + len(word)
                    at = letters.find(word, at + len(word))
            block = block.next()

    # -- how it looks ---------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wait.start()

    def _fit_pictures(self) -> None:
        """Pictures as large as they are, where the room allows."""
        room = self.viewport().width() - 2 * round(self.document().documentMargin()) - GRID
        edit = QTextCursor(self.document())
        edit.beginEditBlock()
        for start, end, look in _runs(self.document()):
            if not look.isImageFormat() or room <= 0:
                continue
            picture = look.toImageFormat()
            size = QImageReader(str(self._folder / picture.name())).size()
            wide = min(size.width(), room)
            if size.isValid() and wide != picture.width():
                picture.setWidth(wide)
                picture.setHeight(round(size.height() * wide / size.width()))
                self._over(start, end).setCharFormat(picture)
        edit.endEditBlock()

    def _dress(self) -> None:
        """Tables with thin lines and room in their cells; links in the accent's colour."""
        edit = QTextCursor(self.document())
        edit.beginEditBlock()
        for frame in list(_frames(self.document().rootFrame())):
            if isinstance(frame, QTextTable):
                look = frame.format()
                look.setBorder(1)
                look.setBorderCollapse(True)
                look.setBorderBrush(self._theme.colour("line"))
                look.setCellPadding(self._theme.px(4))
                look.setTopMargin(GRID)
                look.setBottomMargin(GRID)
                frame.setFormat(look)
        tint = QTextCharFormat()
        tint.setForeground(self._theme.colour("accent"))
        typed = QTextCharFormat()
        typed.setFontPointSize(self.font().pointSizeF() * _TYPED)
        for start, end, run in _runs(self.document()):
            if run.isAnchor() and not run.isImageFormat():
                self._over(start, end).mergeCharFormat(tint)
            elif run.fontFixedPitch():
                self._over(start, end).mergeCharFormat(typed)
        edit.endEditBlock()

    def _over(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _runs(document: QTextDocument) -> list[tuple[int, int, QTextCharFormat]]:
    """Where each run of one format begins and ends: values, for a run is gone once a format changes."""
    found = []
    block = document.begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            run = place.fragment()
            found.append((run.position(), run.position() + run.length(), run.charFormat()))
            place += 1
        block = block.next()
    return found


def _frames(root: QTextFrame) -> Iterator[QTextFrame]:
    for frame in root.childFrames():
        yield frame
        yield from _frames(frame)


def _folded(letter: str) -> str:
    """One letter for one, so that places stay what they are."""
    folded = fold(letter)
    return folded if len(folded) == 1 else letter
