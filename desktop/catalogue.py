"""A catalogue of messages (gettext's .mo), each decoded when it is asked for first.

The standard library decodes all of them when a catalogue is opened, which takes a start as long as drawing its first page.
"""

from __future__ import annotations

import struct
from gettext import NullTranslations, c2py
from typing import IO

_MAGIC = 0x950412DE
"""The first four bytes, in the order of bytes of all other numbers."""
_CONTEXT = "\x04"
"""Between a context and a message's id."""
_FORMS = "\x00"
"""Between the forms of a message that tells a number, and between those of its translation."""


class Catalogue(NullTranslations):
    """The messages of a .mo in UTF-8, as Babel writes it. Raises OSError for any other file."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._whole = file.read()
        self._order = ">" if self._whole.startswith(struct.pack(">I", _MAGIC)) else "<"
        try:
            magic, _revision, count, messages, said = struct.unpack_from(f"{self._order}5I", self._whole)
            ids, texts = self._table(messages, count), self._table(said, count)
        except struct.error as error:
            raise OSError("no catalogue of messages") from error
        if magic != _MAGIC:
            raise OSError("no catalogue of messages")
        self._places = dict(zip((each.partition(b"\0")[0] for each in map(self._text, ids)), texts, strict=True))
        self._found: dict[str, list[str]] = {}
        rule = "".join(self._forms("")).partition("plural=")[2].partition(";")[0]
        self._form_of = c2py(rule or "n != 1")

    def gettext(self, message: str) -> str:
        """The message in the catalogue's language; one that is not in it as it is."""
        forms = self._forms(message)
        return forms[0] if forms else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form of a message that goes with the number."""
        forms = self._forms(msgid1)
        if not forms:
            return msgid1 if n == 1 else msgid2
        return forms[min(self._form_of(n), len(forms) - 1)]

    def pgettext(self, context: str, message: str) -> str:
        """The message in a context."""
        forms = self._forms(f"{context}{_CONTEXT}{message}")
        return forms[0] if forms else message

    def _forms(self, message: str) -> list[str]:
        """The translation of a message, each form of it; empty where there is none."""
        found = self._found.get(message)
        if found is None:
            place = self._places.get(message.encode("utf-8"))
            found = self._found[message] = self._text(place).decode("utf-8").split(_FORMS) if place else []
        return found

    def _table(self, start: int, count: int) -> list[tuple[int, int]]:
        """How long each text is, and where it begins."""
        flat = struct.unpack_from(f"{self._order}{2 * count}I", self._whole, start)
        return list(zip(flat[::2], flat[1::2], strict=True))

    def _text(self, place: tuple[int, int]) -> bytes:
        length, start = place
        return self._whole[start : start + length]
