"""Rounds of opinions: typed, tallied, undone, compared; nobody is known by an answer, nor by where it stands."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import select

from desktop.domain.dialogues import NewDialogue, NewQuestion
from desktop.domain.errors import AppError, Conflict, InvalidInput, NotFound
from desktop.domain.opinions import Comment, Filled, HandTally, QuestionnaireAnswer, RoundKind, read_sections
from desktop.domain.people import AttendeeInput
from desktop.domain.personal import Section
from desktop.domain.procedures import NewProposal
from desktop.services import (
    attendees,
    conferences,
    dialogues,
    journal,
    lookup,
    opinions,
    procedures,
    undoing,
    units,
)
from desktop.services.desks import bundles, copying
from desktop.services.opinions import settings
from desktop.services.personal import erasing, viewing
from desktop.store import schema
from desktop.store.after_tables import OpinionAnswer, OpinionComment
from desktop.store.tables import Change, JournalEntry
from desktop.wording import questionnaires


@pytest.fixture
def held(database, conference):
    new = replace(
        questionnaires.preset("evaluation", ["Phường", "Trường"]),
        questionnaire=replace(
            questionnaires.preset("evaluation", ["Phường", "Trường"]).questionnaire,
            sections=read_sections("I. Nội dung\nPhù hợp\nDễ hiểu\nII. Tổ chức\nĐúng giờ"),
        ),
    )
    return database.write(lambda tx: opinions.add_round(tx, conference.id, new))


def filled(*marks, group="", comment=""):
    return Filled(QuestionnaireAnswer(marks, group), (Comment(0, comment),) if comment else ())


def type_in(database, held, *given):
    """Each answer in a transaction of its own, as a person types, and one line at the end."""
    entered = [database.write(lambda tx, each=each: opinions.enter(tx, held.id, each)) for each in given]
    database.write(lambda tx: opinions.tell(tx, held.id, entered))
    return entered


def actions(database):
    return database.read(lambda tx: [line.action for line in journal.recent(tx)])


def undo(database):
    database.write(lambda tx: undoing.undo(tx, undoing.last_undoable(tx, desk=tx.desk).id))


def test_answers_are_counted_and_a_sitting_is_undone_as_one(database, held):
    given = [filled(5, 4, 3, group="Phường"), filled(5, None, 3), *[filled(4, 4, 4, group="Trường")] * 5]
    type_in(database, held, *given)
    found = database.read(lambda tx: opinions.results(tx, held.id))
    assert (found.valid, found.invalid, found.round.answers) == (6, 1, 7)
    assert [item.counts for item in found.sections[0].items] == [(0, 0, 0, 5, 1), (0, 0, 0, 6, 0)]
    assert found.mean == pytest.approx((25 / 6 + 4 + 23 / 6) / 3)
    assert actions(database)[:2] == ["opinion.entered", "opinion.added"]
    undo(database)
    assert database.read(lambda tx: opinions.get_round(tx, held.id)).answers == 0


def test_no_line_and_no_image_tells_of_a_single_answer_nor_of_a_few(database, held):
    before = len(actions(database))
    type_in(database, held, filled(5, 4, 3, comment="Hay"), *[filled(1, 1, 1)] * 3)
    assert len(actions(database)) == before

    def kept(tx):
        named = set(tx.scalars(select(Change.entity)))
        lines = " ".join(str(each) for each in tx.scalars(select(JournalEntry.details)))
        return named, lines

    named, lines = database.read(kept)
    assert not named & {"opinion_answer", "opinion_comment"}
    assert "Hay" not in lines


def test_no_column_of_an_answer_says_who_when_or_where_and_its_place_is_by_chance(database, held):
    columns = set(schema.table("opinion_answer").c.keys())
    assert columns == {"id", "version", "opinion_round_id", "marks", "group_name", "batch"}
    given = [filled(1 + place % 5, 1 + place // 5 % 5, 1 + place // 25, comment=f"ý {place}") for place in range(60)]
    type_in(database, held, *given)

    def rows(tx):
        place = "rowid" if tx.get_bind().dialect.name == "sqlite" else "ctid"
        found = {}
        for table in ("opinion_answer", "opinion_comment"):
            what = "marks" if table == "opinion_answer" else "text"
            found[table] = [
                row[0] for row in tx.connection().exec_driver_sql(f"SELECT {what} FROM {table} ORDER BY {place}")
            ]
        return found

    found = database.read(rows)
    marks = [str(each.answer.marks) for each in given]
    stored = [
        str(tuple(each if isinstance(each, list) else __import__("json").loads(each)))
        for each in found["opinion_answer"]
    ]
    assert Counter(stored) == Counter(marks)
    assert stored != marks
    assert found["opinion_comment"] != [each.comments[0].text for each in given]
    by_key = database.read(lambda tx: list(tx.scalars(select(OpinionAnswer.marks).order_by(OpinionAnswer.id))))
    assert [str(tuple(each)) for each in by_key] != marks


def test_the_answer_just_typed_is_taken_back_with_its_words(database, held):
    entered = database.write(lambda tx: opinions.enter(tx, held.id, filled(5, 5, 5, comment="nhầm")))
    database.write(lambda tx: opinions.take_back(tx, held.id, entered))
    assert database.read(lambda tx: list(tx.scalars(select(OpinionComment.text)))) == []
    assert database.read(lambda tx: opinions.get_round(tx, held.id)).answers == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (filled(5, 4), "opinion.marks_count"),
        (filled(5, 4, 6), "opinion.mark"),
        (filled(5, 4, 3, group="Lạ"), "opinion.group"),
        (filled(None, None, None), "opinion.says_nothing"),
        (Filled(QuestionnaireAnswer((1, 1, 1)), (Comment(9, "x"),)), "opinion.no_such_question"),
    ],
)
def test_an_answer_that_can_not_be_is_refused(database, held, given, code):
    with pytest.raises(InvalidInput) as told:
        database.write(lambda tx: opinions.enter(tx, held.id, given))
    assert told.value.code == code


def test_papers_counted_by_hand_weigh_like_others(database, held):
    counts = ((0, 0, 0, 10, 10), (0, 0, 20, 0, 0), (20, 0, 0, 0, 0))
    database.write(lambda tx: opinions.enter_tally(tx, held.id, HandTally(20, counts, 3)))
    type_in(database, held, *[filled(4, 3, 1)] * 5)
    found = database.read(lambda tx: opinions.results(tx, held.id))
    assert (found.valid, found.invalid) == (25, 3)
    assert [item.counts for item in found.sections[0].items] == [(0, 0, 0, 15, 10), (0, 0, 25, 0, 0)]
    for wrong in (
        HandTally(19, counts),
        HandTally(20, counts[:2]),
        HandTally(0, ((0,) * 5,) * 3),
        HandTally(4, ((0, 0, 0, 0, 4),) * 3),
    ):
        with pytest.raises(InvalidInput):
            database.write(lambda tx, wrong=wrong: opinions.enter_tally(tx, held.id, wrong))


def test_once_there_are_answers_only_words_change_and_a_removed_round_comes_back_whole(database, held):
    type_in(database, held, *[filled(4, 3, 1, group="Phường", comment="Hay")] * 6)
    now = database.read(lambda tx: opinions.get_round(tx, held.id))

    def edited(text, **more):
        asked = replace(now.questionnaire, sections=read_sections(text), **more)
        new = replace(now.new, title="Tên mới", questionnaire=asked)
        return database.write(lambda tx: opinions.edit_round(tx, held.id, new, version=now.version))

    with pytest.raises(InvalidInput, match="has_answers"):
        edited("Một câu")
    with pytest.raises(InvalidInput, match="group_used"):
        edited("I. A\nx\ny\nII. B\nz", groups=("Trường",))
    assert edited("I. Nội dung khác\nx\ny\nII. B\nz").title == "Tên mới"
    with pytest.raises(Conflict):
        edited("I. A\nx\ny\nII. B\nz")
    before = database.read(lambda tx: opinions.results(tx, held.id))
    database.write(lambda tx: opinions.remove_round(tx, held.id))
    with pytest.raises(NotFound):
        database.read(lambda tx: opinions.get_round(tx, held.id))
    undo(database)
    after = database.read(lambda tx: opinions.results(tx, held.id))
    assert (after.sections, after.comments, after.valid) == (before.sections, before.comments, 6)


def test_a_round_is_compared_with_the_last_of_its_kind_and_bands_and_limit_are_settings(database, conference, held):
    type_in(database, held, *[filled(4, 4, 4)] * 5)

    def later(tx):
        again = conferences.create_conference(tx, title="Năm sau", starts_on=dt.date(2019, 5, 23))
        other = opinions.add_round(tx, again.id, replace(held.new, kind=RoundKind.OTHER))
        opinions.add_round(tx, again.id, held.new)  # nobody answered it: it is not compared with
        new = replace(
            held.new, questionnaire=replace(held.questionnaire, sections=read_sections("I. Nội dung\nPhù hợp\nMới"))
        )
        settings.keep(tx, again.id, settings.OpinionSettings(unanswered=60, bands_five="1 dưới\n4,5 trên"))
        return opinions.add_round(tx, again.id, new), other

    now, other = database.write(later)
    type_in(database, now, *[filled(5, None)] * 5)
    type_in(database, other, *[filled(5, 5, 5)] * 5)
    found = database.read(lambda tx: opinions.results(tx, now.id))
    assert (found.valid, found.mean, found.band, found.before) == (5, 5, "trên", 4)
    assert found.before_title == held.title
    assert [item.before for item in found.sections[0].items] == [4, None]
    assert database.read(lambda tx: opinions.results(tx, other.id)).before is None
    with pytest.raises(InvalidInput, match="band"):
        database.write(lambda tx: settings.keep(tx, conference.id, settings.OpinionSettings(bands_ten="tốt")))


def test_a_closed_conference_takes_answers_and_a_copy_holds_them(database, conference, held, tmp_path):
    type_in(database, held, *[filled(4, 3, 1, comment="Hay")] * 5)
    database.write(lambda tx: conferences.close(tx, conference.id))
    type_in(database, held, *[filled(5, 5, 5)] * 5)
    bundle = database.read(lambda tx: copying.take(tx, conference.id))
    assert len(bundle.rows("opinion_answer")) == 10
    assert {"opinion_round", "opinion_answer", "opinion_comment", "opinion_tally"} <= {*bundles.WHOLE}
    assert not {"opinion_answer", "opinion_comment"} & {*bundles.EXCHANGED, *bundles.AT_THE_DOOR}
    database.write(lambda tx: copying.place(tx, bundle, replace=True))
    assert database.read(lambda tx: opinions.results(tx, held.id)).valid == 10


def test_what_is_gone_says_so(database, conference):
    for number in (0, 7):
        with pytest.raises(AppError):
            database.read(lambda tx, number=number: opinions.find_round(tx, conference.id, number))


def test_a_person_is_found_and_forgotten_in_what_people_said(database, conference, held):
    def work(tx):
        person = attendees.add_attendee(
            tx, conference.id, AttendeeInput(full_name="Lê Thị Hiếm Gặp", unit="P. Bạch Đằng")
        )
        opinions.enter(tx, held.id, filled(5, 5, 5, comment="Cô Lê Thị Hiếm Gặp giảng hay"))
        day = dt.date(2018, 6, 20)
        view = dialogues.add_dialogue(tx, conference.id, NewDialogue("Đối thoại", day, chair="Lê Thị Hiếm Gặp"))
        dialogues.add_question(tx, view.id, NewQuestion("Bao giờ?", who="Lê Thị Hiếm Gặp", answer_by=day))
        procedures.add_proposal(tx, conference.id, NewProposal("Xác nhận", reason="Lê Thị Hiếm Gặp đề nghị"))
        return person.person_id

    person = database.write(work)
    told = database.read(lambda tx: viewing.record(tx, person)).of(Section.TASKS)
    assert len(told) == 4
    database.write(lambda tx: erasing.erase(tx, person))
    texts = database.read(lambda tx: list(tx.scalars(select(OpinionComment.text))))
    assert texts == ["Cô … giảng hay"]
    assert database.read(lambda tx: dialogues.list_dialogues(tx, conference.id)[0].held.chair) == "…"


def test_a_proposal_goes_with_its_unit_when_units_are_merged_and_stays_without_one(database, conference):
    def work(tx):
        one, other = lookup.unit(tx, "P. Bạch Đằng"), lookup.unit(tx, "Đồng Tâm")
        procedures.add_proposal(tx, conference.id, NewProposal("Xác nhận", unit_id=one))
        units.merge_units(tx, other, one)
        (merged,) = procedures.list_proposals(tx, conference.id)
        units.remove_unit(tx, other)
        return merged.unit, procedures.list_proposals(tx, conference.id)[0].unit

    assert database.write(work) == ("UBND phường Đồng Tâm", "")
