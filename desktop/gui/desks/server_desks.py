"""The server's logins: one more for a desk, with its password told once; and how the server stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QTreeWidgetItem

from desktop import wording
from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.progress import IsCancelled, Progress
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.form import FormDialog, choice, line
from desktop.gui.widgets.layout import Part, button, caption, field_name, grow, heading, label, muted
from desktop.gui.widgets.list_dialog import list_of
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _
from desktop.services import server
from desktop.services.desks.outbox import Waiting
from desktop.services.desks.server_database import ServerDatabase
from desktop.wording.formats import moment_text
from desktop.wording.server import connected, how_connected, role_text


def server_address(context: Context) -> str:
    """The server's address, with the password that this window was opened with when no keyring has it."""
    database = context.operations.database
    return database.address if isinstance(database, ServerDatabase) else context.location


class AddDeskDialog(FormDialog):
    """Asks for a name and what the login may do; then shows its password, this once."""

    guide = Topic.DESKS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Add a desk"), _("Make the login"))
        self.name = line("", _("for example: ban2"))
        roles: list[tuple[str, object]] = [(role_text(role), role) for role in ("desk", "viewer", "organizer")]
        self.role = choice(roles, "desk")
        self.form.add("name", _("Login"), self.name, hint=_("Small letters and digits are easiest to type."))
        self.form.add(
            "role", _("May do"), self.role, hint=_("A desk checks people in; it sees no phone numbers or birth dates.")
        )

    def submit(self) -> None:
        """Ask the server for the login."""
        name, role = self.name.text().strip(), str(self.role.currentData())
        if not name:
            raise InvalidInput("source.missing", field="name")
        address = server_address(self.context)
        self.hold()
        self.context.operations.plain(
            "server.add_desk",
            lambda _progress, _cancelled: server.add_desk(address, name, role),
            self._made,
            self._refused,
        )

    def _refused(self, error: Exception) -> bool:
        if isinstance(error, InvalidInput):
            error.details["field"] = "name"
        return self.refuse(error)

    def _made(self, login: server.Login) -> None:
        self.release()
        shown = LoginDialog(self.context, login)
        self.accept()
        shown.open()


class LoginDialog(Dialog):
    """A new login with its password, to be copied or written down before the dialog is left."""

    guide = Topic.DESKS

    def __init__(self, context: Context, login: server.Login) -> None:
        super().__init__(context, _("The desk's login"))
        self._width = min(context.theme.px(520), self.screen().availableSize().width() - 5 * GRID)
        self.banner.close_button.hide()
        self.banner.tell(_("The password is shown only now and kept nowhere: copy it or write it down."), "warn")
        parts: list[Part] = [heading(_("The desk's login")), self.banner]
        if login.renewed:
            words = _("“{name}” was there already: it has a new password now.").format(name=login.name)
            parts.append(label(words, wrap=True))
        values = ((_("Server address"), login.address), (_("Login"), login.name), (_("Password"), login.password))
        self.fields: list[QLineEdit] = []
        for words, value in values:
            field = QLineEdit(value)
            field.setReadOnly(True)
            field.setAccessibleName(words)
            field.setCursorPosition(0)
            self.fields.append(field)
            parts += [field_name(words, field), field]
        how = _("At the desk: File → Data source → a server shared by several desks; paste the address there.")
        self.copy = button(_("&Copy"), partial(self._copy, values))
        foot, self.close_button = self.buttons(self.copy)
        self.lay_out(*parts, caption(how), GRID, foot, margins=WIDE)

    def open(self) -> None:
        """As high as the words need in this width."""
        self.ensurePolished()
        layout = self.layout()
        self.resize(self._width, layout.totalHeightForWidth(self._width) + GRID if layout else 0)
        super().open()

    def _copy(self, values: tuple[tuple[str, str], ...]) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{words}: {value}" for words, value in values))
        self.copy.setText(_("Copied"))


class StatusDialog(Dialog):
    """The server's version and schema, its logins, and who is connected now."""

    guide = Topic.DESKS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Server status"), size=(760, 520))
        self._waiting: list[tuple[str, str, str]] = []
        self.facts = muted(_("Asking the server…"))
        headings = [_("Name"), _("Details"), _("Since")]
        self.list = list_of(context.theme, _("Server status"), headings, stretch=0)
        self.list.setRootIsDecorated(True)
        foot, _close = self.buttons(button(_("&Ask again"), self.ask))
        parts = (heading(_("Server status")), self.facts, self.banner, grow(self.list), foot)
        self.lay_out(*parts, margins=WIDE)

    def ask(self) -> None:
        """Ask the server how it stands."""
        address, database = server_address(self.context), self.context.operations.database
        self.banner.tell("")

        def work(_progress: Progress, _cancelled: IsCancelled) -> server.Status:
            waiting = database.waiting() if isinstance(database, ServerDatabase) else ()
            self._waiting = [(_who(each), _why(each), moment_text(each.at)) for each in waiting]
            return server.status(address)

        self.context.operations.plain(self.read_key, work, self._show, self._failed)

    def _show(self, there: server.Status) -> None:
        last = moment_text(there.last_change) if there.last_change else "–"
        facts = _("{server} · PostgreSQL {version} · your login: {role} · last change {last}").format(
            server=there.place, version=there.version.split(" ")[0], role=role_text(there.role), last=last
        )
        self.facts.setText(f"{facts}\n{how_connected(there.used, there.allowed, there.encrypted)}")
        self.list.clear()
        self._group(_("Waiting at this desk"), self._waiting)
        self._group(
            _("Connected now"),
            [
                (each.login, connected(each.program, each.connections, each.holds_up), moment_text(each.since))
                for each in there.connected
            ],
        )
        self._group(_("Logins"), [(name, role_text(role), "") for name, role in there.logins])
        people = _("attendees: {count}")
        self._group(
            _("Conferences"),
            [(f"{code} · {title}", people.format(count=count), "") for code, title, count in there.conferences],
        )

    def _group(self, heading: str, rows: list[tuple[str, str, str]]) -> None:
        if not rows:
            return
        group = QTreeWidgetItem(self.list, [f"{heading} ({len(rows)})"])
        group.setFirstColumnSpanned(True)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        for row in rows:
            item = QTreeWidgetItem(group, list(row))
            tooltip(item, row[0])
        group.setExpanded(True)

    def _failed(self, error: Exception) -> bool:
        self.facts.setText("")
        self.list.clear()
        self._group(_("Waiting at this desk"), self._waiting)
        return self.refuse(error)


def _who(waiting: Waiting) -> str:
    return f"{waiting.name} · {waiting.session}" if waiting.session else waiting.name


def _why(waiting: Waiting) -> str:
    if not waiting.code:
        return _("waits for the server")
    return _("not taken: {why}").format(why=wording.sentence(waiting.code))


def add_desk(context: Context) -> AddDeskDialog:
    """Ask for the new login."""
    dialog = AddDeskDialog(context)
    dialog.open()
    return dialog


def show_status(context: Context) -> StatusDialog:
    """Show how the server stands."""
    dialog = StatusDialog(context)
    dialog.open()
    dialog.ask()
    return dialog
