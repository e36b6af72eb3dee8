"""What keeps somebody out of a page or dialog that is shown: no name, words cut off, too little contrast, a Tab that skips.

After WCAG 2.2: 1.4.3 contrast of 4.5:1 (words that are disabled excepted), 1.4.4 text at 200 %, 1.4.10 no scrolling in two
directions, 2.1.1 and 2.1.2 everything by keyboard and no trap, 2.4.3 the order of Tab, 4.1.2 name and role.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QImage, QKeyEvent, QPainter
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

from desktop.gui.guide.chapter_text import ChapterText
from desktop.gui.importing.table import ImportTable
from desktop.gui.papers.code_edit import CodeEdit
from desktop.gui.seating.seat_view import SeatView
from desktop.gui.widgets.status_line import ElidedLabel
from desktop.gui.widgets.table import Table
from desktop.gui.widgets.wrapping import WrappingTree

LEAST_CONTRAST = 4.5
_EDGE = 2
"""Pixels around words that are looked at with them."""
_POINTS = 72 / 96
"""Of a pixel."""
_PRESSES = 40
"""Of Tab, after which something is not left any more: a line of words has many links."""
FRAME = QSize(24, 48)
"""What a dialog's frame and the bar of tasks take of a screen."""
_BOTH_WAYS = (ChapterText, CodeEdit, SeatView)
"""Scrolled in both directions by their nature: the guide's tables, lines of a template, a hall full of seats. So are tables whose columns the
user makes as wide as wanted, and hides."""


def faults(root: QWidget, screen: QSize | None = None) -> list[str]:
    """All that is wrong with what `root` shows now; given a screen it has to fit that, without scrolling sideways."""
    runs = painted(root)
    found = nameless(root) + clipped(root) + crowded(root) + cut_in_cells(root, runs)
    found += pale(root, runs) + tab_faults(root)
    return found + outside(root, screen) + sideways(root) if screen is not None else found


def told(widget: QWidget) -> str:
    """A widget in words, for whoever mends it."""
    words = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton | QLabel) else "")
    return f"{type(widget).__name__} “{words[:40]}”" if words else f"{type(widget).__name__} in {_inside(widget)}"


def _inside(widget: QWidget) -> str:
    around = widget.parentWidget()
    return type(around).__name__ if around is not None else "nothing"


# -- name and role -------------------------------------------------------------------------------------------------


def focusable(root: QWidget) -> Iterator[QWidget]:
    """What can have the keyboard now; a box stands for the field inside it."""
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(root) or not widget.isEnabled():
            continue
        if isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox) or widget.window() is not root.window():
            continue
        nothing_there = isinstance(widget, QLabel) and not widget.text()  # words that come later can be copied
        if widget.focusProxy() is None and not nothing_there:
            yield widget


def nameless(root: QWidget) -> list[str]:
    """What the keyboard reaches and a screen reader would have no word for, or would not know what it is."""
    found = []
    for widget in focusable(root):
        spoken = QAccessible.queryAccessibleInterface(widget)
        role = spoken.role()
        if not spoken.text(QAccessible.Text.Name).strip() and not isinstance(widget, QTabBar | QMenuBar):
            found.append(f"no name: {told(widget)}")
        if role in {QAccessible.Role.NoRole, QAccessible.Role.Client} and not _says_itself(widget):
            found.append(f"no role: {told(widget)}")
    return found


def _says_itself(widget: QWidget) -> bool:
    """Whether it needs no role: an area that only scrolls, or a picture that describes what the keyboard is on."""
    return isinstance(widget, QAbstractScrollArea) or bool(widget.accessibleDescription())


# -- words that have no room ---------------------------------------------------------------------------------------


def clipped(root: QWidget) -> list[str]:
    """Words that have less room than they need."""
    found = []
    for label in root.findChildren(QLabel):
        if not label.isVisibleTo(root) or not label.text() or isinstance(label, ElidedLabel):
            continue
        if label.wordWrap():
            if label.height() < label.heightForWidth(label.width()):
                found.append(
                    f"cut: {label.text()[:40]}: {label.height()} of {label.heightForWidth(label.width())} px high"
                )
        elif label.width() < label.sizeHint().width():
            found.append(f"cut: {label.text()[:40]}: {label.width()} of {label.sizeHint().width()} px wide")
    found += [
        f"cut: {button.text()}: {button.width()} of {button.minimumSizeHint().width()} px wide"
        for button in root.findChildren(QPushButton)
        if button.isVisibleTo(root) and button.width() + 2 < button.minimumSizeHint().width()
    ]
    return found


