"""Add or edit one attendee."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLineEdit

from desktop.domain.by_hand import Asked, ListedAsked
from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.names import fold
from desktop.domain.people import AttendeeInput, AttendeeView, RoleGroupView, UnitView
from desktop.domain.phones import format_phone
from desktop.domain.questions import Question
from desktop.domain.titles import split_honorific
from desktop.domain.units import kind_of
from desktop.gui.attendees.answering import AnswerFields
from desktop.gui.context import Context
from desktop.gui.known_names import suggest_people
from desktop.gui.widgets.asking import Answer, AskingForm
from desktop.gui.widgets.form import choice, choose, line, note
from desktop.gui.widgets.layout import button, check_box, plain
from desktop.gui.widgets.pick_box import PickBox
from desktop.i18n import _
from desktop.services import attendees, by_hand
from desktop.services import units as unit_service
from desktop.services.opening import Transaction
from desktop.wording import field
from desktop.wording.by_hand import listed_text, person_text, question
from desktop.wording.formats import full_name_text


class AttendeeDialog(AskingForm):
    """The form of one attendee; nothing but the name is needed.

    While somebody new is typed the directory offers people, and who is on the list already is told at once.
    """

    guide = Topic.ATTENDEES

    def __init__(
        self,
        context: Context,
        units: Sequence[UnitView],
        groups: Sequence[RoleGroupView],
        attendee: AttendeeView | None = None,
        unit_id: uuid.UUID | None = None,
        asked: Sequence[Question] = (),
    ) -> None:
        title = _("Edit attendee") if attendee else _("Add an attendee")
        super().__init__(context, title, _("Save") if attendee else _("Add"))
        self._attendee = attendee
        self._units = {unit.id: unit for unit in units}
        self._groups = list(groups)
        self._group_by_hand = attendee is not None and attendee.role_group_id is not None
        self._again = self._again_then = False
        """Whether the form is for another person once this one is added."""
        self._person: AttendeeView | None = None
        """Who was chosen from the directory, as registered last."""
        self._begin_anew()
        self._questions = asked
        self.answers = AnswerFields(asked, attendee.answers if attendee else {})
        self._make_fields(units, groups, unit_id)
        self._add_fields()
        self._wire()
        if attendee is None:
            self._be_new()
        self.full_name.setFocus()
        self._unit_before = self.unit.text()
        self._said_first = self._says()

    def comparing(self) -> None:
        """Another desk may have edited them meanwhile."""
        if self._attendee is not None:
            key, units = self._attendee.id, list(self._units.values())
            self.compares(
                lambda tx: attendees.get_attendees(tx, [key]),
                lambda found: (
                    AttendeeDialog(self.context, units, self._groups, found[0], None, self._questions)
                    if found
                    else None
                ),
            )

    def _be_new(self) -> None:
        """For somebody new: a button to go on with another, and people offered from the directory."""
        self.another = button(_("Add and go on with another"), self._add_another)
        self.button_row.insertWidget(0, self.another)
        self.people = suggest_people(self, self.full_name)
        self.people.chosen.connect(self._fill_in)
        self._propose_group()

    def _wire(self) -> None:
        """The unit proposes the group; what says who somebody is, is looked up as it is left."""
        self.unit.picked.connect(self._propose_group)
        self.unit.picked.connect(self._look)
        edit = self.unit.lineEdit()
        if edit is not None:
            edit.textEdited.connect(lambda _text: self._propose_group())
        for typed in (self.full_name, self.phone, self.birth):
            typed.editingFinished.connect(self._look)
            typed.textEdited.connect(lambda _text: self._begin_anew())
        self.full_name.textEdited.connect(self._forget_chosen)
        self.unit.editTextChanged.connect(lambda _text: self._begin_anew())
        self.group.activated.connect(self._on_group)

    def _make_fields(
        self, units: Sequence[UnitView], groups: Sequence[RoleGroupView], unit_id: uuid.UUID | None
    ) -> None:
        shown = self._attendee
        self._filled: dict[QLineEdit, str] = {}
        """What was filled in with somebody chosen, and goes again with them."""
        self.full_name = line(full_name_text(shown) if shown else "", _("for example: Nguyễn Thị Hà"))
        self.position = line(shown.position if shown else "")
        self.unit = PickBox(open_ended=True)
        self.unit.offer([(unit.name, unit.id) for unit in units], shown.unit_id if shown else unit_id)
        if shown and shown.unit:
            self.unit.setEditText(shown.unit)
        titles: list[tuple[str, object]] = [(group.title, group.id) for group in groups]
        self.group = choice([(_("None"), None), *titles], shown.role_group_id if shown else None)
        self.phone = line(format_phone(shown.phone) if shown else "")
        self.email = line(shown.email if shown else "")
        self.birth = line(field.birth(shown.birth) if shown else "", _("23/05/1975, 05/1975 or 1975"))
        self.gender = choice([("", ""), (_("Male"), "male"), (_("Female"), "female")], shown.gender if shown else "")
        self.seat = line(shown.seat if shown else "", _("for example: C14"))
        self.attention = line(shown.attention if shown else "", _("for example: speaks at the opening"))
        self.note = note(shown.note if shown else "")
        self.off_payroll = check_box(
            _("Draws no salary from the state budget"),
            shown is not None and shown.off_payroll,
            tip=_("The food subsidy is for them (TT 40/2017/TT-BTC, Điều 12)."),
        )

    def _add_fields(self) -> None:
        form = self.form
        form.add("full_name", _("Full name"), self.full_name)
        form.add("position", _("Position"), self.position)
        form.add("unit", _("Unit"), self.unit)
        form.add("role_group_id", _("Role group"), self.group)
        self.known = plain(role="warning")
        self.known.hide()
        form.add_row(self.known)
        form.add("phone", _("Phone"), self.phone)
        form.add("email", _("Email"), self.email)
        form.add("birth", _("Date of birth"), self.birth)
        form.add("gender", _("Gender"), self.gender)
        form.add("seat", _("Seat"), self.seat)
        form.add("attention", _("To tell at the door"), self.attention)
        self.answers.add_to(form)
        form.add("note", _("Note"), self.note, wide=True)
        form.add_row(self.off_payroll)
        self.inside.addWidget(self.question)

    def _on_group(self) -> None:
        self._group_by_hand = True

    def _propose_group(self) -> None:
        """A unit's kind proposes the group, until one was chosen by hand."""
        if self._group_by_hand or not self.unit.text():
            return
        known = self._units.get(self.unit.value())  # type: ignore[call-overload]
        kind = known.kind if known else str(kind_of(self.unit.text()))
        proposed = next((group.id for group in self._groups if group.unit_kind == kind), None)
        choose(self.group, proposed)

    # -- whom the directory knows ---------------------------------------------------------------------------------

    def _fill_in(self, last: AttendeeView) -> None:
        """Somebody was chosen: what is still blank is filled as they were registered last."""
        self._begin_anew()
        self._person = last
        told = {
            self.position: last.position,
            self.phone: format_phone(last.phone),
            self.email: last.email,
            self.birth: field.birth(last.birth),
        }
        for typed, text in told.items():
            if text and not typed.text().strip():
                typed.setText(text)
                typed.setCursorPosition(0)
                self._filled[typed] = text
        if not self.unit.text() and last.unit:
            self.unit.set_value(last.unit_id)
            if not self.unit.text():  # a unit that is not in use any more
                self.unit.setEditText(last.unit)
            self._propose_group()
        if not self.gender.currentData():
            choose(self.gender, last.gender)
        self._look()

    def _begin_anew(self) -> None:
        """Something that says who they are was typed: what was answered was of what stood there before."""
        self._not_listed = self._not_known = False
        self.leave_question()

    def _forget_chosen(self, name: str = "") -> None:
        """Another name is another person."""
        if self._person is not None and fold(split_honorific(name)[1]) != fold(self._person.full_name):
            self._person = None
            for typed, text in self._filled.items():
                if typed.text() == text:
                    typed.clear()
            self._filled = {}

    def _says(self) -> tuple[str, ...]:
        """What tells who somebody is."""
        return self.full_name.text(), self.unit.text(), self.phone.text(), self.birth.text()

    def _look(self) -> None:
        """Tell beside the fields who on the list they may be, and when the unit is a new one."""
        if self.gone:  # its fields lose the keyboard as it closes
            return
        given, unit, before = self._given(), self.unit.text(), self._attendee
        conference_id, chosen = self.context.conference_id, self._person
        if before is not None and self._says() == self._said_first:
            self._tell_known(None)
            return

        def work(tx: Transaction) -> tuple[Asked | None, bool]:
            new_unit = bool(unit) and given.unit_id is None and unit_service.find_unit(tx, unit) is None
            try:
                found = by_hand.entry_question(tx, conference_id, given, but=before.id if before else None)
            except InvalidInput:  # said beside its field once it is saved
                found = None
            return found, new_unit

        def tell(answer: tuple[Asked | None, bool]) -> None:
            if not self.gone and self._person is chosen and self.unit.text() == unit:
                self._tell_known(answer[0] if isinstance(answer[0], ListedAsked) else None)
                self.form.hint("unit", _("Not on record yet: it becomes a new unit.") if answer[1] else "")
                self.fit_soon()

        self.read_once(work, tell, lambda _error: True)

    def _tell_known(self, asked: ListedAsked | None) -> None:
        words = listed_text(asked) if asked is not None and self.asked is None else ""
        self.known.setText(f"⚠ {words}" if words else "")
        self.known.setAccessibleName(words)
        self.known.setVisible(bool(words))

    def _ask_who(self, found: Asked, again: bool) -> None:
        """The question under the form, before anything is written; the choice is never guessed."""
        self.known.hide()
        self._again_then = again
        choose_them = self._open if isinstance(found, ListedAsked) else self._is
        answers: list[Answer] = [
            (_("It is this person: {person}").format(person=person_text(each)), partial(choose_them, each))
            for each in found.people
        ]
        answers.append((_("Another person of this name: add"), self._is_another))
        self.ask(found, question(found), answers)

    def _open(self, person: AttendeeView) -> None:
        """They are on the list: nobody is added, and they are shown."""
        self.reject()
        self.context.go("attendees", select=person.id)

    def _is(self, person: AttendeeView) -> None:
        self._person = person
        self._go_on()

    def _is_another(self) -> None:
        if isinstance(self.asked, ListedAsked):
            self._not_listed = True
        else:
            self._not_known = True
        self._go_on()

    def _go_on(self) -> None:
        self.leave_question()
        self._again = self._again_then
        self._try()

    # -- saving ---------------------------------------------------------------------------------------------------

    def _add_another(self) -> None:
        self._again = True
        self._try()

    def _given(self) -> AttendeeInput:
        """What the form says."""
        unit_id = self.unit.value()
        same_unit = self._attendee is not None and self.unit.text() == self._unit_before
        return AttendeeInput(
            full_name=self.full_name.text(),
            honorific="",
            gender=str(self.gender.currentData()),
            birth=self.birth.text(),
            position=self.position.text(),
            unit=None if same_unit or unit_id else self.unit.text(),
            unit_id=None if same_unit or not isinstance(unit_id, uuid.UUID) else unit_id,
            role_group_id=self.group.currentData(),
            phone=self.phone.text(),
            email=self.email.text(),
            note=self.note.toPlainText(),
            seat=self.seat.text(),
            attention=self.attention.text(),
            off_payroll=self.off_payroll.isChecked(),
            person_id=self._person.person_id if self._person is not None else None,
            answers=self.answers.answers(),
        )

    def submit(self) -> None:
        """Hand the form to the service, once it is known who somebody new is."""
        again, self._again = self._again, False
        given, before = self._given(), self._attendee
        if before is not None:
            self.take(lambda tx: attendees.edit_attendee(tx, before.id, given, version=before.version))
            return
        conference_id = self.context.conference_id
        not_listed, not_known = self._not_listed, self._not_known

        def work(tx: Transaction) -> AttendeeView | Asked:
            found = by_hand.entry_question(tx, conference_id, given, not_listed=not_listed)
            if found is None or (not_known and not isinstance(found, ListedAsked)):
                return attendees.add_attendee(tx, conference_id, given, not_listed=not_listed)
            return found

        def done(result: AttendeeView | Asked) -> None:
            self.release()
            if not isinstance(result, AttendeeView):
                self._ask_who(result, again)
            elif again:
                self._empty()
            else:
                self.accept()
                self.context.go("attendees", select=result.id)

        self.hold()
        self.context.operations.write(work, done=done, failed=self.refuse)

    def hold(self) -> None:
        super().hold()
        if self._attendee is None:
            self.another.setEnabled(False)

    def release(self) -> None:
        super().release()
        if self._attendee is None:
            self.another.setEnabled(True)

    def _empty(self) -> None:
        """Ready for the next person of the same unit."""
        for typed in (self.full_name, self.position, self.phone, self.email, self.birth, self.seat, self.attention):
            typed.clear()
        self.note.clear()
        self.gender.setCurrentIndex(0)
        self.off_payroll.setChecked(False)
        self.answers.clear()
        self._begin_anew()
        self._forget_chosen()
        self._tell_known(None)
        self.full_name.setFocus()
