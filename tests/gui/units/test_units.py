"""The directory of units and people."""

from __future__ import annotations

from desktop.gui.units.unit import MergeDialog, RemoveDialog, UnitForm
from desktop.services import units
from tests.gui.filled import ask, closed, conference_id, dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]


def test_a_unit_is_found_by_any_spelling_and_keeps_its_new_ones(qtbot, filled, filled_record):
    page = show(qtbot, filled, "directory").units
    page.search.setText("bach mai")
    page.table.select_first()
    page.edit()
    form = dialog(qtbot, UnitForm)
    form.aliases.setPlainText("P. Bach Mai cũ\nBạch Mai HBT")
    form._try()
    closed(qtbot, filled, form)
    page.search.setText("hbt")
    assert [unit.name for unit in page.model.rows()] == ["UBND phường Bạch Mai"]


def test_a_new_units_kind_follows_its_name(qtbot, filled):
    page = show(qtbot, filled, "directory").units
    page.add()
    form = dialog(qtbot, UnitForm)
    form.name.setText("Trường THCS Vĩnh Tuy")
    form._guess(form.name.text())
    assert form.kind.currentData() == "public_school"
    form._try()
    closed(qtbot, filled, form)
    assert [unit.name for unit in page.table.selected()] == ["Trường THCS Vĩnh Tuy"]


def test_two_units_are_merged_and_undo_parts_them(qtbot, filled, filled_record):
    page = show(qtbot, filled, "directory").units
    known = [unit for unit in page._units if unit.attendee_count]
    gone, keep = known[0], known[1]
    page.table.select_ids([gone.id])
    page.merge()
    form = dialog(qtbot, MergeDialog)
    form.unit.setEditText(keep.name)
    form._try()
    closed(qtbot, filled, form)
    after = {unit.id: unit for unit in ask(filled_record, units.list_units, conference_id=conference_id(filled))}
    assert not after[gone.id].active
    assert after[keep.id].attendee_count == keep.attendee_count + gone.attendee_count
    filled.context.operations.undo_last()
    settle(qtbot, filled)
    assert {unit.id: unit for unit in page._units}[gone.id].attendee_count == gone.attendee_count


def test_where_the_people_of_a_removed_unit_go_is_asked(qtbot, filled):
    page = show(qtbot, filled, "directory").units
    used = next(unit for unit in page._units if unit.attendee_count)
    page.table.select_ids([used.id])
    page.remove()
    asked = dialog(qtbot, RemoveDialog)
    assert used.name in asked.heading.text()
    other = next(unit for unit in page._units if unit.active and unit.id != used.id)
    asked.unit.set_value(other.id)
    asked._try()
    closed(qtbot, filled, asked)
    there = {unit.id: unit.attendee_count for unit in page._units}
    assert used.id not in there
    assert there[other.id] == used.attendee_count + other.attendee_count
