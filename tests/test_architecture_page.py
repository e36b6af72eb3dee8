"""ARCHITECTURE.md and CONTRIBUTING.md tell the truth: what they name is there, and no room is left out."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
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


def held_by(made: ast.ClassDef) -> Iterator[str]:
    """The methods of a class and what it keeps in itself."""
    for node in ast.walk(made):
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def names_in(file: Path) -> set[str]:
    """The functions, classes and constants of a module; what a class has also behind it: `Context.stack`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for name in held_by(node)}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def missing_in(text: str) -> list[str]:
    """What a text names of the project that is not there."""
    missing = []
    for place, name in re.findall(r"`([\w./-]+/[\w./-]*)(?:::([\w.]+))?`", text):
        file = ROOT / place
        if place.split("/")[0] not in ("desktop", "tests", "tools", "resources", "docs"):
            continue
        if not file.exists() or (name and name not in names_in(file)):
            missing.append(f"{place}::{name}" if name else place)
    return missing


def test_everything_in_the_tree_is_there_once():
    places = [str(place.relative_to(ROOT)) for place in drawn()]
    assert [place for place in places if not (ROOT / place).exists()] == []
    assert [place for place, times in Counter(places).items() if times > 1] == []


def test_whatever_stands_beside_the_rooms_is_in_the_tree():
    beside = {file for file in (ROOT / "desktop").glob("*.py") if file.name != "__init__.py"}
    assert {str(file.relative_to(ROOT)) for file in beside - set(drawn())} == set()


def test_every_room_is_in_the_tree():
    rooms = {file.parent for file in (ROOT / "desktop").rglob("*.py")} - {ROOT / "desktop"}
    documents = {file.parent for file in (ROOT / "desktop" / "papers").glob("*/layout.py")}
    assert {str(room.relative_to(ROOT)) for room in rooms - documents - set(drawn())} == set()


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"])
def test_every_place_and_name_that_a_page_gives_is_there(page: str):
    assert missing_in((ROOT / page).read_text(encoding="utf-8")) == []


def test_every_place_and_name_that_a_docstring_of_a_module_gives_is_there():
    docstrings = {
        file: ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
        for file in sorted((ROOT / "desktop").rglob("*.py"))
    }
    missing = {str(file.relative_to(ROOT)): missing_in(text) for file, text in docstrings.items()}
    assert {file: names for file, names in missing.items() if names} == {}


def test_the_few_ideas_are_few():
    ideas = PAGE.partition("## The few ideas")[2].partition("\n## ")[0]
    assert len(re.findall(r"^- \*\*", ideas, re.MULTILINE)) <= 14, "an idea of one room stands in its docstring"


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


def is_there(dotted: str) -> bool:
    """Whether `services.joined` or `domain.joining.who_stands` is a module of the program, or a name in one."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        place = (ROOT / "desktop").joinpath(*parts[:length])
        module = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
        if module.exists():
            rest = ".".join(parts[length:])
            return not rest or rest in names_in(module) or rest in module.read_text(encoding="utf-8")
    return False


def test_what_a_comment_cites_of_the_program_is_there():
    rooms = "|".join(each.name for each in (ROOT / "desktop").iterdir() if each.is_dir() and each.name[0] != "_")
    cited = {
        (str(file.relative_to(ROOT)), dotted)
        for file in sorted((ROOT / "desktop").rglob("*.py"))
        for dotted in re.findall(rf"`((?:{rooms})(?:\.\w+)+)`", file.read_text(encoding="utf-8"))
    }
    assert {(file, dotted) for file, dotted in cited if not is_there(dotted)} == set()


def test_no_comment_cites_a_page_that_is_not_here():
    pages = {file.name for file in ROOT.glob("*.md")} | {file.name for file in (ROOT / "docs").glob("*.md")}
    cited = {
        (str(file.relative_to(ROOT)), name)
        for folder in ("desktop", "tools", "resources")
        for file in (ROOT / folder).rglob("*.py")
        for name in re.findall(r"(?<![\w{}.])[\w-]+(?:\.\w\w)?\.md\b", file.read_text(encoding="utf-8"))
    }
    assert {(file, name) for file, name in cited if name not in pages} == set()
