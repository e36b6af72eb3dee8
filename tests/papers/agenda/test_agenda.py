"""The agenda: every session in the order of time, as a paper, an annex and large at the door."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.errors import AppError
from desktop.domain.people import ConferenceView
from desktop.papers import render
from desktop.papers.agenda import DOCUMENT
from desktop.papers.agenda.options import AgendaOptions
from desktop.services import agenda, conferences, groups
from desktop.store.database import Database
from tests.papers.pages import read

DAY = dt.datetime(2018, 5, 23)


@pytest.fixture
def three(database: Database, conference: ConferenceView) -> tuple[Database, uuid.UUID]:
    """Three sessions: one in the morning for a group, one in the afternoon, one on the next day, added out of order."""

    def work(tx):
        for session in agenda.list_sessions(tx, conference.id):
            agenda.remove_session(tx, session.id)
        audience = [groups.list_groups(tx, conference.id)[0].id]
        for title, start, hours, more in (
            ("Bế mạc", DAY + dt.timedelta(days=1, hours=8), 2, {}),
            ("Một cửa liên thông", DAY + dt.timedelta(hours=13, minutes=30), 3, {"speakers": ["Lê Thị Mẫu"]}),
            ("Kiểm soát <b>thủ tục</b>", DAY + dt.timedelta(hours=8), 3, {"room": "Tầng 2", "audience": audience}),
        ):
            agenda.add_session(
                tx, conference.id, title=title, starts_at=start, ends_at=start + dt.timedelta(hours=hours), **more
            )

    database.write(work)
    return database, conference.id


def gathered(three, options=None, selection=EVERYONE):
    database, conference_id = three
    return database.read(lambda tx: DOCUMENT.gather(tx, conference_id, selection, options or AgendaOptions()))


def test_sessions_stand_in_the_order_of_time_under_their_half_days(three):
    data = DOCUMENT.data(gathered(three))
    assert [(block["headings"], [row[0] for row in block["rows"]]) for block in data["blocks"]] == [
        (["Buổi sáng, thứ tư, ngày 23/05/2018"], ["08:00 – 11:00"]),
        (["Buổi chiều, thứ tư, ngày 23/05/2018"], ["13:30 – 16:30"]),
        (["Buổi sáng, thứ năm, ngày 24/05/2018"], ["08:00 – 10:00"]),
    ]
    first = data["blocks"][0]["rows"][0]
    assert first[1].startswith("Kiểm soát <b>thủ tục</b>\n(dành cho: ")
    assert first[3] == "Tầng 2"


def test_a_column_that_nobody_has_anything_in_or_wants_is_left_out(three):
    plain = DOCUMENT.data(gathered(three, AgendaOptions(speakers=False, rooms=False)))
    assert {len(row) for block in plain["blocks"] for row in block["rows"]} == {2}
    database, conference_id = three
    last = database.read(lambda tx: agenda.list_sessions(tx, conference_id))[-1]
    alone = DOCUMENT.data(gathered(three, selection=Selection(session_ids=frozenset({last.id}))))
    assert [row for block in alone["blocks"] for row in block["rows"]] == [["08:00 – 10:00", "Bế mạc"]]


@pytest.mark.parametrize(
    ("form", "has", "has_not"),
    [("letter", "Độc lập", "Phụ lục"), ("annex", "Phụ lục", "Độc lập"), ("door", "CHƯƠNG TRÌNH", "Độc lập")],
)
def test_each_form_is_the_paper_it_says(qapp, three, form, has, has_not):
    content = gathered(three, AgendaOptions(form=form, note="Mang theo tài liệu"))
    (page,) = read(render.pdf(DOCUMENT, content))
    text = " ".join(page.raw.split())
    assert has in text
    assert has_not not in text
    assert "Mang theo tài liệu" in text
    assert (DOCUMENT.listing(content).frame is not None) == (form == "letter")


def test_without_a_session_it_says_what_to_do_first(database: Database):
    def work(tx):
        made = conferences.create_conference(tx, title="Chưa có buổi", starts_on=DAY.date(), with_sessions=False)
        return DOCUMENT.gather(tx, made.id, EVERYONE, AgendaOptions())

    with pytest.raises(AppError) as refused:
        database.write(work)
    assert refused.value.code == "agenda.no_session"
