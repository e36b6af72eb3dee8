"""The systems that the program is packed for: how their wheels, libraries and plugins of Qt are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from tools.packing import PACKAGING

Markers = Mapping[str, str | AbstractSet[str]]

ON_EVERY_LINUX = {
    *("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "libresolv.so.2", "librt.so.1", "libgcc_s.so.1"),
    *("ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libstdc++.so.6", "libz.so.1", "libbz2.so.1"),
    *("libgthread-2.0.so.0", "libbrotlicommon.so.1"),
}
"""On every Debian, because apt and dpkg load it, or in one package with a library of system-packages.sh."""


@dataclass(frozen=True, slots=True)
class System:
    """One of them."""

    name: str
    python: str
    """The version of its Python, as 3.13.2."""
    lock: Path
    """Its packages with versions and hashes."""
    pip: tuple[str, ...]
    """How pip is told to take its wheels."""
    markers: Markers
    """What its Python would say of itself (PEP 508)."""
    qt: str
    """Where Qt's own parts stand in the wheels."""
    libraries: tuple[str, ...]
    """The folders in which Qt's libraries stand."""
    module: str
    """How the file of a module of PySide6 ends."""
    library: re.Pattern[str]
    """The name of a library."""
    of_qt: re.Pattern[str]
    """The name of a library that is Qt's own."""
    platform: re.Pattern[str]
    """The plugin by which Qt draws on a desktop of this system, or nowhere; its others are for machines without one."""
    offers: Callable[[str], bool]
    """Whether the system itself has a library that something loads, or may be asked for it."""

    @property
    def short(self) -> str:
        """Its Python without the last number: 3.13."""
        return ".".join(self.python.split(".")[:2])


def _markers(python: str, **own: str) -> dict[str, str | AbstractSet[str]]:
    return {
        "implementation_name": "cpython",
        "implementation_version": python,
        "platform_python_implementation": "CPython",
        "python_full_version": python,
        "python_version": ".".join(python.split(".")[:2]),
        **own,
    }


def system_libraries() -> dict[str, str]:
    """The libraries that Debian is asked for, each with the packages that hold it, the newest first ("a|b")."""
    script = (PACKAGING / "system-packages.sh").read_text(encoding="utf-8")
    return dict(re.findall(r"^(lib\S+\.so\S*) +(\S+)$", script, re.MULTILINE))


def _debian_offers(library: str) -> bool:
    return library in ON_EVERY_LINUX or library in system_libraries()


WINDOWS = System(
    name="windows",
    python="3.13.2",
    lock=PACKAGING / "windows" / "parts.lock",
    pip=(
        "--platform=win_amd64",
        "--python-version=3.13",
        "--implementation=cp",
        *(f"--abi={abi}" for abi in ("cp313", "abi3", "none")),
    ),
    markers=_markers(
        "3.13.2",
        os_name="nt",
        platform_machine="AMD64",
        platform_release="10",
        platform_system="Windows",
        platform_version="10.0.17763",
        sys_platform="win32",
    ),
    qt="PySide6/",
    libraries=("PySide6/", "shiboken6/"),
    module=".pyd",
    library=re.compile(r".*\.dll", re.IGNORECASE),
    of_qt=re.compile(r"Qt6\w+\.dll"),
    platform=re.compile(r"q(windows|offscreen)\.dll"),
    offers=lambda library: True,
)
LINUX = System(
    name="linux",
    python="3.11.2",
    lock=PACKAGING / "linux" / "parts.lock",
    pip=(
        *(f"--platform=manylinux_2_{minor}_x86_64" for minor in (17, 24, 26, 27, 28, 31, 34, 35, 36)),
        "--platform=manylinux2014_x86_64",
        "--python-version=3.11",
        "--implementation=cp",
        *(f"--abi={abi}" for abi in ("cp311", "abi3", "none")),
    ),
    markers=_markers(
        "3.11.2",
        os_name="posix",
        platform_machine="x86_64",
        platform_release="6.1.0",
        platform_system="Linux",
        platform_version="1",
        sys_platform="linux",
    ),
    qt="PySide6/Qt/",
    libraries=("PySide6/Qt/lib/", "PySide6/", "shiboken6/"),
    module=".abi3.so",
    library=re.compile(r"lib.*\.so(\.\d+)*"),
    of_qt=re.compile(r"libQt6\w+\.so.*"),
    platform=re.compile(r"libq(xcb|wayland\S*|offscreen)\.so"),
    offers=_debian_offers,
)
