"""`make linux-check`: the Debian package installed in bare trees of Debian 12 and 13, used there and removed; a table of what was seen.

Screenshots go to build/linux-check/screens, to be looked at. SUITES="bookworm trixie" chooses the trees.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop import __version__
from tools.linux import DIST, ROOT
from tools.packing import signed
from tools.packing.folder import say, size_of
from tools.packing.report import Report, first_line
from tools.packing.tree import Outcome, Tree

PLACE = ROOT / "build" / "linux-check"
SCREENS = PLACE / "screens"
_SUITES = ("bookworm", "trixie")
_USER, _HOME = "an", Path("home", "an")
_DISPLAY = ":78"
_MIB = 1024 * 1024
_PACKAGES = ("tap-huan", "tap-huan-camera", "tap-huan-scans", "tap-huan-signatures")
_MISSING = "find /usr/lib/tap-huan -type f -not -path '*.libs/*' \\( -name '*.so*' -o -path '*/python/tap-huan' \\) -exec ldd {} + 2>&1 | grep -E 'not found|cannot open|error while|aligned' | sort -u"
"""What modules and programs lack, with all that they load; the libraries of a wheel are found by way of its modules alone."""
_STARTS = {"pdf": b"%PDF", "png": b"\x89PNG", "xlsx": b"PK", "docx": b"PK"}
_SOUNDS_ONLY = "backends found"
_CAMERAS = (
    "from PySide6.QtCore import QCoreApplication; from PySide6.QtMultimedia import QMediaDevices;"
    "started = QCoreApplication([]); print('cameras', len(QMediaDevices.videoInputs()))"
)
_PAGES = {"overview": "ctrl+1", "attendees": "ctrl+2", "agenda": "ctrl+3", "door": "ctrl+4", "papers": "ctrl+5"}


@dataclass(frozen=True, slots=True)
class Bench:
    """A tree, the table, and how to run the program there as an ordinary user."""

    suite: str
    tree: Tree
    report: Report

    @property
    def home(self) -> Path:
        """The user's folder, seen from outside."""
        return self.tree.place / _HOME

    def shell(self, script: str, *, seconds: float = 300, variables: Mapping[str, str] | None = None) -> Outcome:
        """Run a script as root."""
        return self.tree.enter(["sh", "-c", script], seconds=seconds, variables=variables)

    def command(self, *words: str, seconds: float = 300, **variables: str) -> Outcome:
        """Run the program as the user, in the user's folder."""
        own = {"HOME": f"/{_HOME}", "XDG_RUNTIME_DIR": f"/{_HOME}", **variables}
        named = [f"{name}={value}" for name, value in own.items()]
        as_user = ["runuser", "-u", _USER, "--", "env", "-C", f"/{_HOME}", *named, "tap-huan", *words]
        return self.tree.enter(as_user, seconds=seconds)

    def expect(self, tried: str, outcome: Outcome, good: bool, seen: str = "") -> None:
        """A line of the table."""
        self.report.expect(f"{self.suite}: {tried}", outcome, good, seen)


def packages() -> list[Path]:
    """The packages that `make linux` makes."""
    return [DIST / f"{name}_{__version__}_amd64.deb" for name in _PACKAGES]


def _inside(package: str) -> str:
    """Where a package's file is in a tree."""
    return f"/work/{package}_{__version__}_amd64.deb"


def main() -> int:
    """Try the packages in each tree; 0 when nothing was wrong."""
    if os.geteuid() != 0:
        say("make linux-check needs root: the Debian trees are entered by chroot.")
        return 2
    if not all(file.exists() for file in packages()):
        say("There is no package in dist/: run make linux first.")
        return 2
    began = time.monotonic()
    report = Report()
    shutil.rmtree(SCREENS, ignore_errors=True)
    SCREENS.mkdir(parents=True)
    for suite in os.environ.get("SUITES", "").split() or _SUITES:
        _try_in(suite, report)
    _look_over(report)
    say("")
    say(report.table())
    failed, tried = report.failed(), len(report.lines)
    say(f"\n{tried - len(failed)} of {tried} as they should be, in {(time.monotonic() - began) / 60:.0f} minutes.")
    return 1 if failed else 0


