"""The roots an office trusts: certificates kept in the program's own folder, one file each, for every data file."""

from __future__ import annotations

from pathlib import Path

from desktop import own_files, paths
from desktop.domain.signatures import Root
from desktop.full_disk import cannot_write
from desktop.services.signatures import checking
from desktop.whole_file import write_whole


def folder() -> Path:
    """Where they are kept."""
    return paths.data_folder() / "trusted-roots"


def files() -> list[tuple[str, bytes]]:
    """Each kept file's name and bytes; one that can't be read is passed over: it then is not trusted."""
    found = []
    for path in sorted(folder().glob("*.pem")) if folder().is_dir() else ():
        try:
            found.append((path.name, path.read_bytes()))
        except OSError:
            continue
    return found


def trusted() -> list[bytes]:
    """What `checking.check` gets."""
    return [data for _name, data in files()]


def kept() -> list[Root]:
    """The roots by name. Raises as `checking.certificates`."""
    return sorted(checking.certificates(files()), key=lambda root: (root.name.casefold(), root.fingerprint))


def add(path: Path) -> list[Root]:
    """Keep the certificates of a .cer, .crt or .pem file and return them.

    Raises UnreadableFile for another file, AppError("file.cannot_write").
    """
    found = checking.certificates([(path.name, checking.read_certificate(path))])
    try:
        own_files.make_folder(folder())
    except OSError as problem:
        raise cannot_write(problem, folder().name) from problem
    for root in found:
        write_whole(_file(root), root.pem)
    return found


def remove(root: Root) -> None:
    """Trust a root no more. Raises AppError("file.cannot_write")."""
    try:
        _file(root).unlink(missing_ok=True)
    except OSError as problem:
        raise cannot_write(problem, _file(root).name) from problem


def _file(root: Root) -> Path:
    return folder() / f"{root.fingerprint}.pem"
