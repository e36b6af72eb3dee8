"""Filled questionnaires, scanned and photographed: which bubble is marked, and what somebody has to look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import cv2
import numpy as np
import pytest

from desktop.domain.opinion_code import MOST_COPIES, PaperCode, new_copies, read_paper_code
from desktop.scans import bubbles, codes
from desktop.scans.laying import lay
from tests.scans import filled_papers as papers
from tests.scans.questionnaires import questionnaire
from tests.scans.signed_pages import Pen


@pytest.fixture(scope="module")
def sheet():
    cv2.setNumThreads(1)
    pdf, pages = questionnaire()
    return papers.printed(pdf), pages[0]


def read(picture, page):
    (seen,) = codes.seen_papers(picture)
    assert seen.code == PaperCode("48213", 12345, 1)
    flat = lay(picture, seen.corners, page.laid)
    assert flat is not None
    return flat, {row.item: row for row in bubbles.judge(flat, page)}


def test_a_code_says_which_copy_it_is_and_nothing_else():
    assert read_paper_code("TP:48213:12:00345") == PaperCode("48213", 345, 12)
    assert PaperCode("48213", 345, 12).text == "TP:48213:12:00345"
    assert read_paper_code("TH:101:3:0:1:48213") is None
    copies = new_copies(MOST_COPIES)
    assert len(set(copies)) == MOST_COPIES
    assert sorted(copies) != list(copies), "their order would tell who got which"


def test_marks_of_every_hand_are_read_and_what_was_corrected_is_asked(sheet):
    picture, page = sheet
    told: Counter[tuple[str, str]] = Counter()
    for seed, take, asked in ((0, papers.scanned, 0.0), (1, papers.photographed, 0.0), (2, papers.scanned, 0.8)):
        made = papers.filled(picture, page, seed, asked=asked)
        flat, rows = read(take(made.picture, seed), page)
        assert not bubbles.written(flat, page)
        for item, truth in made.truth.items():
            row = rows[item]
            kind = "doubtful" if isinstance(truth, str) else "sure"
            told[kind, "asked" if row.ask else "right" if row.level == truth else "wrong"] += 1
    assert not told["sure", "wrong"]
    assert not told["doubtful", "right"] + told["doubtful", "wrong"], "every one of them is asked about"
    assert told["doubtful", "asked"] > 5
    assert told["sure", "right"] > 0.9 * (told["sure", "right"] + told["sure", "asked"])


def test_a_tick_beside_its_bubble_is_asked_about_and_never_passed_over(sheet):
    picture, page = sheet
    pen = Pen(np.random.default_rng(1), 0.8, 0.5, 0.0)
    ticked = picture.copy()
    first = next(each for each in page.bubbles if each.item == 3 and each.level == 2)
    papers.mark(ticked, replace(first, x=first.x + 5.6), pen, "tick")
    _flat, rows = read(papers.scanned(ticked, 3, dpi=200), page)
    assert {item for item, row in rows.items() if row.ask} == {3}


def test_a_ring_drawn_over_is_a_mark_beside_another_and_alone(sheet):
    picture, page = sheet
    pen = Pen(np.random.default_rng(1), 0.8, 0.45, 0.0)
    ringed = picture.copy()
    by_place = {(each.item, each.level): each for each in page.bubbles}
    papers.mark(ringed, by_place[2, 1], pen, "filled")
    papers.ringed(ringed, by_place[2, 4], pen)
    papers.ringed(ringed, by_place[3, 2], replace(pen, thick=0.25))
    papers.mark(ringed, by_place[4, 1], pen, "filled")
    _flat, rows = read(papers.scanned(ringed, 3, dpi=200), page)
    assert rows[2].ask
    assert rows[3].ask or rows[3].level == 2, "it is not passed over"
    assert (rows[4].ask, rows[4].level) == (False, 1)


def test_a_page_of_open_questions_alone_is_laid_by_their_lines():
    pdf, pages = questionnaire(lines=12)
    assert not pages[-1].bubbles
    picture = papers.printed(pdf, len(pages) - 1)
    papers.words(picture, pages[-1], 2)
    (seen,) = codes.seen_papers(papers.photographed(picture, 4))
    flat = lay(papers.photographed(picture, 4), seen.corners, pages[-1].laid)
    assert flat is not None
    assert bubbles.judge(flat, pages[-1]) == []
    assert bubbles.written(flat, pages[-1])


def test_words_are_seen_and_a_page_nobody_filled_is_blank(sheet):
    picture, page = sheet
    flat, rows = read(papers.scanned(picture, 9, dpi=150), page)
    assert all(row.level is None and not row.ask for row in rows.values())
    assert not bubbles.written(flat, page)
    written = picture.copy()
    papers.words(written, page, 1)
    flat, _rows = read(np.rot90(papers.scanned(written, 9, dpi=200), 2).copy(), page)
    assert bubbles.written(flat, page) == list(page.fields)
    assert page.fields
