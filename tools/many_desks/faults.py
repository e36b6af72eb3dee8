"""What goes wrong while people are let in; each fault begins some seconds after the first scan and says when it was over."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.line import NetworkLine
from tools.many_desks.organizer import Organizer, tell

BEGINS = 15.0
"""Seconds after the first scan."""
LASTS = 60.0
_AWAY = 15.0
"""Seconds between the end of the organizer's program and its next start."""
_SLOW = 0.3


@dataclass(slots=True)
class Scene:
    """What a fault can get at."""

    organizer: Organizer
    lines: Sequence[NetworkLine]
    desks: Sequence[int]
    """The desks' processes."""
    dead: tuple[float, float] = (0.0, 0.0)
    """Between these moments nothing reached the server from any desk (`time.time`)."""
    asleep: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Desks, by their place, that stood still themselves."""

    def line_is_dead(self, begin: float) -> None:
        """Until now, from then on."""
        self.dead = (begin, time.time())


def plain(_scene: Scene) -> None:
    """Nothing happens."""


def stopped(scene: Scene) -> None:
    """The server stands still for a minute, its connections stay."""
    begin, processes = time.time(), scene.organizer.stop_server()
    time.sleep(LASTS)
    scene.line_is_dead(begin)
    tell(processes, signal.SIGCONT)


def organizer_asleep(scene: Scene) -> None:
    """The organizer's laptop sleeps for a minute: program and server."""
    begin, processes = time.time(), scene.organizer.fall_asleep()
    time.sleep(LASTS)
    scene.line_is_dead(begin)
    tell(processes, signal.SIGCONT)


def swallowed(scene: Scene) -> None:
    """For a minute every line takes what is sent and passes nothing on."""
    begin = time.time()
    for each in scene.lines:
        each.swallow()
    time.sleep(LASTS)
    scene.line_is_dead(begin)
    for each in scene.lines:
        each.mend()


def cut(scene: Scene) -> None:
    """Every line breaks, and none comes about for a minute."""
    begin = time.time()
    for each in scene.lines:
        each.cut()
    time.sleep(LASTS)
    scene.line_is_dead(begin)
    for each in scene.lines:
        each.mend()


def slow(scene: Scene) -> None:
    """Each answer takes 300 ms longer, from now to the end."""
    for each in scene.lines:
        each.delay = _SLOW


def postmaster_killed(scene: Scene) -> None:
    """The server's first process is killed; its program starts it again."""
    os.kill(scene.organizer.postmaster, signal.SIGKILL)


def server_killed(scene: Scene) -> None:
    """Every process of the server is killed, as when the plug is pulled."""
    tell(scene.organizer.server_processes(), signal.SIGKILL)


def organizer_killed(scene: Scene) -> None:
    """The organizer's program is killed, and started again a little later."""
    scene.organizer.kill()
    time.sleep(_AWAY)
    scene.organizer.start()


def desk_asleep(scene: Scene) -> None:
    """One desk's laptop sleeps for a minute."""
    place = min(2, len(scene.desks) - 1)
    begin = time.time()
    tell([scene.desks[place]], signal.SIGSTOP)
    time.sleep(LASTS)
    scene.asleep[place] = (begin, time.time())
    tell([scene.desks[place]], signal.SIGCONT)


FAULTS: dict[str, Callable[[Scene], None]] = {
    "plain": plain,
    "stopped": stopped,
    "swallowed": swallowed,
    "cut": cut,
    "slow": slow,
    "postmaster-killed": postmaster_killed,
    "server-killed": server_killed,
    "organizer-killed": organizer_killed,
    "organizer-asleep": organizer_asleep,
    "desk-asleep": desk_asleep,
}
