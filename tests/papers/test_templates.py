"""An office's own templates: they see only their folder, can't hold the program up, and no text is ever lost."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import threading
from pathlib import Path

import pytest

from desktop import cli, i18n
from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.templates import FRAME, Cause, Trouble
from desktop.domain.errors import AppError, InvalidInput
from desktop.papers import documents, office_process, templates
from desktop.papers.fonts import EMBEDDED, typeface
from desktop.papers.sample import sample
from desktop.wording import error as sentence_of
from desktop.wording import templates as words
from tests.papers.pages import read
from tests.papers.samples import render_sheet, sheet

NAME = "attendance-sheet"
OWN_TITLE = '  title: "BẢNG ĐIỂM DANH",'


@pytest.fixture
def folder(home: Path) -> Path:
    folder = home / "documents"
    folder.mkdir()
    return folder


def changed() -> str:
    """The shipped template with its title's comment taken away, as an office does it."""
    text = templates.shipped(NAME)
    assert '  // title: "DANH SÁCH ĐIỂM DANH",' in text
    return text.replace('  // title: "DANH SÁCH ĐIỂM DANH",', OWN_TITLE)


def trouble(text: str, name: str = FRAME) -> Trouble:
    told = templates.tried(name, text, Letterhead() if name == FRAME else sheet(1))
    assert isinstance(told, Trouble), "it was laid out"
    return told


# -- changing ---------------------------------------------------------------------------------------------------------


def test_a_changed_word_stands_on_the_paper_and_reset_brings_the_programs_back(qapp):
    templates.put(NAME, changed())
    assert "BẢNG ĐIỂM DANH" in read(render_sheet(sheet(1)))[0].text
    assert templates.state(NAME).own
    templates.reset(NAME)
    assert "DANH SÁCH ĐIỂM DANH" in read(render_sheet(sheet(1)))[0].text
    assert templates.state(NAME).before
    assert templates.before(NAME) == changed()


def test_a_draft_is_kept_and_changes_no_paper(folder):
    templates.keep_draft(NAME, "#nowhere")
    assert templates.draft(NAME) == "#nowhere"
    assert not templates.state(NAME).own
    assert render_sheet(sheet(1)).startswith(b"%PDF")
    templates.keep_draft(NAME, templates.shipped(NAME))
    assert templates.draft(NAME) is None


def test_putting_the_programs_own_text_into_force_is_going_back_to_it():
    templates.put(NAME, changed())
    templates.put(NAME, templates.shipped(NAME))
    assert not templates.state(NAME).own
    templates.reset(NAME)  # once more changes nothing of what is kept
    assert templates.state(NAME).before


def test_a_newer_template_of_the_program_is_told_with_what_changed(folder):
    templates.put(NAME, changed())
    assert not templates.state(NAME).newer
    older = templates.shipped(NAME).replace("DANH SÁCH ĐIỂM DANH", "DANH SÁCH")
    (folder / f"{NAME}.typ.base").write_text(older, "utf-8")
    assert templates.state(NAME).newer
    assert {'-  // title: "DANH SÁCH",', '+  // title: "DANH SÁCH ĐIỂM DANH",'} <= set(templates.changes(NAME))
    templates.put(NAME, changed() + "\n")  # working on does not hide it
    assert templates.state(NAME).newer
    templates.keep_own(NAME)
    assert not templates.state(NAME).newer
    assert templates.in_force(NAME) == changed() + "\n"


def test_a_template_that_fails_is_told_in_words_and_can_be_set_aside_so_that_printing_goes_on(folder):
    templates.put(NAME, changed())
    (folder / f"{NAME}.typ").write_text(changed() + "\n#tittles()\n", "utf-8")
    with pytest.raises(AppError) as told:
        render_sheet(sheet(1))
    assert told.value.code == "template.fails"
    assert told.value.details["line"] == changed().count("\n") + 2
    assert f"Dòng {told.value.details['line']}: " in sentence_of(told.value)
    assert "“tittles”" in sentence_of(told.value)
    templates.set_aside(NAME)
    assert render_sheet(sheet(1)).startswith(b"%PDF")
    assert "#tittles()" in (templates.draft(NAME) or "")
    templates.put(NAME, changed())
    templates.keep_draft(NAME, "#another")
    templates.set_aside(NAME)
    assert (templates.draft(NAME), templates.before(NAME)) == ("#another", changed())


