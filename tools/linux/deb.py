"""The Debian packages: the program, and beside it what badges by camera, photographed sheets and signed papers need.

What a package depends on is told by what its programs and libraries load (dpkg-shlibdeps), never written down.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

from desktop import __version__
from tools.linux import BUILD, CAMERA, DATA, DIST, OPTIONAL, PROGRAM
from tools.linux.layout import NAME, binaries
from tools.packing import PACKAGING, folder

_PARTS = ("scans", "camera", "signatures")
HOME = Path("usr", "lib", NAME)
"""Where the program stands."""
_STAGES = BUILD / "deb"
_FONTS = "fonts-liberation (>= 1:2) | fonts-liberation2"
"""Papers are set in Liberation Serif; before 2 it lacks most Vietnamese letters."""
_LETTERS = "fonts-noto-core | fonts-dejavu-core"
"""The window's letters, as resources/packaging/system-packages.sh has it."""
MAINTAINER = "Tap Huan <tap-huan@localhost>"
_CONTROL = """\
Package: {name}
Version: {version}
Architecture: amd64
Maintainer: {maintainer}
Installed-Size: {size}
{fields}Section: {section}
Priority: optional
Description: {description}
"""


@dataclass(frozen=True, slots=True)
class Package:
    """One of them."""

    name: str
    content: Path
    """The folder that goes into HOME."""
    description: str
    """One line, then further ones that begin with a blank."""
    depends: tuple[str, ...] = ()
    """Beside what its libraries load."""
    fields: tuple[str, ...] = ()


def programs(built_using: str) -> list[Package]:
    """The packages of the folders laid out; `built_using`: the source of the Python in them."""
    return [
        Package(
            NAME,
            PROGRAM,
            "training conferences of public offices\n"
            " Attendees from the spreadsheets of every unit, sessions, attendance sheets,\n"
            " check-in at the door, certificates and reports, for the people who organize\n"
            " training conferences at Vietnamese public offices. Vietnamese and English.",
            (_FONTS, _LETTERS),
            (
                "Recommends: xdg-utils",
                f"Suggests: {', '.join(f'{NAME}-{part} (= {__version__})' for part in _PARTS)}, postgresql, gnome-keyring",
                f"Built-Using: {built_using}",
            ),
        ),
        Package(
            f"{NAME}-camera",
            CAMERA,
            "training conferences of public offices: badges by camera\n"
            " Lets the check-in of tap-huan read badges through a camera. Scanners and the\n"
            " keyboard work without it.",
            (f"{NAME} (= {__version__})",),
        ),
        Package(
            f"{NAME}-scans",
            OPTIONAL["scans"],
            "training conferences of public offices: photographed sheets\n"
            " Lets tap-huan read photographs and scans of signed attendance sheets: who\n"
            " signed, who did not, and where somebody has to look.",
            (f"{NAME} (= {__version__})",),
        ),
        Package(
            f"{NAME}-signatures",
            OPTIONAL["signatures"],
            "training conferences of public offices: signed papers\n"
            " Lets tap-huan check the digital signatures of PDF files that offices send.",
            (f"{NAME} (= {__version__})",),
        ),
    ]


def root_of(package: Package) -> Path:
    """Where a package is staged."""
    return _STAGES / package.name


