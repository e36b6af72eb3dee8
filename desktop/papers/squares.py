"""QR codes of badge numbers, many at a time.

In a QR code every bit of the text turns over a set of modules of its own, those of the error correction among them. So the
codes of all numbers of one length are made of a few dozen patterns laid over each other: 172 badges in a few milliseconds.
"""

from __future__ import annotations

from functools import cache, lru_cache

_MASK = 3
"""Any of the eight serves a reader as well; trying them all is what takes time."""


@lru_cache(maxsize=4096)
def digits_square(digits: str) -> str:
    """The QR code of a text of digits as SVG, one run of dark modules a step of its path."""
    patterns = _patterns(len(digits))
    rows = list(patterns[0][0])
    for group, start in enumerate(range(0, len(digits), 3)):
        value = int(digits[start : start + 3])
        for bit, flips in enumerate(patterns[1 + group]):
            if value >> bit & 1:
                rows = [row ^ flip for row, flip in zip(rows, flips, strict=True)]
    size = len(rows)
    path = "".join(f"M0 {y}{_runs(row)}" for y, row in enumerate(rows))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'


@cache
def _patterns(length: int) -> list[list[tuple[int, ...]]]:
    """The code of so many zeros; then, for each three digits (ten bits), what each bit of their number turns over."""
    zeros = "0" * length
    base = _rows(zeros)
    patterns = [[base]]
    for start in range(0, length, 3):
        width = min(3, length - start)
        flips = []
        for bit in range((0, 4, 7, 10)[width]):
            rows = _rows(zeros[:start] + f"{1 << bit:0{width}d}" + zeros[start + width :])
            flips.append(tuple(row ^ other for row, other in zip(rows, base, strict=True)))
        patterns.append(flips)
    return patterns


def _rows(digits: str) -> tuple[int, ...]:
    """Each row of the code as a number, its first module the highest bit."""
    import segno

    made = segno.make(digits, error="m", mode="numeric", micro=False, boost_error=False, mask=_MASK)
    return tuple(int("".join("1" if module else "0" for module in row), 2) for row in made.matrix)


@lru_cache(maxsize=65536)
def _runs(row: int) -> str:
    """A row's runs of dark modules, each from the start of the one before."""
    path, at = "", 0
    text = f"{row:021b}"
    place = 0
    while (start := text.find("1", place)) >= 0:
        end = text.find("0", start)
        end = len(text) if end < 0 else end
        path += f"m{start - at} 0h{end - start}v1h{start - end}z"
        at, place = start, end
    return path
