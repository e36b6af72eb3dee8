"""The server's fold of marks, in SQL, comes to what `domain.attendance.fold` comes to, for whatever marks."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update

from desktop.domain.attendance import Mark, MarkKind, Method, State, fold, late_from
from desktop.domain.joining import Join, who_stands
from desktop.services.attendance import marking
from desktop.services.opening import Transaction
from desktop.store.tables import Attendee, TrainingSession
from tests.services.attendance.hall import Hall, open_hall

START = dt.datetime(2018, 5, 23, 1, tzinfo=dt.UTC)
MINUTES = st.integers(0, 6)
MARKS = st.lists(
    st.tuples(
        st.sampled_from(MarkKind),
        MINUTES,  # when it happened
        MINUTES,  # when it was said
        st.sampled_from([Method.SCAN, Method.HAND, Method.REST]),
        st.integers(0, 9),  # which mark it takes back
        st.integers(0, 2),  # of whom
    ),
    max_size=9,
)


def marks_of(said: list[Any]) -> list[tuple[int, Mark]]:
    """Marks with whom they speak of; the same ids each time, not in the order of time."""
    ids = [uuid.uuid5(uuid.NAMESPACE_OID, str(number)) for number in range(10)]
    return [
        (
            who,
            Mark(
                ids[number],
                str(kind),
                START + dt.timedelta(minutes=at * 5),
                START + dt.timedelta(minutes=recorded),
                f"Bàn {number % 3}",
                str(method),
                ids[annuls] if kind is MarkKind.ANNUL else None,
                f"lời {number}" if kind is MarkKind.REMARK and annuls else "",
            ),
        )
        for number, (kind, at, recorded, method, annuls, who) in enumerate(said)
    ]


@pytest.fixture(scope="module")
def hall(postgresql: Any) -> Any:
    from desktop.store.upgrade import open_database

    database = open_database(postgresql.fresh(), desk="Bàn 1")
    yield open_hall(database)
    database.close()


def folded_by_the_server(hall: Hall, work: Callable[[Transaction], object], whose: list[uuid.UUID]) -> list[State]:
    """What the server makes of what `work` writes, which is not kept."""

    def look(tx: Transaction) -> list[State]:
        tx.execute(delete(marking.MARK))
        tx.execute(delete(marking.ATTENDANCE))
        work(tx)
        pairs = [(hall.morning, key) for key in whose]
        states = marking.read_states(tx, pairs)
        tx.rollback()
        return [states[pair] for pair in pairs]

    return hall.database.write(look)


@given(said=MARKS)
@example([(MarkKind.IN, 0, 0, Method.SCAN, 0, 0), (MarkKind.IN, 0, 1, Method.SCAN, 0, 0)])
@example([(MarkKind.ANNUL, 0, 0, Method.HAND, 1, 0), (MarkKind.ANNUL, 0, 0, Method.HAND, 0, 0)])
@example([(MarkKind.IN, 4, 0, Method.SCAN, 0, 0), (MarkKind.LEFT, 4, 1, Method.SCAN, 0, 0)])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_server_folds_marks_as_the_program_does(hall: Hall, said: list[Any]):
    person = hall.people["Lê Văn Vũ"]
    marks = [mark for _who, mark in marks_of(said)]

    def work(tx: Transaction) -> None:
        for mark in marks:  # one by one, so that every state in between is folded as well
            tx.execute(insert(marking.MARK), [marking._row(marking.Draft(hall.morning, person, mark))])

    late = late_from(dt.datetime(2018, 5, 23, 8), 15)
    assert folded_by_the_server(hall, work, [person]) == [fold(marks, late)]


JOINS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), MINUTES), max_size=3)


@given(said=MARKS, joins=JOINS)
@example([(MarkKind.IN, 0, 0, Method.SCAN, 0, 0), (MarkKind.IN, 1, 0, Method.SCAN, 0, 1)], [(0, 1, 0), (1, 0, 0)])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_server_folds_people_who_were_joined_as_one(hall: Hall, said: list[Any], joins: list[tuple[int, int, int]]):
    people = [hall.people[name] for name in ("Lê Văn Vũ", "Phạm Thu Nga", "Hoàng Minh Châu")]
    into = {gone: (kept, minute) for gone, kept, minute in joins if gone != kept}

    def work(tx: Transaction) -> None:
        for gone, (kept, minute) in into.items():
            at = START + dt.timedelta(minutes=minute)
            tx.execute(
                update(Attendee).where(Attendee.id == people[gone]).values(joined_into_id=people[kept], joined_at=at)
            )
        drafts = [marking.Draft(hall.morning, people[who], mark) for who, mark in marks_of(said)]
        if drafts:
            tx.execute(insert(marking.MARK), [marking._row(each) for each in drafts])
        marking.store(tx, [(hall.morning, key) for key in people], {})

    together = who_stands(
        {
            people[gone]: Join(people[kept], START + dt.timedelta(minutes=minute))
            for gone, (kept, minute) in into.items()
        }
    )
    late = late_from(dt.datetime(2018, 5, 23, 8), 15)
    expected = []
    for key in people:
        theirs = {people.index(each) for each in together.members(key)} if together.one(key) == key else set()
        expected.append(fold([mark for who, mark in marks_of(said) if who in theirs], late))
    assert folded_by_the_server(hall, work, people) == expected


def test_a_session_of_another_time_tells_lateness_by_the_offices_clock(hall: Hall):
    person = hall.people["Đỗ Thị Thuý Hà"]
    mark = Mark(uuid.uuid4(), "in", late_from(dt.datetime(2018, 5, 23, 10), 5), START, "Bàn 1", "scan")

    def stands(starts_at: dt.datetime, late_after: int) -> str:
        def work(tx: Transaction) -> None:
            tx.connection().exec_driver_sql("SET LOCAL TIME ZONE 'America/New_York'")  # whatever a client says
            values = {"starts_at": starts_at, "late_after": late_after}
            tx.execute(update(TrainingSession).where(TrainingSession.id == hall.morning).values(**values))
            tx.execute(insert(marking.MARK), [marking._row(marking.Draft(hall.morning, person, mark))])

        (state,) = folded_by_the_server(hall, work, [person])
        return str(state.status)

    assert stands(dt.datetime(2018, 5, 23, 10), 5) == "present"
    assert stands(dt.datetime(2018, 5, 23, 10), 4) == "late"
