"""The functions of a server's database are those of the program, and an older server is brought up to date by its owner."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from desktop import wording
from desktop.domain.errors import UnusableDatabase
from desktop.services.attendance import marking
from desktop.store import server_functions, upgrade
from desktop.store.engines import server_engine
from desktop.store.server_functions.zone import office_zone, offset_zone
from desktop.store.upgrade import open_database
from tests.store.site import Site

DIGESTS = {
    1: "a5d7ed75a10c8e1d",
    2: "25223aebb5792fdc",
    3: "3da2aece9113149d",
    4: "4d3e50d11480323f",
    5: "e472f4174267a8c1",
}
"""Of each version the functions' digest: whoever changes them gives them the next number, and adds it here."""


def test_changed_functions_have_another_version():
    text = "\n".join(server_functions.STATEMENTS)
    assert DIGESTS[server_functions.VERSION] == hashlib.sha256(text.encode()).hexdigest()[:16]
    assert max(DIGESTS) == server_functions.VERSION


@pytest.fixture
def site(postgresql: Any) -> Iterator[Site]:
    made = Site(postgresql)
    yield made
    made.organizer.close()


def run(site: Site, statement: str) -> None:
    with site.postgresql._connect(site.name) as owner:
        owner.execute(statement)


def test_an_older_server_is_told_at_a_desk_and_renewed_when_its_owner_opens_it(site: Site):
    run(site, "DROP FUNCTION tap_huan_version()")
    run(site, "DROP TRIGGER tap_huan_on_marks ON attendance_mark")
    run(site, "GRANT UPDATE ON attendance TO tap_huan_desk")
    for role in ("desk", "organizer"):
        with pytest.raises(UnusableDatabase) as told:
            site.open(role)
        assert told.value.code == "record.older"
        assert wording.error(told.value)
    open_database(site.address).close()
    desk = site.open("desk")
    assert site.hall.let_in("Lê Văn Vũ").person.status == site.hall.person("Lê Văn Vũ").status != "unrecorded"
    desk.close()
    with site.connect("desk") as hostile:
        assert hostile.execute("SELECT has_table_privilege('attendance', 'UPDATE')").fetchone() == (False,)


def test_a_server_of_a_newer_program_is_left_alone(site: Site):
    run(site, f"COMMENT ON FUNCTION tap_huan_version() IS '{server_functions.VERSION + 1}'")
    for location in (site.address, site.location("desk")):
        with pytest.raises(UnusableDatabase) as told:
            open_database(location)
        assert told.value.code == "record.newer"


def test_a_database_of_the_version_before_goes_on_with_states_folded_by_the_server(postgresql: Any):
    address = postgresql.fresh()
    engine = server_engine(address)
    upgrade.upgrade(engine, to="0011")  # the last without functions of the server's own
    engine.dispose()
    from tests.services.attendance.hall import open_hall

    assert upgrade.HEAD >= "0012"
    database = open_database(address, desk="Bàn 1")
    hall = open_hall(database)
    hall.let_in("Lê Văn Vũ")
    assert hall.person("Lê Văn Vũ").status == "present"
    (mark,) = database.read(lambda tx: marking.standing(tx, (hall.morning, hall.people["Lê Văn Vũ"])))
    assert mark.received_at is not None
    assert isinstance(mark.id, uuid.UUID)
    database.close()


@pytest.mark.parametrize(
    ("minutes", "zone"), [(420, "<+0700>-07:00"), (0, "<+0000>-00:00"), (-210, "<-0330>+03:30"), (345, "<+0545>-05:45")]
)
def test_a_zone_without_a_name_is_told_by_its_hours(postgresql: Any, minutes: int, zone: str):
    import datetime as dt

    off = dt.timedelta(minutes=minutes)
    assert offset_zone(off) == zone
    with postgresql._connect("postgres") as connection:
        for known in (zone, office_zone()):
            connection.execute("SELECT timestamp '2026-01-01' AT TIME ZONE %s", [known])
        (moment,) = connection.execute("SELECT timestamp '2026-01-01 12:00' AT TIME ZONE %s", [zone]).fetchone()
    assert moment == dt.datetime(2026, 1, 1, 12, tzinfo=dt.timezone(off))
