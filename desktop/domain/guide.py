"""The user guide as it is read in the window: its chapters, the places that pages and dialogs lead to, and what is found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import fold


class Topic(StrEnum):
    """A place of the guide: the id of an anchor (`<a id="…">`) that stands in the guide of each language.

    A file without one at its beginning has its own name for it; each document's section has `document_anchor`.
    """

    START = "start"
    CONFERENCE = "conference"
    BIN = "bin"
    READINESS = "readiness"
    IMPORT = "import"
    MENDING = "mending"
    IMPORT_QUESTIONS = "import-questions"
    IMPORT_COLUMNS = "import-columns"
    IMPORT_UNITS = "import-units"
    PAST_IMPORTS = "past-imports"
    REGISTRATION_FORM = "registration-form"
    ATTENDEES = "attendees"
    RANKS = "ranks"
    QUESTIONS = "questions"
    REVIEW = "review"
    JOINING = "joining"
    TIDYING = "tidying"
    UNITS = "units"
    AGENDA = "agenda"
    REPLIES = "replies"
    POINTS = "points"
    TASKS = "tasks"
    OPINIONS = "opinions"
    DIALOGUES = "dialogues"
    PROCEDURES = "procedures"
    PAPERS = "papers"
    WORD_FORMS = "word-forms"
    DOOR = "door"
    FIGURES = "figures"
    DELEGATION = "delegation"
    WALK_INS = "walk-ins"
    SIGNED_SHEETS = "signed-sheets"
    SIGNATURES = "signatures"
    EXPORT = "export"
    DESKS = "desks"
    COMMANDS = "commands"
    DATA = "data"
    BACKUPS = "backups"
    ENCRYPTION = "encryption"
    PERSONAL_DATA = "personal-data"
    VERSIONS = "versions"


def document_anchor(name: str) -> str:
    """The place of a document's section in the chapter of documents, by its name ("badges")."""
    return f"document-{name}"


SPLIT_AT = {"index": 2, "documents": 3, "word-forms": 1, "server": 1, "security": 1}
"""The files of the guide, in its order, and the deepest headings at which a chapter begins in each (2: `##`)."""
_FLAT = 2
"""A file split at deeper headings than these has chapters below chapters."""
_ANCHOR = re.compile(r'^<a id="([^"]+)"></a>\s*$')
_HEADING = re.compile(r"^(#{1,6}) (.+?)\s*$")
_OTHER_LANGUAGE = re.compile(r"^\[[^\]]+\]\(index\.\w+\.md\)\s*$")
"""The link to the same guide in another language: the window has its own."""
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[*`\[\]|]|^#+ |^\|? ?-{3}.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a chapter that begins at a heading or an anchor."""

    anchor: str
    """"" for none."""
    title: str
    """Its heading; "" for a part that has none."""
    text: str
    """Markdown, with the heading."""

    @property
    def words(self) -> str:
        """Its text without the marks of Markdown and without pictures, folded."""
        return fold(" ".join(_MARKS.sub(" ", self.text).split()))


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is shown at once."""

    file: str
    """The file it stands in, without language and ending: "index"."""
    title: str
    depth: int
    """0 for a chapter of its own, 1 for one below that, 2 below that."""
    pieces: tuple[Piece, ...]

    def holds(self, anchor: str) -> bool:
        """Whether this place is in it."""
        return any(piece.anchor == anchor for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Found:
    """A piece in which everything looked for stands."""

    chapter: int
    piece: int
    title: str
    """Its heading, or the one it stands below."""


class Guide:
    """The whole guide in one language."""

    def __init__(self, files: Mapping[str, str]) -> None:
        """`files`: the text of each file named in `SPLIT_AT`; one that is missing is passed over."""
        self.chapters = [
            chapter
            for file, level in SPLIT_AT.items()
            if file in files
            for chapter in _chapters(file, files[file], level)
        ]
        self._words: list[list[str]] = []
        """The folded text of each piece by chapter, once something is looked for."""

    def place(self, anchor: str) -> tuple[int, int]:
        """The chapter and the piece of an anchor. Raises KeyError for one that is nowhere."""
        for number, chapter in enumerate(self.chapters):
            for place, piece in enumerate(chapter.pieces):
                if anchor and piece.anchor == anchor:
                    return number, place
        raise KeyError(anchor)

    def first_of(self, file: str) -> int | None:
        """The chapter with which a file begins; None for a file that is no part of the guide."""
        return next((place for place, chapter in enumerate(self.chapters) if chapter.file == file), None)

    def find(self, text: str) -> list[Found]:
        """The pieces in which every word stands, accents and case aside; those with all of them in their heading first."""
        words = fold(text).split()
        if not words:
            return []
        self._words = self._words or [[piece.words for piece in chapter.pieces] for chapter in self.chapters]
        headed: list[Found] = []
        others: list[Found] = []
        for number, chapter in enumerate(self.chapters):
            title = chapter.title
            for place, piece in enumerate(chapter.pieces):
                title = piece.title or title
                if all(word in self._words[number][place] for word in words):
                    in_title = bool(piece.title) and all(word in fold(piece.title) for word in words)
                    (headed if in_title else others).append(Found(number, place, title))
        return headed + others


def _chapters(file: str, text: str, level: int) -> Iterable[Chapter]:
    made: list[tuple[str, int, list[Piece]]] = []
    for anchor, lines in _parts(text):
        heading = _HEADING.match(lines[0])
        title = heading.group(2) if heading else ""
        depth = len(heading.group(1)) if heading else 9
        piece = Piece(anchor, title, "\n".join(lines).strip() + "\n")
        if depth <= level or not made:
            made.append((title, depth, [piece]))
        else:
            made[-1][2].append(piece)
    for place, (title, depth, pieces) in enumerate(made):
        if not place and not pieces[0].anchor:
            pieces[0] = replace(pieces[0], anchor=file)
        yield Chapter(file, title, max(0, depth - 1) if level > _FLAT else 0, tuple(pieces))


def _parts(text: str) -> Iterable[tuple[str, list[str]]]:
    """The lines of each piece under its anchor."""
    anchor, fenced = "", False
    lines: list[str] = []
    for line in text.splitlines():
        if _OTHER_LANGUAGE.match(line):
            continue
        fenced ^= line.startswith("```")
        marked = None if fenced else _ANCHOR.match(line)
        if marked or (not fenced and _HEADING.match(line) and any(lines)):
            if any(lines):
                yield anchor, lines
            anchor, lines = marked.group(1) if marked else "", []
        if not marked and (line or lines):
            lines.append(line)
    if any(lines):
        yield anchor, lines
