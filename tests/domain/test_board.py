"""What the board counts, and how its bars are cut."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from desktop.domain.attendance import THERE, DoorPerson, Status
from desktop.domain.board import arrivals, board

START = dt.datetime(2018, 5, 23, 8, 0)
UTC_START = START.astimezone(dt.UTC)
GROUPS = {name: uuid.uuid5(uuid.NAMESPACE_OID, name) for name in ("Phường", "Cơ quan chuyên môn", "Trường")}
UNITS = {name: uuid.uuid5(uuid.NAMESPACE_OID, name) for name in ("Bạch Mai", "Bạch Đằng", "Phòng Tư pháp", "Cầu Dền")}


def person(unit: str = "Bạch Mai", group: str = "Phường", **given: Any) -> DoorPerson:
    """Somebody registered, of whom nothing was said yet."""
    unit_id, group_id = UNITS.get(unit), GROUPS.get(group)
    blank = dict.fromkeys((field.name for field in dataclasses.fields(DoorPerson)), "")
    times = {"arrived_at": None, "left_at": None}
    known = {"id": uuid.uuid4(), "full_name": "Nguyễn Thị Hà", "state": "registered", "status": Status.UNRECORDED}
    about = {"unit": unit, "unit_id": unit_id, "role_group": group, "role_group_id": group_id}
    values: dict[str, Any] = {**blank, **times, **known, **about, "expected": True, "invited": True, **given}
    return DoorPerson(**values)


def minutes(number: float) -> dt.datetime:
    """A moment so many minutes after the start."""
    return UTC_START + dt.timedelta(minutes=number)


def came(at: float = -10, **given: Any) -> DoorPerson:
    """Somebody who came so many minutes after the start."""
    return person(status=Status.PRESENT, arrived_at=minutes(at), **given)


people = some.builds(
    lambda unit, group, status, at, expected, invited: person(
        unit,
        group,
        status=status,
        arrived_at=minutes(at) if status in THERE and at is not None else None,
        expected=expected or status in THERE,
        invited=invited,
    ),
    some.sampled_from([*UNITS, "Đơn vị lạ", ""]),
    some.sampled_from([*GROUPS, ""]),
    some.sampled_from(list(Status)),
    some.none() | some.floats(-10_000, 10_000) | some.floats(-60, 60),
    some.booleans(),
    some.booleans(),
)


@given(some.lists(people, max_size=60), some.floats(-600, 600))
def test_units_and_groups_each_add_up_to_the_whole(crowd: list[DoorPerson], at: float) -> None:
    shown = board(crowd, minutes(at), START)
    expected = [each for each in crowd if each.expected]
    assert shown.total.expected == len(expected)
    for parts in (shown.units, shown.groups):
        for name in ("present", "late", "excused", "absent", "unrecorded", "guests", "expected", "arrived"):
            assert sum(getattr(part, name) for part in parts) == getattr(shown.total, name)
    assert shown.total.arrived == sum(each.status in THERE for each in expected)


@given(some.lists(some.floats(-100_000, 100_000), max_size=80), some.floats(-100_000, 100_000))
def test_every_arrival_is_in_a_bar_or_told_to_be_outside_and_the_bars_are_few(ats: list[float], now: float) -> None:
    moments = [minutes(at) for at in ats]
    shown = arrivals(moments, minutes(now), START)
    assert sum(shown.counts) + shown.before + shown.after == len(moments)
    assert 10 <= len(shown.counts) <= 45 or shown.minutes >= 2
    assert 5 <= len(shown.counts) <= 45


def test_units_with_nobody_in_stand_first_then_those_that_lack_most_then_in_their_order() -> None:
    crowd = [came(unit="Bạch Mai"), came(unit="Bạch Đằng"), person("Bạch Đằng"), person("Cầu Dền")]
    crowd += [person("Phòng Tư pháp", status=Status.EXCUSED)]
    shown = board(crowd, minutes(0), START)
    assert [unit.name for unit in shown.units] == ["Cầu Dền", "Phòng Tư pháp", "Bạch Đằng", "Bạch Mai"]
    assert [unit.name for unit in shown.silent] == ["Cầu Dền"], "nobody waits for a unit that is excused"


def test_groups_keep_their_order_and_people_without_one_stand_last() -> None:
    crowd = [person(group="Trường"), person(group=""), person(group="Phường"), person(group="Trường")]
    assert [group.name for group in board(crowd, minutes(0), START).groups] == ["Trường", "Phường", ""]


def test_a_substitute_and_who_is_replaced_count_once() -> None:
    crowd = [person(expected=False, replaced_by="Trần Đức An"), came(substitute_for="Nguyễn Thị Hà")]
    unit = board(crowd, minutes(0), START).units[0]
    assert (unit.arrived, unit.expected) == (1, 1)


def test_a_guest_whom_nobody_invited_counts_and_is_told_apart() -> None:
    total = board([came(), came(invited=False)], minutes(0), START).total
    assert (total.arrived, total.expected, total.guests) == (2, 2, 1)


def test_a_unit_typed_at_the_door_is_one_unit_however_its_capitals_stand() -> None:
    crowd = [came(unit="Hội Khuyến học"), came(unit="hội khuyến học")]
    assert [(unit.name, unit.arrived) for unit in board(crowd, minutes(0), START).units] == [("Hội Khuyến học", 2)]


def test_bars_of_one_minute_reach_from_half_an_hour_before_to_the_start() -> None:
    shown = arrivals([minutes(-20), minutes(-19.5), minutes(-1)], minutes(-1), START)
    assert (shown.begins, shown.minutes, len(shown.counts)) == (minutes(-30), 1, 31)
    assert (shown.counts[10], shown.counts[29]) == (2, 1)


def test_a_trial_run_on_another_day_is_shown_where_it_happened() -> None:
    year = 365 * 24 * 60
    shown = arrivals([minutes(year), minutes(year + 3)], minutes(year + 3), START)
    assert sum(shown.counts) == 2


def test_the_rate_is_that_of_the_last_minutes() -> None:
    crowd = [came(-1), came(-1.5), came(-2), came(-30)]
    assert board(crowd, minutes(0), START).rate == 1
