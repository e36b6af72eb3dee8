"""Two records of one person: whose value holds, field by field."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.importing.questions import both_sides, headings
from desktop.gui.widgets.both_sides import BothSides, FieldPair, Side
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.layout import grow, heading, muted
from desktop.i18n import _
from desktop.wording.import_preview import field_label, shown_value


class PickFieldsDialog(Dialog):
    """Both sides of what a row says and what is known of the same person."""

    guide = Topic.IMPORT_QUESTIONS

    kept = True

    def __init__(self, context: Context, told: Mapping[str, object], parent: QWidget | None = None) -> None:
        super().__init__(context, _("Choose field by field"), size=(760, 460), parent=parent)
        values = both_sides(told)
        self.sides = BothSides(context.theme)
        pairs = [
            FieldPair(
                one.name, field_label(one.name), shown_value(one.name, one.before), shown_value(one.name, one.after)
            )
            for one in values
        ]
        proposed = {one.name: Side.SECOND if one.wins else Side.FIRST for one in values}
        self.sides.show_sides(headings(told), pairs, proposed)
        hint = muted(_("Up and Down go from field to field, 1 and 2 choose a side, Enter is done."))
        foot, _accept = self.buttons(accept=_("Take these values"))
        before = told.get("before")
        name = str(before.get("full_name", "")) if isinstance(before, Mapping) else ""
        self.lay_out(heading(name, wrap=True), hint, grow(self.sides), foot)
        self.sides.settled.connect(self.accept)
        self.sides.setFocus()

    def picks(self) -> dict[str, bool]:
        """Field -> whether the row's value holds, of those in which the two differ."""
        return {name: side is Side.SECOND for name, side in self.sides.picks().items()}


def pick_fields(context: Context, told: Mapping[str, object], parent: QWidget | None = None) -> dict[str, bool] | None:
    """Ask whose values hold; None when the organizer left."""
    dialog = PickFieldsDialog(context, told, parent)
    picks = dialog.picks() if dialog.exec() else None
    dialog.deleteLater()
    return picks
