"""A clock that a script sets on: an hour at the door need not last one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

_COMPUTERS = dt.datetime


class PassingTime:
    """How far the program's clock is ahead of the computer's."""

    def __init__(self) -> None:
        self.ahead = dt.timedelta()

    def wait(self, by: dt.timedelta) -> None:
        """So much time passes at once."""
        self.ahead += by


class _AnyMoment(type):
    def __instancecheck__(cls, thing: object) -> bool:
        return isinstance(thing, _COMPUTERS)


@contextmanager
def passing_time() -> Iterator[PassingTime]:
    """While inside, whoever asks `datetime.datetime` what time it is gets the time that has passed as well."""
    time = PassingTime()

    class Moment(_COMPUTERS, metaclass=_AnyMoment):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> _COMPUTERS:  # type: ignore[override]
            return _COMPUTERS.now(tz) + time.ahead

    dt.datetime = Moment
    try:
        yield time
    finally:
        dt.datetime = _COMPUTERS
