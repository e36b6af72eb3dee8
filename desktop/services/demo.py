"""The sample conference: a data file of its own, filled through the real import from resources/samples."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from pathlib import Path

from desktop import paths
from desktop.domain.areas import ALL_AREAS
from desktop.domain.documents import fields
from desktop.domain.errors import InvalidInput
from desktop.domain.importing import ImportOptions, ImportPlan, ImportReport
from desktop.domain.people import ConferenceView
from desktop.domain.progress import Progress
from desktop.domain.search import search_text
from desktop.domain.seating import Filling
from desktop.domain.units import UnitKind
from desktop.services import (
    agenda,
    attendees,
    conferences,
    document_settings,
    groups,
    importing,
    journal,
    lookup,
    quotas,
    rates,
    seating,
    units,
)
from desktop.services.codes import take_codes
from desktop.services.opening import Database, open_location
from desktop.store.tables import Attendee
from desktop.store.transaction import Transaction

TITLE = "Tập huấn nghiệp vụ công tác cải cách hành chính năm 2018"
TODAY_TITLE = "Tập huấn hôm nay (để thử điểm danh)"
DAY = dt.date(2018, 5, 23)
NOTE = "Hội nghị mẫu của Tập Huấn: người, số điện thoại và thư điện tử đều không có thật."
"""Stands in the sample's conference, so that a sample is known for one."""
MISSPELLED, MEANT = "UBND phường Trương Địng", "UBND phường Trương Định"
"""The question that an organizer answers once."""

_AGENDA = (
    ("Khai mạc; kế hoạch cải cách hành chính năm 2018", (8, 0), (9, 30), "Phòng Nội vụ", ()),
    ("Kiểm soát thủ tục hành chính; cơ chế một cửa, một cửa liên thông", (9, 45), (11, 30), "Phòng Tư pháp", ()),
    ("Chỉ số cải cách hành chính và khảo sát sự hài lòng", (13, 30), (15, 0), "Phòng Nội vụ", ()),
    (
        "Dịch vụ công trực tuyến mức độ 3; đối thoại với công dân",
        (15, 15),
        (17, 0),
        "Phòng Văn hóa và Thông tin",
        ("Cơ quan chuyên môn", "Phường"),
    ),
)
_HALL = "Hội trường tầng 2"
_FIRST_IN, _STEP = dt.timedelta(minutes=45), dt.timedelta(minutes=5)
"""Today's first session begins so long after the sample was made, at the next such minute: who is let in is on time."""
_QUOTAS = (
    (UnitKind.WARD, 4, "Lãnh đạo phụ trách và công chức làm công tác cải cách hành chính"),
    (UnitKind.SPECIALISED_AGENCY, 4, "Thủ trưởng và công chức làm công tác cải cách hành chính"),
    (UnitKind.PUBLIC_SERVICE_UNIT, 1, "Thủ trưởng đơn vị"),
    (UnitKind.PUBLIC_SCHOOL, 1, "Hiệu trưởng"),
    (UnitKind.MANAGED_UNIT, 2, "Lãnh đạo đơn vị"),
)
_RATE, _BASIS, _GUESTS = 150_000, "Định mức mẫu, không phải quy định có thật", 8


@dataclass(frozen=True, slots=True)
class _Letter:
    """What the sample's letters say beside the record (`papers.invitation`)."""

    number: str = fields.text("05")
    date: dt.date | None = fields.day()
    chairs: str = fields.text("Lãnh đạo UBND quận Hai Bà Trưng")
    deadline: dt.date | None = fields.day()
    contact: str = fields.text("Phòng Nội vụ quận Hai Bà Trưng")
    programme: bool = fields.flag(True)


@dataclass(frozen=True, slots=True)
class _Report:
    """What the sample's report says beside the record (`papers.report`)."""

    number: str = fields.text("12")
    date: dt.date | None = fields.day()
    assessment: str = fields.text(
        "Hội nghị được tổ chức đúng kế hoạch; đại biểu tham dự nghiêm túc, nắm được các nội dung tập huấn."
    )
    proposals: str = fields.text(
        "Đề nghị các cơ quan, đơn vị triển khai nội dung tập huấn và phổ biến lại cho công chức, viên chức."
    )


