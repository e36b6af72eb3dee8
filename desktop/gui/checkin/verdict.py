"""The answer at the door, large: a sign in a shape, words and a colour, and what can be done next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QSizePolicy, QWidget

from desktop.gui.theme import GRID, TONES, Theme
from desktop.gui.widgets.layout import STRETCH, button, column, grow, plain, restyle, row
from desktop.i18n import _
from desktop.wording.check_in import DeskMessage

_ACTIONS: dict[str, Callable[[], str]] = {
    "undo": lambda: _("Undo"),
    "badge": lambda: _("Print the badge now…"),
    "let_in": lambda: _("Let in…"),
    "not_replaced": lambda: _("Came after all"),
    "reinstate": lambda: _("Reinstate and let in"),
    "instead": lambda: _("Let in at the session now"),
    "anyway": lambda: _("Let in here all the same"),
    "walk_in": lambda: _("Register a walk-in…"),
}


_SHARES = (1.0, 0.85, 0.72)
"""Of the heading's size, tried one after the other."""
_LARGE = 1.5
"""The size of text from which buttons stand under the words."""
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class VerdictPanel(QFrame):
    """Shows one Verdict; `wanted` names the action whose button was pressed."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.verdict: DeskMessage | None = None
        self.setObjectName("verdict")
        self._sign = _Sign(theme)
        self._heading, self._attention, self._facts, self._pending = (
            plain(role=role) for role in ("verdict", "attention", "", "warning")
        )
        lines = (self._heading, self._attention, self._facts, self._pending)
        for line in lines:
            line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.buttons: dict[str, QPushButton] = {}
        for name in _ACTIONS:
            made = self.buttons[name] = button("", partial(self.wanted.emit, name))
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.hide()
        words = column(STRETCH, *lines, STRETCH, spacing=2)
        self._actions = column(STRETCH, *self.buttons.values(), STRETCH, spacing=None)
        self._said = row(grow(words), self._actions, spacing=GRID * 2)
        row(self._sign, grow(self._said), on=self, spacing=GRID * 2, margins=(GRID * 2, GRID, GRID * 2, GRID))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self._retint)

    def tell(self, verdict: DeskMessage) -> None:
        """Show a verdict in place of the one before."""
        self.verdict = verdict
        self._sign.show_sign(verdict.sign, verdict.tone)
        self._heading.setText(verdict.heading)
        self._facts.setText(verdict.facts)
        self._facts.setVisible(bool(verdict.facts))
        self._attention.setText(f"⚠ {verdict.attention}")
        self._attention.setVisible(bool(verdict.attention))
        self._pending.setText("↑ " + _("waiting to be sent to the server"))
        self._pending.setVisible(verdict.pending)
        for name, each in self.buttons.items():
            each.setText(_ACTIONS[name]())
            each.setVisible(name in verdict.actions)
        self.setProperty("tone", verdict.tone)
        self._retint()
        parts = (verdict.heading, verdict.attention, verdict.facts, verdict.pending and self._pending.text()[2:])
        self.setAccessibleName(". ".join(part for part in parts if part))

    def show_sent(self) -> None:
        """What waited has been sent since."""
        if self.verdict is not None and self.verdict.pending:
            self.tell(replace(self.verdict, pending=False))

    @property
    def sentence(self) -> str:
        """All that is said."""
        return self.accessibleName()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(76))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self._theme.px(92)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A long name in smaller type, so that it stays in two lines; in more lines where that is not enough."""
        layout = self.layout()
        if self.verdict is None or layout is None:
            return
        large = self._theme.scale >= _LARGE
        self._said.setDirection(_DOWN if large else _ACROSS)
        self._actions.setDirection(_ACROSS if large else _DOWN)
        self._said.setSpacing(GRID // 2 if large else GRID * 2)
        layout.activate()
        ink = self._theme.colour(TONES[self.verdict.tone][0] if self.verdict.tone != "plain" else "text")
        room = self._heading.width()
        for share in _SHARES:
            font = QFont(self._heading.font())
            font.setPointSizeF(self._theme.verdict_points * share)
            lines = QFontMetrics(font).boundingRect(0, 0, room, 10_000, _WRAPPED, self.verdict.heading).height()
            if lines <= 2 * QFontMetrics(font).lineSpacing():
                break
        self._heading.setStyleSheet(f"color: {ink.name()}; font-size: {font.pointSizeF():.1f}pt")
        layout.invalidate()
        self.setMinimumHeight(max(self.heightForWidth(self.width()), self._theme.px(76)))

    def _retint(self) -> None:
        if self.verdict is None:
            return
        restyle(self, self._heading, self._attention, self._pending)
        self._fit()


class _Sign(QWidget):
    """The sign in its shape: a disc for in, a triangle to look up at, a square for no."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._sign, self._tone = theme, "", "plain"
        theme.changed.connect(self.updateGeometry)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sign(self, sign: str, tone: str) -> None:
        self._sign, self._tone = sign, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = round(52 * (1 + (self._theme.scale - 1) * 0.6))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._theme.colour(TONES[self._tone][0])
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        ground = self._theme.colour("surface")
        if self._tone == "good":
            painter.drawEllipse(area)
            self._draw_check(painter, area, ground)
            return
        if self._sign == "◔":
            painter.drawEllipse(area)
            self._draw_clock(painter, area, ground)
            return
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold)
        font.setPixelSize(round(area.height() * 0.5))
        if self._sign == "!":
            corners = [area.bottomLeft(), QPointF(area.center().x(), area.top()), area.bottomRight()]
            painter.drawPolygon(QPolygonF(corners))
            area = area.adjusted(0, area.height() * 0.26, 0, 0)
        elif self._sign == "✕":
            painter.drawRoundedRect(area, 6, 6)
            self._draw_cross(painter, area, ground)
            return
        else:
            painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setPen(ground)
        painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._sign)

    def _pen(self, painter: QPainter, area: QRectF, colour: QColor) -> None:
        pen = QPen(colour, area.width() * 0.1)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_check(self, painter: QPainter, area: QRectF, colour: QColor) -> None:
        self._pen(painter, area, colour)
        points = ((0.27, 0.53), (0.44, 0.69), (0.74, 0.35))
        painter.drawPolyline([QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in points])

    def _draw_clock(self, painter: QPainter, area: QRectF, colour: QColor) -> None:
        self._pen(painter, area, colour)
        center = area.center()
        painter.drawEllipse(area.adjusted(*(side * area.width() * 0.2 for side in (1, 1, -1, -1))))
        painter.drawLine(center, QPointF(center.x(), center.y() - area.height() * 0.18))
        painter.drawLine(center, QPointF(center.x() + area.width() * 0.13, center.y()))

    def _draw_cross(self, painter: QPainter, area: QRectF, colour: QColor) -> None:
        self._pen(painter, area, colour)
        inner = area.adjusted(*(side * area.width() * 0.32 for side in (1, 1, -1, -1)))
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
