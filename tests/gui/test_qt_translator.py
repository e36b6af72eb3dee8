"""Qt's own buttons and menus speak the program's language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit

from desktop import i18n
from desktop.gui import qt_translator

Button = QDialogButtonBox.StandardButton
NATIVE = QKeySequence.SequenceFormat.NativeText
SAME_IN_BOTH = {"OK", "&OK"}


@pytest.fixture
def translator(qapp):
    translator = qt_translator.install(qapp)
    yield translator
    QCoreApplication.removeTranslator(translator)


def test_every_listed_text_has_vietnamese_words(translator):
    for text in qt_translator.QT_TEXTS:
        translated = QCoreApplication.translate("QPlatformTheme", text)
        assert translated
        assert (translated == text) == (text in SAME_IN_BOTH), text


def test_english_leaves_qt_s_own_words(translator):
    i18n.install("en")
    for text in qt_translator.QT_TEXTS:
        assert QCoreApplication.translate("QPlatformTheme", text) == text


def test_a_text_that_is_not_listed_stays_as_qt_wrote_it(translator):
    assert QCoreApplication.translate("QShortcut", "Ctrl") == "Ctrl"


def test_a_mnemonic_is_kept_where_qt_has_one():
    for text in qt_translator.QT_TEXTS:
        assert i18n._(text).count("&") == text.count("&"), text


def test_button_boxes_show_the_language_in_force(translator, qtbot):
    box = QDialogButtonBox(Button.Ok | Button.Cancel | Button.Yes | Button.Discard | Button.RestoreDefaults)
    qtbot.addWidget(box)
    assert box.button(Button.Cancel).text() == "Hủy"
    assert box.button(Button.Yes).text() == "&Có"
    assert box.button(Button.Discard).text() == "Bỏ thay đổi"
    assert box.button(Button.RestoreDefaults).text() == "Khôi phục mặc định"


def test_an_open_button_box_follows_a_change_of_language(qapp, translator, qtbot):
    box = QDialogButtonBox(Button.Cancel)
    qtbot.addWidget(box)
    i18n.install("en")
    again = qt_translator.install(qapp)
    QCoreApplication.sendPostedEvents()
    assert box.button(Button.Cancel).text() == "Cancel"
    QCoreApplication.removeTranslator(again)


def test_a_text_field_s_menu_is_vietnamese_with_its_shortcuts(translator, qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts[0] == "H&oàn tác\t" + QKeySequence(QKeySequence.StandardKey.Undo).toString(NATIVE)
    assert all("Paste" not in text and "Copy" not in text for text in texts)


@pytest.mark.parametrize("keys", ["Ctrl+Space", "Alt+Left", "Ctrl+Shift+Up", "Del", "Ctrl+F"])
def test_shortcuts_are_understood_with_translated_names_of_keys(translator, keys):
    assert QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText) == keys
