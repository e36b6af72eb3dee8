"""An import from file to record and back out: beside bare openpyxl, and how it grows to a hundred thousand people."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path

import openpyxl

from desktop.services import conferences, importing
from desktop.services.opening import open_location
from desktop.store.database import Database
from tests.benchmarks import Row, interleaved
from tests.postgresql import running_server

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Phan", "Dương", "Lý", "Đinh")
_MIDDLE = ("Thị", "Văn", "Đức", "Minh", "Quốc", "Thị Hồng", "Thị Thuý", "Tuấn", "Thanh", "Ngọc", "Xuân", "Hữu")
_GIVEN = (
    "An", "Ánh", "Bình", "Châu", "Dung", "Đạt", "Giang", "Hà", "Hạnh", "Hoà", "Hưng", "Khánh", "Lan", "Linh", "Mai",
    "Nam", "Nga", "Oanh", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Trung", "Tuyết", "Uyên", "Vinh", "Yến",
)  # fmt: skip
_POSITIONS = ("Chuyên viên", "Trưởng phòng", "Phó Trưởng phòng", "Hiệu trưởng", "Phó Hiệu trưởng", "Chủ tịch UBND")
_HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị công tác", "Số điện thoại", "Email", "Ghi chú")
_MIB = 1024 * 1024


def people_file(path: Path, count: int) -> Path:
    """A list of `count` invented people of 150 units, eight columns."""
    dice = random.Random(2018)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(_HEADINGS)
    names = [f"Tiểu học số {number}" for number in range(1, 131)] + [
        f"UBND phường Mẫu {number}" for number in range(1, 21)
    ]
    for number in range(1, count + 1):
        name = f"{dice.choice(_FAMILY)} {dice.choice(_MIDDLE)} {dice.choice(_GIVEN)} {dice.choice(_GIVEN)}"
        birth = f"{dice.randint(1, 28):02d}/{dice.randint(1, 12):02d}/{dice.randint(1960, 1998)}"
        sheet.append(
            (
                number,
                name,
                birth,
                dice.choice(_POSITIONS),
                dice.choice(names),
                f"09{number:08d}",
                f"canbo{number}@example.vn",
                "Ăn chay" if number % 20 == 0 else None,
            )
        )
    book.save(path)
    return path


def read_plainly(path: Path) -> int:
    """What openpyxl alone needs to read every cell."""
    book = openpyxl.load_workbook(path, read_only=True)
    count = sum(1 for sheet in book for _row in sheet.iter_rows(values_only=True))
    book.close()
    return count


def import_once(path: Path, record: Path) -> dict[str, int]:
    """Read, plan and apply into a new record; the reading process starts within."""
    database = open_location(record)
    totals = _brought_in(database, _new_conference(database), path)
    database.close()
    return totals


def _new_conference(database: Database) -> uuid.UUID:
    return database.write(lambda tx: conferences.create_conference(tx, title="Đo thời gian")).id


def _brought_in(database: Database, conference: uuid.UUID, path: Path) -> dict[str, int]:
    loaded = importing.load([path])
    plan = database.read(lambda tx: importing.plan(tx, conference, loaded))
    return database.write(lambda tx: importing.apply(tx, plan)).totals


def bench_import() -> list[Row]:
    """10,000 rows beside openpyxl's plain reading of the same file."""
    with tempfile.TemporaryDirectory() as folder:
        path = people_file(Path(folder, "people.xlsx"), 10_000)
        count = iter(range(1_000))

        def ours() -> None:
            totals = import_once(path, Path(folder, f"record-{next(count)}.db"))
            assert totals["add"] > 9_900, totals

        ours()  # imports of modules are no part of the import
        return [interleaved("import 10,000 rows", ours, lambda: read_plainly(path), 2.0)]


def bench_undo() -> list[Row]:
    """Taking 10,000 imported rows back, beside importing them: on a data file, and on a server where there is one."""
    with tempfile.TemporaryDirectory() as folder, running_server() as server:
        path = people_file(Path(folder, "people.xlsx"), 10_000)
        places: list[tuple[str, str | Path]] = [("a data file", Path(folder, "record.db"))]
        if server is not None:
            places.append(("PostgreSQL", server.fresh()))
        rows = []
        for place, location in places:
            database = open_location(location)
            conference = _new_conference(database)

            def bring_in(database: Database = database, conference: uuid.UUID = conference) -> None:
                _brought_in(database, conference, path)

            def take_back(database: Database = database, conference: uuid.UUID = conference) -> None:
                removed = database.write(lambda tx: importing.undo_import(tx, conference)).removed
                assert removed > 9_900, removed

            bring_in()
            take_back()  # what both load at first is no part of the figure
            rows.append(
                interleaved(f"undo of 10,000 imported rows on {place} / their import", take_back, bring_in, 0.9)
            )
            database.close()
    return rows


def bench_import_large() -> list[Row]:
    """100,000 rows: the memory of all processes at their peak, and the time against 10,000."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = people_file(Path(folder, "small.xlsx"), 10_000), people_file(Path(folder, "large.xlsx"), 100_000)
        shorts = []
        for attempt in range(3):
            shorts.append(_measured(small, Path(folder, f"small-{attempt}.db"))[0])
        seconds, peak = _measured(large, Path(folder, "large.db"))
        short = sorted(shorts)[1]
        return [
            Row("import 100,000 rows: memory of all processes", peak / _MIB, None, peak / _MIB, 500, "MiB"),
            Row("import 100,000 rows: time against 10,000", seconds, short, seconds / short, 11),
        ]


def _measured(path: Path, record: Path) -> tuple[float, int]:
    """Seconds the import itself took and the highest memory, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.importing", str(path), str(record)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        peak = 0
        done = threading.Event()

        def watch() -> None:
            nonlocal peak
            while not done.wait(0.05):
                peak = max(peak, _memory(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        assert process.stdout is not None
        told = process.stdout.read()
        done.set()
        watcher.join()
    return float(told), peak


def _memory(pid: int) -> int:
    """Resident memory of a process and all below it; pages that several share count for each."""
    total = 0
    try:
        total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            total += sum(_memory(int(child)) for child in children.read_text().split())
    except (OSError, IndexError):  # ended meanwhile, or no such files on this system
        pass
    return total


if __name__ == "__main__":
    start = time.perf_counter()
    import_once(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(str(time.perf_counter() - start))
