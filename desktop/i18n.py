"""The one gettext catalogue: window, command line and documents speak through it.

Message ids are English sentences; `resources/translations/vi.po` and `en.po` hold both languages whole.
"""

from __future__ import annotations

import gettext as _gettext
import locale
import os
from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from desktop import paths
from desktop.catalogue import Catalogue
from desktop.domain.errors import AppError

if TYPE_CHECKING:
    import io
    from pathlib import Path

LANGUAGES = ("vi", "en")
DOMAIN = "tap-huan"


class Phrasing(Protocol):
    """Says messages otherwise than the catalogue, or listens to which are asked for."""

    def say(self, key: str, message: str) -> str:
        """What stands for the catalogue's `message`; `key` is its id, after its context and U+0004 where it has one."""

    def same_as(self) -> Hashable:
        """Equal for whoever says the same."""


_phrasing: ContextVar[Phrasing | None] = ContextVar("phrasing", default=None)
_CONTEXT = "\x04"
"""Between a context and a message's id, as in gettext's own files."""

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def system_language() -> str:
    """The language of the system, "vi" unless it plainly says English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            break
    else:
        # Elsewhere Python answers en_US for a bare "C.UTF-8", which says nothing.
        value = (locale.getlocale()[0] or "") if os.name == "nt" else ""
    return "en" if value.lower().startswith("en") else "vi"


def install(language: str | None = None) -> str:
    """Switch every later `_()` to `language` (None: the system's); return the language in force."""
    global _current, _language
    chosen = language if language in LANGUAGES else system_language()
    _current = _load(chosen)
    _language = chosen
    return chosen


def language() -> str:
    """The language in force: "vi" or "en"."""
    return _language


def _load(language: str) -> _gettext.NullTranslations:
    folder = paths.resources() / "translations"
    source = folder / f"{language}.po"
    compiled = folder / f"{language}.mo"
    if not compiled.exists() or (source.exists() and source.stat().st_mtime > compiled.stat().st_mtime):
        made = _compile(source)
        if made is not None:
            return Catalogue(made)
    try:
        return _read(compiled, compiled.stat().st_mtime_ns)
    except OSError:
        return _gettext.NullTranslations()


@lru_cache(maxsize=len(LANGUAGES))
def _read(compiled: Path, _changed: int) -> _gettext.NullTranslations:
    """A catalogue as it is since it was `_changed`: to read one takes as long as to draw a page."""
    with compiled.open("rb") as file:
        return Catalogue(file)


def _compile(source: os.PathLike[str]) -> io.BytesIO | None:
    """The catalogue of a .po, kept as .mo beside it where there is room and the folder lets us; None without a .po."""
    import io
    from pathlib import Path

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    from desktop.whole_file import write_whole

    path = Path(source)
    if not path.exists():
        return None
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
    made = io.BytesIO()
    write_mo(made, catalogue)
    made.seek(0)
    with suppress(AppError):
        write_whole(path.with_suffix(".mo"), made.getvalue())
    return made


@contextmanager
def phrased(phrasing: Phrasing) -> Iterator[None]:
    """Whatever is said meanwhile, in this thread, is said by `phrasing`."""
    token = _phrasing.set(phrasing)
    try:
        yield
    finally:
        _phrasing.reset(token)


def is_phrased() -> bool:
    """Whether messages are said otherwise now."""
    return _phrasing.get() is not None


def voice() -> Hashable:
    """Equal as long as messages are said alike: the language, and who says them otherwise."""
    says = _phrasing.get()
    return _language, None if says is None else says.same_as()


def _said(key: str, message: str) -> str:
    says = _phrasing.get()
    return message if says is None else says.say(key, message)


def thousands(number: int) -> str:
    """A number with its thousands parted: 1.200.000, in English 1,200,000."""
    text = f"{number:,}"
    return text.replace(",", ".") if _language == "vi" else text


class _Counting(str):
    """A message that tells a count: whoever fills it in need not think of how numbers are written."""

    __slots__ = ()

    def format(self, *args: object, **given: object) -> str:
        count = given.get("count")
        if isinstance(count, int):
            given["count"] = thousands(count)
        return super().format(*args, **given)


def _(message: str) -> str:
    """The message in the language in force; a `{count}` in it is written with its thousands parted."""
    said = _said(message, _current.gettext(message)) if message else ""
    return _Counting(said) if "{count}" in said else said


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message for a number, in the language in force; its `{count}` is written with its thousands parted."""
    found = _current.ngettext(singular, plural, number)
    key = singular if found == _current.ngettext(singular, plural, 1) else plural
    return _Counting(_said(key, found))


def pgettext(context: str, message: str) -> str:
    """The message in a context, for words that English writes alike."""
    return _said(f"{context}{_CONTEXT}{message}", _current.pgettext(context, message))


def N_(message: str) -> str:
    """Mark a message for the catalogue where it is only listed; `_` says it later."""
    return message
