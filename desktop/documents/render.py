"""Papers as PDF, through Typst templates in resources/documents; an office may put its own in its data folder.

A template gets its texts as JSON strings and shows them as text: nothing typed by anyone is ever read as markup.
"""

from __future__ import annotations

import json
import threading
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
    return render("attendance-sheet.typ", sheet_data(content, [typeface().family, EMBEDDED]))


def render(name: str, data: dict[str, Any]) -> bytes:
    """The template `name` filled with `data`, as PDF."""
    import typst

    path = template(name)
    with _lock:
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
            raise AppError("sheet.template", file=str(path), reason=str(error)) from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # Typst crashed; its exception is no Exception
                raise
            _compilers.clear()
            raise AppError("sheet.template", file=str(path), reason=str(error)) from error
    assert isinstance(made, bytes)
    return made


def template(name: str) -> Path:
    """The office's own template when it has one, else the one that comes with the program."""
    own = paths.data_folder() / "documents" / name
    return own if own.is_file() else paths.resources() / "documents" / name
