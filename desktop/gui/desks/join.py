"""A desk joins the organizer's computer: its code, or a file from a stick, and what this desk is called."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.domain import join_code
from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.gui.checkin.camera import CameraPanel
from desktop.gui.context import Context
from desktop.gui.widgets.form import FormDialog, line
from desktop.gui.widgets.layout import STRETCH, button, holder, muted, row
from desktop.i18n import _
from desktop.services.opening import default_desk
from desktop.services.serving import joining
from desktop.services.serving.connection_file import SUFFIX
from desktop.services.serving.joining import Joined


def join_organizer(context: Context) -> JoinDialog:
    """Ask for the code."""
    dialog = JoinDialog(context)
    dialog.open()
    return dialog


class JoinDialog(FormDialog):
    """No address, password or role is typed by anybody."""

    guide = Topic.DESKS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Join the organizer's computer"), _("Join"), columns=1, width=600)
        words = _(
            "The organizer's computer shows a code: Conference → Attendance at many desks. Both computers are in one network."
        )
        self.inside.insertWidget(0, muted(words))
        self.code = line("", "XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self.name = line(context.settings.desk or context.operations.database.desk or default_desk())
        hint = _("Capitals, hyphens and spaces do not matter; a scanner can read it too.")
        self.form.add("code", _("Code"), self.code, hint=hint)
        self.camera = CameraPanel(context)
        self.camera.read.connect(self._scanned)
        file = button(_("Choose a connection &file…"), self._choose)
        self.form.add_row(holder(row(self.camera.button, file, STRETCH)))
        self.form.add_row(self.camera)
        self.form.add("name", _("Name of this desk"), self.name, hint=_("Each mark carries it: “Bàn 2”, “Cửa sau”."))

    def submit(self) -> None:
        """Join, then open the server in place of what the window shows."""
        code, name = self.code.text().strip(), self.name.text().strip()
        if not name:
            raise InvalidInput("server.name_missing", field="name")
        self.hold()
        self.context.operations.plain(
            "desks.join",
            lambda _progress, _cancelled: joining.join(code, name),
            self._joined,
            self.refuse,
            title=_("Joining the organizer's computer…"),
        )

    def _joined(self, joined: Joined) -> None:
        self.release()
        self.context.settings.desk = joined.title
        self.accept()
        self.context.shell.open_data(joined.address)

    def _scanned(self, text: str) -> None:
        if join_code.read(text) is not None:
            self.code.setText(text)
            self.camera.button.setChecked(False)
            self.save_button.setFocus()

    def _choose(self) -> None:
        kinds = _("Connection files ({pattern})").format(pattern=f"*{SUFFIX}")
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose the connection file"), str(Path.home()), kinds)
        if name:
            self.code.setText(name)