def crowded(root: QWidget) -> list[str]:
    """What lies over its neighbour in a layout, and what is wider than an area that scrolls up and down alone."""
    found = []
    for holder in (root, *root.findChildren(QWidget)):
        parts = list(_parts_of(holder.layout(), root)) if holder.isVisibleTo(root) else []
        for count, part in enumerate(parts):
            for other in parts[count + 1 :]:
                both = part.geometry() & other.geometry()
                if both.width() > 1 and both.height() > 1:
                    found.append(f"over: {told(part)} and {told(other)} by {both.width()}×{both.height()} px")
    for area in root.findChildren(QScrollArea):
        inside, room = area.widget(), area.viewport().width()
        never = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if never and area.isVisibleTo(root) and inside is not None and inside.width() > room:
            found.append(f"cut: {told(area)}: {room} of {inside.width()} px wide")
    return found


def _parts_of(layout: QLayout | None, root: QWidget) -> Iterator[QWidget]:
    """The widgets that a layout and those in it place, where they are shown."""
    for place in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(place) if layout is not None else None
        widget = item.widget() if item is not None else None
        if widget is not None and widget.isVisibleTo(root):
            yield widget
        elif item is not None and widget is None:
            yield from _parts_of(item.layout(), root)


def cut_in_cells(root: QWidget, runs: Iterable[Painted]) -> list[str]:
    """Words wider than the cell or heading that they stand in, and not ended with "…"."""
    found = []
    for run in runs:
        inside = _owner(root, run.place)
        view = inside.parentWidget() if inside is not None else None
        if inside is None or not isinstance(view, QAbstractItemView) or inside is not view.viewport():
            continue
        if isinstance(view, ImportTable) or (isinstance(view, Table) and not view.wraps):
            continue  # they end what has no room in "…" by themselves, and some of their rows go across
        at = inside.mapFrom(root, _begin(run.place))
        if isinstance(view, QHeaderView):
            place = view.logicalIndexAt(at)
            room = view.sectionSize(place) if place >= 0 else run.place.width()
        else:
            room = view.visualRect(view.indexAt(at)).width() or run.place.width()
        if run.place.width() > room and not run.words.endswith("…"):
            found.append(f"cut: {run.words[:40]}: {room} of {run.place.width()} px wide in {told(view)}")
    return found


def fits(size: QSize, screen: QSize) -> bool:
    """Whether something of this size has room on a screen."""
    return size.width() <= screen.width() and size.height() <= screen.height()


def outside(root: QWidget, screen: QSize) -> list[str]:
    """On a small screen: a size that is too large, and buttons that neither scroll nor are on it."""
    found = [] if fits(root.size(), screen) else [f"outside: is {root.width()}×{root.height()}"]
    for button in root.findChildren(QPushButton):
        scrolled = any(isinstance(each, QAbstractScrollArea) for each in _around(button, root))
        place = QRect(button.mapTo(root, QPoint(0, 0)), button.size())
        if button.isVisibleTo(root) and not scrolled and not root.rect().contains(place):
            found.append(f"outside: {button.text()}")
    return found


def sideways(root: QWidget) -> list[str]:
    """What has to be scrolled sideways to be read."""
    return [
        f"sideways: {told(area)} by {area.horizontalScrollBar().maximum()} px"
        for area in root.findChildren(QAbstractScrollArea)
        if area.isVisibleTo(root)
        and area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and area.horizontalScrollBar().maximum() > 0
        and not isinstance(area, _BOTH_WAYS)
        and not any(isinstance(each, _BOTH_WAYS) for each in _around(area, root))
        and not (isinstance(area, QTableView | QTreeView) and _user_sized(area))
    ]