@dataclass(frozen=True, slots=True)
class Sample:
    """A filled sample: where it is, and what the import did."""

    path: Path
    conference_id: uuid.UUID
    plan: ImportPlan
    report: ImportReport


def workbooks() -> list[Path]:
    """The workbooks that the units sent."""
    folder = paths.resources() / "samples"
    return sorted(file for file in folder.iterdir() if file.suffix in (".xlsx", ".xls", ".ods", ".csv"))


def folder() -> Path:
    """Where samples and what is made of them are kept."""
    return paths.data_folder() / "demo"


_DESK = "1"
"""Whose lines the sample's journal holds, on every computer."""


def new_sample(path: Path | None = None, *, progress: Progress | None = None) -> Sample:
    """A fresh data file with the sample conference; samples made before that nobody has open are cleared away.

    An own `path` may only hold nothing or an older sample: InvalidInput otherwise.
    """
    if path is None:
        _clear_away()
        path = folder() / f"mau-{dt.datetime.now():%Y%m%d-%H%M%S}.db"
        counter = 1
        while path.exists():
            counter += 1
            path = path.with_name(f"mau-{dt.datetime.now():%Y%m%d-%H%M%S}-{counter}.db")
    elif path.exists() and path.stat().st_size:
        if not _is_sample(path):
            raise InvalidInput("demo.not_a_sample", field="data", file=path.name)
        if _in_use(path):
            raise InvalidInput("demo.in_use", field="data", file=path.name)
        path.unlink()
    loaded = importing.load(workbooks(), progress=progress)
    database = open_location(path, desk=_DESK)
    try:
        return _filled(database, path, loaded)
    finally:
        database.close()


def _conference(tx: Transaction, title: str, first: dt.date, last: dt.date) -> ConferenceView:
    return conferences.create_conference(
        tx,
        title=title,
        starts_on=first,
        ends_on=last,
        venue="Hội trường UBND quận Hai Bà Trưng",
        with_sessions=False,
        note=NOTE,
        superior_body="ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI",
        issuing_body="ỦY BAN NHÂN DÂN QUẬN HAI BÀ TRƯNG",
        locality="Hai Bà Trưng",
        preparer="Lê Thu Minh",
        accountant="Phạm Thu Trang",
        signer_authority="TL. CHỦ TỊCH",
        signer_title="TRƯỞNG PHÒNG NỘI VỤ",
        signer_name="Hoàng Minh Đức",
        symbol="UBND",
        recipients="- Như trên;\n- Thường trực Quận ủy, HĐND quận (để báo cáo);\n- Lưu: VT, NV.",
    )


def add_today(path: Path, source_id: uuid.UUID, now: dt.datetime) -> uuid.UUID:
    """Beside the sample's conference one of today with the same people, so that its door is open at this local moment.

    Its people have badge numbers of their own. Returns its id.
    """
    database = open_location(path, desk=_DESK)
    try:
        return database.write(lambda tx: _today(tx, source_id, now))
    finally:
        database.close()


def _today(tx: Transaction, source_id: uuid.UUID, now: dt.datetime) -> uuid.UUID:
    early = (now + _FIRST_IN).replace(second=0, microsecond=0)
    first = early + (dt.datetime.min - early) % _STEP
    shift = first - dt.datetime.combine(DAY, dt.time(*_AGENDA[0][1]))
    morning = [each for each in _AGENDA if each[1] < (12, 0)]
    times = [[dt.datetime.combine(DAY, dt.time(*each[end])) + shift for end in (1, 2)] for each in morning]
    with journal.entry(tx, "conference.copied", {*ALL_AREAS}, name=TITLE, into=TODAY_TITLE):
        view = _conference(tx, TODAY_TITLE, first.date(), times[-1][1].date())
        for (title, _starts, _ends, speaker, _audience), (starts, ends) in zip(morning, times, strict=True):
            agenda.add_session(tx, view.id, title=title, starts_at=starts, ends_at=ends, room=_HALL, speakers=[speaker])
        _register_again(tx, source_id, view.id)
    return view.id


