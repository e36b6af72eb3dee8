"""Foreign text is shown as it is: how words reach Qt, and that there is no other way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QLabel

from desktop.gui.widgets.layout import caption, fact, field_name, heading, label, muted, plain, title
from desktop.gui.widgets.message_box import MessageBox
from desktop.gui.widgets.text import Markup, RichLabel, joined, link, markup, tinted, tip

GUI = Path(__file__).parents[3] / "desktop" / "gui"
KIT = {"widgets/text.py", "widgets/layout.py", "widgets/message_box.py", "widgets/status_line.py"}
PICTURE = '<img src="file:///x.png">'
texts = st.text(st.sampled_from("<>&\"'/ abimg=;ltp\nệ"), max_size=30)


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(GUI.rglob("*.py")):
        yield path.relative_to(GUI).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def shown(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def test_only_the_kit_makes_labels_message_boxes_and_tool_tips() -> None:
    made = {"QLabel", "QMessageBox", "QErrorMessage", "QInputDialog", "QProgressDialog", "QTextBrowser", "QTextEdit"}
    called = {"setToolTip", "setWhatsThis", "setTabToolTip", "setTextFormat", "setHtml", "insertHtml", "appendHtml"}
    html_on_the_clipboard = {("widgets/clipboard.py", "setHtml")}
    of_the_program = {(name, "QTextBrowser") for name in ("guide/chapter_text.py", "shell/versions.py")}  # their text
    found = set()
    for name, tree in modules():
        for node in ast.walk(tree):
            bases = node.bases if isinstance(node, ast.ClassDef) else []
            used = (
                [node.func, *node.args] if isinstance(node, ast.Call) else bases
            )  # handed on too: connect(setToolTip)
            for each in used:
                if isinstance(each, ast.Name) and each.id in made:
                    found.add((name, each.id))
                if isinstance(each, ast.Attribute) and each.attr in called:
                    found.add((name, each.attr))
    assert {each for each in found if each[0] not in KIT} == html_on_the_clipboard | of_the_program


def test_a_model_that_has_tool_tips_makes_them_by_the_kit() -> None:
    for name, tree in modules():
        asks = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "ToolTipRole"]
        shows = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "QToolTip"]
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        tips = [each for each in calls if isinstance(each, ast.Name) and each.id == "tip"]
        assert not (asks or shows) or tips, name


def test_markup_is_written_in_the_program_never_made_of_values() -> None:
    for name, tree in modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "Markup":
                assert name in KIT, name
            if node.func.id == "markup":
                pattern = node.args[0]
                if isinstance(pattern, ast.Call):  # _("…")
                    pattern = pattern.args[0]
                assert isinstance(pattern, ast.Constant), f"{name}:{node.lineno}"


@given(texts)
def test_a_tool_tip_shows_any_text_as_it_is(text: str) -> None:
    made = tip(text)
    assert made == text or shown(made).split() == text.split()
    assert not Qt.mightBeRichText(made) or "<img" not in made


@given(texts, texts)
def test_what_fills_markup_shows_as_it_is(first: str, second: str) -> None:
    made = markup("<b>{one}</b>: {two}", one=first, two=tinted(second, "#123456"))
    assert shown(made.html).split() == f"{first}: {second}".split()
    assert "<img" not in joined((made, link(first, second))).html


def test_a_label_of_any_role_shows_markup_as_text(qtbot) -> None:
    for make in (label, plain, fact, title, heading, muted, caption, field_name):
        made = make(PICTURE)
        assert made.textFormat() is Qt.TextFormat.PlainText, make.__name__
        assert made.text() == PICTURE


def test_a_rich_label_takes_a_bare_text_as_text(qtbot) -> None:
    made = RichLabel()
    qtbot.addWidget(made)
    made.setText(PICTURE)
    assert shown(made.text()) == PICTURE
    made.setText(markup("<b>{what}</b>", what=PICTURE))
    assert shown(made.text()) == PICTURE
    assert made.text().startswith("<b>")


@pytest.mark.parametrize("more", ["", PICTURE])
def test_a_message_box_shows_markup_as_text(qtbot, more: str) -> None:
    box = MessageBox(PICTURE, PICTURE, more)
    qtbot.addWidget(box)
    for each in box.findChildren(QLabel):
        assert each.textFormat() is Qt.TextFormat.PlainText


def test_joining_leaves_out_what_is_empty() -> None:
    assert joined(("", "a & b", Markup(""), Markup("<i>c</i>"))) == Markup("a &amp; b · <i>c</i>")
