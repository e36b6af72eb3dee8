"""How the time of all documents grows from 172 to 1,720 people."""

from __future__ import annotations

import tempfile
import time
import uuid
from pathlib import Path

from desktop.domain.documents.selection import EVERYONE
from desktop.papers import documents, making, render
from desktop.services.opening import Database, open_location
from tests.papers.conferences import of_the_case


def bench_growth() -> list[tuple[str, float, float, float, float]]:
    """(name, seconds for 1,720 people, seconds for 172, ratio, limit): every document gathered and laid out once.

    Once only: Typst remembers what it laid out, so that a second round would measure its memory. A first conference of
    ten people pays for what is made only once, like templates and fonts.
    """
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for people in (10, 172, 1720):
            database = open_location(Path(folder) / f"{people}.db")
            try:
                conference_id = database.write(lambda tx, people=people: of_the_case(tx, people))
                times.append(_all(database, conference_id))
            finally:
                database.close()
    _first, few, many = times
    return [(f"all {len(documents.every())} documents, 1,720 / 172 people", many, few, many / few, 11.0)]


def _all(database: Database, conference_id: uuid.UUID) -> float:
    start = time.perf_counter()
    for document in documents.every():
        content = database.read(
            lambda tx, document=document: document.gather(
                tx, conference_id, EVERYONE, making.kept(tx, conference_id, document)
            )
        )
        render.pdf(document, content)
    return time.perf_counter() - start
