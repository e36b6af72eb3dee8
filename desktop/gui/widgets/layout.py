"""What pages and dialogs are put together from: rows and columns, words in their roles, buttons, areas that scroll.

A part of a row or column is a widget or a layout, `grow` of one, `aligned`, a gap in pixels, or `STRETCH`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QBoxLayout,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.lazy_dataclass import dataclass
from desktop.gui import icons
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.text import RichLabel, tooltip

Box = TypeVar("Box", bound=QBoxLayout)
Margins = int | tuple[int, int, int, int] | None
"""All four sides alike, or left, top, right, bottom; None leaves the style's own."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A part with its share of the room that is left, and its place in its own room."""

    part: QWidget | QLayout | None
    stretch: int = 0
    align: Qt.AlignmentFlag | None = None


Part = QWidget | QLayout | Placed | int
STRETCH = Placed(None, 1)
"""Empty room that grows."""


def grow(part: QWidget | QLayout, share: int = 1) -> Placed:
    """The part takes this share of the room that is left."""
    return Placed(part, share)


def aligned(part: QWidget, align: Qt.AlignmentFlag, share: int = 0) -> Placed:
    """The part no larger than it needs to be, at one side of its room."""
    return Placed(part, share, align)


def column(*parts: Part, on: QWidget | None = None, spacing: int | None = GRID, margins: Margins = 0) -> QVBoxLayout:
    """Parts under each other, as the layout of `on` when given. `spacing` None: as of the layout around it."""
    return _filled(QVBoxLayout(on) if on is not None else QVBoxLayout(), parts, spacing, margins)


def row(*parts: Part, on: QWidget | None = None, spacing: int | None = GRID, margins: Margins = 0) -> QHBoxLayout:
    """Parts beside each other; else as `column`."""
    return _filled(QHBoxLayout(on) if on is not None else QHBoxLayout(), parts, spacing, margins)


def _filled(box: Box, parts: tuple[Part, ...], spacing: int | None, margins: Margins) -> Box:
    if margins is not None:
        box.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    if spacing is not None:
        box.setSpacing(spacing)
    for part in parts:
        if isinstance(part, int):
            box.addSpacing(part)
            continue
        placed = part if isinstance(part, Placed) else Placed(part)
        if placed.part is None:
            box.addStretch(placed.stretch)
        elif isinstance(placed.part, QLayout):
            box.addLayout(placed.part, placed.stretch)
        elif placed.align is None:
            box.addWidget(placed.part, placed.stretch)
        else:
            box.addWidget(placed.part, placed.stretch, placed.align)
    return box


def empty(box: QLayout) -> None:
    """Take every part out of a layout, and its widgets out of the window at once."""
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def tab_as_read(root: QWidget, forwards: bool) -> bool:
    """Go on by Tab as the parts of `root` that are shown stand, from the top down and from the left, whenever each was made.

    False where nothing takes Tab. Qt's own order stops at holders too, which lead back to the part that has their keyboard.
    """
    parts = [*_as_read(root), *root.findChildren(QWidget)]
    place: dict[QWidget, int] = {}
    for each in parts:
        place.setdefault(each, len(place))
    stops = [each for each in place if _takes_tab(each) and each.window() is root.window()]
    if not stops:
        return False
    at = QApplication.focusWidget()
    while at is not None and at not in place:
        at = at.parentWidget()
    here = place[at] if at is not None else -1
    if forwards:
        following = next((each for each in stops if place[each] > here), stops[0])
    else:
        following = next((each for each in reversed(stops) if place[each] < here), stops[-1])
    reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
    following.setFocus(reason)
    return True


def _takes_tab(widget: QWidget) -> bool:
    wanted = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return wanted and widget.isVisible() and widget.isEnabled()


def _as_read(widget: QWidget) -> Iterator[QWidget]:
    """A widget, and what stands in it."""
    yield widget
    inside: Iterable[QWidget | None]
    if isinstance(widget, QScrollArea):
        inside = [widget.widget()]
    elif isinstance(widget, QSplitter):
        inside = [widget.widget(place) for place in range(widget.count())]
    elif isinstance(widget, QTabWidget):
        inside = [widget.tabBar(), widget.currentWidget()]
    elif isinstance(widget, QStackedWidget):
        inside = [widget.currentWidget()]
    elif isinstance(widget, QAbstractItemView):  # cells that are widgets
        cells = widget.viewport().findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        cells.sort(key=lambda cell: (cell.y(), cell.x()))
        inside = cells
    else:
        layout = widget.layout()
        inside = _laid_out(layout) if layout is not None else ()
    for each in inside:
        if each is not None:
            yield from _as_read(each)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        cells = [layout.getItemPosition(place) for place in places]
        places.sort(key=lambda place: tuple(cells[place])[:2])  # type: ignore[arg-type]
    for place in places:
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def holder(layout: QLayout, *, first: QWidget | None = None) -> QWidget:
    """A widget that only holds a layout; the keyboard that comes to it goes on to `first`."""
    widget = QWidget()
    widget.setLayout(layout)
    if first is not None:
        widget.setFocusProxy(first)
    return widget


def card(layout: QLayout, *, tone: str = "") -> QFrame:
    """A framed part of a page; with a tone (info, warn, good, bad) it stands out."""
    frame = QFrame()
    if tone:
        frame.setProperty("tone", tone)
    else:
        frame.setObjectName("card")
    frame.setLayout(layout)
    return frame


