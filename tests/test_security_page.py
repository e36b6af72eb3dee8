"""docs/security.md tells the truth: what keeps a promise, and the test of it, are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
PROMISES = PAGE.partition("## What is promised")[2].partition("\n## ")[0]


def test_each_promise_names_what_keeps_it_and_its_test() -> None:
    rows = [line.split(" | ") for line in PROMISES.splitlines() if line.startswith("| ")][2:]
    assert len(rows) >= 10
    for promise, keeper, test in rows:
        folder = ROOT
        for name in re.findall(r"`([^`]+)`", keeper):
            place = ROOT / name if "/" in name else folder / name
            assert place.exists(), name
            folder = place if place.is_dir() else place.parent
        named = re.findall(r"`(tests/[^`]+)`", test)
        assert named, promise
        assert all((ROOT / name).exists() for name in named), promise


def test_the_page_is_there_in_vietnamese_too() -> None:
    assert "(security.vi.md)" in PAGE
    assert "(security.md)" in (ROOT / "docs" / "security.vi.md").read_text(encoding="utf-8")
