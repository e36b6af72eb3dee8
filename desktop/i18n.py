"""The one gettext catalogue: window, command line and documents speak through it.

Message ids are English sentences; `resources/translations/vi.po` and `en.po` hold both languages whole.
"""

from __future__ import annotations

import gettext as _gettext
import locale
import os

from desktop import paths

LANGUAGES = ("vi", "en")
DOMAIN = "tap-huan"

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
        _compile(source)
    try:
        with compiled.open("rb") as file:
            return _gettext.GNUTranslations(file)
    except OSError:
        return _gettext.NullTranslations()


def _compile(source: os.PathLike[str]) -> None:
    """Build the .mo beside its .po; a read-only folder leaves things as they are."""
    from pathlib import Path

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    path = Path(source)
    if not path.exists():
        return
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
    scratch = path.with_suffix(f".mo.{os.getpid()}")
    try:
        with scratch.open("wb") as file:
            write_mo(file, catalogue)
        scratch.replace(path.with_suffix(".mo"))
    except OSError:
        return


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
    said = _current.gettext(message) if message else ""
    return _Counting(said) if "{count}" in said else said


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message for a number, in the language in force; its `{count}` is written with its thousands parted."""
    return _Counting(_current.ngettext(singular, plural, number))


def pgettext(context: str, message: str) -> str:
    """The message in a context, for words that English writes alike."""
    return _current.pgettext(context, message)


def N_(message: str) -> str:
    """Mark a message for the catalogue where it is only listed; `_` says it later."""
    return message
