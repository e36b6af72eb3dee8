"""The command palette: one field that finds any command by its words, without accents and in any order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from desktop.domain.names import fold
from desktop.gui import icons
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.gui.command import Offer
    from desktop.gui.context import Context

NAME = "palette"
_RECENT = "commands.recent"
_MOST_RECENT = 8
_WIDTH = 680
_ROWS = 12
_OWN_WORDS = 1
"""`_fit` of a command whose own words are typed."""
_NAME = Qt.ItemDataRole.UserRole
_PLACE = 1
"""The column of the menu and the reason: hidden, each row gives it what its name leaves."""


def found(offers: Sequence[Offer], typed: str, recent: Sequence[str] = ()) -> list[Offer]:
    """The commands that fit, best first; with nothing typed all of them, those used lately first.

    Each word typed must begin a word of the command, whatever the order, accents and case; after those stand commands
    that fit with their menu's words or by the first letters of their own. What can't be done now stands last of its kind.
    """
    lately = {name: place for place, name in enumerate(recent)}
    ranked = []
    for row, offer in enumerate(offers):
        fit = _fit(offer, fold(typed))
        if fit is not None:
            place = lately.get(offer.name, len(lately))
            ranked.append(((fit > _OWN_WORDS, bool(offer.reason), fit, place, row), offer))
    return [offer for _rank, offer in sorted(ranked, key=lambda each: each[0])]


def _fit(offer: Offer, typed: str) -> int | None:
    """How well a command fits, 0 best; None when it does not."""
    text, words = fold(offer.text), _words(typed)
    if text.startswith(typed):
        return 0
    own = _words(text)
    if _begin(words, own):
        return 1
    if _begin(words, own + _words(fold(offer.place))):
        return 2
    initials = "".join(word[0] for word in own)
    return 3 if len(typed) > 1 and typed in initials else None


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text).split()


def _begin(typed: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in words) for each in typed)


class _NameAndPlace(QStyledItemDelegate):
    """A command's name, and at the right, in what room the name leaves, its menu and why it can't be done.

    What does not fit loses its beginning: the reason stands last.
    """

    def __init__(self, view: QTreeWidget, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        style = self._view.style()
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, drawn, self._view)
        room.setLeft(room.left() + drawn.fontMetrics.horizontalAdvance(drawn.text) + 3 * GRID)
        if room.width() > 3 * GRID:
            place = str(index.sibling(index.row(), _PLACE).data() or "")
            painter.setPen(self._theme.colour("muted"))
            shown = drawn.fontMetrics.elidedText(place, Qt.TextElideMode.ElideLeft, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), shown)


class CommandPalette(QDialog):
    """Typing narrows the list, Up and Down walk it, Enter runs the command and Esc leaves."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._context = context
        self._offers = [offer for offer in context.commands.offers() if offer.name != NAME]
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setObjectName("palette")
        self.setWindowTitle(_("Commands"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Type any words of a command, accents are not needed"))
        self.field.setAccessibleName(_("Find a command"))
        self.field.addAction(icons.icon(context.theme, "magnify"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.installEventFilter(self)
        self.list = QTreeWidget()
        self._make_list()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GRID, GRID, GRID, GRID)
        whole.setSpacing(GRID)
        whole.addWidget(self.field)
        whole.addWidget(self.list)
        self.field.textChanged.connect(self._show)
        self.list.currentItemChanged.connect(self._tell)
        self.list.itemClicked.connect(self._run)
        self._show()

    def _make_list(self) -> None:
        self.list.setAccessibleName(_("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderHidden(True)
        self.list.setColumnCount(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.setColumnHidden(_PLACE, True)
        self.list.setItemDelegateForColumn(0, _NameAndPlace(self.list, self._context.theme))

    def _place(self) -> None:
        """At the top of the window, as wide as it allows and as high as what is found, up to so many rows."""
        window, row = self._context.window, self._context.theme.row_height()
        above = 6 * GRID
        width = min(self._context.theme.px(_WIDTH), window.width() - 4 * GRID)
        room = window.height() - above - self.field.sizeHint().height() - 6 * GRID
        rows = min(self.list.topLevelItemCount(), _ROWS, room // row)
        self.list.setFixedHeight(rows * row)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, above)))

    # -- the list -------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        typed = self.field.text()
        self.list.clear()
        for offer in found(self._offers, typed, self._recent()):
            self.list.addTopLevelItem(self._row(offer))
        if not self.list.topLevelItemCount():
            self.list.addTopLevelItem(self._line([_("No command fits. Try other words.")], can=False))
        first = self.list.topLevelItem(0)
        if first is not None and not first.isDisabled():
            self.list.setCurrentItem(first)
        self._place()

    def _row(self, offer: Offer) -> QTreeWidgetItem:
        place = " · ".join(filter(None, [offer.place, offer.reason]))
        row = self._line([offer.text, place, offer.shortcut], can=not offer.reason)
        row.setData(0, _NAME, offer.name)
        row.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, [offer.text, place, offer.shortcut])))
        tooltip(row, "\n".join(filter(None, [offer.text, place, offer.shortcut])))
        row.setForeground(2, self._context.theme.colour("muted"))
        row.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return row

    def _line(self, texts: list[str], *, can: bool) -> QTreeWidgetItem:
        line = QTreeWidgetItem(texts)
        line.setSizeHint(0, QSize(0, self._context.theme.row_height()))
        line.setDisabled(not can)
        return line

    def _tell(self, now: QTreeWidgetItem | None) -> None:
        """The keyboard stays in the field: that is where a screen reader says what is chosen."""
        self.field.setAccessibleDescription(str(now.data(0, Qt.ItemDataRole.AccessibleTextRole)) if now else "")

    def _recent(self) -> list[str]:
        stored = self._context.remembered(_RECENT)
        return [name for name in stored if isinstance(name, str)] if isinstance(stored, list) else []

    # -- the keyboard ---------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that walk a list do so from the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """A click beside it leaves it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isVisible() and not self.isActiveWindow():
            self.reject()

    def _run(self, row: QTreeWidgetItem | None) -> None:
        """Leave, then run the command: it finds the keyboard where it was before."""
        if row is None or row.isDisabled():
            return
        name, context = str(row.data(0, _NAME)), self._context
        context.remember(_RECENT, [name, *(each for each in self._recent() if each != name)][:_MOST_RECENT])
        self.accept()
        QTimer.singleShot(0, context.window, lambda: context.run(name))


def open_palette(context: Context) -> CommandPalette:
    """Show the palette over the window."""
    palette = CommandPalette(context)
    palette.open()
    palette.field.setFocus(Qt.FocusReason.OtherFocusReason)
    return palette
