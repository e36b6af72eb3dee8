"""The roots whose certificates the office trusts: listed, added from files, removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.guide import Topic
from desktop.domain.signatures import Root
from desktop.gui.context import Context
from desktop.gui.widgets.layout import aligned, button, grow, muted, plain
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.i18n import _
from desktop.services.signatures import roots
from desktop.wording.formats import date_text

_READ = "signatures.roots"
_FOLDER = "signatures.folder"


class TrustedRoots(ListDialog[Root]):
    """For every data file of this computer's user; `changed` tells whether any came or went."""

    guide = Topic.SIGNATURES

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        headings = [_("Name"), _("Organisation"), _("Valid until")]
        super().__init__(
            context,
            _("Trusted roots"),
            list_of(context.theme, _("Trusted roots"), headings, stretch=1),
            size=(820, 420),
            empty=_("No root is trusted yet: every signature is shown as not trusted."),
            parent=parent,
        )
        self.changed = False
        told = _(
            "Add the root certificates that the issuers of digital signatures publish (.cer, .crt, .pem), and compare"
            " the fingerprint with the one they publish."
        )
        self.banner.close_button.hide()
        self.fingerprint = plain(selectable=True)
        self.remove = button(_("&Remove"), self._remove)
        foot, self.add = self.buttons(self.remove, accept=_("&Add…"), slot=self._choose, leave=_("Close"))
        self.lay_out(
            muted(told),
            self.banner,
            aligned(self.empty, Qt.AlignmentFlag.AlignTop, 1),
            grow(self.list),
            self.fingerprint,
            foot,
        )
        self.show_rows(())
        self._work(roots.kept)

    def texts(self, row: Root) -> list[str]:
        return [row.name, row.organisation, date_text(row.valid_until.date())]

    def offer(self) -> None:
        root = self.current()
        self.remove.setEnabled(root is not None)
        self.fingerprint.setVisible(root is not None)
        if root is not None:
            digits = root.fingerprint.upper()
            pairs = " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))
            self.fingerprint.setText(_("Fingerprint (SHA-256): {digits}").format(digits=pairs))

    def take(self, path: Path) -> None:
        """Trust the certificates of a file."""

        def work() -> list[Root]:
            roots.add(path)
            return roots.kept()

        self.changed = True
        self._work(work)

    def done(self, result: int) -> None:
        """Leave."""
        self.context.operations.forget(_READ)
        super().done(result)

    def _work(self, work: Callable[[], list[Root]]) -> None:
        def show(kept: list[Root]) -> None:
            if not self.gone:
                self.banner.tell("")
                self.show_rows(kept)

        self.context.operations.plain(_READ, lambda _progress, _cancelled: work(), show, self.refuse)

    def _remove(self) -> None:
        root = self.current()
        if root is None:
            return

        def work() -> list[Root]:
            roots.remove(root)
            return roots.kept()

        self.changed = True
        self._work(work)

    def _choose(self) -> None:
        start = self.context.remembered(_FOLDER)
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            _("Add a root certificate"),
            start if isinstance(start, str) else str(Path.home()),
            _("Certificates (*.cer *.crt *.pem *.der);;All files (*)"),
        )
        if chosen:
            self.context.remember(_FOLDER, str(Path(chosen).parent))
            self.take(Path(chosen))
