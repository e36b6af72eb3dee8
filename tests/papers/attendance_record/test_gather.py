"""The attendance record: it says what the attendance says, of everybody whom it counts."""

from __future__ import annotations

import uuid
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.attendance import THERE, Status
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.errors import AppError
from desktop.papers.attendance_record import DOCUMENT
from desktop.papers.attendance_record.options import AttendanceRecordOptions, RecordContent, Stay, of_half_day, tally
from desktop.services import agenda, attendance
from tests.services.attendance.hall import NAMES, Hall, fill, open_hall

HA, AN, VU, NGA, CHAU, THUY = NAMES


@pytest.fixture
def beginning():
    return fill


@pytest.fixture
def hall(database) -> Hall:
    return open_hall(database)


def gathered(hall: Hall, selection: Selection = EVERYONE, **options) -> RecordContent:
    settings_ = AttendanceRecordOptions(**options)
    return hall.database.read(lambda tx: DOCUMENT.gather(tx, hall.conference_id, selection, settings_))


def say(hall: Hall, name: str, status: Status, session: uuid.UUID | None = None) -> None:
    hall.database.write(
        lambda tx: attendance.set_status(
            tx, training_session_id=session or hall.morning, attendee_id=hall.people[name], status=status
        )
    )


def stays(content: RecordContent) -> dict[str, tuple[str | None, ...]]:
    rows = (row for block in content.sheet.blocks for row in block.rows)
    return {row.full_name: tuple(stay and str(stay.status) for stay in content.lines[row.id].stays) for row in rows}


def test_the_record_counts_what_the_attendance_counts_with_substitutes_cancellations_and_walk_ins(hall: Hall):
    hall.let_in(HA, "07:45")
    hall.let_in(VU, "08:40")
    say(hall, NGA, Status.EXCUSED)
    say(hall, CHAU, Status.ABSENT)
    hall.database.write(lambda tx: attendance.cancel(tx, [hall.people[THUY]], "ốm"))
    hall.database.write(
        lambda tx: attendance.substitute(
            tx, hall.people[AN], full_name="Lê Văn Sơn", token=uuid.uuid4(), session_ids=[hall.morning]
        )
    )
    hall.database.write(
        lambda tx: attendance.walk_in(
            tx, hall.conference_id, full_name="Bùi Thị Sen", token=uuid.uuid4(), session_ids=[hall.morning]
        )
    )
    content = gathered(hall, columns="session")
    told = hall.database.read(lambda tx: attendance.attendance(tx, hall.conference_id))
    for session, counted in zip(told, content.tallies, strict=True):
        assert counted.expected == len(session.rows)
        assert [counted.present, counted.late, counted.excused, counted.absent, counted.unrecorded] == [
            session.count(status) for status in Status
        ]
    assert sum((each.tallies[0].there for each in content.units), 0) == content.tallies[0].there
    who = stays(content)
    assert who[HA] == ("present", "unrecorded")
    assert who[VU] == ("late", "unrecorded")
    assert (who[AN], who["Lê Văn Sơn"]) == ((None, "unrecorded"), ("unrecorded", None))
    names = list(who)
    assert names.index("Lê Văn Sơn") == names.index(AN) + 1
    assert THUY not in who
    assert [(each.full_name, each.reason) for each in content.cancelled] == [(THUY, "ốm")]
    sen = next(key for key, line in content.lines.items() if line.walk_in)
    assert content.lines[sen].stays[0].status in THERE
    ha = content.lines[hall.people[HA]].stays[0]
    assert f"{ha.arrived_at:%H:%M}" == "07:45"


def test_chosen_people_and_sessions_alone_stand_on_the_record(hall: Hall):
    some = Selection(session_ids=(hall.afternoon,), attendee_ids=(hall.people[HA], hall.people[AN]))
    content = gathered(hall, some)
    assert set(stays(content)) == {HA, AN}
    assert [column.half for column in content.sheet.columns] == ["afternoon"]
    assert content.tallies[0].expected == 2


def test_who_had_cancelled_and_came_is_counted_and_told(hall: Hall):
    hall.database.write(lambda tx: attendance.cancel(tx, [hall.people[AN]], "ốm"))
    say(hall, AN, Status.PRESENT)
    content = gathered(hall)
    assert content.lines[hall.people[AN]].cancelled
    assert content.cancelled == ()


def test_nobody_to_show_is_told(hall: Hall):
    with pytest.raises(AppError) as told:
        gathered(hall, Selection(role_group_ids=(uuid.uuid4(),)))
    assert told.value.code == "document.nobody"
    hall.database.write(
        lambda tx: [agenda.remove_session(tx, each.id) for each in agenda.list_sessions(tx, hall.conference_id)]
    )
    with pytest.raises(AppError) as told:
        gathered(hall)
    assert told.value.code == "sheet.no_sessions"


@given(st.lists(st.one_of(st.none(), st.sampled_from(list(Status)).map(Stay))))
@settings(max_examples=50)
def test_the_statuses_of_a_tally_add_up_to_those_expected(stays_: list[Stay | None]):
    counted = tally(stays_)
    seen = Counter(stay.status for stay in stays_ if stay)
    assert counted.expected == seen.total() == counted.there + counted.excused + counted.absent + counted.unrecorded
    assert counted.late == seen[Status.LATE]


@given(st.lists(st.sampled_from(list(Status)).map(Stay), min_size=1))
@settings(max_examples=50)
def test_a_half_day_is_attended_when_one_of_its_sessions_is(said: list[Stay]):
    one = of_half_day(said)
    assert one is not None
    assert (one.status in THERE) == any(stay.status in THERE for stay in said)
    assert (one.status == "unrecorded") == all(stay.status == "unrecorded" for stay in said)
