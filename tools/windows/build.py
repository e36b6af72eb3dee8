"""`make windows`: the setup and the portable program in dist/, with their sizes and checksums.

COMPRESS=quick makes the setup in seconds, half as large again, and does not weigh it without its optional parts.
CPYTHON=FILE gives python.org's embeddable package by hand. COMPILE_WITH names a Python of the same version as the Windows one,
if none is found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

from desktop import __version__
from desktop.domain.releases import Edition
from tools.packing import released, wheels
from tools.packing.folder import say, size_of
from tools.packing.systems import WINDOWS
from tools.windows import BUILD, DATA, DIST, EXTRAS, PARTS, PROGRAM, launcher, layout, parts

_MIB = 1024 * 1024
_SETUP_AIM, _INSTALLED_AIM = 110, 330
"""In MiB."""
_UNTICKED = {layout.SERVING}
"""What few need, and is large."""
_TOOLS = {
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "x86_64-w64-mingw32-windres": "binutils-mingw-w64-x86-64",
}


def main() -> int:
    """Build; 0 when both files are there and as small as they should be."""
    missing = {package for program, package in _TOOLS.items() if shutil.which(program) is None}
    if missing:
        say(f"For make windows these are missing; on Debian: apt-get install {' '.join(sorted(missing))}")
        return 2
    wheels.fetch(WINDOWS, PARTS)
    given = os.environ.get("CPYTHON")
    layout.lay_out(parts.cpython(given=Path(given) if given else None), __version__)
    extra = {folder.name: size_of(folder) / _MIB for folder in sorted(EXTRAS.iterdir())}
    DIST.mkdir(exist_ok=True)
    setup = DIST / f"TapHuan-{__version__}-setup.exe"
    portable = DIST / f"TapHuan-{__version__}-portable.zip"
    _pack(portable)
    quick = os.environ.get("COMPRESS") == "quick"
    _make_setup(setup, sorted(EXTRAS.iterdir()), quick=quick)
    released.told({setup: Edition.SETUP, portable: Edition.PORTABLE})
    for file in (setup, portable):
        say(f"{file.name}: {file.stat().st_size / _MIB:.1f} MiB")
    say(f"Installed: {size_of(PROGRAM) / _MIB:.0f} MiB (aim: {_INSTALLED_AIM}); optional parts, in MiB:")
    say("  " + ", ".join(f"{name} {size:.0f}" for name, size in extra.items()))
    if quick:
        return 0
    alone = BUILD / "setup-alone.exe"
    _make_setup(alone, [], quick=False)
    size = alone.stat().st_size / _MIB
    say(f"The setup without optional parts: {size:.1f} MiB (aim: {_SETUP_AIM})")
    return 0 if size <= _SETUP_AIM and size_of(PROGRAM) / _MIB <= _INSTALLED_AIM else 1


def parts_script(sizes: dict[str, Path]) -> str:
    """The NSIS sections of the optional parts, most of them ticked, and what is said of each."""
    sections = [
        f'Section {"/o " if name in _UNTICKED else ""}"$({name}_NAME)" PART_{name}\n  WriteRegDWORD HKCU "${{PARTS_KEY}}" "{name}" 1\n  SetOutPath "$INSTDIR"\n  File /r "{folder}/*"\nSectionEnd\n'
        for name, folder in sorted(sizes.items())
    ]
    macros = {
        "PARTS_TEXTS": '!insertmacro MUI_DESCRIPTION_TEXT ${{PART_{0}}} "$({0}_TEXT)"',
        "PARTS_REMEMBERED": '!insertmacro REMEMBER_PART "{0}" ${{PART_{0}}}',
        "PARTS_LEFT_OUT": '!insertmacro REMEMBER_AS_LEFT_OUT "{0}" ${{PART_{0}}}',
        "PARTS_ALL": "!insertmacro SelectSection ${{PART_{0}}}",
    }
    for name, line in macros.items():
        lines = "".join(f"  {line.format(part)}\n" for part in sorted(sizes))
        sections.append(f"!macro {name}\n{lines}!macroend\n")
    return "\n".join(sections)


def _make_setup(target: Path, extras: Iterable[Path], *, quick: bool) -> None:
    found = {folder.name: folder for folder in extras}
    script = BUILD / "parts.nsh"
    script.write_text(parts_script(found), encoding="utf-8-sig")
    scratch = BUILD / f"setup-{os.getpid()}.exe"  # in its place only when it is whole
    values = {
        "VERSION": __version__,
        "NUMBERS": launcher.version_numbers(__version__).replace(",", "."),
        "PROGRAM": str(PROGRAM),
        "ICON": str(BUILD / "launcher" / "tap-huan.ico"),
        "SIDE": str(BUILD / "launcher" / "side.bmp"),
        "PARTS": str(script),
        "OUT": str(scratch),
        "SIZE": str(size_of(PROGRAM) // 1024),
        **({"QUICK": "1"} if quick else {}),
    }
    defined = [f"-D{name}={value}" for name, value in values.items()]
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, str(DATA / "setup.nsi")]
    subprocess.run(command, cwd=BUILD, check=True)
    scratch.replace(target)


def _pack(target: Path) -> None:
    """The program with the parts that are ticked at first, and the file that makes it keep its data beside itself."""
    folders = [PROGRAM, *(folder for folder in sorted(EXTRAS.iterdir()) if folder.name not in _UNTICKED)]
    files = {
        file.relative_to(folder).as_posix(): file for folder in folders for file in folder.rglob("*") if file.is_file()
    }
    files["portable.txt"] = DATA / "portable.txt"
    moment = (PROGRAM / "TapHuan.exe").stat().st_mtime
    scratch = BUILD / f"portable-{os.getpid()}.zip"
    with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for place, file in sorted(files.items()):
            about = zipfile.ZipInfo(f"TapHuan/{place}", _zip_time(moment))
            about.external_attr = 0o644 << 16
            packed.writestr(about, file.read_bytes(), zipfile.ZIP_DEFLATED)
    scratch.replace(target)


def _zip_time(moment: float) -> tuple[int, int, int, int, int, int]:
    import time

    year, month, day, hour, minute, second, *_rest = time.gmtime(moment)
    return (year, month, day, hour, minute, second)


if __name__ == "__main__":
    sys.exit(main())
