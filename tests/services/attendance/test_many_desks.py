"""Many desks at one door: nobody is lost, nobody is counted twice, nobody meets an error."""

from __future__ import annotations

import contextlib
import json
import random
import threading
import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.attendance import THERE, MarkKind, Method, Outcome, Status, live
from desktop.domain.errors import NotFound
from desktop.services import attendance
from desktop.store.database import Database
from desktop.store.upgrade import open_database
from tests.services.attendance.crowd import (
    PEOPLE,
    Crowd,
    desk_process,
    desks,
    gather,
    let_in,
    lines,
    marks,
    untrue_states,
)

_DESKS = 8
_PROCESSES = 4


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the desks' record is, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    return str(request.getfixturevalue("postgresql").emptied())


@pytest.fixture
def database(location: str):
    database = open_database(location, desk="Ban tổ chức")
    yield database
    database.close()


def _all_at_once(works: list[Callable[[], None]]) -> None:
    """Run the works in threads that start together; the first error of any is raised."""
    errors: list[BaseException] = []
    ready = threading.Barrier(len(works))

    def run(work: Callable[[], None]) -> None:
        try:
            ready.wait()
            work()
        except BaseException as error:  # noqa: BLE001 - told by the test itself
            errors.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def _everyone_is_in_once(database: Database, crowd: Crowd, outcomes: Counter[str], desks: int) -> None:
    assert outcomes == {"in": PEOPLE, "already_in": (desks - 1) * PEOPLE}
    (report,) = database.read(lambda tx: attendance.attendance(tx, crowd.conference_id, [crowd.session_id]))
    assert sum(row.status in THERE for row in report.rows) == len(report.rows) == PEOPLE
    assert [len(live(said)) for said in marks(database, crowd.session_id).values()] == [1] * PEOPLE
    assert lines(database) == PEOPLE
    assert untrue_states(database, crowd.session_id) == []
    assert database.read(lambda tx: attendance.to_review(tx, crowd.conference_id)) == []


def test_eight_desks_let_the_same_172_people_in_at_once(location: str, database: Database):
    crowd = gather(database)
    answers: list[str] = []

    def at(desk: Database, seed: int) -> Callable[[], None]:
        order = random.Random(seed).sample(crowd.people, len(crowd.people))
        return lambda: answers.extend(str(let_in(desk, crowd.session_id, person).outcome) for person in order)

    with desks(location, _DESKS) as eight:
        _all_at_once([at(desk, seed) for seed, desk in enumerate(eight)])
    _everyone_is_in_once(database, crowd, Counter(answers), _DESKS)


@pytest.mark.slow
def test_four_processes_let_the_same_172_people_in_at_once(location: str, database: Database):
    crowd = gather(database)
    processes = [desk_process(location, crowd.session_id, seed, f"Bàn {seed + 1}") for seed in range(_PROCESSES)]
    outputs = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * _PROCESSES
    answers = Counter(json.loads(line)[1] for output in outputs for line in output.splitlines())
    _everyone_is_in_once(database, crowd, answers, _PROCESSES)


def test_desks_that_let_in_take_back_and_fill_in_at_once_agree_with_the_marks(location: str, database: Database):
    crowd = gather(database, 40)

    def desk_work(desk: Database, seed: int) -> Callable[[], None]:
        dice = random.Random(seed)

        def work() -> None:
            for _step in range(60):
                person = dice.choice(crowd.people)
                here = {"training_session_id": crowd.session_id, "attendee_id": person}
                match dice.randrange(8):
                    case 0 | 1 | 2 | 3:
                        let_in(desk, crowd.session_id, person)
                    case 4:
                        status = dice.choice(list(Status))
                        desk.write(
                            lambda tx, here=here, status=status: attendance.set_status(tx, status=status, **here)
                        )
                    case 5 | 6:
                        with contextlib.suppress(NotFound):  # nothing stands, or another desk has taken it back
                            desk.write(lambda tx, here=here: attendance.undo_mark(tx, reason="nhầm", **here))
                    case 7:
                        rest = dice.choice([Status.PRESENT, Status.ABSENT])
                        desk.write(lambda tx, rest=rest: attendance.fill_rest(tx, crowd.session_id, rest))

        return work

    with desks(location, _DESKS) as eight:
        _all_at_once([desk_work(desk, seed) for seed, desk in enumerate(eight)])
    assert untrue_states(database, crowd.session_id) == []
    (report,) = database.read(lambda tx: attendance.attendance(tx, crowd.conference_id, [crowd.session_id]))
    assert sum(report.count(status) for status in Status) == 40
    for said in marks(database, crowd.session_id).values():
        assert len({mark.id for mark in said}) == len(said)


