"""Proposals on procedures, through the window."""

from __future__ import annotations

from desktop.gui.procedures.form import ProposalDialog
from desktop.services import procedures
from tests.gui.filled import ask, closed, conference_id, dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]


def test_a_proposal_is_added_found_and_removed(qtbot, filled, filled_record):
    page = show(qtbot, filled, "tasks", part="procedures")
    page.do("new")
    form = dialog(qtbot, ProposalDialog)
    settle(qtbot, filled)
    form.name.setText("Xác nhận cư trú")
    form.kind.setCurrentIndex(3)
    form.unit.setEditText("Không có")
    form.saved_cost.setText("12.000.000")
    form.save_button.click()
    assert form.form.error_of("unit")
    form.unit.setCurrentIndex(1)
    form.unit.activated.emit(1)
    form.save_button.click()
    closed(qtbot, filled, form)
    view = page.table.current()
    assert (view.proposed.kind, view.proposed.saved_cost, view.unit != "") == ("abolish", 12_000_000, True)
    page.search.setText("khong co")
    assert page.table.current() is None
    page.search.setText("cu tru")
    page.remove()
    settle(qtbot, filled)
    assert ask(filled_record, procedures.list_proposals, conference_id(filled)) == []
