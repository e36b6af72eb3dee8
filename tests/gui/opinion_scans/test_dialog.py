"""Questionnaires from pictures in the window: looked through by key, words typed, written and undone at once."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.gui.feedback import Feedback
from desktop.gui.opinion_scans.dialog import PaperScanDialog
from desktop.services import opinions
from tests.gui.filled import ask, closed, conference_id, dialog, filled, filled_record, settle, show
from tests.scans.pile import pile

__all__ = ["filled", "filled_record"]


def test_papers_are_looked_through_by_key_written_and_undone(qtbot, filled, filled_record, tmp_path, monkeypatch):
    questions = []
    monkeypatch.setattr(Feedback, "ask", lambda _self, _title, words, *_more, **_given: questions.append(words) or True)
    truth = pile(filled_record, conference_id(filled), tmp_path)
    show(qtbot, filled, "tasks", part="opinions")
    filled.run("opinions.scan", paths=[tmp_path])
    shown = dialog(qtbot, PaperScanDialog)
    qtbot.waitUntil(lambda: shown.review is not None or bool(shown.banner.sentence), timeout=60_000)
    settle(qtbot, filled)
    review, view = shown.review, shown.view
    assert review is not None
    assert len(review.found.papers) == 6
    assert "1" in view.tabs.tabText(1), "the file that is no picture"

    # What is asked stands first; a digit is its mark, and one that the scale does not have is refused.
    asked = [case for case in review.cases if case.asked and case.question is None]
    assert {case.paper for case in asked} >= {2}
    assert view.case == asked[0]
    assert view.cases.strip(asked[0]) is not None
    assert not view.page.image.isNull()
    qtbot.keyClick(view.cases, Qt.Key.Key_9)
    assert review.is_open(asked[0])
    assert shown.banner.sentence
    for _case in asked:
        qtbot.keyClick(view.cases, Qt.Key.Key_4)
    # Then the words: the keyboard is in their field, the strip above it.
    assert view.case is not None
    assert view.case.question == 0
    assert view.words.field.hasFocus() or not filled.isActiveWindow()
    qtbot.keyClicks(view.words.field, "Can them tai lieu")
    assert review.counts().left == 1
    qtbot.keyClick(view.words.field, Qt.Key.Key_Return)
    told = review.counts()
    assert (told.papers, told.left, told.open) == (6, 0, 0)
    view.all_marks.setChecked(True)
    assert view.cases.rows_model.rowCount() >= 12
    shown.save()
    closed(qtbot, filled, shown)
    assert questions == []
    (view_now,) = ask(filled_record, opinions.list_rounds, conference_id(filled))
    found = ask(filled_record, opinions.results, view_now.id)
    assert (view_now.answers, found.comments[0].texts) == (6, (("Can them tai lieu", 1),))
    sure = [marks for place, marks in enumerate(truth) if place not in {case.paper for case in asked}]
    counted = [sum(1 for marks in sure if marks[0] == level) for level in range(1, 6)]
    assert all(there >= least for there, least in zip(found.sections[0].items[0].counts, counted, strict=True))
    filled.undo_last()
    settle(qtbot, filled)
    assert ask(filled_record, opinions.list_rounds, conference_id(filled))[0].answers == 0
