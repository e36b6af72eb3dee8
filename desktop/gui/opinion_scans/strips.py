"""What is to be looked at, each with its strip of the picture: one key a mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter

from desktop.domain.opinions import BLANK_KEYS
from desktop.gui.context import Context
from desktop.gui.opinion_scans.review import Case, PaperReview
from desktop.gui.scanned_sheets.pictures import Pictures
from desktop.gui.widgets.rows import RowsModel, Section, TableColumn
from desktop.gui.widgets.strip_list import StripList
from desktop.i18n import _, pgettext
from desktop.wording.opinions import level_name

_HIGH = 46


class CaseTable(StripList):
    """The cases, those to look at first; all marks below them where somebody wants to see them."""

    def __init__(self, context: Context) -> None:
        self.review: PaperReview | None = None
        self.pictures = Pictures()
        columns = [
            TableColumn("paper", lambda: _("File"), self._paper_text, 120, quiet=True),
            TableColumn("question", lambda: _("Question"), self._question_text, 150, stretches=True),
            TableColumn("strip", lambda: _("On the picture"), lambda _case: "", 250),
            TableColumn("mark", lambda: pgettext("opinion", "Mark"), self._mark_text, 130),
        ]
        model: RowsModel[Case] = RowsModel(columns)
        super().__init__(context, "opinions.scanned", model, _("Marks and answers of the questionnaires"), high=_HIGH)

    def show_review(self, review: PaperReview, *, all_marks: bool) -> None:
        """Show the cases; the keyboard stays on its own."""
        self.review = review
        self.show_lines(_lines(review, all_marks=all_marks))

    def strip(self, case: Case) -> QImage | None:
        """Its part of the picture; None of a page that is missing."""
        page = self.review.page(case) if self.review is not None else None
        if page is None or page.picture is None:
            return None
        return self.pictures.strip(page.picture, *place_of(case))

    # -- words --------------------------------------------------------------------------------------------------------

    def _paper_text(self, case: Case) -> str:
        if self.review is None:
            return ""
        page = self.review.page(case)
        return page.called if page is not None else self.review.paper(case).called

    def _question_text(self, case: Case) -> str:
        if self.review is None:
            return ""
        asked = self.review.paper(case).asked
        if case.question is not None:
            return asked.open[case.question]
        return _("Who answers") if case.item is None else f"{case.item + 1}. {asked.items[case.item]}"

    def _mark_text(self, case: Case) -> str:
        review = self.review
        if review is None:
            return ""
        if review.is_open(case):
            return _("? to be typed") if case.question is not None else _("? to review")
        if case.question is not None:
            return review.typed.get((case.paper, case.question), "").strip() or _("– not typed")
        level, asked = review.level(case), review.paper(case).asked
        if level is None:
            return _("– blank")
        return asked.groups[level - 1] if case.item is None else level_name(asked.labels, level)

    # -- painting -----------------------------------------------------------------------------------------------------

    def _paint_cells(
        self, painter: QPainter, place: int, columns: Sequence[tuple[int, int, int, int, QColor]], top: int, height: int
    ) -> None:
        case, review = self.rows_model.line(place), self.review
        if not isinstance(case, Case) or review is None:
            return
        rest = []
        for column, left, width, align, colour in columns:
            key = self.rows_model.columns[column].key
            if key == "strip":
                strip, area = self.strip(case), QRect(left, top + 3, width, height - 7)
                self.paint_strips(painter, [strip] if strip is not None else [], area, _("This page is missing."))
            elif key == "mark" and review.is_open(case):
                rest.append((column, left, width, align, self.context.theme.colour("warn")))
            else:
                rest.append((column, left, width, align, colour))
        super()._paint_cells(painter, place, rest, top, height)

    # -- keys ---------------------------------------------------------------------------------------------------------

    def meaning(self, event: QKeyEvent) -> str | None:
        """The digit or blank of a key; words are typed in their field."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return "-"
        text = event.text()
        return text if len(text) == 1 and (text in "0123456789" or text in BLANK_KEYS) else None


def place_of(case: Case) -> tuple[int, int]:
    """Which part of its page's picture it is."""
    if case.question is not None:
        return case.question, 1
    return (-1 if case.item is None else case.item), 0


def _lines(review: PaperReview, *, all_marks: bool) -> list[Case | Section]:
    """What is asked, then answers to be typed, then, where they are wanted, the marks that the pictures decide."""
    lines: list[Case | Section] = []
    parts = [
        (_("To review"), [case for case in review.cases if case.asked and case.question is None]),
        (_("Answers in words, to be typed"), [case for case in review.cases if case.question is not None]),
    ]
    if all_marks:
        parts.append((_("Decided by the pictures"), [case for case in review.cases if not case.asked]))
    for title, cases in parts:
        if cases:
            lines += [Section(title, str(len(cases))), *cases]
    return lines
