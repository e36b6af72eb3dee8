"""What followed a unit, in the window: all is proposed for one that follows alone, else only what was said row by row."""

from __future__ import annotations

from desktop.domain.successions import SuccessionKind
from desktop.domain.tasks import NewTask
from desktop.gui.tasks.given import GivenDialog, GivenForm
from desktop.gui.units.succession import SuccessionDialog
from desktop.gui.widgets.form import choose
from desktop.services import lookup, tasks, units
from tests.gui.filled import ask, closed, conference_id, dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]


def test_a_division_moves_the_rows_that_were_said_and_a_task_is_put_right_for_all(qtbot, filled):
    database, key = filled.context.operations.database, conference_id(filled)

    def give(tx):
        wards = lookup.units_of_kind(tx, "ward")[:3]
        tasks.give(tx, key, wards[:1], [NewTask("Đối thoại", tasks.today(tx)), NewTask("Rà soát", tasks.today(tx))])
        return wards

    ward, first, second = database.write(give)
    shown = SuccessionDialog(filled.context, ask(database, units.get_unit, ward), database.read(units.list_units))
    shown.open()
    settle(qtbot, filled)
    rows = shown.table.model().rows()
    assert [each.is_task for each in rows][:2] == [True, True]
    choose(shown.kind, SuccessionKind.MERGE)
    shown.after.choose([first])
    shown._propose()
    assert set(shown._moves.values()) == {first}
    choose(shown.kind, SuccessionKind.SPLIT)
    shown.after.choose([first, second])
    shown._propose()
    assert shown._moves == {}
    shown.table.selectRow(0)
    choose(shown.into, second)
    shown.into_button.click()
    shown.save_button.click()
    closed(qtbot, filled, shown)
    found = ask(database, tasks.list_tasks, key)
    assert {each.number: each.unit_id for each in found} == {1: second, 2: ward}
    assert not ask(database, units.get_unit, ward).active

    filled.context.run("tasks.given")
    given = dialog(qtbot, GivenDialog)
    settle(qtbot, filled)
    given.edit()
    form = dialog(qtbot, GivenForm)
    form.content.setPlainText("Đối thoại với Nhân dân")
    form.save_button.click()
    closed(qtbot, filled, form)
    qtbot.waitUntil(lambda: given.table.model().rows()[0].content == "Đối thoại với Nhân dân")
    given.reject()
