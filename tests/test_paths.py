"""Resources and the user's folders are found wherever the program runs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop import paths


@pytest.fixture(autouse=True)
def fresh_cache():
    for found in (paths.resources, paths._own_folder):
        found.cache_clear()
    yield
    for found in (paths.resources, paths._own_folder):
        found.cache_clear()


def test_the_source_tree_s_resources_are_used_from_the_source_tree():
    assert paths.resources() == Path(__file__).resolve().parents[1] / "resources"
    assert (paths.resources() / "units").is_dir()


def test_a_frozen_program_looks_beside_its_libraries(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_a_wheel_s_own_copy_comes_first(monkeypatch, tmp_path):
    (tmp_path / "desktop" / "_resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "desktop" / "paths.py"))
    assert paths.resources() == tmp_path / "desktop" / "_resources"


def test_the_home_variable_moves_everything_a_user_has(home):
    assert paths.data_folder() == home
    for place in (paths.default_database(), paths.settings_file(), paths.log_file()):
        assert place.is_relative_to(home)


def test_without_it_the_system_s_data_folder_is_used(monkeypatch):
    monkeypatch.delenv("TAP_HUAN_HOME")
    assert paths.data_folder().name == "tap-huan"
    assert paths.data_folder().is_absolute()


@pytest.fixture
def stick(monkeypatch, tmp_path):
    """A packed program in a folder of its own."""
    monkeypatch.delenv("TAP_HUAN_HOME")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Tập huấn" / "TapHuan.exe"))
    (tmp_path / "Tập huấn").mkdir()
    return tmp_path / "Tập huấn"


def test_a_portable_program_keeps_everything_beside_itself(stick):
    (stick / paths.PORTABLE).touch()
    for place in (paths.data_folder(), paths.default_database(), paths.settings_file(), paths.log_file()):
        assert place.is_relative_to(stick)


def test_a_packed_program_without_the_mark_uses_the_user_s_folder(stick):
    assert not paths.data_folder().is_relative_to(stick)


def test_a_python_that_lies_beside_such_a_mark_is_no_portable_program(stick, monkeypatch):
    (stick / paths.PORTABLE).touch()
    monkeypatch.delattr(sys, "frozen")
    assert not paths.data_folder().is_relative_to(stick)
