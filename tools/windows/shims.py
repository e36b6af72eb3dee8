"""Stand-ins for what Wine 10 lacks and Windows has, for trying the program only; never shipped.

Qt asks for Windows' own ICU (icuuc.dll), NumPy for the parts of complex numbers, which Wine's C library only names.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

_GCC = "x86_64-w64-mingw32-gcc"
_CONVERTERS = [
    "cbFromUWriteUChars",
    "cbToUWriteUChars",
    "close",
    "countAvailable",
    "fromUCountPending",
    "fromUnicode",
    "getAvailableName",
    "getFromUCallBack",
    "getMaxCharSize",
    "getName",
    "getStandardName",
    "getToUCallBack",
    "reset",
    "setFromUCallBack",
    "setToUCallBack",
    "toUCountPending",
    "toUnicode",
]
_NO_CONVERTER = 4
"""U_FILE_ACCESS_ERROR: there is no such converter."""

_MATHS = b"api-ms-win-crt-math-l1-1-0.dll"
_OWN_MATHS = b"own-ms-win-crt-math-l1-1-0.dll"
"""As long, and no name that the system looks up among its own."""
_COMPLEX = """\
#include <math.h>
typedef struct { float re, im; } cf;
typedef struct { double re, im; } cd;
float crealf(cf z) { return z.re; } float cimagf(cf z) { return z.im; } float cabsf(cf z) { return hypot(z.re, z.im); }
double creal(cd z) { return z.re; } double cimag(cd z) { return z.im; } double cabs(cd z) { return hypot(z.re, z.im); }
double creall(cd z) { return z.re; } double cimagl(cd z) { return z.im; } double cabsl(cd z) { return hypot(z.re, z.im); }
"""
"""On Windows a long double is a double, and structures are handed over as the C library's complex numbers are."""


def make(folder: Path) -> list[Path]:
    """Make the library into `folder`; its file."""
    folder.mkdir(parents=True, exist_ok=True)
    source = f"__declspec(dllexport) void *ucnv_open(const char *a, int *e) {{ *e = {_NO_CONVERTER}; return 0; }}\n"
    source += "".join(f"__declspec(dllexport) void *ucnv_{name}(void) {{ return 0; }}\n" for name in _CONVERTERS)
    (folder / "icuuc.c").write_text(source, encoding="ascii")
    subprocess.run([_GCC, "-shared", "-O2", "-o", "icuuc.dll", "icuuc.c"], cwd=folder, check=True)
    return [folder / "icuuc.dll"]


def mend_numpy(packages: Path, folder: Path) -> None:
    """Let NumPy below `packages` take the parts of complex numbers from a library beside it, all else from Wine's own."""
    modules = [file for file in packages.glob("numpy/*/*.pyd") if _MATHS in file.read_bytes()]
    if not modules:
        return
    names = sorted({name for module in modules for name in _asked(module)})
    own = set(re.findall(r"c(?:real|imag|abs)[fl]?(?=\()", _COMPLEX))
    lines = [name if name in own else f"{name} = ucrtbase.{name}" for name in names]
    (folder / "maths.def").write_text("EXPORTS\n" + "\n".join(lines) + "\n", encoding="ascii")
    (folder / "maths.c").write_text(_COMPLEX, encoding="ascii")
    made = folder / _OWN_MATHS.decode()
    command = [_GCC, "-shared", "-O2", "-fno-builtin", "-o", made.name, "maths.c", "maths.def"]
    subprocess.run(command, cwd=folder, check=True)
    for module in modules:
        module.write_bytes(module.read_bytes().replace(_MATHS, _OWN_MATHS))
        (module.parent / made.name).write_bytes(made.read_bytes())


def _asked(module: Path) -> Iterable[str]:
    """The functions that a module takes from the C library's mathematics."""
    command = ["x86_64-w64-mingw32-objdump", "-p", str(module)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    part = said.split(f"DLL Name: {_MATHS.decode()}\n", 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\t[0-9a-f]+\s+\d+\s+(\w+)", part, re.MULTILINE)
