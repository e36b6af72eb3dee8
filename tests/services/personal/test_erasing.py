"""A person whole: everything kept is shown, and erased it is found nowhere any more, while the counts stay."""

from __future__ import annotations

import json
import uuid

import pytest
from sqlalchemy import func, select, text, update

from desktop.domain.attendance import Method, Status
from desktop.domain.errors import Ambiguous, Conflict, NotFound
from desktop.domain.fields import SENSITIVE_FIELDS
from desktop.domain.people import AttendeeInput
from desktop.domain.personal import Section
from desktop.services import agenda, attendance, attendees, conferences, joining, sheets, undoing
from desktop.services.auditing import checking
from desktop.services.desks import files, merging
from desktop.services.personal import erasing, finding, purging, viewing
from desktop.store import backup, personal_columns, schema
from desktop.store.database import Database
from desktop.store.tables import Attendance, Attendee, PrintedSheet
from desktop.store.upgrade import open_database
from tests.services.conftest import prepare, with_conference

NAME, PHONE = "Đỗ Thị Thanh Xuân", "0912345678"


class Office:
    """A conference with one session and three people, one of them with everything that can be kept."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.conference = prepare(database)
        self.session = database.write(
            lambda tx: agenda.add_session(tx, self.conference.id, title="Buổi sáng", starts_at=_at(8), ends_at=_at(11))
        )
        given = {"birth": "23/5/1975", "phone": PHONE, "position": "Phó Chủ tịch", "note": f"gặp {NAME}"}
        self.who = self.add(NAME, unit="P. Bạch Đằng", **given)
        self.other = self.add("Lê Văn Mẫu", unit="P. Bạch Đằng")
        database.write(
            lambda tx: attendees.edit_attendee(
                tx, self.who.id, AttendeeInput(position="Chủ tịch"), version=self.who.version
            )
        )
        for each in (self.who, self.other):
            database.write(lambda tx, key=each.id: self._let_in(tx, key))

    def add(self, name: str, **values):
        given = AttendeeInput(full_name=name, **values)
        return self.database.write(lambda tx: attendees.add_attendee(tx, self.conference.id, given))

    def _let_in(self, tx, key):
        attendance.check_in(
            tx,
            training_session_id=self.session.id,
            attendee_id=key,
            token=uuid.uuid4(),
            method=Method.SCAN,
            at=_at(8).astimezone(),
        )

    def say(self, name, values):
        """Write columns of who is to go, past everything that would read them first."""
        table = schema.table(name)
        key = {"person": self.who.person_id, "attendee": self.who.id}[name]
        self.database.write(lambda tx: tx.execute(update(table).where(table.c.id == key).values(**values)) and None)

    def values(self, name, columns):
        """What some columns of who is to go hold."""
        table = schema.table(name)
        key = {"person": self.who.person_id, "attendee": self.who.id}[name]
        query = select(*(table.c[column] for column in columns)).where(table.c.id == key)
        return self.database.read(lambda tx: dict(tx.execute(query).mappings().one()))

    def record(self):
        return self.database.read(lambda tx: viewing.record(tx, self.who.person_id)).kept

    def erase(self, **options):
        return self.database.write(lambda tx: erasing.erase(tx, self.who.person_id, **options))

    def everything(self) -> str:
        """Every row of every table as text; blanks stand inside texts alone."""

        def work(tx):
            rows = [dict(row) for table in schema.whole().sorted_tables for row in tx.execute(select(table)).mappings()]
            return json.dumps(rows, ensure_ascii=False, default=str, separators=(",", ":"))

        return self.database.read(work)

    def counts(self):
        def work(tx):
            said = Attendance.status != Status.UNRECORDED  # a server keeps such rows for pairs that mean nobody
            states = select(Attendance.status, func.count()).where(said).group_by(Attendance.status)
            return (
                tx.scalar(select(func.count()).select_from(Attendee).where(Attendee.joined_into_id.is_(None))),
                sorted(map(tuple, tx.execute(states))),
            )

        return self.database.read(work)


def _at(hour: int):
    import datetime as dt

    return dt.datetime(2018, 5, 23, hour)


@pytest.fixture
def beginning():
    """The conference."""
    return with_conference


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


@pytest.fixture
def small(sqlite: Database) -> Office:
    return Office(sqlite)


def test_everything_kept_is_in_the_record_of_a_person(office):
    record = office.database.read(lambda tx: viewing.record(tx, office.who.person_id))
    assert {Section.DIRECTORY, Section.REGISTRATIONS, Section.ATTENDANCE, Section.JOURNAL} <= {
        each.section for each in record.kept
    }
    values = " ".join(each.value for each in record.kept)
    assert all(text in values for text in (NAME, PHONE, "Chủ tịch", "Phó Chủ tịch", "23/05/1975"))
    assert "Lê Văn Mẫu" not in values


@pytest.mark.parametrize("anonymise", [False, True])
def test_nothing_tells_of_the_person_any_more_and_the_counts_stay(office, anonymise):
    before = office.counts()
    office.erase(anonymise=anonymise, reason="theo đơn ngày 1/6")
    everything = office.everything()
    for trace in (NAME, PHONE, "1975-05-23", "Chủ tịch", "do thi thanh xuan"):
        assert trace not in everything, trace
    assert "Lê Văn Mẫu" in everything
    assert office.counts() == before
    assert before[1] == [(Status.PRESENT, 2)] or before[1] == [(Status.LATE, 2)]


def test_whatever_erasing_empties_is_in_the_record_before_and_nowhere_afterwards(small):
    """A new column is emptied by itself (`store.personal_columns`); it must be shown, too."""
    unseen = {"review"}  # names of fields to look at: nothing said by or of anybody
    of_fields = {"birth": "1911-11-11", "gender": "male", "off_payroll": True}
    of_fields |= {"extra": {SENSITIVE_FIELDS[0]: "zz"}, "answers": {"zz": "zz"}}
    rows = ("person", "attendee")
    empty = {name: personal_columns.forgotten(name) for name in rows}
    full = {name: {column: of_fields.get(column, f"zz {column}") for column in empty[name]} for name in rows}
    for name in rows:
        small.say(name, empty[name])
    nothing = small.record()
    for name in rows:
        for column in empty[name]:
            small.say(name, {column: full[name][column]})
            assert (small.record() != nothing) == (column not in unseen), f"{name}.{column}"
            small.say(name, {column: empty[name][column]})
    for name in rows:
        small.say(name, full[name])
    small.erase(anonymise=True)
    for name in rows:
        assert small.values(name, empty[name]) == empty[name]


def test_every_column_of_a_person_is_emptied_or_named_as_one_that_stays():
    for name in ("person", "attendee"):
        columns = set(schema.table(name).c.keys())
        kept = personal_columns.STAYS[name] | personal_columns.NAMED
        assert kept <= columns
        assert personal_columns.forgotten(name).keys() == columns - kept
        assert personal_columns.SENSITIVE[name] <= columns - kept, "what a desk may not read never outlives the person"


@pytest.mark.parametrize("anonymise", [False, True])
def test_the_chain_holds_and_says_that_something_was_erased(office, anonymise):
    office.erase(anonymise=anonymise)
    found = checking.check(office.database)
    assert found.findings == ()
    assert found.erased > 0


def test_an_anonymous_registration_keeps_its_code_and_an_erased_one_does_not(office):
    code = office.who.code
    office.erase(anonymise=True)
    assert code in office.everything()
    office.database.write(lambda tx: erasing.erase(tx, office.who.person_id))
    assert code not in office.everything().replace(f"x{code}", "")


def test_who_stands_on_a_signed_sheet_is_not_erased_but_made_anonymous(office):
    make = lambda tx: sheets.record_sheet(tx, office.conference.id, sheets.Selection(), sheets.SheetOptions())  # noqa: E731
    office.database.write(make)
    office.database.write(lambda tx: tx.execute(update(PrintedSheet).values(entered={"0": {"statuses": {}}})))
    with pytest.raises(Conflict) as told:
        office.erase()
    assert told.value.code == "person.signed_sheet"
    assert NAME in office.everything()
    office.erase(anonymise=True)
    assert NAME not in office.everything()


def test_a_sheet_that_never_came_back_hinders_nothing(office):
    make = lambda tx: sheets.record_sheet(tx, office.conference.id, sheets.Selection(), sheets.SheetOptions())  # noqa: E731
    office.database.write(make)
    office.erase()
    assert office.who.id.hex not in office.database.read(lambda tx: str(tx.scalars(select(PrintedSheet.content)).all()))


def test_who_was_joined_into_them_goes_with_them(office):
    twin = office.add("Đỗ T. Thanh Xuân", phone="0987654321")
    office.database.write(lambda tx: joining.join(tx, office.who.id, twin.id))
    before = office.counts()
    office.erase()
    everything = office.everything()
    assert not [trace for trace in (NAME, "Thanh Xuân", "0987654321") if trace in everything]
    assert office.counts() == before


def test_undo_brings_nothing_of_them_back(office):
    office.erase(anonymise=True)
    while (last := office.database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))) is not None:
        office.database.write(lambda tx, key=last.id: undoing.undo(tx, key, keep_later=True))
    assert NAME not in office.everything()


def test_a_namesakes_lines_stay(office):
    namesake = office.add(NAME, birth="1/1/1990")
    assert namesake.person_id != office.who.person_id
    office.erase()
    assert office.database.read(lambda tx: attendees.get_attendee(tx, namesake.id)).full_name == NAME
    assert checking.check(office.database).is_whole


def test_the_file_itself_holds_nothing_of_them(small):
    path = small.database.path
    assert erasing.erase_in(small.database, small.who.person_id).cleaned
    held = path.read_bytes() + b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}-wal"))
    for trace in (NAME.encode(), PHONE.encode(), json.dumps(NAME)[1:-1].encode()):
        assert trace not in held


def test_who_is_meant_is_found_by_code_and_name_over_all_conferences(office):
    find = lambda who: office.database.read(lambda tx: finding.person(tx, who))  # noqa: E731
    assert find(office.who.code) == find("do thi thanh xuan") == office.who.person_id
    office.add(NAME, birth="1/1/1990")
    with pytest.raises(Ambiguous):
        find(NAME)
    with pytest.raises(NotFound):
        find("Không Có Ai")
    assert office.database.read(lambda tx: tx.scalar(text("SELECT 1"))) == 1


@pytest.mark.parametrize("who", ["Đỗ Thị Thanh Xuấn", "Thanh Xuấn", "thanh xu"])
def test_another_name_that_only_looks_like_theirs_finds_nobody(office, who):
    with pytest.raises(NotFound):
        office.database.read(lambda tx: finding.person(tx, who))


@pytest.mark.parametrize("anonymise", [False, True])
def test_a_desks_file_from_before_brings_nobody_back_and_a_file_from_after_erases_elsewhere(small, tmp_path, anonymise):
    copy = tmp_path / "desk.db"
    backup.copy(small.database.path, copy)
    before = small.counts()
    earlier, later = tmp_path / "earlier.th", tmp_path / "later.th"
    small.database.write(lambda tx: files.export_file(tx, earlier, sensitive=True))
    small.erase(anonymise=anonymise)
    small.database.write(lambda tx: merging.merge(tx, files.read(earlier)))
    assert NAME not in small.everything()
    assert small.counts() == before
    small.database.write(lambda tx: files.export_file(tx, later))
    apart = open_database(copy, desk="Bàn 2")
    apart.write(lambda tx: merging.merge(tx, files.read(later)))
    there = Office.__new__(Office)
    there.database = apart
    assert NAME not in there.everything()
    assert there.counts() == before
    assert checking.check(apart).findings == ()
    apart.close()


def test_purged_contacts_are_found_nowhere_and_all_else_stays(office):
    done = office.database.write(lambda tx: purging.purge(tx, office.conference.id))
    everything = office.everything()
    assert (done.people, done.needed) == (1, 0)
    assert PHONE not in everything
    assert f" {PHONE[-4:]}" not in everything
    assert NAME in everything
    assert checking.check(office.database).is_whole


def test_contacts_needed_in_a_conference_that_is_not_closed_stay(office):
    def again(tx):
        other = conferences.create_conference(tx, title="Đợt hai")
        attendees.add_attendee(tx, other.id, AttendeeInput(full_name=NAME, birth="23/5/1975", phone=PHONE))
        return purging.purge(tx, office.conference.id)

    done = office.database.write(again)
    assert (done.people, done.needed) == (0, 1)
    assert PHONE in office.everything()
