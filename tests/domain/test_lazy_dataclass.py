"""A lazy dataclass is as the standard library makes it, but for when its methods are written."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from desktop.domain import lazy_dataclass


def _made(dataclass: Any) -> tuple[type[Any], type[Any], type[Any]]:
    @dataclass(frozen=True, slots=True)
    class Point:
        """A place, and what is said of it."""

        across: int
        down: int = 0
        words: list[str] = dataclasses.field(default_factory=list, compare=False)
        note: str = dataclasses.field(default="", repr=False, kw_only=True)
        fixed: int = dataclasses.field(default=7, init=False)

    @dataclass(frozen=True, slots=True, order=True)
    class Day(Point):
        """With more fields, and in order."""

        number: int = 1

    @dataclass(slots=True)
    class Counter:
        """What may be changed; it is told of when it is made."""

        count: int
        told: list[int] = dataclasses.field(default_factory=list)

        def __post_init__(self) -> None:
            self.told.append(self.count)

        def __repr__(self) -> str:
            return f"<{self.count}>"

    return Point, Day, Counter


Point, Day, Counter = _made(lazy_dataclass.dataclass)
ORDINARY = _made(dataclasses.dataclass)
for _each in (Point, Day, Counter, *ORDINARY):  # pickled and shown by these names
    _each.__qualname__ = _each.__name__


def _told(work: Any) -> object:
    """What comes of it, or the kind of error."""
    try:
        return repr(work())
    except Exception as error:  # noqa: BLE001
        return type(error)


@pytest.mark.parametrize(
    "work",
    [
        lambda point, day, counter: point(1),
        lambda point, day, counter: point(1, 2, ["x"], note="y"),
        lambda point, day, counter: point(),
        lambda point, day, counter: point(1, 2, [], "y"),
        lambda point, day, counter: point(1, fixed=3),
        lambda point, day, counter: (point(1).words is point(1).words, point(1).fixed),
        lambda point, day, counter: (point(1) == point(1, words=["x"]), point(1) == point(2), point(1) == 1),
        lambda point, day, counter: hash(point(1, words=["x"])) == hash(point(1)),
        lambda point, day, counter: len({point(1), point(1), point(1, 2)}),
        lambda point, day, counter: setattr(point(1), "across", 2),
        lambda point, day, counter: delattr(point(1), "across"),
        lambda point, day, counter: vars(point(1)),
        lambda point, day, counter: (point.__match_args__, point.__doc__),
        lambda point, day, counter: dataclasses.replace(day(1, number=4), down=5),
        lambda point, day, counter: dataclasses.asdict(day(1, 2, ["x"])),
        lambda point, day, counter: [field.name for field in dataclasses.fields(day)],
        lambda point, day, counter: sorted([day(2), day(1, number=3), day(1)]),
        lambda point, day, counter: (day(1) < day(2), day(1) >= day(2), day(1) == point(1)),
        lambda point, day, counter: point(1) < point(2),
        lambda point, day, counter: (counter(1), counter(1).told, counter(1) == counter(1)),
        lambda point, day, counter: hash(counter(1)),
        lambda point, day, counter: copy.deepcopy(day(1, 2, ["x"], note="y")).note,
    ],
)
def test_it_does_what_an_ordinary_one_does(work):
    assert _told(lambda: work(Point, Day, Counter)) == _told(lambda: work(*ORDINARY))


def test_what_was_pickled_is_the_same_again():
    kept = [Point(1, 2, ["x"], note="y"), Day(3), Counter(4)]
    found = pickle.loads(pickle.dumps(kept))
    assert found == kept
    assert not any(each is other for each, other in zip(found, kept, strict=True))
    assert (found[0].words, found[0].note, found[2].told) == (["x"], "y", [4])