def _look_over(report: Report) -> None:
    """What lintian says of the packages: nothing that counts as an error."""
    if shutil.which("lintian") is None:
        report.add(None, "lintian", "not here")
        return
    words = ["lintian", "--allow-root", "--fail-on", "error", "--tag-display-limit", "3", *map(str, packages())]
    began = time.monotonic()
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    (PLACE / "lintian.txt").write_text(done.stdout, encoding="utf-8")
    lines = done.stdout.splitlines()
    counted = {kind: sum(line.startswith(f"{kind}:") for line in lines) for kind in "EW"}
    seen = f"{counted['E']} errors, {counted['W']} warnings (lintian.txt)"
    report.expect("lintian", Outcome(done.returncode, done.stdout, time.monotonic() - began), not done.returncode, seen)


def _try_in(suite: str, report: Report) -> None:
    bare = Tree(PLACE / f"{suite}-base", PLACE / "work")
    bare.make(suite)
    place = PLACE / suite
    shutil.rmtree(place, ignore_errors=True)
    subprocess.run(["cp", "-a", "--reflink=auto", str(bare.place), str(place)], check=True)
    work = PLACE / f"{suite}-work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    for file in packages():
        shutil.copyfile(file, work / file.name)
    shutil.copytree(ROOT / "resources" / "samples", work / "Thư mục có dấu")
    bench = Bench(suite, Tree(place, work), report)
    bench.shell(f"useradd --create-home {_USER}")
    rounds: tuple[Callable[[Bench], None], ...] = (_install, _work, _window, _camera, _scans, _signatures, _remove)
    for each in rounds:
        report.step(f"{suite}: {each.__name__.strip('_')}", lambda each=each: each(bench))


def _install(bench: Bench) -> None:
    done = bench.tree.install(_inside("tap-huan"))
    there = bench.tree.place / "usr" / "lib" / "tap-huan"
    size = size_of(there) / _MIB if there.exists() else 0
    bench.expect("apt install of the one file", done, done.code == 0, f"{size:.0f} MiB in /usr/lib/tap-huan")
    missing = bench.shell(_MISSING)
    bench.expect("every library is there", missing, not missing.said.strip(), missing.said.strip()[:200] or "ldd: all")
    version = bench.command("--version")
    bench.expect("version", version, version.said.strip() == f"tap-huan {__version__}", first_line(version.said))
    help_ = bench.command("--language", "vi", "--help")
    bench.expect("help in Vietnamese", help_, help_.code == 0 and "Hội nghị tập huấn" in help_.said)


def _work(bench: Bench) -> None:
    """The work of an organizer by commands, as an ordinary user."""
    out = bench.home / "Hội nghị tập huấn"
    done = bench.command("demo", "--no-window", "--out", out.name, seconds=600)
    made = sorted(file.name for file in out.iterdir()) if out.exists() else []
    bench.expect("demo --no-window", done, done.code == 0 and len(made) == 4, first_line(done.said))
    database = _sample(bench)
    data = ("--data", f"/{database.relative_to(bench.tree.place)}")
    _import(bench)
    code = min(_codes(bench.command(*data, "conference", "list", "--json").said))
    wrong, made_files = [], 0
    documents = json.loads(bench.command("documents", "list", "--json").said)
    for each in documents:
        name, kind = each["name"], "pdf" if "pdf" in each["formats"] else each["formats"][0]
        target = out / f"{name}.{kind}"
        told = bench.command(*data, "document", name, code, "-o", f"{out.name}/{target.name}")
        good = target.exists() and target.read_bytes().startswith(_STARTS[kind])
        made_files += good
        # What lacks something says so in a sentence, as it does everywhere.
        if not good and (told.code not in (1, 2) or "Traceback" in told.said or not told.said.strip()):
            wrong.append(f"{name}: {first_line(told.said)}")
    seen = f"{made_files} made; {'; '.join(wrong)[:400] or 'none wrong'}"
    bench.report.add(not wrong, f"{bench.suite}: every document ({len(documents)})", seen)
    typeface = b"LiberationSerif" in b"".join(file.read_bytes() for file in out.glob("*.pdf"))
    bench.report.add(typeface, f"{bench.suite}: the typeface of papers", "Liberation Serif")


