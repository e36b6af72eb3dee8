"""The quotas of the units, edited like a spreadsheet: typed, pasted from Excel, or filled for all units of a kind."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.domain.guide import Topic
from desktop.domain.quotas import MOST, QuotaLine, as_registered, filled, pasted
from desktop.gui.allowances.quotas_model import COUNT, EDITABLE, NOTE, REGISTERED, UNIT, WHO, QuotaModel
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.dialog_parts import indent
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.form import line
from desktop.gui.widgets.layout import button, grow, heading, holder, label, muted
from desktop.i18n import _, ngettext
from desktop.services import quotas
from desktop.wording.field import kind_text


def open_quotas(context: Context) -> QuotaDialog:
    """Open the editor of the open conference's quotas."""
    dialog = QuotaDialog(context)
    dialog.open()
    return dialog


class QuotaDialog(Dialog):
    """A draft of all lines; saved at once, and taken back by one undo."""

    guide = Topic.PAPERS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Quotas of the units"), size=(980, 640))
        self._conference_id = context.conference_id
        self._saving = self._asked = False
        words = _(
            "How many people each unit is to send, and who. Type into the table as in a spreadsheet, or paste a "
            "table copied from Excel: cells as they stand, or names of units with their numbers."
        )
        self.model = QuotaModel(context.theme, self)
        self.table = QuotaTable(context, self.model)
        self.facts = muted()
        self.more = button(_("Another line for this unit"), self._add_line)
        foot, self.save_button = self.buttons(self.more, accept=_("Save"), slot=self.save, default=False)
        above = (heading(_("Quotas of the units")), muted(words), self.banner, self._filling())
        self.lay_out(*above, grow(self.table), self.facts, foot, margins=WIDE, spacing=GRID + 4)
        self.model.edited.connect(self._on_edited)
        self.model.refused.connect(self._refuse_number)
        self.table.pasted.connect(self.paste)
        self.reload()

    def _filling(self) -> QWidget:
        """The row that fills all units of a kind."""
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Kind of unit"))
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(20)
        self.count = QSpinBox()
        self.count.setRange(0, MOST)
        self.count.setValue(2)
        self.count.setAccessibleName(_("Quota"))
        indent(self.count)
        self.who = line("", _("Who they are to be (empty: leave as it is)"))
        self.who.setAccessibleName(_("Who they are to be"))
        self.who.setMinimumWidth(self.context.theme.px(250))
        self.fill_button = button(_("Fill in"), self.fill)
        self.as_registered = button(_("As many as registered"), lambda: self._replace(as_registered(self.model.lines)))
        flow = FlowLayout(spacing=GRID)
        words = label(_("All units of the kind:"))
        for part in (words, self.kind, self.count, self.who, self.fill_button, self.as_registered):
            flow.addWidget(part)
        return holder(flow)

    # -- loading --------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read what is kept."""
        conference_id = self._conference_id
        self.read_once(lambda tx: quotas.list_quotas(tx, conference_id), self._take)

    def _take(self, lines: Sequence[QuotaLine]) -> None:
        self.model.start(lines)
        kinds = dict.fromkeys(line.kind for line in lines)
        self.kind.clear()
        self.kind.addItem(_("Every kind of unit"), "")
        for kind in kinds:
            self.kind.addItem(kind_text(kind), kind)
        if lines:
            self.table.setCurrentIndex(self.model.index(0, COUNT))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not lines:
            self.banner.tell(
                _("There are no units yet: add them under Directory & units, or import attendees."), "warn"
            )

    # -- changing -------------------------------------------------------------------------------------------------

    def fill(self) -> None:
        """One number for all units of the kind chosen."""
        self._replace(filled(self.model.lines, str(self.kind.currentData()), self.count.value(), self.who.text()))

    def _replace(self, lines: Sequence[QuotaLine]) -> None:
        self.banner.tell("")
        at = self.table.currentIndex()
        place = (at.row(), at.column())
        self.model.replace(lines)
        self.table.setCurrentIndex(self.model.index(*place))

    def _add_line(self) -> None:
        at = self.table.currentIndex()
        if at.isValid():
            row = self.model.add_line(at.row())
            self.table.setCurrentIndex(self.model.index(row, COUNT))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self, text: str) -> None:
        """A table from the clipboard: by the units' names when it has them, else over the cells from this one on."""
        rows = [row for row in csv.reader(io.StringIO(text.replace("\0", "")), delimiter="\t") if any(row)]
        by_name = pasted(self.model.lines, rows)
        if by_name.taken:
            self._replace(by_name.lines)
            words = ngettext("Pasted {count} unit.", "Pasted {count} units.", by_name.taken).format(count=by_name.taken)
            if by_name.unknown:
                names = "; ".join(by_name.unknown[:5]) + ("…" if len(by_name.unknown) > 5 else "")
                words = _("{pasted} Not found among the units, or without a number: {names}").format(
                    pasted=words, names=names
                )
            self.banner.tell(words, "warn" if by_name.unknown else "good")
            return
        at = self.table.currentIndex()
        place = (max(0, at.row()), at.column() if at.column() in EDITABLE else COUNT)
        odd = self.model.paste(*place, rows)
        self.table.setCurrentIndex(self.model.index(*place))
        if odd:
            self._refuse_number(odd[0])

    def _refuse_number(self, text: str) -> None:
        self.banner.tell(
            _("“{value}” is no number of people: type a whole number from 0 to {most}.").format(value=text, most=MOST),
            "bad",
        )

    def _on_edited(self) -> None:
        self._asked = False
        self.facts.setText(self.model.facts())
        self.save_button.setEnabled(self.model.changed and not self._saving)

    # -- saving ---------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep the table; the dialog closes when it is kept."""
        self.table.commit()
        lines, conference_id = self.model.to_save(), self._conference_id
        if not self.model.changed:
            self.accept()
            return
        self._saving = True
        self.save_button.setEnabled(False)
        self.context.operations.write(
            lambda tx: quotas.save_quotas(tx, conference_id, lines), done=self._saved, failed=self._refused
        )

    def _saved(self, _count: object) -> None:
        self._saving = False
        self.accept()

    def _refused(self, error: Exception) -> bool:
        self._saving = False
        self._on_edited()
        return self.refuse(error)

    def reject(self) -> None:
        """Leave; a changed table is left only when told twice."""
        if self._saving:
            return
        if self.model.changed and not self._asked:
            self._asked = True
            self.banner.tell(
                _("The table is not saved yet. Save it, or press Cancel again to drop the changes."), "warn"
            )
            return
        super().reject()


