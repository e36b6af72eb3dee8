"""Long tables cut where their pages end: laid out piece by piece, each of its pages is that of the whole table.

A first round lays out some thousands of rows at a time and asks on which page each stands: the last page of a piece goes on
with the next one. The second round makes those pieces, once it is known how many pages there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop.papers.document import Json, Run

AT_ONCE = 4000
"""So many rows are laid out in one piece: in about 440 MB, and in half the time."""
_PIECE = 2000
ASKED = "query(<row>).map(mark => mark.location().page())"
"""What a piece is asked: the page of each row. The rows are marked where `data.part` says so."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of a run that begin and end with a page."""

    run: Run
    start: int
    stop: int
    page: int
    """The number of its first page."""

    def data(self, pages: int = 0, *, marked: bool = False) -> Json:
        """What the template gets; `pages` is how many there are in all."""
        told = {
            "opens": self.start == 0,
            "closes": self.stop == self.run.rows,
            "page": self.page,
            "pages": pages,
            "marked": marked,
        }
        return {**self.run.part(self.start, self.stop), "part": told}


def pieces(
    runs: Sequence[Run], ask: Callable[[Json], tuple[list[int], int]], done: Callable[[int], None]
) -> list[tuple[Piece, int]]:
    """Where the runs are cut, each piece with the number of pages of its paper.

    `ask` lays out a template's data and answers `ASKED`, and how many pages there are; `done` is told how many rows are
    through.
    """
    papers: list[tuple[list[Piece], int]] = []  # each with the number of its last page
    through = 0
    for run in runs:
        if run.anew or not papers:
            papers.append(([], 0))
        found, before = papers.pop()
        start, size = 0, _PIECE
        while True:
            stop = min(start + size, run.rows)
            rows, last = ask(Piece(run, start, stop, before + 1).data(marked=True))
            if stop < run.rows:
                last -= 1
                stop = start + sum(on <= last for on in rows)
                if stop == start:  # not one whole page
                    size *= 2
                    continue
            found.append(Piece(run, start, stop, before + 1))
            done(through + stop)
            start, size, before = stop, _PIECE, before + last
            if start == run.rows:
                break
        papers.append((found, before))
        through += run.rows
    return [(piece, last) for found, last in papers for piece in found]


def between(blocks: Sequence[Json], start: int, stop: int) -> list[Json]:
    """The blocks with their rows from `start` to before `stop` alone, counted over all of them.

    What begins amid a block stands under the headings that the page would repeat.
    """
    found: list[Json] = []
    over: dict[int, object] = {}
    before = 0
    for block in blocks:
        for level, heading in enumerate(block.get("headings", ()), start=block.get("deeper", 0)):
            over = {each: words for each, words in over.items() if each < level} | {level: heading}
        rows = block["rows"][max(0, start - before) : max(0, stop - before)]
        before += len(block["rows"])
        if rows:
            again = {} if found or not over else {"headings": list(over.values()), "deeper": min(over)}
            found.append({**block, "rows": rows, **again})
    return found


def run_of_blocks(data: Json, blocks: Sequence[Json], given: Callable[[list[Json]], Mapping[str, object]]) -> Run:
    """A run through blocks of rows; `given` is what the template gets for some of them, over the rest of its data."""
    return Run(
        sum(len(block["rows"]) for block in blocks),
        lambda start, stop: {**data, **given(between(blocks, start, stop))},
    )


def of_blocks(data: Json) -> list[Run]:
    """The one run of `lists.typ`: its blocks."""
    return [run_of_blocks(data, data["blocks"], lambda blocks: {"blocks": blocks})]
