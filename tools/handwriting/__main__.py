"""`python -m tools.handwriting FOLDER [--count 200000] [--rounds 4] [--workers 2]`: see the package."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.scans.signature import WEIGHTS
from tools.handwriting import fonts, training


def main() -> None:
    """Fetch, draw, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where typefaces and drawn cells are kept")
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    training.use(given.workers)
    faces = fonts.fetched(given.folder / "typefaces")
    learnt, asked = (
        training.drawn(
            given.folder / name,
            tuple(each for each in faces if each.is_held_back == held_back),
            count,
            given.workers,
        )
        for name, held_back, count in (("learnt", False, given.count), ("asked", True, given.count // 20))
    )
    training.write(training.trained(learnt, asked, given.rounds, given.seed), WEIGHTS)


if __name__ == "__main__":
    main()
