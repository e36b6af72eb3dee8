"""What of the packages travels: of Qt what the program loads, of the others what can be reached by an import.

Nothing here is a list of names: Qt's modules are those that the source imports, with all that these load; its plugins, those of
the folders that its libraries look into; of packages in plain Python, the subpackages that some module kept imports or names.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tools.packing.binaries import closure, imports
from tools.packing.systems import System

Read = Callable[[str], bytes]
"""The content of a file of the packages, by its path below the folder of packages."""

LANGUAGES = ("en", "vi")
_BINDING = ("PySide6/", "shiboken6/")
_OF_QT = ("pyside6", "shiboken6")
"""How the names of Qt's distributions begin."""
_TESTS = {"tests", "test", "testing"}
_DEVELOPERS = {
    ".pyi",
    ".pxd",
    ".pxi",
    ".pyx",
    ".h",
    ".hpp",
    ".c",
    ".cpp",
    ".lib",
    ".a",
    ".obj",
    ".exe",
    ".cmake",
    ".pc",
}
_COMPILED = re.compile(r"(\.cpython-\w+-[\w-]+|\.cp\w+-win_amd64|\.abi3)?\.(so|pyd)(\.\d+)*$|\.dll$")
"""What only somebody who builds on a package needs; a program among packages is a tool of theirs too."""
_NEWER_PROCESSORS = re.compile(r"_(?:sse\d|avx)\w*(?=\.)")
"""In the name of a compiled module that stands beside one for every processor."""
_LOCALE = re.compile(r"/locale-data/([a-z]+)(?:_\w+)?\.dat$")
_MODULE = re.compile(r"\.?[a-z_]\w*(\.\w+)*")
_TEXT_OF_BINARY = re.compile(rb"(?<=\0)[A-Za-z_][\w.]*(?=\0)")
_TEXT_OF_LANGUAGE = re.compile(r"/(?:LC_MESSAGES|locales?)/")


def qt_modules(sources: Iterable[str]) -> set[str]:
    """The modules of PySide6 that Python sources import, without their "PySide6."."""
    found = set()
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("PySide6.")}
            elif isinstance(node, ast.ImportFrom) and node.module == "PySide6":
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                found.add((node.module or "").split(".")[1])
    return found


def asked_by_packages(sources: Iterable[str]) -> set[str]:
    """The modules of Qt that packages can't do without: imported outside any `try`, or by a name that ends in theirs."""
    found = set()
    for source in sources:
        tree = ast.parse(source)
        maybe = _tried(tree)
        sure = [node for node in ast.walk(tree) if id(node) not in maybe]
        found |= qt_modules([ast.unparse(node) for node in sure if isinstance(node, ast.Import | ast.ImportFrom)])
        for node in sure:
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module") and node.args:
                named = re.search(r"\.(Qt\w+)['\"]+$", ast.unparse(node.args[0]))
                found |= {named[1]} if named else set()
    return found


@dataclass(frozen=True, slots=True)
class Travelling:
    """Files by their paths below the folder of packages."""

    kept: set[str]
    beside: set[str]
    """What only a part that is not for everybody needs: plugins that bring libraries of others, as FFmpeg for cameras."""


def of_qt(names: Collection[str], read: Read, modules: Collection[str], system: System) -> Travelling:
    """Which files of PySide6 and shiboken6 travel, when the program imports these modules of it."""
    libraries = {
        PurePosixPath(name).name.lower(): name
        for folder in reversed(system.libraries)  # where two have one, that of the first
        for name in names
        if name.startswith(folder) and system.library.fullmatch(name.removeprefix(folder))
    }
    wanted = {f"PySide6/{module}{system.module}" for module in modules} & set(names)
    wanted |= {name for name in names if name.startswith("shiboken6/") and name.endswith(system.module)}
    kept = closure(wanted, libraries, read)
    while True:
        plugins, foreign = _plugins(names, kept, libraries, read, system)
        more = closure(plugins, libraries, read) - kept
        if not more:
            break
        kept |= more
    kept |= {n for n in names if n.startswith(_BINDING) and n.count("/") == 1 and n.endswith(".py")}
    kept |= {n for n in names if n.startswith("PySide6/support/") and n.endswith(".py")}
    kept |= {n for n in names if re.fullmatch(rf"{system.qt}translations/qt(base)?_({'|'.join(LANGUAGES)})\.qm", n)}
    return Travelling(kept, closure(foreign, libraries, read) - kept)


