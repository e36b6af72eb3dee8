"""Templates compiled in a child process: an office's own, without network, without endless work; and all for long papers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop.domain.documents.templates import Trouble
from desktop.domain.progress import IsCancelled
from desktop.isolated.job import Failure
from desktop.isolated.runner import Runner
from desktop.papers.office_job import JOB
from desktop.papers.template_errors import trouble

SECONDS = 30.0
"""How long a document of an office's own template may take: a hundred times what a long one takes."""
_MEMORY = 2 * 1024**3

_runner = Runner(JOB)


class TroubleMet(Exception):
    """A template could not be compiled."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.detail)
        self.trouble = trouble


def compiled(
    folder: Path,
    file: str,
    data: str,
    form: str,
    dpi: float,
    *,
    seconds: float | None = None,
    asked: str = "",
    cancelled: IsCancelled = lambda: False,
) -> tuple[list[bytes], str]:
    """The pages of a template of `folder`, and the answer to the Typst expression `asked` as JSON. Raises TroubleMet, and Cancelled at once when `cancelled()` is true."""

    def failed(failure: Failure) -> TroubleMet:
        return TroubleMet(Trouble("too_slow" if failure is Failure.TIMEOUT else "too_large", file))

    answers: list[tuple[Any, ...]] = []
    _runner.run(
        (str(folder), file, form, dpi, asked, data),
        answers.append,
        seconds=SECONDS if seconds is None else seconds,
        memory=_MEMORY,
        failed=failed,
        cancelled=cancelled,
    )
    tag, *content = answers[0]
    if tag == "pages":
        return list(content[0]), content[1]
    raise TroubleMet(trouble(content[0], content[1], file))
