"""The case that is current: its whole reason, both sides where there are two, and what settles it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget

from desktop.domain.people import UnitView
from desktop.domain.reviewing import Case, CaseKind, Choice, ReviewAnswer
from desktop.gui.attendees.both import headings, pairs, taken
from desktop.gui.context import Context
from desktop.gui.review.choices import ChoiceList
from desktop.gui.theme import GRID
from desktop.gui.widgets.both_sides import BothSides, Side
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.form import line
from desktop.gui.widgets.layout import STRETCH, button, column, field_name, grow, holder, plain, scroll
from desktop.gui.widgets.pick_box import PickBox
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _, ngettext
from desktop.services.settling import Settlement
from desktop.wording import field as field_words
from desktop.wording import review as words


class CasePanel(QWidget):
    """Shows one case; `decided` is how it stands to be settled now."""

    settled = Signal()
    """Enter in a field: settle it as it stands."""
    settled_alike = Signal()
    """Ctrl+Enter in a field: settle all that are like it too."""
    _typed_for = Signal(object, bool)
    """Enter behind what was typed for a case, and whether for all like it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._case: Case | None = None
        self._alike: Sequence[Case] = ()
        self._organizer = True
        self.name, self.about = plain(role="heading"), plain(selectable=True)
        self.sides = BothSides(context.theme)
        self.choices = ChoiceList(context.theme)
        self.unit = PickBox(open_ended=True)
        self.value, self.reason = line(), line("", _("for example: wrong person"))
        self._unit_name = field_name(_("A&nother unit"), self.unit)
        self._value_name = field_name("", self.value)
        self._reason_name = field_name(_("&Reason"), self.reason)
        self.settle_button = button("", primary=True)
        self.alike_button, self.apart_button = button(""), button(_("&Two people"))
        self.more_button = button("")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.unit.setAccessibleName(_("Another unit"))
        self.reason.setAccessibleName(_("Reason"))
        tooltip(self.settle_button, "Enter")
        tooltip(self.alike_button, "Ctrl+Enter")
        tooltip(self.apart_button, "N")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for table in (self.sides, self.choices):
            table.setSizePolicy(policy)
        fields = (self._unit_name, self.unit, self._value_name, self.value, self._reason_name, self.reason)
        actions = FlowLayout(spacing=GRID)
        for each in (self.settle_button, self.alike_button, self.apart_button, self.more_button):
            actions.addWidget(each)
        self._rest = holder(column(STRETCH))  # two sides take all the room there is
        parts = (self.name, self.about, grow(self.sides, 1), self.choices, *fields, grow(self._rest, 1))
        inside = column(*parts, margins=(0, 0, GRID, 0))
        column(grow(scroll(inside, sideways=False)), holder(actions), on=self, spacing=GRID)

    def _wire(self) -> None:
        self.sides.settled.connect(self.settled)
        self.choices.settled.connect(self.settled)
        self.choices.currentRowChanged.connect(lambda _row: self._on_choice())
        self.reason.returnPressed.connect(self.settled)
        unit = self.unit.lineEdit()
        assert isinstance(unit, QLineEdit)
        # The list under the unit has yet to put its name in when Enter reaches the field: it is settled afterwards.
        self._typed_for.connect(self._settle_now, Qt.ConnectionType.QueuedConnection)
        self.unit.activated.connect(lambda _place: self._choose_typed())
        for field in (self.value, unit):
            field.textEdited.connect(lambda _text: self._choose_typed())
            field.returnPressed.connect(lambda: self._settle_typed(alike=False))
        for widget in (unit, self.unit.matches, self.value, self.reason):
            widget.installEventFilter(self)

    def offer_units(self, units: Sequence[UnitView]) -> None:
        """The units to pick from."""
        self.unit.offer([(unit.name, unit.id) for unit in units])

    # -- the case -------------------------------------------------------------------------------------------------------

    def show_case(self, case: Case | None, alike: Sequence[Case] = (), *, organizer: bool = True) -> None:
        """Show a case with the others like it; what was chosen and typed stays while it is the same one."""
        same = case is not None and self._case is not None and case == self._case
        self._case, self._alike, self._organizer = case, alike, organizer
        if case is not None and not same:
            self._fill(case)
        self._show_buttons()

    def alike(self) -> list[Case]:
        """The others for whom what is decided now holds as well."""
        case, decided = self._case, self.decided()
        if case is None or decided is None:
            return []
        return [other for other in self._alike if other.like(case, decided.choice) is not None]

    def _fill(self, case: Case) -> None:
        self.name.setText(case.full_name)
        self.about.setText(words.reason(case))
        two = case.kind is CaseKind.DUPLICATE
        self.sides.setVisible(two)
        self._rest.setVisible(not two)
        self.choices.setVisible(not two and bool(case.choices))
        if two:
            first, second = case.people
            self.sides.show_sides(headings(first, second), pairs(first, second))
        offered = [words.choice(case, choice) for choice in case.choices]
        is_unit, is_field = case.kind is CaseKind.UNIT, self._may_type(case)
        if is_unit:
            offered.append(_("Another unit…"))
        elif is_field:
            offered.append(_("Another value…"))
        for shown, each in (
            (is_unit, (self._unit_name, self.unit)),
            (is_field, (self._value_name, self.value)),
            (self._has_marks(case), (self._reason_name, self.reason)),
        ):
            for widget in each:
                widget.setVisible(shown)
        self.unit.close_lists()
        self.unit.set_value(None)
        self.value.setText(str(case.details.get("value", "")) if is_field else "")
        self.value.setAccessibleName(field_words.heading(case.field))
        self._value_name.setText(field_words.heading(case.field))
        self.reason.clear()
        self.choices.offer(offered)

    def _may_type(self, case: Case) -> bool:
        return case.kind is CaseKind.FIELD and case.field != "note"

    def _has_marks(self, case: Case) -> bool:
        return any(choice.answer in (ReviewAnswer.KEEP_MARK, ReviewAnswer.DROP) for choice in case.choices)

    def _show_buttons(self) -> None:
        case, alike = self._case, len(self.alike())
        decided = case is not None and (bool(case.choices) or self._typed() is not None)
        self.settle_button.setVisible(decided)
        two = case is not None and case.kind is CaseKind.DUPLICATE
        self.settle_button.setText(_("&Join into one") if two else _("&Settle"))
        self.apart_button.setVisible(two)
        self.alike_button.setVisible(bool(alike))
        text = ngettext("&All {count} like this", "&All {count} like this", alike + 1)
        self.alike_button.setText(text.format(count=alike + 1))
        self.more_button.setVisible(case is not None)
        if case is not None:
            log = case.doubt is not None
            more = _("Whole &log…") if log else _("Loo&k closer…") if two else _("&Open the attendee")
            self.more_button.setText(more)
            self.more_button.setVisible(
                (log and case.choices[:1] != (Choice(ReviewAnswer.REINSTATE),)) or self._organizer
            )

    # -- what is decided ------------------------------------------------------------------------------------------------

    def choose(self, number: int) -> bool:
        """The choice of this number, or for two sides the whole side; False where there is none."""
        if self._case is None:
            return False
        if self._case.kind is CaseKind.DUPLICATE:
            if number in (1, 2):
                self.sides.choose_all(Side(number))
            return number in (1, 2)
        return self.choices.choose(number - 1)

    def decided(self) -> Settlement | None:
        """How the case is to be settled; None while a unit or a value is still to be given."""
        case = self._case
        if case is None:
            return None
        if case.kind is CaseKind.DUPLICATE:
            second = self.sides.whole is Side.SECOND
            return Settlement(case.choices[0], take=taken(self.sides.picks()), second=second)
        place = self.choices.currentRow()
        if 0 <= place < len(case.choices):
            reason = self.reason.text().strip()
            if case.choices[place].answer is ReviewAnswer.NOTE and case.doubt is not None:
                reason = " ".join(filter(None, (words.refused_note(case.doubt), reason)))
            return Settlement(case.choices[place], reason=reason)
        typed = self._typed()
        return Settlement(typed) if typed is not None and place >= len(case.choices) else None

    def apart(self) -> Settlement | None:
        """The word that the two are two people; None where nobody asks that."""
        answers = self._case.choices if self._case is not None else ()
        return next((Settlement(choice) for choice in answers if choice.answer is ReviewAnswer.APART), None)

    @property
    def is_typed(self) -> bool:
        """Whether what settles the case is a unit or a value still to be given."""
        case = self._case
        return (
            case is not None and case.kind is not CaseKind.DUPLICATE and self.choices.currentRow() >= len(case.choices)
        )

    def ask_for_more(self) -> None:
        """Put the keyboard where the other unit or value is typed."""
        for field in (self.unit, self.value):
            if field.isVisible():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                edit = field if isinstance(field, QLineEdit) else field.lineEdit()
                if edit is not None:
                    edit.selectAll()

    def _typed(self) -> Choice | None:
        case = self._case
        if case is None:
            return None
        if case.kind is CaseKind.UNIT:
            unit_id = self.unit.value()
            return Choice(ReviewAnswer.SET_UNIT, self.unit.text(), unit_id) if isinstance(unit_id, uuid.UUID) else None
        text = self.value.text().strip()
        return Choice(ReviewAnswer.SET_VALUE, text) if self._may_type(case) and text else None

    def why_undecided(self) -> str:
        """Why what is typed settles nothing; "" where nothing is typed, or it does."""
        if not self.is_typed or self._typed() is not None or not self.unit.isVisible() or not self.unit.text():
            return ""
        fitting, text = len(self.unit.fitting()), self.unit.text()
        if not fitting:
            return _("The directory does not have the unit “{value}”.").format(value=text)
        words = ngettext(
            "“{unit}” fits {count} unit: choose it.", "“{unit}” fits {count} units: choose one of them.", fitting
        )
        return words.format(unit=text, count=fitting)

    def _choose_typed(self) -> None:
        """What is typed is what is meant, whatever was proposed."""
        if self._case is not None:
            self.choices.choose(len(self._case.choices))
            self._show_buttons()

    def _settle_typed(self, *, alike: bool) -> None:
        self._choose_typed()
        self._typed_for.emit(self._case, alike)

    def _settle_now(self, case: Case, alike: bool) -> None:
        if case != self._case:  # settled by the same key pressed twice, or gone meanwhile
            return
        if case.kind is CaseKind.UNIT:
            self.unit.take_only()
        self._show_buttons()
        (self.settled_alike if alike else self.settled).emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter in a field settles all alike; the field itself would take it for Enter."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if watched is self.reason:
                    self.settled_alike.emit()
                else:
                    self.unit.close_lists()
                    self._settle_typed(alike=True)
                return True
        return super().eventFilter(watched, event)

    def _on_choice(self) -> None:
        if self.is_typed and self.choices.hasFocus():
            self.ask_for_more()
        self._show_buttons()

    def buttons(self) -> tuple[QPushButton, ...]:
        """What can be pressed for the case."""
        return self.settle_button, self.alike_button, self.apart_button, self.more_button