def pane(layout: QLayout | None = None) -> QWidget:
    """What an area scrolls: a widget that lets the ground be seen. Without a layout it is given one in its place."""
    inner = QWidget() if layout is None else holder(layout)
    inner.setObjectName("plain")
    return inner


class _UpAndDown(QScrollArea):
    """As wide as what is inside needs: it would be cut at the right."""

    def minimumSizeHint(self) -> QSize:
        inner, hint = self.widget(), super().minimumSizeHint()
        return hint if inner is None else QSize(inner.minimumSizeHint().width() + self._bar(), hint.height())

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(self.minimumSizeHint())

    def _bar(self) -> int:
        return self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()


def scroll(inside: QLayout, *, sideways: bool = True, spoken: str = "", parent: QWidget | None = None) -> QScrollArea:
    """An area without a frame that scrolls what does not fit.

    `sideways` False: only up and down. `spoken`: its name, with which the keyboard scrolls it; needed where nothing
    inside takes the keyboard. `parent`: where it will stand; what is inside is styled there once, and not on the way too.
    """
    area = (QScrollArea if sideways else _UpAndDown)(parent, widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName(spoken)
    if not spoken:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inner = pane()
    area.setWidget(inner)
    inner.setLayout(inside)
    return area


def splitter(
    *parts: QWidget,
    handle: int = GRID * 2,
    way: Qt.Orientation = Qt.Orientation.Horizontal,
    sizes: tuple[int, ...] = (),
) -> QSplitter:
    """Parts whose shares of the room the user moves; none can be pushed away. `handle` and `sizes` in pixels."""
    made = QSplitter(way, childrenCollapsible=False)
    made.setHandleWidth(handle)
    for part in parts:
        made.addWidget(part)
    if sizes:
        made.setSizes(list(sizes))
    return made


def restyle(*widgets: QWidget) -> None:
    """Let the style sheet look again at widgets whose role, tone or other property has changed."""
    for widget in widgets:
        widget.style().unpolish(widget)
        widget.style().polish(widget)


# -- words -------------------------------------------------------------------------------------------------------------


def label(
    text: str = "",
    role: str = "",
    *,
    wrap: bool = False,
    selectable: bool = False,
) -> QLabel:
    """Words in a role of the style sheet, shown as they are; the mouse may select them when `selectable`."""
    made = QLabel(text, wordWrap=wrap, textFormat=Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def plain(text: str = "", role: str = "", *, wrap: bool = True, selectable: bool = False) -> QLabel:
    """Words in as many lines as they need."""
    return label(text, role, wrap=wrap, selectable=selectable)


def rich(role: str = "", *, wrap: bool = True) -> RichLabel:
    """Words with markup of the program's own (`text.markup`)."""
    made = RichLabel(wrap=wrap)
    if role:
        made.setProperty("role", role)
    return made


def fact(text: str, *, wrap: bool = False) -> QLabel:
    """A value that mouse and keyboard select, to be copied."""
    made = label(text, wrap=wrap)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def title(text: str = "") -> QLabel:
    """The name of a page or a person, large."""
    return label(text, "title")


def heading(text: str = "", *, wrap: bool = False) -> QLabel:
    """The name of a part or a dialog."""
    return label(text, "heading", wrap=wrap)


def muted(text: str = "", *, wrap: bool = True) -> QLabel:
    """An explanation, in the quiet colour."""
    return label(text, "muted", wrap=wrap)


def caption(text: str = "", *, wrap: bool = True) -> QLabel:
    """Small quiet words under or beside something."""
    return label(text, "caption", wrap=wrap)


def field_name(text: str, field: QWidget | None = None) -> QLabel:
    """The name of a field or a list; its mnemonic leads there."""
    made = label(text, "field")
    if field is not None:
        made.setBuddy(field)
    return made


# -- buttons and fields ------------------------------------------------------------------------------------------------


def button(
    text: str = "",
    slot: Callable[[], object] | None = None,
    *,
    primary: bool = False,
    role: str = "",
    tip: str = "",
    spoken: str = "",
    icon: QIcon | None = None,
    auto_default: bool = False,
) -> QPushButton:
    """A button that calls `slot`; the primary one is filled. With `auto_default` Enter elsewhere in a dialog presses it."""
    made = QPushButton(text)
    made.setAutoDefault(auto_default)
    if primary:
        made.setProperty("primary", True)
    if role:
        made.setProperty("role", role)
    if tip:
        tooltip(made, tip)
    if spoken:
        made.setAccessibleName(spoken)
    if icon is not None:
        made.setIcon(icon)
    if slot is not None:
        made.clicked.connect(lambda _checked=False: slot())
    return made


def link(text: str = "", slot: Callable[[], object] | None = None, *, spoken: str = "") -> QPushButton:
    """A button that looks like a link."""
    return button(text, slot, role="link", spoken=spoken)


def check_box(text: str, on: bool = False, *, tip: str = "") -> QCheckBox:
    """A box, ticked when `on`."""
    made = QCheckBox(text)
    made.setChecked(on)
    tooltip(made, tip)
    return made


def search_field(theme: Theme, example: str, spoken: str, slot: Callable[[str], object]) -> QLineEdit:
    """A field with a magnifying glass; `slot` gets each text typed."""
    field = QLineEdit(placeholderText=example, clearButtonEnabled=True)
    field.setAccessibleName(spoken)
    field.addAction(icons.icon(theme, "magnify"), QLineEdit.ActionPosition.LeadingPosition)
    field.textChanged.connect(slot)
    return field
