"""Documents as PDF or pictures, through Typst templates in resources/documents; an office may put its own over them.

A template gets its texts as JSON strings and shows them as text: nothing typed by anyone is ever read as markup. It sees
its own folder and nothing outside it, and no packages from a network.
"""

from __future__ import annotations

import importlib
import json
import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from desktop import paths
from desktop.documents.fonts import EMBEDDED, typeface
from desktop.domain.documents import kinds
from desktop.domain.errors import AppError
from desktop.i18n import language

if TYPE_CHECKING:
    import typst

_lock = threading.Lock()
_compilers: dict[Path, typst.Compiler] = {}


def data_of(name: str, content: Any) -> dict[str, Any]:
    """What the template of a document gets."""
    kind = kinds.kind(name)
    room = importlib.import_module(f"desktop.documents.{kind.room}")
    data: dict[str, Any] = room.data(kind, content)
    return {**_given(), **data}


def _given() -> dict[str, Any]:
    """What every template gets."""
    return {"fonts": [typeface().family, EMBEDDED], "language": language()}


def compiled(file: str, data: dict[str, Any]) -> bytes:
    """A template that is no document's, filled with `data`, as PDF."""
    return _compile(file, {**_given(), **data}, "pdf")[0]


def pdf(name: str, content: Any) -> bytes:
    """A document as PDF. Raises AppError("sheet.template") when an office's own template fails."""
    return _compile(f"{name}.typ", data_of(name, content), "pdf")[0]


def pictures(name: str, content: Any, *, dpi: float = 150) -> list[bytes]:
    """A document's pages as PNG pictures."""
    return _compile(f"{name}.typ", data_of(name, content), "png", dpi)


def _compile(file: str, data: dict[str, Any], form: Literal["pdf", "png"], dpi: float = 150) -> list[bytes]:
    """The template `file` filled with `data`: one PDF, or a picture for each page."""
    import typst

    with _lock:
        path = _folder() / file
        compiler = _compilers.get(path)
        if compiler is None:
            compiler = typst.Compiler(
                str(path), root=str(path.parent), font_paths=typeface().fonts, ignore_system_fonts=True
            )
            _compilers[path] = compiler
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        try:
            if form == "pdf":
                made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_tags=False)
            else:
                made = compiler.compile(format="png", sys_inputs=inputs, ppi=dpi)
        except typst.TypstError as error:
            raise AppError("sheet.template", file=file, reason=str(error)) from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # Typst crashed; its exception is no Exception
                raise
            _compilers.clear()
            raise AppError("sheet.template", file=file, reason=str(error)) from error
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if isinstance(page, bytes)]


def _folder() -> Path:
    """Where the templates are: the program's own folder, or a copy of it with the office's templates put over."""
    standard = paths.resources() / "documents"
    own = {path: path.stat().st_mtime_ns for path in sorted((paths.data_folder() / "documents").glob("*.typ"))}
    if not own:
        return standard
    if _mixed is None or _mixed.own != own:
        _mix(standard, own)
    assert _mixed is not None
    return Path(_mixed.folder.name)


@dataclass(slots=True)
class _Mixed:
    own: dict[Path, int]
    """The office's templates and when each was saved: a newer one is taken at once."""
    folder: tempfile.TemporaryDirectory[str]


_mixed: _Mixed | None = None


def _mix(standard: Path, own: dict[Path, int]) -> None:
    global _mixed
    folder = tempfile.TemporaryDirectory(prefix="tap-huan-documents-")
    for path in (*standard.glob("*.typ"), *own):  # an office's official.typ serves the program's sheet and the reverse
        shutil.copyfile(path, Path(folder.name) / path.name)
    _compilers.clear()
    _mixed = _Mixed(own, folder)
