"""Papers as PDF, through Typst templates in resources/documents; an office may put its own in its data folder.

A template gets its texts as JSON strings and shows them as text: nothing typed by anyone is ever read as markup.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.documents.content import sheet_data
from desktop.documents.fonts import EMBEDDED, typeface
from desktop.domain.errors import AppError
from desktop.domain.papers import SheetContent

if TYPE_CHECKING:
    import typst

_lock = threading.Lock()
_compilers: dict[Path, typst.Compiler] = {}


def render_sheet(content: SheetContent) -> bytes:
    """The attendance sheet as PDF. Raises AppError("sheet.template") when an office's own template fails."""
    return _render("attendance-sheet.typ", sheet_data(content, [typeface().family, EMBEDDED]))


def _render(name: str, data: dict[str, Any]) -> bytes:
    """The template `name` filled with `data`, as PDF."""
    import typst

    with _lock:
        path = _folder() / name
        compiler = _compilers.get(path)
        if compiler is None:
            compiler = typst.Compiler(
                str(path), root=str(path.parent), font_paths=typeface().fonts, ignore_system_fonts=True
            )
            _compilers[path] = compiler
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        try:
            made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_tags=False)
        except typst.TypstError as error:
            raise AppError("sheet.template", file=name, reason=str(error)) from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # Typst crashed; its exception is no Exception
                raise
            _compilers.clear()
            raise AppError("sheet.template", file=name, reason=str(error)) from error
    assert isinstance(made, bytes)
    return made


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
