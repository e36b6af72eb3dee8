"""The process that compiles an office's own templates: without network, without endless work, with only their folder.

It runs apart so that no template can hold the program up, eat its memory or fetch anything: the program says which template
it was, and starts another process.
"""

from __future__ import annotations

import contextlib
import marshal
import signal
import sys
import tempfile
from typing import Any

from desktop.excel.reading.job import LENGTH, channels

_MEMORY = 2 * 1024**3
_KEPT = 8


def main() -> int:
    """Serve requests until stdin ends. Each is (folder, file, form, dpi, data); the answer (pages,) or (message, diagnostic)."""
    requests, answers = channels()
    with contextlib.suppress(ValueError, OSError, AttributeError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the program's to answer
    _limit_memory()
    with tempfile.TemporaryDirectory(prefix="tap-huan-no-packages-") as nowhere:
        compilers: dict[tuple[str, str], Any] = {}
        while header := requests.read(LENGTH.size):
            folder, file, form, dpi, data = marshal.loads(requests.read(LENGTH.unpack(header)[0]))
            if len(compilers) >= _KEPT:
                compilers.clear()
            answer = marshal.dumps(_compiled(compilers, nowhere, folder, file, form, dpi, data))
            answers.write(LENGTH.pack(len(answer)) + answer)
            answers.flush()
    return 0


def _compiled(
    compilers: dict[tuple[str, str], Any], nowhere: str, folder: str, file: str, form: str, dpi: float, data: str
) -> tuple[Any, ...]:
    import typst

    from desktop.papers.fonts import typeface

    compiler = compilers.get((folder, file))
    if compiler is None:
        compiler = compilers[folder, file] = typst.Compiler(
            f"{folder}/{file}",
            root=folder,
            font_paths=typeface().fonts,
            ignore_system_fonts=True,
            # No package of this computer's is lent either: a template would work here and nowhere else.
            package_path=nowhere,
            package_cache_path=nowhere,
        )
    options: dict[str, Any] = {"format": form, "pdf_tags": False} if form == "pdf" else {"format": form, "ppi": dpi}
    try:
        made = compiler.compile(sys_inputs={"data": data}, **options)
    except typst.TypstError as error:
        return error.message, error.diagnostic
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Typst crashed; its exception is no Exception
            raise
        compilers.clear()
        return str(error), ""
    return (made if isinstance(made, list) else [made],)


def _limit_memory() -> None:
    """Cap memory where the system can; elsewhere the program's time limit ends what grows."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
