"""The packages that travel: which, in which versions, with which hashes; and fetching them as wheels of a system.

`python -m tools.packing.wheels` writes the locks anew after a change of constraints.txt (it downloads every part to hash it).
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from tools.packing import ROOT
from tools.packing.systems import LINUX, WINDOWS, System

_LINE = re.compile(r"(?P<name>[a-z0-9._-]+)==(?P<version>\S+) --hash=sha256:(?P<hash>[0-9a-f]{64})")


def pins() -> dict[str, str]:
    """The version of each package of constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if "==" in line]
    return {canonicalize_name(name): version.strip() for name, version in pairs}


def extras() -> dict[str, list[str]]:
    """What pyproject.toml asks for: "" for the program itself, then each of its optional parts."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional: dict[str, list[str]] = project["optional-dependencies"]
    return {"": list(project["dependencies"]), **{k: v for k, v in optional.items() if k != "dev"}}


def needed(requirements: Iterable[str], system: System) -> set[str]:
    """The packages that these requirements come to on a system, over any steps, as the packages here tell of theirs.

    Raises PackageNotFoundError for one that is missing here though it is wanted on this system too.
    """
    seen: dict[str, set[str]] = {}
    waiting = [Requirement(line) for line in requirements]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        fresh = {"", *wanted.extras} - seen.get(name, set())
        if not fresh:
            continue
        seen.setdefault(name, set()).update(fresh)
        try:
            texts = distribution(name).requires or []
        except PackageNotFoundError:
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                raise
            continue  # wanted on other systems only
        for inner in map(Requirement, texts):
            if inner.marker is None or any(inner.marker.evaluate({**system.markers, "extra": e}) for e in seen[name]):
                waiting.append(inner)
    return set(seen)


def owners(system: System) -> dict[str, str]:
    """Each package and whose it is: "" for the program's, else the extra that alone asks for it."""
    found: dict[str, str] = {}
    for extra, requirements in extras().items():
        for name in needed(requirements, system):
            found.setdefault(name, extra)
    return found


def locked(text: str) -> dict[str, tuple[str, str]]:
    """What a lock says: package → version and SHA-256. Raises ValueError for another line."""
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            match = _LINE.fullmatch(line)
            if match is None:
                raise ValueError(line)
            found[match["name"]] = (match["version"], match["hash"])
    return found


def lock_text(system: System, hashes: Mapping[str, str], more: Mapping[str, str] | None = None) -> str:
    """The lock as pip reads it, for packages and the SHA-256 of their files; `more`: versions of what constraints.txt has not."""
    version = {**pins(), **(more or {})}
    head = (
        "# Made by `python -m tools.packing.wheels` from constraints.txt: "
        f"what the program for {system.name.capitalize()} consists of.\n"
    )
    return head + "".join(f"{n}=={version[n]} --hash=sha256:{hashes[n]}\n" for n in sorted(hashes))


def sha256(file: Path) -> str:
    """A file's SHA-256 in hexadecimal digits."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def download(folder: Path, arguments: Iterable[str]) -> None:
    """Have pip download without asking what a package depends on. Raises CalledProcessError."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--no-deps",
    ]
    subprocess.run([*command, "--dest", str(folder), *arguments], check=True, stdin=subprocess.DEVNULL)


def fetch(system: System, folder: Path) -> None:
    """Have every wheel of a system's lock in `folder`, with the right hash. Raises CalledProcessError."""
    folder.mkdir(parents=True, exist_ok=True)
    pinned = pins()
    parts = {n: part for n, part in locked(system.lock.read_text(encoding="utf-8")).items() if n in pinned}
    there = {sha256(file) for file in folder.glob("*.whl")}
    missing = {name: part for name, part in parts.items() if part[1] not in there}
    if missing:
        wanted = folder / "missing.txt"
        wanted.write_text("".join(f"{n}=={v} --hash=sha256:{h}\n" for n, (v, h) in missing.items()), encoding="utf-8")
        download(folder, ["--require-hashes", "--only-binary=:all:", *system.pip, "--requirement", str(wanted)])
        wanted.unlink()
    hashes = {part[1] for part in parts.values()}
    for file in folder.glob("*.whl"):
        if sha256(file) not in hashes:  # of an older lock
            file.unlink()


def wheels(folder: Path) -> dict[str, Path]:
    """The wheels fetched, by package."""
    return {parse_wheel_filename(file.name)[0]: file for file in sorted(folder.glob("*.whl"))}


def hashes(system: System) -> dict[str, str]:
    """The SHA-256 of the wheel of each package for a system, downloaded for that. Raises CalledProcessError."""
    version = pins()
    names = sorted(owners(system))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        wanted = folder / "wanted.txt"
        wanted.write_text("".join(f"{name}=={version[name]}\n" for name in names), encoding="utf-8")
        download(folder, ["--only-binary=:all:", *system.pip, "--requirement", str(wanted)])
        found = wheels(folder)
        return {name: sha256(found[name]) for name in names}


def main() -> int:
    """Write the locks for what constraints.txt says now; of what it does not pin, as before."""
    pinned = pins()
    for system in (WINDOWS, LINUX):
        before = locked(system.lock.read_text(encoding="utf-8")) if system.lock.exists() else {}
        beside = {name: part for name, part in before.items() if name not in pinned}
        every = {**hashes(system), **{name: digest for name, (_version, digest) in beside.items()}}
        versions = {name: version for name, (version, _digest) in beside.items()}
        system.lock.write_text(lock_text(system, every, versions), encoding="utf-8")
        print(f"{system.lock.relative_to(ROOT)}: {len(every)} parts")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
