"""Cycles are collected on the window's thread alone, when Python itself would, and not while a large plan is looked at."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from pytestqt.qtbot import QtBot

from desktop.gui.collecting import Collector, Rest, keep_to_this_thread
from desktop.gui.operations import Operations
from desktop.store.database import Database


class Knot:
    """Refers to itself, so that only the collector ends it."""

    def __init__(self, ended_on: list[threading.Thread]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: ended_on.append(threading.current_thread()))


@pytest.fixture
def collector(qapp: object) -> Collector:
    return keep_to_this_thread()


def many() -> list[list[int]]:
    """More things than the collector lets stand unlooked at."""
    return [[] for _number in range(2 * gc.get_threshold()[0])]


def test_beside_a_window_a_working_thread_never_takes_apart_what_it_happens_to_meet(
    qtbot: QtBot, sqlite: Database
) -> None:
    operations = Operations(sqlite)
    ended_on: list[threading.Thread] = []
    Knot(ended_on)
    done: list[object] = []
    operations.plain("many", lambda _progress, _cancelled: many(), done=done.append)
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(lambda: bool(ended_on))
    assert ended_on == [threading.main_thread()]
    operations.close()


def test_there_is_one_for_the_application(collector: Collector) -> None:
    assert keep_to_this_thread() is collector
    assert not gc.isenabled()


def test_nothing_is_collected_while_a_rest_lasts_whatever_the_order_of_their_ends(collector: Collector) -> None:
    first, second = Rest(), Rest()
    ended_on: list[threading.Thread] = []
    Knot(ended_on)
    held = many()
    first.end()
    first.end()
    collector.look()
    assert not ended_on
    second.end()
    collector.look()
    assert ended_on
    assert held
