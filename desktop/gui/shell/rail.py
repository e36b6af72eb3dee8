"""The left rail: which conference is open, and the pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QWidget

from desktop.domain.lazy_dataclass import dataclass
from desktop.gui import icons
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import STRETCH, Part, aligned, caption, column, grow, label, muted, row, scroll
from desktop.gui.widgets.text import literal, tooltip
from desktop.i18n import _
from desktop.wording.formats import dates_text

if TYPE_CHECKING:
    from desktop.domain.people import ConferenceView

_WIDTH = 208


def rail_width(theme: Theme) -> int:
    """208 px, growing slower than the text: the page needs the room more."""
    return round(_WIDTH * (1 + (theme.scale - 1) * 0.63))


_LARGE = 1.5
"""Text so large that with the place in the rail the window would not fit a screen of 768 lines."""


_LINES, _LINES_LARGE = 5, 3
"""How many lines of a conference's title the rail shows; the tool tip has it whole."""


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A page in the rail, or a command."""

    name: str
    title: str
    icon: str
    shortcut: str = ""
    lower: bool = False
    """Under the line: not of one conference."""


class ConferenceSwitcher(QPushButton):
    """The open conference: title, dates, place; pressing it opens the menu of conferences."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "switcher")
        self._title, self._facts, self._arrow = label(role="field", wrap=True), caption(), label()
        words = column(self._title, self._facts, spacing=4)
        arrow = aligned(self._arrow, Qt.AlignmentFlag.AlignTop)
        self._layout = row(grow(words), arrow, on=self, spacing=4, margins=(GRID + 2, GRID, GRID, GRID))
        for part in (self._title, self._facts, self._arrow):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._whole = ""
        self._height = 0
        self.tint()

    def tint(self) -> None:
        """Take the theme's colours."""
        self._arrow.setPixmap(icons.pixmap(self._theme, "chevron-down", "muted", 16))

    def show_conference(self, conference: ConferenceView | None) -> None:
        """Show the conference's facts."""
        title = conference.title if conference else _("No conference yet")
        parts = [dates_text(conference.starts_on, conference.ends_on), conference.venue] if conference else []
        if conference and (conference.closed or conference.reported):
            state = _("Closed") if conference.closed else _("Reported")
            parts[0] = " · ".join(filter(None, (state, parts[0])))
        facts = " · ".join(part for part in parts if part)
        self._whole = title
        large = self._theme.scale >= _LARGE
        self._facts.setText(parts[0] if large and parts else facts)
        self._facts.setVisible(bool(facts))
        tooltip(self, "\n".join(part for part in (title, facts) if part))
        self.setAccessibleName(_("Conference: {title}").format(title=title))
        self.setAccessibleDescription(facts)
        self.fit()

    def fit(self) -> None:
        """As high as the words need in the rail's width."""
        room = rail_width(self._theme) - 2 * GRID
        margins = self._layout.contentsMargins()
        arrow = self._arrow.sizeHint().width() + self._layout.spacing()
        width = room - margins.left() - margins.right() - arrow
        heights = []
        self._title.ensurePolished()
        most = _LINES_LARGE if self._theme.scale >= _LARGE else _LINES
        self._title.setText(_within(self._whole, self._title.fontMetrics(), width, most))
        for words in (self._title, self._facts):
            words.ensurePolished()
            if not words.isHidden() or words is self._title:
                heights.append(words.heightForWidth(width))
        gaps = 4 * (len(heights) - 1)
        self._height = sum(heights) + gaps + margins.top() + margins.bottom() + 4
        self.setFixedHeight(self._height)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()  # only now the style has given the labels their fonts

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self.fit()

    def sizeHint(self) -> QSize:
        return QSize(rail_width(self._theme), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._height)


def _within(text: str, metrics: QFontMetrics, width: int, most: int) -> str:
    """As many of its words as so many lines of this width hold."""

    def fits(words: str) -> bool:
        room = QRect(0, 0, width, 10_000)
        needed = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words)
        return needed.height() <= most * metrics.lineSpacing() + 1

    words = text.split()
    if fits(text):
        return text
    while words and not fits(" ".join(words) + "…"):
        words.pop()
    return " ".join(words) + "…"


