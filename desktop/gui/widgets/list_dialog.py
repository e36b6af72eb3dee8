"""Dialogs that are a list with buttons: rows that are looked at, tables whose rows are changed, and those with an order."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QPushButton, QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.gui import icons
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.dialog_parts import roomy_rows
from desktop.gui.widgets.layout import STRETCH, button, column, grow, heading, muted, row
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.gui.widgets.text import tooltip
from desktop.gui.widgets.wrapping import WrappingTree
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.domain.areas import Area
    from desktop.gui.context import Context
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
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)  # in place of the list
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
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
        columns: Sequence[TableColumn[Any]],
        *,
        size: tuple[int, int],
    ) -> None:
        super().__init__(context, title, size=size)
        self.table = Table(context, name, RowsModel(columns, self), title, wraps=True)
        self.table.chosen.connect(self.edit)
        self.table.selectionModel().selectionChanged.connect(lambda *_changed: self.offer())
        self.beside = column(STRETCH)
        foot, _close = self.buttons()
        self.whole = self.lay_out(
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
        return made

    def edit(self) -> None:
        """The row the keyboard is on: Enter or a double click."""

    def offer(self) -> None:
        """Another row is current: say what can be done with it."""

    def write(self, work: Callable[[Transaction], object]) -> None:
        """Change the record; the banner says what is refused."""
        self.banner.tell("")
        self.context.operations.write(work, failed=self.refuse)


class OrderedDialog(TableDialog, Generic[Row]):
    """What a conference has in an order of its own: added, edited, moved up and down, removed.

    Subclasses say how the rows are read, which is whose, how one is moved and removed, and which areas show them.
    """

    areas: tuple[Area, ...] = ()

    def __init__(
        self,
        context: Context,
        name: str,
        title: str,
        words: str,
        columns: Sequence[TableColumn[Any]],
        *,
        size: tuple[int, int],
    ) -> None:
        super().__init__(context, name, title, words, columns, size=size)
        self.conference_id = context.conference_id
        self.rows: list[Row] = []
        self._to_select: uuid.UUID | None = None
        self.add_button(_("Add…"), self.add)
        self._of_one = [self.add_button(_("Edit…"), self.edit)]
        self._up = self.add_button(_("Move up"), lambda: self.move_by(-1))
        self._up.setIcon(icons.icon(context.theme, "arrow-up"))
        self._down = self.add_button(_("Move down"), lambda: self.move_by(1))
        self._down.setIcon(icons.icon(context.theme, "arrow-down"))
        self._of_one.append(self.add_button(_("Remove"), self.remove))
        self.follow(*self.areas)

    def read(self, tx: Transaction) -> list[Row]:
        """The rows in their order."""
        raise NotImplementedError

    def key_of(self, row: Row) -> uuid.UUID:
        """The row's id in the database."""
        raise NotImplementedError

    def put(self, tx: Transaction, key: uuid.UUID, place: int) -> object:
        """Put a row at `place`, from 0."""
        raise NotImplementedError

    def add(self) -> None:
        """Ask for a new row."""
        raise NotImplementedError

    def remove(self) -> None:
        """Remove the row the keyboard is on."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the rows again; the keyboard stays on its row, or on its place where that went."""
        self.read_record(self.read, self._take)

    def _take(self, found: list[Row]) -> None:
        place, row = self.place(), self.current()
        wanted = self._to_select or (self.key_of(row) if row is not None else None)
        self._to_select = None
        self.rows = found
        self.table.replace(found)
        places = [each for each, row in enumerate(found) if self.key_of(row) == wanted]
        if found:
            self.table.selectRow(places[0] if places else min(max(place, 0), len(found) - 1))
        self.offer()

    def place(self) -> int:
        """Where the row the keyboard is on stands, from 0; -1 for none."""
        row = self.table.current()
        return next((place for place, each in enumerate(self.rows) if each is row), -1)

    def current(self) -> Row | None:
        """The row the keyboard is on."""
        place = self.place()
        return self.rows[place] if place >= 0 else None

    def offer(self) -> None:
        place = self.place()
        for each in self._of_one:
            each.setEnabled(place >= 0)
        self._up.setEnabled(place > 0)
        self._down.setEnabled(0 <= place < len(self.rows) - 1)

    def move_by(self, step: int) -> None:
        """The row the keyboard is on goes up (-1) or down (1)."""
        row, place = self.current(), self.place() + step
        if row is not None and 0 <= place < len(self.rows):
            key = self._to_select = self.key_of(row)
            self.write(lambda tx: self.put(tx, key, place))
