"""Filled questionnaires from pictures: each copy counts once, nobody is known by an answer, all of it is undone at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from desktop.domain.errors import Conflict, NotFound
from desktop.domain.opinion_places import AnswerField, Bubble, PaperPage
from desktop.domain.opinions import Comment, Filled, read_sections
from desktop.domain.scanned_opinions import OpinionPage, ScannedMark, together
from desktop.domain.scanned_sheets import PageResult
from desktop.domain.sheet_places import Box, PagePlaces
from desktop.gui.opinion_scans.review import PaperReview
from desktop.services import opinions, scanned_opinions
from desktop.services.scanned_opinions import ConfirmedPaper
from desktop.store.after_tables import OpinionAnswer, OpinionComment, OpinionPaper, OpinionSheet
from desktop.store.tables import Change
from desktop.wording import questionnaires


@pytest.fixture
def held(database, conference):
    new = questionnaires.preset("evaluation", ["Phường", "Trường"])
    asked = replace(new.questionnaire, sections=read_sections("Phù hợp\nDễ hiểu\nĐúng giờ"), open=("Góp ý?",))
    return database.write(lambda tx: opinions.add_round(tx, conference.id, replace(new, questionnaire=asked)))


@pytest.fixture
def printing(database, conference, held):
    """Eight copies of two pages: the marks, and who answers with the words."""
    laid = PagePlaces(1, None, 210, 297, Box(183, 275, 12, 12), Box(30, 60, 165, 200), (), ())
    marks = tuple(Bubble(item, level, 100 + 10 * level, 80 + 8 * item) for item in range(3) for level in range(1, 6))
    groups = (Bubble(None, 1, 35, 80), Bubble(None, 2, 35, 90))
    pages = (
        PaperPage(laid, marks, ()),
        PaperPage(replace(laid, page=2), groups, (AnswerField(0, Box(30, 120, 165, 24)),)),
    )

    def work(tx):
        sheet = scanned_opinions.add_sheet(tx, held.id, 8)
        scanned_opinions.keep_places(tx, sheet.id, pages)

    database.write(work)
    (found,) = database.read(lambda tx: scanned_opinions.known(tx, conference.id))
    assert len(found.copies) == 8
    assert found.pages == (1, 2)
    assert from_kept(found) == pages
    return found


def from_kept(printing):
    from desktop.domain.opinion_places import from_plain

    return from_plain(list(printing.places))


def front(printing, copy, *levels, ask=(), held=0.9, file="a.pdf"):
    marks = tuple(
        ScannedMark(item, None if item in ask else level, ask=item in ask) for item, level in enumerate(levels)
    )
    return OpinionPage(file, 1, PageResult.READ, printing.token, copy, 1, marks, held=held)


def back(printing, copy, group=None, words=()):
    return OpinionPage(
        "b.pdf", 1, PageResult.READ, printing.token, copy, 2, (ScannedMark(None, group),), words, held=0.9
    )


def rows(database, table):
    return database.read(lambda tx: len(tx.scalars(select(table)).all()))


def test_pictures_of_one_page_are_one_and_a_photocopy_is_told(printing):
    one, two, three, four, *_rest = sorted(printing.copies)
    pages = [
        front(printing, one, 5, 4, None),
        front(printing, one, 5, 4, 3, held=0.95, file="lại.jpg"),  # a second picture that sees one mark more
        back(printing, one, group=2, words=(0,)),
        front(printing, two, 1, 1, 1),
        front(printing, two, 5, 5, 1, held=0.8, file="phô tô.jpg"),  # two marks differ: another sheet of paper
        front(printing, three, None, None, None),
        back(printing, three),
        front(printing, four, 2, 2, 2, ask=(1,)),
        back(printing, four, group=1),
    ]
    found = together(pages, [printing])
    assert [str(page.result) for page in found.pages] == [
        "duplicate", "read", "read", "read", "unreadable", "read", "read", "read", "read",
    ]  # fmt: skip
    assert found.pages[4].reason == "opinion.paper_copied"
    assert found.empty == 1, "nobody wrote on the third copy"
    first, second, fourth = found.papers
    assert {item: (mark.level, mark.ask) for item, mark in first.marks.items()} == {
        0: (5, False), 1: (4, False), 2: (None, True), None: (2, False),
    }  # fmt: skip
    assert first.words == (0,)
    assert second.missing == (2,)
    assert not second.is_sure
    assert [item for item, mark in fourth.marks.items() if mark.ask] == [1]
    assert scanned_opinions.sure(found) == []
    assert found.is_open


def test_groups_that_run_over_two_pages_are_one_question(printing):
    one = min(printing.copies)

    def who(first, second, pages=2):
        front_page = replace(front(printing, one, 5, 4, 3), marks=(*front(printing, one, 5, 4, 3).marks, first))
        found = together([front_page, replace(back(printing, one), marks=(second,))][:pages], [printing])
        mark = found.papers[0].marks[None]
        return mark.level, mark.ask

    empty, marked = ScannedMark(None, None), ScannedMark(None, 1)
    assert who(marked, empty) == who(empty, marked) == (1, False)
    assert who(empty, empty) == (None, False)
    assert who(marked, ScannedMark(None, 2)) == who(ScannedMark(None, None, ask=True), empty) == (None, True)
    assert who(empty, empty, pages=1) == (None, True)


def test_a_page_that_lacks_is_never_entered_as_blank_and_no_paper_holds_up_the_others(printing, held):
    one, two, three, *_rest = sorted(printing.copies)
    words_apart = replace(printing, asked=replace(printing.asked, groups=()))  # only words stand on the second page
    found = together([front(printing, one, 5, 4, 3)], [words_apart])
    (paper,) = found.papers
    assert (paper.missing, paper.unseen, paper.is_sure) == ((2,), (0,), False)
    assert scanned_opinions.sure(found, skip_words=True) == []
    review = PaperReview(found)
    assert not review.confirmed()
    for case in review.cases:
        review.accept(case)
    assert [each.filled.answer.marks for each in review.confirmed()] == [(5, 4, 3)], "somebody said there are none"

    pages = [front(printing, two, None, None, None), back(printing, two, group=1)]  # says who, and nothing else
    pages += [front(printing, three, None, None, None), back(printing, three, group=1, words=(0,))]
    found = together(pages, [printing])
    assert (found.empty, len(found.papers)) == (1, 1)
    assert scanned_opinions.sure(found, skip_words=True) == []


def test_pages_of_two_papers_with_one_number_are_not_joined(printing):
    one = min(printing.copies)
    pages = [front(printing, one, 5, 4, 3), back(printing, one, group=1)]
    pages += [front(printing, one, 1, 1, 1, held=0.8), back(printing, one, group=2, words=(0,))]
    found = together(pages, [printing])
    assert [page.reason for page in found.pages] == ["", *["opinion.paper_copied"] * 3]
    assert found.papers[0].missing == (2,)
    assert found.papers[0].marks[None].ask


def test_papers_of_a_round_that_was_changed_are_refused_and_the_others_read(database, conference, held, printing):
    other = database.write(lambda tx: opinions.add_round(tx, conference.id, replace(held.new, title="Đợt khác")))
    sheet = database.write(lambda tx: scanned_opinions.add_sheet(tx, other.id, 5))
    later = replace(printing, round_id=other.id, token=sheet.token, copies=frozenset(sheet.copies))
    pages = [
        page
        for each in (printing, later)
        for page in (front(each, min(each.copies), 5, 4, 3), back(each, min(each.copies), 1))
    ]
    found = together(pages, [printing, later])

    def owned(labels):
        def work(tx):
            view = opinions.get_round(tx, held.id)
            asked = replace(view.questionnaire, labels=labels)
            opinions.edit_round(tx, held.id, replace(view.new, questionnaire=asked), version=view.version)
            return scanned_opinions.with_owners(tx, conference.id, found)

        return database.write(work)

    labels = held.questionnaire.labels
    turned = owned(labels[::-1])  # what stood for the best mark on paper now says the worst
    assert [page.reason for page in turned.pages] == ["opinion.paper_changed"] * 2 + [""] * 2
    assert [paper.token for paper in turned.papers] == [later.token]
    assert turned.is_open
    assert owned((*labels[:-1], "Tuyệt vời")).papers == found.papers, "only worded otherwise"


def confirmed(printing, copies):
    pages = [page for copy in copies for page in (front(printing, copy, 5, 4, 3), back(printing, copy, group=1))]
    return scanned_opinions.sure(together(pages, [printing]))


def test_papers_are_entered_once_without_a_trace_of_who_and_undone_at_once(database, conference, held, printing):
    copies = sorted(printing.copies)
    papers = confirmed(printing, copies[:5])
    words = Filled(papers[0].filled.answer, (Comment(0, "Cần thêm tài liệu"),))
    papers[0] = ConfirmedPaper(papers[0].paper, words)

    def enter(given):
        return database.write(lambda tx: scanned_opinions.confirm(tx, conference.id, given))

    assert (enter(papers).written, rows(database, OpinionAnswer), rows(database, OpinionComment)) == (5, 5, 1)
    (known,) = database.read(lambda tx: scanned_opinions.known(tx, conference.id))
    assert sorted(known.entered) == copies[:5]
    again = together([front(known, copies[0], 1, 1, 1), back(known, copies[0])], [known])
    assert not again.papers
    assert {page.reason for page in again.pages} == {"opinion.paper_known"}
    with pytest.raises(Conflict) as meanwhile:  # another desk read the same pile
        enter(papers[:1])
    assert meanwhile.value.code == "opinion.paper_entered_meanwhile"
    # What undo needs are keys alone, in an order that ties no copy to an answer.
    told = ("opinion_answer", "opinion_comment", "opinion_paper")
    query = select(Change.entity, Change.entity_id, Change.before).where(Change.entity.in_(told))
    kept = database.read(lambda tx: [tuple(row) for row in tx.execute(query.order_by(Change.id))])
    assert len(kept) == 5 + 1 + 5
    assert all(before is None for _entity, _key, before in kept)
    for entity in told:
        keys = [key for of, key, _before in kept if of == entity]
        assert keys == sorted(keys)

    few = enter(confirmed(printing, copies[5:6]))
    assert not few.undoable, "a line about one answer would tell of it"
    database.write(lambda tx: scanned_opinions.undo_last(tx, conference.id))
    assert (rows(database, OpinionAnswer), rows(database, OpinionPaper)) == (1, 1)
    with pytest.raises(NotFound):
        database.write(lambda tx: scanned_opinions.undo_last(tx, conference.id))

    view = database.read(lambda tx: opinions.get_round(tx, held.id))
    turned = replace(view.questionnaire, sections=read_sections("Dễ hiểu\nPhù hợp\nĐúng giờ"))
    database.write(
        lambda tx: opinions.edit_round(tx, held.id, replace(view.new, questionnaire=turned), version=view.version)
    )
    with pytest.raises(Conflict) as changed:  # marks on paper would be taken for other questions'
        enter(papers)
    assert changed.value.code == "opinion.paper_changed"
    database.write(lambda tx: opinions.remove_round(tx, held.id))
    assert rows(database, OpinionSheet) == rows(database, OpinionPaper) == 0
