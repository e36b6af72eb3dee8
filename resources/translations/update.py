"""Bring the catalogue up to date with the source: extract, merge, fill English, compile.

Run from the project's folder: `python resources/translations/update.py`. English message ids are their own English text.
New Vietnamese strings are left empty for a person to translate; the tests fail until they are.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "gettext": None}


def template() -> Catalog:
    """Every message of the source, without translations."""
    catalogue = Catalog(project="tap-huan", charset="utf-8")
    methods = [("**.py", "python")]
    for _file, _line, message, comments, context in extract_from_dir(
        ROOT / "desktop", methods, keywords=KEYWORDS, comment_tags=("translators:",), strip_comment_tags=True
    ):
        catalogue.add(message, None, [], auto_comments=comments, context=context)
    return catalogue


def updated(language: str, source: Catalog) -> Catalog:
    """The stored catalogue of `language` with the source's messages: new ones added, dead ones dropped."""
    path = FOLDER / f"{language}.po"
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = Catalog(locale=language, project="tap-huan", charset="utf-8")
    before = catalogue.creation_date
    catalogue.update(source, no_fuzzy_matching=True)
    catalogue.creation_date = before  # the day alone is no change to be committed
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    if language == "en":
        for message in catalogue:
            if message.id and not any(message.string if isinstance(message.string, tuple) else (message.string,)):
                message.string = message.id
    return catalogue


def main() -> int:
    """Update and compile both languages; exit 1 while a Vietnamese string is missing."""
    source = template()
    missing = 0
    for language in ("vi", "en"):
        catalogue = updated(language, source)
        with (FOLDER / f"{language}.po").open("wb") as file:
            write_po(file, catalogue, no_location=True, sort_output=True, width=110)
        with (FOLDER / f"{language}.mo").open("wb") as file:
            write_mo(file, catalogue)
        for message in catalogue:
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id and not all(strings):
                missing += 1
                sys.stderr.write(f"{language}: untranslated: {message.id!r}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
