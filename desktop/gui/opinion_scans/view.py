"""What the review of questionnaires shows: cases beside the whole page, pages, and what would be written now."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QLineEdit, QSizePolicy, QTabWidget, QWidget

from desktop.domain.opinions import TEN
from desktop.domain.scanned_opinions import OpinionPage, OpinionScan
from desktop.domain.scanned_sheets import PageResult
from desktop.gui.context import Context
from desktop.gui.opinion_scans.review import Case, PaperReview
from desktop.gui.opinion_scans.strips import CaseTable, place_of
from desktop.gui.scanned_sheets.page_view import PageView
from desktop.gui.theme import GRID
from desktop.gui.widgets.form import line
from desktop.gui.widgets.layout import (
    aligned,
    button,
    caption,
    check_box,
    column,
    field_name,
    grow,
    holder,
    label,
    plain,
    row,
    splitter,
)
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext
from desktop.wording import scanned_opinions as words

_LARGE = 1.5
"""Text so large that strips and page have no room beside each other."""
_SHARES = (780, 420)
_WRONG = (PageResult.UNREADABLE, PageResult.FOREIGN)


class WordsCard(QFrame):
    """What somebody wrote, and the field to type it in."""

    typed = Signal(str)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._strip: QPixmap | None = None
        self._picture = label()
        self._picture.setMinimumWidth(1)
        self._picture.setAccessibleName(_("The answer as it was written"))
        self.field: QLineEdit = line()
        self._name = field_name("", self.field)
        column(self._name, self._picture, self.field, on=self, spacing=4, margins=GRID)
        self.field.textEdited.connect(self.typed)
        self.field.returnPressed.connect(self.finished)
        self.hide()

    def show_words(self, question: str, strip: QPixmap | None, text: str) -> None:
        """Ask for this answer."""
        self._name.setText(question)
        self.field.setAccessibleName(question)
        self._strip = strip
        self._picture.setVisible(strip is not None)
        self.field.setText(text)
        self.show()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As wide as the card."""
        if self._strip is not None and not self._strip.isNull():
            wide = max(1, self.contentsRect().width() - 2 * GRID)
            self._picture.setPixmap(self._strip.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation))


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page in a picture."""

    id: int
    state: str
    file: str
    what: str


class PaperView(QWidget):
    """Shows a `PaperReview`; what is done with it is the dialog's."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.cases = CaseTable(context)
        self.words = WordsCard()
        self.page, self.page_name = PageView(context.theme), plain(role="field")
        self.close_up = check_box(_("Close &up"))
        self.close_up.toggled.connect(self.page.look_closely)
        self.all_marks = check_box(_("Show &all marks"))
        self.keys = caption()
        self.counts = plain()
        self.close_button, self.write_button = button(_("Close")), button(_("&Write"), primary=True)
        self.pages_model: RowsModel[PageLine] = RowsModel(
            [
                TableColumn("state", lambda: _("State"), lambda each: each.state, 140),
                TableColumn("what", lambda: _("What to do"), lambda each: each.what, 280, stretches=True),
                TableColumn("file", lambda: _("File"), lambda each: each.file, 200, quiet=True),
            ],
            self,
        )
        self.pages = Table(context, "opinions.scanned.pages", self.pages_model, _("Pages read"), wraps=True)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._answers(), "")
        self.tabs.addTab(holder(column(grow(self.pages), margins=(0, GRID, 0, 0))), "")
        column(grow(self.tabs), self._foot(), on=self, spacing=GRID)

    def _foot(self) -> QLayout:
        low = Qt.AlignmentFlag.AlignBottom
        return row(grow(self.counts), aligned(self.close_button, low), aligned(self.write_button, low))

    def _answers(self) -> QWidget:
        """The cases and under them the field for words; beside them the whole page, with large text behind."""
        margins = (0, GRID, 0, 0)
        left = holder(
            column(self.all_marks, grow(self.cases), self.words, self.keys, spacing=GRID // 2, margins=margins)
        )
        top = row(grow(self.page_name), self.close_up)
        right = holder(column(top, grow(self.page), spacing=GRID // 2, margins=margins))
        if self._theme.scale >= _LARGE:
            behind = QTabWidget()
            behind.addTab(left, _("Strip&s"))
            behind.addTab(right, _("Whole pag&e"))
            return behind
        panes = splitter(left, right, handle=GRID, sizes=_SHARES)
        for place, share in enumerate(_SHARES):
            panes.setStretchFactor(place, share)
            (left, right)[place].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        return panes

    @property
    def case(self) -> Case | None:
        """The case that the keyboard is on."""
        found = self.cases.current()
        return found if isinstance(found, Case) else None

    def begin(self, review: PaperReview) -> None:
        """Take what was read."""
        tens = any(paper.asked.scale == TEN for paper in review.found.papers)
        keys = _("a key for each mark (1 to 9, 0 for ten)") if tens else _("a key for each mark (1 to 5)")
        words_of = _("{keys}, space or - for a blank one; Enter goes on.").format(keys=keys)
        self.keys.setText(words_of[:1].upper() + words_of[1:])
        self.pages.replace(_page_lines(review.found))
        wrong = len(review.found.refused)
        self.tabs.setTabText(1, _("&Pages ({count} not read)").format(count=wrong) if wrong else _("&Pages"))

    def list(self, review: PaperReview) -> None:
        """Show the cases, all marks among them where they are wanted or nothing else is there."""
        if not any(case.asked for case in review.cases):
            self.all_marks.setChecked(True)
        self.cases.show_review(review, all_marks=self.all_marks.isChecked())

    def show_case(self, review: PaperReview) -> None:
        """The page of the case that the keyboard is on, marked, and the field for its words."""
        case = self.case
        page = review.page(case) if case is not None else None
        self.page_name.setText(page.called if page is not None else "")
        if case is None or page is None or page.picture is None:
            self.page.show_page(None, None)
        else:
            at = page.picture.cells.get(place_of(case))
            self.page.show_page(self.cases.pictures.page(page.picture), QRect(*at) if at is not None else None)
        if case is None or case.question is None:
            self.words.hide()
            return
        strip = self.cases.strip(case)
        text = review.typed.get((case.paper, case.question), "")
        asked = review.paper(case).asked.open[case.question]
        self.words.show_words(asked, QPixmap.fromImage(strip) if strip is not None else None, text)

    def offer(self, review: PaperReview, *, saving: bool) -> None:
        """Say what stands, and what would be written."""
        told = review.counts()
        self.cases.refresh()
        self.tabs.setTabText(
            0, _("&Answers ({count} to review)").format(count=told.open) if told.open else _("&Answers")
        )
        parts = [words.counted(review.found)]
        if told.left:
            text = ngettext("{count} paper is still open", "{count} papers are still open", told.left)
            parts.append(text.format(count=told.left))
        self.counts.setText(" · ".join(parts))
        text = ngettext("&Write {count} paper", "&Write {count} papers", told.papers).format(count=told.papers)
        self.write_button.setText(text if told.papers else _("&Write"))
        self.write_button.setEnabled(bool(told.papers) and not saving)
        self.tabs.setEnabled(not saving)


def _page_lines(found: OpinionScan) -> list[PageLine]:
    """What needs somebody first: pictures that could not be read, pages that are missing; then the pages read."""
    wrong = [(_state(page), page.called, words.page_message(page)) for page in found.refused]
    missing = [(_("✕ missing"), paper.called, words.paper_line(paper)) for paper in found.papers if paper.missing]
    read = [(_state(page), page.called, words.page_message(page)) for page in found.pages if page.result not in _WRONG]
    return [PageLine(place, *each) for place, each in enumerate([*wrong, *missing, *read])]


def _state(page: OpinionPage) -> str:
    return {
        PageResult.READ: _("✓ read"),
        PageResult.DUPLICATE: _("✓ again"),
        PageResult.UNREADABLE: _("✕ unreadable"),
        PageResult.FOREIGN: _("✕ foreign"),
    }[page.result]
