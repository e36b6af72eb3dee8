"""A desk's login prints a walk-in's badge and the list at the door: with what it may read, and nothing kept but who did it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.auditing import Way
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.papers import making, render
from desktop.papers.attendance_sheet import DOCUMENT as SHEET
from desktop.papers.badges import DOCUMENT as BADGES
from desktop.papers.door_list import DOCUMENT as LIST
from desktop.services import attendance, journal, letterhead
from desktop.services.auditing.checking import check
from tests.store.site import Site


@pytest.fixture
def site(postgresql: Any) -> Iterator[Site]:
    made = Site(postgresql)
    yield made
    made.organizer.close()


def test_a_desks_login_makes_the_badge_of_a_walk_in_and_the_list(site: Site):
    hall = site.hall
    site.organizer.write(lambda tx: letterhead.edit_office(tx, version=0, issuing_body="UBND QUẬN HAI BÀ TRƯNG"))
    options = replace(BADGES.options(), questions="*", only_changed=False)
    site.organizer.write(lambda tx: making.keep(tx, hall.conference_id, BADGES, options))
    desk, token = site.open("desk"), uuid.uuid4()
    desk.write(lambda tx: attendance.walk_in(tx, hall.conference_id, full_name="Bùi Thị Mới", token=token))
    alone = Selection(attendee_ids=(token,))
    kept = desk.read(lambda tx: making.kept(tx, hall.conference_id, BADGES))
    badge = desk.write(lambda tx: making.make(tx, BADGES, hall.conference_id, alone, kept, way=Way.PRINTER))
    assert [(each.full_name, each.gender, each.birth) for each in badge.people] == [("Bùi Thị Mới", "", "")]
    assert (badge.issuing_body, badge.options, badge.questions) == ("UBND QUẬN HAI BÀ TRƯNG", options, ())
    assert render.pdf(BADGES, badge).startswith(b"%PDF")
    names = desk.write(lambda tx: making.make(tx, LIST, hall.conference_id, Selection(), LIST.options()))
    assert len(names.entries) == len(hall.people) + 1
    told = site.organizer.read(lambda tx: journal.recent(tx, conference_id=hall.conference_id))
    assert [(each.action, each.desk, each.details["document"]) for each in told[:2]] == [
        ("document.made", desk.desk, "door-list"),
        ("document.made", desk.desk, "badges"),
    ]
    assert check(site.organizer).is_whole
    desk.close()


def test_what_takes_a_number_is_made_by_the_organizer_alone(site: Site):
    for role in ("desk", "viewer"):
        opened = site.open(role)
        given = (SHEET, site.hall.conference_id, Selection(session_ids=(site.hall.morning,)), SHEET.options())
        with pytest.raises(AppError):
            opened.write(lambda tx, given=given: making.make(tx, *given))
        opened.close()
