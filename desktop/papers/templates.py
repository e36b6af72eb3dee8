"""Templates that an office has made its own: copied from the program's, changed, tried, put into force, taken back.

All stand in the data folder under `documents`. Beside NAME.typ, which is in force: NAME.typ.base, the program's text it was
copied from; NAME.typ.draft, a text not in force yet; NAME.typ.before, the office's text before it went back.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop import own_files, paths
from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.templates import FRAME, Trouble
from desktop.domain.errors import AppError, InvalidInput
from desktop.full_disk import cannot_write
from desktop.i18n import _
from desktop.papers import documents, frame_preview, render
from desktop.papers.office_process import TroubleMet
from desktop.papers.template_errors import better_place
from desktop.whole_file import write_whole

TRIED_SECONDS = 10.0
"""A text that is being written may go wrong at any key: it is not waited for as long as a document."""


@dataclass(frozen=True, slots=True)
class TemplateState:
    """How a template stands at this desk."""

    name: str
    own: bool
    """Whether the office's own text is in force."""
    draft: bool
    """Whether a text waits that is not in force."""
    newer: bool
    """Whether the program's template is another one than the office's was copied from."""
    before: bool
    """Whether an office's text was set aside when it went back to the program's."""


def names() -> tuple[str, ...]:
    """Every template that can be changed: the documents', and the frame that they share."""
    return (*(document.name for document in documents.every()), FRAME)


def title(name: str) -> str:
    """What a template is called: as its document, or the frame."""
    return _("Frame of all documents") if name == FRAME else documents.title(name)


def known(name: str) -> str:
    """The name, when there is such a template. Raises InvalidInput("template.unknown")."""
    if name not in names():
        raise InvalidInput("template.unknown", field="document", value=name, known=names())
    return name


def state(name: str) -> TemplateState:
    """How it stands."""
    own = _path(name).is_file()
    base = _read(_path(name, ".base"))
    newer = own and base is not None and base != shipped(name)
    return TemplateState(name, own, _path(name, ".draft").is_file(), newer, _path(name, ".before").is_file())


def shipped(name: str) -> str:
    """The text that comes with the program."""
    path = paths.resources() / "documents" / f"{known(name)}.typ"
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def in_force(name: str) -> str:
    """The office's text, else the program's."""
    own = _read(_path(name))
    return shipped(name) if own is None else own


def draft(name: str) -> str | None:
    """A text kept that is not in force."""
    return _read(_path(name, ".draft"))


def keep_draft(name: str, text: str) -> None:
    """Keep a text that is not in force; the one in force needs no keeping. Raises AppError("file.cannot_write")."""
    if text == in_force(name):
        drop_draft(name)
    else:
        _write(_path(name, ".draft"), text)


def drop_draft(name: str) -> None:
    """Forget the text that is not in force."""
    _remove(_path(name, ".draft"))


def put(name: str, text: str) -> None:
    """Bring a text into force that was tried. The program's own goes back to it."""
    if text == shipped(name):
        reset(name, text)
    else:
        if not _path(name).is_file() or not _path(name, ".base").is_file():
            _write(_path(name, ".base"), shipped(name))
        _write(_path(name), text)
    drop_draft(name)


def reset(name: str, written: str = "") -> None:
    """Back to the program's template; the office's (else what was `written`) is kept beside: see `before`."""
    own = _read(_path(name)) or _read(_path(name, ".draft")) or written
    if own and own != shipped(name):
        _write(_path(name, ".before"), own)
    _remove(_path(name))
    drop_draft(name)


def before(name: str) -> str | None:
    """The office's text as it was before it went back to the program's."""
    return _read(_path(name, ".before"))


def set_aside(name: str) -> None:
    """Out of force, but kept to be mended: a template that fails must stop no document at the door.

    It becomes the draft, unless another text waits as that already.
    """
    own = _read(_path(name))
    if own is not None:
        _write(_path(name, ".before" if _path(name, ".draft").is_file() else ".draft"), own)
        _remove(_path(name))


def keep_own(name: str) -> None:
    """Stay with the office's text although the program's has changed since: do not ask again."""
    _write(_path(name, ".base"), shipped(name))


def changes(name: str) -> list[str]:
    """What changed in the program's template since the office's was copied: lines that begin with - or +, and some around."""
    base = _read(_path(name, ".base"))
    if base is None:
        return []
    lines = difflib.unified_diff(base.splitlines(), shipped(name).splitlines(), lineterm="", n=2)
    return [line for line in lines if not line.startswith(("---", "+++"))]


def tried(name: str, text: str, content: Any = None, *, seconds: float = TRIED_SECONDS) -> bytes | Trouble:
    """The document (the frame itself for the frame) as PDF if its template had this text, or what is wrong with it."""
    if known(name) == FRAME:
        file, data = frame_preview.TEMPLATE, frame_preview.data(content or Letterhead())
    else:
        file, data = f"{name}.typ", render.data_of(documents.find(name), content)
    try:
        return render.tried(file, data, f"{name}.typ", text, seconds=seconds)
    except TroubleMet as met:
        own = met.trouble.file == f"{name}.typ"
        return better_place(met.trouble, text) if own else met.trouble


def unheard(name: str, text: str, content: Any) -> Trouble | None:
    """The first word that the text says otherwise and the document does not have: a misspelt name changes nothing."""
    found = _REWORDED.search(text)
    if found is None or name == FRAME:
        return None
    words = render.data_of(documents.find(name), content)["words"]
    for word in _WORD.finditer(text, *found.span(1)):
        if word[1] not in words:
            return Trouble("missing_word", f"{name}.typ", text.count("\n", 0, word.start(1)) + 1, name=word[1])
    return None


_REWORDED = re.compile(r"\breword\(\s*\n(.*?)^\)", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"^ *([\w-]+): ", re.MULTILINE)


def _path(name: str, ending: str = "") -> Path:
    return render.folder() / f"{known(name)}.typ{ending}"


def _read(path: Path) -> str | None:
    if not path.is_file() or path.is_symlink():
        return None
    try:
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise AppError("template.not_text", file=path.name) from error


def _write(path: Path, text: str) -> None:
    try:
        own_files.make_folder(path.parent)
    except OSError as error:
        raise cannot_write(error, path.name) from error
    write_whole(path, text.encode())


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(error, path.name) from error
