"""Errors of the field: a code and details, never a sentence.

The sentences stand in `desktop.wording`, in the user's language.
"""

from __future__ import annotations


class AppError(Exception):
    """Something the user should be told about.

    `code` names the kind ("file.password"), `details` fill the sentence
    (file, sheet, row, field, value …).
    """

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        if not self.details:
            return self.code
        return f"{self.code} {self.details}"

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword details would be lost by the default pickling (read processes send errors back).
        return (_rebuild, (type(self), self.code, self.details))


def _rebuild(kind: type[AppError], code: str, details: dict[str, object]) -> AppError:
    return kind(code, **details)


class NotFound(AppError):
    """The thing named does not exist (details: what, name)."""


class Ambiguous(AppError):
    """The name fits several things (details: what, name, candidates)."""


class InvalidInput(AppError):
    """A field holds something it can't (details: field, value)."""

    @property
    def field(self) -> str:
        """The field the error stands beside; "" when it concerns the whole form."""
        return str(self.details.get("field", ""))


class Conflict(AppError):
    """Someone else changed the row first (details: what, who, at, fields)."""


class UnreadableFile(AppError):
    """A file that can't be read (details: file)."""


class UnusableDatabase(AppError):
    """A data file that can't be opened (details: file)."""


class Cancelled(AppError):
    """The user cancelled the work; nothing was written."""

    def __init__(self, code: str = "cancelled", **details: object) -> None:
        super().__init__(code, **details)
