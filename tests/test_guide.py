"""The user guide tells the truth: every menu, entry and shortcut that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop import i18n, paths
from desktop.gui.checkin.search_field import KEEP_THE_QUERY
from desktop.gui.command import InMenu, plain
from desktop.gui.commands import COMMANDS, MENUS
from desktop.gui.importing.view import NEXT_QUESTION
from desktop.papers import documents
from tools import document_guide

DOCS = Path(__file__).resolve().parents[1] / "docs"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_guide_names_menus_as_they_are(language):
    i18n.install(language)
    menus = {
        plain(title()): {
            command.plain_text
            for command in COMMANDS
            if any(isinstance(place, InMenu) and place.menu == name for place in command.where)
        }
        for name, title in MENUS.items()
    }
    guide = " ".join((DOCS / f"index.{language}.md").read_text(encoding="utf-8").split())
    paths = [path.split(" › ") for path in re.findall(r"\*\*([^*]+ › [^*]+)\*\*", guide)]
    assert len(paths) >= 8
    assert [path for path in paths if path[1] not in menus.get(path[0], ())] == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_guide_names_shortcuts_that_belong_to_their_entries(language):
    i18n.install(language)
    guide = " ".join((DOCS / f"index.{language}.md").read_text(encoding="utf-8").split())
    named = re.findall(r"\*\*[^*]+ › ([^*]+)\*\* \((Ctrl\+[^)]+)\)", guide)
    assert len(named) >= 4
    known = {(command.plain_text, command.shortcut) for command in COMMANDS}
    assert [pair for pair in named if pair not in known] == []
    shortcuts = {command.shortcut for command in COMMANDS} | {NEXT_QUESTION, KEEP_THE_QUERY}
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
