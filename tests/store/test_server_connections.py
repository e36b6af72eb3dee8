"""How many of a server's connections one desk takes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from desktop.services import conferences
from desktop.store import notices, pulse
from desktop.store.engines import ServerPool
from tests.store.site import Site


@pytest.fixture
def site(postgresql: Any) -> Iterator[Site]:
    made = Site(postgresql)
    yield made
    made.organizer.close()


def connections(site: Site, login: str) -> int:
    with site.postgresql._connect(site.name) as owner:
        query = "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND datname = %s"
        return int(owner.execute(query, [login, site.name]).fetchone()[0])


def wait_for(condition: Callable[[], object]) -> None:
    for _try in range(200):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


def test_a_desk_at_work_has_two_connections_and_at_rest_one(site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(notices, "_UNUSED_SECONDS", 0.3)
    monkeypatch.setattr(pulse, "BEAT_SECONDS", 0.1)
    login = site.logins["desk"].name
    desk = site.open("desk")
    stop = desk.watch(lambda _areas: None)
    most, reading = [0], threading.Event()

    def read(tx: Any) -> None:
        conferences.list_conferences(tx)
        most[0] = max(most[0], connections(site, login))
        reading.set()

    hands = [threading.Thread(target=lambda: desk.read(read)) for _hand in range(6)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(20)
    assert reading.is_set()
    assert most[0] <= 2
    wait_for(lambda: connections(site, login) == 1)
    assert desk.read(conferences.list_conferences)
    stop()
    desk.close()
    wait_for(lambda: connections(site, login) == 0)


def test_an_organizers_window_may_ask_several_things_at_once(site: Site):
    assert isinstance(site.organizer.engine.pool, ServerPool)
    assert site.organizer.engine.pool._max_overflow > 0
