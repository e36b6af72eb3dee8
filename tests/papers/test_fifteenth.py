"""A document is added with one folder and one template: nothing else in the program knows the others by name."""

from __future__ import annotations

import json
import uuid
import zipfile

import pytest

from desktop import cli, wording
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.papers import documents, templates
from desktop.services import attendees, journal
from desktop.wording import journal as journal_words
from tests.papers.fifteenth import NAME, TITLE, fifteenth
from tests.papers.pages import read
from tests.sample_record import fill
from tools import document_guide

__all__ = ["fifteenth"]


def run(database, *words) -> int:
    return cli.main(["--data", str(database.path), "--language", "vi", *map(str, words)])


def test_the_command_line_lists_it_where_its_place_is(fifteenth, capsys):
    assert cli.main(["documents", "list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in told][:4] == ["attendance-sheet", "attendance-record", NAME, "door-list"]
    assert len(told) == len(documents.every())
    assert told[2] == {
        "name": NAME,
        "title": TITLE,
        "purpose": "Cảm ơn từng người.",
        "formats": ["pdf", "png"],
        "selects": ["groups", "people", "points", "units"],
        "per_unit": True,
        "per_point": True,
        "options": {"tone": {"title": "Giọng", "values": ["short", "warm"]}},
    }


def test_the_command_line_makes_it_whole_and_for_each_unit(qapp, fifteenth, sqlite, tmp_path, capsys):
    conference_id = sqlite.write(lambda tx: fill(tx, 12))
    people = len(sqlite.read(lambda tx: attendees.list_attendees(tx, conference_id)))
    out, parts = tmp_path / "cảm ơn.pdf", tmp_path / "cảm ơn.zip"
    assert run(sqlite, "document", NAME, "101", "-o", out, "--set", "tone=warm") == 0
    assert " ".join(page.text for page in read(out.read_bytes())).count("Trân trọng cảm ơn") == people
    assert run(sqlite, "document", NAME, "101", "-o", parts, "--per-unit") == 0
    with zipfile.ZipFile(parts) as archive:
        texts = [" ".join(page.text for page in read(archive.read(name))) for name in archive.namelist()]
    assert len(texts) > 1
    assert sum(text.count("Trân trọng cảm ơn") for text in texts) == people  # the option was kept
    line = sqlite.read(lambda tx: journal.recent(tx, limit=1))[0]
    assert TITLE in journal_words.line(line.action, line.details, documents.title)
    capsys.readouterr()


def test_what_is_wrong_with_it_is_said_with_its_title(fifteenth, sqlite):
    conference_id = sqlite.write(lambda tx: fill(tx, 1))
    nobody = Selection(role_group_ids=(uuid.uuid4(),))
    with pytest.raises(AppError) as told:
        sqlite.read(lambda tx: fifteenth.gather(tx, conference_id, nobody, fifteenth.options()))
    assert TITLE in wording.error(told.value)


def test_the_guide_tells_of_it_and_an_office_can_change_its_template(fifteenth):
    after = document_guide.chapter("vi").partition("## Sau hội nghị")[2]
    assert f"### {TITLE}\n\n`{NAME}`" in after
    assert "| Giọng | `tone` | `short` Ngắn; `warm` Nồng hậu |" in after
    assert NAME in templates.names()
    assert templates.title(NAME) == TITLE


def test_a_document_of_a_newer_version_is_called_by_its_name():
    assert documents.title(NAME) == NAME