def _user_sized(view: QTableView | QTreeView) -> bool:
    if isinstance(view, Table | WrappingTree):
        return isinstance(view, Table) and not view.wraps
    header = view.horizontalHeader() if isinstance(view, QTableView) else view.header()
    return any(header.sectionResizeMode(place) is QHeaderView.ResizeMode.Interactive for place in range(header.count()))


def _around(widget: QWidget, top: QWidget) -> Iterator[QWidget]:
    """What a widget stands in, up to `top`."""
    around = widget.parentWidget()
    while around is not None and around is not top:
        yield around
        around = around.parentWidget()


# -- words as they are painted -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Painted:
    """A run of words as it was painted."""

    words: str
    ink: QColor
    place: QRect
    """In the pixels of what was painted."""


_TEXT = re.compile(
    r'transform="matrix\((?P<matrix>[^)]*)\)"'
    r'|<text fill="(?P<ink>#\w+)" fill-opacity="(?P<opacity>[\d.e-]+)"[^>]*? x="(?P<x>[^"]*)" y="(?P<y>[^"]*)" '
    r'font-family="(?P<family>[^"]*)" font-size="(?P<size>[^"]*)" font-weight="(?P<weight>\d+)"[^>]*>(?P<words>[^<]*)<'
)


def painted(root: QWidget) -> list[Painted]:
    """Every run of words that `root` paints, whoever paints it: Qt's own pictures of a drawing keep words as words."""
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(kept)
    drawing.setSize(root.size())
    drawing.setResolution(96)
    painter = QPainter(drawing)
    root.render(painter, QPoint())
    painter.end()
    found, across, down = [], 0.0, 0.0
    for match in _TEXT.finditer(bytes(kept.data().data()).decode()):
        if match["matrix"] is not None:
            across, down = (float(each) for each in match["matrix"].split(",")[4:])
            continue
        words = html.unescape(match["words"]).strip()
        font = QFont(match["family"])
        font.setPointSizeF(float(match["size"]) * _POINTS)
        font.setWeight(QFont.Weight(int(match["weight"])))
        metrics = QFontMetricsF(font)
        ink = QColor(match["ink"])
        ink.setAlphaF(float(match["opacity"]))
        left, base = across + float(match["x"]), down + float(match["y"])
        high = round(metrics.capHeight())
        place = QRect(round(left), round(base) - high, round(metrics.horizontalAdvance(words)), high)
        if words:
            found.append(Painted(words, ink, place))
    return found


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG defines it."""
    parts = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in _parts(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _parts(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def contrast(one: QColor, other: QColor) -> float:
    """How far two colours are apart, 1 to 21, as WCAG defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pale(root: QWidget, runs: Iterable[Painted]) -> list[str]:
    """Words that stand out too little from what is behind them, those of what is disabled excepted."""
    image = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    best: dict[tuple[str, int, int], tuple[float, str]] = {}
    labels = [label for label in root.findChildren(QLabel) if label.isVisibleTo(root)]
    for each in runs:
        owner = _owner(root, each.place)
        if (
            owner is None
            or _scrolled_away(root, each, owner, labels)
            or _disabled(owner, owner.mapFrom(root, _begin(each.place)))
        ):
            continue
        room = QRect(owner.mapTo(root, QPoint(0, 0)), owner.size())
        seen = each.place.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE) & room & root.rect()
        ground = _ground(pixels[seen.top() : seen.bottom() + 1, seen.left() : seen.right() + 1], each.ink)
        apart = contrast(_over(each.ink, ground), ground)
        words = f"pale: “{each.words[:40]}” {each.ink.name()} on {ground.name()} is {apart:.2f}:1"
        # Chosen words are painted twice, in their own ink and in that of the choice, each where the other is not.
        key = each.words, each.place.left(), each.place.top()
        best[key] = max(best.get(key, (0.0, "")), (apart, words))
    return [words for apart, words in best.values() if apart < LEAST_CONTRAST]


def _begin(place: QRect) -> QPoint:
    return QPoint(place.left() + 1, place.center().y())


def _owner(root: QWidget, place: QRect) -> QWidget | None:
    """The widget that words are painted in: where they begin; None where they are not seen."""
    begin = _begin(place)
    owner = root.childAt(begin) if root.rect().contains(begin) else None
    if owner is None or isinstance(owner, QScrollBar) or isinstance(owner.parentWidget(), QPdfView):
        return None  # a page is a picture: what is painted here goes on behind it
    return owner


