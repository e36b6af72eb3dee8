"""Long work keeps the machine awake, and lets it sleep afterwards."""

from __future__ import annotations

import pytest

from desktop import awake, cli
from desktop.gui.operations import Operations
from desktop.services.opening import open_location

CONTINUOUS, SYSTEM_REQUIRED = 0x80000000, 1


@pytest.fixture
def said(monkeypatch):
    """What the system is told."""
    states: list[int] = []
    monkeypatch.setattr(awake, "_say", states.append)
    return states


def test_it_may_sleep_again_whatever_becomes_of_the_work(said):
    with pytest.raises(ValueError, match="broken"), awake.awake():
        raise ValueError("broken")
    assert said == [CONTINUOUS | SYSTEM_REQUIRED, CONTINUOUS]


def test_a_command_keeps_the_machine_awake(said, home):
    assert cli.main(["conference", "list"]) == 0
    assert said == [CONTINUOUS | SYSTEM_REQUIRED, CONTINUOUS]


def test_work_of_the_window_that_is_spoken_of_keeps_the_machine_awake(said, tmp_path, qtbot):
    database = open_location(tmp_path / "a.db")
    operations = Operations(database)
    seen: list[list[int]] = []
    operations.plain("short", lambda _progress, _cancelled: list(said), seen.append)
    qtbot.waitUntil(lambda: len(seen) == 1)
    operations.plain("long", lambda _progress, _cancelled: list(said), seen.append, title="Reading files…")
    qtbot.waitUntil(lambda: len(seen) == 2)
    operations.close()
    database.close()
    assert seen == [[], [CONTINUOUS | SYSTEM_REQUIRED]]
    assert said[-1] == CONTINUOUS
