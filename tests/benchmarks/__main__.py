"""`make bench`: print every figure with its reference, ratio and limit; `--markdown` for docs/benchmarks.md."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
from pathlib import Path

from tests.benchmarks import Row

SUITES = {
    "importing": ("bench_import", "bench_undo", "bench_import_large"),
    "record": ("bench_search", "bench_export"),
    "documents": ("bench_sheet",),
    "certificates": ("bench_certificates",),
    "growth": ("bench_growth",),
    "badges": ("bench_badges",),
    "attendance": ("bench_file", "bench_desk", "bench_server", "bench_door"),
    "preview": ("bench_preview",),
    "command": ("bench_command",),
    "window": ("bench_window", "bench_filter"),
    "replanning": ("bench_replanning",),
}


def machine() -> str:
    """The machine in a few words."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        model = models[0] if models else model
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, Python {platform.python_version()}"
    )


def _shown(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    if unit == "s":
        return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"
    return f"{value:.1f} {unit}"


def main() -> int:
    """Run the suites named, or all; exit 1 when a ratio is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suites", nargs="*", help=", ".join(SUITES))
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows: list[Row] = []
    for suite in options.suites or SUITES:
        module = importlib.import_module(f"tests.benchmarks.{suite}")
        for name in SUITES[suite]:
            for row in getattr(module, name)():
                rows.append(Row(*row))
                sys.stderr.write(f"{rows[-1].name}: {rows[-1].ratio:.2f} (at most {rows[-1].limit:g})\n")
    lines = [("work", "ours", "reference", "ratio", "at most", "")]
    for row in rows:
        verdict = "ok" if row.ratio <= row.limit else "OVER"
        lines.append(
            (
                row.name,
                _shown(row.ours, row.unit),
                _shown(row.reference, row.unit),
                f"{row.ratio:.2f}",
                f"{row.limit:g}",
                verdict,
            )
        )
    if options.markdown:
        lines.insert(1, ("---",) * 6)
        text = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    else:
        widths = [max(len(line[column]) for line in lines) for column in range(6)]
        text = "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
        )
    sys.stdout.write(f"{machine()}\n\n{text}\n")
    return 1 if any(row.ratio > row.limit for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
