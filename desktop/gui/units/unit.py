"""A unit of the directory: added, edited, merged with another that is the same."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from PySide6.QtWidgets import QRadioButton, QWidget

from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.names import normalise
from desktop.domain.people import UnitView
from desktop.domain.spelling import is_respelling
from desktop.domain.units import kind_of
from desktop.gui.context import Context
from desktop.gui.widgets.form import DateField, FormDialog, choice, choose, line, note
from desktop.gui.widgets.layout import STRETCH, caption, check_box, column, muted, row
from desktop.gui.widgets.pick_box import PickBox
from desktop.i18n import _, ngettext
from desktop.services import units
from desktop.wording.field import kind_choices


class NameChange(QWidget):
    """Why a unit has another name now: the old one was misspelt, or it is called otherwise from a day on."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.misspelt = QRadioButton(_("The old name was &misspelt"))
        self.renamed = QRadioButton(_("It is called so &from"))
        self.since = DateField(context, dt.date.today())
        self.since.setAccessibleName(_("Called so from"))
        self.since.setFixedWidth(context.theme.px(150))
        self._by_hand = False
        right = _("Attendees of all open conferences get it right; closed ones stay as they were.")
        later = _(
            "Conferences that begin on that day or later get the new name; the old one is kept for those before. The directory shows the new name at once, also for a day to come."
        )
        for each, hint in ((self.misspelt, right), (self.renamed, later)):
            each.setAccessibleDescription(hint)
            each.clicked.connect(self._on_choice)
        self.since.textEdited.connect(lambda _text: self.renamed.setChecked(True))
        dated = row(self.renamed, self.since, STRETCH)
        column(self.misspelt, caption(right), dated, caption(later), on=self, spacing=4)
        self.hide()

    def _on_choice(self) -> None:
        self._by_hand = True

    def ask(self, before: str, after: str) -> bool:
        """Show it while the name differs, what is likelier chosen; True when it appeared or went."""
        wanted = bool(before and after and before != after)
        if wanted and not self._by_hand:
            (self.misspelt if is_respelling(before, after) else self.renamed).setChecked(True)
        changed = wanted is self.isHidden()
        self.setVisible(wanted)
        return changed

    def day(self) -> dt.date | None:
        """From when it is called so; None while that is not asked. Raises InvalidInput."""
        if self.isHidden() or self.misspelt.isChecked():
            return None
        try:
            return self.since.day()
        except InvalidInput as error:
            raise InvalidInput(error.code, **{**error.details, "field": "name"}) from None


