"""Badge codes: digits only (a scanner types through Telex), the last one a check digit."""

from __future__ import annotations

# Damm's quasigroup of order 10 (H. M. Damm, 2004): finds every single wrong digit and every swap of neighbours.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def check_digit(digits: str) -> str:
    """The digit that closes `digits`."""
    state = 0
    for digit in digits:
        state = _DAMM[state][ord(digit) - 48]
    return str(state)


def badge_code(conference_number: int, sequence: int) -> str:
    """The code of a conference's nth attendee: "1010001" and its check digit."""
    digits = f"{conference_number}{sequence:04d}"
    return digits + check_digit(digits)


def is_badge_code(text: str) -> bool:
    """Whether the text is a code with its check digit right (blanks between digits are allowed)."""
    digits = text.replace(" ", "")
    return len(digits) >= 8 and digits.isascii() and digits.isdigit() and check_digit(digits) == "0"
