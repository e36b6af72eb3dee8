"""Hook for commit messages: the subject stands alone on the first line and fits 72 characters.

Git calls it with the file of the message; longer subjects are cut in logs and on the web.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

LONGEST = 72
_CUT = "# ------------------------ >8 ------------------------"
"""Below this line `git commit --verbose` shows the change, which is no part of the message."""


def problem(message: str) -> str:
    """What is wrong with a commit message, in a sentence; "" for nothing."""
    text, _cut, _change = message.partition(_CUT)
    lines = [line.rstrip() for line in text.splitlines() if not line.startswith("#")]
    while lines and not lines[0]:
        lines.pop(0)
    if not lines:
        return ""  # git itself refuses it
    subject = lines[0]
    if len(subject) > LONGEST:
        return f"The subject has {len(subject)} characters, and {LONGEST} fit: {subject[:LONGEST]}|{subject[LONGEST:]}"
    if len(lines) > 1 and lines[1]:
        return "The second line must be blank: the subject stands alone."
    return ""


def main(arguments: Sequence[str]) -> int:
    """Check the message in the file named; return 1 when it must be written anew."""
    wrong = problem(Path(arguments[0]).read_text(encoding="utf-8"))
    if wrong:
        sys.stderr.write(wrong + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
