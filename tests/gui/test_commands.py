"""The table of commands: each has words and a place, each login sees what is its own, and a new row is known everywhere."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.app import build_window
from desktop.gui import commands
from desktop.gui.command import BesideDocument, Command, InMenu, for_role
from desktop.gui.commands import COMMANDS, MENUS
from desktop.gui.shell.main_window import MainWindow
from desktop.papers import documents
from desktop.services.opening import open_location
from desktop.settings import Settings
from tests.gui.filled import filled, filled_record, settle

__all__ = ["filled", "filled_record"]

ROLES = ("organizer", "desk", "viewer")
LET_IN = {
    "desk": """
        data_source data.new data.open data.recent sample quit undo redo page.new page.edit page.find preferences
        attendance walk_in substitute door.badge door.list signatures review board attendance.log
        page.present page.late page.excused page.absent page.unrecorded page.leave page.remark page.move_arrivals
        page.undo_arrival page.camera page.sound desks.join desk.export desk.merge server.status
        go.attendance palette guide shortcuts news version.check log about
    """,
    "viewer": """
        data_source data.new data.open data.recent sample quit page.edit page.find preferences
        signatures review board attendance.log page.sound desks.join server.status go.attendance palette guide shortcuts news version.check log about
    """,
}
"""What is offered to others than organizers is written down twice: a slip in the table lets nobody in."""
CLICKED = ("list.attendees", "list.agenda", "list.units", "list.door", "more.door", "switcher")
"""The menus that open where something is clicked."""
LINKS = {
    "attendance-sheet": "signed_sheet.enter",
    "badges": "pictures",
    "quota-annex": "documents.quota!",
    "payment": "documents.rates!",
    "seat-plan": "documents.seating!",
    "certificates": "documents.certificates!",
    "certificate-register": "documents.certificates!",
    "invitation": "documents.word",
    "report": "documents.word",
}
"""Beside each document, before what stands beside all; ! marks what it is nothing without."""


def written(menu: QMenu) -> str:
    """A menu written down the same way."""
    return " ".join("|" if action.isSeparator() else action.objectName() for action in menu.actions())


def shown(qtbot: QtBot, filled_record, role: str = "organizer") -> MainWindow:
    """The window as a login of this role has it."""
    filled_record.role = role
    window = build_window(filled_record, Settings(views={"recent": ["/tmp/mau.db"]}))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    settle(qtbot, window)
    return window


def offered(role: str) -> list[Command]:
    """What a login is offered somewhere, in the table's order."""
    return [command for command in COMMANDS if command.where and role in command.roles]


def in_menu(role: str, menu: str, *, can: bool = True) -> str:
    """A menu as the rows of the table say it: by group, by order within it, else as the rows stand; | is a line.

    `can`: with what stands there only where it can be done.
    """
    places = [(place, command) for command in offered(role) for place in command.where if isinstance(place, InMenu)]
    groups: dict[int, list[tuple[int, str]]] = {}
    for place, command in places:
        if place.menu == menu and (can or not place.if_can):
            groups.setdefault(place.group, []).append((place.order, command.name))
    entries = (sorted(groups[group], key=lambda entry: entry[0]) for group in sorted(groups))
    return " | ".join(" ".join(name for _order, name in group) for group in entries)


@pytest.mark.parametrize("role", ROLES)
def test_each_login_sees_its_commands_in_their_order(qtbot, filled_record, role):
    window = shown(qtbot, filled_record, role)
    titles = [action.text() for action in window.menuBar().actions() if action.isVisible()]
    expected = {name: entries for name in MENUS if (entries := in_menu(role, name))}
    assert titles == [MENUS[name]() for name in expected]
    menus = dict(zip(expected, window.commands.menus, strict=True))
    assert {name: written(menu) for name, menu in menus.items()} == expected
    assert all(action.isVisible() for menu in window.commands.menus for action in menu.actions())
    for name in CLICKED:
        menu = QMenu()
        window.commands.fill_menu(menu, name)
        assert written(menu) == in_menu(role, name, can=False), "no row of a list is selected"
    window.close()


@pytest.mark.parametrize("role", LET_IN)
def test_what_others_than_organizers_are_offered(role):
    assert [command.name for command in offered(role)] == LET_IN[role].split()


def test_every_place_of_a_command_is_a_menu_that_there_is():
    named = {place.menu for command in COMMANDS for place in command.where if isinstance(place, InMenu)}
    assert named == {*MENUS, *CLICKED}


