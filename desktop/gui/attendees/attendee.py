"""Add or edit one attendee."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from desktop.domain.guide import Topic
from desktop.domain.people import AttendeeInput, AttendeeView, RoleGroupView, UnitView
from desktop.domain.phones import format_phone
from desktop.domain.questions import Question
from desktop.domain.units import kind_of
from desktop.gui.attendees.answering import AnswerFields
from desktop.gui.context import Context
from desktop.gui.widgets.form import FormDialog, choice, choose, line, note
from desktop.gui.widgets.layout import button, check_box
from desktop.gui.widgets.pick_box import PickBox
from desktop.i18n import _
from desktop.services import attendees
from desktop.services.opening import Transaction
from desktop.wording import field
from desktop.wording.formats import full_name_text


class AttendeeDialog(FormDialog):
    """The form of one attendee; nothing but the name is needed."""

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
        self._again = False
        self.answers = AnswerFields(asked, attendee.answers if attendee else {})
        self._make_fields(units, groups, unit_id)
        self._add_fields()
        self.unit.picked.connect(self._propose_group)
        edit = self.unit.lineEdit()
        if edit is not None:
            edit.textEdited.connect(lambda _text: self._propose_group())
        self.group.activated.connect(self._on_group)
        if attendee is None:
            self.another = button(_("Add and go on with another"), self._add_another)
            self.button_row.insertWidget(0, self.another)
            self._propose_group()
        self.full_name.setFocus()
        self._unit_before = self.unit.text()

    def _make_fields(
        self, units: Sequence[UnitView], groups: Sequence[RoleGroupView], unit_id: uuid.UUID | None
    ) -> None:
        shown = self._attendee
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
        form.add("phone", _("Phone"), self.phone)
        form.add("email", _("Email"), self.email)
        form.add("birth", _("Date of birth"), self.birth)
        form.add("gender", _("Gender"), self.gender)
        form.add("seat", _("Seat"), self.seat)
        form.add("attention", _("To tell at the door"), self.attention)
        self.answers.add_to(form)
        form.add("note", _("Note"), self.note, wide=True)
        form.add_row(self.off_payroll)

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

    def _add_another(self) -> None:
        self._again = True
        self._try()
        self._again = False

    def submit(self) -> None:
        """Hand the form to the service."""
        unit_id = self.unit.value()
        same_unit = self._attendee is not None and self.unit.text() == self._unit_before
        given = AttendeeInput(
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
            answers=self.answers.answers(),
        )
        before = self._attendee
        if before is not None:
            self.take(lambda tx: attendees.edit_attendee(tx, before.id, given, version=before.version))
            return
        conference_id = self.context.conference_id

        def work(tx: Transaction) -> AttendeeView:
            return attendees.add_attendee(tx, conference_id, given)

        if self._again:
            self.saving = True
            self.another.setEnabled(False)
            self.context.operations.write(work, done=lambda _view: self._empty(), failed=self.refuse)
        else:
            self.take(work, self._added)

    def refuse(self, error: Exception) -> bool:
        if self._attendee is None:
            self.another.setEnabled(True)
        return super().refuse(error)

    def _added(self, view: object) -> None:
        if isinstance(view, AttendeeView):
            self.context.go("attendees", select=view.id)

    def _empty(self) -> None:
        """Ready for the next person of the same unit."""
        self.saving = False
        self.another.setEnabled(True)
        for typed in (self.full_name, self.position, self.phone, self.email, self.birth, self.seat, self.attention):
            typed.clear()
        self.note.clear()
        self.gender.setCurrentIndex(0)
        self.off_payroll.setChecked(False)
        self.answers.clear()
        self.full_name.setFocus()
