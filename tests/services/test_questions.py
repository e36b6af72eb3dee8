"""A conference's own questions: made, answered, counted, exported, undone, taken along, and forgotten with a person."""

from __future__ import annotations

import pytest

from desktop.domain.errors import AppError, Conflict, InvalidInput, NotFound
from desktop.domain.people import AttendeeInput
from desktop.domain.questions import QuestionKind
from desktop.services import attendees, conferences, exporting, joining, journal, questions, undoing
from desktop.services.desks import bundles, copying
from desktop.services.personal import erasing, viewing
from desktop.wording.questions import answer_text

LUNCH, RIDE, DIET, GUESTS = "Ăn trưa?", "Phương tiện", "Ăn kiêng", "Số người đi cùng"


@pytest.fixture
def asked(database, conference):
    """Four questions, one of each kind, by title."""

    def work(tx):
        given = (
            (LUNCH, QuestionKind.YES_NO, ()),
            (RIDE, QuestionKind.CHOICE, ("Ô tô", "Xe máy")),
            (DIET, QuestionKind.TEXT, ()),
            (GUESTS, QuestionKind.NUMBER, ()),
        )
        for title, kind, choices in given:
            questions.add_question(tx, conference.id, title=title, kind=kind, choices=choices)
        return {each.title: each for each in questions.list_questions(tx, conference.id)}

    return database.write(work)


@pytest.fixture
def people(database, conference, asked):
    """An has answered all, Bê one with no, Cờ nothing."""

    def work(tx):
        said = {LUNCH: "có", RIDE: "o to", DIET: "Ăn chay", GUESTS: "2"}
        an = AttendeeInput(full_name="Lê Thị An", answers={asked[title].key: text for title, text in said.items()})
        be = AttendeeInput(full_name="Trần Văn Bê", answers={asked[LUNCH].key: "không"})
        return [
            attendees.add_attendee(tx, conference.id, given) for given in (an, be, AttendeeInput(full_name="Đỗ Văn Cờ"))
        ]

    return database.write(work)


def answers(database, person):
    return database.read(lambda tx: attendees.get_attendee(tx, person.id).answers)


def undo(database):
    def work(tx):
        undoing.undo(tx, undoing.last_undoable(tx, desk=tx.desk).id)

    database.write(work)


def test_answers_are_kept_by_their_kind(database, people, asked):
    assert answers(database, people[0]) == {
        asked[LUNCH].key: True,
        asked[RIDE].key: "Ô tô",
        asked[DIET].key: "Ăn chay",
        asked[GUESTS].key: 2,
    }
    assert answers(database, people[1]) == {asked[LUNCH].key: False}


def test_a_wrong_answer_is_told_beside_its_question_and_nothing_is_written(database, people, asked):
    view = database.read(lambda tx: attendees.get_attendee(tx, people[2].id))
    wrong = AttendeeInput(answers={asked[LUNCH].key: "có", asked[GUESTS].key: "nhiều"})
    with pytest.raises(InvalidInput) as told:
        database.write(lambda tx: attendees.edit_attendee(tx, view.id, wrong, version=view.version))
    assert told.value.details["field"] == asked[GUESTS].key
    assert answers(database, people[2]) == {}


def test_editing_one_answer_leaves_the_others_and_is_undone(database, people, asked):
    before = answers(database, people[0])
    change = AttendeeInput(answers={asked[GUESTS].key: "", asked[RIDE].key: "xe may"})
    database.write(lambda tx: attendees.edit_attendee(tx, people[0].id, change, version=people[0].version))
    now = answers(database, people[0])
    assert now == {asked[LUNCH].key: True, asked[RIDE].key: "Xe máy", asked[DIET].key: "Ăn chay"}
    undo(database)
    assert answers(database, people[0]) == before


