"""`make forms`: print who would be lost and who invented over thousands of generated forms."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from tests.excel.forms.grammar import make_form
from tests.excel.forms.running import Job, plan, scores
from tests.excel.forms.scoring import score
from tests.excel.forms.showing import oddities, shown, summary
from tests.services.importing.desk import fresh_desk


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; exit 1 when somebody is lost without a word or invented without a question."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.excel.forms")
    parser.add_argument("--count", type=int, default=1000, help="forms of each seed")
    parser.add_argument("--seed", default="1", help="one seed, or several with commas")
    parser.add_argument("--start", type=int, default=0, help="number of the first form")
    parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1), help="processes")
    parser.add_argument("--force", action="append", default=[], metavar="ODDITY", help="every form has it")
    parser.add_argument(
        "--only", default="", metavar="TEXT", help="show only failing forms with such an oddity or fault"
    )
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N failing forms whole")
    parser.add_argument("--one", type=int, metavar="NUMBER", help="print this form whole")
    parser.add_argument("--faults", action="store_true", help="print a line for each fault")
    parser.add_argument("--xlsx", action="store_true", help="through real .xlsx files")
    options = parser.parse_args(arguments)
    forced = tuple(options.force)
    if options.one is not None:
        jobs: list[Job] = [(options.seed, options.one, forced, options.xlsx)]
        _show(jobs)
        return 0
    jobs = [
        (seed, number, forced, options.xlsx)
        for seed in options.seed.split(",")
        for number in range(options.start, options.start + options.count)
    ]
    found = list(scores(jobs, options.jobs))
    write = sys.stdout.write
    failing = [
        (job, each)
        for job, each in zip(jobs, found, strict=True)
        if not each.right
        and any(
            options.only in text for text in (*each.tags, *(f"{fault.kind}: {fault.text}" for fault in each.faults))
        )
    ]
    if options.faults:
        for _job, each in failing:
            for fault in each.faults:
                write(f"{each.form} {fault.kind}: row {fault.row}: {fault.text}\n")
    _show([job for job, _score in failing[: options.show]])
    write(f"{oddities(found)}\n\n{summary(found)}\n")
    return 1 if any(each.lost or each.invented for each in found) else 0


def _show(jobs: Sequence[Job]) -> None:
    with fresh_desk() as desk:
        for seed, number, forced, as_file in jobs:
            form = make_form(seed, number, forced)
            planned = plan(desk, form, as_file=as_file)
            sys.stdout.write(shown(form, planned, score(form, planned)) + "\n\n")


if __name__ == "__main__":
    sys.exit(main())
