"""The code by which one more desk joins, to be scanned, read aloud or carried on a stick."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from desktop.domain.join_code import JoinCode
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import STRETCH, aligned, button, caption, column, fact, field_name, row
from desktop.i18n import _
from desktop.services.serving.register import Code
from desktop.wording import serving as words

_SIDE = 208
_LARGE = 1.5
"""From this size of text on the code takes more lines."""
_QUIET = 4
"""Light modules around a QR code (ISO/IEC 18004)."""


class Square(QWidget):
    """A QR code, dark on light in the dark theme too: readers expect it."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_code(self, digits: str) -> None:
        """Show these digits."""
        import segno

        rows = [bytes(line) for line in segno.make(digits, error="m", micro=False).matrix]
        side = len(rows) + 2 * _QUIET
        self._picture = QImage(side, side, QImage.Format.Format_RGB32)
        self._picture.fill(QColor("white"))
        for y, line in enumerate(rows):
            for x, dark in enumerate(line):
                if dark:
                    self._picture.setPixelColor(x + _QUIET, y + _QUIET, QColor("black"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)  # a camera needs no larger one where text is larger

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._picture.isNull():
            side = min(self.width(), self.height())
            step = max(1, side // self._picture.width()) * self._picture.width()
            edge = (side - step) // 2 if step <= side else 0
            QPainter(self).drawImage(
                edge, edge, self._picture.scaled(min(step, side), min(step, side), Qt.AspectRatioMode.KeepAspectRatio)
            )


class CodeCard(QFrame):
    """The code of one desk. Each is good once: when a desk has joined by it, the next one is shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._code: JoinCode | None = None
        self.square = Square()
        self.square.setAccessibleName(_("The code as a QR code"))
        self.text = _large_fact(_("Code"))
        self.until = caption()
        self.until.setAlignment(Qt.AlignmentFlag.AlignCenter)
        how = caption(_("At the laptop: Desks → Join the organizer's computer…, then type or scan this."))
        self.renew = button(_("&New code"), tip=_("The code shown so far is good no more."))
        self.copy = button(_("&Copy"), self._copy)
        self.save = button(_("Save a connection &file…"), tip=_("For a stick: nothing is typed at the laptop."))
        middle = Qt.AlignmentFlag.AlignHCenter
        column(
            field_name(_("Code for the next desk")),
            aligned(self.square, middle),
            self.text,
            self.until,
            how,
            row(self.renew, self.copy, STRETCH),
            row(self.save, STRETCH),
            STRETCH,
            on=self,
            margins=GRID * 2,
        )
        self._in_line = 4 if theme.scale < _LARGE else 2
        self.setFixedWidth(theme.px(320 if theme.scale < _LARGE else 208))

    def show_code(self, code: JoinCode, made: Code) -> None:
        """Show this code."""
        self._code = code
        groups = code.letters.split("-")
        lines = [groups[at : at + self._in_line] for at in range(0, len(groups), self._in_line)]
        self.text.setText("\n".join("-".join(each) for each in lines))
        self.square.show_code(code.digits)
        self.until.setText(words.code_until(made.expires_at))

    def _copy(self) -> None:
        if self._code is not None:
            QGuiApplication.clipboard().setText(self._code.letters)
            self.copy.setText(_("Copied"))


def _large_fact(spoken: str) -> QLabel:
    """Letters of one width that are read across a table."""
    made = fact("")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setAccessibleName(spoken)
    font = QFont(made.font())
    font.setFamilies(["Consolas", "DejaVu Sans Mono", "monospace"])
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * 1.15)
    made.setFont(font)
    return made
