"""The work of an organizer with the installed program, by its commands, and what Windows does otherwise than Linux."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from tools.packing import signed
from tools.packing.report import first_line
from tools.packing.tree import Outcome
from tools.windows import ROOT
from tools.windows.bench import Bench

_STARTS = {"pdf": b"%PDF", "png": b"\x89PNG", "xlsx": b"PK", "docx": b"PK"}
_HOLD = (
    "import ctypes, subprocess, sys, threading\n"
    "h = ctypes.windll.kernel32.CreateFileW(sys.argv[1], 0x80000000, {share}, None, 3, 0, None)\n"
    "assert h not in (-1, 0xFFFFFFFF, 2**64 - 1)\n"
    "if {seconds}: threading.Timer({seconds}, ctypes.windll.kernel32.CloseHandle, [ctypes.c_void_p(h)]).start()\n"
    "r = subprocess.run(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)\n"
    "sys.stdout.buffer.write(r.stdout); sys.exit(r.returncode)\n"
)
"""Open a file as another program would, for so many seconds (0: for ever), and run a command meanwhile: share 0 lets nobody
in, 3 lets read and write."""
_LOOKED_AT = 9.0
"""Seconds from a command's start under Wine to some time after it writes: as long a virus scanner is to hold its file."""


def work(bench: Bench) -> None:
    """Every command that a conference needs, on the sample."""
    out = bench.wine.drive / "Hội nghị tập huấn"
    out.mkdir()
    done = bench.command("demo", "--no-window", "--out", bench.wine.windows_path(out))
    made = sorted(file.name for file in out.iterdir())
    bench.report.expect("demo --no-window", done, done.code == 0 and len(made) == 4, first_line(done.said))
    samples = sorted((bench.data / "demo").glob("*.db"))
    if not samples:
        return
    database = samples[0]
    for name, step in (
        ("check-in", lambda: _check_in(bench, database)),
        ("import", lambda: _import(bench)),
        ("from Linux and back", lambda: _back_and_forth(bench)),
        ("two programs", lambda: _two_programs(bench, database)),
        ("files held", lambda: _held_files(bench, database, out)),
        ("names", lambda: _names(bench, database, out)),
        ("places that are gone", lambda: _gone_places(bench, database)),
        ("pipes", lambda: _pipes(bench, database)),
        ("documents", lambda: _documents(bench, database, out)),
        ("signatures", lambda: _signatures(bench, out)),
        ("photographed sheets", lambda: _photographed(bench, database)),
    ):
        bench.report.step(name, step)


def conference_of(bench: Bench, database: Path) -> str:
    """The code of the older conference of a sample."""
    return min(codes(bench.command("conference", "list", "--json", data=database).said))


def codes(said: str) -> list[str]:
    """The codes of `conference list --json`."""
    return [each["code"] for each in json.loads(said)["conferences"]]


def _documents(bench: Bench, database: Path, out: Path) -> None:
    conference = conference_of(bench, database)
    listed = json.loads(bench.command("documents", "list", "--json").said)
    wrong, made, seconds = [], 0, 0.0
    seen: set[str] = set()
    for document in listed:
        # Every one as PDF; as the other kinds those that come first, for a kind is made alike for all.
        kinds = [kind for kind in document["formats"] if kind == "pdf" or kind not in seen]
        for kind in kinds:
            seen.add(kind)
            target = out / f"{document['title']}.{kind}"
            words = [document["name"], conference, "-o", bench.wine.windows_path(target)]
            done = bench.command("document", *words, data=database)
            seconds += done.seconds
            pages = (
                [target] if target.exists() else sorted(out.glob(f"{document['title']}-*.{kind}"))
            )  # a picture a page
            written = bool(pages) and all(page.read_bytes().startswith(_STARTS[kind]) for page in pages)
            made += written
            # What lacks something says so in a sentence, as it does everywhere.
            if not written and (done.code not in (1, 2) or "Traceback" in done.said or not done.said.strip()):
                wrong.append(f"{document['name']}.{kind}: {first_line(done.said)}")
            elif not written:
                bench.report.add(None, f"document {document['name']}.{kind}", first_line(done.said))
    pdf = b"".join(file.read_bytes() for file in out.glob("*.pdf"))
    bench.report.add(b"LiberationSerif" in pdf, "the typeface of papers", "found in Windows' folder of fonts")
    bench.report.add(
        not wrong,
        f"every document ({len(listed)})",
        f"{made} files, {seconds:.0f} s; {'; '.join(wrong) or 'none wrong'}",
    )


