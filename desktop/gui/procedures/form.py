"""A proposal about a procedure: part I of form 02/RS-KSTT, why, what it saves, and what became of it."""

from __future__ import annotations

import uuid

from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.people import UnitView
from desktop.domain.procedures import NewProposal, ProposalKind, ProposalView
from desktop.gui.context import Context
from desktop.gui.widgets.form import DateField, FormDialog, choice, line, note
from desktop.gui.widgets.pick_box import PickBox
from desktop.gui.widgets.typed import day, number
from desktop.i18n import _, pgettext
from desktop.services import procedures, units
from desktop.services.opening import Transaction
from desktop.wording import procedures as words
from desktop.wording.formats import number_text, typed_decimal_text


class ProposalDialog(FormDialog):
    """A new proposal, or one that is there."""

    guide = Topic.PROCEDURES

    def __init__(self, context: Context, view: ProposalView | None = None) -> None:
        title = _("New proposal about a procedure") if view is None else _("Proposal about a procedure")
        super().__init__(context, title, _("Save"), width=760)
        self._view = view
        self._make_fields(view.proposed if view is not None else NewProposal(""))
        self._add_fields()
        self.read_once(lambda tx: units.list_units(tx, active_only=True), self._take_units)
        self.name.setFocus()

    def _make_fields(self, given: NewProposal) -> None:
        self.name, self.code = line(given.name), line(given.code, "1.004222")
        self.unit = PickBox()
        self.kind = choice([(words.kind_text(kind), kind) for kind in ProposalKind], given.kind)
        self.field, self.reviewed_by = line(given.field, _("for example: land, justice")), line(given.reviewed_by)
        self.basis, self.reason, self.changes = note(given.basis), note(given.reason), note(given.changes)
        self.saved_days = line(typed_decimal_text(given.saved_days, 4))
        self.saved_cost = line("" if given.saved_cost is None else number_text(round(given.saved_cost)))
        self.sent_to, self.sent_on = line(given.sent_to), DateField(self.context, given.sent_on)
        self.answer, self.answered_on = note(given.answer), DateField(self.context, given.answered_on)

    def _add_fields(self) -> None:
        for name, label, field, wide in (
            ("name", _("Name of the procedure"), self.name, True),
            ("code", _("Code of its file"), self.code, False),
            ("field", pgettext("procedure", "Field"), self.field, False),
            ("unit", _("Unit that proposes"), self.unit, False),
            ("reviewed_by", _("Body that reviews"), self.reviewed_by, False),
            ("basis", _("Documents that lay it down"), self.basis, False),
            ("reason", _("Reason"), self.reason, False),
            ("kind", _("Proposed"), self.kind, False),
            ("saved_days", _("Days saved"), self.saved_days, False),
            ("changes", _("What changes: papers, time, forms, fees, the way"), self.changes, True),
            ("saved_cost", _("Đồng saved a year"), self.saved_cost, False),
            ("sent_to", _("Sent to"), self.sent_to, False),
            ("sent_on", _("Sent on"), self.sent_on, False),
            ("answered_on", _("Answered on"), self.answered_on, False),
            ("answer", pgettext("procedure", "Answer"), self.answer, True),
        ):
            self.form.add(name, label, field, wide=wide)

    def _take_units(self, found: list[UnitView]) -> None:
        there = self._view.proposed.unit_id if self._view is not None else None
        offered: list[tuple[str, object]] = [("", None), *((unit.name, unit.id) for unit in found)]
        if self._view is not None and there is not None and all(unit.id != there for unit in found):
            offered.append((self._view.unit, there))
        self.unit.offer(offered, there)

    def submit(self) -> None:
        """Save it."""
        unit = self.unit.value()
        if unit is None and self.unit.text().strip():
            raise InvalidInput("procedure.unit", field="unit", value=self.unit.text())
        new = NewProposal(
            self.name.text(),
            ProposalKind(self.kind.currentData()),
            self.code.text(),
            self.field.text(),
            self.basis.toPlainText(),
            self.reviewed_by.text(),
            unit if isinstance(unit, uuid.UUID) else None,
            self.reason.toPlainText(),
            self.changes.toPlainText(),
            number(self.saved_days, "saved_days"),
            number(self.saved_cost, "saved_cost"),
            self.sent_to.text(),
            day(self.sent_on, "sent_on"),
            self.answer.toPlainText(),
            day(self.answered_on, "answered_on"),
        )
        view, conference_id = self._view, self.context.conference_id

        def work(tx: Transaction) -> ProposalView:
            if view is None:
                return procedures.add_proposal(tx, conference_id, new)
            return procedures.edit_proposal(tx, view.id, new, version=view.version)

        self.take(work)


def open_proposal(context: Context) -> ProposalDialog:
    """Add a proposal to the open conference."""
    dialog = ProposalDialog(context)
    dialog.open()
    return dialog
