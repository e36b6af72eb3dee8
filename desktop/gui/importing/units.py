"""The units an import will create: how they are written in the files, and the unit each may already be."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.importing import ImportPlan, NewUnit, UnitWords
from desktop.domain.names import normalise
from desktop.domain.people import UnitView
from desktop.gui.context import Context
from desktop.gui.importing.unit_picker import pick_unit
from desktop.gui.widgets.form import FormDialog, choice, line
from desktop.gui.widgets.layout import button, grow, label
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _
from desktop.wording.field import kind_choices, kind_title


class NewUnitForm(FormDialog):
    """What a new unit is to be called, and what it is; `chosen` after it was accepted."""

    guide = Topic.IMPORT_UNITS

    kept = True

    def __init__(self, context: Context, words: UnitWords, parent: QWidget | None = None) -> None:
        super().__init__(context, _("New unit"), _("Apply"), columns=1, width=460)
        if parent is not None:
            self.setParent(parent, self.windowFlags())
        self.name = line(words.name)
        self.kind = choice(kind_choices(), words.kind)
        self.form.add("name", _("Name"), self.name)
        self.form.add("kind", _("Kind of unit"), self.kind)
        self.name.selectAll()

    @property
    def chosen(self) -> UnitWords:
        """Name and kind as they stand in the fields."""
        return UnitWords(normalise(self.name.text()), str(self.kind.currentData()))

    def submit(self) -> None:
        """The next plan says what becomes of it; only a unit without a name is refused."""
        if not self.chosen.name:
            raise InvalidInput("field.missing", field="name")
        self.accept()


class NewUnitsDialog(ListDialog[NewUnit]):
    """`answers` are the spellings said to be a unit that exists, `words` the names and kinds said to be others."""

    guide = Topic.IMPORT_UNITS

    kept = True

    def __init__(
        self, context: Context, plan: ImportPlan, units: Sequence[UnitView], parent: QWidget | None = None
    ) -> None:
        headings = [_("Unit"), _("Kind"), _("Rows"), _("Written as")]
        view = list_of(context.theme, _("New units"), headings, stretch=3)
        super().__init__(context, _("New units"), view, size=(760, 440), parent=parent)
        self._units = units
        self._new = sorted(plan.new_units.values(), key=lambda unit: -unit.rows)
        self._chosen: dict[str, UnitView] = {}
        self.words: dict[str, UnitWords] = {}
        """Key of a new unit -> its name and kind as said here."""
        words = label(
            _(
                "These units are not in the list yet and will be added. Correct their names and kinds, or choose the unit that is there under another name."
            ),
            wrap=True,
        )
        self.edit = button(_("Name and &kind…"), self._edit, tip=_("Correct the name and the kind (F2)"))
        self.same = button(_("It is an existing &unit…"), self._pick)
        self.back = button(_("It is &new after all"), self._unpick)
        foot, close = self.buttons(self.edit, self.same, self.back, leave=_("Done"))
        close.setDefault(True)
        self.lay_out(words, grow(self.list), foot)
        self.list.itemDoubleClicked.connect(lambda *_item: self._edit())
        QShortcut(QKeySequence("F2"), self, self._edit)
        self.show_rows(self._new)

    def answers(self) -> dict[str, uuid.UUID]:
        """Spelling -> the unit it is."""
        by_key = {unit.key: unit for unit in self._new}
        return {spelling: view.id for key, view in self._chosen.items() for spelling in by_key[key].spellings}

    def texts(self, row: NewUnit) -> list[str]:
        words, existing = self._words(row), self._chosen.get(row.key)
        name, kind = words.name, words.kind
        if existing is not None:
            name, kind = _("{name} → {unit}").format(name=name, unit=existing.name), existing.kind
        return [name, kind_title(kind), str(row.rows), "; ".join(row.spellings)]

    def dress(self, item: QTreeWidgetItem, row: NewUnit) -> None:
        tooltip(item, "\n".join(row.spellings), 3)

    def keep_place(self, before: NewUnit | None, place: int) -> int:  # noqa: ARG002
        return place

    def offer(self) -> None:
        unit = self.current()
        for each in (self.edit, self.same):
            each.setEnabled(unit is not None)
        self.back.setEnabled(unit is not None and unit.key in self._chosen)

    def _words(self, unit: NewUnit) -> UnitWords:
        return self.words.get(unit.key, UnitWords(unit.name, unit.kind))

    def _edit(self) -> None:
        unit = self.current()
        if unit is None:
            return
        form = NewUnitForm(self.context, self._words(unit), self)
        form.fit()
        if form.exec():
            self._chosen.pop(unit.key, None)
            self.words[unit.key] = form.chosen
            self.show_rows(self._new)
        form.deleteLater()

    def _pick(self) -> None:
        unit = self.current()
        picked = pick_unit(self.context, self._units, unit.name, self) if unit else None
        if unit is not None and picked is not None:
            self._chosen[unit.key] = picked
            self.show_rows(self._new)

    def _unpick(self) -> None:
        unit = self.current()
        if unit is not None and unit.key in self._chosen:
            del self._chosen[unit.key]
            self.show_rows(self._new)
