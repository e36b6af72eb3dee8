"""Conferences made and sheets printed with the program's own command line, and where their cells are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl

ROOT = Path(__file__).resolve().parents[2]
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh")
MIDDLES = ("Thị", "Văn", "Đức", "Thu", "Minh", "Ngọc", "Hữu", "Thanh", "Quang", "Bích", "Xuân", "Kim", "Mạnh", "Tiến")
GIVEN: tuple[str, ...] = (
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Giang",
    "Hà",
    "Hạnh",
    "Hùng",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Nam",
    "Nga",
)
GIVEN += ("Phúc", "Phương", "Quân", "Sơn", "Tâm", "Thảo", "Trang", "Tuấn", "Uyên", "Việt", "Vinh", "Yến")
UNITS: tuple[str, ...] = (
    "Phòng Nội vụ",
    "Phòng Tư pháp",
    "UBND phường Trung Sơn",
    "UBND phường Đông Lĩnh",
    "Trường THCS Bình Khê",
)
UNITS += ("Trường Tiểu học Hòa Lạc", "Trạm Y tế phường Tây Hồ Nam", "Ban Quản lý chợ Phú Mỹ")
POSITIONS = (
    "Chuyên viên",
    "Phó Chủ tịch",
    "Trưởng phòng",
    "Công chức Tư pháp - Hộ tịch",
    "Giáo viên",
    "Cán bộ một cửa",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where somebody signs, in millimetres."""

    row: int
    column: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page, before anybody signs."""

    conference: str
    sheet: int
    page: int
    """As its foot says."""
    pdf: Path
    place: int
    """From 0, in the PDF."""
    width: float
    height: float
    table: tuple[float, float, float, float]
    square: tuple[float, float, float, float]
    cells: tuple[Cell, ...]
    people: int
    """Rows with a higher number are blank lines."""

    @property
    def name(self) -> str:
        return f"{self.sheet}.{self.place + 1}"


class Office:
    """A data file, driven by the command line only."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file = self.folder / "office.db"

    def run(self, *words: object, may_fail: bool = False) -> Any:
        """What the command prints with --json."""
        done = subprocess.run(self.command(*words), cwd=ROOT, capture_output=True, text=True, env=_environment())
        if done.returncode and not may_fail:
            raise RuntimeError(f"{words}: {done.stderr[-2000:]}")
        return json.loads(done.stdout) if done.stdout.startswith(("{", "[")) else done.stdout

    def command(self, *words: object) -> list[str]:
        """The call as a list."""
        return [sys.executable, "main.py", *map(str, words), "--data", str(self.file), "--json"]

    def demo(self) -> None:
        """The program's own sample: conferences 101 and 102."""
        words = self.command("demo", "--out", self.folder / "demo", "--no-window")[:-1]
        subprocess.run(words, cwd=ROOT, check=True, capture_output=True, env=_environment())

    def conference(self, title: str, start: str, days: int, sessions: list[tuple[int, str, str, str]]) -> str:
        """A new conference with sessions (day, title, from, to); its number."""
        first = np.datetime64(start)
        self.run("conference", "new", title, "--from", first, "--to", first + days - 1)
        found = self.run("conference", "list")["conferences"]
        code = str(next(each["code"] for each in found if each["title"] == title and each["from"] == start))
        for day, name, begin, end in sessions:
            when = first + day
            self.run("session", "add", code, name, "--start", f"{when}T{begin}", "--end", f"{when}T{end}")
        return code

    def people(self, code: str, count: int, rng: np.random.Generator) -> None:
        """Import a workbook of so many invented people."""
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.append(["STT", "Họ và tên", "Chức vụ", "Đơn vị"])
        for number in range(1, count + 1):
            name = " ".join(str(rng.choice(part)) for part in (SURNAMES, MIDDLES, GIVEN))
            unit = UNITS[number * len(UNITS) // (count + 1)]
            sheet.append([number, name, str(rng.choice(POSITIONS)), unit])
        path = self.folder / f"people-{code}-{count}.xlsx"
        book.save(path)
        self.run("import", code, path, "--on-match", "keep-both", may_fail=True)
        found = len(self.run("attendees", code)["attendees"])
        if found < count * 0.95:
            raise RuntimeError(f"only {found} of {count} people were imported")

    def sheet(self, code: str, *options: object, document: bool = False) -> list[Page]:
        """Print a sheet with these options; its pages."""
        path = self.folder / f"sheet-{code}-{len(list(self.folder.glob('sheet-*.pdf')))}.pdf"
        words = ("document", "attendance-sheet", code) if document else ("sheet", code)
        self.run(*words, "-o", path, *options)
        kept = max(self.run("sheets", code)["sheets"], key=lambda each: each["number"])
        pages = self.run("sheets", code, "--places", kept["number"])["layouts"][-1]
        return [_page(code, kept, path, place, told) for place, told in enumerate(pages)]


def _page(code: str, kept: dict[str, Any], path: Path, place: int, told: dict[str, Any]) -> Page:
    cells = [
        Cell(each["number"], each["column"], each["x"], each["y"], each["width"], each["height"])
        for each in told["cells"]
    ]
    table, square = (tuple(told[name][each] for each in ("x", "y", "width", "height")) for name in ("table", "square"))
    size = told["width"], told["height"]
    return Page(code, kept["number"], told["page"], path, place, *size, table, square, tuple(cells), kept["rows"])


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}


