"""A dialog's form: labels above, errors beside the field they concern, Enter saves, Esc leaves."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
    QWidgetAction,
)

from desktop import wording
from desktop.domain.dates import read_day
from desktop.domain.errors import AppError, Conflict, InvalidInput
from desktop.gui import icons
from desktop.gui.theme import GRID
from desktop.gui.widgets.day_calendar import DayCalendar
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.elided_box import ChoiceBox
from desktop.gui.widgets.layout import STRETCH, caption, column, field_name, grow, heading, restyle, scroll
from desktop.i18n import _
from desktop.wording.formats import date_text

if TYPE_CHECKING:
    from desktop.gui.context import Context
    from desktop.gui.widgets.conflict import Said
    from desktop.services.opening import Transaction

Result = TypeVar("Result")


class Form(QWidget):
    """Fields in one or two columns. Each has a name; the same names come back in `InvalidInput.field`."""

    def __init__(self, columns: int = 2) -> None:
        super().__init__()
        self.fields: dict[str, QWidget] = {}
        self._errors: dict[str, QLabel] = {}
        self._ticks: dict[str, QWidget] = {}
        self._columns = columns
        self._position = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(GRID)
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)

    def add(self, name: str, label: str, field: QWidget, *, wide: bool = False, hint: str = "") -> None:
        """The next field; a wide one takes the whole row. `hint` stands small under it."""
        if wide and self._position % self._columns:
            self._position += self._columns - self._position % self._columns
        field.setAccessibleName(label)
        field.setAccessibleDescription(hint)
        error = caption(hint)
        error.setProperty("hint", hint)
        error.setVisible(bool(hint))
        self._grid.addLayout(
            column(field_name(label, field), field, error, STRETCH, spacing=4),
            self._position // self._columns,
            self._position % self._columns,
            1,
            self._columns if wide else 1,
        )
        self._position += self._columns if wide else 1
        self.fields[name] = field
        self._errors[name] = error

    def compared(self) -> dict[str, QWidget]:
        """All that can be said in the form: its fields, and the ticks across it."""
        return {**self.fields, **self._ticks}

    def add_row(self, widget: QWidget) -> None:
        """A widget across the form that is no field."""
        if isinstance(widget, QCheckBox):
            self._ticks[widget.text()] = widget
        if self._position % self._columns:
            self._position += self._columns - self._position % self._columns
        self._grid.addWidget(widget, self._position // self._columns, 0, 1, self._columns)
        self._position += self._columns

    def narrow_to(self, room: int) -> bool:
        """Put every field under the one before when they need more than `room` beside each other. Returns whether."""
        if self._columns == 1 or self.minimumSizeHint().width() <= room:
            return False
        items = [item for _each in range(self._grid.count()) if (item := self._grid.takeAt(0)) is not None]
        for place, item in enumerate(items):
            layout, widget = item.layout(), item.widget()
            if layout is not None:
                self._grid.addLayout(layout, place, 0)
            elif widget is not None:
                self._grid.addWidget(widget, place, 0)
        for beside in range(1, self._columns):
            self._grid.setColumnStretch(beside, 0)
        self._columns, self._position = 1, len(items)
        return True

    def refuse(self, name: str, sentence: str) -> bool:
        """Say what is wrong with a field, beside it; False when the form has no such field."""
        field = self.fields.get(name)
        if field is None:
            return False
        self._say(name, sentence)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def hint(self, name: str, sentence: str) -> None:
        """Another hint under a field."""
        label = self._errors[name]
        if label.property("hint") != sentence:
            label.setProperty("hint", sentence)
            self._say(name, self.error_of(name))

    def clear_errors(self) -> None:
        """Nothing is wrong any more."""
        for name in self.fields:
            self._say(name, "")

    def error_of(self, name: str) -> str:
        """What is said to be wrong with a field."""
        label = self._errors[name]
        return label.text() if label.property("role") == "error" else ""

    def _say(self, name: str, sentence: str) -> None:
        field, label = self.fields[name], self._errors[name]
        hint = str(label.property("hint") or "")
        label.setText(sentence or hint)
        label.setVisible(bool(sentence or hint))
        label.setProperty("role", "error" if sentence else "caption")
        field.setProperty("invalid", bool(sentence))
        field.setAccessibleDescription(sentence or hint)
        restyle(field, label)


class DateField(QLineEdit):
    """A day as dd/mm/yyyy, typed or chosen from a calendar; may be empty. A year of two digits is of this century."""

    def __init__(self, context: Context, day: dt.date | None = None) -> None:
        super().__init__(date_text(day))
        self._theme = context.theme
        self.setPlaceholderText(_("dd/mm/yyyy"))
        self._calendar = QAction(icons.icon(context.theme, "calendar-month-outline"), _("Choose a day"), self)
        self._calendar.triggered.connect(self._choose)
        self.addAction(self._calendar, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.findChildren(QWidget):
            button.setAccessibleName(_("Choose a day"))

    def day(self) -> dt.date | None:
        """The day typed; None for an empty field. Raises InvalidInput("field.date") for anything else."""
        text = self.text().strip()
        if not text:
            return None
        found = read_day(text)
        if found is None:
            raise InvalidInput("field.date", value=text)
        return found

    def set_day(self, day: dt.date | None) -> None:
        """Show a day."""
        self.setText(date_text(day))

    def _choose(self) -> None:
        menu = QMenu(self)
        try:
            known = self.day()
        except InvalidInput:
            known = None
        calendar = DayCalendar(self._theme, known, menu)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def take() -> None:
            chosen = calendar.selectedDate()
            self.set_day(dt.date(chosen.year(), chosen.month(), chosen.day()))
            menu.close()
            self.editingFinished.emit()  # what follows this day follows a chosen one too

        calendar.activated.connect(take)
        calendar.clicked.connect(take)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class FormDialog(Dialog):
    """A dialog around a form. It closes only when the service has taken what was typed."""

    def __init__(self, context: Context, title: str, save: str, *, columns: int = 2, width: int = 560) -> None:
        super().__init__(context, title)
        self.saving = False
        """Whether the service is at it."""
        self.before: dict[str, Said] = {}
        """What the form said when it was opened."""
        self._compare: Callable[[Conflict], object] | None = None
        self._width = width
        self.heading = heading(title)
        self.form = Form(columns)
        self.inside = column(self.form, spacing=GRID * 2, margins=(2, 2, GRID, 2))
        self.area = scroll(self.inside)
        self.button_row, self.save_button = self.buttons(accept=save, slot=self._try)
        parts = (self.heading, self.banner, grow(self.area), self.button_row)
        self.lay_out(*parts, margins=WIDE, spacing=GRID + 4)

    def open(self) -> None:
        """Show the dialog as large as the form needs and the screen allows."""
        self.comparing()
        if self._compare is not None:
            from desktop.gui.widgets.conflict import all_said

            self.before = all_said(self.form)
        self.fit()
        if self.focusWidget() is None:
            self._begin()
        super().open()

    def _begin(self) -> None:
        """The keyboard starts in the first field, not on the button that saves."""
        for child in self.form.findChildren(QWidget):
            unchosen = isinstance(child, QRadioButton) and not child.isChecked()
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled() and not unchosen:
                child.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def fit(self) -> None:
        """As large as the form needs and the screen allows."""
        self.form.show()  # a child counts for its layout only once it is to be shown
        self.fit_around(self.area, self._width)
        if self.form.narrow_to(self.width() - 2 * WIDE[0] - 2 * GRID):  # rather than to be scrolled sideways
            self.fit_around(self.area, self._width)

    def submit(self) -> None:
        """Read the fields and ask the service; may raise InvalidInput. Subclasses end in `take`."""
        raise NotImplementedError

    def read_day(self, name: str, field: DateField) -> dt.date | None:
        """The day in a field, its error beside it."""
        try:
            return field.day()
        except InvalidInput as error:
            raise InvalidInput(error.code, field=name, **error.details) from None

    def take(self, work: Callable[[Any], object], done: Callable[[object], None] | None = None) -> None:
        """Run the service's work; close when it succeeds, show what it refuses."""
        self.hold()

        def finished(result: object) -> None:
            self.release()
            self.accept()
            if done is not None:
                done(result)

        self.context.operations.write(work, done=finished, failed=self.refuse)

    def take_at_door(self, work: Callable[[Transaction], Result], done: Callable[[Result, bool], object]) -> None:
        """As `take`, and on while the server is away: `done` gets the result, and whether it waits at this desk."""
        self.hold()

        def finished(result: Result, pending: bool) -> None:
            self.release()
            self.accept()
            done(result, pending)

        self.context.operations.write_or_queue(work, done=finished, failed=self.refuse)

    def hold(self) -> None:
        """The service is at it: nobody saves twice or leaves meanwhile."""
        self.save_button.setEnabled(False)
        self.saving = True

    def release(self) -> None:
        """The service has answered."""
        self.save_button.setEnabled(True)
        self.saving = False

    def reject(self) -> None:
        """Leave without saving; while saving the answer is waited for."""
        if not self.saving:
            super().reject()

    def grow(self) -> None:
        """As large as new lines need, never smaller than it is: what was refused hides no other field."""
        before = self.size()
        self.fit()
        room = self.screen().availableGeometry()
        self.resize(self.size().expandedTo(before).boundedTo(room.size()))
        below = self.frameGeometry().bottom() - room.bottom()
        if below > 0:  # the buttons stay on the screen
            self.move(self.x(), max(room.top(), self.y() - below))
        wrong = self.focusWidget()
        if wrong is not None and self.form.isAncestorOf(wrong):
            self.area.ensureWidgetVisible(wrong)

    def _try(self) -> None:
        self.form.clear_errors()
        self.banner.tell("")
        try:
            self.submit()
        except AppError as error:
            self.refuse(error)

    def comparing(self) -> None:
        """Called once as the form opens: `compares`, where another desk may edit the same thing meanwhile."""

    def compares(self, read: Callable[[Transaction], Result], form: Callable[[Result], FormDialog | None]) -> None:
        """Where another desk changed what is edited here, both are compared: `read` reads it anew, `form` fills this form."""

        def compare(error: Conflict) -> None:
            def take(row: Result) -> None:
                from desktop.gui.widgets.conflict import settle

                theirs = form(row)
                if theirs is not None and not self.gone:
                    settle(error, self, theirs)

            self.read_once(read, take, self.tell_error)

        self._compare = compare

    def give_way(self, other: FormDialog) -> None:
        """Another form of the same thing is saved instead; it stays where that is refused."""
        other.open()
        self.reject()
        other._try()

    def refuse(self, error: Exception) -> bool:
        """Say what was refused: beside its field, or on top; what another desk changed meanwhile is compared."""
        self.release()
        if not isinstance(error, AppError):
            return False
        if isinstance(error, Conflict) and self._compare is not None:
            self._compare(error)
            return True
        sentence = wording.error(error)
        if not (isinstance(error, InvalidInput) and self.form.refuse(error.field, sentence)):
            self.banner.tell(sentence, "bad")
        if self.isVisible():
            QTimer.singleShot(0, self.grow)  # once the new lines are shown, for only then they count
        return True