def _plugins(
    names: Collection[str], kept: set[str], libraries: Mapping[str, str], read: Read, system: System
) -> tuple[set[str], set[str]]:
    """The plugins of the folders that Qt's libraries look into, which need what is there and at most one library of Qt more.

    And those of the folders that have none of this kind.
    """
    place = f"{system.qt}plugins/"
    of_folder: dict[str, list[str]] = {}
    for name in names:
        if name.startswith(place) and _COMPILED.search(name):
            of_folder.setdefault(name.removeprefix(place).split("/")[0], []).append(name)
    texts = [read(name) for name in kept if system.of_qt.fullmatch(PurePosixPath(name).name)]
    taken: set[str] = set()
    beside: set[str] = set()
    for folder, plugins in of_folder.items():
        if not any(f"/{folder}".encode(code) in text for text in texts for code in ("ascii", "utf-16-le")):
            continue
        plain: set[str] = set()
        foreign: set[str] = set()
        for plugin in plugins:
            if folder == "platforms" and not system.platform.fullmatch(PurePosixPath(plugin).name):
                continue
            more = closure([plugin], libraries, read) - kept - {plugin}
            loaded = {library for file in [plugin, *more] for library in imports(read(file))}
            if all(library.lower() in libraries or system.offers(library) for library in loaded):
                own = all(system.of_qt.fullmatch(PurePosixPath(library).name) for library in more)
                (plain if own and len(more) <= 1 else foreign).add(plugin)
        taken |= plain
        beside |= set() if plain else foreign
    return taken, beside


def for_developers(name: str) -> bool:
    """Whether only somebody who builds on a package or tests it needs a file of it."""
    path = PurePosixPath(name)
    return bool(_TESTS & set(path.parts[:-1])) or path.suffix in _DEVELOPERS or ".data/scripts/" in name


def for_newer_processors(name: str, names: Collection[str]) -> bool:
    """Whether a compiled module does for newer processors what another here does for every one."""
    plain = _NEWER_PROCESSORS.sub("", name)
    return plain != name and bool(_COMPILED.search(name)) and plain in names


def of_another_language(name: str) -> bool:
    """Whether a file is data of a language that the program does not speak."""
    locale = _LOCALE.search(name)
    if locale:
        return locale[1] not in (*LANGUAGES, "root")
    parts = PurePosixPath(name).parts
    return bool(_TEXT_OF_LANGUAGE.search(name)) and not any(part.split("_")[0] in LANGUAGES for part in parts)


def unnamed_font(name: str, sources: Iterable[str]) -> bool:
    """Whether a file is of a font of a package that no source names, by what stands before its first hyphen."""
    path = PurePosixPath(name)
    return path.parent.name == "fonts" and not any(path.name.split("-")[0] in source for source in sources)