def test_one_answer_is_given_to_several_at_once_and_undone(database, people, asked):
    ids = [each.id for each in people]
    assert database.write(lambda tx: questions.set_answer(tx, ids, asked[RIDE].id, "Ô tô")) == 2
    assert {answers(database, each)[asked[RIDE].key] for each in people} == {"Ô tô"}
    undo(database)
    assert [asked[RIDE].key in answers(database, each) for each in people] == [True, False, False]


def test_a_question_is_removed_with_its_answers_and_undone_with_them(database, conference, people, asked):
    before = [answers(database, each) for each in people]
    assert database.write(lambda tx: questions.remove_question(tx, asked[LUNCH].id)) == 2
    assert not any(asked[LUNCH].key in answers(database, each) for each in people)
    undo(database)
    assert [answers(database, each) for each in people] == before
    assert LUNCH in [each.title for each in database.read(lambda tx: questions.list_questions(tx, conference.id))]


def test_a_question_keeps_its_kind_once_it_is_answered(database, people, asked):
    def edit(question, **change):
        values = {"title": question.title, "kind": question.kind, "choices": question.choices, **change}
        return database.write(lambda tx: questions.edit_question(tx, question.id, version=question.version, **values))

    with pytest.raises(InvalidInput) as told:
        edit(asked[LUNCH], kind=QuestionKind.TEXT)
    assert told.value.code == "question.answered"
    assert edit(asked[RIDE], title="Đi bằng gì", choices=("Xe máy", "Đi bộ")).choices == ("Xe máy", "Đi bộ")
    assert answers(database, people[0])[asked[RIDE].key] == "Ô tô"
    with pytest.raises(Conflict):
        edit(asked[RIDE], title="Đi xe gì")


def test_an_answer_that_was_taken_off_the_choices_stays_when_the_person_is_edited(database, people, asked):
    ride = asked[RIDE]
    change = {"title": RIDE, "kind": ride.kind, "choices": ("Xe máy", "Đi bộ")}
    database.write(lambda tx: questions.edit_question(tx, ride.id, version=ride.version, **change))
    same = AttendeeInput(position="Chuyên viên", answers={ride.key: "Ô tô"})
    database.write(lambda tx: attendees.edit_attendee(tx, people[0].id, same, version=people[0].version))
    assert answers(database, people[0])[ride.key] == "Ô tô"


@pytest.mark.parametrize(
    ("title", "kind", "choices", "code"),
    [
        (" ", QuestionKind.TEXT, (), "field.missing"),
        ("an  TRUA?", QuestionKind.TEXT, (), "question.exists"),
        ("Dự buổi nào?", QuestionKind.CHOICE, ("Sáng", "sáng"), "question.no_choices"),
        ("Dự buổi nào?", QuestionKind.CHOICE, [f"Buổi {n}" for n in range(41)], "question.many_choices"),
        ("Dự" * 60, QuestionKind.TEXT, (), "question.too_long"),
    ],
)
def test_a_question_that_cant_be_asked_is_refused(database, conference, asked, title, kind, choices, code):
    with pytest.raises(InvalidInput) as told:
        database.write(lambda tx: questions.add_question(tx, conference.id, title=title, kind=kind, choices=choices))
    assert told.value.code == code


def test_answers_of_those_who_come_are_counted(database, conference, people, asked):
    database.write(lambda tx: attendees.remove_attendees(tx, [people[2].id]))
    lunch, ride, diet, guests = database.read(lambda tx: questions.tallies(tx, conference.id))
    assert (lunch.counts, lunch.answered, lunch.unanswered) == (((True, 1), (False, 1)), 2, 0)
    assert (ride.counts, ride.unanswered) == ((("Ô tô", 1), ("Xe máy", 0)), 1)
    assert diet.counts == (("Ăn chay", 1),)
    assert (guests.total, guests.unanswered) == (2, 1)


