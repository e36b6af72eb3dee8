"""The desks of a server: who is there, what waits, whose clock is wrong; locked, renamed, removed; a code for the next."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QSizePolicy

from desktop.domain.errors import UnusableDatabase
from desktop.domain.guide import Topic
from desktop.domain.join_code import JoinCode
from desktop.domain.names import fold
from desktop.domain.progress import IsCancelled, Progress
from desktop.gui.context import Context
from desktop.gui.desks import sharing
from desktop.gui.desks.code_card import CodeCard
from desktop.gui.desks.server_desks import server_address
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.form import FormDialog, line
from desktop.gui.widgets.layout import button, column, grow, heading, muted, row, scroll
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext
from desktop.services.desks.away import UNREACHABLE
from desktop.services.serving import register
from desktop.services.serving.attempts import Attempt
from desktop.services.serving.connection_file import SUFFIX
from desktop.services.serving.register import Code, Desk
from desktop.services.serving.serving import News, Serving
from desktop.wording import serving as words
from desktop.wording.formats import dotted, number_text

_LOOK_MS = 2000
_PATIENCE = dt.timedelta(seconds=20)
"""So long without a desk, and what to press is said."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look at the server found."""

    desks: tuple[Desk, ...]
    news: News | None
    """Of a server that this program runs."""
    code: tuple[JoinCode, Code] | None
    """Another code, when the one shown is no longer good."""


def show_panel(context: Context) -> DesksPanel:
    """Show the desks; the window can be used beside them."""
    for open_already in context.window.findChildren(DesksPanel):
        if not open_already.gone:
            open_already.raise_()
            open_already.activateWindow()
            return open_already
    panel = DesksPanel(context)
    panel.show()
    return panel


