"""When an answer counts, what a mean is called, and how many days a dialogue has: an office's rules with their source."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from desktop.domain.dialogues import MOST_DAYS
from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.opinions import FIVE, TEN
from desktop.gui.context import Context
from desktop.gui.widgets.form import FormDialog, line, note
from desktop.gui.widgets.typed import whole
from desktop.i18n import _
from desktop.services.opinions import settings
from desktop.services.opinions.settings import OpinionSettings
from desktop.wording.questionnaires import standard_bands


class LimitsDialog(FormDialog):
    """Kept for the open conference."""

    guide = Topic.OPINIONS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Limits and bands of opinions and dialogues"), _("Save"), width=640)
        self.unanswered, self.announce, self.results = line(), line(), line()
        self.five, self.ten, self.source = _bands(), _bands(), note()
        hint = _("A line for each: the mean it begins at, then its word.")
        self.form.add("unanswered", _("An answer is invalid with more than … % left blank"), self.unanswered)
        self.form.add("source", _("Rules that this follows"), self.source)
        self.form.add("bands_five", _("What means of five levels are called"), self.five, hint=hint)
        self.form.add("bands_ten", _("What means of marks from 1 to 10 are called"), self.ten, hint=hint)
        self.form.add("announce_days", _("Days before a dialogue by which it is announced"), self.announce)
        self.form.add("results_days", _("Days after it by which its results are announced"), self.results)
        conference_id = context.conference_id
        self.read_once(lambda tx: settings.kept(tx, conference_id), self._take)
        self.unanswered.setFocus()

    def _take(self, kept: OpinionSettings) -> None:
        for field, number in (
            (self.unanswered, kept.unanswered),
            (self.announce, kept.announce_days),
            (self.results, kept.results_days),
        ):
            field.setText(str(number))
        self.five.setPlainText(kept.bands_five or standard_bands(FIVE))
        self.ten.setPlainText(kept.bands_ten or standard_bands(TEN))
        self.source.setPlainText(kept.source or standard_source())

    def submit(self) -> None:
        """Save them."""
        kept = OpinionSettings(
            self._number(self.unanswered.text(), "unanswered", 100),
            _changed(self.five, standard_bands(FIVE)),
            _changed(self.ten, standard_bands(TEN)),
            self._number(self.announce.text(), "announce_days", MOST_DAYS),
            self._number(self.results.text(), "results_days", MOST_DAYS),
            _changed(self.source, standard_source()),
        )
        conference_id = self.context.conference_id
        self.take(lambda tx: settings.keep(tx, conference_id, kept))

    def _number(self, text: str, field: str, most: int) -> int:
        number = whole(text, field)
        if number is None:
            raise InvalidInput("field.missing", field=field)
        if number > most:
            raise InvalidInput("opinion.limit", field=field, value=text, most=most)
        return number


def standard_source() -> str:
    """The rules behind what the program begins with."""
    return _(
        "Circulars 10/2017/TT-BNV and 03/2023/TT-BNV (more than 5% left blank, bands); Law on the Organization of Local "
        "Government 2025, Art. 43 (7 and 10 days)"
    )


def _changed(field: QPlainTextEdit, standard: str) -> str:
    """What is said otherwise than the program does; "" for the same."""
    text = field.toPlainText().strip()
    return "" if text == standard else text


def _bands() -> QPlainTextEdit:
    field = note()
    field.setFixedHeight(field.fontMetrics().height() * 5 + 18)
    return field


def open_limits(context: Context) -> LimitsDialog:
    """The rules of the open conference."""
    dialog = LimitsDialog(context)
    dialog.open()
    return dialog