def test_the_export_has_a_column_for_each_question(database, conference, people, asked):
    content = database.read(lambda tx: exporting.export_attendees(tx, conference.id, order="name"))
    headings = [column.heading for column in content.columns]
    assert headings[-4:] == [LUNCH, RIDE, DIET, GUESTS]
    assert [row[-4:] for row in content.rows] == [
        [answer_text(True), "Ô tô", "Ăn chay", 2],
        [answer_text(False), "", "", ""],
        ["", "", "", ""],
    ]
    one = database.read(lambda tx: exporting.export_attendees(tx, conference.id, ("full_name", asked[RIDE].key)))
    assert [column.heading for column in one.columns][1:] == [RIDE]


def test_a_copied_conference_asks_the_same_of_nobody(database, conference, people, asked):
    copy = database.write(lambda tx: conferences.copy_conference(tx, conference.id, title="Lần hai"))
    again = database.read(lambda tx: questions.list_questions(tx, copy.id))
    assert [(each.title, each.kind, each.choices) for each in again] == [
        (each.title, each.kind, each.choices) for each in asked.values()
    ]
    assert not {each.key for each in again} & {each.key for each in asked.values()}


def test_two_who_are_one_keep_what_either_answered(database, conference, people, asked):
    second, first = people[0], people[1]
    both = database.write(lambda tx: joining.join(tx, first.id, second.id))
    assert both.answers[asked[LUNCH].key] is False
    assert both.answers[asked[RIDE].key] == "Ô tô"
    undo(database)
    assert answers(database, first) == {asked[LUNCH].key: False}
    taken = database.write(lambda tx: joining.join(tx, first.id, second.id, take=[asked[LUNCH].key]))
    assert taken.answers[asked[LUNCH].key] is True


def test_answers_are_shown_to_the_person_and_erased_with_them(database, conference, people, asked):
    record = database.read(lambda tx: viewing.record(tx, people[0].person_id))
    kept = {each.field: each.value for each in record.kept}
    assert kept[LUNCH] == answer_text(True)
    assert kept[DIET] == "Ăn chay"
    database.write(lambda tx: erasing.erase(tx, people[0].person_id, anonymise=True))
    assert answers(database, people[0]) == {}


def test_a_desks_file_carries_no_answers(database, conference, people, asked):
    rows = database.read(lambda tx: bundles.gather(tx, [conference.id]))
    assert all("answers" not in row for row in rows.rows("attendee"))
    assert not rows.rows("question")


def test_a_conference_goes_whole_with_its_questions_and_leaves_with_them(database, conference, people, asked):
    bundle = database.read(lambda tx: copying.take(tx, conference.id))
    assert len(bundle.rows("question")) == 4
    database.write(lambda tx: copying.place(tx, bundle, replace=True))
    assert answers(database, people[0])[asked[RIDE].key] == "Ô tô"
    assert len(database.read(lambda tx: questions.list_questions(tx, conference.id))) == 4


def test_a_closed_conference_asks_nothing_more(database, conference, asked):
    database.write(lambda tx: conferences.close(tx, conference.id))
    for work in (
        lambda tx: questions.add_question(tx, conference.id, title="Nghỉ đêm?", kind=QuestionKind.YES_NO),
        lambda tx: questions.remove_question(tx, asked[LUNCH].id),
    ):
        with pytest.raises(AppError) as told:
            database.write(work)
        assert told.value.code == "conference.closed"


def test_a_question_is_found_by_a_part_of_its_title(database, conference, asked):
    found = database.read(lambda tx: questions.find_question(tx, conference.id, "an trua"))
    assert found.title == LUNCH
    for title in ("ăn", "không có"):
        with pytest.raises(NotFound):
            database.read(lambda tx, title=title: questions.find_question(tx, conference.id, title))


def test_questions_are_put_into_another_order(database, conference, asked):
    moved = database.write(lambda tx: questions.move_question(tx, asked[GUESTS].id, 0))
    assert [each.title for each in moved] == [GUESTS, LUNCH, RIDE, DIET]
    assert database.read(journal.recent)[0].action == "question.moved"
