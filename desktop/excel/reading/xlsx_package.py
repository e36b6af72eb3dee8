"""What an .xlsx is made of: its sheets in order, where each part lies, and how its dates count.

openpyxl's own way to this also parses properties, themes, named styles and defined names, and a fault in any of
them keeps a sound table shut; strict OOXML opens with no sheet at all. Only attributes of a few elements are needed.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass

from desktop.excel.reading.xml_mending import Care
from desktop.excel.reading.xml_pieces import local_name
from desktop.excel.reading.zip_parts import Parts, tidy_name

_NUMBER = re.compile(r"(\d*)\.xml$")


class NoSheets(Exception):
    """The package opens and names no worksheet."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet: its name, the part with its cells ("" when nothing says), and whether it is hidden."""

    name: str
    part: str
    hidden: bool


class Package(Parts):
    """The parts of one .xlsx by what they are."""

    def __init__(self, archive: zipfile.ZipFile, care: Care = Care.STRICT) -> None:
        super().__init__(archive, care)
        main = self._related("", "/officeDocument").values()
        self._workbook = next((part for part in main if part in self), "xl/workbook.xml")
        self.mac_dates = False
        self.sheets: list[SheetPart] = []
        parts = self._related(self._workbook, "/worksheet")
        others = self._related(self._workbook, "sheet")
        for element in self.elements(self._workbook):
            tag = local_name(element)
            if tag == "workbookPr":
                self.mac_dates = element.get("date1904") in ("1", "true")
            elif tag == "sheet" and (name := element.get("name")) is not None:
                place = next((value for key, value in element.items() if key.endswith("}id")), "")
                if place in parts or place not in others:  # no chart or macro sheet
                    state = element.get("state", "visible")
                    self.sheets.append(SheetPart(name, parts.get(place, ""), state != "visible"))

    def _related(self, source: str, kind: str) -> dict[str, str]:
        """The parts that `source` names as being of this kind, by their id."""
        folder, name = posixpath.split(source)
        found = {}
        for element in self.elements(posixpath.join(folder, "_rels", f"{name}.rels")):
            target = element.get("Target", "").replace("\\", "/")
            if element.get("Type", "").endswith(kind) and element.get("TargetMode") != "External":
                found[element.get("Id", "")] = target if target.startswith("/") else posixpath.join(folder, target)
        return found

    def part(self, name: str) -> str | None:
        """Where the part "sharedStrings" or "styles" is: as the workbook says, else at its usual place, else nowhere."""
        named = self._related(self._workbook, f"/{name}").values()
        return next((part for part in (*named, f"xl/{name}.xml") if part in self), None)

    def remaining_sheets(self) -> list[SheetPart]:
        """The sheets, and the worksheets that are there though nothing names them, because the naming part is broken.

        Where as many have no part as parts have no name, they belong together in their order.
        """
        named = {tidy_name(sheet.part) for sheet in self.sheets}
        strays = [name for name in self if "/worksheets/" in name and name.endswith(".xml") and name not in named]
        strays.sort(key=lambda name: (int(match[1] or 0) if (match := _NUMBER.search(name)) else 0, name))
        lost = [sheet for sheet in self.sheets if sheet.part not in self]
        if len(lost) == len(strays):
            found = {sheet.name: part for sheet, part in zip(lost, strays, strict=True)}
            return [SheetPart(sheet.name, found.get(sheet.name, sheet.part), sheet.hidden) for sheet in self.sheets]
        bare = (posixpath.basename(name).removesuffix(".xml") for name in strays)
        return [*self.sheets, *(SheetPart(n.capitalize(), part, False) for n, part in zip(bare, strays, strict=True))]
