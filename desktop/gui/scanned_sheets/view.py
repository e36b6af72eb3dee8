"""What the review shows: cells beside the whole page, pages, differences, and what would be written now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QComboBox, QLayout, QSizePolicy, QTabWidget, QWidget

from desktop.domain.attendance import Status
from desktop.domain.scanned_sheets import PageResult
from desktop.domain.signed_sheet import PaperSheet
from desktop.gui.context import Context
from desktop.gui.scanned_sheets.page_view import PageView
from desktop.gui.scanned_sheets.pages import PageList
from desktop.gui.scanned_sheets.parts import AllDifferences, NamesOnLines
from desktop.gui.scanned_sheets.review import Cell, ScanReview, Summary
from desktop.gui.scanned_sheets.strips import StripTable
from desktop.gui.theme import GRID
from desktop.gui.widgets.attendance_parts import INKS, counted
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.form import choice
from desktop.gui.widgets.layout import (
    aligned,
    button,
    caption,
    check_box,
    column,
    field_name,
    grow,
    holder,
    plain,
    rich,
    row,
    scroll,
    splitter,
)
from desktop.gui.widgets.text import Words, joined, tinted
from desktop.i18n import _, ngettext

_LARGE = 1.5
"""Text so large that strips and page have no room beside each other."""
_SHARES = (800, 500)
"""Of the width, for the strips and for the page."""


class ScanView(QWidget):
    """Shows a `ScanReview`; what is done with it is the dialog's."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.strips = StripTable(context)
        self.page = PageView(context.theme)
        self.page_name = plain(role="field")
        self.close_up = check_box(_("Close &up"))
        self.close_up.toggled.connect(self.page.look_closely)
        self.names = NamesOnLines()
        self.pages = PageList(context)
        self.differences = AllDifferences()
        self.asked_first = check_box(_("To &review first"), True)
        self.blank = _meaning_of_blank()
        self.keep = check_box(
            _("&Keep the pictures"), tip=_("In the data, until they go with the contacts; shown from “Sheets made”.")
        )
        self.counts = rich()
        self.close_button = button(_("Close"))
        self.write_button = button(_("&Write"), primary=True)
        self.tabs = QTabWidget()
        self._differing = scroll(column(self.differences), sideways=False)
        column(grow(self.tabs), self._foot(), on=self, spacing=GRID)
        for part in (self._cells(), self.pages, self._differing):
            self.tabs.addTab(part, "")

    def _foot(self) -> QLayout:
        """What would be written, and the way out."""
        low = Qt.AlignmentFlag.AlignBottom
        keep = aligned(self.keep, Qt.AlignmentFlag.AlignVCenter)
        return row(grow(self.counts), keep, aligned(self.close_button, low), aligned(self.write_button, low))

    def _cells(self) -> QWidget:
        """The strips and under them the fields of a blank line; beside them the whole page, with large text behind."""
        switches = FlowLayout(spacing=GRID * 2)
        switches.addWidget(self.asked_first)
        switches.addWidget(holder(row(field_name(_("An &empty cell"), self.blank), self.blank)))
        keys = caption(_("C came, M late, P excused, V absent, Backspace for nothing written; Enter goes on."))
        left = holder(column(switches, grow(self.strips), self.names, keys, spacing=GRID // 2, margins=(0, GRID, 0, 0)))
        top = row(grow(self.page_name), self.close_up)
        right = holder(column(top, grow(self.page), spacing=GRID // 2, margins=(0, GRID, 0, 0)))
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
    def cell(self) -> Cell | None:
        """The cell that the keyboard is on."""
        found = self.strips.current()
        return found if isinstance(found, Cell) else None

    def begin(self, review: ScanReview, sheets: Sequence[PaperSheet], units: Sequence[str]) -> None:
        """Take what was read."""
        self.names.take(sheets, units)
        self.asked_first.setEnabled(bool(review.asked))

    def show_page(self, cell: Cell | None, title: str) -> None:
        """The page of a cell, the cell marked."""
        picture = cell.pictures[0].picture if cell is not None else None
        self.page_name.setText(" · ".join(filter(None, (title, cell.pictures[0].called if cell is not None else ""))))
        if cell is None or picture is None:
            self.page.show_page(None, None)
            return
        at = picture.cells.get((cell.number, cell.column))
        self.page.show_page(self.strips.pictures.page(picture), QRect(*at) if at is not None else None)

    def offer(self, review: ScanReview, *, saving: bool) -> None:
        """Say what stands, and what would be written."""
        told = review.summary()
        self.strips.refresh()
        self.pages.show_review(review)
        self.differences.show_review(review)
        wrong = len(review.report.missing) + sum(page.result in _WRONG for page in review.report.pages)
        pages, differences = self.tabs.indexOf(self.pages), self.tabs.indexOf(self._differing)
        self.tabs.setTabText(0, _("&Cells ({count} to review)").format(count=told.open) if told.open else _("&Cells"))
        self.tabs.setTabText(pages, _("&Pages ({count} not read)").format(count=wrong) if wrong else _("&Pages"))
        self.tabs.setTabText(differences, _("&Differences ({count})").format(count=told.differing))
        self.counts.setText(joined(self._counted(told)))
        text = ngettext("&Write {count} page", "&Write {count} pages", told.pages).format(count=told.pages)
        self.write_button.setText(text)
        self.write_button.setEnabled(bool(told.pages) and not saving)
        self.tabs.setEnabled(not saving)

    def _counted(self, told: Summary) -> list[Words]:
        theme = self._theme
        parts: list[Words] = [
            counted(status, told.counts.get(status, 0), theme.colour(INKS[status]))
            for status in (Status.PRESENT, Status.LATE, Status.EXCUSED, Status.ABSENT)
            if told.counts.get(status) or status in (Status.PRESENT, Status.ABSENT)
        ]
        if told.walk_ins:
            parts.append(ngettext("{count} walk-in", "{count} walk-ins", told.walk_ins).format(count=told.walk_ins))
        warn = theme.colour("warn").name()
        parts += [tinted(words, warn) for words in (_left_open(told), _unsettled(told)) if words]
        return parts

    def doubts(self, told: Summary) -> str:
        """What is to be asked about before it is written; "" when everything is decided."""
        return " ".join(f"{words}." for words in (_left_open(told), _unsettled(told)) if words)


_WRONG = (PageResult.UNREADABLE, PageResult.FOREIGN)


def _left_open(told: Summary) -> str:
    words = ngettext(
        "{count} cell left open: nothing is written of it",
        "{count} cells left open: nothing is written of them",
        told.open,
    )
    return words.format(count=told.open) if told.open else ""


def _unsettled(told: Summary) -> str:
    words = ngettext(
        "{count} difference not settled: the door's word stays",
        "{count} differences not settled: the door's word stays",
        told.unsettled,
    )
    return words.format(count=told.unsettled) if told.unsettled else ""


def _meaning_of_blank() -> QComboBox:
    return choice([(_("says nothing"), "nothing"), (_("is absent"), "absent")], "nothing")
