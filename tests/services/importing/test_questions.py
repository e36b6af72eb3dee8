"""Columns of a sheet that answer questions of the conference come in as answers, not dropped."""

from __future__ import annotations

import pytest

from desktop.domain.errors import InvalidInput
from desktop.domain.fields import ANSWER
from desktop.domain.importing import Action, AskedColumn
from desktop.domain.people import AttendeeInput
from desktop.domain.questions import QuestionKind
from desktop.services import attendees, importing, questions
from desktop.wording.questions import answer_text
from tests.services.importing.desk import Desk, all_rows, codes, content, loaded

HEADINGS = ("STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Ăn trưa?", "Phương tiện", "Số người đi cùng")
WARD = "UBND phường Bạch Đằng"
ROWS = (
    (1, "Nguyễn Thị Hà", "Chủ tịch", WARD, "x", "Ô tô", 2),
    (2, "Trần Văn Nam", "Chuyên viên", WARD, None, "xe máy", None),
    (3, "Lê Thị Bưởi", "Chuyên viên", WARD, "Không", "Ô tô", 0),
)
ALL = {each: AskedColumn(each) for each in HEADINGS[-3:]}


@pytest.fixture
def desk(database, conference) -> Desk:
    return Desk(database, conference.id)


def asked(desk):
    return {
        each.title: each for each in desk.database.read(lambda tx: questions.list_questions(tx, desk.conference_id))
    }


def answers(desk, name):
    titles = {each.key: title for title, each in asked(desk).items()}
    return {titles[key]: answer for key, answer in desk.by_name(name).answers.items()}


def test_a_column_becomes_a_question_whose_kind_its_cells_tell(desk):
    plan = desk.plan(loaded(*ROWS, headings=HEADINGS), questions=ALL)
    assert [(new.title, new.kind, new.choices) for new in plan.new_questions] == [
        ("Ăn trưa?", QuestionKind.YES_NO, ()),
        ("Phương tiện", QuestionKind.CHOICE, ("Ô tô", "xe máy")),
        ("Số người đi cùng", QuestionKind.NUMBER, ()),
    ]
    sheet = plan.files[0].sheets[0]
    assert sheet.questions == {each: each for each in HEADINGS[-3:]}
    assert not set(sheet.ignored_columns) & set(HEADINGS[-3:])
    assert [notice.code for notice in sheet.notices].count("question.new") == 3
    desk.apply(plan)
    assert answers(desk, "Nguyễn Thị Hà") == {"Ăn trưa?": True, "Phương tiện": "Ô tô", "Số người đi cùng": 2}
    assert answers(desk, "Trần Văn Nam") == {"Phương tiện": "xe máy"}
    assert answers(desk, "Lê Thị Bưởi") == {"Ăn trưa?": False, "Phương tiện": "Ô tô", "Số người đi cùng": 0}


def test_new_questions_stand_in_the_order_of_their_columns_whoever_answers_first(desk):
    desk.apply(desk.plan(loaded(*reversed(ROWS[:2]), headings=HEADINGS), questions=dict(reversed(ALL.items()))))
    assert list(asked(desk)) == list(HEADINGS[-3:])


def test_an_import_with_questions_is_taken_back_as_a_whole(desk):
    before = content(desk.database)
    desk.apply(desk.plan(loaded(*ROWS, headings=HEADINGS), questions=ALL))
    desk.undo()
    assert content(desk.database) == before


def test_a_column_named_like_a_question_of_the_conference_needs_no_word(desk):
    desk.apply(desk.plan(loaded(*ROWS, headings=HEADINGS), questions=ALL))
    again = desk.plan(loaded(*ROWS, headings=HEADINGS))
    assert [row.action for row in all_rows(again)] == [Action.SAME] * 3
    changed = (*ROWS[:2], (3, "Lê Thị Bưởi", "Chuyên viên", WARD, "Có", "Ô tô", 5))
    plan = desk.plan(loaded(*changed, headings=HEADINGS))
    (change, guests) = all_rows(plan)[2].changes
    assert (change.field, change.before, change.after) == (f"{ANSWER}Ăn trưa?", answer_text(False), answer_text(True))
    assert (guests.before, guests.after) == ("0", "5")
    desk.apply(plan)
    assert answers(desk, "Lê Thị Bưởi")["Ăn trưa?"] is True
    desk.undo()
    assert answers(desk, "Lê Thị Bưởi")["Ăn trưa?"] is False