def _import(bench: Bench) -> None:
    folder = bench.wine.drive / "Danh sách các đơn vị gửi về (đợt 1)"
    shutil.copytree(ROOT / "resources" / "samples", folder)
    database = bench.wine.drive / "Dữ liệu" / "hội nghị.db"
    database.parent.mkdir()
    begun = bench.command("conference", "new", "Tập huấn nghiệp vụ văn thư", data=database)
    (conference,) = codes(bench.command("conference", "list", "--json", data=database).said)
    done = bench.command("import", conference, bench.wine.windows_path(folder), data=database, seconds=400)
    here = _on_linux("conference", "list", data=database)
    good = begun.code == 0 and done.code in (0, 1) and "Traceback" not in done.said
    bench.report.expect("import of a folder with Vietnamese letters", done, good, first_line(done.said))
    bench.report.add(here.returncode == 0, "… and its data file read on Linux", first_line(here.stdout))


def _check_in(bench: Bench, database: Path) -> None:
    conference = max(codes(bench.command("conference", "list", "--json", data=database).said))
    sessions = json.loads(bench.command("session", "list", conference, "--json", data=database).said)["sessions"]
    people = json.loads(bench.command("attendees", conference, "--json", data=database).said)["attendees"]
    word = people[0]["code"]
    done = bench.command("check-in", conference, sessions[0]["id"], word, "--anyway", data=database)
    bench.report.expect("check-in", done, done.code == 0, first_line(done.said))
    stands = bench.command("attendance", conference, "--json", data=database)
    bench.report.expect("attendance", stands, stands.code == 0 and '"present"' in stands.said, "told as JSON")


def _on_linux(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "main.py", "--data", str(data), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


def _back_and_forth(bench: Bench) -> None:
    """A data file made on Linux, opened and written on Windows, and opened on Linux again."""
    home = bench.wine.work / "from-linux"
    command = [
        sys.executable,
        "main.py",
        "--data",
        str(home / "Từ Linux.db"),
        "demo",
        "--no-window",
        "--out",
        str(home),
    ]
    home.mkdir()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=300)
    database = home / "Từ Linux.db"
    conference = min(codes(_on_linux("conference", "list", "--json", data=database).stdout))
    here = json.loads(_on_linux("attendees", conference, "--json", data=database).stdout)
    there = bench.command("attendees", conference, "--json", data=database)
    same = there.code == 0 and json.loads(there.said) == here
    bench.report.expect("a data file made on Linux", there, same, f"{here['count']} attendees, the same on both")
    changed = bench.command("conference", "edit", conference, "--title", "Sửa trên Windows", data=database)
    again = _on_linux("conference", "list", data=database)
    good = changed.code == 0 and "Sửa trên Windows" in again.stdout
    bench.report.expect("… changed on Windows, read on Linux", changed, good, "the change is there")


