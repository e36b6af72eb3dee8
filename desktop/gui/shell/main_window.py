"""The main window: rail, pages, menus and status bar around one open record."""

from __future__ import annotations

import uuid
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from desktop.domain.areas import ALL_AREAS, Area
from desktop.domain.sources import is_server, login_name
from desktop.gui import commands
from desktop.gui.conferences import due
from desktop.gui.feedback import Banner, Feedback
from desktop.gui.shell import remarks
from desktop.gui.shell.connection_bar import ConnectionBar, kept_here
from desktop.gui.shell.enter_key import EnterPresses
from desktop.gui.shell.menu_keys import MenuKeys
from desktop.gui.shell.page_stack import PageStack
from desktop.gui.shell.rail import Rail, RailEntry
from desktop.gui.shell.scans import Scans
from desktop.gui.theme import GRID
from desktop.gui.widgets import dropping
from desktop.gui.widgets.layout import column, grow, holder, row, tab_as_read
from desktop.gui.widgets.status_line import StatusLine
from desktop.gui.widgets.text import literal
from desktop.gui.window_commands import WindowCommands
from desktop.i18n import _, ngettext
from desktop.papers import documents
from desktop.services import conferences, journal
from desktop.wording import journal as journal_words
from desktop.wording.formats import dates_text

if TYPE_CHECKING:
    from desktop.domain.people import ConferenceView
    from desktop.gui.context import Context
    from desktop.gui.page import Page
    from desktop.services import undoing
    from desktop.services.opening import Transaction

_GEOMETRY = "window"
_PAGE = "page"
_WELCOME = "welcome"


