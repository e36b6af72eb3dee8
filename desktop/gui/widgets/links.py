"""Links inside a label of rich text."""

from __future__ import annotations


def link(target: str, words: str, colour: str = "") -> str:
    """A link for a rich text label. No underline: it would hide the dot under ạ, ị, ụ."""
    tint = f"; color: {colour}" if colour else ""
    return f'<a style="text-decoration: none{tint}" href="{target}">{words}</a>'
