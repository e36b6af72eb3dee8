"""Both languages are whole, and the catalogue is the source's."""

from __future__ import annotations

import ast
import importlib.util
import re
from functools import cache
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from desktop import i18n, paths

PLACEHOLDER = re.compile(r"\{[^{}]*\}|%[0-9](?![0-9])")


@cache
def catalogue(language: str) -> Catalog:
    with (paths.resources() / "translations" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def update() -> ModuleType:
    place = paths.resources() / "translations" / "update.py"
    spec = importlib.util.spec_from_file_location("translations_update", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def source() -> Catalog:
    return update().template()


def messages(book: Catalog) -> dict[tuple[str | None, Any], Any]:
    return {(message.context, message.id): message for message in book if message.id}


def forms(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_message_is_untranslated(language):
    empty = [message.id for message in messages(catalogue(language)).values() if not all(forms(message.string))]
    assert empty == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_message_is_fuzzy(language):
    assert [message.id for message in messages(catalogue(language)).values() if message.fuzzy] == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_catalogue_holds_just_the_messages_of_the_source(language):
    stored, extracted = messages(catalogue(language)).keys(), messages(source()).keys()
    hint = "run: .venv/bin/python resources/translations/update.py"
    assert [key for key in extracted if key not in stored] == [], hint
    assert [key for key in stored if key not in extracted] == [], hint


def test_no_message_hides_in_an_f_string():
    """Extraction under Python 3.11 does not see it there."""
    hidden = [
        f"{file.name}:{call.lineno}"
        for file in sorted((paths.resources().parent / "desktop").rglob("*.py"))
        for text in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in update().KEYWORDS
    ]
    assert hidden == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_message(language):
    wrong = []
    for message in messages(catalogue(language)).values():
        allowed = [set(PLACEHOLDER.findall(form)) for form in forms(message.id)]
        if language == "vi":
            allowed = allowed[-1:]  # Vietnamese has one form: the plural's
        wrong += [form for form in forms(message.string) if form and set(PLACEHOLDER.findall(form)) not in allowed]
    assert wrong == []


@pytest.mark.parametrize(("language", "number"), [("vi", 1), ("en", 2)])
def test_plural_forms_are_whole(language, number):
    for message in messages(catalogue(language)).values():
        if not isinstance(message.id, str):
            assert len(forms(message.string)) == number, message.id


def test_english_says_its_message_ids():
    for message in messages(catalogue("en")).values():
        assert forms(message.string) == forms(message.id)


def test_vietnamese_differs_from_english_in_nearly_every_sentence():
    same = [
        message.id
        for message in messages(catalogue("vi")).values()
        if message.string == message.id and isinstance(message.id, str)
    ]
    assert [text for text in same if len(PLACEHOLDER.sub("", text).split()) > 3] == []


def test_the_language_in_force_can_be_switched():
    sentence = "Cancelled. Nothing was changed."
    i18n.install("vi")
    assert i18n._(sentence) == "Đã hủy. Chưa có gì thay đổi."
    i18n.install("en")
    assert i18n._(sentence) == sentence


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANGUAGE": "en_GB:vi"}, "en"),
        ({"LC_ALL": "vi_VN.UTF-8", "LANG": "en_US.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "vi"),
        ({}, "vi"),
        ({"LANG": "fr_FR.UTF-8"}, "vi"),
    ],
)
def test_the_system_s_language_is_vietnamese_unless_it_says_english(monkeypatch, variables, language):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert i18n.system_language() == language