@pytest.mark.parametrize("role", ROLES)
def test_the_rail_has_the_pages_of_a_login_and_then_the_settings(qtbot, filled_record, role):
    window = shown(qtbot, filled_record, role)
    pages = [command.page for command in offered(role) if command.page]
    assert list(window.rail._buttons) == [*pages, "preferences"]
    keys = [window.commands.actions[f"go.{page}"].shortcut().toString() for page in pages]
    assert keys == [f"Ctrl+{number}" for number in range(1, len(pages) + 1)]
    window.close()


def test_without_a_conference_the_switcher_offers_only_to_make_one(qtbot, tmp_path):
    database = open_location(tmp_path / "trong.db", desk="1")
    window = shown(qtbot, database)
    menu = QMenu()
    window.commands.fill_menu(menu, "switcher")
    assert written(menu) == "conference.new"
    window.close()
    database.close()


def test_what_applies_to_one_kind_of_data_source_only():
    assert {command.name for command in COMMANDS if command.source == "file"} == {
        "backup",
        "data.encrypt",
        "data.change_key",
        "data.decrypt",
    }
    assert {command.name for command in COMMANDS if command.source == "server"} == {
        "desks.panel",
        "server.copy_out",
        "server.add_desk",
        "server.status",
    }


def test_each_document_has_its_own_links_and_those_of_all(filled):
    for document in documents.every():
        links = filled.commands.beside(document.name)
        own = [LINKS[document.name]] if document.name in LINKS else []
        assert [link.command + "!" * link.needed for link in links] == [*own, "conference.frame", "documents.wording"]
        for link in links:
            takes = link.command in ("documents.word", "documents.wording")
            assert link.given == ({"name": document.name} if takes else {})


def test_links_name_documents_that_there_are():
    named = {
        name
        for command in COMMANDS
        for place in command.where
        if isinstance(place, BesideDocument)
        for name in place.documents
    }
    assert named == set(LINKS)
    assert named <= {document.name for document in documents.every()}


def test_names_are_unique():
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("role", ROLES)
def test_no_two_commands_of_a_login_share_a_key(role):
    keys = [command.shortcut for command in for_role(COMMANDS, role) if command.shortcut]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("menu", ["", *MENUS, *CLICKED])
def test_no_two_entries_of_a_menu_share_their_letter_and_each_can_be_typed(language, menu):
    """A letter shared by two only moves the highlight; đ or á is on no key of an office keyboard."""
    i18n.install(language)
    every = {command.name: command.text() for command in COMMANDS}
    names = in_menu("organizer", menu).replace("|", "").split()
    texts = [every[name] for name in names] if menu else [title() for title in MENUS.values()]
    letters = [found[1].lower() for text in texts if (found := re.search("&([^&])", text.replace("&&", "")))]
    assert sorted(letters) == sorted(set(letters))
    assert all(letter.isascii() for letter in letters)


def test_every_command_has_words_in_both_languages():
    texts = []
    for language in i18n.LANGUAGES:
        i18n.install(language)
        texts.append([command.text() for command in COMMANDS])
        assert all(texts[-1])
    assert [pair for pair in zip(*texts, strict=True) if pair[0] == pair[1]] == []


def test_a_command_added_to_the_table_is_in_its_menu_the_palette_and_the_list_of_keys(
    qtbot, filled_record, monkeypatch
):
    ran = []
    new = Command(
        "greet",
        lambda: "Chào &hội trường…",
        "Ctrl+Shift+H",
        lambda context, **given: ran.append((context, given)),
        where=(InMenu("help"),),
    )
    monkeypatch.setattr(commands, "COMMANDS", (*COMMANDS, new))
    window = shown(qtbot, filled_record)
    assert written(window.commands.menus[-1]).endswith("about greet")
    palette = window.run("palette")
    palette.field.setText("hoi chao")
    assert palette.list.topLevelItem(0).text(0) == "Chào hội trường…"
    palette.reject()
    listed = window.run("shortcuts")
    assert {"Chào hội trường", "Ctrl+Shift+H"} <= {label.text() for label in listed.findChildren(QLabel)}
    listed.reject()
    window.commands.actions["greet"].trigger()
    assert ran == [(window.context, {})]
    window.close()


def test_a_command_that_a_login_may_not_use_is_refused_in_words(qtbot, filled_record, monkeypatch):
    ran = []
    catch = replace(next(each for each in COMMANDS if each.name == "groups"), open=lambda _context: ran.append(1))
    monkeypatch.setattr(commands, "COMMANDS", [catch, *(each for each in COMMANDS if each.name != "groups")])
    window = shown(qtbot, filled_record, "desk")
    assert window.run("groups") is None
    assert window.banner.sentence
    assert ran == []
    window.close()
