"""What is to be looked at, each with its strip of the picture: one key a mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter

from desktop.domain.opinions import BLANK_KEYS
from desktop.gui.context import Context
from desktop.gui.opinion_scans.review import Case, PaperReview
from desktop.gui.scanned_sheets.pictures import Pictures
from desktop.gui.widgets.rows import Column, RowsModel, Section
from desktop.gui.widgets.table import Table
from desktop.i18n import _, pgettext
from desktop.wording.opinions import level_name

_HIGH = 46
_PAPER = QColor(Qt.GlobalColor.white)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class CaseTable(Table):
    """The cases, those to look at first; all marks below them where somebody wants to see them."""

    typed = Signal(str)
    accepted = Signal()

    def __init__(self, context: Context) -> None:
        self.review: PaperReview | None = None
        self.pictures = Pictures()
        columns = [
            Column("paper", lambda: _("File"), self._paper_text, 120, quiet=True),
            Column("question", lambda: _("Question"), self._question_text, 150, stretches=True),
            Column("strip", lambda: _("On the picture"), lambda _case: "", 250),
            Column("mark", lambda: pgettext("opinion", "Mark"), self._mark_text, 130),
        ]
        model: RowsModel[Case] = RowsModel(columns)
        super().__init__(context, "opinions.scanned", model, _("Marks and answers of the questionnaires"))
        model.setParent(self)
        self.setSelectionMode(Table.SelectionMode.SingleSelection)

    def _take_theme(self) -> None:
        super()._take_theme()
        self.verticalHeader().setDefaultSectionSize(max(self.context.theme.px(_HIGH), 2 * self.fontMetrics().height()))

    def show_review(self, review: PaperReview, *, all_marks: bool) -> None:
        """Show the cases; the keyboard stays on its own."""
        at = self.current()
        self.review = review
        self.rows_model.set_rows(_lines(review, all_marks=all_marks))
        for place in range(self.rows_model.rowCount()):
            if isinstance(self.rows_model.line(place), Section):
                self.setRowHeight(place, self.context.theme.row_height())
        if isinstance(at, Case):
            self.select_ids([at.id])
        if not isinstance(self.current(), Case):
            self.select_first()

    def go_on(self) -> bool:
        """To the next case; False at the last one."""
        for place in range(self.currentIndex().row() + 1, self.rows_model.rowCount()):
            if not isinstance(self.rows_model.line(place), Section):
                self.setCurrentIndex(self.rows_model.index(place, 0))
                return True
        return False

    def refresh(self) -> None:
        """Paint again what was said."""
        last, columns = self.rows_model.rowCount() - 1, len(self.rows_model.columns)
        if last >= 0:
            self.rows_model.dataChanged.emit(self.rows_model.index(0, 0), self.rows_model.index(last, columns - 1))
        self.viewport().update()

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
                self._paint_strip(painter, case, QRect(left, top + 3, width, height - 7))
            elif key == "mark" and review.is_open(case):
                rest.append((column, left, width, align, self.context.theme.colour("warn")))
            else:
                rest.append((column, left, width, align, colour))
        super()._paint_cells(painter, place, rest, top, height)

    def _paint_strip(self, painter: QPainter, case: Case, area: QRect) -> None:
        strip = self.strip(case)
        if strip is None:
            painter.setPen(self.context.theme.colour("muted"))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), _("This page is missing."))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = min(area.width() / max(1, strip.width()), area.height() / max(1, strip.height()))
        wide, high = round(strip.width() * scale), round(strip.height() * scale)
        at = QRect(area.left(), area.top() + (area.height() - high) // 2, wide, high)
        painter.fillRect(at, _PAPER)
        painter.drawImage(at, strip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)

    # -- keys ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if not isinstance(self.current(), Case) or event.modifiers() & _COMMANDS:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.typed.emit("-")
        elif len(text) == 1 and (text in "0123456789" or text in BLANK_KEYS):
            self.typed.emit(text)
        elif text and text.isprintable():
            event.accept()  # no other letter means anything: not even a search that would move the keyboard
        else:
            super().keyPressEvent(event)


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
