"""Answers to custom questions are columns of the list of attendees and a line on badges, where a paper asks for them."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import NotFound
from desktop.domain.people import AttendeeInput
from desktop.domain.questions import QuestionKind
from desktop.papers.badges import gather as badges
from desktop.papers.badges import layout as badge_layout
from desktop.papers.badges.options import BadgeOptions
from desktop.papers.documents import find
from desktop.papers.registered_list import gather, layout
from desktop.papers.registered_list.options import RegisteredListOptions
from desktop.papers.render import pdf
from desktop.services import attendees, conferences, questions
from desktop.wording.questions import answer_text


@pytest.fixture
def asked(database):
    """Two people, of whom the first eats and comes by car."""

    def work(tx):
        made = conferences.create_conference(tx, title="Tập huấn", starts_on=dt.date(2018, 5, 23))
        lunch = questions.add_question(tx, made.id, title="Ăn trưa?", kind=QuestionKind.YES_NO)
        ride = questions.add_question(tx, made.id, title="Phương tiện", kind=QuestionKind.TEXT)
        said = {lunch.key: "có", ride.key: "Ô tô"}
        attendees.add_attendee(tx, made.id, AttendeeInput(full_name="Lê Thị An", answers=said))
        attendees.add_attendee(tx, made.id, AttendeeInput(full_name="Trần Văn Bê"))
        return made.id

    return database.write(work)


def listed(database, conference_id, titles):
    options = RegisteredListOptions(questions=titles)
    content = database.read(lambda tx: gather.gather(tx, conference_id, EVERYONE, options))
    return content, [each.answers for block in content.blocks for each in block.rows]


def test_the_list_of_attendees_has_the_questions_it_is_asked_for_as_columns(database, asked):
    content, answers = listed(database, asked, "phuong tien; Ăn trưa?")
    assert content.questions == ("Phương tiện", "Ăn trưa?")
    assert answers == [("Ô tô", answer_text(True)), ("", "")]
    assert listed(database, asked, "*")[0].questions == ("Ăn trưa?", "Phương tiện")
    assert listed(database, asked, " ")[0].questions == ()
    texts = str(layout.data(content))
    assert "Phương tiện" in texts
    assert "Ô tô" in texts


def test_a_question_that_is_not_asked_is_told_with_those_that_are(database, asked):
    with pytest.raises(NotFound) as told:
        listed(database, asked, "Khách sạn")
    assert told.value.details["known"] == "Ăn trưa?, Phương tiện"


def test_a_badge_shows_answers_only_where_asked_and_only_then_is_it_another_badge(database, asked):
    def made(titles):
        options = BadgeOptions(questions=titles)
        return database.read(lambda tx: badges.gather(tx, asked, EVERYONE, options))

    plain, full = made(""), made("*")
    told = f"Ăn trưa? {answer_text(True)} · Phương tiện: Ô tô"
    first, second = full.people
    cards = badge_layout.data(full)["cards"]
    assert [card["answers"] for card in cards] == [told, ""]
    assert badges.texts(full, first)[-1] == told
    assert badges.texts(full, second) == badges.texts(plain, plain.people[1])


@pytest.mark.parametrize("size", ["a6", "card"])
def test_a_badge_with_many_words_is_one_badge_still(database, asked, size):
    options = BadgeOptions(questions="*", size=size, crop_marks=False)
    content = database.read(lambda tx: badges.gather(tx, asked, EVERYONE, options))
    many = tuple(
        dataclasses.replace(each, answers=(answer_text(True), "Ô tô của cơ quan cùng đoàn " * 8))
        for each in content.people
    )
    made = pdf(find("badges"), dataclasses.replace(content, people=many))
    assert made.startswith(b"%PDF")
