"""The codes in a photograph, scan or screenshot, read in a child process with limits of time and memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop.domain.errors import AppError, UnreadableFile
from desktop.isolated.job import Failure
from desktop.isolated.runner import Runner
from desktop.papers.code_job import JOB

LARGEST = 30 * 1024 * 1024
_SECONDS = 20.0
_MEMORY = 2 * 1024**3

_runner = Runner(JOB)


def codes_in(path: Path) -> list[str]:
    """What each QR or bar code in a picture says; [] for none.

    Raises UnreadableFile: picture.no_file, picture.too_large, code.no_picture; AppError("code.no_reader") without zxing-cpp.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as problem:
        raise UnreadableFile("picture.no_file", file=path.name) from problem
    if data is None:
        raise UnreadableFile("picture.too_large", file=path.name, limit=LARGEST // 1024**2)
    answers: list[tuple[Any, ...]] = []

    def failed(_failure: Failure) -> UnreadableFile:
        return UnreadableFile("code.no_picture", file=path.name)

    _runner.run(data, answers.append, seconds=_SECONDS, memory=_MEMORY, failed=failed)
    tag, content = answers[0]
    if tag == "codes":
        return [str(text) for text in content]
    if content == "no_reader":
        raise AppError("code.no_reader")
    raise UnreadableFile("code.no_picture", file=path.name)
