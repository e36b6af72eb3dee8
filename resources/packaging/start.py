"""The start on Windows: TapHuan.exe and tap-huan.exe run this in their own process."""

import sys

sys.frozen = True  # type: ignore[attr-defined]  # as every packed program says: a child process is the program itself

from desktop.__main__ import main  # noqa: E402

sys.exit(main())
