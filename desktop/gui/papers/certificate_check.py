"""Whether a certificate is genuine: the text of its code pasted, or a picture of it; and the office's key for others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from desktop.domain.certificate_code import CodeVerdict
from desktop.domain.errors import AppError
from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.layout import STRETCH, button, field_name, grow, muted, plain, row
from desktop.i18n import _
from desktop.papers import check_page, code_pictures
from desktop.papers.certificates import standing
from desktop.papers.certificates.standing import Looked
from desktop.services.certificate_codes import keys
from desktop.services.certificate_codes.keys import PublicKey
from desktop.services.opening import Transaction
from desktop.whole_file import write_whole
from desktop.wording import certificate_codes as words

_READ = "certificate_check.picture"
_FOLDER = "certificate_check.folder"
_QUIET = 150


class CertificateCheck(Dialog):
    """A field for the text, the verdict under it; what stands in the register is told beside."""

    guide = Topic.PAPERS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Check a certificate"), size=(680, 520))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 4 + 16)
        self.text.setAccessibleName(_("Text of the QR code"))
        self.told, self.facts = muted(), plain(selectable=True)
        self.banner.close_button.hide()
        self.own_key = muted()
        self._soon = QTimer(self, singleShot=True, interval=_QUIET)
        self._soon.timeout.connect(self._check)
        self.text.textChanged.connect(self._soon.start)
        picture = button(_("&Choose a picture…"), self._choose)
        self.save_key = button(_("Save the public &key…"), self._save_key)
        self.save_page = button(_("Save the checking &page…"), self._save_page)
        foot, _close = self.buttons(self.save_key, self.save_page)
        hint = muted(_("Scan the code with a phone or scanner and paste its text here, or choose a picture of it."))
        name = field_name(_("&Text of the QR code"), self.text)
        parts = (name, self.text, row(picture, grow(hint)), self.banner, self.facts, self.told, STRETCH)
        self.lay_out(*parts, self.own_key, foot)
        self.text.setFocus()
        self.read_once(keys.public, self._show_key)

    def check_picture(self, path: Path) -> None:
        """Read the codes of a picture and check the first certificate's."""
        self.context.operations.plain(
            _READ,
            lambda _progress, _cancelled: code_pictures.codes_in(path),
            self._take_codes,
            self.refuse,
            title=_("Reading the picture"),
        )

    def _choose(self) -> None:
        start = self.context.remembered(_FOLDER)
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            _("Choose a picture"),
            start if isinstance(start, str) else str(Path.home()),
            _("Pictures (*.png *.jpg *.jpeg);;All files (*)"),
        )
        if chosen:
            self.context.remember(_FOLDER, str(Path(chosen).parent))
            self.check_picture(Path(chosen))

    def _take_codes(self, found: list[str]) -> None:
        if not self.gone:
            self.text.setPlainText(next(iter(standing.certificates_first(found)), "?"))

    def _check(self) -> None:
        text = self.text.toPlainText()
        if text.strip():
            self.read_once(lambda tx: standing.look(tx, [text]), self._show)
        else:
            self.banner.tell("")
            for part in (self.told, self.facts):
                part.setText("")

    def _show(self, found: list[Looked]) -> None:
        (one,) = found
        tone = "warn" if one.checked.verdict is CodeVerdict.UNKNOWN_KEY else "good" if one.good else "bad"
        self.banner.tell(words.VERDICTS[one.checked.verdict](), tone)
        where = one.standing
        more = words.standing_text(where.state, where.details) if where is not None else ""
        self.told.setText(" ".join(part for part in (words.advice(one.checked.verdict), more) if part))
        code = one.checked.code if one.checked.verdict is not CodeVerdict.UNREADABLE else None
        self.facts.setText("\n".join(f"{name}: {text}" for name, text in words.lines(code)) if code else "")

    # -- the office's key -----------------------------------------------------------------------------------------

    def _show_key(self, key: PublicKey | None) -> None:
        self.own_key.setText(
            _("Fingerprint of the office's key:") + f" {key.fingerprint}"
            if key is not None
            else _("The office's key is made with its first certificate.")
        )

    def _save_key(self) -> None:
        self._save(_("Save the public key"), _("certificate key.pem"), lambda key, _office: key.pem)

    def _save_page(self) -> None:
        self._save(_("Save the checking page"), _("check certificates.html"), check_page.page)

    def _save(self, title: str, name: str, made: Callable[[PublicKey, str], str]) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(Path.home() / name))
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(chosen + Path(name).suffix)

        def work(tx: Transaction) -> tuple[PublicKey, str]:
            return keys.public(tx) or keys.private(tx)[1], standing.office(tx)

        def done(found: tuple[PublicKey, str]) -> None:
            if self.gone:
                return
            self._show_key(found[0])
            try:
                write_whole(path, made(*found).encode())
            except AppError as error:
                self.refuse(error)
                return
            self.banner.tell(_("Wrote {file}.").format(file=path.name), "good")

        self.context.operations.write(work, done=done, failed=self.refuse)

    def done(self, result: int) -> None:
        """Leave; a picture that is still being read is dropped."""
        self._soon.stop()
        self.context.operations.forget(_READ)
        super().done(result)


def open_certificate_check(context: Context) -> CertificateCheck:
    """Offer to check a certificate."""
    dialog = CertificateCheck(context)
    dialog.open()
    return dialog
