"""Stand-ins for what Wine 10 lacks and Windows has, for trying the program only; never shipped.

Qt asks for Windows' own ICU (icuuc.dll).
"""

from __future__ import annotations

import subprocess
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


def make(folder: Path) -> list[Path]:
    """Make the library into `folder`; its file."""
    folder.mkdir(parents=True, exist_ok=True)
    source = f"__declspec(dllexport) void *ucnv_open(const char *a, int *e) {{ *e = {_NO_CONVERTER}; return 0; }}\n"
    source += "".join(f"__declspec(dllexport) void *ucnv_{name}(void) {{ return 0; }}\n" for name in _CONVERTERS)
    (folder / "icuuc.c").write_text(source, encoding="ascii")
    subprocess.run([_GCC, "-shared", "-O2", "-o", "icuuc.dll", "icuuc.c"], cwd=folder, check=True)
    return [folder / "icuuc.dll"]