def _sample(bench: Bench) -> Path:
    """The sample's data file. Raises LookupError when there is none."""
    found = sorted((bench.home / ".local" / "share" / "tap-huan" / "demo").glob("*.db"))
    return found[0]


def _codes(said: str) -> list[str]:
    """The codes of `conference list --json`."""
    return [each["code"] for each in json.loads(said)["conferences"]]


def _import(bench: Bench) -> None:
    own = ("--data", "nhập thử.db")
    bench.command(*own, "conference", "new", "Tập huấn nghiệp vụ văn thư")
    (code,) = _codes(bench.command(*own, "conference", "list", "--json").said)
    read = bench.command(*own, "import", code, "/work/Thư mục có dấu", seconds=600)
    good = read.code in (0, 1) and "Traceback" not in read.said
    bench.expect("import of a folder with Vietnamese letters", read, good, first_line(read.said))
    people = json.loads(bench.command(*own, "attendees", code, "--json").said)
    bench.report.add(people["count"] > 100, f"{bench.suite}: attendees imported", str(people["count"]))


def _window(bench: Bench) -> None:
    """The window under Xvfb; each screen is a picture."""
    tools = bench.tree.install("xvfb", "xdotool", "imagemagick")
    if tools.code:
        bench.expect("Xvfb", tools, False)
        return
    screen = threading.Thread(
        target=bench.shell, args=(f"Xvfb {_DISPLAY} -screen 0 1366x768x24",), kwargs={"seconds": 600}, daemon=True
    )
    screen.start()
    database = _sample(bench)
    where = f"/{database.relative_to(bench.tree.place)}"
    for name, words in (("first-start", ()), ("sample", ("--data", where))):
        home = f"/{_HOME}/{name}"
        program = threading.Thread(
            target=lambda words=words, home=home: bench.command(
                *words, seconds=300, DISPLAY=_DISPLAY, TAP_HUAN_HOME=home, LANG="vi_VN.UTF-8"
            )
        )
        program.start()
        look = "for turn in $(seq 60); do xdotool search --onlyvisible --name Huấn >/dev/null 2>&1 && exit 0; sleep 1; done; exit 1"
        seen = _on_screen(bench, f"sleep 1; {look}")
        bench.expect(f"the window of the {name.replace('-', ' ')}", seen, seen.code == 0, "opened")
        # Without a window manager nobody hands the keyboard to a window.
        _on_screen(bench, "sleep 6; xdotool search --onlyvisible --name Huấn windowfocus; sleep 1")
        if words:
            for page, key in _PAGES.items():
                _on_screen(bench, f"xdotool key {key}; sleep 4")
                _picture(bench, page)
        else:
            _picture(bench, name)
        _on_screen(bench, "xdotool key Escape; sleep 1; xdotool key ctrl+q")
        program.join(30)
        ended = not program.is_alive()
        bench.report.add(ended, f"{bench.suite}: leaving by Ctrl+Q", "ended" if ended else "still there")
    errors = [
        line
        for log in bench.home.rglob("logs/*.log")
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
        if " ERROR " in line
    ]
    bench.report.add(not errors, f"{bench.suite}: the window's log", "; ".join(errors)[:300] or "without an error")
    bench.shell(f"kill $(cat /tmp/.X{_DISPLAY[1:]}-lock)")
    screen.join(10)


def _on_screen(bench: Bench, script: str) -> Outcome:
    return bench.shell(script, variables={"DISPLAY": _DISPLAY})


