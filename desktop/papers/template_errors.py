"""Typst's messages read: what is wrong, in which file and line."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.domain.documents.templates import Cause, Trouble

_PLACE = re.compile(r"┌─ (?:\\\\\?\\)?(?:.*[/\\])?([^/\\\n]+\.typ):(\d+):(\d+)")
_CAUSES: tuple[tuple[str, Cause], ...] = (
    (r"unclosed (?:delimiter|label|raw)|unexpected closing|expected closing", "brackets"),
    (r"unclosed string", "quotes"),
    (r"unknown variable: (\S+)", "unknown_name"),
    (r"dictionary does not contain key [`\"]+(.+?)[`\"]+", "missing_word"),
    (r"failed to download package|package not found|invalid package|[`\"]?@\w+/", "package"),
    (
        r"would escape|file not found \(searched at .*?([^/\\]+)\)|failed to load file|cannot (?:read|access) ",
        "other_file",
    ),
    (r"condition is always true|loop seems to be infinite|maximum .*depth|did not converge", "endless"),
    (r"^(?:expected|unexpected|the character|a semicolon|keyword)\b", "syntax"),
)


def trouble(message: str, diagnostic: str, file: str) -> Trouble:
    """What Typst says about `file`: the place in it where there is one, else where it happened."""
    places = [(found[1], int(found[2]), int(found[3])) for found in _PLACE.finditer(diagnostic)]
    own = [place for place in places if place[0] == file]
    where, line, column = (own or places or [(file, 0, 0)])[0]
    for pattern, cause in _CAUSES:
        found = re.search(pattern, message)
        if found:
            return Trouble(cause, where, line, column, (found[1] or "") if found.groups() else "", _short(message))
    return Trouble("other", where, line, column, detail=_short(message))


def better_place(told: Trouble, text: str) -> Trouble:
    """Where a quotation mark is missing Typst stumbles far away from it: the first line with an odd one is meant."""
    if told.cause in ("brackets", "quotes", "syntax"):
        for number, line in enumerate(text.split("\n"), start=1):
            marks = _WHOLE.sub("", line).find('"')
            if marks >= 0:
                return replace(told, cause="quotes", line=number, column=line.find('"') + 1)
    return told


_WHOLE = re.compile(r'"(?:[^"\\]|\\.)*"|(?<!:)//.*$')
"""Texts in their quotation marks, and comments."""


def _short(message: str) -> str:
    """Without the folder in which the templates are put together: it says nothing to anyone."""
    return re.sub(r"(?<=searched at ).*[/\\]", "", message)[:500]
