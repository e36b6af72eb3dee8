"""An office's phrases stand on paper and in Word alike, keep their fields, are never markup, and stop no document."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import i18n
from desktop.domain.documents.phrases import LONGEST, Office, fields_of, trouble_of, usable
from desktop.domain.errors import AppError
from desktop.papers import documents, phrases, render, saving
from desktop.papers.document import AnyDocument
from desktop.papers.sample import sample
from desktop.wording import phrases as wording
from tests.papers.conferences import MARKUP
from tests.papers.pages import read

EVERY = documents.every()
NAMES = [document.name for document in EVERY]


@pytest.fixture(scope="module")
def contents() -> Iterator[dict[str, Any]]:
    """Every document of a small conference, in Vietnamese."""
    i18n.install("vi")
    with sample() as content:
        yield {document.name: content(document) for document in EVERY}


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    i18n.install("vi")


def key_of(document: AnyDocument, content: Any, default: str) -> str:
    return next(each.key for each in phrases.phrases_of(document, content) if each.default == default)


def paper(document: AnyDocument, content: Any) -> str:
    return " ".join(page.text for page in read(render.pdf(document, content)))


def in_word(document: AnyDocument, content: Any) -> str:
    (data,) = saving.made(document, content, "docx")
    return " ".join("".join(each.text or "" for each in docx.Document(io.BytesIO(data)).element.iter("{*}t")).split())


def test_a_letter_says_what_the_office_says_on_paper_and_in_word(qapp, contents):
    document = documents.find("invitation")
    content = contents[document.name]
    before = paper(document, content)
    closing = "Rất mong Quý đơn vị cử đại biểu tham dự đầy đủ, đúng thành phần và thời gian./."
    opening = "{body} trân trọng kính mời Quý đơn vị cử đại biểu tới dự “{title}”, cụ thể như sau:"
    said = {"Địa điểm:": "Nơi họp:", closing: "Trân trọng./.", opening: "Về “{title}”, {body} kính mời:"}
    phrases.keep(document.name, {key_of(document, content, default): text for default, text in said.items()})
    for told in (paper(document, content), in_word(document, content)):
        assert "Nơi họp: Hội trường UBND quận" in told
        assert "Trân trọng./." in told
        assert "Ủy ban nhân dân quận Hai Bà Trưng kính mời:" in told
        assert "Địa điểm:" not in told
    phrases.keep(document.name, {})
    assert paper(document, content) == before


def test_phrases_are_kept_for_each_document_and_language(home: Path):
    phrases.keep("invitation", {"Content:": "Việc:"})
    i18n.install("en")
    phrases.keep("invitation", {"Content:": "Matter:"})
    assert phrases.kept("invitation") == {"Content:": "Matter:"}
    assert phrases.kept("report") == {}
    phrases.keep("invitation", {})
    i18n.install("vi")
    assert phrases.kept("invitation") == {"Content:": "Việc:"}
    phrases.keep("invitation", {})
    assert not (home / "documents" / "invitation.phrases.json").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"vi": 3}', '{"vi": {"Content:": 7}}', "\udcff"])
def test_a_damaged_file_of_phrases_stops_no_paper_and_is_told_where_they_are_changed(qapp, contents, home, text):
    document = documents.find("invitation")
    (home / "documents").mkdir(exist_ok=True)
    path = home / "documents" / "invitation.phrases.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert "Nội dung" in json.dumps(render.data_of(document, contents[document.name]), ensure_ascii=False)
    if text == '{"vi": {"Content:": 7}}':
        assert phrases.kept("invitation") == {}
    else:
        with pytest.raises(AppError, match=r"phrases\.damaged"):
            phrases.kept("invitation")


def test_what_a_newer_program_asks_for_no_more_or_a_hand_spoilt_is_passed_over(contents):
    document = documents.find("report")
    content = contents["report"]
    phrases.keep(
        "report", {"gone": "x", "{count} attendee": "{people} {count.__class__} người", "Attendance": "{{ 7 }}"}
    )
    data = render.data_of(document, content)
    assert "7 đại biểu" in " ".join(data["summary"])
    assert data["words"]["result"] == "Kết quả tham dự"
    phrases.keep("report", {})


@pytest.mark.parametrize("document", EVERY, ids=NAMES)
@pytest.mark.parametrize("text", ["", MARKUP.replace("{b}", "(b)") + " <w:p/> & {% * = '", "Dài " * 100])
def test_every_phrase_of_every_document_may_say_anything(qapp, contents, document, text):
    """Nothing fails, and foreign text is shown as text, whatever an office says for all phrases at once."""
    content = contents[document.name]
    text = text.replace("{%", "%")
    said = {
        each.key: f"{text} {' '.join(fields_of(each.default))}".strip()
        for each in phrases.phrases_of(document, content)
    }
    with phrases.tried(said):
        told = paper(document, content)
        if document.listing or document.docx:
            assert in_word(document, content) or not text
            (book,) = saving.made(document, content, "xlsx") if "xlsx" in document.formats else (b"x",)
            assert book
    if "#eval(1)" in text and document.name not in {"tents", "certificates"}:
        assert "#eval(1) $x^2$" in told or "#EVAL(1) $X^2$" in told


@pytest.mark.parametrize(
    ("default", "text", "code"),
    [
        ("{count} đại biểu", "{count} người", ""),
        ("{count} đại biểu", "{so} người", "phrase.unknown"),
        ("{count} đại biểu", "{count.__class__} người", "phrase.unknown"),
        ("{count} đại biểu", "{count:>99999999} người", "phrase.unknown"),
        ("{count} đại biểu", "{} người", "phrase.unknown"),
        ("{count} đại biểu", "{count người", "phrase.brace"),
        ("{count} đại biểu", "{{count}} người", "phrase.brace"),
        ("{count} đại biểu", "người", "phrase.lost"),
        ("Nội dung:", "", "phrase.empty"),
        ("Nội dung:", "Việc {x}:", "phrase.unknown"),
        ("Nội dung:", "x" * (LONGEST + 1), "phrase.long"),
    ],
)
def test_what_is_wrong_with_a_phrase(default, text, code):
    told = trouble_of(default, text)
    assert (told.code if told else "") == code


@given(st.text(alphabet="{}[]!:.abc0", max_size=12), st.sampled_from(["", "{a}", "{a} {b}", "x"]))
def test_whatever_may_stand_for_a_phrase_can_be_filled_in(text, default):
    if usable(default, text):
        Office({"k": text}, {}).say("k", default).format(a="1", b="2")


@pytest.mark.parametrize("document", EVERY, ids=NAMES)
def test_every_word_of_a_template_is_among_the_phrases(contents, document):
    """What a template may reword can be said otherwise in the form too."""
    content = contents[document.name]
    defaults = [each.default.casefold() for each in phrases.phrases_of(document, content)]
    for word in document.data(content)["words"].values():
        if isinstance(word, str) and word:
            assert any(_matches(default, word.casefold()) for default in defaults), word


def _matches(default: str, word: str) -> bool:
    return word == default or any("{" in default and part and part in word for part in default.split("{")[0:1])


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_is_filled_in_has_a_name_of_its_own_in_each_phrase(contents, language):
    i18n.install(language)
    for document in EVERY:
        for phrase in phrases.phrases_of(document, contents[document.name]):
            fields = fields_of(phrase.default)
            assert {field.strip("{}") for field in fields} <= set(wording.FIELDS), phrase.default
            assert len({wording.shown(field) for field in fields}) == len(fields), phrase.default
            assert wording.typed(phrase.default, wording.shown(phrase.default)) == phrase.default