class MainWindow(QMainWindow):
    """The window over one record. `ready` is emitted once, when the first page shows its data."""

    ready = Signal()
    data_wanted = Signal(str, object)
    """ "new", "open", "recent" or "unshared", and the file or server where it is chosen already: another data source is asked for."""
    language_wanted = Signal(str)
    """Another language was chosen: the window must be made anew."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setObjectName("main")
        self.setWindowTitle("Tập Huấn")
        self.setAcceptDrops(True)
        self.resize(1366, 768)
        self.feedback = Feedback(self)
        EnterPresses(self)
        MenuKeys(self)
        self.scans = Scans(context, self)
        context.window, context.shell, context.feedback = self, self, self.feedback
        self.commands = context.commands = WindowCommands(context, commands.COMMANDS, commands.MENUS)
        self.conferences: list[ConferenceView] = []
        self.is_ready = False
        self._known_entry = 0
        self._pages: dict[str, Page] = {}
        self._shown = self._before = ""

        self._offered = {command.page: command for command in self.commands.offered if command.page}
        self._arrange()
        self.commands.fill_bar(self.menuBar())
        self._fill_recent()
        self._wire()
        self._restore()
        self.freshen(first=True)
        self._make_page(self._first_page())  # while the record is being read

    # -- putting together -----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        theme = self.context.theme
        entries = [
            RailEntry(command.page or command.name, command.rail_title, place.icon, command.shortcut, lower=place.lower)
            for command, place in self.commands.in_rail()
        ]
        self.rail = Rail(theme, entries)
        self.banner, self.connection_bar = Banner(theme), ConnectionBar(theme)
        self.stack = self.context.stack = PageStack()
        self.status = StatusLine(theme)
        self.setStatusBar(self.status)
        right = holder(column(self.connection_bar, self.banner, grow(self.stack), spacing=0))
        central = QWidget(self)
        self.setCentralWidget(central)
        row(self.rail, grow(right), on=central, spacing=0)

    def _wire(self) -> None:
        operations = self.context.operations
        operations.changed.connect(self._on_changed)
        operations.wrote.connect(self._on_wrote)
        operations.failed.connect(self.feedback.show_error)
        operations.failed.connect(self._offer_copy)
        operations.running.connect(self.status.show_task)
        self.status.cancelled.connect(operations.cancel)
        self.feedback.said.connect(self.status.say)
        self.feedback.bannered.connect(self.banner.tell)
        self.feedback.offered.connect(self.banner.tell_and_offer)
        self.rail.chosen.connect(self._on_rail)
        self.rail.switcher.clicked.connect(self._open_switcher)
        self.context.connection.changed.connect(self.status.show_connection)
        self.context.connection.changed.connect(self.connection_bar.show_connection)
        self.connection_bar.again.clicked.connect(self._try_the_server)
        self.connection_bar.source.clicked.connect(lambda: self.run(self.connection_bar.mends))
        self.context.connection.look()

    def _fill_recent(self) -> None:
        menu = QMenu(self)
        remembered = self.context.remembered("recent") or []
        recent = [text for text in remembered if isinstance(text, str)] if isinstance(remembered, list) else []
        for text in recent:
            on_server = is_server(text)
            action = menu.addAction(literal(login_name(text) if on_server else text))
            where = text if on_server else Path(text)
            action.triggered.connect(lambda _checked=False, where=where: self.open_data(where))
        action = self.commands.actions["data.recent"]
        action.setMenu(menu)
        action.setVisible(bool(recent))

    def _try_the_server(self) -> None:
        self.freshen()
        self.context.connection.look()

    # -- the conference open --------------------------------------------------------------------------------------

    def freshen(self, *, first: bool = False) -> None:
        """Read the conferences again, and with them the counts in the rail."""

        def work(tx: Transaction) -> tuple[list[ConferenceView], int]:
            return conferences.list_conferences(tx), journal.latest(tx)

        def done(found: tuple[list[ConferenceView], int]) -> None:
            self.conferences, self._known_entry = found
            self._choose(first)

        self.context.operations.read("window", work, done)

    def open_conference(self, conference_id: uuid.UUID | None) -> None:
        """Make another conference the open one."""
        self.context.settings.conference = str(conference_id or "")
        self.freshen()

    def _choose(self, first: bool) -> None:
        wanted = self.context.settings.conference
        found = next((each for each in self.conferences if str(each.id) == wanted), None)
        conference = found or (self.conferences[0] if self.conferences else None)
        before = self.context.conference
        self.context.conference = conference
        self.rail.switcher.show_conference(conference)
        self.setWindowTitle(f"{conference.title} — Tập Huấn" if conference else "Tập Huấn")
        counts = {"attendees": conference.attendee_count, "agenda": conference.session_count} if conference else {}
        for page in self._offered:
            self.rail.set_count(page, counts.get(page))
            self.rail.offer(page, conference is not None or not self._offered[page].needs_conference)
        if conference is not None:
            self.context.settings.conference = str(conference.id)
        if (before and before.id) != (conference and conference.id):
            for page_shown in self._pages.values():
                page_shown.forget()
        if before != conference:
            self.context.conference_changed.emit()
        if first or not self._shown or (before is None) != (conference is None):
            self.show_page(self._first_page())
        else:
            self._pages[self._shown].freshen()

    def _open_switcher(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for conference in self.conferences:
            dates = dates_text(conference.starts_on, conference.ends_on)
            action = menu.addAction(f"{conference.title} · {dates}" if dates else conference.title)
            action.setCheckable(True)
            action.setChecked(self.context.conference is not None and conference.id == self.context.conference.id)
            action.triggered.connect(lambda _checked=False, key=conference.id: self.open_conference(key))
            group.addAction(action)
        menu.addSeparator()
        self.commands.fill_menu(menu, "switcher")
        switcher = self.rail.switcher
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(switcher.mapToGlobal(switcher.rect().bottomLeft()))

    # -- pages ----------------------------------------------------------------------------------------------------

    def show_page(self, name: str, **filters: object) -> None:
        """Bring a page to the front; filters narrow what it lists."""
        if name not in self._offered or (self.context.conference is None and self._offered[name].needs_conference):
            name = _WELCOME
        page = self._pages.get(name) or self._make_page(name)
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        page.lead_back("")
        if filters:
            page.narrow(**filters)
        if name != self._shown:
            self.banner.tell("")
        self._before, self._shown = self._shown, name
        if name != _WELCOME:
            self.context.remember(_PAGE, name)
        self.rail.mark(name)
        self.stack.setCurrentWidget(page)
        self.commands.follow_page()
        if page.first is not None and not filters:
            page.first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif page.first is None:
            self.rail.focus_page(name)
        page.freshen()

    def focusNextPrevChild(self, forwards: bool, /) -> bool:
        """Tab goes as the window is read: pages, and parts of them, were made when they were wanted."""
        central = self.centralWidget()
        return central is not None and tab_as_read(central, forwards)

    def lead_back(self) -> None:
        """Let the page just shown offer the way back to the one before it."""
        page = self.page
        if page is not None and self._before not in ("", self._shown):
            page.lead_back(self._before, self._offered[self._before].rail_title)

    def _make_page(self, name: str) -> Page:
        """Build a page; it stays out of sight until it is shown."""
        place = self._offered[name].rail if name in self._offered else None
        make = place.make if place is not None else None
        page = self._pages[name] = (make or commands.welcome)(self.context)
        page.hide()
        page.loaded.connect(self._on_loaded)
        return page

    def _first_page(self) -> str:
        """The page shown last, or the overview."""
        kept = self.context.remembered(_PAGE)
        return kept if isinstance(kept, str) and kept in self._offered else next(iter(self._offered))

    def _on_rail(self, name: str) -> None:
        if name not in self._offered:
            self.rail.mark(self._shown)  # a dialog, no page
            self.run(name)
        else:
            self.show_page(name)

    @property
    def page(self) -> Page | None:
        """The page shown."""
        return self._pages.get(self._shown)

    def run(self, command: str, /, **given: object) -> object:
        """Run a command by its name and hand back what it opened."""
        return self.commands.run(command, **given)

    def _on_loaded(self) -> None:
        if not self.is_ready:
            self.is_ready = True
            self.scans.catcher.listen()
            remarks.tell(self.context)
            self.ready.emit()
            if self.commands.may("conference.bin"):
                due.offer(self.context, lambda: self._shown)

    # -- what happens ---------------------------------------------------------------------------------------------

    def _on_changed(self, areas: frozenset[Area]) -> None:
        for page in self._pages.values():
            page.make_stale(areas)
        if areas - _MINUTES:  # nothing the rail counts changes while people arrive
            self.freshen()

    def _on_wrote(self, entries: list[journal.EntryView]) -> None:
        last = entries[-1]
        if not (last.here and self.context.operations.database.at_home):  # else the desk's own file numbered it
            self._known_entry = max(self._known_entry, last.id)
        if last.action in journal.RECORDS and last.action != "undone":
            return  # whoever made the file says so, with a link that opens it
        may_undo = self.commands.may("undo")  # at a desk the page itself takes back
        link = "" if not may_undo else _("Redo") if journal_words.took_back(last.action, last.details) else _("Undo")
        self.feedback.say(
            journal_words.line(last.action, last.details, documents.title),
            link,
            lambda: self._take_back(last),
        )

    def _take_back(self, entry: journal.EntryView) -> None:
        self.context.operations.undo_entry(entry, self._undone)

    def undo_last(self) -> None:
        """Take back what this window did last."""
        self.context.operations.undo_last(self._undone)

    def redo_last(self) -> None:
        """Do again what was taken back last."""
        self.context.operations.redo_last(self._undone)

    def _offer_copy(self, error: Exception) -> None:
        remarks.offer_copy(self.context, error)

    def _undone(self, undone: undoing.Undone) -> None:
        """Name what stayed because someone edited it since."""
        if undone.kept:
            words = ngettext(
                "{count} entry was edited since and stays as it is.",
                "{count} entries were edited since and stay as they are.",
                len(undone.kept),
            )
            self.feedback.warn(words.format(count=len(undone.kept)))

    def _look_for_others(self) -> None:
        """Another program (or the command line) may have written while this window was away."""

        def done(latest: int) -> None:
            if latest > self._known_entry:
                self._known_entry = latest
                self.context.operations.changed.emit(ALL_AREAS)

        self.context.operations.read("others", journal.latest, done)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and self.is_ready and self.isActiveWindow():
            QTimer.singleShot(0, self._look_for_others)
        super().changeEvent(event)

    # -- files dropped --------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.commands.may("import") and dropping.taken(dropping.dragged(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        command, paths = dropping.command_for(dropping.taken(dropping.dragged(event.mimeData())))
        event.acceptProposedAction()
        if paths:
            QTimer.singleShot(0, lambda: self.run(command, paths=paths))

    # -- data, place, leaving -------------------------------------------------------------------------------------

    def choose_data(self, *, new: bool) -> None:
        """Ask for a data file, one that is there or a new one, and open it."""
        self.data_wanted.emit("new" if new else "open", None)

    def open_data(self, where: str | Path, *, new: bool = False) -> None:
        """Open another data file, one to be made if `new`, or a server in place of this one."""
        self.data_wanted.emit("new" if new else "recent", where)

    def stop_sharing(self) -> None:
        """Bring the conference that is shared with other desks back into its data file, and show that."""
        self.data_wanted.emit("unshared", None)

    def make_anew(self, language: str) -> None:
        """Make the window again in this language ("" for the system's) and with the size of text now set."""
        self.language_wanted.emit(language)

    def present(self) -> None:
        """Show the window; the first time it fills a screen that is too small for it and its frame."""
        room = self.screen().availableSize() - QSize(2 * GRID, 6 * GRID)
        known = isinstance(self.context.remembered(_GEOMETRY), str)
        if not known and (room.width() < self.width() or room.height() < self.height()):
            self.showMaximized()
        else:
            self.show()

    def _restore(self) -> None:
        stored = self.context.remembered(_GEOMETRY)
        if isinstance(stored, str):
            self.restoreGeometry(QByteArray.fromBase64(stored.encode("ascii")))

    def closeEvent(self, event: QCloseEvent) -> None:
        waits = kept_here(self.context.connection.now)
        if waits and not self.feedback.ask(_("Leave while entries wait"), waits, _("Leave")):
            event.ignore()
            return
        self.context.remember(_GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        from desktop.gui.guide.window import close_guide  # a start needs none of it

        close_guide()
        self.scans.catcher.stop()
        for page in self._pages.values():
            page.put_away()
        self.context.connection.stop()
        self.context.operations.close()
        with suppress(OSError):  # a read-only home must not keep the window open
            self.context.settings.save()
        super().closeEvent(event)


_MINUTES = {Area.ATTENDANCE, Area.CONNECTION, Area.DOCUMENTS}
