"""Stand-ins for what Wine 10 lacks and Windows has, for trying the program only; never shipped.

Qt asks for Windows' own ICU (icuuc.dll), numpy for the complex numbers of the C runtime (ucrtbase.dll).
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

_GCC, _OBJDUMP = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-objdump"
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
_OWN = ["creal", "crealf", "creall", "cimag", "cimagf", "cimagl", "cabs", "cabsf", "carg", "cargf", "conj", "conjf"]
_COMPLEX = """
typedef struct { float r, i; } F; typedef struct { double r, i; } D;
float my_crealf(F z) { return z.r; } float my_cimagf(F z) { return z.i; }
double my_creal(D *z) { return z->r; } double my_cimag(D *z) { return z->i; }
double my_creall(D *z) { return z->r; } double my_cimagl(D *z) { return z->i; }
double my_cabs(D *z) { return __builtin_sqrt(z->r * z->r + z->i * z->i); }
float my_cabsf(F z) { return (float)__builtin_sqrt((double)z.r * z.r + (double)z.i * z.i); }
double my_carg(D *z) { return 0; } float my_cargf(F z) { return 0; }
D my_conj(D *z) { D c = {z->r, -z->i}; return c; } F my_conjf(F z) { F c = {z.r, -z.i}; return c; }
"""
_NAME = re.compile(r"\s*\[\s*\d+\]\s+(?:\+base\[\s*\d+\]\s+)?(?:[0-9a-f]+\s+)?(\S+)$")


def make(runtime: Path, folder: Path) -> list[Path]:
    """Make the three libraries into `folder` from Wine's own ucrtbase.dll; their files."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(runtime, folder / "ucrtw.dll")
    source = f"__declspec(dllexport) void *ucnv_open(const char *a, int *e) {{ *e = {_NO_CONVERTER}; return 0; }}\n"
    source += "".join(f"__declspec(dllexport) void *ucnv_{name}(void) {{ return 0; }}\n" for name in _CONVERTERS)
    (folder / "icuuc.c").write_text(source, encoding="ascii")
    subprocess.run([_GCC, "-shared", "-O2", "-o", "icuuc.dll", "icuuc.c"], cwd=folder, check=True)
    lines = [
        f"  {name}=my_{name}" if name in _OWN else f"  {name}=ucrtw.{name}" for name in _exported(folder / "ucrtw.dll")
    ]
    (folder / "ucrtbase.def").write_text("LIBRARY ucrtbase\nEXPORTS\n" + "\n".join(lines) + "\n", encoding="ascii")
    (folder / "complex.c").write_text(_COMPLEX, encoding="ascii")
    flags = ["-shared", "-O2", "-fno-builtin", "-nostartfiles", "-Wl,--entry=0"]
    subprocess.run([_GCC, *flags, "-o", "ucrtbase.dll", "complex.c", "ucrtbase.def"], cwd=folder, check=True)
    return sorted(folder.glob("*.dll"))


def _exported(library: Path) -> list[str]:
    told = subprocess.run([_OBJDUMP, "-p", str(library)], capture_output=True, text=True, check=True).stdout
    table = told.split("Ordinal/Name Pointer", 1)[1]
    return [match[1] for line in table.splitlines() if (match := _NAME.match(line))]
