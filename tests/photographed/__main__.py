"""`python -m tests.photographed --pages 300 --seed 1 [--kinds chat,tilted] [--keep DIR] [--workers 2]`: see the package."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import pickle
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import PIL.Image

from tests.photographed import making, shots
from tests.photographed.judging import Fault, Sessions, Verdicts, judge, tables
from tests.photographed.making import Made
from tests.photographed.running import Reading, read
from tests.photographed.sheets import Office, Page, Printed, printed


def _sessions(office: Office, pages: Iterable[Page]) -> Sessions:
    """Read each printed sheet as it is: which id each column has, and that nobody signed."""
    made: Sessions = {}
    by_file: dict[Path, list[Page]] = {}
    for page in pages:
        by_file.setdefault(page.pdf, []).append(page)
    for path, of_file in by_file.items():
        told = office.run("scan-sheets", of_file[0].conference, path, may_fail=True)["pages"]
        for page in of_file:
            cells = next(each["cells"] for each in told if each["page_in_file"] == page.place + 1)
            first = [each["session"] for each in cells if each["row"] == cells[0]["row"]]
            columns = sorted({cell.column for cell in page.cells})
            made[page.conference, page.sheet, page.place] = dict(zip(columns, first, strict=True))
            said = [(each["row"], each["verdict"]) for each in cells if each["verdict"] != "blank"]
            if said or len(cells) != len(page.cells):
                print(f"! sheet {page.name} unsigned: {said}, {len(cells)} of {len(page.cells)} cells")  # noqa: T201
    return made


def _printed(work: Path, seed: int) -> tuple[Printed, Sessions]:
    """The sheets, printed anew unless this folder holds them from a run before."""
    kept = work / "printed.pickle"
    if kept.exists():
        found: tuple[Printed, Sessions] = pickle.loads(kept.read_bytes())
        return found
    sheets = printed(work, seed)
    sessions = _sessions(sheets.office, (page for pages in sheets.pages.values() for page in pages))
    kept.write_bytes(pickle.dumps((sheets, sessions)))
    return sheets, sessions


def _kept(faults: list[Fault], folder: Path, most: int = 60) -> None:
    """Copy pictures and cut out cells of what went wrong."""
    count: dict[str, int] = {}
    lines = []
    for fault in faults:
        path, page = fault.made.task.path, fault.made.page
        label = f"{fault.made.task.kind} {path.parent.name}/{path.name} sheet {page.name}"
        cell = f" row {fault.truth.cell.row} column {fault.truth.cell.column}" if fault.truth else ""
        mark = (
            f": {fault.truth.mark or 'nothing'} ({fault.truth.own:.1f}+{fault.truth.strange:.1f} mm²)"
            if fault.truth
            else ""
        )
        lines.append(f"{fault.what}: {label}{cell}{mark} → {fault.verdict} ink {fault.ink} {fault.message}")
        count[fault.what] = count.get(fault.what, 0) + 1
        if count[fault.what] > most or not path.exists():
            continue
        into = folder / fault.what.replace(" ", "-")
        into.mkdir(parents=True, exist_ok=True)
        name = f"{path.parent.name}-{path.stem}"
        shutil.copyfile(path, into / f"{name}{path.suffix}")
        if fault.truth:
            image = shots.crop(shots.shown(path, fault.made.place), fault.truth.corners)
            mark = (fault.truth.mark or "nothing").replace(" ", "_").replace(",", "")
            cell = f"r{fault.truth.cell.row}c{fault.truth.cell.column}"
            PIL.Image.fromarray(image).save(into / f"{name}-{cell}-{mark}-{fault.verdict}.png")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "faults.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _run(options: argparse.Namespace, work: Path) -> Verdicts:
    verdicts, readings = Verdicts(), list[Reading]()
    started = time.perf_counter()
    sheets, sessions = _printed(work, options.seed)
    print(f"{len(sessions)} pages printed in {time.perf_counter() - started:.0f} s", flush=True)  # noqa: T201
    kinds = options.kinds.split(",") if options.kinds else list(shots.KINDS)
    done = 0
    with multiprocessing.get_context("spawn").Pool(options.workers) as pool:
        for batch in making.tasks(sheets, work / "pictures", options.seed, kinds):
            batch = batch[: max(1, options.pages - done)]
            started = time.perf_counter()
            made = [page for pages in pool.imap(making.make, batch) for page in pages]
            spent = time.perf_counter() - started
            folder = batch[0].path.parent
            conference = folder.name.split("-")[1]
            answer, reading = read(sheets.office, conference, folder, len(made))
            (work / f"{folder.name}.json").write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
            (work / f"{folder.name}.pickle").write_bytes(pickle.dumps(made))
            readings.append(reading)
            judge(answer, made, sessions, verdicts)
            done += len(made)
            print(f"{folder.name}: {len(made)} pages made in {spent:.0f} s, {reading}", flush=True)  # noqa: T201
            if options.keep:
                _kept(verdicts.faults, options.keep)
                (options.keep / "tables.txt").write_text(tables(verdicts) + "\n", encoding="utf-8")
            if done >= options.pages:
                break
    pages, seconds = sum(each.pages for each in readings), sum(each.seconds for each in readings)
    most = max(each.memory for each in readings)
    print(f"\n{pages} pages in {seconds:.0f} s: {seconds / pages:.2f} s a page, at most {most:.0f} MB\n")  # noqa: T201
    return verdicts


def _again(work: Path, keep: Path | None) -> Verdicts:
    """Judge anew what an earlier run left in this folder."""
    verdicts = Verdicts()
    _sheets, sessions = _printed(work, 0)
    for path in sorted(work.glob("batch*.pickle")):
        judge(json.loads(path.with_suffix(".json").read_text()), pickle.loads(path.read_bytes()), sessions, verdicts)
    if keep:
        _kept(verdicts.faults, keep)
    return verdicts


def main() -> int:
    """Make, read, judge, print; 1 when anything was silently wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=60, help="about how many pages to make")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default="", help=", ".join(shots.KINDS))
    parser.add_argument("--keep", type=Path, help="where pictures and cells of faults are kept")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--work", type=Path, help="keep all pictures and answers here")
    parser.add_argument("--again", action="store_true", help="only judge anew what is in --work")
    options = parser.parse_args()
    if options.again and not options.work:
        parser.error("--again needs --work")
    with tempfile.TemporaryDirectory() as folder:
        work = options.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        verdicts = _again(work, options.keep) if options.again else _run(options, work)
    print(tables(verdicts))  # noqa: T201
    wrong = sum(counts["silent"] + counts["wrong"] for counts in verdicts.pages.values())
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())


__all__ = ["Made", "main"]
