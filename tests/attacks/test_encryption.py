"""A handful of the attack on encryption; `python -m tests.attacks.encryption` does hundreds."""

from __future__ import annotations

import random
from pathlib import Path

from tests.attacks import encryption
from tests.attacks.backups import sample


def test_killed_at_any_moment_the_file_and_its_backups_open(tmp_path: Path):
    place = tmp_path / "here"
    place.mkdir()
    outcome = encryption.attack(sample(tmp_path), place, 6, random.Random(7))
    assert (outcome.faults, outcome.losses) == ([], [])
