"""One desk's settings, a JSON file: language, data file, look, printer. Never a password."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, field, fields
from pathlib import Path
from typing import Any

from desktop import own_files, paths
from desktop.domain.lazy_dataclass import dataclass
from desktop.whole_file import take_place


@dataclass(slots=True)
class Settings:
    """What this desk remembers between starts."""

    language: str = ""
    """ "vi", "en", or "" for the system's."""
    theme: str = ""
    """ "light", "dark", or "" for the system's."""
    desk: str = ""
    """The name marks and journal lines carry; "" until chosen (then the computer's name)."""
    data_file: str = ""
    """The data file opened last; "" for the default one."""
    printer: str = ""
    text_scale: int = 100
    """Size of the window's text in percent, 100 to 200."""
    conference: str = ""
    """Id of the conference open last."""
    with_sensitive: bool = False
    backup_minutes: int = 10
    """A backup is made when changes are so many minutes old; 0: only at closing and before large changes."""
    backup_folder: str = ""
    """A second place for backups (a stick, a share); "" for none."""
    update_place: str = ""
    """Where the office puts newer versions: a folder, or a page's address; "" for nowhere."""
    door_opens: int = 90
    """So many minutes before its start a session lets people in."""
    views: dict[str, Any] = field(default_factory=dict)
    """Widths, order and visible columns of lists, window geometry; by the list's name."""

    def knows(self, file: str | Path) -> bool:
        """Whether this data file was opened here before."""
        recent = self.views.get("recent")
        return str(file) in [self.data_file, *(recent if isinstance(recent, list) else [])]

    @classmethod
    def load(cls, path: Path | None = None) -> Settings:
        """Read the settings; a missing or broken file gives the defaults, the broken one kept beside."""
        source = path or paths.settings_file()
        try:
            stored = json.loads(source.read_text(encoding="utf-8"))
        except OSError:  # not there, or its disk does not answer now
            return cls()
        except ValueError:
            _keep_broken(source)
            return cls()
        if not isinstance(stored, dict):
            _keep_broken(source)
            return cls()
        settings = cls()
        for known in fields(cls):
            value = stored.get(known.name)
            if isinstance(value, type(getattr(settings, known.name))):
                setattr(settings, known.name, value)
        return settings

    def save(self, path: Path | None = None) -> None:
        """Write the settings whole or not at all. Raises OSError."""
        target = path or paths.settings_file()
        own_files.make_folder(target.parent)
        scratch = target.with_suffix(".tmp")
        try:
            scratch.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")
            own_files.narrow(scratch)
            take_place(scratch, target)
        except OSError:
            with suppress(OSError):
                scratch.unlink(missing_ok=True)
            raise


def _keep_broken(source: Path) -> None:
    try:
        source.replace(source.with_suffix(".broken.json"))
    except OSError:
        return
