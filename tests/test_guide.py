"""The user guide tells the truth: every menu, entry and shortcut that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop import i18n, paths
from desktop.gui import actions
from desktop.papers import documents
from tools import document_guide

DOCS = Path(__file__).resolve().parents[1] / "docs"


def _bare(text: str) -> str:
    return text.replace("&", "").strip()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_guide_names_menus_as_they_are(language):
    i18n.install(language)
    menus = {
        _bare(title()): {_bare(entry[1].text()) for entry in entries if entry} for title, entries in actions._MENUS
    }
    guide = " ".join((DOCS / f"index.{language}.md").read_text(encoding="utf-8").split())
    paths = [path.split(" › ") for path in re.findall(r"\*\*([^*]+ › [^*]+)\*\*", guide)]
    assert len(paths) >= 8
    assert [path for path in paths if path[1] not in menus.get(path[0], ())] == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_guide_names_shortcuts_that_belong_to_their_entries(language):
    i18n.install(language)
    entries = [entry[1] for _title, group in actions._MENUS for entry in group if entry]
    guide = " ".join((DOCS / f"index.{language}.md").read_text(encoding="utf-8").split())
    named = re.findall(r"\*\*[^*]+ › ([^*]+)\*\* \((Ctrl\+[^)]+)\)", guide)
    assert len(named) >= 4
    known = {(_bare(words.text()), words.shortcut) for words in entries}
    assert [pair for pair in named if pair not in known] == []
    shortcuts = {words.shortcut for words in entries}
    assert set(re.findall(r"\bCtrl\+[\w+]*\w|\bF\d+|\bDel\b", guide)) - shortcuts == set()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_chapter_of_documents_says_what_the_program_says(language):
    i18n.install(language)
    assert (DOCS / f"documents.{language}.md").read_text(encoding="utf-8") == document_guide.chapter(language)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_document_has_its_picture_in_the_guide_and_on_its_card(language):
    for document in documents.every():
        assert (DOCS / "pictures" / language / "documents" / f"{document.name}.png").stat().st_size
        assert (paths.resources() / "documents" / "pictures" / f"{document.name}.png").stat().st_size
