"""Pages whose code can't be read: their own words say which they are, or nobody does."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pypdfium2
import pytest

from desktop.papers import render
from desktop.papers.attendance_sheet import DOCUMENT, places
from desktop.scans.laying import PER_MM
from desktop.scans.matching import Face, match
from tests.papers.samples import sheet
from tests.scans.signed_pages import photographed, printed, signed_page, under_a_finger


def made(**values):
    """A sheet of 20 people: its pages for the pen, and as they are held against a picture."""
    content = dataclasses.replace(sheet(20, units=3, blank_lines=1, number=1, token="12345"), **values)
    told = []
    pdf = render.pdf(DOCUMENT, content, placed=lambda _content, answer: told.append(answer))
    at = places.places(content, told[0])
    document = pypdfium2.PdfDocument(pdf)
    looks = [page.render(scale=PER_MM * 25.4 / 72, grayscale=True).to_numpy().copy() for page in document]
    document.close()
    return printed(pdf, at), [Face.printed(*each) for each in zip(at, looks, strict=True)]


def on(day: dt.date, number: int):
    """The same people on another day."""
    content = sheet(20, units=3)
    columns = tuple(dataclasses.replace(column, day=day) for column in content.columns)
    return made(number=number, columns=columns, starts_on=day, ends_on=day)


@pytest.fixture(scope="module")
def days():
    """Sheets of three days, with the same people and the same ruling."""
    return [on(dt.date(2026, 3, 9 + number), number) for number in (1, 2, 3)]


def without_code(page, seed, **camera):
    """The signed page photographed, its code under a finger."""
    return photographed(under_a_finger(signed_page(page, seed).picture, page.places), seed, **camera)


@pytest.mark.parametrize("camera", [{}, {"longest": 1280, "quality": 45, "upside_down": True}])
def test_a_page_is_recognized_among_those_of_other_days_with_the_same_people(days, camera):
    faces = [face for _pages, those in days for face in those]
    number = len(days[0][1])
    found = match(without_code(days[1][0][0], 8, **camera), faces)
    assert found is not None
    assert found.is_sure
    assert found.place == number


def test_a_page_of_another_conference_with_the_same_people_is_never_sure(days):
    faces = [face for _pages, those in days for face in those]
    others, _faces = made(conference_code="87", conference_title="Tập huấn chuyển đổi số năm trước", number=1)
    for page in others:
        found = match(without_code(page, 11), faces)
        assert found is None or not found.is_sure


def test_two_sheets_that_say_the_same_are_never_told_apart(days):
    """Printed twice under one number but for the token in the code: nothing that is printed tells which."""
    faces = [*days[0][1], *days[0][1]]
    found = match(without_code(days[0][0][0], 5), faces)
    assert found is not None
    assert not found.is_sure


def test_a_picture_without_a_table_is_no_page(days):
    blank = photographed(days[0][0][0].picture * 0 + 235, 3)
    assert match(blank, days[0][1]) is None
