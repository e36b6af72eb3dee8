"""The lasting line over the pages while the server can't be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QSizePolicy

from desktop import wording
from desktop.gui import icons
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import button, grow, label, plain, row
from desktop.i18n import _, ngettext
from desktop.services.desks.away import MENDED_BY_LOGIN, UNREACHABLE
from desktop.wording import serving
from desktop.wording.desks import clock_off

if TYPE_CHECKING:
    from desktop.gui.connection import Connection

_TRYING_MS = 3_000


class ConnectionBar(QFrame):
    """Says what goes on while the server is away, or this computer's clock is off; it leaves only when that is over."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = label()
        self._text = plain()
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.again = button(_("Try again"), self._try, spoken=_("Try to reach the server again"))
        self.source = button(_("Data source…"))
        row(
            self._icon,
            grow(self._text),
            self.source,
            self.again,
            on=self,
            margins=(GRID + 4, GRID // 2, GRID, GRID // 2),
        )
        self.mends = "data_source"
        """The command behind the button that another login needs."""
        self.setProperty("tone", "warn")
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_TRYING_MS)
        self._patience.timeout.connect(self._tried)
        theme.changed.connect(self._retint)
        self._retint()
        self.hide()

    def show_connection(self, now: Connection) -> None:
        """Come when the server is away or the clock off, go when it is back and right."""
        away = now.is_server and not now.online
        odd = bool(now.clock_off)
        if away or odd:
            self._text.setText(_sentence(now) if away else clock_off(now.clock_off))
            self.setAccessibleName(self._text.text())
        self.again.setVisible(away)
        self.source.setVisible(away and now.trouble in MENDED_BY_LOGIN)
        self.source.setText(_("Join again…") if now.joined else _("Data source…"))
        self.mends = "desks.join" if now.joined else "data_source"
        self.setVisible(away or odd)

    @property
    def sentence(self) -> str:
        """What is shown now."""
        return "" if self.isHidden() else self._text.text()

    def _try(self) -> None:
        """The record itself tries every two seconds: until then the button says that it is at it."""
        self.again.setEnabled(False)
        self.again.setText(_("Trying…"))
        self._patience.start()

    def _tried(self) -> None:
        self.again.setEnabled(True)
        self.again.setText(_("Try again"))

    def _retint(self) -> None:
        self._icon.setPixmap(icons.pixmap(self._theme, "alert-outline", "warn", 20))


def _sentence(now: Connection) -> str:
    if now.trouble and now.trouble != UNREACHABLE:
        told = (now.joined and serving.trouble(now.trouble)) or wording.sentence(now.trouble, {"file": now.source})
        return " ".join((told, *_at_home(now)))
    if now.role == "viewer":
        return _("The server can't be reached: what is shown is what it said last.")
    if not now.pending:
        return _("The server can't be reached: attendance goes on and is kept at this desk.")
    return ngettext(
        "The server can't be reached: attendance goes on, {count} entry waits to be sent.",
        "The server can't be reached: attendance goes on, {count} entries wait to be sent.",
        now.pending,
    ).format(count=now.pending)


def _at_home(now: Connection) -> list[str]:
    """What goes on meanwhile."""
    if now.role == "viewer":
        return []
    if not now.pending:
        return [_("Attendance goes on and is kept at this desk.")]
    return [
        ngettext(
            "Attendance goes on, {count} entry waits to be sent.",
            "Attendance goes on, {count} entries wait to be sent.",
            now.pending,
        ).format(count=now.pending)
    ]


def kept_here(now: Connection | None) -> str:
    """What to say to whoever leaves while entries wait for a server that is away; "" when none does."""
    if now is None or now.online or not now.pending:
        return ""
    return ngettext(
        "{count} entry waits for the server. It is kept at this desk and sent by itself at the next start.",
        "{count} entries wait for the server. They are kept at this desk and sent by themselves at the next start.",
        now.pending,
    ).format(count=now.pending)
