"""Text stays text where Qt would guess at HTML: in labels, tool tips and message boxes.

What Qt takes for HTML it lays out, and it fetches the pictures that it names, from a server too. So labels show plain text,
and words with markup are made here alone, where each value that is filled in is escaped. Tests forbid the ways around.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, Qt, QTextDocument
from PySide6.QtWidgets import QLabel, QListWidgetItem, QTableWidgetItem, QTreeWidgetItem, QWidget

from desktop.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML of the program's own, for a `RichLabel`; foreign text in it is escaped. Made by the functions below."""

    html: str


Words = str | int | Markup
"""What may be filled into markup."""


def _html(words: Words) -> str:
    return words.html if isinstance(words, Markup) else escape(str(words)).replace("\n", "<br>")


def markup(pattern: str, **values: Words) -> Markup:
    """A sentence written in the program, with markup and gaps like `str.format`'s; what fills a gap is escaped."""
    return Markup(pattern.format(**{name: _html(value) for name, value in values.items()}))


def joined(parts: Iterable[Words], between: str = " · ") -> Markup:
    """Parts after each other, the empty ones left out."""
    return Markup(_html(between).join(filter(None, map(_html, parts))))


def lines(parts: Iterable[Words]) -> Markup:
    """Parts under each other."""
    return joined(parts, "\n")


def tinted(words: Words, colour: str) -> Markup:
    """Words in a colour, named as "#rrggbb"."""
    return Markup(f'<span style="color: {colour}">{_html(words)}</span>')


def link(target: str, words: Words, colour: str = "") -> Markup:
    """A link for a `RichLabel`. No underline: it would hide the dot under ạ, ị, ụ."""
    tint = f"; color: {colour}" if colour else ""
    return Markup(f'<a style="text-decoration: none{tint}" href="{escape(target)}">{_html(words)}</a>')


class RichLabel(QLabel):
    """Words with markup of the program's own; a bare text is shown as it is."""

    def __init__(self, *, wrap: bool = True) -> None:
        super().__init__(wordWrap=wrap, textFormat=Qt.TextFormat.RichText)

    def setText(self, words: str | Markup) -> None:
        super().setText(_html(words))


class LineLabel(RichLabel):
    """One line of words while there is room for it, and as many as it needs in less."""

    def sizeHint(self) -> QSize:
        line = QTextDocument()
        line.setDocumentMargin(0)
        line.setDefaultFont(self.font())
        line.setHtml(self.text())
        wide = ceil(line.idealWidth()) + 2
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())


def tip(text: str) -> str:
    """A tool tip's text as Qt has to get it to show it as it is; for the models' ToolTipRole, else see `tooltip`."""
    return f"<qt>{_html(text)}</qt>" if Qt.mightBeRichText(text) else text


def literal(text: str) -> str:
    """A text for a button or a menu's entry, in which "&" stands for itself instead of underlining a letter."""
    return text.replace("&", "&&")


Tipped = QWidget | QAction | QTreeWidgetItem | QTableWidgetItem | QListWidgetItem


def tooltip(target: Tipped, text: str, column: int = 0) -> None:
    """Give a widget, a menu's entry or an item of a list (in a column of its tree) a tool tip."""
    if isinstance(target, QTreeWidgetItem):
        target.setToolTip(column, tip(text))
    else:
        target.setToolTip(tip(text))
