"""Two desks edited one thing: both values of each field side by side, keep mine, take theirs or mix, and save."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from desktop.domain.guide import Topic
from desktop.gui.widgets.both_sides import BothSides, FieldPair, Side
from desktop.gui.widgets.check_menu import CheckMenu
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.form import Form, FormDialog, choose
from desktop.gui.widgets.layout import caption, grow, heading, muted
from desktop.gui.widgets.pick_box import PickBox
from desktop.i18n import _
from desktop.wording.formats import moment_text

if TYPE_CHECKING:
    from desktop.domain.errors import Conflict
    from desktop.gui.context import Context


@dataclass(frozen=True, slots=True)
class Said:
    """What a field says: its value, and the words shown for it."""

    value: object
    words: str


class SaysTicks(QWidget):
    """A field of several ticks, as one value."""

    def ticks(self) -> Mapping[uuid.UUID, QCheckBox]:
        """Each tick by what it stands for."""
        raise NotImplementedError


def field_value(field: QWidget) -> Said | None:
    """What a field says; None for one that can't be compared."""
    if isinstance(field, PickBox):
        return Said((field.value(), field.text()), field.text())
    if isinstance(field, QComboBox):
        return Said(field.currentData(), field.currentText())
    if isinstance(field, QLineEdit):
        return Said(field.text().strip(), field.text().strip())
    if isinstance(field, QPlainTextEdit):
        return Said(field.toPlainText().strip(), field.toPlainText().strip())
    if isinstance(field, QSpinBox):
        return Said(field.value(), field.text())
    if isinstance(field, QCheckBox):
        return Said(field.isChecked(), _("Yes") if field.isChecked() else _("No"))
    if isinstance(field, CheckMenu):
        return Said(frozenset(field.chosen), field.text())
    if isinstance(field, SaysTicks):
        ticked = {key: box for key, box in field.ticks().items() if box.isChecked()}
        return Said(frozenset(ticked), ", ".join(box.text().replace("&&", "&") for box in ticked.values()))
    return None


def put(field: QWidget, there: Said) -> None:
    """Let a field say what another of its kind says."""
    value, words = there.value, there.words
    if isinstance(field, PickBox):
        chosen = value[0] if isinstance(value, tuple) else None
        field.set_value(chosen)
        if field.text() != words:
            field.setEditText(words)
    elif isinstance(field, QComboBox):
        choose(field, value)
    elif isinstance(field, QLineEdit):
        field.setText(words)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(words)
    elif isinstance(field, QSpinBox) and isinstance(value, int):
        field.setValue(value)
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, SaysTicks) and isinstance(value, frozenset):
        for key, box in field.ticks().items():
            box.setChecked(key in value)


def all_said(form: Form) -> dict[str, Said]:
    """What every field of a form says that can be compared."""
    found = {name: field_value(field) for name, field in form.compared().items()}
    return {name: each for name, each in found.items() if each is not None}


def proposed(before: Mapping[str, Said], mine: Mapping[str, Said], theirs: Mapping[str, Said]) -> dict[str, Side]:
    """The side proposed for each field that differs: who changed it; mine where both did."""
    return {
        name: Side.SECOND if name in before and mine[name].value == before[name].value else Side.FIRST
        for name in mine.keys() & theirs.keys()
        if mine[name].value != theirs[name].value
    }


class ConflictDialog(Dialog):
    """Enter saves what is chosen; Esc goes back to the form."""

    guide = Topic.DESKS

    def __init__(self, context: Context, error: Conflict, mine: FormDialog, theirs: FormDialog) -> None:
        super().__init__(context, _("Changed at two desks"), size=(860, 400), parent=mine)
        self._mine, self._theirs = mine, theirs
        one, other = all_said(mine.form), all_said(theirs.form)
        picks = proposed(mine.before, one, other)
        fields = mine.form.compared()
        pairs = [
            FieldPair(name, fields[name].accessibleName(), one[name].words, other[name].words)
            for name in fields
            if name in picks
        ]
        self.sides = BothSides(context.theme)
        who = str(error.details.get("who", "")) or _("another desk")
        self.sides.show_sides((_("1 · mine"), _("2 · {desk}").format(desk=who)), pairs, picks)
        self.sides.settled.connect(self.save)
        foot, self.save_button = self.buttons(
            accept=_("&Save what is chosen"), slot=self.save, leave=_("Back to the form")
        )
        keys = caption(_("↑ ↓ field · 1 2 side · Enter saves · Esc goes back to the form"))
        about = muted(_about(error))
        self.lay_out(heading(_("Changed at two desks")), about, grow(self.sides), keys, foot, margins=WIDE)
        self.sides.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """The form as it is now at the server, with what is kept of mine, saved anew."""
        fields, mine = self._theirs.form.compared(), all_said(self._mine.form)
        for name, side in self.sides.picks().items():
            if side is Side.FIRST:
                put(fields[name], mine[name])
        self.accept()
        self._mine.give_way(self._theirs)


def _about(error: Conflict) -> str:
    """Who changed it meanwhile, and what is asked."""
    ask = _("Choose what stays, field by field; nothing was saved yet.")
    name, who, at = (error.details.get(each) for each in ("name", "who", "at"))
    if not isinstance(at, dt.datetime):
        return ask
    changed = _("“{name}” was changed by {who} at {at} while it was open here.")
    return f"{changed.format(name=name, who=who, at=moment_text(at))} {ask}"


def settle(error: Conflict, mine: FormDialog, theirs: FormDialog) -> None:
    """Show both where they differ; where they don't, the form is only made anew and saved."""
    if not proposed(mine.before, all_said(mine.form), all_said(theirs.form)):
        mine.give_way(theirs)
        return
    ConflictDialog(mine.context, error, mine, theirs).open()
