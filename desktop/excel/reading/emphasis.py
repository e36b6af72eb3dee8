"""Bold and struck-through rows: what the eye sees at once of a heading, a section, and somebody who was crossed out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

BOLD = 1
STRUCK = 2


@dataclass(slots=True)
class Emphasis:
    """The rows of one sheet that stand out."""

    bold_rows: list[int] = field(default_factory=list)
    struck_rows: list[int] = field(default_factory=list)

    def add(self, row: int, cells: Iterable[tuple[object, int]]) -> None:
        """Judge a row by its filled cells and their fonts (BOLD | STRUCK).

        Bold is a row whose filled cells all are. Struck is one whose words all are, or the first of whose cells
        with two words is: whoever crosses a person out often stops behind the name, and leaves the number.
        """
        filled = [(value, font) for value, font in cells if value is not None and value != ""]
        if not filled:
            return
        if all(font & BOLD for _, font in filled):
            self.bold_rows.append(row)
        texts = [(value, font) for value, font in filled if isinstance(value, str) and not value.isdigit()]
        name = next((font for value, font in texts if len(value.split()) > 1), 0)
        if name & STRUCK or all(font & STRUCK for _, font in texts or filled):
            self.struck_rows.append(row)
