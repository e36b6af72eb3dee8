"""Installing silently, upgrading over itself, the portable program, removing: what is there before and after."""

from __future__ import annotations

import shutil
import zipfile

from tools.packing.folder import size_of
from tools.packing.report import first_line
from tools.windows.bench import Bench, portable_file

_MIB = 1024 * 1024
_OLD_WINDOWS = "win81"
_RUNNING = 4
_TOO_OLD = 3
"""Exit codes of setup.nsi."""


def install(bench: Bench) -> None:
    """A silent setup into a fresh Windows."""
    wine, report = bench.wine, bench.report
    wine.run("winecfg", "-v", _OLD_WINDOWS)
    refused = bench.setup()
    report.expect("setup on Windows 8.1", refused, refused.code == _TOO_OLD, f"refused with exit code {refused.code}")
    wine.run("winecfg", "-v", "win10")
    done = bench.setup()
    there = done.code == 0 and (bench.folder / "TapHuan.exe").exists()
    size = size_of(bench.folder) / _MIB if there else 0
    report.expect("silent setup", done, there, f"{size:.0f} MiB in AppData/Local/Programs/TapHuan")
    links = [p.relative_to(wine.home).as_posix() for p in wine.home.rglob("*.lnk") if p.stem == "Tập Huấn"]
    report.add(len(links) == 2, "shortcuts", ", ".join(sorted(links)))
    key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\TapHuan"
    told = wine.run("reg", "query", key)
    report.expect("listed among the programs", told, "DisplayVersion" in told.said, "with its version")
    if not there:
        raise RuntimeError("nothing was installed")
    bench.stand_in(bench.folder)
    version = bench.command("--version")
    report.expect("version", version, version.code == 0, first_line(version.said))


def upgrade_and_remove(bench: Bench) -> None:
    """The setup over itself, the portable program, and away again: the data stay."""
    wine, report = bench.wine, bench.report
    before = {file.name: file.stat().st_size for file in bench.data.rglob("*.db")}
    _while_running(bench)
    left = bench.folder / "site" / "left_from_before.txt"
    left.write_text("of an older version", encoding="utf-8")
    own = bench.folder / "của tôi.txt"
    own.write_text("a user's own file", encoding="utf-8")
    done = bench.setup()
    report.expect(
        "setup over itself",
        done,
        done.code == 0 and not left.exists() and own.exists(),
        "old parts gone, own file kept",
    )
    put = bench.stand_in(bench.folder)
    listed = bench.command("conference", "list")
    report.expect("the program after the upgrade", listed, listed.code == 0, first_line(listed.said))
    _portable(bench)
    for file in put:
        file.unlink()
    own.unlink()
    removed = wine.run(wine.windows_path(bench.folder / "Uninstall.exe"), "/S", f"_?={wine.windows_path(bench.folder)}")
    rest = sorted(p.name for p in bench.folder.iterdir()) if bench.folder.exists() else []
    report.expect(
        "silent removal", removed, removed.code == 0 and rest in ([], ["Uninstall.exe"]), f"left: {rest or 'nothing'}"
    )
    links = [p for p in wine.home.rglob("*.lnk") if p.stem == "Tập Huấn"]
    report.add(not links, "shortcuts after removal", "gone" if not links else str(links))
    after = {file.name: file.stat().st_size for file in bench.data.rglob("*.db")}
    report.add(
        before.keys() <= after.keys() if before else None, "data after removal", ", ".join(sorted(after)) or "none"
    )


def _while_running(bench: Bench) -> None:
    """A setup while the program runs changes nothing and says so by its exit code."""
    code = (
        "import subprocess, sys; p = subprocess.Popen([sys.argv[1], '--isolated', 'desktop.excel.reading.job'],"
        " stdin=subprocess.PIPE, stdout=subprocess.PIPE); import time; time.sleep(5);"
        " r = subprocess.call([sys.argv[2], '/S']); p.kill(); print('code', r)"
    )
    wine = bench.wine
    program = wine.windows_path(bench.folder / "TapHuan.exe")
    setup = wine.windows_path(next(wine.work.glob("TapHuan-*-setup.exe")))
    outside = bench.wine.work / "py"
    shutil.copytree(bench.python().parent, outside, dirs_exist_ok=True)
    done = wine.run(wine.windows_path(outside / "python.exe"), "-c", code, program, setup, seconds=300)
    good = f"code {_RUNNING}" in done.said and (bench.folder / "TapHuan.exe").exists()
    bench.report.expect(
        "setup while the program runs", done, good, f"refused with exit code {_RUNNING}, nothing changed"
    )


def _portable(bench: Bench) -> None:
    """Unpacked anywhere, it keeps everything beside itself."""
    stick = bench.wine.drive / "Thẻ nhớ"
    with zipfile.ZipFile(portable_file()) as packed:
        packed.extractall(stick)
    folder = stick / "TapHuan"
    bench.stand_in(folder)
    before = {str(file) for file in bench.data.rglob("*")}
    done = bench.command("demo", "--no-window", "--out", bench.wine.windows_path(stick / "mẫu"), folder=folder)
    kept = sorted(file.relative_to(folder).as_posix() for file in (folder / "data").rglob("*.db"))
    untouched = {str(file) for file in bench.data.rglob("*")} == before
    bench.report.expect(
        "portable program from “Thẻ nhớ”", done, done.code == 0 and bool(kept) and untouched, f"keeps {', '.join(kept)}"
    )
    shutil.rmtree(stick)
