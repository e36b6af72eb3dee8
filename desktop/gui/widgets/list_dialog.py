"""Dialogs that are a list with buttons: rows that are looked at, and tables whose rows are added, changed, removed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.gui.context import Context
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.dialog_parts import roomy_rows
from desktop.gui.widgets.layout import STRETCH, button, column, grow, heading, muted, row
from desktop.gui.widgets.rows import Column, RowsModel
from desktop.gui.widgets.table import Table
from desktop.gui.widgets.text import tooltip
from desktop.gui.widgets.wrapping import WrappingTree
from desktop.services.opening import Transaction

Row = TypeVar("Row")


def list_of(
    theme: Theme, spoken: str, headings: Sequence[str], *, stretch: int = -1, widths: Mapping[int, int] | None = None
) -> QTreeWidget:
    """A list with columns of these headings, each as wide as its words, which go into further lines where need be.

    The column `stretch` takes the room that is left, -1: the last. Given `widths` (column to pixels at 100 % text),
    columns are as wide as that, the user changes them, and each row is one line.
    """
    made = QTreeWidget() if widths is not None else WrappingTree(stretch)
    roomy_rows(made, theme, wraps=widths is None)
    made.setAccessibleName(spoken)
    made.setHeaderLabels(list(headings))
    header = made.header()
    header.setStretchLastSection(stretch < 0 and widths is not None)
    if widths is not None and stretch >= 0:
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    for place, width in (widths or {}).items():
        made.setColumnWidth(place, theme.px(width))
    return made


class ListDialog(Dialog, Generic[Row]):
    """`rows` in a list; `empty` says in words that there are none. Subclasses say what a row's line looks like."""

    def __init__(
        self,
        context: Context,
        title: str,
        view: QTreeWidget,
        *,
        size: tuple[int, int],
        empty: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, title, size=size, parent=parent)
        self.rows: Sequence[Row] = ()
        self.list = view
        self.empty = muted(empty)
        self.empty.hide()
        view.currentItemChanged.connect(lambda *_items: self.offer())

    def texts(self, row: Row) -> list[str]:
        """What stands in a row's columns."""
        raise NotImplementedError

    def dress(self, item: QTreeWidgetItem, row: Row) -> None:  # noqa: ARG002 - for subclasses
        """Colours and tool tips of a row's line; as a rule each column's whole words are its tip."""
        for place in range(item.columnCount()):
            tooltip(item, item.text(place), place)

    def keep_place(self, before: Row | None, place: int) -> int:  # noqa: ARG002 - for subclasses
        """The place of the row to be current among new rows; `before` and `place` were it among the old ones."""
        return 0

    def offer(self) -> None:
        """Another row is current: say what can be done with it."""

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List these rows."""
        before, place = self.current(), self.place()
        self.rows = rows
        self.list.blockSignals(True)
        self.list.clear()
        for each in rows:
            self.dress(QTreeWidgetItem(self.list, self.texts(each)), each)
        if rows:
            place = min(max(self.keep_place(before, place), 0), len(rows) - 1)
            self.list.setCurrentIndex(self.list.model().index(place, 0))
        self.list.blockSignals(False)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows and bool(self.empty.text()))
        self.offer()

    def current(self) -> Row | None:
        """The row highlighted."""
        place = self.place()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def place(self) -> int:
        """Where the row highlighted stands; -1 for none."""
        return self.list.currentIndex().row()


class TableDialog(Dialog):
    """A table under words, its buttons at the right; each change is made at once and can be undone."""

    def __init__(
        self,
        context: Context,
        name: str,
        title: str,
        words: str,
        columns: Sequence[Column[Any]],
        *,
        size: tuple[int, int],
    ) -> None:
        super().__init__(context, title, size=size)
        self.table = Table(context, name, RowsModel(columns, self), title, wraps=True)
        self.table.chosen.connect(self.edit)
        self.table.selectionModel().selectionChanged.connect(lambda *_changed: self.offer())
        self.beside = column(STRETCH)
        self._last: QWidget = self.table
        foot, _close = self.buttons()
        self.lay_out(
            heading(title),
            muted(words),
            self.banner,
            grow(row(grow(self.table), self.beside, spacing=GRID * 2)),
            foot,
            margins=WIDE,
            spacing=GRID + 4,
        )

    def add_button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        """One more button under the others beside the table."""
        made = button(text, slot)
        self.beside.insertWidget(self.beside.count() - 1, made)
        self.setTabOrder(self._last, made)
        self._last = made
        return made

    def edit(self) -> None:
        """The row the keyboard is on: Enter or a double click."""

    def offer(self) -> None:
        """Another row is current: say what can be done with it."""

    def write(self, work: Callable[[Transaction], object]) -> None:
        """Change the record; the banner says what is refused."""
        self.banner.tell("")
        self.context.operations.write(work, failed=self.refuse)
