"""A conference followed at sixty points, with a sheet for each and, if wanted, photographs of their pages signed: 150 and more.

`python -m tests.scans.sixty_points FOLDER [--photographs] [--missing N]` writes the data file, the sheets as PDF and, into
FOLDER/photographs, a picture of every page but N, and tells how to read them. Run by hand: it is no test.
"""

from __future__ import annotations

import argparse
import random
import uuid
from pathlib import Path
from typing import Any

from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.documents.selection import Selection
from desktop.domain.people import AttendeeInput
from desktop.domain.points import PointInput
from desktop.papers import making, saving
from desktop.papers.attendance_sheet import DOCUMENT
from desktop.services import attendees, conferences, sheets, units
from desktop.services.points import keeping
from desktop.store.upgrade import open_database
from tests.sample_record import fill

POINTS = 60
PEOPLE = (11, 28, 36, 50, 62)
"""At each point in turn: one page to four."""
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Phan", "Dương")
_MIDDLE = ("Thị", "Văn", "Đức", "Minh", "Quốc", "Thanh", "Ngọc", "Hồng", "Hữu", "Xuân")
_GIVEN = ("An", "Ánh", "Bình", "Châu", "Dung", "Đạt", "Hà", "Hòa", "Hưng", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Yến")


def made(tx: Any, seed: int = 2025) -> uuid.UUID:
    """The conference with its points and people; returns its id."""
    dice = random.Random(seed)
    key = fill(tx, 20)
    for number in range(1, POINTS + 1):
        unit = units.add_unit(tx, f"UBND xã Mẫu {number:02d}", kind="ward")
        contact = f"{dice.choice(_FAMILY)} {dice.choice(_MIDDLE)} {dice.choice(_GIVEN)}"
        keeping.add_point(tx, key, PointInput(unit.name, contact_name=contact), unit_ids=[unit.id])
        for _person in range(PEOPLE[number % len(PEOPLE)]):
            name = f"{dice.choice(_FAMILY)} {dice.choice(_MIDDLE)} {dice.choice(_GIVEN)} {dice.choice(_GIVEN)}"
            given = AttendeeInput(full_name=name, position="Công chức", unit_id=unit.id)
            attendees.add_attendee(tx, key, given, not_listed=True)
    return key


def printed(tx: Any, key: uuid.UUID, folder: Path) -> int:
    """A sheet for each point as PDF, its places kept; returns how many pages they have."""
    found, contents = making.PlacesFound(DOCUMENT), []
    for part in making.point_parts(tx, key, Selection()):
        contents.append((part.name, sheets.record_sheet(tx, key, part.selection, SheetOptions(blank_lines=2))))
    saving.save_parts(DOCUMENT, contents, folder, "pdf", placed=found)
    found.keep(tx)
    return sum(len(sheets.places(tx, key, each.number)[0]) for each in sheets.list_printed(tx, key))


def photographs(database: Any, key: uuid.UUID, pdfs: Path, folder: Path, missing: int) -> int:
    """A photograph of each page, signed, but for some; returns how many."""
    import cv2

    from tests.scans.signed_pages import photographed, signed_page
    from tests.scans.signed_pages import printed as with_places

    folder.mkdir(parents=True, exist_ok=True)
    pages = []
    names = {None: "Hội trường chính"} | {
        each.id: each.name for each in database.read(lambda tx: keeping.list_points(tx, key))
    }
    for sheet in database.read(lambda tx: sheets.list_printed(tx, key)):
        name = names[sheet.selection.point_ids[0]]
        pdf = next(
            file for file in pdfs.glob("*.pdf") if file.stem in (name, "Main hall" if name.startswith("Hội") else name)
        )
        laid_out = database.read(lambda tx, number=sheet.number: sheets.places(tx, key, number))[0]
        pages += [(f"{name} {place + 1}", page) for place, page in enumerate(with_places(pdf.read_bytes(), laid_out))]
    random.Random(7).shuffle(pages)
    for seed, (name, page) in enumerate(pages[missing:]):
        cv2.imwrite(str(folder / "photo.jpg"), photographed(signed_page(page, seed).picture, seed))
        (folder / "photo.jpg").rename(folder / f"{name}.jpg")
    return len(pages) - missing


def main() -> None:
    """Write everything into the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--photographs", action="store_true")
    parser.add_argument("--missing", type=int, default=3)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    database = open_database(args.folder / "sixty-points.db", desk="1")
    try:
        key = database.write(made)
        pages = database.write(lambda tx: printed(tx, key, args.folder / "sheets"))
        code = database.read(lambda tx: conferences.get_conference(tx, key)).code
        print(f"{POINTS} points, {pages} pages in {args.folder / 'sheets'}")  # noqa: T201
        if args.photographs:
            folder = args.folder / "photographs"
            count = photographs(database, key, args.folder / "sheets", folder, args.missing)
            print(f"{count} photographs, {args.missing} pages missing")  # noqa: T201
            print(f"main.py --data {args.folder / 'sixty-points.db'} scan-sheets {code} {folder} --apply")  # noqa: T201
            print(f"main.py --data {args.folder / 'sixty-points.db'} points board {code}")  # noqa: T201
    finally:
        database.close()


if __name__ == "__main__":
    main()
