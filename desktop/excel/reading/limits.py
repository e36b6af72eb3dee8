"""How much of a file is read before it is refused: no file may take the program down."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one file. The defaults let 100,000 rows of 20 columns through with room to spare."""

    seconds: float = 120.0
    """From asking for the file to its last cell, on a slow desk."""
    memory: int = 1024 * MEGABYTE
    """Address space of the reading process, where the system can cap it."""
    file_bytes: int = 100 * MEGABYTE
    """The file on disk."""
    part_bytes: int = 600 * MEGABYTE
    """One part of a zipped workbook, unpacked."""
    total_bytes: int = 1200 * MEGABYTE
    """All parts of a zipped workbook, unpacked."""
    ratio: int = 250
    """Unpacked to packed size of a part worth the look; real sheets stay below 60."""
    ratio_from: int = 20 * MEGABYTE
    """Smaller parts may be as tightly packed as they like."""
    parts: int = 10_000
    cells: int = 6_000_000
    """Places in all rows, blank ones before a row's last value counted: that is what memory holds."""
    cell_characters: int = 32_767
    """Excel's own limit; a longer text is cut and told."""
    characters: int = 150_000_000
    """Text of all cells together."""
    columns: int = 16_384
    """Excel's own limit."""
    sheets: int = 1_000