def _picture(bench: Bench, name: str) -> None:
    _on_screen(bench, f"import -window root /work/{name}.png")
    taken = bench.tree.work / f"{name}.png"
    if taken.exists():
        shutil.move(taken, SCREENS / f"{bench.suite}-{name}.png")


def _camera(bench: Bench) -> None:
    """Without the package for cameras the program has none, with it it can look for them."""
    ask = ["/usr/lib/tap-huan/python/tap-huan", "-c", _CAMERAS]
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    before = bench.tree.enter(ask, seconds=60, variables=offscreen)
    bench.expect("without the package for cameras", before, _SOUNDS_ONLY in before.said, "sounds only")
    done = bench.tree.install(_inside("tap-huan-camera"))
    after = bench.tree.enter(ask, seconds=60, variables=offscreen)
    good = done.code == 0 and "cameras 0" in after.said and _SOUNDS_ONLY not in after.said
    bench.expect("with the package for cameras", after, good, "looks for cameras; none is here")


def _bring(bench: Bench, package: str, called: str, words: Sequence[str]) -> None:
    """A command that needs a package names it while it lacks; then it is installed, with all that it loads."""
    lacking = bench.command(*words)
    told = lacking.code == 1 and package in lacking.said
    bench.expect(f"without the package for {called}", lacking, told, first_line(lacking.said))
    done = bench.tree.install(_inside(package))
    missing = bench.shell(_MISSING)
    good = done.code == 0 and not missing.said.strip()
    bench.expect(f"with the package for {called}", done, good, missing.said.strip()[:200] or "ldd: all")


def _scans(bench: Bench) -> None:
    """Without its package a sentence says how to get it; with it a photograph and a scan of a signed sheet are read."""
    database = _sample(bench)
    data = ("--data", f"/{database.relative_to(bench.tree.place)}")
    code = min(_codes(bench.command(*data, "conference", "list", "--json").said))
    bench.command(*data, "document", "attendance-sheet", code, "-o", "danh sách ký.pdf")
    folder = bench.tree.work / "Ảnh điểm cầu"
    truths = signed.pictures(database, code, bench.home / "danh sách ký.pdf", folder)
    words = (*data, "scan-sheets", code, f"/work/{folder.name}")
    _bring(bench, "tap-huan-scans", "photographs", words)
    read = bench.command(*words, "--json")
    seen = signed.held(read.said, truths)
    bench.expect("a photograph and a scan of a signed sheet", read, seen.good, str(seen))


def _signatures(bench: Bench) -> None:
    """Without its package a sentence says how to get it; with it a paper that nobody signed is told so."""
    words = ("--language", "vi", "sign-check", "danh sách ký.pdf")
    _bring(bench, "tap-huan-signatures", "signatures", words)
    read = bench.command(*words)
    bench.expect(
        "the signatures of a PDF", read, read.code == 1 and "chưa có ai ký số" in read.said, first_line(read.said)
    )


def _remove(bench: Bench) -> None:
    """Installed over itself, removed, purged: the user's data stay."""
    before = {file: file.stat().st_size for file in bench.home.rglob("*.db")}
    again = bench.shell(f"dpkg -i {_inside('tap-huan')}")
    bench.expect("installed over itself", again, again.code == 0)
    gone = bench.shell(f"apt-get -qq -y purge {' '.join(_PACKAGES)}")
    left = [
        place
        for place in ("usr/lib/tap-huan", "usr/bin/tap-huan", "usr/share/applications/tap-huan.desktop")
        if (bench.tree.place / place).exists()
    ]
    bench.expect("removed", gone, gone.code == 0 and not left, f"left: {left or 'nothing'}")
    after = {file: file.stat().st_size for file in bench.home.rglob("*.db")}
    bench.report.add(
        bool(before) and before == after, f"{bench.suite}: data after removal", f"{len(after)} data files, as before"
    )


if __name__ == "__main__":
    sys.exit(main())
