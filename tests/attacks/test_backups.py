"""A handful of each attack on backups; `python -m tests.attacks.backups` does hundreds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.attacks import backups


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return backups.sample(tmp_path_factory.mktemp("sample"))


@pytest.mark.parametrize("kill", backups.KILLS)
def test_a_killed_run_breaks_and_loses_nothing(original: Path, tmp_path: Path, kill: backups.Kill):
    outcome = kill(original, tmp_path, 4, random.Random(5))
    assert (outcome.faults, outcome.losses) == ([], [])


@pytest.mark.parametrize("with_backup", [False, True])
def test_a_corrupted_file_is_noticed_and_saved(original: Path, tmp_path: Path, with_backup: bool):
    outcome = backups.corrupt_files(original, tmp_path, 6, random.Random(5), with_backup=with_backup)
    assert (outcome.faults, outcome.losses) == ([], [])
