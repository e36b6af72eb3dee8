"""The property tests try the same examples everywhere, and `make fuzz` more of them."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import properties

ROOT = Path(__file__).resolve().parents[1]

BROKEN = """
from hypothesis import given, settings, strategies as st

@settings(max_examples=1)
@given(st.integers())
def test_every_number_is_small(number):
    assert number < 7
"""


def drawn() -> list[str]:
    """What a property test is given."""
    found = []

    @given(st.text(max_size=9))
    def test(text):
        found.append(text)

    test()
    return found


def test_what_else_is_loaded_changes_no_example(tmp_path, monkeypatch):
    before = drawn()
    (tmp_path / "office_words.py").write_text(f"WORDS = {[f'chữ {number}' for number in range(99)]}", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("office_words")
    try:
        assert drawn() == before
    finally:
        del sys.modules["office_words"]


def test_fuzzing_tries_more_in_proportion_and_nothing_is_judged_by_the_clock():
    own = settings(max_examples=5, deadline=200, suppress_health_check=[HealthCheck.filter_too_much])
    usual, long = properties.settled(own, None), properties.settled(own, 2000)
    assert (usual.max_examples, long.max_examples) == (5, 100)
    for each in (usual, long):
        assert each.deadline is None
        assert set(each.suppress_health_check) == {HealthCheck.filter_too_much, HealthCheck.too_slow}


def test_fuzzing_prints_the_example_that_breaks_a_rule(tmp_path):
    (tmp_path / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text("utf-8"), encoding="utf-8")
    (tmp_path / "test_broken.py").write_text(BROKEN, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-m", "hypothesis", "-c", ROOT / "pyproject.toml", "--rootdir", tmp_path]
    for option, code in (("--fuzz=100", 0), ("--fuzz=100000", 1)):
        done = subprocess.run(
            [*command, option, "-p", "no:cacheprovider", tmp_path], cwd=tmp_path, capture_output=True, text=True,
            check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
    assert "number=7" in done.stdout
