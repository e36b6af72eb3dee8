"""Tidying a whole conference at once: proposals by kind, ticked, rewritten, refused, and carried out in one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QHeaderView, QStackedWidget, QTreeView, QWidget

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.domain.tidying import Proposal, Tidied
from desktop.gui.attendees.tidy_model import AFTER, BEFORE, COUNT, FIELD, WHY, TidyModel
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.dialog_parts import roomy_rows
from desktop.gui.widgets.layout import STRETCH, button, caption, column, grow, heading, holder, label, link, muted, row
from desktop.i18n import _, ngettext
from desktop.services import tidying
from desktop.services.opening import Transaction
from desktop.wording.tidying import left_out

_SHOWN_AT_ONCE = 12
"""A kind with more proposals begins closed, unless it is the only one."""


def open_tidy(context: Context) -> TidyDialog:
    """Show what could be written better."""
    dialog = TidyDialog(context)
    dialog.open()
    return dialog


class ProposalTree(QTreeView):
    """The tree: Space ticks, F2 rewrites, Del refuses, Left and Right open and close."""

    refused = Signal()
    written = Signal()
    """Words were written, or given up."""

    def __init__(self) -> None:
        super().__init__()
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._show_more)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._looking.start()

    def _show_more(self) -> None:
        """Lines that the view does not know of yet, where the last one that it knows is in sight."""
        model, index, height = self.model(), self.indexAt(QPoint(0, 0)), self.viewport().height()
        while isinstance(model, TidyModel) and index.isValid() and self.visualRect(index).top() < height:
            if model.show_more(index):
                return
            index = self.indexBelow(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.written.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, model = self.currentIndex(), self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, TidyModel):
            model.toggle(index)
        elif event.key() == Qt.Key.Key_F2:
            after = index.siblingAtColumn(AFTER)
            if after.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(after)
        elif event.key() == Qt.Key.Key_Delete:
            self.refused.emit()
        else:
            super().keyPressEvent(event)


class TidyDialog(Dialog):
    """The proposals of the open conference."""

    guide = Topic.TIDYING

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Tidy the list"), size=(1080, 620))
        self.model = TidyModel(context.theme, self)
        self.tree = _tree(context, self.model)
        self._stack = QStackedWidget()
        self._nothing = label(_("✓ Nothing to tidy: the list is written well and alike."), wrap=True)
        self._fill_stack()
        self.current = caption()
        self.refuse_button = button(_("&Don't propose again"), self.refuse_current, tip=_("Del"))
        self.again = link("", self._ask_again)
        foot, self.tidy_button = self.buttons(self.refuse_button, accept=_("Tidy"), slot=self.tidy, leave=_("Close"))
        head, back = heading(_("Tidy the list")), row(self.again, STRETCH)
        parts = (head, muted(_about()), self.banner, back, grow(self._stack), self.current, foot)
        self.lay_out(*parts, margins=WIDE, spacing=GRID + 4)
        self._wire()
        self._say_count()
        self._found: tuple[Sequence[Proposal], int] | None = None
        self.follow(Area.ATTENDEES, Area.UNITS)

    def _fill_stack(self) -> None:
        waiting = label(_("Looking through the list…"), "muted")
        for words in (waiting, self._nothing):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for each in (waiting, self._nothing, holder(column(self.tree))):
            self._stack.addWidget(each)

    def _wire(self) -> None:
        self.model.chosen_changed.connect(self._say_count)
        self.model.chosen_changed.connect(self._offer)
        self.tree.refused.connect(self.refuse_current)
        self.tree.written.connect(self._show_found, Qt.ConnectionType.QueuedConnection)
        self.tree.selectionModel().currentChanged.connect(lambda *_indexes: self._offer())

    def reload(self) -> None:
        """Look through the list again; ticks and changed words stay."""
        conference = self.context.conference_id

        def work(tx: Transaction) -> tuple[list[Proposal], int]:
            return tidying.proposals(tx, conference), len(tidying.refused(tx, conference))

        self.read_record(work, self._take)

    def _take(self, found: tuple[Sequence[Proposal], int]) -> None:
        self._found = found
        self._show_found()

    def _show_found(self) -> None:
        """Show what was read last, but not while words are being written: they would be lost with their line."""
        if self._found is None or self.gone or self.tree.state() is QTreeView.State.EditingState:
            return
        found, self._found = self._found, None
        self._show(*found)

    def _show(self, proposals: Sequence[Proposal], refused: int) -> None:
        closed = self._closed_kinds() if self.model.rowCount() else None
        place = self.model.place(self.tree.currentIndex())
        had_keyboard = self.tree.hasFocus()
        self.model.show(proposals)
        for number in range(self.model.rowCount()):
            kind = self.model.index(number, 0)
            many = self.model.rowCount(kind) > _SHOWN_AT_ONCE and self.model.rowCount() > 1
            self.tree.setExpanded(kind, not many if closed is None else self._title(number) not in closed)
            self.tree.setFirstColumnSpanned(number, self.tree.rootIndex(), True)
        self._stack.setCurrentIndex(2 if proposals else 1)
        self.current.setVisible(bool(proposals))
        words = ngettext("Show {count} refused proposal again", "Show {count} refused proposals again", refused)
        self.again.setText(words.format(count=refused))
        self.again.setVisible(bool(refused))
        if proposals:
            self.tree.setCurrentIndex(self.model.nearest(place) if place else self.model.index(0, BEFORE))
            if closed is None:
                self.tree.setFocus()
        elif had_keyboard:
            (self.again if refused else self).setFocus()
        self._offer()

    def _title(self, place: int) -> str:
        text = self.model.data(self.model.index(place, BEFORE))
        return str(text).partition(" · ")[0]

    def _closed_kinds(self) -> set[str]:
        places = range(self.model.rowCount())
        return {self._title(place) for place in places if not self.tree.isExpanded(self.model.index(place, 0))}

    def _say_count(self) -> None:
        count = self.model.chosen_count()
        words = ngettext("Tidy {count} value", "Tidy {count} values", count).format(count=count)
        self.tidy_button.setText(words if count else _("Tidy"))
        self.tidy_button.setEnabled(count > 0)

    def _offer(self) -> None:
        index = self.tree.currentIndex()
        self.refuse_button.setEnabled(self.model.proposal(index) is not None)
        self.current.setText(self.model.in_words(index))

    # -- doing ------------------------------------------------------------------------------------------------------------

    def tidy(self) -> None:
        """Write what is ticked; the dialog closes, the quiet line offers to undo it."""
        chosen, conference = self.model.chosen(), self.context.conference_id
        if not chosen:
            return
        self.banner.tell("")
        self.tidy_button.setEnabled(False)

        def done(result: Tidied) -> None:
            self.accept()
            if words := left_out(result):
                self.context.feedback.warn(words)

        def work(tx: Transaction) -> Tidied:
            return tidying.apply(tx, conference, chosen)

        self.context.operations.write(work, done=done, failed=self._failed, title=_("Tidying the list"))

    def _failed(self, error: Exception) -> bool:
        self._say_count()
        return self.refuse(error)

    def refuse_current(self) -> None:
        """Do not propose the current line again; Undo brings it back. A heading is no line, so that no key refuses many."""
        proposal, conference = self.model.proposal(self.tree.currentIndex()), self.context.conference_id
        if proposal is not None:
            self.context.operations.write(lambda tx: tidying.refuse(tx, conference, [proposal]), failed=self.refuse)

    def _ask_again(self) -> None:
        conference = self.context.conference_id
        self.context.operations.write(lambda tx: tidying.ask_again(tx, conference), failed=self.refuse)


def _about() -> str:
    return _(
        "Whatever is ticked is written as proposed, in one step that can be undone. What is not sure waits for your tick; the proposed words can be changed (F2)."
    )


def _tree(context: Context, model: TidyModel) -> ProposalTree:
    tree = ProposalTree()
    roomy_rows(tree, context.theme)
    tree.setRootIsDecorated(True)
    tree.setModel(model)
    tree.setAccessibleName(_("Proposals"))
    tree.setTabKeyNavigation(False)
    tree.setAllColumnsShowFocus(True)
    tree.setEditTriggers(QTreeView.EditTrigger.DoubleClicked)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setMinimumSectionSize(context.theme.px(60))
    for section in (BEFORE, AFTER, WHY):
        header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
    for section in (COUNT, FIELD):  # never by content: Qt would ask thousands of lines for it at each change
        header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(section, context.theme.px(80))
    return tree
