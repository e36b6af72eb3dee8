"""Which pictures are made of which pages, and each picture with what is true of it."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from tests.photographed import camera, scanner, shots, signing
from tests.photographed.camera import Shot
from tests.photographed.scanner import Scan
from tests.photographed.sheets import Page, Printed
from tests.photographed.signing import Signed, Truth


@dataclass(frozen=True)
class Task:
    """One file to make."""

    kind: str
    pages: tuple[Page, ...]
    seed: tuple[int, ...]
    path: Path
    foreign: str = ""
    ink: tuple[int, ...] | None = None
    """What the people write is chosen by this; None: by the picture's own seed."""
    together: str = ""
    """The name of the pages' other pictures, and whether they show the same paper: "twice …", "contradict …"."""


@dataclass
class Made:
    """A page in a file that was made."""

    task: Task
    page: Page
    place: int
    """In the file, from 0."""
    truths: list[Truth] = field(default_factory=list)


def tasks(printed: Printed, folder: Path, seed: int, kinds: list[str]) -> Iterator[list[Task]]:
    """Without end: all pages of all conferences, each in a picture of some kind, as lists that are read at once."""
    order = np.random.default_rng([seed, 2])
    deck: list[str] = []
    for batch in itertools.count():
        for conference, pages in printed.pages.items():
            into = folder / f"batch{batch}-{conference}"
            into.mkdir(parents=True, exist_ok=True)
            made, left = list[Task](), list(pages)
            while left:
                deck = deck or [str(each) for each in order.permutation(kinds)]
                kind = deck.pop()
                count = 2 if kind == "two pages" else 3 if kind.startswith(("scan skew", "bile")) else 1
                taken, left = tuple(left[:count]), left[count:]
                numbers = (seed, batch, int(conference), len(made))
                made.append(Task(kind, taken, numbers, _path(into, len(made), kind, order)))
            if len(kinds) > 5:
                made += _beside(made, printed, conference, into, order, kinds)
            yield made


def _beside(
    made: list[Task], printed: Printed, conference: str, into: Path, order: np.random.Generator, kinds: list[str]
) -> list[Task]:
    """Foreign pages, a page photographed twice, and two copies of a page that contradict each other."""
    more = list[Task]()
    strange = [each for each in printed.foreign if each[1].conference != conference or each[0] == "another office's"]
    for number in order.permutation(len(strange))[:3]:
        reason, page = strange[number]
        kind = str(order.choice(["careful", "chat", "turned", "scan 200", "no code"]))
        seeds = (*made[0].seed[:3], 500 + len(more))
        more.append(Task(kind, (page,), seeds, _path(into, 500 + len(more), kind, order), foreign=reason))
    for name in ("twice", "contradict"):
        one = made[int(order.integers(len(made)))]
        while len(one.pages) > 1 or one.together or one.kind == "no code":
            one = made[int(order.integers(len(made)))]
        kind = str(order.choice(["careful", "chat", "tilted", "turned", "scan 200"]))
        label = f"{name} {one.path.stem}"
        made[made.index(one)] = Task(one.kind, one.pages, one.seed, one.path, ink=one.seed, together=label)
        seeds = (*one.seed[:3], 800 + len(more))
        ink = one.seed if name == "twice" else seeds
        more.append(Task(kind, one.pages, seeds, _path(into, 800 + len(more), kind, order), ink=ink, together=label))
    return more


def _path(into: Path, number: int, kind: str, order: np.random.Generator) -> Path:
    """A name as phones give it, which tells nothing."""
    drawn = shots.KINDS[kind](np.random.default_rng(0))
    return into / f"IMG_{number:04d}_{int(order.integers(10**6)):06d}.{drawn.kind}"


def make(task: Task) -> list[Made]:
    """Sign the pages and take the picture."""
    cv2.setNumThreads(1)
    os.environ["OMP_NUM_THREADS"] = "1"
    rng = np.random.default_rng(task.seed)
    ink = np.random.default_rng([*(task.ink or task.seed), 7])
    how = shots.KINDS[task.kind](rng)
    if isinstance(how, Scan):
        written = [signing.signed(page, max(how.dpi, 150), ink) for page in task.pages]
        scanner.saved([scanner.scanned(each, how, rng) for each in written], how, task.path)
    else:
        written = _shoot(task, how, ink, rng)
    return [Made(task, each.page, place, each.truths) for place, each in enumerate(written)]


def _shoot(task: Task, how: Shot, ink: np.random.Generator, rng: np.random.Generator) -> list[Signed]:
    several = len(task.pages)
    dots = how.long_side * how.oversampled * min(1, how.fill) / 11.7 / (1.35 if several > 1 else 1)
    written = [signing.signed(page, float(np.clip(dots, 110, 300)), ink) for page in task.pages]
    if task.kind == "no code" and task.foreign != "no sheet":
        for each in written:
            signing.hide_code(each, rng)
    sheets = [camera.Sheet(each) for each in written]
    lying = [each.page.width > each.page.height for each in written]
    if several > 1:
        apart = sum(each.page.width for each in written) / 4 + rng.uniform(3, 8)
        for sheet, side in zip(sheets, (-1, 1), strict=True):
            sheet.x, sheet.y, sheet.turn = apart * side, float(rng.uniform(-12, 12)), float(rng.normal(0, 2))
    elif lying[0]:
        from dataclasses import replace

        how = replace(how, upright=not how.upright)
    shots.saved(camera.photographed(sheets, how, rng), how, task.path)
    return written