def line(text: str = "", placeholder: str = "") -> QLineEdit:
    """A field of one line."""
    field = QLineEdit(text)
    field.setPlaceholderText(placeholder)
    return field


def note(text: str = "") -> QPlainTextEdit:
    """A field of a few lines; Tab leaves it."""
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().height() * 3 + 18)
    return field


def choice(options: list[tuple[str, object]], chosen: object = None) -> QComboBox:
    """A field of a few fixed values."""
    field = ChoiceBox()
    for text, value in options:
        field.addItem(text, value)
    choose(field, chosen)
    return field


def choose(field: QComboBox, value: object) -> None:
    """Choose by value, the first when there is none such. Qt's own findData takes two equal UUIDs for different."""
    places = (place for place in range(field.count()) if field.itemData(place) == value)
    field.setCurrentIndex(next(places, 0))


_TIME = re.compile(r"(\d{1,2})(?:[:hHg.](\d{2})?)?|(\d{2})(\d{2})")


def read_time(text: str, field: str) -> dt.time:
    """The time typed: 8:00, 08h30, 8, 0830. Raises InvalidInput for the field."""
    if not text.strip():
        raise InvalidInput("field.missing", field=field)
    found = _TIME.fullmatch(text.replace(" ", ""))
    if found:
        hours, minutes = int(found[1] or found[3]), int(found[2] or found[4] or 0)
        if hours < 24 and minutes < 60:
            return dt.time(hours, minutes)
    raise InvalidInput("field.time", field=field, value=text.strip())
