"""The order of a preview's lines by one column; worked out beside the window, since folding ten thousand names takes a while."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.fields import ANSWER
from desktop.domain.importing import Look
from desktop.domain.names import fold, sort_key
from desktop.gui.importing.cell_text import FILE_COLUMN, ISSUES_COLUMN, LOOK_COLUMN, ROW_COLUMN, cell_text
from desktop.gui.importing.draft import PreviewRow, Sorting

_LOOKS = {look: place for place, look in enumerate(Look)}


def following(now: Sorting | None, name: str) -> Sorting | None:
    """What a click on a heading asks for: ascending, descending, then the preview's own order again."""
    if now is None or now.name != name:
        return Sorting(name)
    return None if now.descending else Sorting(name, descending=True)


def ranks(lines: Sequence[PreviewRow], sorting: Sorting) -> list[int]:
    """Where each line stands, by its place; blanks stand last either way, and rows set aside after them as in the file."""
    keys = {line.place: _key(line, sorting.name) for line in lines if line.aside is None}
    filled = sorted((place for place, key in keys.items() if key != ""), key=lambda place: keys[place],
                    reverse=sorting.descending)  # fmt: skip
    blank = [place for place, key in keys.items() if key == ""]
    aside = [line.place for line in lines if line.aside is not None]
    found = [0] * len(lines)
    for rank, place in enumerate((*filled, *blank, *aside)):
        found[place] = rank
    return found


def _key(line: PreviewRow, name: str) -> tuple[int | str, ...] | str:
    """What a line is compared by; "" for nothing."""
    if name == ROW_COLUMN:
        return (line.place,)
    if name == LOOK_COLUMN:
        return (_LOOKS[line.look],)
    told = name in (FILE_COLUMN, ISSUES_COLUMN) or name.startswith(ANSWER)
    text = cell_text(line, name) if told else line.row.values.get(name, "")
    if not text:
        return ""
    return (sort_key(text) if name == "full_name" else fold(text),)
