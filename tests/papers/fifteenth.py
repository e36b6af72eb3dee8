"""A document that the program does not have: one folder and one template, as somebody would add it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import papers, paths
from desktop.papers import documents
from desktop.papers.document import AnyDocument

NAME, TITLE = "thank-you-list", "Danh sách cảm ơn"
FOLDER = "thank_you_list"
CODE = """
from dataclasses import dataclass

from desktop.domain.documents import fields
from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.errors import AppError
from desktop.papers.document import PEOPLE, Document
from desktop.papers.words import DocumentWords, OptionWords
from desktop.services import people_on_paper


@dataclass(frozen=True, slots=True)
class Options:
    tone: str = fields.pick("short", "warm")


@dataclass(frozen=True, slots=True)
class Content:
    people: tuple[PersonOnPaper, ...]
    options: Options

    @property
    def total(self):
        return len(self.people)


def gather(tx, conference_id, selection, options):
    people = people_on_paper.listed(tx, conference_id, selection)
    if not people:
        raise AppError("document.nobody", document=WORDS.title())
    return Content(tuple(people), options)


def data(content):
    thanks = {"short": "Cảm ơn", "warm": "Trân trọng cảm ơn"}[content.options.tone]
    return {"lines": [f"{thanks} {each.full_name}" for each in content.people]}


WORDS = DocumentWords(
    title=lambda: "Danh sách cảm ơn",
    purpose=lambda: "Cảm ơn từng người.",
    options={"tone": OptionWords(lambda: "Giọng", {"short": lambda: "Ngắn", "warm": lambda: "Nồng hậu"})},
)
DOCUMENT = Document(
    name="thank-you-list",
    place=25,
    moment="after",
    selects=PEOPLE,
    options=Options,
    words=WORDS,
    gather=gather,
    data=data,
)
"""
TEMPLATE = """#let data = json(bytes(sys.inputs.data))
#set text(font: data.fonts)
#for line in data.lines [#line \\ ]
"""


@pytest.fixture
def fifteenth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AnyDocument]:
    """The program with this document added to it."""
    folder = tmp_path / "papers" / FOLDER
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(CODE, encoding="utf-8")
    resources = tmp_path / "resources"
    resources.mkdir()
    for each in paths.resources().iterdir():
        if each.name != "documents":
            (resources / each.name).symlink_to(each)
    shutil.copytree(paths.resources() / "documents", resources / "documents")
    (resources / "documents" / f"{NAME}.typ").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: resources)
    monkeypatch.setattr(papers, "__path__", [*papers.__path__, str(tmp_path / "papers")])
    documents.every.cache_clear()
    try:
        yield documents.find(NAME)
    finally:
        documents.every.cache_clear()
        sys.modules.pop(f"desktop.papers.{FOLDER}", None)
        vars(papers).pop(FOLDER, None)