class DesksPanel(Dialog):
    """Looks at the server every two seconds as long as it is open; it stands beside the window's work."""

    guide = Topic.DESKS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Desks"), size=(960, 560))
        self.setModal(False)
        self._running: Serving | None = sharing.shown(context)
        self._address = self._running.admin_address if self._running is not None else server_address(context)
        self._opened_at = dt.datetime.now(dt.UTC)
        self._logins: frozenset[str] | None = None
        self._code: Code | None = None
        self._told: Attempt | None = None
        """The last refusal that was told."""
        self._wanted = self._away = False
        """Whether another code was asked for; whether the server could not be asked."""
        self.facts = muted(_("Asking the server…"))
        self.hint = muted()
        self.hint.hide()
        self.table = Table(context, "desks", RowsModel(_columns(), self), _("Desks"))
        self.table.selectionModel().selectionChanged.connect(lambda *_changed: self._offer())
        beside, foot = self._beside(), self._foot()
        left = column(self.facts, self.banner, self.hint, grow(self.table))
        self.lay_out(heading(_("Desks")), grow(row(grow(left), beside, spacing=GRID * 2)), foot, margins=WIDE)
        self._offer()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._look()

    def _beside(self) -> QScrollArea:
        """The code for the next desk, where this computer shares the conference."""
        self.card = CodeCard(self.context.theme)
        self.card.renew.clicked.connect(self._ask_for_code)
        self.card.save.clicked.connect(self._save_file)
        beside = scroll(column(self.card), sideways=False)
        beside.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        beside.setMinimumWidth(self.card.width())
        beside.setVisible(self._running is not None)
        return beside

    def _foot(self) -> QHBoxLayout:
        """What can be done with a desk, and the way back of a conference that this computer shares."""
        self.lock_button = button(_("&Lock"), self._lock)
        self.rename_button = button(_("&Rename…"), self._rename)
        self.remove_button = button(_("Re&move…"), self._remove)
        self.file_button = button(_("Save a connection &file…"), self._save_file)
        self.end_button = button(_("&End, back into the data file…"), self._end)
        self.file_button.setVisible(self._running is None)
        self.end_button.setVisible(self._running is not None)
        of_desk = (self.lock_button, self.rename_button, self.remove_button)
        return self.buttons(*of_desk, self.file_button, self.end_button)[0]

    # -- looking --------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        running, address, code, wanted = self._running, self._address, self._code, self._wanted
        logins = self._logins
        self._wanted = False

        def work(_progress: Progress, _cancelled: IsCancelled) -> _Look:
            found = register.desks(address)
            if running is None:
                return _Look(found, None, None)
            joined = logins is not None and bool({each.login for each in found} - logins)
            over = code is None or code.expires_at <= dt.datetime.now(dt.UTC)
            if wanted and code is not None:
                running.drop_codes()
            return _Look(found, running.news, running.new_code() if wanted or joined or over else None)

        self._timer.stop()
        self.context.operations.plain(self.read_key, work, self._show, self._not_seen)

    def _show(self, look: _Look) -> None:
        self._timer.start()
        if self._away:
            self._away = False
            self.banner.tell("")
        if look.code is not None:
            self._code = look.code[1]
            self.card.show_code(*look.code)
        if look.news is not None:
            self._tell(look.news)
        self._logins = frozenset(each.login for each in look.desks)
        late = dt.datetime.now(dt.UTC) - self._opened_at > _PATIENCE
        self.hint.setText(words.nobody_yet() if late and self._running is not None else _("No desk has joined yet."))
        self.hint.setVisible(not look.desks)
        self._list(look.desks)

    def _list(self, desks: tuple[Desk, ...]) -> None:
        here = sum(each.here for each in desks)
        count = ngettext("{count} desk there", "{count} desks there", here).format(count=number_text(here))
        at = self._running.at if self._running is not None else None
        where = f"{at.host}:{at.port}" if at is not None else self.context.operations.database.place
        self.facts.setText(dotted(count, where, words.served_since(at.since) if at is not None else ""))
        self.table.replace(desks)
        self._offer()

    def _not_seen(self, error: Exception) -> bool:
        """Nothing is known of any desk since: none is shown as there."""
        self._timer.start()
        own = self._running is not None
        self._away = own and isinstance(error, UnusableDatabase) and error.code == UNREACHABLE
        if self._away:
            self.banner.tell(_starting_again(), "bad")
        else:
            self._away = self.refuse(error)
        self._list(tuple(replace(each, here=False) for each in self.table.rows_model.rows()))
        return self._away

    def _tell(self, news: News) -> None:
        at = self._running.at if self._running is not None else None
        if news.address_gone and news.here and at is not None:
            sentence = _(
                "This computer's address was {before} and is {now} now: the desks do not find it. Take the new address, "
                "then join each desk by a new code; what they recorded meanwhile is kept and sent."
            ).format(before=at.host, now=news.here[0])
            self.banner.tell_and_offer(sentence, _("Take {address}").format(address=news.here[0]), self._move, "warn")
        elif not news.running:
            self.banner.tell(_starting_again(), "bad")
        elif news.attempts and news.attempts[-1] != self._told:  # once closed it is not told again
            self._told = news.attempts[-1]
            self.banner.tell(words.refused_text(news.attempts), "warn")

    def _ask_for_code(self) -> None:
        self._wanted = True
        self._look()

    # -- doing ----------------------------------------------------------------------------------------------------

    def _desk(self) -> Desk | None:
        found = self.table.current()
        return found if isinstance(found, Desk) else None

    def _offer(self) -> None:
        desk = self._desk()
        for each in (self.lock_button, self.rename_button, self.remove_button):
            each.setEnabled(desk is not None)
        self.lock_button.setText(_("Un&lock") if desk is not None and desk.locked else _("&Lock"))

    def _do(self, work: Callable[[], object], done: Callable[[object], object] | None = None) -> None:
        def finished(result: object) -> None:
            if done is not None:
                done(result)
            self._look()

        self.banner.tell("")
        self.context.operations.plain("desks.do", lambda _progress, _cancelled: work(), finished, self.refuse)

    def _lock(self) -> None:
        if (desk := self._desk()) is not None:
            self._do(partial(register.lock, self._address, desk.login, locked=not desk.locked))

    def _rename(self) -> None:
        if (desk := self._desk()) is not None:
            RenameDialog(self, self._address, desk, self._look).open()

    def _remove(self) -> None:
        desk = self._desk()
        if desk is None:
            return
        question = _(
            "“{desk}” is let in no more and has to join again by a code. The marks it has sent stay; what still waits "
            "there is sent once it has joined again."
        ).format(desk=desk.title)
        if self.context.feedback.ask(_("Remove the desk"), question, _("Remove"), parent=self, danger=True):
            self._do(partial(register.remove, self._address, desk.login))

    def _move(self) -> None:
        running = self._running
        if running is not None and (here := running.news.here):
            self._code = None
            self._do(partial(running.move_to, here[0]))

    def _save_file(self) -> None:
        conference = self.context.conference
        name = re.sub(r"[^a-z0-9]+", "-", fold(conference.title if conference else "")).strip("-")[:40]
        suggested = Path.home() / f"{name or 'ket-noi'}{SUFFIX}"
        kinds = _("Connection files ({pattern})").format(pattern=f"*{SUFFIX}")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save a connection file"), str(suggested), kinds)
        if not chosen:
            return
        target = Path(chosen) if chosen.endswith(SUFFIX) else Path(chosen + SUFFIX)
        host = self._running.at.host if self._running is not None else ""

        def done(_nothing: object) -> None:
            sentence = _("Saved {file}. It lets one desk in, until this time tomorrow: carry it there and delete it.")
            self.banner.tell(sentence.format(file=target.name), "good")

        self._do(partial(register.invite, self._address, target, host), done)

    def _end(self) -> None:
        waiting = sum(each.waiting for each in self.table.rows_model.rows())
        question = _(
            "The conference goes back into its data file with every mark that has come in, and the desks are let in no more."
        )
        if waiting:
            more = ngettext(
                "{count} entry still waits at the desks: let them send it first.",
                "{count} entries still wait at the desks: let them send them first.",
                waiting,
            )
            question = f"{more.format(count=waiting)} {question}"
        if self.context.feedback.ask(
            _("End attendance at many desks"), question, _("End"), parent=self, danger=bool(waiting)
        ):
            shell = self.context.shell
            self.accept()
            shell.stop_sharing()

    def done(self, result: int) -> None:
        """Leave; nothing is looked at any more."""
        self._timer.stop()
        super().done(result)