@dataclass(frozen=True, slots=True)
class Printed:
    """What there is to sign: pages by the conference they are read for, and pages that belong to none of them."""

    office: Office
    pages: dict[str, list[Page]]
    foreign: list[tuple[str, Page]]
    """Why it is foreign, and the page."""


def printed(folder: Path, seed: int) -> Printed:
    """Print sheets of every kind that offices use."""
    rng = np.random.default_rng([seed, 1])
    office, other = Office(folder, "ours"), Office(folder, "theirs")
    office.demo()
    pages = {"101": office.sheet("101", "--blank-lines", 3)}
    pages["101"] += office.sheet("101", "--set", "layout=half-day", "--set", "blank_lines=8", document=True)
    pages["101"] += office.sheet("101", "--landscape", "--group-by", "none", "--sort", "name")
    halves = [("Sáng", "08:00", "11:30"), ("Chiều", "13:30", "17:00")]
    two = [(day, f"Chuyên đề {day * 2 + half + 1}", *times[1:]) for day in (0, 1) for half, times in enumerate(halves)]
    sixty = office.conference("Bồi dưỡng kỹ năng văn thư, lưu trữ", "2026-09-14", 2, two)
    office.people(sixty, 60, rng)
    pages[sixty] = office.sheet(sixty, "--blank-lines", 10)
    office.run("walk-in", sixty, "--name", "Đỗ Thị Vãng Lai", "--unit", "Phòng Nội vụ", "--anyway", may_fail=True)
    pages[sixty] += office.sheet(sixty, "--session", "Chuyên đề 1", "--group-by", "unit")
    eight = [(day, f"Ngày thứ {day + 1}", "08:00", "11:30") for day in range(8)]
    twenty = office.conference("Tập huấn tổ công nghệ số cộng đồng", "2026-10-05", 8, eight)
    office.people(twenty, 20, rng)
    pages[twenty] = office.sheet(twenty, "--set", "layout=half-day", document=True)
    four = [
        (day, f"Chuyên đề {day * 2 + half + 1}", *times[1:]) for day in range(4) for half, times in enumerate(halves)
    ]
    many = office.conference("Bồi dưỡng kiến thức quản lý nhà nước", "2026-11-02", 4, four)
    office.people(many, 170, rng)
    pages[many] = office.sheet(many, "--set", "layout=course", "--set", "blank_lines=4", document=True)
    foreign = [("another conference", each) for each in pages[sixty][:2] + pages[many][:2] + pages["101"][:2]]
    last = office.conference("Bồi dưỡng kỹ năng văn thư, lưu trữ", "2025-09-15", 2, two)
    office.people(last, 60, np.random.default_rng([seed, 1]))
    foreign += [("last year's", each) for each in office.sheet(last, "--blank-lines", 10)[:3]]
    for _number in range(2):
        theirs = other.conference(f"Tập huấn cải cách hành chính {_number}", "2026-11-20", 1, two[:2])
        other.people(theirs, 60, rng)
        foreign += [("another office's", each) for each in other.sheet(theirs)[:2]]
    path = office.folder / "door.pdf"
    office.run("document", "door-list", "101", "-o", path)
    nothing = (0.0, 0.0, 0.0, 0.0)
    foreign += [("no sheet", Page("", 0, 0, path, place, 210.0, 297.0, nothing, nothing, (), 0)) for place in range(2)]
    return Printed(office, pages, foreign)
