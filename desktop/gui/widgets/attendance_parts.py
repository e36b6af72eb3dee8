"""What both boards are made of: the bar of the five statuses and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.board import Board, Count
from desktop.gui.widgets.text import Markup, joined, markup, tinted
from desktop.i18n import _, ngettext, pgettext
from desktop.wording import attendance as words

if TYPE_CHECKING:
    from desktop.gui.theme import Theme

_TIED = "\u00a0"

INKS = {"present": "good", "late": "warn", "excused": "muted", "absent": "bad", "unrecorded": "muted"}
"""The colour of each status's sign and words."""
FILLS = {"present": "good", "late": "warn", "excused": "muted", "absent": "bad", "unrecorded": "line"}
"""The colour of each status's part of a bar."""


def group_name(count: Count) -> str:
    """A group's name, or words for those without one."""
    return count.name or _("No role group")


def unit_name(count: Count) -> str:
    """A unit's name, or words for those without one."""
    return count.name or _("No unit")


def state_words(count: Count) -> str:
    """What stands beside a unit in place of its bar while nobody is in; "" once somebody is."""
    if count.silent:
        return _("nobody yet")
    if count.expected and not count.arrived:
        return words.status("excused") if count.excused >= count.absent else pgettext("board", "absent")
    return ""


def legend(count: Count, theme: Theme) -> Markup:
    """The counts as "✓ 110 có mặt  ◔ 8 muộn  P 5 vắng có phép  49 chưa ghi"; none of a kind is left out."""
    parts = []
    for name, ink in INKS.items():
        number = getattr(count, name)
        if not number and name in ("late", "excused", "absent"):
            continue
        parts.append(counted(name, number, theme.colour(ink)))
    return joined(parts, f" {_TIED} ")


def counted(status: str, number: int, ink: QColor) -> Markup:
    """A count as "✓ 110 có mặt" in the ink of its status, never cut at the end of a line."""
    sign = "" if status == "unrecorded" else f"{words.SIGNS[status]}{_TIED}"
    said = words.status(status).replace(" ", _TIED)
    whole = markup("{sign}<b>{number}</b>{tied}{said}", sign=sign, number=number, tied=_TIED, said=said)
    return tinted(whole, ink.name())


def rate_words(board: Board) -> str:
    """How many come a minute, as "21 người/phút"; "" while nobody comes."""
    if board.rate <= 0:
        return ""
    rate = round(board.rate)
    if not rate:
        return _("less than one a minute")
    return ngettext("{count} person/minute", "{count} people/minute", rate).format(count=rate)


class ShareBar(QWidget):
    """One bar cut into the five statuses."""

    def __init__(self, theme: Theme, height: int = 12) -> None:
        super().__init__()
        self._theme, self._height = theme, height
        self._count = Count("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_count(self, count: Count) -> None:
        """Cut the bar anew."""
        if count != self._count:
            self._count = count
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._theme.px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_share(painter, QRectF(self.rect()), self._count, self._theme)


def paint_share(painter: QPainter, area: QRectF, count: Count, theme: Theme) -> None:
    """The bar of the five statuses inside `area`, its ends rounded."""
    round_by = min(area.height() / 2, 5)
    outline = QPainterPath()
    outline.addRoundedRect(area, round_by, round_by)
    painter.save()
    painter.setClipPath(outline)
    painter.fillRect(area, theme.colour("line"))
    left = area.left()
    for name, fill in FILLS.items():
        width = area.width() * getattr(count, name) / count.expected if count.expected else 0
        painter.fillRect(QRectF(left, area.top(), width, area.height()), theme.colour(fill))
        left += width
    painter.restore()
