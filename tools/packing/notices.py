"""The licence of everything that travels: what each package brings, and the texts of resources/packaging/licences."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from email.parser import Parser
from pathlib import Path, PurePosixPath

from tools.packing import PACKAGING, ROOT

TEXTS = PACKAGING / "licences"
_NOTICE = re.compile(r"(?i)^(licen[cs]es?|copying|notice|authors)\b|(?i:licen[cs]e)\.(txt|md|rst)$|^LICENSE|^LICENCE")
_LGPL = re.compile(r"\bLGPL-(\d\.\d)|GNU Lesser General Public License v(\d)")
_MANY = 60
"""A licence field longer than so many characters is its whole text."""


def is_notice(name: str) -> bool:
    """Whether a file of a package is a licence or a notice, by its name."""
    path = PurePosixPath(name)
    inside = any(part.endswith(".dist-info") for part in path.parts)
    return inside and ("licenses" in path.parts[:-1] or bool(_NOTICE.search(path.name)))


def licence(metadata: str) -> str:
    """Which licence a package says it has; "" when it says none."""
    fields = Parser().parsestr(metadata, headersonly=True)
    said = fields.get("License-Expression") or fields.get("License") or ""
    if said and len(said) <= _MANY and said != "UNKNOWN":
        return str(said)
    kinds = [c.split("::")[-1].strip() for c in fields.get_all("Classifier", []) if c.startswith("License ::")]
    return ", ".join(kinds) or str(said).split("\n")[0][:_MANY]


def kept_texts(licence_said: str) -> list[str]:
    """The texts of the folder that a licence needs though its package may bring none."""
    found = []
    for match in _LGPL.finditer(licence_said):
        version = match[1] or f"{match[2]}.0"
        found += ["LGPL-3.0.txt", "GPL-3.0.txt"] if version.startswith("3") else ["LGPL-2.1.txt"]
    return sorted(set(found))


def without_text(packages: Mapping[str, Collection[str]], metadata: Callable[[str], str]) -> list[str]:
    """The packages of which no licence text would travel."""
    return [
        package
        for package, names in packages.items()
        if not any(is_notice(name) for name in names) and not kept_texts(licence(metadata(package)))
    ]


def write(folder: Path, packages: Mapping[str, Collection[str]], read: Callable[[str], bytes]) -> None:
    """Put all of it into `folder`, with a list of the packages on top. Raises ValueError for a package without a text."""
    folder.mkdir(parents=True)

    def metadata(package: str) -> str:
        at = next(name for name in packages[package] if name.endswith(".dist-info/METADATA"))
        return read(at).decode("utf-8", errors="replace")

    bare = without_text(packages, metadata)
    if bare:
        raise ValueError(f"no licence text of {', '.join(bare)}")
    for text in sorted(TEXTS.iterdir()):
        (folder / text.name).write_bytes(text.read_bytes())
    (folder / "Tap-Huan.txt").write_bytes((ROOT / "LICENSE").read_bytes())
    lines = []
    for package, names in sorted(packages.items()):
        fields = Parser().parsestr(metadata(package), headersonly=True)
        lines.append(f"{fields['Name']} {fields['Version']}: {licence(metadata(package))}")
        for name in filter(is_notice, names):
            inner = PurePosixPath(name.split(".dist-info/", 1)[1])
            target = folder / package / PurePosixPath(*[part for part in inner.parts if part != "licenses"])
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(read(name))
    head = "Everything that travels with Tập Huấn (MIT: Tap-Huan.txt). What stands inside: inside-libraries.txt.\n\n"
    (folder / "packages.txt").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