def test_the_same_try_sent_by_eight_threads_at_once_is_one_try(location: str, database: Database):
    crowd = gather(database, 3)
    token = uuid.uuid4()
    answers: list[Outcome] = []
    with desks(location, _DESKS) as eight:
        _all_at_once(
            [
                lambda desk=desk: answers.append(let_in(desk, crowd.session_id, crowd.people[0], token).outcome)
                for desk in eight
            ]
        )
    assert answers == [Outcome.IN] * _DESKS
    assert len(marks(database, crowd.session_id)[crowd.people[0]]) == lines(database) == 1


def test_a_walk_in_sent_twice_at_once_is_registered_once(location: str, database: Database):
    crowd = gather(database, 3)
    token = uuid.uuid4()
    made: list[attendance.Registered] = []

    def register(desk: Database) -> None:
        made.append(
            desk.write(
                lambda tx: attendance.walk_in(
                    tx, crowd.conference_id, full_name="Bùi Thị Sen", token=token, session_ids=[crowd.session_id]
                )
            )
        )

    with desks(location, 4) as four:
        _all_at_once([lambda desk=desk: register(desk) for desk in four])
    assert {(each.attendee_id, each.code, each.registered) for each in made} == {(token, made[0].code, 4)}
    assert {each.check_ins[0].outcome for each in made} == {Outcome.IN}
    assert lines(database, "attendance.walk_in") == len(marks(database, crowd.session_id)[token]) == 1


def test_two_desks_that_say_where_someone_stands_do_it_one_after_the_other(location: str, database: Database):
    crowd = gather(database, 1)
    words = [Status.ABSENT, Status.EXCUSED, Status.PRESENT, Status.LATE] * 2

    def say(desk: Database, status: Status) -> None:
        desk.write(
            lambda tx: attendance.set_status(
                tx, training_session_id=crowd.session_id, attendee_id=crowd.people[0], status=status
            )
        )

    with desks(location, _DESKS) as eight:
        _all_at_once([lambda desk=desk, word=word: say(desk, word) for desk, word in zip(eight, words, strict=True)])
    said = marks(database, crowd.session_id)[crowd.people[0]]
    assert [mark.kind for mark in live(said)] == [max(live(said), key=lambda mark: mark.recorded_at).kind]
    assert Counter(mark.kind == MarkKind.ANNUL for mark in said) == {False: 8, True: 7}
    assert database.read(lambda tx: attendance.to_review(tx, crowd.conference_id)) == []


@pytest.mark.slow
def test_a_desk_killed_at_any_moment_loses_nobody_it_showed_as_checked_in(location: str, database: Database):
    crowd = gather(database, 200)
    dice = random.Random(20180523)
    shown: set[str] = set()
    for kill in range(3):
        process = desk_process(location, crowd.session_id, seed=kill, desk="Bàn 1")
        for _line in range(dice.randrange(1, 70)):
            person, outcome = json.loads(process.stdout.readline())
            assert outcome in ("in", "already_in")
            shown.add(person)
        process.kill()  # wherever it stands in the next check-in
        # What it had printed before it was killed, and we had not read, was shown too; a half line was not.
        shown.update(json.loads(line)[0] for line in process.communicate()[0].splitlines() if line.endswith("]"))
        said = marks(database, crowd.session_id)
        there = {person.hex for person, own in said.items() if any(mark.method == Method.SCAN for mark in own)}
        assert shown <= there
        assert untrue_states(database, crowd.session_id) == []
        assert len(said) == lines(database)
    for person in crowd.people:
        let_in(database, crowd.session_id, person)
    assert lines(database) == len(marks(database, crowd.session_id)) == 200