class UnitForm(FormDialog):
    """One unit; its kind follows the name until chosen by hand."""

    guide = Topic.UNITS

    def __init__(self, context: Context, unit: UnitView | None = None) -> None:
        super().__init__(context, _("Edit unit") if unit else _("Add a unit"), _("Save") if unit else _("Add"))
        self._unit = unit
        self._kind_by_hand = unit is not None
        self.name = line(unit.name if unit else "", _("for example: UBND phường Bạch Mai"))
        self.kind = choice(kind_choices(), unit.kind if unit else None)
        self.short_name = line(unit.short_name if unit else "")
        self.code = line(unit.code if unit else "")
        self.aliases = note("\n".join(unit.aliases) if unit else "")
        self.active = check_box(_("Still exists"), unit.active if unit else True)
        self.form.add("name", _("Name"), self.name, wide=True)
        self.change = NameChange(context)
        self.form.add_row(self.change)
        self.form.add("kind", _("Kind of unit"), self.kind)
        self.form.add("short_name", _("Short name"), self.short_name)
        self.form.add("code", _("Code"), self.code)
        self.form.add(
            "aliases",
            _("Other spellings"),
            self.aliases,
            wide=True,
            hint=_("One a line. An import takes each of them for this unit."),
        )
        if unit:
            words = _("Offered in lists, and told of when nobody registers.")
            self.form.add("active", _("State"), self.active, wide=True, hint=words)
        self.name.textEdited.connect(self._guess)
        self.name.textChanged.connect(self._ask_why)
        self.kind.activated.connect(self._on_kind)
        self.name.setFocus()

    def comparing(self) -> None:
        """Another desk may have edited it meanwhile."""
        if self._unit is not None:
            key = self._unit.id
            self.compares(lambda tx: units.get_unit(tx, key), lambda found: UnitForm(self.context, found))

    def _on_kind(self) -> None:
        self._kind_by_hand = True

    def _guess(self, name: str) -> None:
        if not self._kind_by_hand and name.strip():
            choose(self.kind, str(kind_of(name)))

    def _ask_why(self, name: str) -> None:
        """A changed name asks whether the old one was misspelt, or was right until a day."""
        before = self._unit.name if self._unit else ""
        if self.change.ask(before, normalise(name)):
            self.fit()

    def submit(self) -> None:
        """Save it."""
        name, kind = self.name.text(), str(self.kind.currentData())
        short_name, code = self.short_name.text(), self.code.text()
        aliases = [text for text in self.aliases.toPlainText().splitlines() if text.strip()]
        active, before = self.active.isChecked(), self._unit
        misspelt, since = self.change.misspelt.isChecked(), self.change.day()
        if before is None:
            self.take(
                lambda tx: units.add_unit(tx, name, kind=kind, short_name=short_name, code=code, aliases=aliases),
                self._added,
            )
            return
        self.take(
            lambda tx: units.edit_unit(
                tx,
                before.id,
                version=before.version,
                name=name,
                kind=kind,
                short_name=short_name,
                code=code,
                active=active,
                aliases=aliases,
                misspelt=misspelt,
                since=since,
            )
        )

    def _added(self, view: object) -> None:
        if isinstance(view, UnitView):
            self.context.go("directory", select=view.id)


class MergeDialog(FormDialog):
    """Which unit the chosen one really is."""

    guide = Topic.UNITS

    def __init__(self, context: Context, gone: UnitView, units_known: Sequence[UnitView]) -> None:
        super().__init__(context, _("Merge two units"), _("Merge"), columns=1, width=520)
        self._gone = gone
        words = _(
            "“{name}” is the same unit as the one chosen here. Its attendees move there, its spellings are "
            "remembered, and it is no longer offered. It can be undone."
        )
        self.form.add_row(muted(words.format(name=gone.name)))
        self.unit = PickBox(open_ended=True)
        self.unit.offer([(unit.name, unit.id) for unit in units_known if unit.id != gone.id and unit.active])
        self.form.add("unit", _("The unit that stays"), self.unit)
        self.unit.setFocus()

    def submit(self) -> None:
        """Merge."""
        keep = self.unit.value()
        if not isinstance(keep, uuid.UUID):
            raise InvalidInput("unit.choose", field="unit")
        gone = self._gone.id
        self.take(lambda tx: units.merge_units(tx, keep, gone), lambda _view: self.context.go("directory", select=keep))


class RemoveDialog(FormDialog):
    """Where the people of a unit go that is removed."""

    guide = Topic.UNITS

    def __init__(self, context: Context, gone: UnitView, people: int, units_known: Sequence[UnitView]) -> None:
        title = _("Remove “{name}”").format(name=gone.name)
        super().__init__(context, title, _("Move them and remove"), columns=1, width=520)
        self._gone = gone
        words = ngettext(
            "{count} attendee (of all conferences) is registered with it; in closed conferences its name stays.",
            "{count} attendees (of all conferences) are registered with it; in closed conferences its name stays.",
            people,
        )
        self.form.add_row(muted(words.format(count=people)))
        self.unit = PickBox(open_ended=True)
        self.unit.offer([(unit.name, unit.id) for unit in units_known if unit.id != gone.id and unit.active])
        self.form.add("unit", _("They go to"), self.unit, hint=_("Type any part of the name; accents don't matter."))
        self.unit.setFocus()

    def submit(self) -> None:
        """Move them, and remove it."""
        into, gone = self.unit.value(), self._gone.id
        if not isinstance(into, uuid.UUID):
            raise InvalidInput("unit.choose", field="unit")
        self.take(lambda tx: units.remove_unit(tx, gone, into))
