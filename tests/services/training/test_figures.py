"""The figures of a span: each person once, each conference of theirs once, and every number as long as its list."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections import defaultdict
from typing import Any

import pytest
from sqlalchemy import text

from desktop.domain.errors import InvalidInput
from desktop.domain.people import AttendeeInput
from desktop.domain.questions import QuestionKind
from desktop.domain.training_figures import By
from desktop.services import agenda, attendance, attendees, binned, conferences, joining, questions, rates, units
from desktop.services.training import staff_kinds
from desktop.services.training.figures import figures, figures_with_lines
from desktop.store.database import Database
from tests.services.attendance.hall import DAY, Hall, open_hall

HA, AN, VU, NGA, CHAU, THUY_HA = (
    "Nguyễn Thị Hà",
    "Trần Đức An",
    "Lê Văn Vũ",
    "Phạm Thu Nga",
    "Hoàng Minh Châu",
    "Đỗ Thị Thuý Hà",
)
YEAR = (dt.date(2018, 1, 1), dt.date(2018, 12, 31))


@pytest.fixture
def hall(database: Database) -> Hall:
    return open_hall(database)


def told(hall: Hall, by: By | None = None, span: tuple[dt.date, dt.date] = YEAR) -> Any:
    return hall.database.read(lambda tx: figures(tx, *span, by))


def counts(hall: Hall, by: By | None = None, span: tuple[dt.date, dt.date] = YEAR) -> tuple[int, int, float]:
    total = told(hall, by, span).total
    return total.people, total.turns, total.hours


def again(hall: Hall, *names: str, day: dt.date = dt.date(2018, 9, 3)) -> Hall:
    """The conference once more, these people there in the morning; they are those of the first by their phones."""

    def work(tx: Any) -> uuid.UUID:
        copy = conferences.copy_conference(tx, hall.conference_id, title="Tập huấn lần hai", starts_on=day)
        session = agenda.list_sessions(tx, copy.id)[0]
        before = {each.id: each for each in attendees.list_attendees(tx, hall.conference_id)}
        for name in names:
            known = before[hall.people[name]]
            made = attendees.add_attendee(
                tx, copy.id, AttendeeInput(full_name=name, unit_id=known.unit_id, phone=known.phone)
            )
            attendance.check_in(
                tx, training_session_id=session.id, attendee_id=made.id, token=uuid.uuid4(), anyway=True
            )
        return copy.id

    return Hall(hall.database, hall.database.write(work), hall.morning, hall.afternoon, hall.people)


def test_who_was_there_counts_who_was_not_does_not(hall):
    hall.let_in(HA)
    hall.let_in(HA, session=hall.afternoon)
    hall.let_in(AN, at="09:00")
    assert counts(hall) == (2, 2, 12)


def test_somebody_at_two_conferences_is_one_person_and_two_turns(hall):
    hall.let_in(HA)
    hall.let_in(AN)
    again(hall, HA, NGA)
    assert counts(hall) == (3, 4, 16)
    assert counts(hall, span=(dt.date(2018, 6, 1), dt.date(2018, 12, 31))) == (2, 2, 8)


def test_a_session_on_the_first_or_last_day_of_the_span_counts(hall):
    hall.let_in(HA)
    assert counts(hall, span=(DAY, DAY)) == (1, 1, 4)
    assert counts(hall, span=(DAY + dt.timedelta(days=1), YEAR[1])) == (0, 0, 0)


def test_a_span_that_ends_before_it_starts_is_refused(hall):
    with pytest.raises(InvalidInput):
        told(hall, span=(YEAR[1], YEAR[0]))


def test_a_session_counts_the_hours_it_says(hall):
    hall.let_in(HA)
    hall.let_in(HA, session=hall.afternoon)

    def say(tx: Any) -> None:
        view = agenda.get_session(tx, hall.morning)
        agenda.edit_session(
            tx,
            view.id,
            version=view.version,
            title=view.title,
            starts_at=view.starts_at,
            ends_at=view.ends_at,
            hours=2.5,
        )

    hall.database.write(say)
    assert counts(hall) == (1, 1, 6.5)


@pytest.mark.parametrize("hours", [-1.0, 25.0, float("nan")])
def test_impossible_hours_are_refused(hall, hours):
    view = hall.database.read(lambda tx: agenda.get_session(tx, hall.morning))
    with pytest.raises(InvalidInput):
        hall.database.write(
            lambda tx: agenda.edit_session(
                tx,
                view.id,
                version=view.version,
                title="Sáng",
                starts_at=view.starts_at,
                ends_at=view.ends_at,
                hours=hours,
            )
        )


def test_registered_twice_and_joined_is_one_turn_with_each_half_day_once(hall):
    hall.let_in(HA)
    hall.let_in(THUY_HA)
    hall.let_in(THUY_HA, session=hall.afternoon)
    assert counts(hall) == (2, 2, 12)
    hall.database.write(lambda tx: joining.join(tx, hall.people[THUY_HA], hall.people[HA]))
    assert counts(hall) == (1, 1, 8)


def test_a_conference_in_the_bin_counts_nothing_until_it_is_taken_out(hall):
    hall.let_in(HA)
    hall.database.write(lambda tx: binned.remove(tx, hall.conference_id))
    assert counts(hall) == (0, 0, 0)
    hall.database.write(lambda tx: binned.restore(tx, hall.conference_id))
    assert counts(hall) == (1, 1, 4)


def test_lines_by_unit_bear_the_name_of_who_answers_now(hall):
    hall.let_in(HA)
    hall.let_in(AN)
    wards = sorted(line.key for line in told(hall, By.UNIT).lines)
    assert len(wards) == 2

    def merge(tx: Any) -> None:
        conferences.close(tx, hall.conference_id)
        one, other = (units.find_unit(tx, name) for name in wards)
        units.merge_units(tx, one, other)

    hall.database.write(merge)
    (line,) = told(hall, By.UNIT).lines
    assert (line.count.people, line.count.turns) == (2, 2)
    assert line.key in wards


def test_who_draws_no_salary_is_paid_by_the_rate_of_the_day(hall):
    hall.let_in(HA)
    hall.let_in(AN)

    def pay(tx: Any) -> None:
        person = attendees.get_attendee(tx, hall.people[HA])
        attendees.edit_attendee(tx, person.id, AttendeeInput(off_payroll=True), version=person.version)
        rates.set_rate(tx, valid_from=dt.date(2018, 1, 1), amount=100_000)

    hall.database.write(pay)
    assert told(hall).total.paid == 100_000


@pytest.mark.parametrize("by", list(By))
def test_every_number_is_as_long_as_its_list(hall, by):
    for name in (HA, AN, VU):
        hall.let_in(name)
    hall.let_in(HA, session=hall.afternoon)
    again(hall, HA, NGA)
    found, lines = hall.database.read(lambda tx: figures_with_lines(tx, *YEAR, by))
    assert found == told(hall, by)
    behind = defaultdict(list)
    for line in lines:
        behind[line.line].append(line)
    assert set(behind) == {line.key for line in found.lines}
    for line in found.lines:
        theirs = behind[line.key]
        assert line.count.turns == len(theirs)
        assert line.count.people == len({each.person_id for each in theirs})
        assert line.count.hours == sum(each.hours for each in theirs)
    assert found.total.turns == sum(line.count.turns for line in found.lines)
    assert found.total.hours == sum(line.count.hours for line in found.lines)


def test_figures_are_those_of_plain_sql(hall):
    chance = random.Random(1975)
    names = list(hall.people)
    for name in names:
        for session in (hall.morning, hall.afternoon):
            if chance.random() < 0.6:
                hall.let_in(name, session=session)
    again(hall, *chance.sample(names, 4))
    query = """
        SELECT COUNT(DISTINCT person), COUNT(*), SUM(halves) * 4 FROM (
            SELECT a.person_id AS person, a.conference_id, COUNT(DISTINCT s.id) AS halves
            FROM attendance t
            JOIN attendee a ON a.id = t.attendee_id
            JOIN training_session s ON s.id = t.training_session_id
            WHERE t.status IN ('present', 'late')
            GROUP BY a.person_id, a.conference_id) AS turns
    """
    people, turns, hours = hall.database.read(lambda tx: tx.execute(text(query)).one())
    assert counts(hall) == (people, turns, float(hours))


def test_staff_form_and_fund_are_told_apart_by_what_a_conference_says(hall):
    hall.let_in(HA)
    hall.let_in(AN)

    def say(tx: Any) -> None:
        view = conferences.get_conference(tx, hall.conference_id)
        conferences.edit_conference(tx, view.id, version=view.version, form="Trực tiếp", funding="Kinh phí đào tạo")
        questions.add_question(tx, view.id, title="Ăn trưa", kind=QuestionKind.CHOICE, choices=["Có", "Không"])
        asked = staff_kinds.ask(tx, view.id)
        questions.set_answer(tx, [hall.people[HA]], asked.id, "công chức")

    hall.database.write(say)
    for by, expected in (
        (By.STAFF_KIND, {"Công chức": 1, "": 1}),
        (By.FORM, {"Trực tiếp": 2}),
        (By.FUND, {"Kinh phí đào tạo": 2}),
    ):
        assert {line.key: line.count.turns for line in told(hall, by).lines} == expected
