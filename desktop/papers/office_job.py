"""The job of the child process that compiles an office's own templates, and long papers: with only their folder, and no packages.

It runs apart so that no template can hold the program up, eat its memory or fetch anything: the program says which template
it was, and starts another child.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop import scratch
from desktop.isolated import frames
from desktop.isolated.job import Job, Send

if TYPE_CHECKING:
    import typst

Request = tuple[str, str, str, float, str, str]
"""Folder, file, form ("pdf" or "png"), dots per inch of pictures, an expression to be answered ("": none), data."""

_KEPT = 8
_LONG = 50_000
"""Characters of data, from which on what Typst remembers of them is not kept for the next request: another child serves it."""


def answered(compiler: typst.Compiler, asked: str) -> str:
    """What the document compiled last answers to a Typst expression, as JSON; "" when it can't, as an office's own may not."""
    import typst

    try:
        return compiler.eval(asked) if asked else ""
    except typst.TypstError:
        return ""


class _Compilers:
    """The templates compiled last, each ready for other data."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], typst.Compiler] = {}
        # No package of this computer's is lent either: a template would work here and nowhere else.
        self._nowhere = scratch.folder()

    def serve(self, request: Request, send: Send) -> bool:
        """Compile one template: the answer is ("pages", each as bytes, what was asked as JSON) or ("trouble", Typst's message, its diagnostic)."""
        send(frames.pack(self._compiled(*request)))
        return len(request[-1]) > _LONG

    def _compiled(self, folder: str, file: str, form: str, dpi: float, asked: str, data: str) -> tuple[Any, ...]:
        import typst

        options: dict[str, Any] = {"format": form, "pdf_tags": False} if form == "pdf" else {"format": form, "ppi": dpi}
        try:
            compiler = self._compiler(folder, file)
            made = compiler.compile(sys_inputs={"data": data}, **options)
            answer = answered(compiler, asked)
        except typst.TypstError as error:
            return "trouble", error.message, error.diagnostic
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # Typst crashed; its exception is no Exception
                raise
            self._kept.clear()
            return "trouble", str(error), ""
        return "pages", made if isinstance(made, list) else [made], answer

    def _compiler(self, folder: str, file: str) -> typst.Compiler:
        import typst

        from desktop.papers.fonts import typeface

        compiler = self._kept.get((folder, file))
        if compiler is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            compiler = self._kept[folder, file] = typst.Compiler(
                f"{folder}/{file}",
                root=folder,
                font_paths=typeface().fonts,
                ignore_system_fonts=True,
                package_path=self._nowhere.name,
                package_cache_path=self._nowhere.name,
            )
        return compiler


JOB = Job(__name__, lambda: _Compilers().serve)
