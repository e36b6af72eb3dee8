"""Names of files made of names of units, conferences and people: what every system takes, and people still read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.domain.names import normalise

_FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')
_MOST_BYTES = 180
"""A folder of Linux takes names of 255 bytes; an ending, a number and a word before must still fit."""
_BETWEEN = " - "
_MOST_ABOUT = 60
"""Letters of a title in a name: what comes behind it is to be seen in a folder's list."""
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"}
)
"""What Windows takes for a device, whatever ending follows, in any capitals."""


def file_stem(text: str, otherwise: str = "-") -> str:
    """The text as a file's name without its ending; `otherwise` when nothing of it can stand in one.

    Without what a file system refuses or nobody sees, not too long, and never the name of a device of Windows.
    """
    whole = _FORBIDDEN.sub(" ", normalise(text))
    short = " ".join(whole.split()).encode()[:_MOST_BYTES].decode(errors="ignore").strip(" .")
    first, dot, rest = short.partition(".")
    if first.rstrip().upper() in _DEVICES:
        first = f"{first.rstrip()}_"
    return first + dot + rest or otherwise


def windows_takes(name: str) -> bool:
    """Whether Windows makes a file of just this name: no forbidden sign, no dot or space at its end, no device."""
    first = name.partition(".")[0].rstrip().upper()
    return not (_FORBIDDEN.search(name) or name.endswith((".", " ")) or first in _DEVICES)


def joined_stem(first: str, about: str, *rest: str) -> str:
    """The texts as one name: "Danh sách điểm danh - Hội nghị tập huấn - 23-05-2018"; empty ones are left out.

    Where it grows too long `about` gives way, word by word from its end.
    """
    head, *tail = (file_stem(each, "") for each in (first, *rest))
    room = _MOST_BYTES - len(_BETWEEN.join(filter(None, (head, "", *tail))).encode()) - len(_BETWEEN)
    words = file_stem(about, "").split()
    while words and (len(" ".join(words)) > _MOST_ABOUT or len(" ".join(words).encode()) > room):
        words.pop()
    return file_stem(_BETWEEN.join(filter(None, (head, " ".join(words), *tail))))


def unique_stems(texts: Iterable[str], otherwise: str = "-") -> list[str]:
    """The same for several files of one folder: none twice, capitals apart."""
    taken: set[str] = set()
    found = []
    for text in texts:
        first = stem = file_stem(text, otherwise)
        number = 1
        while stem.casefold() in taken:
            number += 1
            stem = f"{first} ({number})"
        taken.add(stem.casefold())
        found.append(stem)
    return found
