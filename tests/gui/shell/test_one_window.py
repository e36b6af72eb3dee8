"""A data file has one window on a machine, and starting the program again shows it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from desktop import __main__, app, paths
from desktop.gui.shell.one_window import OneWindow, call


@pytest.fixture
def first(qapp, home, tmp_path):
    window = OneWindow()
    assert window.take(tmp_path / "Hội nghị.db")
    yield window
    window.leave()


def test_a_file_is_held_by_one_program_until_it_leaves(first, tmp_path):
    second = OneWindow()
    assert not second.take(tmp_path / "Hội nghị.db")
    assert second.take(tmp_path / "another.db")
    first.take(tmp_path / "a third.db")
    assert second.take(tmp_path / "Hội nghị.db")
    second.leave()


def test_another_way_to_the_same_file_is_the_same_file(first, tmp_path):
    (tmp_path / "sub").mkdir()
    assert not OneWindow().take(tmp_path / "sub" / ".." / "Hội nghị.db")


def test_whoever_asks_is_answered_and_the_window_comes(first, tmp_path, qtbot):
    first.listen()
    answers: list[bool] = []
    asking = threading.Thread(target=lambda: answers.append(call(tmp_path / "Hội nghị.db")))
    with qtbot.waitSignal(first.wanted):
        asking.start()
    qtbot.waitUntil(lambda: bool(answers))
    asking.join()
    assert answers == [True]


def test_a_holder_that_does_not_answer_keeps_nobody_waiting(first, tmp_path):
    assert not call(tmp_path / "Hội nghị.db", 150)


def test_a_folder_that_takes_no_lock_keeps_nobody_out(qapp, home, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "file")
    window = OneWindow()
    assert window.take(tmp_path / "a.db")
    assert window.take(tmp_path / "b.db")


def test_a_start_on_a_file_that_is_open_ends_once_its_window_has_come(first, tmp_path, monkeypatch):
    asked: list[Path] = []
    monkeypatch.setattr(app.one_window, "call", lambda file: asked.append(file) or True)
    assert app.main(["--data", str(tmp_path / "Hội nghị.db")]) == 0
    assert asked == [tmp_path / "Hội nghị.db"]


def test_a_data_file_dropped_on_the_program_opens_in_the_window(monkeypatch, tmp_path):
    opened: list[list[str]] = []
    monkeypatch.setattr(app, "main", lambda arguments: opened.append(arguments) or 0)
    assert __main__.main([str(tmp_path / "Hội nghị.DB")]) == 0
    assert opened == [["--data", str(tmp_path / "Hội nghị.DB")]]