def test_a_changed_frame_serves_every_document(qapp):
    own = templates.shipped(FRAME).replace("14pt", "16pt")
    assert isinstance(templates.tried(FRAME, own), bytes)
    templates.put(FRAME, own + "\n#let letterhead(data) = [Khung của cơ quan]\n")
    assert "Khung của cơ quan" in read(render_sheet(sheet(1)))[0].text


def test_a_frame_that_lacks_a_part_is_blamed_itself():
    templates.put(FRAME, "#let official(data, body) = body")
    with pytest.raises(AppError) as told:
        render_sheet(sheet(1))
    assert told.value.code == "template.fails"
    assert told.value.details["file"] == "official.typ"


def test_no_other_file_of_the_data_folder_can_be_named_as_a_template():
    with pytest.raises(InvalidInput):
        templates.put("../settings", "")


# -- what a template may not do ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("call", ['read("{}")', 'image("{}")', 'json("{}")', 'include "{}"', 'import "{}": *'])
@pytest.mark.parametrize("place", ["../secret.typ", "../../secret.typ", "/secret.typ", "whole path", "link.typ"])
def test_a_template_reads_no_file_outside_its_folder(home, folder, call, place):
    secret = home / "secret.typ"
    secret.write_text("secret")
    (folder / "link.typ").symlink_to(secret)
    path = str(secret) if place == "whole path" else place
    assert trouble("#" + call.format(path)).cause == "other_file"


def test_a_folder_of_templates_that_is_a_link_lends_nothing_either(home, folder):
    (home / "elsewhere").mkdir()
    (home / "elsewhere" / "secret.typ").write_text("secret")
    (folder / "inner").symlink_to(home / "elsewhere")
    assert trouble('#read("inner/secret.typ")').cause == "other_file"


