"""Register somebody at the door and let them in: a name and a unit are enough."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer

from desktop.domain.attendance import DoorPerson
from desktop.domain.errors import InvalidInput
from desktop.domain.names import fold
from desktop.domain.titles import split_honorific
from desktop.gui.checkin.desk import DoorDesk
from desktop.gui.checkin.people import DoorData
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.form import FormDialog, choice, choose, line
from desktop.gui.widgets.layout import button, card, column, empty, label
from desktop.gui.widgets.pick_box import PickBox
from desktop.gui.widgets.text import literal
from desktop.i18n import _, ngettext
from desktop.services import attendance
from desktop.services.attendance import Registered
from desktop.services.opening import Transaction
from desktop.wording.check_in import standing_chip

_LIKE = 3


class WalkInDialog(FormDialog):
    """Reads nothing but what the door has already: units and groups are those of the people on the list."""

    def __init__(self, context: Context, data: DoorData, desk: DoorDesk, full_name: str = "") -> None:
        super().__init__(context, _("Register a walk-in"), _("Register and let in"), width=600)
        self._data, self._desk = data, desk
        self._token = uuid.uuid4()
        self._group_by_hand = self._sure = False
        self._add_fields(full_name)
        self._known = column(spacing=4, margins=(GRID + 4, GRID, GRID + 4, GRID))
        self.known = card(self._known, tone="info")
        self.inside.addWidget(self.known)
        self.known.hide()
        self._wire()
        self._look_for_known()
        self.read_once(
            lambda tx: attendance.room_left(tx, context.conference_id),
            self._tell_room,
            lambda _error: True,  # a desk apart may not know; the register itself says it again
        )
        if full_name:
            self.unit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_fields(self, full_name: str) -> None:
        """Name, unit, position and group; units and groups are offered with what most of their people are in."""
        data = self._data
        self.full_name = line(full_name, _("for example: Nguyễn Thị Hà"))
        self.unit = PickBox(open_ended=True)
        self.position = line()
        people = [person for person in data.people if person.unit]
        units = sorted({(person.unit, person.unit_id) for person in people}, key=lambda unit: fold(unit[0]))
        self.unit.offer([(name, key) for name, key in units], object())
        titles = dict.fromkeys((person.role_group, person.role_group_id) for person in data.people)
        groups: list[tuple[str, object]] = [(title, key) for title, key in titles if key is not None]
        self.group = choice([(_("As the unit's kind proposes"), None), *groups])
        self.form.add("full_name", _("Full name"), self.full_name, wide=True)
        self.form.add("unit", _("Unit"), self.unit, wide=True)
        self.form.add("position", _("Position"), self.position)
        self.form.add("role_group_id", _("Role group"), self.group)
        self._groups = {unit: Counter(p.role_group_id for p in people if p.unit == unit) for unit, _key in units}

    def _wire(self) -> None:
        self.full_name.textChanged.connect(lambda _text: self._look_for_known())
        self.unit.picked.connect(self._propose_group)
        edit = self.unit.lineEdit()
        if edit is not None:
            edit.textEdited.connect(lambda _text: self._propose_group())
        self.group.activated.connect(self._on_group)

    def _on_group(self) -> None:
        self._group_by_hand = True

    def _propose_group(self) -> None:
        """The group most of the unit's people are in, until one was chosen by hand."""
        common = self._groups.get(self.unit.text())
        if not self._group_by_hand:
            choose(self.group, common.most_common(1)[0][0] if common else None)

    def _tell_room(self, room: int | None) -> None:
        if room is not None and room <= 0:
            words = ngettext(
                "The conference is full: this will be {count} person more than it has room for. They can be let in all the same.",
                "The conference is full: this will be {count} people more than it has room for. They can be let in all the same.",
                1 - room,
            )
            self.banner.tell(words.format(count=1 - room), "warn")

    # -- those on the list already --------------------------------------------------------------------------------

    def like(self) -> list[DoorPerson]:
        """People on the list whose names hold every word typed, or the other way round."""
        _title, name = split_honorific(self.full_name.text().strip())
        words = set(fold(name).split())
        if len(words) < 2:
            return []
        found = []
        for person in self._data.finder.find(" ".join(sorted(words)), 20):
            if words <= set(fold(person.full_name).split()):
                found.append(person)
        return found[:_LIKE]

    def _look_for_known(self) -> None:
        self._sure = False
        empty(self._known)
        found = self.like()
        grows = self.isVisible() and self.known.isHidden() == bool(found)
        self.known.setVisible(bool(found))
        if found:
            self._offer(found)
        if grows:
            QTimer.singleShot(
                0, self.fit
            )  # once the new lines are shown, for only then they count; and back when they go

    def _offer(self, found: list[DoorPerson]) -> None:
        self._known.addWidget(label(_("On the list already? Let them in instead:"), wrap=True))
        for person in found:
            chip = standing_chip(person)
            words = " · ".join(part for part in (person.full_name, person.unit, chip and chip.text) if part)
            choose_them = partial(self._let_in, person)
            self._known.addWidget(button(literal(words), choose_them, role="choice"))

    def _let_in(self, person: DoorPerson) -> None:
        self.accept()
        self._desk.let_in(person)

    # -- saving ---------------------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Register and let in, in one go. Somebody of the same name is asked about first, once."""
        session = self._data.session
        _title, name = split_honorific(self.full_name.text().strip())
        if not name or session is None:
            raise InvalidInput("field.missing", field="full_name")
        if not self.unit.text():
            raise InvalidInput("field.missing", field="unit")
        same = [person for person in self.like() if fold(person.full_name) == fold(name)]
        if same and not self._sure:
            self._sure = True
            self.save_button.setText(_("Register as another person"))
            self.banner.tell(
                _("{name} is on the list already. Is this somebody else of the same name?").format(name=name), "warn"
            )
            return
        unit_id = self.unit.value()
        conference_id, typed, token = self.context.conference_id, self.full_name.text(), self._token
        unit, position, group = self.unit.text(), self.position.text(), self.group.currentData()

        def work(tx: Transaction) -> Registered:
            return attendance.walk_in(
                tx,
                conference_id,
                full_name=typed,
                token=token,
                unit=unit,
                unit_id=unit_id if isinstance(unit_id, uuid.UUID) else None,
                position=position,
                role_group_id=group,
                session_ids=[session.id],
            )

        self.take_at_door(work, self._done)

    def _done(self, registered: Registered, pending: bool) -> None:
        for answer in registered.check_ins:
            self._desk.take(replace(answer, pending=pending), registered.full_name)
        if registered.over_capacity and registered.capacity is not None:
            words = _("{registered} are registered; the conference has room for {capacity}.")
            self.context.feedback.warn(words.format(registered=registered.registered, capacity=registered.capacity))