class RenameDialog(FormDialog):
    """Another name for a desk; it takes it by itself."""

    guide = Topic.DESKS

    def __init__(self, panel: DesksPanel, address: str, desk: Desk, done: Callable[[], object]) -> None:
        super().__init__(panel.context, _("Rename the desk"), _("Rename"), columns=1)
        self._address, self._desk, self._done = address, desk, done
        self.name = line(desk.title)
        self.form.add("name", _("Name of the desk"), self.name)

    def submit(self) -> None:
        """Tell the server."""
        address, login, name = self._address, self._desk.login, self.name.text()
        self.hold()
        self.context.operations.plain(
            "desks.rename",
            lambda _progress, _cancelled: register.rename(address, login, name),
            self._renamed,
            self.refuse,
        )

    def _renamed(self, _nothing: None) -> None:
        self.release()
        self.accept()
        self._done()


def _starting_again() -> str:
    return _("The server does not run. It is being started again; desks go on by themselves.")


def _columns() -> list[TableColumn[Desk]]:
    return [
        TableColumn("title", lambda: _("Desk"), lambda desk: desk.title, 110, stretches=True),
        TableColumn("state", lambda: _("State"), lambda desk: f"{_sign(desk)} {words.state_text(desk)}", 130),
        TableColumn("waiting", lambda: _("Waiting"), lambda desk: number_text(desk.waiting), 80, numeric=True),
        TableColumn("clock", lambda: _("Clock"), lambda desk: words.clock_off_text(desk.clock_off) or "–", 96),
        TableColumn("marks", lambda: _("Marks"), lambda desk: number_text(desk.marks), 72, numeric=True),
        TableColumn("login", lambda: _("Login"), lambda desk: desk.login, 130, quiet=True, shown=False),
    ]


def _sign(desk: Desk) -> str:
    """What tells the state without colour."""
    if desk.locked:
        return "⊘"
    if desk.seen_at is None:
        return "·"
    if not desk.here:
        return "✕"
    return "◔" if desk.answers_in is not None and desk.answers_in >= words.SLOW_SECONDS else "✓"