def test_a_column_may_be_called_otherwise_or_be_left_out_though_it_is_known(desk):
    desk.apply(desk.plan(loaded(*ROWS, headings=HEADINGS), questions={"Phương tiện": AskedColumn("Đi bằng gì", None)}))
    assert list(asked(desk)) == ["Đi bằng gì"]
    headings = (*HEADINGS[:5], "Đi bằng gì", HEADINGS[6])
    plan = desk.plan(loaded(*ROWS, headings=headings), questions={"Đi bằng gì": AskedColumn("")})
    assert "Đi bằng gì" in plan.files[0].sheets[0].ignored_columns


def test_what_is_no_answer_goes_into_the_note_and_is_told(desk):
    def ask(tx):
        for title, kind, choices in (
            ("Ăn trưa?", QuestionKind.YES_NO, ()),
            ("Phương tiện", QuestionKind.CHOICE, ("Ô tô", "Xe máy")),
        ):
            questions.add_question(tx, desk.conference_id, title=title, kind=kind, choices=choices)

    desk.database.write(ask)
    plan = desk.plan(loaded((1, "Nguyễn Thị Hà", "Chủ tịch", WARD, "chưa chắc", "đi bộ", 2), headings=HEADINGS))
    (row,) = all_rows(plan)
    assert row.values["note"] == "Ăn trưa?: chưa chắc; Phương tiện: đi bộ"
    assert codes(row) == {"answer.unread"}
    assert row.action is Action.ADD
    assert not row.answers


def test_the_organizers_word_takes_a_column_away_from_its_field(desk):
    headings = ("STT", "Họ và tên", "Đơn vị", "Ghi chú")
    file = loaded((1, "Nguyễn Thị Hà", WARD, "Ăn chay"), (2, "Trần Văn Nam", WARD, "Ăn chay"), headings=headings)
    assert "note" in all_rows(desk.plan(file))[0].values
    plan = desk.plan(file, questions={"Ghi chú": AskedColumn("Suất ăn", QuestionKind.CHOICE)})
    assert [row.values.get("note") for row in all_rows(plan)] == [None, None]
    assert plan.new_questions[0].kind is QuestionKind.TEXT  # one word is no choice
    desk.apply(plan)
    assert answers(desk, "Trần Văn Nam") == {"Suất ăn": "Ăn chay"}


def test_a_kind_that_is_chosen_counts_over_the_one_proposed(desk):
    plan = desk.plan(
        loaded(*ROWS, headings=HEADINGS), questions={"Phương tiện": AskedColumn("Phương tiện", QuestionKind.TEXT)}
    )
    assert [(new.kind, new.choices) for new in plan.new_questions] == [(QuestionKind.TEXT, ())]


def test_another_desk_that_made_the_question_meanwhile_is_followed(desk):
    plan = desk.plan(loaded(*ROWS, headings=HEADINGS), questions=ALL)
    made = desk.database.write(
        lambda tx: questions.add_question(tx, desk.conference_id, title="ăn trưa?", kind=QuestionKind.YES_NO)
    )
    desk.apply(plan)
    assert desk.by_name("Nguyễn Thị Hà").answers[made.key] is True


def test_people_registered_before_take_the_answers_of_a_row(desk):
    def add(tx):
        given = AttendeeInput(full_name="Nguyễn Thị Hà", position="Chủ tịch", unit=WARD)
        attendees.add_attendee(tx, desk.conference_id, given)

    desk.database.write(add)
    plan = desk.plan(loaded(*ROWS, headings=HEADINGS), questions=ALL)
    assert all_rows(plan)[0].action is Action.UPDATE
    desk.apply(plan)
    assert answers(desk, "Nguyễn Thị Hà")["Phương tiện"] == "Ô tô"


def test_headings_are_named_on_the_command_line_as_people_write_them(desk):
    plan = desk.plan(loaded(*ROWS, headings=HEADINGS))
    found = importing.asked_columns(plan.files, ["an trua", "PHƯƠNG TIỆN=Đi bằng gì"])
    assert found == {"Ăn trưa?": AskedColumn("Ăn trưa?"), "Phương tiện": AskedColumn("Đi bằng gì")}
    with pytest.raises(InvalidInput) as told:
        importing.asked_columns(plan.files, ["Khách sạn"])
    assert told.value.code == "question.no_heading"
