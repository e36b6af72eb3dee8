"""The preview of an import: chips, files, rows, and the panel that asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.domain.importing import ImportOptions, ImportPlan, Look, Severity
from desktop.gui.importing.cell_text import LOOK_COLUMN, cell_text
from desktop.gui.importing.draft import Preview, PreviewRow, RowKey
from desktop.gui.importing.elided_link import ElidedLink
from desktop.gui.importing.menus import heading_menu, row_menu
from desktop.gui.importing.panel_area import PanelArea
from desktop.gui.importing.preview import ImportPreviewModel
from desktop.gui.importing.question_panel import QuestionPanel
from desktop.gui.importing.questions import Choice, QuestionAnswer, ask, ask_of_fold, asks_whether_to_take, like, to_say
from desktop.gui.importing.sorting import following
from desktop.gui.importing.sources import ImportSources
from desktop.gui.importing.table import ImportTable
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import column, grow, holder, muted, row, splitter
from desktop.gui.widgets.look_chip import LookChip
from desktop.gui.widgets.rows import TableColumn
from desktop.i18n import _
from desktop.wording.import_notices import summary
from desktop.wording.import_preview import field_label, files_and_sheets, place_of, problem_label

NEXT_QUESTION = "F8"
"""With Shift the one before."""


class ImportView(QWidget):
    """Shows a plan and tells what the organizer does with it; it changes nothing itself."""

    edited = Signal(object, str, str)
    """(row key, field, text)"""
    answered = Signal(object, object, bool)
    """(line, Choice, for every row like it)"""
    left_out = Signal(object, bool)
    """(row keys, True to leave them out, False to take them in again)"""
    judged = Signal(object, object)
    """(lines, True: people, False: nobody, None: as the program judges)"""
    asked_notices = Signal()
    asked_again = Signal(object)
    """(row keys): who they are is to be asked again."""
    asked_unit = Signal(object)
    """(row keys): a unit is to be chosen for all of them."""
    set_field = Signal(object, str, str)
    """(row keys, field, text)"""
    asked_columns = Signal(object, object)
    asked_question = Signal(str, object)
    """((file, sheet), field -> column, 0 for none)"""
    asked_copy = Signal(object, object)
    """(columns, lines): as a table for Excel."""
    asked_sorting = Signal(object)
    """Sorting, or None for the preview's own order"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plan: ImportPlan | None = None
        self._skipped: frozenset[RowKey] = frozenset()
        self._wanted: RowKey | None = None
        self._person = -1
        """Which of the people whom the chosen row may be it is asked about, once that was said."""
        self.model = ImportPreviewModel(self)
        self.model.edited.connect(self.edited)
        self.facts = muted(wrap=False)
        self.chips = {look: LookChip(theme, look) for look in Look}
        self.search = QLineEdit(placeholderText=_("Search the preview"), clearButtonEnabled=True)
        self.search.setAccessibleName(_("Search the preview"))
        self.problems = QComboBox()
        self.problems.setAccessibleName(_("Filter by problem"))
        self.problems.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.problems.setMinimumContentsLength(13)
        self.sources = ImportSources(theme)
        self.notices = ElidedLink()
        self.table = ImportTable(theme, self.model)
        self.panel = QuestionPanel(theme)
        self.area = PanelArea(self.panel)
        self._lay_out()
        self._wire()

    def _wire(self) -> None:
        self.model.modelReset.connect(self._after_reset)  # after the table's own reset
        self._typing = QTimer(self, singleShot=True, interval=80)
        self._typing.timeout.connect(self._filter)
        self.search.textChanged.connect(lambda: self._typing.start())
        self.problems.activated.connect(self._filter)
        for chip in self.chips.values():
            chip.clicked.connect(self._chip_clicked)
        self.sources.chosen.connect(self._source_chosen)
        self.notices.clicked.connect(self.asked_notices)
        self.panel.answered.connect(self.say)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.removing.connect(self.toggle_left_out)
        self.table.judging.connect(self._judge)
        self.table.asked_menu.connect(self._show_menu)
        self.table.asked_heading_menu.connect(lambda column, where: heading_menu(self, column).popup(where))
        self.table.asked_order.connect(lambda name: self.asked_sorting.emit(following(self.model.sorting, name)))
        QShortcut(QKeySequence.StandardKey.Copy, self.table, self.copy, context=Qt.ShortcutContext.WidgetShortcut)
        self.table.entered_row.connect(self.panel.focus_answer)
        self.panel.left.connect(self.table.setFocus)
        QShortcut(QKeySequence(NEXT_QUESTION), self, self.next_question)
        QShortcut(QKeySequence(f"Shift+{NEXT_QUESTION}"), self, lambda: self.next_question(back=True))
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)

    # What it shows

    def set_plan(self, preview: Preview, skipped: frozenset[RowKey]) -> None:
        """Show a plan, the chosen row kept."""
        first = self._plan is None
        self._plan, self._skipped = preview.plan, skipped
        self._wanted = self._wanted or self.current_key()
        self.sources.set_plan(preview)  # first: which rows are shown depends on what is chosen there
        self.model.set_plan(preview)
        self._counts()
        if first:
            self._choose_row(self.model.first_person())
        else:
            self._restore()

    def set_choices(self, choices: Mapping[str, Sequence[str]]) -> None:
        """Names to offer while a cell is edited, by field."""
        self.table.delegate.choices = {field: list(names) for field, names in choices.items()}

    def go_on_after_answer(self) -> None:
        """With the next plan, move to the next row that asks something."""
        self._wanted = None
        self.panel.wait()
        row = self.table.currentIndex().row()
        following = self.model.next_of(Look.QUESTION, row)
        if following >= 0 and following != row:
            self._wanted = self.model.key_of(following)

    def next_question(self, *, back: bool = False) -> None:
        """Go to the next row that asks something and give its answers the keyboard; what hides it is put aside."""
        row = self.table.currentIndex().row()
        if not self.panel.has_keyboard() and 0 <= row < self.model.rowCount():
            row += 1 if back else -1  # this row's own question comes first
        following = self.model.next_of(Look.QUESTION, row, back=back)
        if following < 0 and self.model.asks_anything():
            self.search.clear()
            self.problems.setCurrentIndex(0)
            self.sources.choose(None)
            self.show_look(None)
            following = self.model.next_of(Look.QUESTION, -1)
        if following < 0:
            self.table.setFocus()
            self._show_ask(_("No question is left."))
            return
        self._choose_row(following)
        self.panel.focus_answer()

    def ask_again(self) -> None:
        """Nothing came of the last answer."""
        self._show_current()

    def current_line(self) -> PreviewRow | None:
        """The row chosen in the table; None for a fold."""
        row = self.table.currentIndex().row()
        return self.model.line(row) if 0 <= row < self.model.rowCount() else None

    def current_key(self) -> RowKey | None:
        """The key of the row or fold chosen."""
        row = self.table.currentIndex().row()
        return self.model.key_of(row) if 0 <= row < self.model.rowCount() else None

    def show_look(self, look: Look | None) -> None:
        """Filter by a look (None: all)."""
        for other, chip in self.chips.items():
            chip.setChecked(other is look)
        self._filter()

    # Inside

    def _lay_out(self) -> None:
        filters = FlowLayout(spacing=GRID)
        for chip in self.chips.values():
            filters.addWidget(chip)
        filters.push()
        self.search.setFixedWidth(self._theme.px(190))
        filters.addWidget(holder(row(self.problems, self.search)))
        self.told = holder(column(self.notices))
        right = holder(column(grow(self.table), self.told, spacing=GRID // 2))
        panes = splitter(
            self.sources, right, handle=GRID + 4, sizes=(min(self._theme.px(272), 400), self._theme.px(1000))
        )
        panes.setStretchFactor(0, 0)
        panes.setStretchFactor(1, 1)
        self.sources.setMinimumWidth(self._theme.px(150))
        column(filters, grow(panes), self.area, on=self, spacing=GRID + 2)

    def _counts(self) -> None:
        counts = self.model.looks()
        for look, chip in self.chips.items():
            chip.set_count(counts[look])
            chip.setVisible(counts[look] > 0 or chip.isChecked() or look not in (Look.SKIP, Look.ASIDE))
        chosen = self.problems.currentData()
        self.problems.blockSignals(True)
        self.problems.clear()
        self.problems.addItem(_("All problems"), "")
        for code, count in self.model.problem_codes():
            self.problems.addItem(_("{problem} ({count})").format(problem=problem_label(code), count=count), code)
        self.problems.setCurrentIndex(max(self.problems.findData(chosen or ""), 0))
        self.problems.blockSignals(False)
        if self._plan is not None:
            sheets = sum(len(file.sheets) for file in self._plan.files)
            self.facts.setText(files_and_sheets(len(self._plan.files), sheets))
            words, severity = summary(self._plan, self.sources.source())
            self.notices.tell(words, bad=severity is Severity.ERROR)

    def _chip_clicked(self) -> None:
        pressed = self.sender()
        for chip in self.chips.values():
            if chip is not pressed:
                chip.setChecked(False)
        self._filter()

    def _source_chosen(self) -> None:
        self._filter()
        self._counts()

    def _filter(self) -> None:
        look = next((look for look, chip in self.chips.items() if chip.isChecked()), None)
        self._wanted = self.current_key()
        self.model.set_filter(
            look=look,
            code=self.problems.currentData() or "",
            source=self.sources.source(),
            text=self.search.text(),
        )

    def _after_reset(self) -> None:
        self.table.size_columns()
        self._restore()

    def _restore(self) -> None:
        """The chosen row again, or the one that now stands in its place."""
        wanted, self._wanted = self._wanted, None
        row = self.model.row_of(wanted) if wanted else -1
        current = self.table.currentIndex().row()
        self._choose_row(row if row >= 0 else max(current, 0))
        if self.table.currentIndex().row() == current:  # another row has been shown already
            self._show_current()

    def _choose_row(self, row: int) -> None:
        if not self.model.rowCount():
            self.panel.show_ask(None)
            return
        row = min(row, self.model.rowCount() - 1)
        current = self.table.currentIndex()
        column = current.column() if current.isValid() else self.model.column_of("full_name")
        if current.row() != row or not self.table.selectionModel().hasSelection():
            self.table.setCurrentIndex(self.model.index(row, max(column, 0)))

    def _show_current(self, *_where: QModelIndex) -> None:
        self._person = -1
        self._show_ask()

    def _show_ask(self, count: str = "") -> None:
        line, row = self.current_line(), self.table.currentIndex().row()
        if line is None:
            fold = self.model.fold(row) if 0 <= row < self.model.rowCount() else None
            self.panel.show_ask(ask_of_fold(fold.lines) if fold else None, count)
            return
        left_out = self.is_left_out(line)
        asked = ask(line, self.model.all_lines(), left_out=left_out, person=self._person)
        is_open = line.look is Look.QUESTION and not left_out
        self.panel.show_ask(asked, place_of(*self.model.place_among(Look.QUESTION, row)) if is_open else count)

    def say(self, choice: Choice, for_all: bool) -> None:
        """Give an answer to the question of the chosen row."""
        line = self.current_line()
        if choice.answer is QuestionAnswer.THIS_PERSON:  # whose values hold is asked next
            self._person = choice.person
            self._show_ask()
        elif line is not None:
            self.answered.emit(line, choice, for_all)

    def selected(self) -> list[PreviewRow]:
        """The rows selected, the current one first, or that alone when it is not among them; folds are no rows."""
        current = self.table.currentIndex().row()
        rows = self._selected_rows()
        rows.sort(key=lambda row: row != current)
        return self._lines(rows)

    def _selected_rows(self) -> list[int]:
        current, rows = self.table.currentIndex().row(), self.table.selected_rows()
        if current in rows:
            return rows
        return [current] if 0 <= current < self.model.rowCount() else []

    def _lines(self, rows: Sequence[int]) -> list[PreviewRow]:
        lines = (self.model.line(row) for row in rows)
        return [line for line in lines if line is not None]

    def toggle_left_out(self) -> None:
        """Leave the rows selected out, or take them in again."""
        lines = [line for line in self.selected() if line.aside is None]
        doubtful = [line for line in lines if asks_whether_to_take(line)]
        keys = [line.key for line in lines if not asks_whether_to_take(line)]
        if doubtful:
            self.judged.emit(doubtful, False)
        if keys:
            self.left_out.emit(keys, not all(self.is_left_out(line) for line in lines if line not in doubtful))

    def _judge(self, all_like: bool) -> None:
        lines = self.selected()
        if lines:
            self.say_person(like(lines[0], self.model.all_lines()) if all_like else lines, to_say(lines[0]))

    def say_person(self, lines: list[PreviewRow], said: bool | None) -> None:
        """Say it of those of which it is not so already."""
        fresh = [line for line in lines if to_say(line) is said]
        if fresh:
            self.judged.emit(fresh, said)

    def _show_menu(self, where: QPoint) -> None:
        menu = row_menu(self)
        if menu is not None:
            menu.popup(where)

    def is_left_out(self, line: PreviewRow) -> bool:
        """Whether the organizer left the row out, now or in an import before."""
        return line.key in self._skipped or (
            line.look is Look.SKIP and any(problem.code == "settled.left_out" for problem in line.row.problems)
        )

    def is_answered(self, line: PreviewRow) -> bool:
        """Whether the organizer said who the row is."""
        options = self._plan.options if self._plan is not None else ImportOptions()
        return line.key in options.matches or line.key in options.same_rows

    def copy(self) -> None:
        """The rows selected, as a table for Excel."""
        model = self.model
        names = [model.column_name(place) for place in range(model.columnCount())]
        shown = [name for name in names if name not in self.table.hidden and name != LOOK_COLUMN]
        columns: list[TableColumn[PreviewRow]] = [
            TableColumn(name, partial(field_label, name), text=partial(_text_of, name)) for name in shown
        ]
        self.asked_copy.emit(columns, self._lines(self._selected_rows()))


def _text_of(name: str, line: PreviewRow) -> str:
    return cell_text(line, name)
