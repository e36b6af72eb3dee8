"""What a child process is started for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Request = TypeVar("Request")
"""What one request holds: numbers, texts, bytes, and tuples, lists and dictionaries of them (`frames.pack`)."""
Send = Callable[[bytes], object]
"""Sends one answer, packed by `frames.pack`, to the program."""
Work = Callable[[Request, Send], bool]
"""Does one request; any number of answers. True when the child has grown too large to be kept for the next one.

What the request itself is refused for is an answer like others. An exception ends the child, except MemoryError, which is told.
"""


COPIES = sys.platform == "linux"
"""Whether a child can make copies of itself that end with it."""


@dataclass(frozen=True, slots=True)
class Job(Generic[Request]):
    """One kind of work for a child process."""

    module: str
    """The module that holds this object as `JOB`: there the child finds it, in a frozen program too."""
    start: Callable[[], Work[Request]]
    """Called once in the child: imports and prepares what every request needs."""
    copied: bool = False
    """Whether each request is done in a copy of the child that was prepared, where there are copies: so none meets what
    another left behind, and the child is prepared once. A copy costs a hundredth of a second."""

    @property
    def in_copies(self) -> bool:
        """Whether that is so here."""
        return self.copied and COPIES


class Failure(StrEnum):
    """Why a child did not finish a request."""

    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
