"""A damaged data file at the start: what could be saved is offered beside the newest backup."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.app import Program
from desktop.domain.backups import Reason
from desktop.gui.backups.recovery import RecoveryDialog
from desktop.gui.desks.data_source import DataSourceDialog
from desktop.services import backups, demo
from desktop.store import backup
from tests.store.test_backup import overwrite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The sample with a backup, then damaged."""
    path = demo.new_sample(tmp_path / "data.db").path
    backups.make(path, Reason.CLOSE)
    overwrite(path, 4, 60)
    return path


def answer(monkeypatch: pytest.MonkeyPatch, accepted: bool, *, backup_wanted: bool = False) -> list[str]:
    """Answer the dialog without a person; returns what it said."""
    said: list[str] = []

    def run(dialog: RecoveryDialog) -> int:
        from PySide6.QtWidgets import QLabel, QRadioButton

        dialog.show()
        said.extend(each.text() for each in dialog.findChildren(QLabel))
        said.extend(each.text() for each in dialog.findChildren(QRadioButton))
        dialog.backup_choice.setChecked(backup_wanted)
        dialog.recovered_choice.setChecked(not backup_wanted)
        return int(RecoveryDialog.DialogCode.Accepted if accepted else RecoveryDialog.DialogCode.Rejected)

    monkeypatch.setattr(RecoveryDialog, "exec", run)
    return said


@pytest.mark.parametrize("backup_wanted", [False, True])
def test_what_was_chosen_opens_and_the_damaged_file_is_kept(
    program: Program, path: Path, monkeypatch: pytest.MonkeyPatch, backup_wanted: bool
):
    broken = path.read_bytes()
    answers = answer(monkeypatch, accepted=True, backup_wanted=backup_wanted)
    assert program.open(path)
    said = " ".join(answers)
    assert "Cứu được: " in said
    assert "Lấy thêm từ bản sao lưu mới nhất" in said
    assert "Sao lưu lúc" in said
    (aside,) = path.parent.glob("data.damaged.*.db")
    assert aside.read_bytes() == broken
    assert backup.holds(path) == backup.holds(backups.list_backups(path)[-1].path)
    assert not list(path.parent.glob("*.new*"))


def test_whoever_wants_neither_is_asked_for_another_file_and_nothing_is_changed(
    program: Program, path: Path, monkeypatch: pytest.MonkeyPatch
):
    broken = path.read_bytes()
    answer(monkeypatch, accepted=False)
    monkeypatch.setattr(DataSourceDialog, "exec", lambda _dialog: 0)
    assert not program.open(path)
    assert path.read_bytes() == broken
    assert sorted(each.name for each in path.parent.iterdir()) == ["data – sao lưu", "data.db"]


def test_with_neither_rows_nor_backups_another_file_is_asked_for(
    program: Program, path: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.rmtree(backups.folder_of(path))
    overwrite(path, 1, path.stat().st_size // 4096)
    monkeypatch.setattr(DataSourceDialog, "exec", lambda _dialog: 0)
    assert not program.open(path)
