"""Certificates issued, printed again, revoked: their numbers and their register."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from dataclasses import dataclass
from typing import Any

import pytest

from desktop.domain.attendance import Status
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.errors import AppError, InvalidInput
from desktop.domain.people import AttendeeInput
from desktop.papers import certificate_register, certificates, making
from desktop.papers.certificate_register.options import CertificateRegisterOptions, RegisterContent
from desktop.papers.certificates import gather
from desktop.papers.certificates.content import CertificatesContent, Held
from desktop.papers.certificates.options import CertificateOptions
from desktop.services import agenda, attendance, attendees, conferences, journal, undoing
from desktop.store.database import Database

NAMES = ("Bùi An", "Đỗ Bình", "Lê Châu", "Ngô Dung", "Vũ Yến")


@dataclass
class Office:
    """A conference of five people, morning and afternoon."""

    database: Database
    conference_id: uuid.UUID
    sessions: list[uuid.UUID]
    people: dict[str, uuid.UUID]

    def came(self, *names: str, sessions: tuple[int, ...] = (0, 1), status: Status = Status.PRESENT) -> None:
        def work(tx: Any) -> None:
            for name in names:
                for place in sessions:
                    attendance.set_status(
                        tx, training_session_id=self.sessions[place], attendee_id=self.people[name], status=status
                    )

        self.database.write(work)

    def make(self, *names: str, **options: Any) -> CertificatesContent:
        """Print certificates: of everybody, or of those named."""
        return self.database.write(lambda tx: making.make(tx, certificates.DOCUMENT, *self._given(names, options)))

    def preview(self, *names: str, **options: Any) -> CertificatesContent:
        return self.database.read(lambda tx: gather.gather(tx, *self._given(names, options)))

    def _given(self, names: tuple[str, ...], options: dict[str, Any]) -> tuple[uuid.UUID, Selection, Any]:
        selection = Selection(attendee_ids=tuple(self.people[name] for name in names)) if names else EVERYONE
        return self.conference_id, selection, CertificateOptions(**options)

    def register(self) -> list[Held]:
        return self.database.read(lambda tx: gather.register(tx, self.conference_id))

    def book(self, **options: Any) -> RegisterContent:
        given = CertificateRegisterOptions(**options)
        return self.database.read(
            lambda tx: certificate_register.DOCUMENT.gather(tx, self.conference_id, EVERYONE, given)
        )

    def revoke(self, number: int, reason: str = "Cấp nhầm") -> int:
        ids = [line.id for line in self.register() if line.number == number]
        return self.database.write(lambda tx: gather.revoke(tx, self.conference_id, ids, reason))


def numbers(content: CertificatesContent) -> dict[str, int]:
    return {paper.full_name: paper.number for paper in content.papers}


def opened(database: Database) -> Office:
    def work(tx: Any) -> Office:
        day = dt.date(2018, 5, 23)
        conference = conferences.create_conference(tx, title="Tập huấn", starts_on=day, symbol="UBND")
        people = {
            name: attendees.add_attendee(tx, conference.id, AttendeeInput(full_name=name, unit="Phòng Nội vụ")).id
            for name in NAMES
        }
        sessions = [session.id for session in agenda.list_sessions(tx, conference.id)]
        return Office(database, conference.id, sessions, people)

    return database.write(work)


@pytest.fixture
def office(sqlite: Database) -> Office:
    return opened(sqlite)


def test_numbers_run_unbroken_in_the_lists_order_and_late_qualifiers_get_the_next(database: Database):
    office = opened(database)
    office.came("Vũ Yến", "Bùi An", "Ngô Dung")
    wanted = {"Bùi An": 51, "Ngô Dung": 52, "Vũ Yến": 53}
    assert numbers(office.preview(first_number=51)) == wanted
    assert office.register() == []
    made = office.make(first_number=51)
    assert (numbers(made), made.new) == (wanted, 3)
    office.came("Đỗ Bình")
    again = office.make()
    assert numbers(again) == {**wanted, "Đỗ Bình": 54}
    assert again.new == 1
    assert [line.number for line in office.register()] == [51, 52, 53, 54]
    assert numbers(office.preview("Đỗ Bình", "Bùi An")) == {"Bùi An": 51, "Đỗ Bình": 54}


def test_two_desks_at_once_never_take_one_number(database: Database):
    office = opened(database)
    office.came(*NAMES)
    ready, trouble = threading.Barrier(len(NAMES)), []

    def desk(name: str) -> None:
        try:
            ready.wait()
            office.make(name)
        except Exception as error:  # noqa: BLE001 - told below
            trouble.append(error)

    desks = [threading.Thread(target=desk, args=(name,)) for name in NAMES]
    for each in desks:
        each.start()
    for each in desks:
        each.join()
    assert trouble == []
    assert [line.number for line in office.register()] == [1, 2, 3, 4, 5]
    assert {line.attendee_id for line in office.register()} == set(office.people.values())


def test_a_certificate_prints_again_as_it_was_issued(office: Office):
    office.came("Bùi An")
    first = office.make(decision="Theo Quyết định số 1")
    key = office.people["Bùi An"]
    person = office.database.read(lambda tx: attendees.get_attendee(tx, key))
    changed = AttendeeInput(full_name="Bùi Thị An", position="Chủ tịch")
    office.database.write(lambda tx: attendees.edit_attendee(tx, key, changed, version=person.version))
    again = office.make(decision="Theo Quyết định số 2", title="Chứng nhận", first_number=900)
    assert (again.papers, again.new) == (first.papers, 0)


def test_who_holds_one_keeps_it_when_the_attendance_is_put_right_later(office: Office):
    office.came("Bùi An")
    office.make()
    office.came("Bùi An", sessions=(1,), status=Status.ABSENT)
    known = office.database.read(
        lambda tx: gather.eligibility(tx, office.conference_id, CertificateOptions(late_counts=False))
    )
    mine = known.candidates[0]
    assert mine.gets
    assert known.getting == (mine,)
    assert known.next_number == 2


def test_only_new_prints_those_not_issued_yet(office: Office):
    office.came("Bùi An")
    office.make()
    office.came("Lê Châu")
    assert numbers(office.make(only_new=True)) == {"Lê Châu": 2}
    with pytest.raises(AppError, match=r"new\.nobody"):
        office.make(only_new=True)


def test_a_revoked_one_stays_in_the_register_and_only_who_is_chosen_by_name_gets_another(office: Office):
    office.came("Bùi An", "Lê Châu")
    office.make()
    with pytest.raises(InvalidInput, match="reason_missing"):
        office.revoke(1, "  ")
    assert (office.revoke(1), office.revoke(1)) == (1, 0)
    assert numbers(office.make()) == {"Lê Châu": 2}
    known = office.database.read(lambda tx: gather.eligibility(tx, office.conference_id, CertificateOptions()))
    refused = {each.person.full_name: each.verdict.why_not[0] for each in known.refused}
    assert (refused["Bùi An"].code, refused["Bùi An"].reason) == ("revoked", "Cấp nhầm")
    assert numbers(office.make("Bùi An")) == {"Bùi An": 3}
    assert numbers(office.make()) == {"Bùi An": 3, "Lê Châu": 2}
    assert [(line.number, line.stands) for line in office.register()] == [(1, False), (2, True), (3, True)]
    office.database.write(lambda tx: undoing.undo(tx, _line(tx, "certificate.revoked")))
    assert [(line.number, line.stands) for line in office.register()] == [(1, False), (2, True), (3, True)]
    assert office.register()[0].replaced_by == 3


def _line(tx: Any, action: str) -> int:
    return next(line.id for line in journal.recent(tx) if line.action == action)


def test_issuing_is_undone_as_a_whole_and_a_number_once_given_is_never_given_again(office: Office):
    office.came("Bùi An", "Lê Châu")
    office.make()
    last = office.database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))
    assert last is not None
    assert last.action == gather.ISSUED
    assert (last.details["first"], last.details["last"]) == (1, 2)
    office.database.write(lambda tx: undoing.undo(tx, last.id))
    assert office.register() == []
    assert numbers(office.make("Lê Châu")) == {"Lê Châu": 3}
    (void,) = office.book().void
    assert (void.first, void.last) == (1, 2)


def test_nobody_completes_the_programme_by_standing_in_or_being_replaced_at_a_part_of_it(office: Office):
    replaced, afternoon = office.people["Bùi An"], office.sessions[1]
    key = uuid.uuid4()
    office.database.write(
        lambda tx: attendance.substitute(tx, replaced, full_name="Trần Văn Thay", token=key, session_ids=[afternoon])
    )
    office.people["Trần Văn Thay"] = key
    office.came("Bùi An", sessions=(0,))
    office.came("Trần Văn Thay", sessions=(1,))
    for share, getting in ((80, set()), (50, {"Bùi An", "Trần Văn Thay"})):
        rule = CertificateOptions(share=share)
        known = office.database.read(lambda tx, rule=rule: gather.eligibility(tx, office.conference_id, rule))
        assert {each.person.full_name for each in known.getting} == getting
        told = {each.person.full_name: (each.verdict.attended, each.verdict.expected) for each in known.candidates}
        assert told["Bùi An"] == told["Trần Văn Thay"] == (1, 2)


def test_cancelled_people_stand_at_the_end_and_get_none(office: Office):
    office.came(*NAMES)
    office.database.write(lambda tx: attendance.cancel(tx, [office.people["Bùi An"]]))
    known = office.database.read(lambda tx: gather.eligibility(tx, office.conference_id, CertificateOptions()))
    assert [each.person.full_name for each in known.candidates][-1] == "Bùi An"
    assert [why.code for why in known.refused[0].verdict.why_not] == ["cancelled"]


def test_half_days_are_counted_when_asked_for(office: Office):
    office.came("Bùi An", sessions=(0,))
    for measure, why in (("sessions", "Chiều"), ("half_days", "")):
        rule = CertificateOptions(measure=measure)
        known = office.database.read(lambda tx, rule=rule: gather.eligibility(tx, office.conference_id, rule))
        missed = known.candidates[0].verdict.why_not[1].parts[0]
        assert (missed.title, missed.half) == (why, "" if why else "afternoon")


def test_the_register_holds_what_was_issued_and_on_request_who_does_not_qualify(office: Office):
    with pytest.raises(AppError, match=r"issued\.nobody"):
        office.book()
    assert office.book(blank_lines=5).total == 0
    office.came("Bùi An", "Lê Châu", sessions=(0,))
    with pytest.raises(AppError, match=r"certificates\.nobody"):
        office.make(share=100)
    office.make(share=50)
    book = office.book(refused=True)
    assert book.letterhead.date == max(line.issued_on for line in book.held)
    assert [line.paper.full_name for line in book.held] == ["Bùi An", "Lê Châu"]
    assert book.refused is not None
    assert [each.person.full_name for each in book.refused] == ["Đỗ Bình", "Ngô Dung", "Vũ Yến"]


def test_only_units_with_a_certificate_get_a_file_of_their_own(office: Office):
    def add(tx: Any) -> uuid.UUID:
        given = AttendeeInput(full_name="Trần Văn Xa", unit="UBND phường An")
        return attendees.add_attendee(tx, office.conference_id, given).id

    office.people["Trần Văn Xa"] = office.database.write(add)

    def parts(options: Any) -> list[str]:
        of = certificates if isinstance(options, CertificateOptions) else certificate_register
        found = office.database.read(
            lambda tx: making.unit_parts(tx, of.DOCUMENT, office.conference_id, EVERYONE, options)
        )
        return [part.name for part in found]

    office.came("Bùi An")
    assert parts(CertificateOptions()) == ["Phòng Nội vụ"]
    office.make()
    assert parts(CertificateOptions(only_new=True)) == []
    office.came("Trần Văn Xa")
    assert parts(CertificateOptions(only_new=True)) == ["UBND phường An"]
    assert parts(CertificateRegisterOptions()) == ["Phòng Nội vụ"]
    assert len(parts(CertificateRegisterOptions(refused=True))) == 2
