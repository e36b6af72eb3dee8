"""Phrases while they are changed: steps back and forth lose nothing, and only what differs is the office's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.documents.phrase_sheet import PhraseSheet
from desktop.domain.documents.phrases import Phrase

PHRASES = (Phrase("a", "Nội dung:"), Phrase("b", "{count} đại biểu"), Phrase("c", "Nơi nhận:"))


def texts(sheet: PhraseSheet) -> list[str]:
    return [sheet.text(each.key) for each in PHRASES]


def test_a_phrase_typed_is_one_step_and_reset_is_another():
    sheet = PhraseSheet(PHRASES, {})
    for text in ("V", "Vi", "Việc:"):
        sheet.write("a", text)
    sheet.write("c", "Gửi:")
    assert sheet.said == {"a": "Việc:", "c": "Gửi:"}
    assert sheet.reset() == ("a", "c")
    assert not sheet.said
    assert sheet.undo() == ("a", "c")
    sheet.undo()
    sheet.undo()
    assert texts(sheet) == [each.default for each in PHRASES]
    assert not sheet.can_undo


def test_a_phrase_of_another_paper_stays_and_the_same_as_the_program_s_is_none():
    sheet = PhraseSheet(PHRASES, {"elsewhere": "x", "a": "Việc:"})
    assert not sheet.is_dirty
    sheet.write("a", "  Nội dung: ")
    assert sheet.said == {"elsewhere": "x"}
    assert sheet.is_dirty
    sheet.keep()
    assert not sheet.is_dirty


def test_what_cannot_be_used_is_named():
    sheet = PhraseSheet(PHRASES, {})
    sheet.write("b", "{so} người")
    sheet.write("c", "")
    assert sheet.refused == ("b",)
    empty = sheet.trouble("c")
    assert empty is not None
    assert empty.code == "phrase.empty"


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "x", "{count} y", "Nội dung:", "!"])), max_size=12)
)
def test_undoing_every_step_comes_back_to_the_beginning_and_redoing_to_the_end(steps):
    sheet = PhraseSheet(PHRASES, {"a": "Việc:"})
    begun = texts(sheet)
    for key, text in steps:
        if text == "!":
            sheet.reset(key)
        else:
            sheet.write(key, text)
    ended = texts(sheet)
    while sheet.undo():
        pass
    assert texts(sheet) == begun
    while sheet.redo():
        pass
    assert texts(sheet) == ended
