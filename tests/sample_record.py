"""A small conference with invented people, made through the services: 20 wards, agencies and schools."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from typing import Any

from desktop.domain.people import AttendeeInput
from desktop.services import attendees, conferences, units
from desktop.services import groups as role_groups

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Phan", "Dương")
_MIDDLE = ("Thị", "Văn", "Đức", "Minh", "Quốc", "Thị Hồng", "Thị Thuý", "Tuấn", "Thanh", "Ngọc")
_GIVEN = ("An", "Ánh", "Bình", "Châu", "Dung", "Đạt", "Hà", "Hoà", "Hưng", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Yến")
_WARD = ("Chủ tịch", "Phó Chủ tịch", "Công chức Văn phòng - Thống kê", "Công chức Tư pháp - Hộ tịch")
_SCHOOL = ("Hiệu trưởng", "Phó Hiệu trưởng")
_AGENCY = ("Trưởng phòng", "Phó Trưởng phòng", "Chuyên viên")
TITLE = "Tập huấn nghiệp vụ công tác cải cách hành chính năm 2018"


def fill(tx: Any, people: int = 172, days: int = 1) -> uuid.UUID:
    """Make the conference of the case; return its id."""
    dice = random.Random(2018)
    units.seed_units(tx, "hai-ba-trung")
    starts = dt.date(2018, 5, 23)
    conference = conferences.create_conference(
        tx,
        title=TITLE,
        starts_on=starts,
        ends_on=starts + dt.timedelta(days=days - 1),
        venue="Hội trường UBND quận",
        superior_body="UBND THÀNH PHỐ HÀ NỘI",
        issuing_body="UBND QUẬN HAI BÀ TRƯNG",
        locality="Hai Bà Trưng",
    )
    directory = units.list_units(tx)
    directory = [unit for unit in directory if unit.kind != "other"][:-3]
    for number in range(people):
        unit = directory[number % len(directory)]
        ranks = _WARD if unit.kind == "ward" else _SCHOOL if unit.kind == "public_school" else _AGENCY
        attendees.add_attendee(
            tx,
            conference.id,
            AttendeeInput(
                full_name=f"{dice.choice(_FAMILY)} {dice.choice(_MIDDLE)} {dice.choice(_GIVEN)}",
                position=ranks[number // len(directory) % len(ranks)],
                unit_id=unit.id,
                phone=f"09{dice.randrange(10**8):08d}",
                birth=f"{dice.randrange(1, 28):02d}/{dice.randrange(1, 12):02d}/{dice.randrange(1962, 1994)}",
            ),
        )
    first = attendees.list_attendees(tx, conference.id)[0]
    attendees.add_attendee(
        tx,
        conference.id,
        AttendeeInput(
            full_name=first.full_name,
            phone=first.phone,
            birth=first.birth,
            position=first.position,
            unit_id=first.unit_id,
        ),
    )
    return conference.id


def fill_quickly(tx: Any, people: int) -> uuid.UUID:
    """A large conference, its attendees written in bulk."""
    from sqlalchemy import insert

    from desktop.domain.names import fold, sort_key
    from desktop.domain.search import search_text
    from desktop.services.codes import take_codes
    from desktop.store.tables import Attendee, Person

    dice = random.Random(2018)
    units.seed_units(tx, "hai-ba-trung")
    conference = conferences.create_conference(tx, title=TITLE, starts_on=dt.date(2018, 5, 23))
    directory = units.list_units(tx)
    groups = {group.unit_kind: group.id for group in role_groups.list_groups(tx, conference.id)}
    persons, rows = [], []
    for code in take_codes(tx, conference.id, people):
        name = f"{dice.choice(_FAMILY)} {dice.choice(_MIDDLE)} {dice.choice(_GIVEN)}"
        phone, unit, person = f"09{dice.randrange(10**8):08d}", dice.choice(directory), uuid.uuid4()
        key = {"full_name": name, "name_key": fold(name), "sort_key": sort_key(name)}
        persons.append({"id": person, "phone": phone, **key})
        rows.append(
            {
                "conference_id": conference.id, "person_id": person, "code": code, "position": "Chuyên viên",
                "unit_id": unit.id, "unit_name": unit.name, "unit_kind": unit.kind,
                "role_group_id": groups.get(unit.kind), "search": search_text(name, unit.name, code, phone), **key,
            }
        )  # fmt: skip
    tx.execute(insert(Person), persons)
    tx.execute(insert(Attendee), rows)
    return conference.id
