"""Answers typed from paper: one key a mark, Enter for the next paper. Nothing is kept of who typed which when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop import wording
from desktop.domain.areas import Area
from desktop.domain.errors import AppError, InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.opinions import (
    BLANK_KEYS,
    TEN,
    Comment,
    Filled,
    Questionnaire,
    QuestionnaireAnswer,
    RoundView,
    is_valid,
    read_key,
)
from desktop.gui.context import Context
from desktop.gui.opinions.choosing import RoundChoice
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.form import choice, line
from desktop.gui.widgets.layout import button, column, empty, field_name, grow, holder, muted, plain, row
from desktop.gui.widgets.rows import RowsModel, Section, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, pgettext
from desktop.services import opinions
from desktop.services.opening import Transaction
from desktop.services.opinions import Entered, settings
from desktop.wording import opinions as words


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question of the paper with its mark; its id is its place."""

    id: int
    text: str
    mark: str
    label: str


class MarksTable(Table):
    """The questions of one paper; a key is a mark."""

    typed = Signal(str)
    back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() == Qt.Key.Key_Backspace:
            self.back.emit()
        elif text and (text.isdecimal() or text in BLANK_KEYS) and not event.modifiers() & ~_PAD:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)


_PAD = Qt.KeyboardModifier.KeypadModifier


def columns() -> list[TableColumn[QuestionRow]]:
    """The columns of the paper."""
    return [
        TableColumn("no", lambda: _("No."), lambda each: str(each.id + 1), 48, numeric=True),
        TableColumn("text", lambda: _("Question"), lambda each: each.text, 420, stretches=True),
        TableColumn("mark", lambda: pgettext("opinion", "Mark"), lambda each: each.mark, 64, numeric=True),
        TableColumn("label", lambda: _("Level"), lambda each: each.label, 170, quiet=True),
    ]


