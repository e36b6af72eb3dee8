"""The plan of the room read back: every name whole in its own seat, every person in the list, big rooms in parts."""

from __future__ import annotations

import dataclasses
import uuid

import pytest

from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.errors import AppError
from desktop.domain.seating import Filling, Room, Sitter, fill, groups_of
from desktop.papers import render
from desktop.papers.seat_plan import DOCUMENT, layout
from desktop.papers.seat_plan.options import SeatPlanContent, SeatPlanOptions
from tests.papers.pages import MM, read


def gathered(printable, selection=EVERYONE, **options):
    return printable.database.read(
        lambda tx: DOCUMENT.gather(tx, printable.conference_id, selection, SeatPlanOptions(**options))
    )


def plan(people: int, room: Room, **options) -> SeatPlanContent:
    """Invented people in three groups, put on seats in order."""
    groups = [uuid.UUID(int=number + 1) for number in range(3)]
    names = [f"Nguyễn Thị Phương {number:04d}Q" for number in range(people)]
    places = fill(room, [range(people)], Filling()).places
    sitters = tuple(
        Sitter(n + 1, uuid.UUID(int=n + 100), name, "", f"Đơn vị {n % 9}", None, groups[n % 3], "", places.get(n))
        for n, name in enumerate(names)
    )
    titles = dict(zip(groups, ("Phường", "Trường công lập", "Cơ quan chuyên môn"), strict=True))
    return SeatPlanContent(
        "Hội nghị tập huấn", "Hội trường", None, None, "", room, sitters, frozenset(), groups_of(sitters, titles),
        SeatPlanOptions(**options),
    )  # fmt: skip


def squeezed(text: str) -> str:
    """Without blanks: names break into lines."""
    return "".join(text.split()).replace("\u200b", "")


@pytest.mark.parametrize("record", ["case", "hostile"])
def test_every_name_stands_whole_inside_its_own_seat(qapp, request, record):
    content = gathered(request.getfixturevalue(record), list=False)
    (drawn,) = layout.data(content)["pages"]
    (page,) = read(render.pdf(DOCUMENT, content))
    wide, high = (length * MM for length in drawn["cell"])
    at = 0
    for seat in drawn["seats"]:
        if seat["state"] != "named":
            continue
        start = page.raw.index(f"{seat['label']}", at)
        label = page.place_of(start, len(seat["label"]))
        begin = end = (
            start + len(seat["label"]) + page.raw[start + len(seat["label"]) :].index(seat["mark"]) + len(seat["mark"])
        )
        name = squeezed(seat["name"])
        while end < len(page.raw) and len(squeezed(page.raw[begin:end])) < len(name):
            end += 1
        assert squeezed(page.raw[begin:end]).replace("-", "") == name.replace("-", "") or seat["tight"]
        box = page.place_of(begin, end - begin)
        assert box.left() >= label.left() - 0.7 * MM - 0.5
        assert box.right() <= label.left() - 0.7 * MM + wide + 0.5
        assert box.bottom() <= label.top() + high + 0.5, seat["name"]
        at = end


def test_the_list_names_everybody_with_seat_and_group_under_a_heading_on_each_page(qapp, case):
    content = gathered(case)
    pages = read(render.pdf(DOCUMENT, content))
    assert content.total == len(content.people) == 173
    lists = pages[1:]
    assert all("Họ và tên" in page.text for page in lists)
    words = " ".join(page.text for page in lists)
    for each in content.people:
        assert f"{each.number} {each.full_name}" in words
        assert content.room.label(each.place) in words
    assert [page.text.split()[0] for page in lists] == [str(number) for number in range(2, len(pages) + 1)]
    for group in content.groups:
        assert f"{group.mark} {group.title} ({group.count})" in pages[0].text


def test_of_a_unit_only_its_own_people_are_named_and_other_seats_are_drawn_as_taken(qapp, case):
    unit = gathered(case).people[0].unit_id
    content = gathered(case, Selection(unit_ids=(unit,)))
    assert {each.unit_id for each in content.people} == {unit}
    assert len(content.taken) == 173 - content.total
    page = read(render.pdf(DOCUMENT, content))[0]
    assert "Đã có người" in page.text
    assert all(squeezed(each.full_name) in squeezed(page.text) for each in content.people)
    with pytest.raises(AppError, match="nobody"):
        gathered(case, Selection(attendee_ids=(uuid.uuid4(),)))


def test_a_big_room_is_cut_into_parts_that_say_what_they_show(qapp):
    room = Room(25, 40, aisles=(20,))
    content = plan(1000, room, list=False)
    drawn = layout.data(content)["pages"]
    seats = [seat["label"] for page in drawn for seat in page["seats"]]
    assert len(seats) == len(set(seats)) == 1000
    pages = read(render.pdf(DOCUMENT, content))
    assert len(pages) == len(drawn) > 1
    for number, page in enumerate(pages, start=1):
        assert f"Phần {number}/{len(pages)}: hàng " in page.text
        assert "SƠ ĐỒ CHỖ NGỒI" in page.text
        area = page.extent()
        assert min(area.left(), area.top(), page.width - area.right(), page.height - area.bottom()) > 5 * MM
    assert [("SÂN KHẤU" in page.text) for page in pages] == [part["front"] for part in drawn]
    text = squeezed(" ".join(page.text for page in pages))
    assert all(squeezed(each.full_name) in text for each in content.people)
    large = read(render.pdf(DOCUMENT, dataclasses.replace(content, options=SeatPlanOptions("a3", list=False))))
    assert len(large) < len(pages)
    assert round(large[0].width / MM) == 420


@pytest.mark.parametrize(("people", "room"), [(1, Room(1, 1)), (3, Room(1, 80)), (5, Room(100, 1)), (4, Room(2, 2))])
def test_odd_rooms_stay_on_their_pages(qapp, people, room):
    for page in read(render.pdf(DOCUMENT, plan(people, room))):
        area = page.extent()
        assert min(area.left(), area.top(), page.width - area.right(), page.height - area.bottom()) > 5 * MM


def test_names_may_be_left_off_and_who_has_no_seat_is_told(qapp):
    page = read(render.pdf(DOCUMENT, plan(9, Room(2, 4), names=False, list=False)))[0]
    assert "Phương" not in page.text
    assert "8 đại biểu đã có ghế, 1 người chưa có ghế" in page.text
