"""`tap-huan`, `python -m desktop` and `main.py`: a command goes to the command line, nothing opens the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from desktop import early_clock, i18n, startup
from desktop.isolated import FLAG

_WINDOW_OPTIONS = ("--data", "--language")
_DATA_FILE = ".db"
_OBJECTS_BEFORE_COLLECTING = 200_000
"""A command is short, and nearly all it makes at first are modules, which stay."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line or the window; return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    early_clock.bear()
    if len(arguments) == 2 and arguments[0] == FLAG:
        from desktop.isolated import worker

        return worker.main(arguments[1])
    if len(arguments) == 1 and arguments[0].lower().endswith(_DATA_FILE) and not arguments[0].startswith("-"):
        # A file dropped on the program or on its icon.
        arguments = ["--data", *arguments]
    if not opens_window(arguments):
        return _command(arguments)
    if not startup.has_display():
        i18n.install(_language(arguments))
        print(startup.no_display_sentence(), file=sys.stderr)  # noqa: T201 - the one sentence said before any room opens
        return 1
    from desktop import app

    return app.main(arguments)


def _command(arguments: Sequence[str]) -> int:
    """Run the command line; at its end nothing is taken apart piece by piece, for the process ends."""
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    from desktop import cli

    try:
        return cli.main(arguments)
    finally:
        gc.freeze()


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether these arguments name no command: nothing, or only whose data and which language."""
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        option, given, _value = word.partition("=")
        if option not in _WINDOW_OPTIONS:
            return False
        if given:
            continue
        if not rest:
            return False  # the command line says what is missing
        rest.pop(0)
    return True


def _language(arguments: Sequence[str]) -> str | None:
    for position, word in enumerate(arguments):
        option, given, value = word.partition("=")
        if option == "--language":
            return value if given else arguments[position + 1]
    return None


if __name__ == "__main__":
    sys.exit(main())
