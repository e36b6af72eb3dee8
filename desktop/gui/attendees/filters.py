"""The row over the attendee list: what is searched for, which groups, units and kinds are shown, in what order."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from desktop.domain.people import RoleGroupView, UnitView
from desktop.gui import icons
from desktop.gui.attendees import NOBODY
from desktop.gui.attendees.model import AS_SENT, BY_GROUP, BY_RANK, AnswerWanted, Wanted
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.form import choice, choose
from desktop.gui.widgets.layout import button, search_field
from desktop.gui.widgets.pick_box import PickBox
from desktop.gui.widgets.table import columns_button_text
from desktop.i18n import _
from desktop.wording.field import kind_choices
from desktop.wording.points import hall

_LARGE_TEXT = 1.3
"""From this magnification on the fields are as narrow as can be, and folded away: what they narrow needs the room."""
_LETTERS_LARGE = 9


class AttendeeFilters(FlowLayout):
    """`wanted` is what the fields say."""

    changed = Signal()
    """Something else is wanted."""
    order_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(spacing=GRID)
        self.wanted = Wanted()
        self.search = search_field(theme, _("Find a name, unit, code or phone"), _("Find attendees"), self._on_text)
        large = theme.scale > _LARGE_TEXT
        self.search.setMinimumWidth(theme.px(200 if large else 290))
        self.group, self.kind = choice([]), choice([(_("Every kind of unit"), ""), *kind_choices()])
        self.order = choice(_orders())
        self.order.setPlaceholderText(_("By column"))
        self.unit, self.answer, self.point = PickBox(), PickBox(), PickBox()
        boxes = ((self.group, _("Role group"), 12), (self.kind, _("Kind of unit"), 12), (self.order, _("Sort by"), 13))
        picked = ((self.unit, _("Unit"), 14), (self.point, _("Point"), 14), (self.answer, _("Answer"), 14))
        for box, spoken, letters in (*boxes, *picked):
            box.setAccessibleName(spoken)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(min(letters, _LETTERS_LARGE) if large else letters)
        self._boxes = (self.group, self.kind, self.unit, self.point, self.answer, self.order)
        self._needless: set[QComboBox] = {self.answer, self.point}
        """What there is nothing to choose from."""
        self._make_buttons(theme, large)
        beside = (self.columns_button,) if large else ()
        for widget in (self.search, self.unfold, *beside, *self._boxes, *(() if large else (self.columns_button,))):
            self.addWidget(widget)
        self.stretch(self.search, *self._boxes[:-1])
        self._show_boxes()
        self._wire()

    def _make_buttons(self, theme: Theme, large: bool) -> None:
        named, picture = columns_button_text(), icons.icon(theme, "view-column-outline")
        self.columns_button = button("" if large else named, icon=picture, spoken=named, tip=named if large else "")
        self.unfold = button(_("Filters"), self._show_boxes, role="filter")
        self.unfold.setCheckable(True)
        self.unfold.setChecked(not large)
        if not large:
            self.unfold.hide()

    def _show_boxes(self) -> None:
        """Large text leaves the boxes no room beside a list: they come when asked for, or when they narrow it."""
        for box in self._boxes:
            shown = self.unfold.isChecked() and box not in self._needless
            if box.parentWidget() is not None or not shown:  # before it stands anywhere it would be a window of its own
                box.setVisible(shown)

    def _wire(self) -> None:
        for chosen in (
            self.group.activated,
            self.kind.activated,
            *(box.picked for box in (self.unit, self.answer, self.point)),
        ):
            chosen.connect(self._on_choice)
        self.order.activated.connect(lambda _place: self.order_chosen.emit(self.order.currentData()))

    def offer(
        self,
        groups: Sequence[RoleGroupView],
        units: Sequence[UnitView],
        answers: Sequence[tuple[str, object]],
        points: Mapping[uuid.UUID, str],
        *,
        ungrouped: bool,
    ) -> None:
        """The groups, units, answers and points to choose from; `ungrouped`: some are in no group."""
        self.group.clear()
        self.group.addItem(_("Every role group"), None)
        for group in groups:
            self.group.addItem(group.title, group.id)
        if ungrouped:
            self.group.addItem(_("Without a role group"), NOBODY)
        names = [(unit.name, unit.id) for unit in units if unit.attendee_count]
        self.unit.offer([(_("Every unit"), None), *names], self.wanted.unit)
        if self.wanted.answer not in [value for _text, value in answers]:
            self.wanted = replace(self.wanted, answer=None)  # the question is gone
        if self.wanted.point not in (NOBODY, *points):
            self.wanted = replace(self.wanted, point=None)
        named: list[tuple[str, object]] = [(name, key) for key, name in points.items()]
        self.point.offer([(_("Every point"), None), (hall(), NOBODY), *named], self.wanted.point)
        self.answer.offer([(_("Every answer"), None), *answers], self.wanted.answer)
        self._needless = {box for box, found in ((self.point, points), (self.answer, answers)) if not found}
        self.show_wanted(self.wanted)

    def show_wanted(self, wanted: Wanted) -> None:
        """Set every field to what is wanted."""
        self.wanted = wanted
        choose(self.group, wanted.group)
        choose(self.kind, wanted.kind)
        self.unit.set_value(wanted.unit)
        self.answer.set_value(wanted.answer)
        self.point.set_value(wanted.point)
        if self.search.text() != wanted.text:
            self.search.setText(wanted.text)
        if replace(wanted, text="", lacking="").narrows:
            self.unfold.setChecked(True)
        self._show_boxes()

    def forget(self) -> None:
        """Another conference: nothing is searched for, and nobody is told."""
        self.wanted = Wanted()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)

    def _on_text(self, text: str) -> None:
        self.wanted = replace(self.wanted, text=text)
        self.changed.emit()

    def _on_choice(self) -> None:
        unit, answer, point = self.unit.value(), self.answer.value(), self.point.value()
        self.wanted = replace(
            self.wanted,
            group=self.group.currentData(),
            kind=self.kind.currentData(),
            unit=unit if isinstance(unit, uuid.UUID) else None,
            answer=answer if isinstance(answer, AnswerWanted) else None,
            point=point if isinstance(point, uuid.UUID) else None,
        )
        self.changed.emit()


def _orders() -> list[tuple[str, object]]:
    """What the list can be ordered by without a column."""
    return [
        (_("By unit and rank"), BY_RANK),
        (_("By unit, as sent"), AS_SENT),
        (_("By role group and rank"), BY_GROUP),
        (_("By name"), "name"),
    ]
