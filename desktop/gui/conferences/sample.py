"""Open the sample: a data file of its own, filled through the real import while a bar shows how far it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from desktop.domain.errors import Cancelled
from desktop.domain.progress import IsCancelled, Progress
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog_parts import resize_within
from desktop.gui.widgets.work_bar import WorkBar
from desktop.i18n import _
from desktop.services import demo

_KEY = "sample"


class SampleDialog(QDialog):
    """Makes the sample and asks the window to open it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self.context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Sample conference"))
        self.setModal(True)
        resize_within(self, context.theme, 460, 200)
        self.work = WorkBar(context.theme)
        self.work.begin(_("Filling the sample conference through the import…"))
        self.work.cancelled.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        whole.addWidget(self.work)
        context.operations.plain(_KEY, self._make, self._made, self._failed)

    def _make(self, progress: Progress, cancelled: IsCancelled) -> demo.Sample:
        def tell(done: int, total: int) -> None:
            if cancelled():
                raise Cancelled
            progress(done, total)
            self.work.progress(done, total)

        return demo.new_sample(progress=tell)

    def _made(self, sample: demo.Sample) -> None:
        self.accept()
        self.context.shell.open_data(sample.path)

    def _failed(self, _problem: Exception) -> bool:
        self.reject()
        return False

    def reject(self) -> None:
        """Stop; a sample half made is cleared away with the next one."""
        self.context.operations.forget(_KEY)
        super().reject()


def open_sample(context: Context) -> SampleDialog:
    """Make the sample and open it."""
    dialog = SampleDialog(context)
    dialog.open()
    return dialog
