"""Dialogs after the conference that open on something already given or asked, for `tools.walk`."""

from __future__ import annotations

import datetime as dt
import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.domain.dialogues import NewDialogue
from desktop.domain.tasks import ConclusionView
from desktop.gui.dialogues.forms import QuestionDialog
from desktop.gui.opinions.take import TakeAnswersDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.tasks.given import ConclusionForm
from desktop.gui.training.periods import CorrectionForm, FinishForm
from desktop.gui.units.history import UnitHistoryDialog
from desktop.gui.units.succession import SuccessionDialog
from desktop.services import dialogues, opinions, units
from desktop.wording import questionnaires


def afterwards(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens each, by name."""
    context = window.context
    read = context.operations.database.read
    conclusion = ConclusionView(uuid.uuid4(), 1, "15/TB-UBND", dt.date(2018, 6, 1), "Chủ tịch UBND quận")

    def conferences() -> list[tuple[str, uuid.UUID]]:
        assert context.conference is not None
        return [(context.conference.title, context.conference_id)]

    return {
        "question": lambda: _question(window),
        "conclusion": lambda: ConclusionForm(context, conclusion).open(),
        "period-corrected": lambda: CorrectionForm(context, conferences()).open(),
        "period-finished": lambda: FinishForm(context, conferences()).open(),
        "unit-history": lambda: UnitHistoryDialog(context, read(units.list_units)[0]).open(),
        "unit-followed": lambda: SuccessionDialog(context, read(units.list_units)[0], read(units.list_units)).open(),
        "answers-taken": lambda: _take_answers(window),
    }


def _question(window: MainWindow) -> None:
    context, new = window.context, NewDialogue("Đối thoại với công dân", dt.date(2018, 6, 20))
    view = context.operations.database.write(lambda tx: dialogues.add_dialogue(tx, context.conference_id, new))
    QuestionDialog(context, view).open()


def _take_answers(window: MainWindow) -> None:
    """A file that is no table of answers, which the dialog says; a round is there to choose."""
    context, new = window.context, questionnaires.preset("evaluation", ["Phường"])
    context.operations.database.write(lambda tx: opinions.add_round(tx, context.conference_id, new))
    path = Path(tempfile.mkdtemp(), "câu trả lời.xlsx")
    path.write_text("<html>", encoding="utf-8")
    TakeAnswersDialog(context, [path]).open()
    while context.operations.busy:
        QApplication.processEvents()
