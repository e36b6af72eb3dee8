"""How badges lie on a sheet, where it is cut, which colours their groups get, what makes a badge a changed one."""

from __future__ import annotations

import dataclasses
import itertools
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.errors import InvalidInput
from desktop.papers import tents
from desktop.papers.badges.colours import PALETTE, contrast, luminance
from desktop.papers.badges.gather import texts
from desktop.papers.badges.geometry import badge_size, edge, impose
from desktop.papers.badges.options import BadgeOptions
from desktop.papers.cards.content import Cards, fingerprint
from desktop.papers.cards.imposition import A4, crop_marks
from desktop.papers.tents.options import TentOptions


@pytest.mark.parametrize(
    ("options", "count", "lying"),
    [
        (BadgeOptions(), 4, False),
        (BadgeOptions(sides="fold"), 2, False),
        (BadgeOptions(size="card"), 10, False),
        (BadgeOptions(size="card", sides="fold"), 5, False),
        (BadgeOptions(size="custom", width=54, height=86), 10, True),
        (BadgeOptions(size="custom", width=200, height=280), 1, False),
    ],
)
def test_as_many_badges_as_go_lie_on_a_sheet(options, count, lying):
    laid = impose(options)
    assert (len(laid.places), laid.lying) == (count, lying)


@given(st.integers(54, 200), st.integers(50, 280), st.sampled_from(["front", "fold", "duplex"]))
def test_badges_of_any_size_lie_on_the_sheet_clear_of_each_other_or_are_refused(width, height, sides):
    options = BadgeOptions(size="custom", width=width, height=height, sides=sides)
    white = 2 * max(0, 5 - edge(width, height))
    folded = ((2 * width, height), (width, 2 * height))
    sheets = (A4, A4[::-1])
    if sides == "fold" and not any(
        wide + white <= across and high + white <= down for wide, high in folded for across, down in sheets
    ):
        with pytest.raises(InvalidInput, match=r"badges\.too_large"):
            impose(options)
        return
    laid = impose(options)
    across, down = A4[::-1] if laid.lying else A4
    inside = edge(*badge_size(options))
    for x, y in laid.places:
        # What is printed begins inside the badge's edge; with it a printer's five millimetres are kept.
        assert x + inside >= 5
        assert y + inside >= 5
        assert x + laid.width - inside <= across - 5
        assert y + laid.height - inside <= down - 5
    assert len(set(laid.places)) == len(laid.places)
    assert set(laid.backs) == set(laid.places)
    xs = {round(x + part, 3) for x, _y in laid.places for part in (0, laid.width)}
    ys = {round(y + part, 3) for _x, y in laid.places for part in (0, laid.height)}
    for mark in crop_marks(laid):
        assert round(mark.x, 3) in xs if mark.dx == 0 else round(mark.y, 3) in ys
        for x, y in ((mark.x, mark.y), (mark.x + mark.dx, mark.y + mark.dy)):
            assert 5 <= x <= across - 5
            assert 5 <= y <= down - 5


def test_the_back_of_a_badge_is_where_the_sheet_turned_over_its_long_edge_has_it():
    upright, lying = impose(BadgeOptions(size="card")), impose(BadgeOptions(size="custom", width=54, height=86))
    for laid, across in ((upright, True), (lying, False)):
        for (x, y), (back_x, back_y) in zip(laid.places, laid.backs, strict=True):
            if across:
                assert (x + back_x + laid.width, y) == pytest.approx((210, back_y))
            else:
                assert (x, y + back_y + laid.height) == pytest.approx((back_x, 210))


def test_two_small_tents_share_a_sheet_and_a_large_one_takes_its_whole():
    assert tents.geometry.impose(TentOptions()).places == ((0, 0),)
    assert tents.geometry.impose(TentOptions(size="a5")).places == ((0, 0), (0, 148.5))
    assert not crop_marks(tents.geometry.impose(TentOptions()))
    assert {mark.y for mark in crop_marks(tents.geometry.impose(TentOptions(size="a5")))} == {148.5}


def test_the_name_of_a_group_can_be_read_on_its_colour_and_colours_differ_in_grey():
    assert all(contrast(colour.fill, colour.ink) >= 4.5 for colour in PALETTE)
    lightness = sorted(116 * luminance(colour.fill) ** (1 / 3) - 16 for colour in PALETTE)
    assert all(lighter - darker >= 7 for darker, lighter in itertools.pairwise(lightness))


PERSON = PersonOnPaper(
    7,
    uuid.uuid4(),
    "Lê Thị An",
    "TS.",
    position="Chuyên viên",
    unit="Phòng Nội vụ",
    group="Cơ quan",
    code="10100019",
)


def test_every_text_of_a_badge_makes_it_a_changed_one_but_not_its_number_in_the_list():
    cards = Cards("Tập huấn", "UBND quận", None, None, (PERSON,), BadgeOptions())
    first = texts(cards, PERSON)
    for name in ("code", "full_name", "honorific", "position", "unit", "group", "seat"):
        assert texts(cards, dataclasses.replace(PERSON, **{name: "khác"})) != first
    for name in ("conference_title", "issuing_body"):
        assert texts(dataclasses.replace(cards, **{name: "khác"}), PERSON) != first
    assert texts(cards, dataclasses.replace(PERSON, number=8)) == first


def test_what_is_not_on_a_tent_makes_it_no_changed_one():
    cards = Cards("Tập huấn", "UBND quận", None, None, (PERSON,), TentOptions())
    first = tents.gather.texts(cards, PERSON)
    for name in ("code", "group", "seat"):
        assert tents.gather.texts(cards, dataclasses.replace(PERSON, **{name: "khác"})) == first
    assert tents.gather.texts(dataclasses.replace(cards, conference_title="khác"), PERSON) != first


def test_a_badge_printed_by_the_version_before_is_no_changed_one():
    cards = Cards("Tập huấn", "UBND quận", None, None, (PERSON,), BadgeOptions())
    known = "b5598570e57e7e8d4b0c1914c3f2525b8bed2d21f85305b3f6e5ce8533838d92"
    assert fingerprint(texts(cards, PERSON)) == known