class EnterDialog(Dialog):
    """`entered` are the keys of what was typed since the dialog opened, for taking the last one back."""

    guide = Topic.OPINIONS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Enter answers from paper"), size=(860, 620))
        self.entered: list[Entered] = []
        self._limit = settings.OpinionSettings().unanswered
        self._asked: Questionnaire | None = None
        self.marks: list[int | None] = []
        self.rounds = RoundChoice(context, self._begin)
        self.group = choice([])
        self.comments: list[QLineEdit] = []
        self._comment_box = column(spacing=4)
        self.model: RowsModel[QuestionRow] = RowsModel(columns(), self)
        self.table = MarksTable(context, "opinions.enter", self.model, _("Questions of the paper"))
        self.count, self.hint = plain(role="heading"), muted()
        self.back_button = button(_("Undo the last paper"), self.take_back)
        foot, self.next_button = self.buttons(
            self.back_button, accept=_("&Next paper"), slot=self.save, leave=_("Close")
        )
        self.group_row = holder(row(field_name(_("Who answers"), self.group), grow(self.group)))
        top = row(field_name(_("Round"), self.rounds.field), grow(self.rounds.field, 2), GRID, self.count)
        self.lay_out(top, self.hint, self.banner, self.group_row, grow(self.table), holder(self._comment_box), foot)
        self.table.typed.connect(self._on_key)
        self.table.back.connect(self._on_back)
        self.table.chosen.connect(self.save)
        conference_id = context.conference_id

        def work(tx: Transaction) -> tuple[list[RoundView], int]:
            return opinions.list_rounds(tx, conference_id), settings.kept(tx, conference_id).unanswered

        self.read_once(work, self._take)
        self._count()

    def _take(self, found: tuple[list[RoundView], int]) -> None:
        rounds, self._limit = found
        self.rounds.take(rounds)
        if not rounds:
            self.banner.tell(wording.sentence("opinion.none"), "info")

    # -- a paper ------------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Another round: its questions, its groups, its open questions."""
        self._tell()
        view = self.rounds.round
        self._asked = asked = view.questionnaire if view is not None else None
        self.next_button.setEnabled(asked is not None)
        if asked is None:
            return
        keys = _("a key for each mark (1 to 9, 0 for ten)") if asked.scale == TEN else _("a key for each mark (1 to 5)")
        self.hint.setText(
            _("{keys}, space or - for a blank one, Backspace to go back, Enter for the next paper").format(keys=keys)
        )
        self.group.clear()
        for name in ("", *asked.groups):
            self.group.addItem(words.group_name(name), name)
        self.group_row.setVisible(bool(asked.groups))
        empty(self._comment_box)
        self.comments = []
        for text in asked.open:
            field = line()
            field.setAccessibleName(text)
            self._comment_box.addWidget(field_name(text, field))
            self._comment_box.addWidget(field)
            self.comments.append(field)
        self._clear()

    def _clear(self) -> None:
        """The next paper: nothing on it yet; who answers stays, for papers come in heaps."""
        asked = self._asked
        self.marks = [None] * len(asked.items) if asked is not None else []
        for field in self.comments:
            field.clear()
        self._show(0)
        self.table.setFocus()

    def _show(self, at: int) -> None:
        asked = self._asked
        if asked is None:
            return
        lines: list[QuestionRow | Section] = []
        place = 0
        for number, section in enumerate(asked.sections, start=1):
            if section.title:
                lines.append(Section(words.section_title(section.title, number), ""))
            for text in section.items:
                mark = self.marks[place]
                label = asked.labels[mark - 1] if mark and asked.labels else ""
                lines.append(QuestionRow(place, text, str(mark or ""), label))
                place += 1
        self.table.replace(lines)
        self.table.select_ids([at])

    def _on_key(self, key: str) -> None:
        asked, current = self._asked, self.table.current()
        if asked is None or not isinstance(current, QuestionRow):
            return
        self.banner.tell("")
        try:
            self.marks[current.id] = read_key(key, asked)
        except InvalidInput as error:
            self.banner.tell(wording.error(error), "warn")
            return
        self._show(min(current.id + 1, len(self.marks) - 1))

    def _on_back(self) -> None:
        current = self.table.current()
        if not isinstance(current, QuestionRow):
            return
        place = current.id if self.marks[current.id] is not None else max(0, current.id - 1)
        self.marks[place] = None
        self._show(place)

    # -- writing ------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the paper down and begin the next one."""
        view = self.rounds.round
        if view is None:
            return
        comments = tuple(
            Comment(place, field.text()) for place, field in enumerate(self.comments) if field.text().strip()
        )
        filled = Filled(QuestionnaireAnswer(tuple(self.marks), str(self.group.currentData() or "")), comments)
        if not comments and all(mark is None for mark in self.marks):
            self.banner.tell(wording.sentence("opinion.says_nothing"), "warn")
            self.table.setFocus()
            return
        self._write(lambda tx: opinions.enter(tx, view.id, filled), self._on_entered)
        self.banner.tell("")
        if not is_valid(filled.answer, self._limit):
            text = _("Too much was left blank (more than {limit}%): the answer is kept as invalid.")
            self.banner.tell(text.format(limit=self._limit), "info")
        self._clear()

    def _on_entered(self, entered: Entered) -> None:
        self.entered.append(entered)
        self._count()

    def take_back(self) -> None:
        """The last paper typed goes again."""
        view = self.rounds.round
        if view is None or not self.entered:
            return
        last = self.entered.pop()
        self._count()
        self._write(lambda tx: opinions.take_back(tx, view.id, last), lambda _none: None)
        self.banner.tell(_("The last paper is undone: enter it again."), "info")
        self.table.setFocus()

    def _write(self, work: Callable[[Transaction], object], done: Callable[..., None]) -> None:
        self.context.operations.write(work, done=done, failed=self._failed)

    def _failed(self, error: Exception) -> bool:
        if self.gone or not isinstance(error, AppError):
            return False
        self.banner.tell(_("The last paper was not kept: {reason}").format(reason=wording.error(error)), "bad")
        return True

    def _count(self) -> None:
        count = len(self.entered)
        self.count.setText(_("Entered: {count}").format(count=count))
        self.back_button.setEnabled(bool(count))

    def _tell(self) -> None:
        """What was typed into a round gets its line, if it was enough for one."""
        entered, self.entered = self.entered, []
        view = self._told_of
        if entered and view is not None:
            self.context.operations.write(lambda tx: opinions.tell(tx, view.id, entered))
        self._told_of = self.rounds.round
        self._count()

    _told_of: RoundView | None = None
    """The round that the papers since belong to."""

    def reject(self) -> None:
        """Esc clears a paper that was begun; on an empty one it leaves."""
        if any(mark is not None for mark in self.marks):
            self._clear()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Leave: one line tells of all that was typed."""
        self._tell()
        super().done(result)
        if self.context.shell.page is not None:
            self.context.shell.page.make_stale(frozenset({Area.OPINIONS}))


def open_enter(context: Context) -> EnterDialog:
    """Type answers in the open conference."""
    dialog = EnterDialog(context)
    dialog.open()
    return dialog
