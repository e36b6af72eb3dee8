"""ARCHITECTURE.md and CONTRIBUTING.md tell the truth: what they name is there, and no room is left out."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def drawn() -> Iterator[Path]:
    """The places of the page's tree."""
    tree = PAGE.partition("```\n")[2].partition("```")[0]
    above: list[str] = []
    for line in tree.splitlines():
        for entry in re.finditer(r"(?:^ *|(?<=  ))([\w.]+(?:/|\.py\b))", line):
            depth = (len(line) - len(line.lstrip())) // 2
            name = entry[1].rstrip("/")
            if entry.start() == 0:
                above[depth:] = [name]
                yield ROOT.joinpath(*above)
            else:
                yield ROOT.joinpath(*above[:depth], name)


def names_in(file: Path) -> set[str]:
    """The functions, classes and constants of a module, methods too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def test_everything_in_the_tree_is_there():
    assert [str(place.relative_to(ROOT)) for place in drawn() if not place.exists()] == []


def test_every_room_is_in_the_tree():
    rooms = {file.parent for file in (ROOT / "desktop").rglob("*.py")} - {ROOT / "desktop"}
    documents = {file.parent for file in (ROOT / "desktop" / "papers").glob("*/layout.py")}
    assert {str(room.relative_to(ROOT)) for room in rooms - documents - set(drawn())} == set()


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"])
def test_every_place_and_name_that_a_page_gives_is_there(page: str):
    missing = []
    for place, name in re.findall(r"`([\w./-]+/[\w./-]*)(?:::(\w+))?`", (ROOT / page).read_text(encoding="utf-8")):
        file = ROOT / place
        if place.split("/")[0] not in ("desktop", "tests", "tools", "resources", "docs"):
            continue
        if not file.exists() or (name and name not in names_in(file)):
            missing.append(f"{place}::{name}" if name else place)
    assert missing == []


def test_the_floors_of_the_page_are_those_of_the_contracts():
    told = next(line for line in PAGE.splitlines() if line.startswith("app | cli"))
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")
    heights = [
        next(
            height
            for height, layer in enumerate(layers)
            if set(re.findall(r"\w+", floor)) <= set(re.findall(r"\w+", layer))
        )
        for floor in told.split("→")
    ]
    assert heights == sorted(set(heights)), "each floor of the page below the one before"


def test_no_comment_cites_a_page_that_is_not_here():
    pages = {file.name for file in ROOT.glob("*.md")} | {file.name for file in (ROOT / "docs").glob("*.md")}
    cited = {
        (str(file.relative_to(ROOT)), name)
        for folder in ("desktop", "tools", "resources")
        for file in (ROOT / folder).rglob("*.py")
        for name in re.findall(r"(?<![\w{}.])[\w-]+(?:\.\w\w)?\.md\b", file.read_text(encoding="utf-8"))
    }
    assert {(file, name) for file, name in cited if name not in pages} == set()
