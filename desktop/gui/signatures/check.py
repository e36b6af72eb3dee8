"""The signatures of a PDF that comes back: who signed, when, whether anything changed, whose certificates are trusted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QTreeWidgetItem

from desktop.domain.guide import Topic
from desktop.domain.signatures import Signature, SignedFile
from desktop.gui.context import Context
from desktop.gui.signatures.roots import TrustedRoots
from desktop.gui.widgets.layout import aligned, button, grow, heading, muted, plain
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.i18n import _
from desktop.services.signatures import checking, roots
from desktop.wording import signatures as words

_CHECK = "signatures.check"
_FOLDER = "signatures.folder"


class SignatureCheck(ListDialog[Signature]):
    """A line for each signature, the one highlighted whole below."""

    guide = Topic.SIGNATURES

    def __init__(self, context: Context) -> None:
        headings = [_("Signed by"), _("Organisation"), _("Signed at"), _("Document"), words.certificate()]
        title = _("Check the signatures of a PDF")
        view = list_of(context.theme, _("Signatures"), headings, stretch=1)
        super().__init__(context, title, view, size=(940, 560), empty=_("Choose the signed PDF that came back."))
        self.path: Path | None = None
        self.verdict, self.detail = heading(wrap=True), plain(selectable=True)
        self.unchecked = muted(words.not_checked())
        self.roots = button(_("&Trusted roots…"), self._roots)
        foot, self.choose = self.buttons(self.roots, accept=_("&Choose a PDF…"), slot=self._choose, leave=_("Close"))
        self.banner.close_button.hide()
        self.lay_out(
            self.verdict,
            self.banner,
            aligned(self.empty, Qt.AlignmentFlag.AlignTop, 1),
            grow(self.list),
            self.detail,
            self.unchecked,
            foot,
        )
        self._judge("")
        self.show_rows(())
        self.choose.setFocus()

    def check(self, path: Path) -> None:
        """Check a PDF, and show it."""
        self.path = path
        self.choose.setEnabled(False)
        self.context.operations.plain(
            _CHECK,
            lambda _progress, cancelled: checking.check(path, roots.trusted(), cancelled=cancelled),
            self._show,
            self._refused,
            title=_("Checking signatures"),
        )

    def texts(self, row: Signature) -> list[str]:
        return words.row(row)

    def dress(self, item: QTreeWidgetItem, row: Signature) -> None:
        super().dress(item, row)
        item.setForeground(3, self.context.theme.colour("good" if row.unchanged else "bad"))
        item.setForeground(4, self.context.theme.colour("good" if row.trusted else "warn"))

    def keep_place(self, before: Signature | None, place: int) -> int:  # noqa: ARG002
        """The first that is to be looked at."""
        return next((place for place, each in enumerate(self.rows) if not each.good), 0)

    def offer(self) -> None:
        row = self.current()
        self.detail.setVisible(row is not None)
        self.unchecked.setVisible(row is not None)
        if row is not None:
            self.detail.setText("\n".join(f"{name}: {text}" for name, text in words.lines(row)))

    def done(self, result: int) -> None:
        """Leave; a check under way is stopped."""
        self.context.operations.forget(_CHECK)
        super().done(result)

    def _show(self, found: SignedFile) -> None:
        if self.gone:
            return
        self.choose.setEnabled(True)
        self.banner.tell("")
        self._judge(words.verdict(found))
        self.empty.setText("")
        self.show_rows(found.signatures)
        (self.list if found.signatures else self.choose).setFocus()

    def _judge(self, verdict: str) -> None:
        self.verdict.setText(verdict)
        self.verdict.setVisible(bool(verdict))

    def _refused(self, problem: Exception) -> bool:
        if self.gone:
            return True
        self.choose.setEnabled(True)
        self._judge("")
        self.show_rows(())
        return self.refuse(problem)

    def _choose(self) -> None:
        start = self.context.remembered(_FOLDER)
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            _("Choose a signed PDF"),
            start if isinstance(start, str) else str(Path.home()),
            _("PDF documents (*.pdf);;All files (*)"),
        )
        if chosen:
            self.context.remember(_FOLDER, str(Path(chosen).parent))
            self.check(Path(chosen))

    def _roots(self) -> None:
        dialog = TrustedRoots(self.context, self)
        dialog.finished.connect(lambda _result: self.check(self.path) if self.path and dialog.changed else None)
        dialog.open()


def open_signature_check(context: Context) -> SignatureCheck:
    """Offer to check a signed PDF."""
    dialog = SignatureCheck(context)
    dialog.open()
    return dialog
