"""A substitution counts once everywhere: the substitute stands in the place of whom they come for, on every paper."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.board import board
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.errors import AppError
from desktop.domain.seating import Room
from desktop.papers.attendance_record import gather as record
from desktop.papers.attendance_record.options import AttendanceRecordOptions
from desktop.papers.badges import gather as badges
from desktop.papers.badges.options import BadgeOptions
from desktop.papers.certificates import gather as certificates
from desktop.papers.certificates.options import CertificateOptions
from desktop.papers.documents_received import gather as received
from desktop.papers.documents_received.options import ReceivedOptions
from desktop.papers.registered_list import gather as registered
from desktop.papers.registered_list.options import RegisteredListOptions
from desktop.papers.report import gather as report
from desktop.papers.report.options import ReportOptions
from desktop.papers.seat_plan import gather as seat_plan
from desktop.papers.seat_plan.options import SeatPlanOptions
from desktop.papers.tents import gather as tents
from desktop.papers.tents.options import TentOptions
from desktop.services import attendance, attendees, conferences, overview, quotas, seating, sheets
from desktop.services.attendance import workbook
from desktop.store.database import Database
from tests.services.attendance.hall import NAMES, Hall, moment, open_hall

HA, THAY = NAMES[0], "Vũ Thị Thay"
Read = Callable[[Any, uuid.UUID], list[str]]


@pytest.fixture
def hall(database: Database) -> Hall:
    """Six people on six seats, the first of them replaced at every session by somebody who came."""
    hall = open_hall(database)

    def work(tx: Any) -> None:
        seating.save_room(tx, hall.conference_id, Room(2, 3), version=0)
        seating.fill(tx, hall.conference_id, seating.Filling())
        attendance.substitute(
            tx, hall.people[HA], full_name=THAY, token=uuid.uuid4(), check_in_at=[hall.morning], at=moment("07:50")
        )

    database.write(work)
    return hall


def _sheet(tx: Any, key: uuid.UUID) -> list[str]:
    content = sheets.attendance_sheet(tx, key, EVERYONE, SheetOptions())
    assert content.total == len(NAMES)
    return [row.full_name for block in content.blocks for row in block.rows]


def _registered(tx: Any, key: uuid.UUID) -> list[str]:
    content = registered.gather(tx, key, EVERYONE, RegisteredListOptions())
    assert content.total == len(NAMES)
    return [row.full_name for block in content.blocks for row in block.rows]


def _received(tx: Any, key: uuid.UUID) -> list[str]:
    content = received.gather(tx, key, EVERYONE, ReceivedOptions())
    return [row.full_name for block in content.blocks for row in block.rows]


def _record(tx: Any, key: uuid.UUID) -> list[str]:
    content = record.gather(tx, key, EVERYONE, AttendanceRecordOptions())
    return [row.full_name for block in content.sheet.blocks for row in block.rows]


def _report(tx: Any, key: uuid.UUID) -> list[str]:
    content = report.gather(tx, key, EVERYONE, ReportOptions())
    assert (content.people, content.came, len(content.substitutes)) == (len(NAMES), 1, 1)
    (session,) = attendance.attendance(tx, key)[:1]
    return [row.full_name for row in session.rows]


PAPERS: dict[str, Read] = {
    "attendance sheet": _sheet,
    "registered list": _registered,
    "documents received": _received,
    "attendance record": _record,
    "report": _report,
    "badges": lambda tx, key: [each.full_name for each in badges.gather(tx, key, EVERYONE, BadgeOptions()).people],
    "tents": lambda tx, key: [each.full_name for each in tents.gather(tx, key, EVERYONE, TentOptions()).people],
    "certificates": lambda tx, key: [
        each.person.full_name for each in certificates.eligibility(tx, key, CertificateOptions()).candidates
    ],
    "attendance workbook": lambda tx, key: [line.full_name for line in workbook.content(tx, key).lines],
    "seating": lambda tx, key: [each.full_name for each in seating.seating_of(tx, key).people],
    "seat plan": lambda tx, key: [
        each.full_name for each in seat_plan.gather(tx, key, EVERYONE, SeatPlanOptions()).people
    ],
}


def test_the_substitute_stands_on_every_paper_and_the_replaced_on_none(hall: Hall):
    wanted = sorted({*NAMES, THAY} - {HA})
    found = hall.database.read(
        lambda tx: {paper: sorted(read(tx, hall.conference_id)) for paper, read in PAPERS.items()}
    )
    assert found == dict.fromkeys(PAPERS, wanted)


def test_the_substitute_stands_in_the_place_of_whom_they_come_for(hall: Hall):
    for paper in ("attendance sheet", "registered list", "badges"):
        names = hall.database.read(lambda tx, paper=paper: PAPERS[paper](tx, hall.conference_id))
        hall.database.write(lambda tx: attendance.cancel(tx, [_key(hall)]))
        before = hall.database.read(lambda tx, paper=paper: PAPERS[paper](tx, hall.conference_id))
        hall.database.write(lambda tx: attendance.reinstate(tx, [_key(hall)]))
        assert names == [THAY if name == HA else name for name in before]


def _key(hall: Hall) -> uuid.UUID:
    return next(each.id for each in hall.at_the_door() if each.full_name == THAY)


def test_every_total_counts_the_place_once(hall: Hall):
    def counts(tx: Any) -> list[int]:
        view = conferences.get_conference(tx, hall.conference_id)
        found = overview.overview(tx, hall.conference_id)
        people = attendance.door_people(tx, hall.morning)
        return [
            view.attendee_count,
            found.attendees,
            sum(each.count for each in found.by_group),
            sum(each.registered for each in quotas.list_quotas(tx, hall.conference_id)),
            board([each for each in people if each.expected], dt.datetime.now(dt.UTC)).total.expected,
            sum(each.has_own_place for each in attendees.list_attendees(tx, hall.conference_id)),
        ]

    assert set(hall.database.read(counts)) == {len(NAMES)}
    made = hall.database.write(
        lambda tx: attendance.walk_in(tx, hall.conference_id, full_name="Bùi Thị Mới", token=uuid.uuid4())
    )
    assert made.registered == len(NAMES) + 1


def test_the_seat_is_the_substitutes_until_they_do_not_come(hall: Hall):
    seat = hall.person(THAY).seat
    assert seat
    assert hall.person(HA).seat == seat

    def renew(tx: Any) -> None:
        view = attendees.get_attendee(tx, _key(hall))
        given = attendees.AttendeeInput(seat=seat, position="Phó phòng")
        attendees.edit_attendee(tx, view.id, given, version=view.version)

    hall.database.write(renew)  # the replaced person's old seat is no seat that is taken
    sitting = hall.database.read(lambda tx: seating.seating_of(tx, hall.conference_id))
    assert {each.full_name for each in sitting.people if each.seat == seat} == {THAY}
    assert len({each.place for each in sitting.people} - {None}) == len(NAMES)


def test_no_badge_is_printed_for_the_replaced_even_when_they_are_chosen(hall: Hall):
    chosen = Selection(attendee_ids=(hall.people[HA],))
    with pytest.raises(AppError, match="nobody"):
        hall.database.read(lambda tx: badges.gather(tx, hall.conference_id, chosen, BadgeOptions()))


def test_who_is_replaced_at_one_session_alone_stays_on_the_papers(hall: Hall):
    hall.database.write(
        lambda tx: attendance.substitute(
            tx, hall.people[NAMES[1]], full_name="Lê Văn Sơn", token=uuid.uuid4(), session_ids=[hall.morning]
        )
    )
    names = hall.database.read(lambda tx: PAPERS["badges"](tx, hall.conference_id))
    assert {NAMES[1], "Lê Văn Sơn"} <= set(names)


def test_who_came_all_the_same_stays_on_the_papers_beside_the_substitute(hall: Hall):
    hall.let_in(NAMES[1])
    hall.database.write(
        lambda tx: attendance.substitute(
            tx, hall.people[NAMES[1]], full_name="Lê Văn Sơn", token=uuid.uuid4(), session_ids=[hall.morning],
            anyway=True,
        )
    )  # fmt: skip
    names = hall.database.read(lambda tx: PAPERS["badges"](tx, hall.conference_id))
    assert NAMES[1] in names
    assert len(hall.report().rows) == len(NAMES)