def make(package: Package, others: Sequence[Path] = (), *, quick: bool = False) -> Path:
    """Make a package in dist/; `others`: the roots whose libraries it may load. Raises CalledProcessError."""
    root = stage(package)
    (root / "DEBIAN").mkdir()
    shown = [*loaded(root, others), *package.depends]
    size = sum(-(-file.lstat().st_size // 1024) for file in root.rglob("*"))
    control = _CONTROL.format(
        name=package.name,
        version=__version__,
        maintainer=MAINTAINER,
        size=size,
        fields="".join(f"{line}\n" for line in (f"Depends: {', '.join(shown)}", *package.fields)),
        section="misc",
        description=package.description,
    )
    (root / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    files = sorted(file for file in root.rglob("*") if file.is_file() and not file.is_symlink())
    sums = [
        f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  {file.relative_to(root)}\n"
        for file in files
        if "DEBIAN" not in file.relative_to(root).parts
    ]
    (root / "DEBIAN" / "md5sums").write_text("".join(sums), encoding="utf-8")
    _same_rights(root)
    folder.same_times(root)
    DIST.mkdir(exist_ok=True)
    target = DIST / f"{package.name}_{__version__}_amd64.deb"
    beside = target.with_suffix(".new")
    command = [
        "dpkg-deb",
        "--root-owner-group",
        *(("-Zgzip", "-z1") if quick else ("-Zxz",)),
        "--build",
        str(root),
        str(beside),
    ]
    variables = {**os.environ, "SOURCE_DATE_EPOCH": str(folder.moment())}
    subprocess.run(command, check=True, env=variables, stdout=subprocess.DEVNULL)
    beside.replace(target)
    return target


def stage(package: Package) -> Path:
    """Lay a package's files out as they will be installed."""
    root = root_of(package)
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(package.content, root / HOME, symlinks=True)
    about = root / "usr" / "share" / "doc" / package.name
    about.mkdir(parents=True)
    if package.name == NAME:
        _in_desktop(root)
        (root / HOME / "licences").replace(about / "licences")
        (root / HOME / "licences").symlink_to(f"../../share/doc/{NAME}/licences")
    _packed(about / "changelog.gz", _changelog().encode())
    shutil.copyfile(DATA / "copyright", about / "copyright")
    overrides = DATA / f"{package.name}.lintian-overrides"
    if overrides.exists():
        target = root / "usr" / "share" / "lintian" / "overrides" / package.name
        target.parent.mkdir(parents=True)
        shutil.copyfile(overrides, target)
    return root


def _in_desktop(root: Path) -> None:
    """The command, the entry of the menu, its icon, the page of the manual."""
    share = root / "usr" / "share"
    command = root / "usr" / "bin" / NAME
    command.parent.mkdir()
    command.symlink_to(f"../lib/{NAME}/{NAME}")
    for source, place in (
        (DATA / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop"),
        (PACKAGING / f"{NAME}.svg", share / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg"),
    ):
        place.parent.mkdir(parents=True)
        shutil.copyfile(source, place)
    for language in ("", "vi"):
        page = DATA / (f"{NAME}.{language}.1" if language else f"{NAME}.1")
        place = share / "man" / language / "man1" / f"{NAME}.1.gz"
        place.parent.mkdir(parents=True)
        _packed(place, page.read_text(encoding="utf-8").replace("VERSION", __version__).encode())


def _changelog() -> str:
    """What Debian wants to read of the versions; the program shows its own."""
    day = formatdate(folder.moment(), usegmt=True).replace("GMT", "+0000")
    return (
        f"{NAME} ({__version__}) unstable; urgency=medium\n\n  * The menu Help, “What is new”, tells what this version brings.\n"
        f"\n -- {MAINTAINER}  {day}\n"
    )


def _packed(target: Path, content: bytes) -> None:
    target.write_bytes(gzip.compress(content, 9, mtime=0))


def loaded(root: Path, others: Sequence[Path] = ()) -> list[str]:
    """The packages of the system that what is staged needs, each with its oldest version. Raises CalledProcessError."""
    (_STAGES / "debian").mkdir(exist_ok=True)
    (_STAGES / "debian" / "control").write_text(
        f"Source: {NAME}\n\nPackage: {root.name}\nArchitecture: amd64\n", encoding="ascii"
    )
    # Beside Qt's own folders those of auditwheel, whose libraries their modules find by a path of their own.
    own = {file.parent for place in (root, *others) for file in binaries(place) if file.name.startswith("lib")}
    said = subprocess.run(
        [
            *("dpkg-shlibdeps", "-O", "--warnings=0", f"-x{root.name}"),
            *(f"-l{place}" for place in sorted(own)),
            *(["--ignore-missing-info"] if others else []),  # a library of the other package is no package's yet
            *map(str, binaries(root)),
        ],
        cwd=_STAGES,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found = re.search(r"^shlibs:Depends=(.*)$", said, re.MULTILINE)
    return found[1].split(", ") if found else []


def _same_rights(root: Path) -> None:
    """Whoever builds, files are everybody's to read."""
    for place in [root, *root.rglob("*")]:
        if place.is_symlink():
            continue
        runs = place.is_dir() or (place.stat().st_mode & 0o100)
        place.chmod(0o755 if runs else 0o644)