class _PageButton(QPushButton):
    """A page's name with its count at the right."""

    stepped = Signal(int)
    """1 or -1: the next page, or the one before."""

    def __init__(self, entry: RailEntry, theme: Theme) -> None:
        super().__init__(literal(entry.title))
        self.setProperty("role", "page")
        self.setCheckable(True)
        self.setIcon(icons.icon(theme, entry.icon, "muted", "accent"))
        side = theme.px(18)
        self.setIconSize(QSize(side, side))
        self.setAccessibleName(entry.title)
        tooltip(self, f"{entry.title} ({entry.shortcut})" if entry.shortcut else entry.title)
        self._theme = theme
        self._entry = entry
        self._count = muted(wrap=False)
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row(STRETCH, self._count, on=self, spacing=None, margins=(0, 0, GRID, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        """A name that has no room beside its count goes into lines, as wide as it is while its page is open."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        count = self._count.sizeHint().width() + GRID if self._count.text() else 0
        taken = self.iconSize().width() + count + 3 * GRID
        lines = [""]
        for word in self._entry.title.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and metrics.horizontalAdvance(longer) > self.width() - taken:
                lines.append(word)
            else:
                lines[-1] = longer
        if self.text() != (broken := literal("\n".join(lines))):
            self.setText(broken)
            self.setMinimumHeight(self.sizeHint().height())

    def set_count(self, count: int | None) -> None:
        self._count.setText("" if count is None else str(count))
        spoken = self._entry.title if count is None else f"{self._entry.title}, {count}"
        self.setAccessibleName(spoken)
        self._break()


class Rail(QWidget):
    """Switcher and pages; arrow keys walk the pages."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, entries: Sequence[RailEntry]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self._theme = theme
        self.switcher = ConferenceSwitcher(theme)
        self._buttons: dict[str, _PageButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setObjectName("line")
        upper = [self._button(entry) for entry in entries if not entry.lower]
        lower = [self._button(entry) for entry in entries if entry.lower]
        pages: tuple[Part, ...] = (*upper, GRID, line, GRID, *lower, STRETCH)
        # Large text on a small screen has no room for all.
        self._pages = scroll(column(*pages, spacing=2), sideways=False, parent=self)
        self._pages.setMinimumHeight(theme.px(120))
        column(self.switcher, GRID, grow(self._pages), on=self, spacing=2, margins=(GRID, GRID + 4, GRID, GRID))
        self.setFixedWidth(rail_width(theme))
        theme.changed.connect(self._retint)

    def _button(self, entry: RailEntry) -> _PageButton:
        button = _PageButton(entry, self._theme)
        button.clicked.connect(lambda _checked=False, name=entry.name: self.chosen.emit(name))
        button.stepped.connect(lambda step, name=entry.name: self._step(name, step))
        self._group.addButton(button)
        self._buttons[entry.name] = button
        return button

    def _retint(self) -> None:
        self.setFixedWidth(rail_width(self._theme))
        self.switcher.tint()
        self.switcher.fit()

    def mark(self, name: str) -> None:
        """Show which page is open; an unknown name marks none."""
        self._group.setExclusive(False)
        for known, button in self._buttons.items():
            button.setChecked(known == name)
            if known == name:
                self._pages.ensureWidgetVisible(button)
        self._group.setExclusive(True)

    def offer(self, name: str, offered: bool) -> None:
        """Whether a page can be opened now."""
        self._buttons[name].setEnabled(offered)

    def focus_page(self, name: str) -> None:
        """Put the keyboard on a page's button."""
        if name in self._buttons:
            self._buttons[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_count(self, name: str, count: int | None) -> None:
        """The number at the right of a page's name."""
        self._buttons[name].set_count(count)

    def _step(self, name: str, step: int) -> None:
        order = list(self._buttons.values())
        position = order.index(self._buttons[name]) + step
        if 0 <= position < len(order):
            order[position].setFocus(Qt.FocusReason.TabFocusReason)
            self._pages.ensureWidgetVisible(order[position])
