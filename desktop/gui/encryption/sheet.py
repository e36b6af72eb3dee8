"""The recovery sheet: shown once the data is encrypted, printed or saved, and not left before that is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.errors import AppError
from desktop.domain.guide import Topic
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.dialog import WIDE, BareDialog
from desktop.gui.widgets.layout import STRETCH, button, card, check_box, column, fact, grow, heading, plain, scroll
from desktop.i18n import _
from desktop.papers import recovery_sheet
from desktop.papers.printing import has_printer, prepare_printer, print_pdf
from desktop.whole_file import write_whole
from desktop.wording import machine

_WIDTH = 560


class RecoverySheetDialog(BareDialog):
    """The recovery key of one data file."""

    guide = Topic.ENCRYPTION

    def __init__(self, theme: Theme, file: str, recovery_key: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Recovery sheet"), parent)
        self.file, self.key = file, recovery_key
        words = plain(
            _(
                "“{file}” is encrypted. If the passphrase is forgotten, only this recovery key opens the data: "
                "print the sheet and keep it in a safe, not on this computer."
            ).format(file=file)
        )
        groups = recovery_key.split("-")
        self.shown = fact("\n".join("   ".join(groups[at : at + 3]) for at in range(0, len(groups), 3)))
        self.shown.setProperty("role", "code")
        self.shown.setAccessibleName(_("Recovery key"))
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = self.shown.font()
        font.setFamilies(["Consolas", "DejaVu Sans Mono", "monospace"])
        font.setPointSizeF(font.pointSizeF() * 1.5)
        self.shown.setFont(font)
        self.kept_box = check_box(_("The sheet is printed, or the key is written down"))
        inside = column(words, card(column(self.shown, margins=GRID * 2)), self.kept_box, self.banner, STRETCH)
        inside.setSpacing(GRID * 2)
        self.area = scroll(inside)
        self.print_button = button(_("&Print…"), self._print)
        self.save_button = button(_("&Save as PDF…"), self._save)
        foot, self.done_button = self.buttons(self.print_button, self.save_button, accept=_("&Done"), leave=_("Close"))
        self.done_button.setEnabled(False)
        self.kept_box.toggled.connect(self.done_button.setEnabled)
        self.lay_out(heading(_("Recovery sheet")), grow(self.area), foot, margins=WIDE, spacing=GRID + 4)
        self.print_button.setFocus()

    def open(self) -> None:
        self.fit_around(self.area, _WIDTH)
        super().open()

    def exec(self) -> int:
        self.fit_around(self.area, _WIDTH)
        return super().exec()

    def reject(self) -> None:
        """Left only once the key is kept somewhere."""
        if self.kept_box.isChecked():
            super().reject()
        else:
            self.banner.tell(_("Print the sheet or write the key down first, then tick the box."), "warn")
            self.fit_around(self.area, _WIDTH)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        if not has_printer():
            self.banner.tell(machine.no_printer(), "warn")
            return
        made = recovery_sheet.pdf(self.file, self.key)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare_printer(printer, made, name=self.windowTitle())
        dialog = QPrintDialog(printer, self)
        accepted = dialog.exec()
        dialog.deleteLater()
        if accepted:
            self._kept(lambda: print_pdf(made, printer), _("The recovery sheet was sent to the printer."))

    def _save(self) -> None:
        name = _("Recovery sheet {file}").format(file=Path(self.file).stem)
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.windowTitle(), str(Path.home() / f"{name}.pdf"), _("PDF document") + " (*.pdf)"
        )
        if chosen:
            path = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.pdf")
            told = _("Saved. Print it and remove {file} from this computer.").format(file=path.name)
            self._kept(lambda: write_whole(path, recovery_sheet.pdf(self.file, self.key)), told)

    def _kept(self, work: Callable[[], object], told: str) -> None:
        try:
            work()
        except AppError as error:
            self.tell_error(error)
            return
        self.banner.tell(told, "good")
        self.fit_around(self.area, _WIDTH)