def _two_programs(bench: Bench, database: Path) -> None:
    """Two programs write into one data file at once: each entry is there."""
    conference = conference_of(bench, database)
    done: list[Outcome] = []
    names = [f"Đại biểu thứ {word}" for word in ("nhất", "hai", "ba", "tư")]

    def add(name: str) -> None:
        done.append(bench.command("role-groups", "list", conference, data=database))
        done.append(bench.command("conference", "copy", conference, name, data=database))

    threads = [threading.Thread(target=add, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    listed = bench.command("conference", "list", data=database).said
    there = [name for name in names if name in listed]
    wrong = [first_line(each.said) for each in done if each.code]
    bench.report.add(
        len(there) == len(names),
        "four programs write one data file at once",
        f"{len(there)} of 4 entries; {wrong or 'no refusal'}",
    )


def _held(bench: Bench, file: Path, share: int, *words: str, data: Path, seconds: float = 0) -> Outcome:
    wine = bench.wine
    program = wine.windows_path(bench.folder / "tap-huan.exe")
    script = bench.wine.work / f"hold{share}.py"
    script.write_text(_HOLD.format(share=share, seconds=seconds), encoding="utf-8")
    command = [wine.windows_path(script), wine.windows_path(file), program, "--data", wine.windows_path(data), *words]
    return bench.run_python(*command)


def _held_files(bench: Bench, database: Path, out: Path) -> None:
    """Files that another program has open: told in a sentence, and what stood there stands."""
    conference = conference_of(bench, database)
    target = out / "danh sách.xlsx"
    target.write_bytes(b"open in Excel")
    for share, how in ((0, "alone"), (1, "for reading")):
        done = _held(bench, target, share, "export", conference, "-o", bench.wine.windows_path(target), data=database)
        good = done.code == 1 and target.read_bytes() == b"open in Excel" and "Traceback" not in done.said
        bench.report.expect(f"export over a file open {how}", done, good, first_line(done.said))
    place = bench.wine.windows_path(target)
    done = _held(bench, target, 0, "export", conference, "-o", place, data=database, seconds=_LOOKED_AT)
    written = done.code == 0 and target.read_bytes().startswith(_STARTS["xlsx"])
    bench.report.expect("export over a file that a virus scanner holds a while", done, written, first_line(done.said))
    left = [file.name for file in out.iterdir() if file.name.endswith((".part", ".new", ".tmp"))]
    bench.report.add(not left, "… nothing half made is left", ", ".join(left) or "nothing")
    workbook = next((ROOT / "resources" / "samples").glob("*.xlsx"))
    source = out / workbook.name
    shutil.copyfile(workbook, source)
    done = _held(bench, source, 0, "inspect", bench.wine.windows_path(source), data=database)
    good = done.code == 1 and "Traceback" not in done.said
    bench.report.expect("reading a workbook that Excel holds", done, good, first_line(done.said))
    done = _held(bench, database, 0, "conference", "list", data=database)
    good = done.code in (1, 2) and "Traceback" not in done.said
    bench.report.expect("a data file that another program holds", done, good, first_line(done.said))


def _names(bench: Bench, database: Path, out: Path) -> None:
    """Names that Windows takes otherwise: a colon, a trailing dot, a device, too long a path."""
    conference = conference_of(bench, database)
    for name in ("buổi 8:00.xlsx", "CON.xlsx", "aux.pdf", "danh sách..xlsx", "a?b.xlsx"):
        target = bench.wine.windows_path(out) + "\\" + name
        done = bench.command("sheet" if name.endswith("pdf") else "export", conference, "-o", target, data=database)
        stood = (out / name).exists() and (out / name).stat().st_size > 0
        good = stood if done.code == 0 else "Traceback" not in done.said and bool(done.said.strip())
        bench.report.expect(f"a file called “{name}”", done, good, first_line(done.said) or "written")
    long = out.joinpath(*["thư mục có tên rất dài để thử giới hạn của đường dẫn"] * 6)
    long.mkdir(parents=True)
    deep = bench.wine.windows_path(long / "danh sách.xlsx")
    done = bench.command("export", conference, "-o", deep, data=database)
    told = f"{len(deep)} characters; Windows itself untried"
    bench.report.expect("a path over 260 characters", done, "Traceback" not in done.said, told)


def _gone_places(bench: Bench, database: Path) -> None:
    """A stick pulled out, a share that is away: told in a sentence, whatever was to be read or written there."""
    conference = conference_of(bench, database)
    for place, called in (("Y:\\Tập huấn", "a drive"), (r"\\may-chu\chia-se", "a share")):
        data = ["--data", rf"{place}\tập huấn.db", "conference", "list"]
        written = ["export", conference, "-o", rf"{place}\danh sách.xlsx"]
        read = ["inspect", rf"{place}\danh sách.xlsx"]
        for what, words, of in (("data", data, None), ("export", written, database), ("reading", read, database)):
            done = bench.command(*words, data=of)
            good = done.code in (1, 2) and bool(done.said.strip()) and "Traceback" not in done.said
            unexpected = "ngoài dự kiến" in done.said
            bench.report.expect(f"{called} that is away: {what}", done, good and not unexpected, first_line(done.said))


def _signatures(bench: Bench, out: Path) -> None:
    """What the part for signatures says of a paper that nobody has signed."""
    paper = next(out.glob("*.pdf"))
    done = bench.command("sign-check", bench.wine.windows_path(paper))
    good = done.code == 1 and "chưa có ai ký số" in done.said
    bench.report.expect("the signatures of a PDF", done, good, first_line(done.said))


def _photographed(bench: Bench, database: Path) -> None:
    """A sheet printed there, signed and photographed, is read by its part; without it a sentence says how to get it."""
    conference, folder = conference_of(bench, database), bench.wine.drive / "Ảnh điểm cầu"
    sheet = bench.wine.work / "danh sách ký.pdf"
    made = bench.command(
        "document", "attendance-sheet", conference, "-o", bench.wine.windows_path(sheet), data=database
    )
    if not sheet.exists():
        bench.report.expect("a sheet to sign", made, False)
        return
    truths = signed.pictures(database, conference, sheet, folder)
    words = ["scan-sheets", conference, bench.wine.windows_path(folder)]
    done = bench.command(*words, "--json", data=database)
    read = signed.held(done.said, truths)
    bench.report.expect("a photograph and a scan of a signed sheet", done, read.good, str(read))
    site = bench.folder / "site"
    (site / "cv2").rename(site / "cv2-away")
    lacking = bench.command(*words, data=database)
    (site / "cv2-away").rename(site / "cv2")
    good = lacking.code == 1 and "“Đọc ảnh danh sách đã ký”" in lacking.said
    bench.report.expect("… without the part that reads them", lacking, good, first_line(lacking.said))


def _pipes(bench: Bench, database: Path) -> None:
    """What goes into a pipe is UTF-8, whatever the code page is."""
    done = bench.command("conference", "list", data=database, LC_ALL="C")
    bench.report.expect("Vietnamese through a pipe", done, "Tập huấn" in done.said, first_line(done.said))
