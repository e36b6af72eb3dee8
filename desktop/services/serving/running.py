"""The server that this program runs now; known without loading what it takes to run one, for most programs run none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.services.serving.serving import Serving

_active: list[Serving] = []


def active() -> Serving | None:
    """The server that this program runs now."""
    return next(iter(_active), None)


def begun(serving: Serving) -> None:
    """This program runs it from now on."""
    _active[:] = [serving]


def ended() -> None:
    """This program runs none any more."""
    _active.clear()
