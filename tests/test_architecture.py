"""The walls of the house stand."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
LINES_AT_MOST = 450
CONSTRUCTOR_AT_MOST = 30


def python(code: str) -> str:
    """What a fresh Python prints."""
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_the_rooms_import_only_downwards():
    result = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def folder(graph: grimp.ImportGraph, module: str) -> str:
    """The package that a module stands in; a package stands in itself."""
    return module if graph.find_children(module) else module.rpartition(".")[0]


def wide_circles(graph: grimp.ImportGraph) -> list[list[str]]:
    """Modules that import each other round about (for types only, too) although they stand in several folders."""
    below = {module: graph.find_upstream_modules(module) for module in graph.modules}
    circles = {
        frozenset([module, *(other for other in above if module in below[other])]) for module, above in below.items()
    }
    return [sorted(circle) for circle in circles if len({folder(graph, module) for module in circle}) > 1]


def test_no_circle_of_imports_is_larger_than_one_folder():
    assert wide_circles(grimp.build_graph("desktop", cache_dir=None)) == []


def test_a_circle_through_two_folders_is_found_and_one_in_a_folder_is_let_be():
    graph = grimp.ImportGraph()
    for module in ("house", "house.a", "house.b", "house.a.one", "house.a.two", "house.b.three"):
        graph.add_module(module)
    for importer, imported in (("one", "two"), ("two", "one")):
        graph.add_import(importer=f"house.a.{importer}", imported=f"house.a.{imported}")
    graph.add_import(importer="house.a.two", imported="house.b.three")
    assert wide_circles(graph) == []
    graph.add_import(importer="house.b.three", imported="house.a.one")
    assert wide_circles(graph) == [["house.a.one", "house.a.two", "house.b.three"]]


def test_each_room_below_the_window_works_without_qt():
    loaded = python(
        "import pkgutil, importlib, sys\n"
        "for room in ('domain', 'isolated', 'wording', 'store', 'excel', 'scans', 'services'):\n"
        "    package = importlib.import_module(f'desktop.{room}')\n"
        "    for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        if '.migrations.' not in module.name and not module.name.endswith('__main__'):\n"
        "            importlib.import_module(module.name)\n"
        "    print(*(f'{room}: {name}' for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))))"
    )
    assert loaded == "", "the first room named is where it comes in"


def test_what_a_start_imports_before_qt_needs_no_qt():
    loaded = python(
        "import sys, desktop.gui.startup_imports\n"
        "print(' '.join(name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))))"
    )
    assert loaded == "", "Qt's import hook slows every import after it"


def test_the_domain_needs_only_the_standard_library():
    foreign = python(
        "import pkgutil, importlib, sys\n"
        "import desktop.domain as room\n"
        "for module in pkgutil.walk_packages(room.__path__, room.__name__ + '.'):\n"
        "    importlib.import_module(module.name)\n"
        "tops = {name.partition('.')[0] for name in sys.modules} - {'desktop'}\n"
        "print(' '.join(sorted(t for t in tops if 'site-packages' in (getattr(sys.modules.get(t), '__file__', '') or '')"
        " and not t.startswith('_'))))"
    )
    assert foreign == ""


def test_below_the_papers_only_wording_says_anything():
    """Sentences stand in `desktop/wording`, where everybody who tells them finds the same."""
    said = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for room in ("domain", "store", "isolated", "excel", "scans", "services")
        for file in sorted((ROOT / "desktop" / room).rglob("*.py"))
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id in ("_", "ngettext", "pgettext", "npgettext")
    ]
    assert said == []


def test_no_file_is_longer_than_a_reader_can_hold():
    long = {
        str(file.relative_to(ROOT)): lines
        for file in sorted((ROOT / "desktop").rglob("*.py"))
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > LINES_AT_MOST
    }
    assert long == {}


def test_a_constructor_is_no_longer_than_thirty_lines():
    long = {
        f"{file.relative_to(ROOT)} {made.name}": lines
        for file in sorted((ROOT / "desktop").rglob("*.py"))
        for made in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(made, ast.ClassDef)
        for part in made.body
        if isinstance(part, ast.FunctionDef) and part.name == "__init__"
        if (lines := (part.end_lineno or part.lineno) - part.lineno + 1) > CONSTRUCTOR_AT_MOST
    }
    assert long == {}, "what something is made of has methods of its own; for widgets see desktop/gui/widgets/layout.py"


def of_pages(gui: Path) -> set[Path]:
    """The files that a page is made of: its own, and those of features that it imports with the top of its file.

    Dialogs are imported where they are opened, so that they and their parts are none of them.
    """
    files = {
        f"desktop.gui.{file.relative_to(gui).with_suffix('').as_posix().replace('/', '.')}": file
        for file in gui.rglob("*.py")
    }
    trees = {name: ast.parse(file.read_text(encoding="utf-8")) for name, file in files.items()}
    left = [
        name
        for name, tree in trees.items()
        for made in tree.body
        if isinstance(made, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "Page" for base in made.bases)
    ]
    found: set[str] = set()
    while left:
        name = left.pop()
        if name in found or name.split(".")[2] in ("widgets", "shell", "commands"):
            continue
        found.add(name)
        left += [each.module for each in trees[name].body if isinstance(each, ast.ImportFrom) and each.module in trees]
    return {files[name] for name in found}


def entries(tree: ast.AST) -> list[int]:
    """The lines that make an entry of a menu whose words are the program's own: a command beside the table."""
    return [
        call.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        if (getattr(call.func, "attr", "") or getattr(call.func, "id", "")) in ("addAction", "insertAction", "QAction")
        if any(
            isinstance(given, ast.Call) and getattr(given.func, "id", "") in ("_", "ngettext", "pgettext")
            for given in call.args
        )
    ]


def test_menus_of_pages_take_their_entries_from_the_table_of_commands():
    """What is named by the data (a conference, an answer, a format) is chosen from, and no command."""
    gui = ROOT / "desktop" / "gui"
    files = of_pages(gui)
    assert {gui / "attendees" / "row_menu.py", gui / "units" / "units_tab.py", gui / "checkin" / "menus.py"} <= files
    made = {
        str(file.relative_to(gui)): lines for file in files if (lines := entries(ast.parse(file.read_text("utf-8"))))
    }
    assert made == {}, "give it a row in desktop/gui/commands and a PageCommand on the page"
    assert entries(ast.parse('menu.addAction(_("Merge…"))\nQAction(_("Merge…"), menu)\nmenu.addAction(name)')) == [1, 2]


def alone(importers: dict[str, set[str]]) -> dict[str, set[str]]:
    """The shared widgets that fewer than two places use, with what uses each; through another widget counts."""

    def users(module: str, seen: frozenset[str]) -> set[str]:
        found = set()
        for each in importers.get(module, set()) - seen:
            found |= users(each, seen | {each}) if each in importers else {each}
        return found

    return {module: found for module in importers if len(found := users(module, frozenset({module}))) < 2}


def test_what_stands_among_the_shared_widgets_serves_two_features():
    """Another place is a feature's folder, or a module beside them that serves several by itself."""
    graph = grimp.build_graph("desktop", cache_dir=None)
    importers = {}
    for module in graph.find_children("desktop.gui.widgets"):
        importers[module] = {
            each if each.startswith("desktop.gui.widgets.") else ".".join(each.split(".")[:3])
            for each in graph.find_modules_that_directly_import(module)
        }
    assert alone(importers) == {}, "it belongs into that feature's folder"
    assert alone({"a": {"one"}, "b": {"a", "one", "two"}, "c": {"b"}}) == {"a": {"one"}}