class Modules:
    """What imports what among all modules of the program and of the packages, by dotted names."""

    def __init__(self, names: Iterable[str], read: Read) -> None:
        self._read = read
        self._files = {dotted(name): name for name in names if name.endswith(".py") or _COMPILED.search(name)}
        self._edges: dict[str, tuple[set[str], set[str]]] = {}

    def reached(self, sources: Iterable[str], beginning: Iterable[str], *, surely: bool = False) -> set[str]:
        """The files reached from sources of the program and from files, over any steps; `surely`: without any `try`.

        What a compiled module imports can't be seen; what is named in it, by a text of its own, counts.
        """
        found: set[str] = set()
        waiting = list(beginning)
        for source in sources:
            waiting += self._said(source.encode(), "", package=False)[surely]
        while waiting:
            file = waiting.pop()
            if file in found:
                continue
            found.add(file)
            if file not in self._edges and file.endswith(".py"):
                package = file.endswith("/__init__.py")
                self._edges[file] = self._said(self._read(file), dotted(file), package=package)
            elif file not in self._edges and is_compiled(file):
                texts = {text.decode() for text in _TEXT_OF_BINARY.findall(self._read(file))}
                self._edges[file] = (self._files_of(texts), set())
            waiting += self._edges.get(file, (set(), set()))[surely]
        return found

    def _said(self, source: bytes, module: str, *, package: bool) -> tuple[set[str], set[str]]:
        """The files that a module imports, or names by a text which is nothing but a module's name; those without a `try`."""
        home = module.split(".") if package else module.split(".")[:-1]
        tree = ast.parse(source)
        maybe = _tried(tree)
        said: set[str] = set()
        sure: set[str] = set()
        for node in ast.walk(tree):
            here: set[str] = set()
            if isinstance(node, ast.Import):
                here = {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                above = home[: len(home) - node.level + 1] if node.level else []
                base = ".".join([*above, *([node.module] if node.module else [])])
                here = {base, *(f"{base}.{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _MODULE.fullmatch(node.value):
                said |= {node.value, ".".join([*home, node.value.lstrip(".")])}
            said |= here
            sure |= here if id(node) not in maybe else set()
        return self._files_of(said), self._files_of(sure)

    def _files_of(self, said: Iterable[str]) -> set[str]:
        steps = {".".join(parts[:n]) for parts in (name.split(".") for name in said) for n in range(1, len(parts) + 1)}
        return {self._files[step] for step in steps if step in self._files}


def _tried(tree: ast.AST) -> set[int]:
    """The nodes inside any `try`, by their identity."""
    return {id(inner) for node in ast.walk(tree) if isinstance(node, ast.Try) for inner in ast.walk(node)}


def is_compiled(file: str) -> bool:
    """Whether a file is a library, or a program: among the files of Python that alone has no ending."""
    return bool(_COMPILED.search(file)) or "." not in file


def dotted(file: str) -> str:
    """The name of a module by its file, of a compiled one too."""
    name = _COMPILED.sub("", file.removesuffix(".py")).removesuffix("/__init__").removeprefix("lib-dynload/")
    return name.replace("/", ".")


def unreached(names: Collection[str], reached: Collection[str]) -> set[str]:
    """The files of those subpackages of a package of which no module is reached."""
    folders = {
        str(PurePosixPath(name).parent) for name in names if name.endswith("/__init__.py") and name.count("/") > 1
    }
    alive = {str(above) for name in names if name in reached for above in PurePosixPath(name).parents}
    return {name for name in names if any(name.startswith(f"{folder}/") for folder in folders - alive)}


def unloaded(names: Collection[str], read: Read, system: System) -> set[str]:
    """The libraries among files of packages that no module of them loads and no Python of the same package names.

    Such as what OpenCV would look for to read a film.
    """
    libraries = {name for name in names if system.library.fullmatch(PurePosixPath(name).name)}
    if not libraries:
        return set()
    offered = {PurePosixPath(name).name.lower(): name for name in libraries}
    texts: dict[str, bytes] = {}
    for name in names:
        if name.endswith(".py"):
            home = name.split("/")[0]
            texts[home] = texts.get(home, b"") + read(name)
    named = {
        name
        for name in libraries
        if PurePosixPath(name).name.removeprefix("lib").split(".")[0].encode() in texts.get(name.split("/")[0], b"")
    }
    modules = {name for name in names if _COMPILED.search(name)} - libraries
    found = {PurePosixPath(name).name.lower() for name in closure(modules | named, offered, read)}
    return {name for name in libraries if PurePosixPath(name).name.lower() not in found}


def travelling(
    packages: Mapping[str, Collection[str]],
    read: Read,
    sources: Iterable[str],
    found_by_name: Collection[str],
    system: System,
    python: Collection[str] = (),
) -> Travelling:
    """Which files of all packages (by distribution), and of the library of Python itself where that is given, travel.

    `sources`: the program's own modules; `found_by_name`: how the names begin that are put together only at run time. Of a
    package with compiled modules, whose imports can't be seen, all of it travels, once any of it is reached.
    """
    texts = list(sources)
    qt = {name for d, names in packages.items() if d.startswith(_OF_QT) for name in names if ".dist-info/" not in name}
    others = {d: names for d, names in packages.items() if not d.startswith(_OF_QT)}
    compiled = {d for d, names in others.items() if any(map(_COMPILED.search, names))}
    every = {
        name
        for names in others.values()
        for name in names
        if not for_developers(name) and not for_newer_processors(name, names)
    }
    standard = {name for name in python if not for_developers(name)}
    by_name = tuple(name.replace(".", "/") for name in found_by_name)
    beginning = [name for name in every | standard if name.startswith(by_name)]
    beginning += [name for name in standard if is_compiled(name) and not _COMPILED.search(name)]  # what runs Python
    modules = Modules(every | standard, read)
    live: set[str] = set()
    while True:
        reached = modules.reached(texts, beginning)
        fresh = {d for d in compiled - live if not reached.isdisjoint(others[d])}
        if not fresh:
            break
        live |= fresh
        beginning += [name for d in fresh for name in others[d] if name in every]
    kept = every - {name for d in compiled - live for name in others[d] if ".dist-info/" not in name}
    for distribution in others.keys() - compiled:
        kept -= unreached(others[distribution], reached)
    kept -= unloaded(kept, read, system)
    standard &= reached | modules.reached(texts, [name for name in kept if name.endswith(".py")])
    kept |= {name for d, names in packages.items() if d.startswith(_OF_QT) for name in names if ".dist-info/" in name}
    sure = modules.reached(texts, beginning, surely=True)
    others_ask = asked_by_packages(read(name).decode() for name in sure if name.endswith(".py") and b"Qt" in read(name))
    of_window = of_qt(qt, read, qt_modules(texts) | others_ask, system)
    kept = {name for name in kept if not (of_another_language(name) or unnamed_font(name, texts))} | standard
    return Travelling(kept | of_window.kept, of_window.beside)


def sources_of(folder: Path) -> list[str]:
    """The text of every module below a folder."""
    return [file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.py"))]