class QuotaTable(QTableView):
    """A spreadsheet's keys: type to edit, Enter goes down, Delete clears, Ctrl+C and Ctrl+V."""

    pasted = Signal(str)

    def __init__(self, context: Context, model: QuotaModel) -> None:
        super().__init__()
        self._model = model
        theme = context.theme
        self.setModel(model)
        self.setItemDelegate(_Cell(context, self))
        self.setAccessibleName(_("Quotas of the units"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)  # only while typing Tab goes to the next cell
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.row_height())
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumHeight(theme.row_height())
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._least = theme.px(190)
        for column, width in ((UNIT, 250), (COUNT, 76), (REGISTERED, 130), (NOTE, 130)):
            self.setColumnWidth(column, theme.px(width))

    def commit(self) -> None:
        """Take what is being typed into a cell."""
        editor = self.viewport().findChild(QLineEdit)
        if self.state() == QAbstractItemView.State.EditingState and editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a cell goes on to the one below."""
        down = hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if down else hint)
        if down:
            self._step(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Who they are to be takes the room that is left, and never too little to be read."""
        super().resizeEvent(event)
        others = sum(self.columnWidth(column) for column in range(self._model.columnCount()) if column != WHO)
        self.setColumnWidth(WHO, max(self._least, self.viewport().width() - others))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.state() != QAbstractItemView.State.EditingState:  # the closing editor goes on by itself
                self._step(1)
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the cells selected on the clipboard."""
        chosen = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        lines: dict[int, list[str]] = {}
        for row, column in chosen:
            lines.setdefault(row, []).append(self._model.text(row, column))
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in lines.values()))

    def _clear(self) -> None:
        at = self.currentIndex()
        place = (at.row(), at.column())
        self._model.clear([(index.row(), index.column()) for index in self.selectedIndexes() if _editable(index)])
        self.setCurrentIndex(self._model.index(min(place[0], self._model.rowCount() - 1), place[1]))

    def _step(self, rows: int) -> None:
        at = self.currentIndex()
        if 0 <= at.row() + rows < self._model.rowCount():
            self.setCurrentIndex(self._model.index(at.row() + rows, at.column()))


class _Cell(QStyledItemDelegate):
    """A cell with a frame where the keyboard is."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = context.theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._theme.colour("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -2))


def _editable(index: QModelIndex) -> bool:
    return index.column() in EDITABLE
