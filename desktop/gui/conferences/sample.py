"""Open the sample: a data file of its own, filled through the real import while a bar shows how far it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.domain.errors import Cancelled
from desktop.domain.guide import Topic
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.work_bar import WorkBar
from desktop.i18n import _
from desktop.services import demo

if TYPE_CHECKING:
    from desktop.domain.progress import IsCancelled, Progress
    from desktop.gui.context import Context


class SampleDialog(Dialog):
    """Makes the sample and asks the window to open it. To leave is to stop: the next one clears a half made one away."""

    guide = Topic.START

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Sample conference"), size=(460, 200))
        self.work = WorkBar(context.theme)
        self.work.begin(_("Filling the sample conference through the import…"))
        self.work.cancelled.connect(self.reject)
        self.lay_out(self.work)
        context.operations.plain(self.read_key, self._make, self._made, self._failed)

    def _make(self, progress: Progress, cancelled: IsCancelled) -> demo.Sample:
        both = self.work.beside(progress)

        def tell(done: int, total: int) -> None:
            if cancelled():
                raise Cancelled
            both(done, total)

        sample = demo.new_sample(progress=tell)
        demo.add_today(sample.path, sample.conference_id, dt.datetime.now())
        return sample

    def _made(self, sample: demo.Sample) -> None:
        self.accept()
        self.context.shell.open_data(sample.path)

    def _failed(self, _problem: Exception) -> bool:
        self.reject()
        return False


def open_sample(context: Context) -> SampleDialog:
    """Make the sample and open it."""
    dialog = SampleDialog(context)
    dialog.open()
    return dialog
