"""Thousands of marks, read: `python -m tests.scans.many_marks --pages 200 --seed 1 [--kind scan|phone|chat] [--asked 0.7]`.

Prints by kind of mark how many were read right, asked about and silently wrong, and the processor's time for a page.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from typing import Any

import cv2

from desktop.scans import bubbles, codes
from desktop.scans.laying import lay
from tests.scans import filled_papers as papers
from tests.scans.questionnaires import questionnaire

CAMERAS: dict[str, dict[str, Any]] = {
    "phone": {"longest": 2600, "quality": 80},
    "chat": {"longest": 1600, "quality": 55},
}


def main() -> int:
    """Read so many pages; 1 when a mark was silently wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.scans.many_marks", description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=("scan", *CAMERAS), default="scan")
    parser.add_argument("--asked", type=float, default=0.0, help="share of marks that nobody can be sure of")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    pdf, pages = questionnaire()
    blank, page = papers.printed(pdf), pages[0]
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    spent = 0.0
    for seed in range(given.seed, given.seed + given.pages):
        made = papers.filled(blank, page, seed, asked=given.asked)
        camera = CAMERAS.get(given.kind)
        picture = papers.photographed(made.picture, seed, **camera) if camera else papers.scanned(made.picture, seed)
        began = time.process_time()
        seen = codes.seen_papers(picture)
        flat = lay(picture, seen[0].corners, page.laid) if seen else None
        rows = bubbles.judge(flat, page) if flat is not None else []
        spent += time.process_time() - began
        for row in rows:
            told = "asked" if row.ask else "right" if row.level == made.truth[row.item] else "wrong"
            kinds[made.kinds[row.item]][told] += 1
        if not rows:
            kinds["whole page"]["unread"] += 1
    whole = sum(kinds.values(), Counter[str]())
    for kind, counts in sorted(kinds.items()):
        sys.stdout.write(f"{kind}: {dict(counts)}\n")
    sys.stdout.write(f"all: {dict(whole)}, {spent / given.pages:.2f} s a page\n")
    return int(bool(whole["wrong"]))


if __name__ == "__main__":
    sys.exit(main())