def test_an_offices_picture_beside_its_template_is_shown(folder):
    (folder / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    assert isinstance(templates.tried(NAME, '#image("logo.svg")', sheet(1)), bytes)


def test_a_template_takes_nothing_from_a_network(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        called: list[object] = []
        server.settimeout(20)
        threading.Thread(target=lambda: _count(server, called), daemon=True).start()
        proxy = f"http://127.0.0.1:{server.getsockname()[1]}"
        for name in ("https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy)
        office_process._runner.close()  # the next child would see these
        for written in (
            '#import "@preview/cetz:0.3.1": *',
            '#import ("@pre" + "view/cetz:0.3.1"): *',
            '#import "@local/a:1.0.0"',
        ):
            assert trouble(written).cause == "package"
    assert not called


def _count(server: socket.socket, called: list[object]) -> None:
    try:
        called.append(server.accept())
    except OSError:
        return


@pytest.mark.parametrize("text", ["#while true {}", "#let f(x) = f(x)\n#f(1)", "#let x = 0\n#while x < 1 { x -= 1 }"])
def test_a_loop_without_end_is_told(text):
    assert trouble(text).cause == "endless"


def test_a_template_that_takes_too_long_is_ended_and_the_next_document_is_made():
    endless = "#for x in range(1000000000) { for y in range(1000000) { calc.sin(y) } }"
    told = templates.tried(FRAME, endless, seconds=0.7)
    assert isinstance(told, Trouble)
    assert told.cause == "too_slow"
    assert isinstance(templates.tried(FRAME, templates.shipped(FRAME)), bytes)


def test_a_process_that_went_away_is_started_again():
    assert isinstance(templates.tried(FRAME, templates.shipped(FRAME)), bytes)
    number = office_process._runner.pid
    assert number is not None
    os.kill(number, signal.SIGKILL)
    os.waitid(os.P_PID, number, os.WEXITED | os.WNOWAIT)
    assert isinstance(templates.tried(FRAME, templates.shipped(FRAME)), bytes)


def test_no_name_is_ever_markup_in_an_own_template_either(qapp):
    odd = "#panic() $x$ *Lê* @Thị _Thử_ <a>"
    templates.put(NAME, changed())
    assert odd.replace(" ", "") in read(render_sheet(sheet(names=(odd,))))[0].text.replace(" ", "")


# -- the words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cause", "line"),
    [
        ("a\n#let x = (1, 2", "brackets", 2),
        ("a\n\n#let x = [1, 2", "brackets", 3),
        ("a\n]", "brackets", 2),
        ('#let a = f(\n  // "một" hai"\n  x: "một",\n  y: "hai,\n)\n#let b = "ba"', "quotes", 4),
        ('#let x = "oh', "quotes", 1),
        ("\n#let x == 2", "syntax", 2),
        ("#let x = 1 2", "syntax", 1),
        ("\n\n#nowhere(1)", "unknown_name", 3),
        ('#import "official.typ": *\n#let d = json(bytes(sys.inputs.data))\n#d.words.nothing', "missing_word", 3),
        ("#assert(false)", "other", 1),
    ],
)
def test_the_line_and_the_cause_are_told_in_both_languages(text, cause, line):
    told = trouble(text, NAME)
    assert (told.cause, told.line, told.file) == (cause, line, f"{NAME}.typ")
    assert told.detail
    for language, opening in (("vi", "Dòng"), ("en", "Line")):
        i18n.install(language)
        assert words.words(told).startswith(f"{opening} {line}: ")
        assert "{" not in words.words(told)


def test_every_cause_has_words():
    for cause in Cause.__args__:
        assert words.words(Trouble(cause, name="x")).endswith(".")


# -- template-check ---------------------------------------------------------------------------------------------------


def test_every_word_that_a_template_offers_can_be_said_otherwise_and_is_heard():
    """For the invented conference: `template-check` has no other people to try a template on."""
    with sample() as content:
        for document in documents.every():
            text, shown = templates.shipped(document.name), content(document)
            offered = re.sub(r'^( *)// (?=[\w-]+: ")', r"\1", text, flags=re.MULTILINE)
            assert offered != text, document.name
            assert isinstance(templates.tried(document.name, offered, shown), bytes), document.name
            assert templates.unheard(document.name, offered, shown) is None


def test_a_misspelt_word_is_told_although_it_does_no_harm():
    told = templates.unheard(NAME, changed().replace("title: ", "titel: "), sheet(1))
    assert told is not None
    assert (told.line, told.name) == (changed()[: changed().index(OWN_TITLE)].count("\n") + 1, "titel")
    assert templates.unheard(NAME, changed(), sheet(1)) is None


def test_template_check_tells_line_and_words(tmp_path, capsys):
    path = tmp_path / f"{NAME}.typ"
    path.write_text(changed(), "utf-8")
    assert cli.main(["template-check", str(path)]) == 0
    assert "dùng được" in capsys.readouterr().out
    path.write_text("một\n#nowhere", "utf-8")
    assert cli.main(["template-check", str(path)]) == 1
    assert capsys.readouterr().out.startswith(f"{NAME}.typ: Dòng 2: ")
    other = path.rename(tmp_path / "mau-moi.typ")
    assert cli.main(["template-check", str(other)]) == 2
    capsys.readouterr()
    assert cli.main(["template-check", str(other), "--document", FRAME, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["line"], told["document"]) == (False, 2, FRAME)
    assert cli.main(["template-check", str(tmp_path / "missing.typ"), "--document", NAME]) == 1


def test_what_does_not_run_in_this_process_has_the_same_typeface(qapp):
    templates.put(NAME, changed())
    assert b"Libertinus" not in render_sheet(sheet(1)) or typeface().family == EMBEDDED
