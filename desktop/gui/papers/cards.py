"""Every document as a card: a picture of its first page, what it is for, and for whom it can be made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from desktop import paths
from desktop.gui import icons
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import STRETCH, aligned, column, grow, heading, label, pane, row
from desktop.i18n import _
from desktop.papers import documents
from desktop.papers.document import AnyDocument, Moment

_LEAST_WIDTH = 330
_PICTURE = QSize(84, 112)


class DocumentCards(QScrollArea):
    """The cards in three sections: before the conference, on the day, after it. Arrow keys go from card to card."""

    chosen = Signal(object)
    """The document whose card was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cards: dict[str, Card] = {}
        self._columns = 0
        self._sections: list[tuple[QLabel, list[Card]]] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(GRID + 4)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column = column(self._grid, margins=(0, 0, GRID, 0))
        self._inner = pane(self.column)
        for moment, title in _moments():
            of_moment = [document for document in documents.every() if document.moment == moment]
            if of_moment:
                self._add(title, of_moment)
        self.column.addStretch(1)
        self.setWidget(self._inner)

    def only_for_people(self, chosen: bool) -> None:
        """Whether only documents that can be made for chosen people are offered."""
        for card in self.cards.values():
            card.setEnabled(not chosen or "people" in card.document.selects)

    def card(self, name: str = "") -> QWidget:
        """The card of the document of this name, or the first that can be pressed."""
        return self.cards.get(name) or next((each for each in self.cards.values() if each.isEnabled()), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._lay_out()

    def _add(self, title: str, of_moment: Sequence[AnyDocument]) -> None:
        name = heading(title)
        name.setParent(self._inner)
        name.setContentsMargins(0, GRID if self._sections else 0, 0, 0)
        made = []
        for document in of_moment:
            card = Card(self._theme, document, self._inner)
            card.clicked.connect(lambda _checked=False, document=document: self.chosen.emit(document))
            card.moved.connect(self._move)
            card.entered.connect(lambda card=card: self.ensureWidgetVisible(card, 0, 2 * GRID))
            self.cards[document.name] = card
            made.append(card)
        self._sections.append((name, made))

    def _lay_out(self) -> None:
        """One grid for all sections, so that their columns stand in line."""
        columns = max(1, (self.viewport().width() - GRID) // self._theme.px(_LEAST_WIDTH))
        if columns == self._columns:
            return
        line = 0
        for name, cards in self._sections:
            self._grid.addWidget(name, line, 0, 1, columns)
            for place, card in enumerate(cards):
                self._grid.addWidget(card, line + 1 + place // columns, place % columns)
            line += 1 + -(-len(cards) // columns)
        for place in range(max(columns, self._columns)):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        self._columns = columns

    def _move(self, card: Card, key: int) -> None:
        """To the next card in a direction; up and down go from section to section."""
        here = card.geometry().center()
        others = [each for each in self.cards.values() if each.isEnabled() and each is not card]
        order = list(self.cards.values())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            after = key == Qt.Key.Key_Right
            others = [each for each in others if (order.index(each) > order.index(card)) == after]
            found = (others[0] if after else others[-1]) if others else None
        else:
            down = key == Qt.Key.Key_Down
            others = [
                each
                for each in others
                if (each.geometry().top() > card.geometry().bottom() if down else each.geometry().bottom() < card.y())
            ]
            found = min(others, key=lambda each: _away(here, each.geometry().center()), default=None)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)


def _away(here: QPoint, there: QPoint) -> int:
    return abs(there.y() - here.y()) * 4 + abs(there.x() - here.x())


class Card(QPushButton):
    """One document. The whole card is the button."""

    moved = Signal(object, int)
    entered = Signal()

    def __init__(self, theme: Theme, document: AnyDocument, parent: QWidget) -> None:
        super().__init__(parent)
        self.document = document
        self.setProperty("role", "card")
        title, purpose, whom = document.title, document.words.purpose(), for_whom(document)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{purpose} {whom}")
        words = [
            label(text, role, wrap=True) for text, role in ((title, "field"), (purpose, "muted"), (whom, "caption"))
        ]
        for each in words:
            each.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        picture = aligned(_Picture(theme, document), Qt.AlignmentFlag.AlignTop)
        beside = column(*words, STRETCH, spacing=GRID // 2)
        inside = row(picture, grow(beside), on=self, spacing=GRID + 4, margins=GRID + 4)
        inside.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _inside(self) -> QLayout:
        inside = self.layout()
        assert inside is not None
        return inside

    def sizeHint(self) -> QSize:
        """What its words and picture need; a button's own text is none."""
        return self._inside().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its longest word."""
        return self._inside().totalMinimumSize()

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height its words need."""
        return self._inside().totalHeightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it like Space; arrows go to the next card."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self, event.key())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Come into view with the keyboard."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        return super().event(event)


class _Picture(QWidget):
    """The first page, small; where there is no picture of it, an empty paper."""

    def __init__(self, theme: Theme, document: AnyDocument) -> None:
        super().__init__()
        self._theme, self._document = theme, document
        self._picture: QPixmap | None = None
        self.setFixedSize(theme.px(_PICTURE.width()), theme.px(_PICTURE.height()))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The file is read when the card is first seen."""
        if self._picture is None:
            self._picture = QPixmap(str(paths.resources() / "documents" / "pictures" / f"{self._document.name}.png"))
        paper = QSize(210, 297) if self._picture.isNull() else self._picture.size()
        room = self.rect().adjusted(1, 1, -1, -1)
        area = QRect(QPoint(), paper.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
        area.moveCenter(room.center())
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.4)
        painter.fillRect(area, Qt.GlobalColor.white)
        if self._picture.isNull():
            side = area.width() // 2
            icon = QRect(0, 0, side, side)
            icon.moveCenter(area.center())
            icons.icon(self._theme, "file-document-outline", "bar").paint(painter, icon)
        else:
            sharp = self._picture.scaled(
                area.size() * self.devicePixelRatioF(),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            painter.drawPixmap(area, sharp)
        painter.setPen(QPen(self._theme.colour("field_line"), 1))
        painter.drawRect(QRectF(area).adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()


def for_whom(document: AnyDocument) -> str:
    """For whom a document can be made: "For everyone, role groups, units, chosen people"."""
    ways = {
        "groups": _("role groups"),
        "units": _("units"),
        "sessions": _("sessions"),
        "people": _("chosen attendees"),
    }
    known = [name for way, name in ways.items() if way in document.selects]
    if not known:
        return _("For the whole conference")
    return _("For everyone, or by: {ways}").format(ways=", ".join(known))


def _moments() -> tuple[tuple[Moment, str], ...]:
    return (
        ("before", _("Before the conference")),
        ("day", _("On the day")),
        ("after", _("After the conference")),
    )
