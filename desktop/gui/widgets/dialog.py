"""The base of every dialog: named, laid out alike, deleted when left, told no more answers afterwards."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.errors import AppError
from desktop.domain.guide import Topic
from desktop.gui.feedback import Banner
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.dialog_parts import button_row, resize_within
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import Margins, Part, column, tab_as_read

if TYPE_CHECKING:
    from desktop.domain.areas import Area
    from desktop.gui.context import Context
    from desktop.services.opening import Transaction

Result = TypeVar("Result")
WIDE = (GRID * 3, GRID * 2, GRID * 3, GRID * 2)
"""Around what is read from the top down: a heading, words, fields."""
NARROW: Margins = GRID * 2
"""Around lists and tables."""


class BareDialog(QDialog):
    """A dialog that may stand alone, before there is a window. Esc and the way out leave it.

    Enter presses the filled button, or the button that has the keyboard.
    """

    guide: Topic | None = None
    """The place of the user guide that F1 opens: each dialog names its own."""
    kept = False
    """Whether it outlives its closing, so that its answers can be read after `exec`."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None, size: tuple[int, int] = (0, 0)) -> None:
        super().__init__(parent)
        self._theme = theme
        self.gone = False
        """Whether it was left: what is on its way is finished, its answer finds nobody."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, parent is not None and not self.kept)
        self.setModal(True)
        self.setWindowTitle(title)
        QShortcut(QKeySequence(Qt.Key.Key_F1), self, self._open_guide)
        if all(size):
            resize_within(self, theme, *size)

    @cached_property
    def banner(self) -> Banner:
        """Where the dialog says what was refused, or what came of something."""
        return Banner(self._theme)

    def lay_out(self, *parts: Part, margins: Margins = NARROW, spacing: int | None = GRID) -> QVBoxLayout:
        """Parts under each other over the whole dialog."""
        return column(*parts, on=self, margins=margins, spacing=spacing)

    def buttons(
        self,
        *first: QPushButton,
        accept: str = "",
        slot: Callable[[], object] | None = None,
        leave: str = "",
        default: bool = True,
    ) -> tuple[QHBoxLayout, QPushButton]:
        """The row at the foot: `first` at the left; the way out and, named by `accept`, the filled button at the right.

        The filled button accepts the dialog, or calls `slot`. `default`: Enter in a field presses it. Returns the row
        and the filled button, or without one the way out.
        """
        made, last = button_row(self, accept, leave=leave)
        if first:  # where the row has no room for all, these go under each other
            beside = FlowLayout(spacing=GRID)
            for each in first:
                beside.addWidget(each)
            made.takeAt(0)
            made.insertLayout(0, beside, 1)
        if slot is not None:
            last.clicked.disconnect()
            last.clicked.connect(lambda _checked=False: slot())
        if accept and not default:
            last.setAutoDefault(False)
            last.setDefault(False)
        return made, last

    def fit_around(self, area: QScrollArea, width: int) -> None:
        """As high as what scrolls in `area` needs in this width (pixels at 100 % text), as far as the screen allows."""
        inner, around = area.widget(), self.layout()
        inside = inner.layout() if inner is not None else None
        if inner is None or inside is None or around is None:
            return
        room = self.screen().availableSize()
        wide = min(self._theme.px(width), room.width() - 40)
        self.resize(wide, 100)
        self.ensurePolished()
        for child in self.findChildren(QWidget):
            child.ensurePolished()
        for each in (inside, *inner.findChildren(QLayout)):
            each.invalidate()  # lines that have just been shown count too
        needed = max(inside.totalHeightForWidth(wide - GRID * 6), inside.sizeHint().height())
        frame = around.sizeHint().height() - area.sizeHint().height()
        self.resize(wide, min(needed + frame + GRID, room.height() - 60))

    def focusNextPrevChild(self, forwards: bool, /) -> bool:
        """Tab goes as the dialog is read, though parts of it were made later."""
        return tab_as_read(self, forwards)

    def _open_guide(self) -> None:
        from desktop.gui.guide.window import open_guide  # seldom wanted

        open_guide(self._theme, self.guide or Topic.START)

    def tell_error(self, error: Exception) -> bool:
        """Say in the banner what was refused; False when it is no refusal, or nobody is here any more."""
        if self.gone or not isinstance(error, AppError) or self.banner.parent() is None:
            return False
        self.banner.tell(wording.error(error), "bad")
        return True

    def done(self, result: int) -> None:
        """Leave."""
        self.gone = True
        super().done(result)


class Dialog(BareDialog):
    """A dialog over the window that shows something of the record, and goes on showing it as it changes."""

    def __init__(
        self, context: Context, title: str, *, size: tuple[int, int] = (0, 0), parent: QWidget | None = None
    ) -> None:
        super().__init__(context.theme, title, parent or context.window, size)
        self.context = context
        self._areas: frozenset[Area] | None = None

    @property
    def read_key(self) -> str:
        """Names what this dialog reads: a later reading takes the place of an earlier one."""
        return f"{type(self).__name__}.{id(self)}"

    def read_record(
        self,
        work: Callable[[Transaction], Result],
        take: Callable[[Result], None],
        refused: Callable[[Exception], bool | None] | None = None,
        *,
        here: bool = False,
    ) -> None:
        """Read what is shown beside the window, in `reload`; `take` gets the answer, the banner a refusal.

        `here`: in this desk's own copy of its server, as at the door. Raises RuntimeError when no area is followed: what is shown would grow old unseen.
        """
        if self._areas is None:
            raise RuntimeError(f"{type(self).__name__} follows no area of the record that it shows")
        if here:
            self.context.operations.read_here(self.read_key, work, take, refused or self.refuse)
        else:
            self.read_once(work, take, refused or self.refuse)

    def read_once(
        self,
        work: Callable[[Transaction], Result],
        take: Callable[[Result], None],
        refused: Callable[[Exception], bool | None] | None = None,
    ) -> None:
        """Read what is not to change while the dialog is open: choices, or what is being edited."""
        self.context.operations.read(self.read_key, work, take, refused or self.tell_error)

    def follow(self, *areas: Area) -> None:
        """Call `reload` whenever something changes in one of these areas, and now."""
        self._areas = frozenset(areas)
        self.context.operations.changed.connect(self._on_changed)
        self.reload()

    def reload(self) -> None:
        """Read again what is shown."""

    def refuse(self, error: Exception) -> bool:
        """Say what was refused. Returns False when it is no refusal: the window says it."""
        return self.tell_error(error)

    def done(self, result: int) -> None:
        """Leave; an answer on its way finds nobody."""
        self.context.operations.forget(self.read_key)
        super().done(result)

    def _on_changed(self, areas: frozenset[Area]) -> None:
        if not self.gone and self._areas and self._areas & areas:
            self.reload()


class EntryDialog(Dialog):
    """A dialog in which lines are entered one after the other, by keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what its field or button does, and never presses a button elsewhere."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        here = self.focusWidget()
        if isinstance(here, QPushButton):
            here.click()