def _register_again(tx: Transaction, source_id: uuid.UUID, conference_id: uuid.UUID) -> None:
    """The people of one conference in another: persons of the directory, with the units and positions they have there."""
    here = {group.title: group.id for group in groups.list_groups(tx, conference_id)}
    people = attendees.list_attendees(tx, source_id)
    rows = []
    for person, code in zip(people, take_codes(tx, conference_id, len(people)), strict=True):
        before = tx.get_one(Attendee, person.id)
        same = {name: getattr(before, name) for name in _SAME}
        rows.append(
            Attendee(
                id=uuid.uuid4(),
                conference_id=conference_id,
                code=code,
                role_group_id=here.get(person.role_group),
                search=search_text(person.full_name, person.unit, code, person.phone),
                extra={},
                **same,
            )
        )
    tx.add_all(rows)
    tx.flush()


_SAME = ("person_id", "full_name", "honorific", "name_key", "sort_key", "unit_id", "unit_name", "unit_kind", "position")


def _filled(database: Database, path: Path, loaded: importing.Loaded) -> Sample:
    def prepare(tx: Transaction) -> tuple[uuid.UUID, ImportOptions]:
        units.seed_units(tx, "hai-ba-trung")
        view = _conference(tx, TITLE, DAY, DAY)
        for title, starts, ends, speaker, audience in _AGENDA:
            agenda.add_session(
                tx,
                view.id,
                title=title,
                starts_at=dt.datetime.combine(DAY, dt.time(*starts)),
                ends_at=dt.datetime.combine(DAY, dt.time(*ends)),
                room=_HALL,
                speakers=[speaker],
                audience=[lookup.role_group(tx, view.id, name) for name in audience],
            )
        return view.id, ImportOptions(units={MISSPELLED: lookup.unit(tx, MEANT)})

    conference_id, options = database.write(prepare)
    plan = database.read(lambda tx: importing.plan(tx, conference_id, loaded, options))
    report = database.write(lambda tx: importing.apply(tx, plan))
    database.write(lambda tx: _prepare_papers(tx, conference_id))
    return Sample(path, conference_id, plan, report)


def _prepare_papers(tx: Transaction, conference_id: uuid.UUID) -> None:
    """What the papers ask for beside people: numbers, quotas, a rate, who is no state employee, seats. All of it invented."""
    letter = _Letter(date=DAY - dt.timedelta(days=16), deadline=DAY - dt.timedelta(days=5))
    document_settings.keep(tx, conference_id, "invitation", letter)
    document_settings.keep(tx, conference_id, "report", _Report(date=DAY + dt.timedelta(days=2)))
    for kind, count, who in _QUOTAS:
        quotas.fill_quotas(tx, conference_id, kind=kind, count=count, who=who)
    rates.set_rate(tx, valid_from=dt.date(DAY.year, 1, 1), amount=_RATE, basis=_BASIS)
    people = attendees.list_attendees(tx, conference_id)
    guests = [person.id for person in people if person.unit_kind == UnitKind.MANAGED_UNIT][:_GUESTS]
    attendees.set_off_payroll(tx, guests, True)
    seating.save_room(tx, conference_id, seating.seating_of(tx, conference_id).room, name=_HALL, version=0)
    seating.fill(tx, conference_id, Filling())


def _is_sample(path: Path) -> bool:
    database = open_location(path, desk=_DESK)
    try:
        notes = [view.note for view in database.read(conferences.list_conferences)]
    finally:
        database.close()
    return bool(notes) and all(note == NOTE for note in notes)


def _in_use(path: Path) -> bool:
    """Whether a window has the file open: its write-ahead log then stands beside it."""
    return path.with_name(f"{path.name}-wal").exists()


def _clear_away() -> None:
    if not folder().is_dir():
        return
    for old in folder().glob("mau-*.db"):
        if not _in_use(old):
            try:
                old.unlink()
            except OSError:
                continue