def _scrolled_away(root: QWidget, run: Painted, owner: QWidget, labels: Iterable[QLabel]) -> bool:
    """Whether words are those of a label that something else hides there: a drawing keeps them, whatever is in sight."""
    begin = _begin(run.place)
    own = [label for label in labels if run.words in label.text()]
    here = [label for label in own if QRect(label.mapTo(root, QPoint(0, 0)), label.size()).contains(begin)]
    return bool(here) and owner not in here


def _ground(part: NDArray[np.uint32], ink: QColor) -> QColor:
    """What most of a place is painted with that is not the words themselves."""
    colours, counts = np.unique(part, return_counts=True)
    order = [int(each) for each in colours[counts.argsort()[::-1]]]
    return QColor.fromRgb(next((each for each in order if each != ink.rgb()), order[0]))


def _over(ink: QColor, ground: QColor) -> QColor:
    """What an ink that lets the ground through looks like."""
    share = ink.alphaF()
    mixed = [share * one + (1 - share) * other for one, other in zip(_parts(ink), _parts(ground), strict=True)]
    return QColor.fromRgbF(*mixed)


def _disabled(widget: QWidget, place: QPoint) -> bool:
    view = widget.parentWidget()
    if isinstance(view, QAbstractItemView) and widget is view.viewport():
        index = view.indexAt(place)
        return index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEnabled
    return not widget.isEnabled()


# -- Tab -----------------------------------------------------------------------------------------------------------


def tab_faults(root: QWidget) -> list[str]:
    """What Tab never reaches or never leaves, and where it goes back against the order of reading."""
    root.activateWindow()
    QApplication.processEvents()
    expected = [each for each in focusable(root) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    if not expected:
        return []
    order: list[QWidget] = []
    found = []
    at: QWidget | None = expected[0]
    expected[0].setFocus(Qt.FocusReason.TabFocusReason)
    while at is not None and at not in order:
        order.append(at)
        at = _after(at)
        if at is order[-1] and len(expected) > 1:
            found.append(f"Tab: {told(at)} is never left")
            break
    skipped = [each for each in expected if each not in order]
    # Of choices that exclude each other only the one chosen has Tab, once one of them has had the keyboard.
    found += [f"Tab: {told(each)} is skipped" for each in skipped if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return found + _backwards(root, order)


def _after(widget: QWidget) -> QWidget | None:
    """Where Tab leads, at the latest after the links of a line of words."""
    for _press in range(_PRESSES):
        QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier))
        if (now := QApplication.focusWidget()) is not widget:
            return now
    return widget


def _backwards(root: QWidget, order: list[QWidget]) -> list[str]:
    """Where the next stands above or left of the one before; coming round to the uppermost again is no fault."""
    turns = []
    for count, each in enumerate(order):
        before, after = _places(root, order[count - 1], each)
        above = after.bottom() <= before.top() and after.left() < before.right()
        left = after.right() <= before.left() and after.bottom() > before.top() and after.top() < before.bottom()
        if above or left:
            turns.append((after.top(), after.left(), count))
    if turns:
        turns.remove(min(turns))
    return [f"Tab: from {told(order[count - 1])} back to {told(order[count])}" for _top, _left, count in turns]


def _places(root: QWidget, one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """Where two stand, however far what is around them was scrolled; beside what does not scroll, the area counts."""
    mine, theirs = _areas(root, one), _areas(root, other)
    return _place(root, one, mine, theirs), _place(root, other, theirs, mine)


def _areas(root: QWidget, widget: QWidget) -> list[QScrollArea]:
    return [each for each in _around(widget, root) if isinstance(each, QScrollArea)]


def _place(root: QWidget, widget: QWidget, own: list[QScrollArea], others: list[QScrollArea]) -> QRect:
    apart = [area for area in own if area not in others]
    shown = apart[-1] if apart else widget
    place = QRect(shown.mapTo(root, QPoint(0, 0)), shown.size())
    for area in own:
        if area not in apart:
            place.translate(area.horizontalScrollBar().value(), area.verticalScrollBar().value())
    return place
