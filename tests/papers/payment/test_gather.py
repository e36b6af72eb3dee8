"""The list of payments: only those without a state salary, days × the rate of each day, sums that are right."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.domain.attendance import Status
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import AppError, Conflict, InvalidInput
from desktop.domain.payment import Rate, Share, rate_on, shares
from desktop.domain.people import AttendeeInput
from desktop.papers.payment import DOCUMENT
from desktop.papers.payment.options import PaymentOptions
from desktop.services import agenda, attendance, attendees, conferences, journal, rates, undoing

MONDAY, TUESDAY = dt.date(2018, 5, 21), dt.date(2018, 5, 22)


@pytest.fixture
def conference(database):
    """Two days of two half-days each."""

    def work(tx):
        made = conferences.create_conference(
            tx, title="Tập huấn hai ngày", starts_on=MONDAY, ends_on=TUESDAY, with_sessions=False
        )
        for day in (MONDAY, TUESDAY):
            for hour in (8, 14):
                start = dt.datetime.combine(day, dt.time(hour))
                agenda.add_session(
                    tx,
                    made.id,
                    title=f"Buổi {hour} ngày {day:%d}",
                    starts_at=start,
                    ends_at=start + dt.timedelta(hours=3),
                )
        for name, off in (("Anh", True), ("Bình", False), ("Châu", True)):
            attendees.add_attendee(
                tx, made.id, AttendeeInput(full_name=f"Nguyễn Văn {name}", unit="Tổ dân phố", off_payroll=off)
            )
        return made.id

    return database.write(work)


def came(database, conference_id, name, *sessions, status=Status.PRESENT):
    def work(tx):
        agenda_of = agenda.list_sessions(tx, conference_id)
        (person,) = attendees.search_attendees(tx, conference_id, name)
        for place in sessions:
            attendance.set_status(tx, training_session_id=agenda_of[place].id, attendee_id=person.id, status=status)

    database.write(work)


def paid(database, conference_id, **options):
    content = database.read(lambda tx: DOCUMENT.gather(tx, conference_id, EVERYONE, PaymentOptions(**options)))
    return content, {row.person.full_name.split()[-1]: row.shares for block in content.blocks for row in block.rows}


def test_who_came_on_two_days_of_two_rates_gets_both_and_the_sums_are_right(database, conference):
    database.write(lambda tx: rates.set_rate(tx, valid_from=dt.date(2018, 1, 1), amount=100_000, basis="QĐ cũ"))
    database.write(lambda tx: rates.set_rate(tx, valid_from=TUESDAY, amount=150_000, basis="QĐ mới"))
    came(database, conference, "Anh", 0, 1, 3)
    came(database, conference, "Bình", 0, 1, 2, 3)  # paid by the state
    content, people = paid(database, conference)
    assert people == {"Anh": (Share(1, 100_000), Share(1, 150_000))}
    assert (content.total, content.count, content.amount) == (1, 2, 250_000)
    assert [rate.basis for rate in content.rates] == ["QĐ cũ", "QĐ mới"]


def test_half_days_are_paid_at_half_the_rate(database, conference):
    database.write(lambda tx: rates.set_rate(tx, valid_from=MONDAY, amount=100_000))
    came(database, conference, "Anh", 0, 1, 3)
    content, people = paid(database, conference, measure="half")
    assert people == {"Anh": (Share(3, 50_000),)}
    assert content.amount == 150_000


def test_registered_days_are_counted_when_asked_for(database, conference):
    database.write(lambda tx: rates.set_rate(tx, valid_from=MONDAY, amount=100_000))
    _content, people = paid(database, conference, counted="registered")
    assert people == {"Anh": (Share(2, 100_000),), "Châu": (Share(2, 100_000),)}


def test_registered_days_are_counted_as_long_as_no_attendance_is_recorded(database, conference):
    database.write(lambda tx: rates.set_rate(tx, valid_from=MONDAY, amount=100_000))
    _content, people = paid(database, conference)
    assert people == {"Anh": (Share(2, 100_000),), "Châu": (Share(2, 100_000),)}


def test_each_reason_for_an_empty_list_is_told_apart(database, conference):
    def code():
        with pytest.raises(AppError) as told:
            paid(database, conference)
        return told.value.code

    came(database, conference, "Châu", 0, status=Status.ABSENT)
    assert code() == "payment.nobody_came"
    came(database, conference, "Châu", 0)
    assert code() == "payment.no_rate"
    database.write(lambda tx: rates.set_rate(tx, valid_from=TUESDAY, amount=100_000))
    assert code() == "payment.no_rate"  # nobody came after it began
    everyone = database.read(lambda tx: [person.id for person in attendees.list_attendees(tx, conference)])
    assert database.write(lambda tx: attendees.set_off_payroll(tx, everyone, False)) == 2
    assert code() == "payment.nobody"


def test_marking_several_people_is_one_line_of_the_journal_and_undone_at_once(database, conference):
    everyone = database.read(lambda tx: attendees.list_attendees(tx, conference))
    database.write(lambda tx: attendees.set_off_payroll(tx, [person.id for person in everyone], True))
    entry = database.read(lambda tx: journal.recent(tx, limit=1)[0])
    assert (entry.action, entry.details["count"]) == ("attendee.off_payroll", 1)
    database.write(lambda tx: undoing.undo(tx, entry.id))
    after = database.read(lambda tx: attendees.list_attendees(tx, conference))
    assert [person.off_payroll for person in after] == [person.off_payroll for person in everyone]


def test_a_form_that_does_not_ask_leaves_the_mark_as_it_is(database, conference):
    (person,) = database.read(lambda tx: attendees.search_attendees(tx, conference, "Anh"))
    same = database.write(
        lambda tx: attendees.edit_attendee(tx, person.id, AttendeeInput(position="Tổ trưởng"), version=person.version)
    )
    assert same.off_payroll
    none = AttendeeInput(off_payroll=False)
    assert not database.write(lambda tx: attendees.edit_attendee(tx, person.id, none, version=same.version)).off_payroll


def test_rates_are_dated_and_two_cannot_begin_on_one_day(sqlite):
    first = sqlite.write(lambda tx: rates.add_rate(tx, valid_from=MONDAY, amount=100_000, basis="  TT  40 "))
    assert first.basis == "TT 40"
    with pytest.raises(InvalidInput, match=r"rate\.exists"):
        sqlite.write(lambda tx: rates.add_rate(tx, valid_from=MONDAY, amount=1))
    with pytest.raises(InvalidInput, match=r"rate\.amount"):
        sqlite.write(lambda tx: rates.add_rate(tx, valid_from=TUESDAY, amount=-1))
    with pytest.raises(InvalidInput, match=r"field\.missing"):
        sqlite.write(lambda tx: rates.add_rate(tx, valid_from=None, amount=1))
    changed = sqlite.write(lambda tx: rates.set_rate(tx, valid_from=MONDAY, amount=120_000))
    assert (changed.amount, changed.basis) == (120_000, "TT 40")
    with pytest.raises(Conflict):
        sqlite.write(
            lambda tx: rates.edit_rate(tx, first.id, version=first.version, valid_from=MONDAY, amount=1, basis="")
        )
    sqlite.write(lambda tx: rates.remove_rate(tx, first.id))
    assert sqlite.read(rates.list_rates) == []
    entry = sqlite.read(lambda tx: journal.recent(tx, limit=1)[0])
    sqlite.write(lambda tx: undoing.undo(tx, entry.id))
    assert [rate.amount for rate in sqlite.read(rates.list_rates)] == [120_000]


def test_the_rate_of_a_day_is_the_newest_that_has_begun():
    def rate(day, amount):
        return Rate(id=None, version=1, valid_from=day, amount=amount, basis="")

    known = [rate(TUESDAY, 2), rate(MONDAY, 1)]
    assert rate_on(known, MONDAY - dt.timedelta(days=1)) is None
    assert rate_on(known, MONDAY).amount == 1
    assert rate_on(known, TUESDAY + dt.timedelta(days=400)).amount == 2
    before = MONDAY - dt.timedelta(days=1)
    assert shares([before, TUESDAY, MONDAY], known, "day") == (Share(1, 0), Share(1, 1), Share(1, 2))
