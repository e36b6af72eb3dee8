"""The tabs after the conference."""

from __future__ import annotations

import datetime as dt

from desktop.domain.areas import Area
from desktop.domain.dialogues import NewDialogue
from desktop.services import dialogues
from tests.gui.filled import filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]


def test_each_tab_has_its_own_commands_and_reads_again_what_changed(qtbot, filled):
    show(qtbot, filled, "tasks")
    host = filled.page
    assert "find" in host.commands
    part = show(qtbot, filled, "tasks", part="dialogues")
    assert host.commands is part.commands
    filled.context.operations.database.write(
        lambda tx: dialogues.add_dialogue(tx, filled.context.conference_id, NewDialogue("Thử", dt.date(2018, 6, 20)))
    )
    host.make_stale(frozenset({Area.DIALOGUES}))
    settle(qtbot, filled)
    assert part.table.current().held.title == "Thử"
    host.tabs.setCurrentIndex(0)
    settle(qtbot, filled)
    assert host.part is not part
    assert host.guide_place == "tasks"
    show(qtbot, filled, "attendees")
    assert show(qtbot, filled, "tasks") is host.part
