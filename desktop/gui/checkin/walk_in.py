"""Register somebody at the door and let them in: a name and a unit are enough."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer

from desktop.domain.attendance import DoorPerson, Method
from desktop.domain.door_questions import AccentsAsked, Asked, Namesake, NamesakeAsked, TimeAsked, UnitAsked
from desktop.domain.errors import InvalidInput
from desktop.domain.family_names import typed_without_accents
from desktop.domain.guide import Topic
from desktop.domain.identity_card import IdentityCard
from desktop.domain.names import fold
from desktop.domain.people import UnitView
from desktop.domain.titles import split_honorific
from desktop.domain.unit_fit import loses_words
from desktop.gui.checkin.asking import AskingDialog
from desktop.gui.checkin.desk import DoorDesk
from desktop.gui.checkin.people import DoorData
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.asking import Answer
from desktop.gui.widgets.elided_button import ElidedButton
from desktop.gui.widgets.form import choice, choose, line
from desktop.gui.widgets.layout import card, column, empty, label
from desktop.gui.widgets.pick_box import PickBox
from desktop.i18n import _, ngettext
from desktop.services import attendance
from desktop.services.attendance import Registered, asking
from desktop.services.opening import Transaction
from desktop.services.units import list_units
from desktop.wording import field
from desktop.wording.check_in import standing_chip

_LIKE = 3
_NEAR = 5
"""At most so many units near the one typed are offered."""


class WalkInDialog(AskingDialog):
    """Reads little but what the door has already: groups are those of the people on the list."""

    guide = Topic.WALK_INS

    def __init__(
        self, context: Context, data: DoorData, desk: DoorDesk, full_name: str = "", holder: IdentityCard | None = None
    ) -> None:
        super().__init__(context, data, desk, _("Register a walk-in"))
        self._group_by_hand = False
        self._forget()
        self._add_fields(full_name)
        self._known = column(spacing=4, margins=(GRID + 4, GRID, GRID + 4, GRID))
        self.known = card(self._known, tone="info")
        self.inside.addWidget(self.known)
        self.inside.addWidget(self.question)
        self.known.hide()
        self._wire()
        self._look_for_known()
        self.read_once(
            lambda tx: (attendance.room_left(tx, context.conference_id), list_units(tx, active_only=True)),
            self._take_record,
            lambda _error: True,  # a desk apart may not know; the register itself says it again
        )
        if full_name:
            self.unit.setFocus(Qt.FocusReason.OtherFocusReason)
        if holder is not None:
            self.fill(holder)

    def fill(self, holder: IdentityCard) -> None:
        """Take from a citizen's card what is kept of a walk-in; the unit is still to be chosen.

        What a server's desk sends holds no birth dates: there it is the name alone.
        """
        at_home = self.context.operations.database.at_home
        if not at_home and "birth" not in self.form.fields:
            self.form.add("birth", _("Date of birth"), self.birth)
            self.form.add("gender", _("Gender"), self.gender)
        self.full_name.setText(holder.full_name)
        if not at_home:
            self.birth.setText(field.birth(holder.birth))
            choose(self.gender, holder.gender)
        first = self.unit if holder.whole else self.full_name
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if holder.whole:
            took = _("From the card: name, date of birth and gender. Its number and address are not kept.")
            self.banner.tell(_("From the card: only the name is kept.") if at_home else took, "info")
        else:
            self.full_name.selectAll()
            self.banner.tell(_("The scanner lost accents of the name: type it as it stands on the card."), "warn")
        if self.isVisible():
            QTimer.singleShot(0, self.fit)

    def _forget(self) -> None:
        """Nothing is answered yet."""
        self._another = self._accents = False
        self._unit_as: str | None = None
        self._where = None

    def _begin_anew(self) -> None:
        """Another name or unit was typed: what was answered was of the one before."""
        self._forget()
        self.leave_question()

    def _add_fields(self, full_name: str) -> None:
        """Name, unit, position and group; units and groups are offered with what most of their people are in."""
        data = self._data
        self.full_name = line(full_name, _("for example: Nguyễn Thị Hà"))
        self.unit = PickBox(open_ended=True)
        self.position = line()
        self.birth = line()
        self.gender = choice([("", ""), (_("Male"), "male"), (_("Female"), "female")])
        people = [person for person in data.people if person.unit]
        self._offer_units({person.unit for person in people})
        titles = dict.fromkeys((person.role_group, person.role_group_id) for person in data.people)
        groups: list[tuple[str, object]] = [(title, key) for title, key in titles if key is not None]
        self.group = choice([(_("As the unit's kind proposes"), None), *groups])
        self.form.add("full_name", _("Full name"), self.full_name, wide=True)
        self.form.add("unit", _("Unit"), self.unit, wide=True)
        self.form.add("position", _("Position"), self.position)
        self.form.add("role_group_id", _("Role group"), self.group)
        self._groups = {
            unit: Counter(person.role_group_id for person in people if person.unit == unit)
            for unit in {person.unit for person in people}
        }

    def _offer_units(self, names: Collection[str]) -> None:
        """The units to choose from; what was typed stays, and what was asked of it."""
        typed = self.unit.text()
        with QSignalBlocker(self.unit):  # nobody typed another unit
            self.unit.offer([(name, name) for name in sorted(names, key=fold)], object())
            self.unit.setEditText(typed)

    def _wire(self) -> None:
        self.full_name.textChanged.connect(lambda _text: self._look_for_known())
        for typed in (self.full_name.textChanged, self.unit.editTextChanged):
            typed.connect(lambda _text: self._begin_anew())
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

    def _take_record(self, record: tuple[int | None, list[UnitView]]) -> None:
        """Whether there is room, and the units of the directory beside those on the list."""
        room, units = record
        self._offer_units({*self._groups, *(unit.name for unit in units)})
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
            self._known.addWidget(ElidedButton(words, choose_them, role="choice"))

    def _let_in(self, person: DoorPerson) -> None:
        self.accept()
        self._desk.let_in(person)

    # -- saving ---------------------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Register and let in, in one go, once all is answered that there is to ask."""
        session = self._data.session
        _title, name = split_honorific(self.full_name.text().strip())
        if not name or session is None:
            raise InvalidInput("field.missing", field="full_name")
        if not self.unit.text():
            raise InvalidInput("field.missing", field="unit")
        conference_id, typed, token = self.context.conference_id, self.full_name.text(), self._token
        unit, position, group = self.unit.text(), self.position.text(), self.group.currentData()
        birth, gender = self.birth.text(), str(self.gender.currentData())
        another, accents, unit_as, sessions = self._another, self._accents, self._unit_as, self._where
        early = dt.timedelta(minutes=self.context.settings.door_opens)

        def work(tx: Transaction) -> Registered | Asked:
            if not another and (known := asking.namesakes(tx, conference_id, typed)):
                return known
            if not accents and typed_without_accents(name):
                return AccentsAsked(name)
            found = asking.unit(tx, conference_id, unit, answer=unit_as)
            if isinstance(found, UnitAsked):
                return found
            if sessions is None and (closed := asking.time(tx, [session.id], early=early)):
                return closed
            return attendance.walk_in(
                tx,
                conference_id,
                full_name=typed,
                token=token,
                unit=found.name,
                unit_id=found.id,
                position=position,
                role_group_id=group,
                birth=birth,
                gender=gender,
                session_ids=[session.id] if sessions is None else sessions,
            )

        self.take_when_answered(work, self._done)

    def answers(self, asked: Asked) -> tuple[Sequence[Answer], int]:
        """Enter never drops a word that was typed, and never makes a second person of one."""
        if isinstance(asked, NamesakeAsked):
            self.known.hide()  # the question says it better
            people = [
                (self._words_of(each.id, each.full_name, each.unit, each.position), partial(self._let_in_known, each))
                for each in asked.people[:_LIKE]
            ]
            only = 0 if len(asked.people) == 1 else -1
            return [*people, (_("Another person of this name: register"), self._is_another)], only
        if isinstance(asked, AccentsAsked):
            return [
                (_("Type the name again"), self._type_name),
                (_("Yes: {name}").format(name=asked.name), self._is_right),
            ], 0
        if isinstance(asked, UnitAsked):
            near = asked.candidates[:_NEAR]
            units = [(each.name, partial(self._choose_unit, each.name)) for each in near]
            other = (_("Another unit: {name}").format(name=asked.typed), partial(self._choose_unit, ""))
            return [*units, other], len(units) if loses_words(asked.typed, near[0].name) else 0
        if isinstance(asked, TimeAsked):
            return self.where_answers(asked)
        raise TypeError(asked)

    def _words_of(self, key: uuid.UUID, *parts: str) -> str:
        person = self._data.finder.get(key)
        chip = standing_chip(person) if person else None
        told = " · ".join(part for part in (*parts, chip and chip.text) if part)
        return _("It is this person: {person}").format(person=told)

    def _let_in_known(self, namesake: Namesake) -> None:
        person = self._data.finder.get(namesake.id)
        if person is not None:
            self._let_in(person)
            return
        self.accept()
        self._desk.scan(namesake.code, Method.SEARCH)  # registered at another desk a moment ago

    def _is_another(self) -> None:
        self._another = True
        self._try()

    def _is_right(self) -> None:
        self._accents = True
        self._try()

    def _type_name(self) -> None:
        self.leave_question()
        self.full_name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.full_name.selectAll()

    def _choose_unit(self, name: str) -> None:
        self._unit_as = name
        self._try()

    def _done(self, registered: Registered, pending: bool) -> None:
        self.tell_arrivals(registered, pending)
        if registered.over_capacity and registered.capacity is not None:
            words = _("{registered} are registered; the conference has room for {capacity}.")
            self.context.feedback.warn(words.format(registered=registered.registered, capacity=registered.capacity))
