"""Composition root of the command line: the same services as the window's, plain text or JSON.

Nothing heavy is imported before a command is known, and the window only when a command ends in it.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from desktop import __version__, i18n, paths
from desktop.commands import arguments, talk
from desktop.domain.errors import Ambiguous, AppError, InvalidInput, NotFound
from desktop.i18n import _
from desktop.settings import Settings

if TYPE_CHECKING:
    from desktop.services.opening import Database

DONE, REFUSED, WRONG_CALL = 0, 1, 2
_CANCELLED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 some rows or files refused or something went wrong, 2 wrong call."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    i18n.install(_language(words) or Settings.load().language or None)
    arguments.speak()
    try:
        given = parser().parse_args(words)
        return _run(given)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else DONE
    except (NotFound, Ambiguous, InvalidInput) as problem:
        return _refuse(problem, WRONG_CALL)
    except AppError as problem:
        return _refuse(problem, REFUSED)
    except KeyboardInterrupt:
        talk.say(_("Cancelled. Nothing was changed."))
        return _CANCELLED
    except BrokenPipeError:  # whoever read the result has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception:  # noqa: BLE001 - the last door: into the log, and one sentence
        return _unexpected()


def _run(given: argparse.Namespace) -> int:
    module = importlib.import_module(f"desktop.commands.{given.module}")
    command: Any = getattr(module, given.command)
    if not given.opens:
        code = int(command(given))
        return _open_window(given) if "window_on" in given else code
    from desktop.services.opening import open_record

    database: Database = open_record(given.data or Settings.load().data_file or None)
    try:
        return int(command(database, given))
    finally:
        database.close()


def _open_window(given: argparse.Namespace) -> int:
    """Go on in the window, on the data file that the command made."""
    from desktop import app

    return app.main(["--data", str(given.window_on), "--language", i18n.language()])


def _refuse(problem: AppError, code: int) -> int:
    from desktop import wording

    talk.say(wording.error(problem))
    return code


def _unexpected() -> int:
    from desktop.log import log, open_log

    open_log()
    log.exception("unexpected")
    talk.say(_("Something unexpected happened. The log has the details: {file}").format(file=paths.log_file()))
    return REFUSED


def _speak_utf8() -> None:
    """A Windows console or an odd locale must not stop a Vietnamese sentence."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", "") or "").lower().replace("-", "")
        reconfigure = getattr(stream, "reconfigure", None)
        if encoding != "utf8" and reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _language(words: Sequence[str]) -> str:
    """The language asked for: needed before the parser is built, because it speaks it."""
    for position, word in enumerate(words):
        option, given, value = word.partition("=")
        if option == "--language":
            return value if given else "".join(words[position + 1 : position + 2])
    return ""


# -- the commands -----------------------------------------------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    """Every command with its options, in the language in force."""
    top = argparse.ArgumentParser(
        prog="tap-huan",
        formatter_class=arguments.Formatter,
        description=_("Training conferences of public offices: attendees, sessions, attendance sheets."),
        epilog=_(
            "CONFERENCE is an id, a code or a part of the title that fits only one. Without a command the window opens."
        ),
    )
    top.add_argument("--version", action="version", version=f"tap-huan {__version__}")
    _common(top, None)
    commands = top.add_subparsers(metavar=_("COMMAND"), dest="name", required=True)
    _demo(commands)
    _conference(commands)
    _session(commands)
    _import(commands)
    _attendees(commands)
    _papers(commands)
    return top


def _common(command: argparse.ArgumentParser, default: object) -> None:
    command.add_argument("--data", metavar=_("FILE"), default=default, help=_("data file to work on"))
    command.add_argument("--language", choices=i18n.LANGUAGES, default=default, help=_("language of all that is said"))


def _add(
    commands: Any, name: str, module: str, command: str, text: str, *, opens: bool = True, json: bool = False
) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = commands.add_parser(
        name, help=text, description=text, formatter_class=arguments.Formatter
    )
    added.set_defaults(module=module, command=command, opens=opens, json=False)
    _common(added, argparse.SUPPRESS)  # welcome after the command too
    if json:
        added.add_argument("--json", action="store_true", help=_("result as one JSON document"))
    return added


def _group(commands: Any, name: str, text: str) -> Any:
    added = commands.add_parser(name, help=text, description=text, formatter_class=arguments.Formatter)
    return added.add_subparsers(metavar=_("COMMAND"), dest="part", required=True)


def _which(command: argparse.ArgumentParser) -> None:
    command.add_argument("conference", metavar=_("CONFERENCE"), help=_("id, code or unique part of the title"))


def _output(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument("-o", "--output", metavar=name, required=True, help=_("file to write"))


def _demo(commands: Any) -> None:
    demo = _add(
        commands,
        "demo",
        "demo",
        "run",
        _("fill a sample data file, write sheets and an export, open the window on it"),
        opens=False,
    )
    demo.add_argument("--out", metavar=_("DIR"), default="", help=_("folder for the sheets and the export"))
    demo.add_argument("--no-window", action="store_true", help=_("stop before the window"))


def _conference(commands: Any) -> None:
    parts = _group(commands, "conference", _("make, list and copy conferences"))
    new = _add(parts, "new", "conferences", "new", _("make a conference"), json=True)
    new.add_argument("title", metavar=_("TITLE"))
    _dates(new)
    new.add_argument(
        "--units",
        metavar="none|" + _("FILE"),
        help=_("units to add to the directory: none, or an own CSV list (a new data file gets the starter list)"),
    )
    _add(parts, "list", "conferences", "show_all", _("list the conferences"), json=True)
    copy = _add(parts, "copy", "conferences", "copy", _("copy groups and agenda, not people"), json=True)
    _which(copy)
    copy.add_argument("title", metavar=_("TITLE"), nargs="?", help=_("title of the copy"))
    copy.add_argument("--from", dest="first", metavar=_("DATE"), type=arguments.date, help=_("first day of the copy"))


def _dates(command: argparse.ArgumentParser) -> None:
    command.add_argument("--from", dest="first", metavar=_("DATE"), type=arguments.date, help=_("first day"))
    command.add_argument("--to", dest="last", metavar=_("DATE"), type=arguments.date, help=_("last day"))


def _session(commands: Any) -> None:
    parts = _group(commands, "session", _("add to the agenda and list it"))
    add = _add(parts, "add", "conferences", "add_session", _("add a session"), json=True)
    _which(add)
    add.add_argument("title", metavar=_("TITLE"))
    for option, text in (("--start", _("start")), ("--end", _("end"))):
        add.add_argument(option, metavar=_("TIME"), type=arguments.moment, required=True, help=text)
    add.add_argument("--room", metavar=_("ROOM"), default="", help=_("room"))
    add.add_argument("--speaker", metavar=_("SPEAKER"), action="append", default=[], help=_("speaker; may be repeated"))
    add.add_argument(
        "--audience", metavar=_("GROUP"), action="append", default=[], help=_("role group expected; may be repeated")
    )
    _which(_add(parts, "list", "conferences", "show_sessions", _("list the agenda"), json=True))


def _import(commands: Any) -> None:
    read = _add(commands, "import", "importing", "run", _("import workbooks of attendees"), json=True)
    _which(read)
    read.add_argument("files", metavar=_("FILE"), nargs="+", help=_("workbooks, or folders of them"))
    read.add_argument("--dry-run", action="store_true", help=_("only say what each row would do"))
    read.add_argument("--sheet", metavar=_("NAME"), default="", help=_("only the sheet of this name"))
    read.add_argument("--unit", metavar=_("NAME"), default="", help=_("unit of rows that name none"))
    read.add_argument("--role-group", metavar=_("NAME"), default="", help=_("role group of rows that name none"))
    read.add_argument(
        "--on-match",
        choices=("update", "skip", "keep-both"),
        default="update",
        help=_("what to do with people already registered (update: blanks never wipe)"),
    )
    read.add_argument("--rejected", metavar="OUT.xlsx", default="", help=_("workbook for the rows refused"))
    read.add_argument("--with-sensitive", action="store_true", help=_("take sensitive columns too"))
    undo = _add(commands, "undo-import", "importing", "undo", _("take an import back as a whole"))
    _which(undo)
    undo.add_argument("batch", metavar=_("BATCH"), nargs="?", type=int, help=_("its number; the last one by default"))
    see = _add(
        commands, "inspect", "inspecting", "run", _("show what the reader sees in files"), opens=False, json=True
    )
    see.add_argument("files", metavar=_("FILE"), nargs="+")
    see.add_argument("--cells", action="store_true", help=_("with the values of all cells"))


def _attendees(commands: Any) -> None:
    show = _add(commands, "attendees", "attendees", "show", _("list the attendees"), json=True)
    _which(show)
    show.add_argument("--search", metavar=_("TEXT"), default="", help=_("name, unit, code or end of the phone number"))
    show.add_argument("--sort", choices=("unit", "name"), default="unit", help=_("order"))
    export = _add(commands, "export", "attendees", "export", _("export the attendees as a workbook"))
    _which(export)
    _output(export, "OUT.xlsx")


def _papers(commands: Any) -> None:
    form = _add(commands, "template", "papers", "template", _("write a registration form for the units"))
    _which(form)
    _output(form, "OUT.xlsx")
    form.add_argument("--unit", metavar=_("NAME"), default="", help=_("unit the form is for"))
    sheet = _add(commands, "sheet", "papers", "sheet", _("write the attendance sheet"))
    _which(sheet)
    _output(sheet, "OUT.pdf|OUT.xlsx")
    sheet.add_argument(
        "--session", metavar=_("NAME"), action="append", default=[], help=_("session to sign for; may be repeated")
    )
    sheet.add_argument("--group-by", choices=("role", "unit", "none"), default="role", help=_("how rows are grouped"))
    sheet.add_argument("--sort", choices=("unit", "name"), default="unit", help=_("order"))
    sheet.add_argument("--page-per", choices=("role", "unit", "none"), default="none", help=_("a new page for each"))
    sheet.add_argument("--blank-lines", metavar="N", type=arguments.count, default=0, help=_("blank lines at the end"))
    sheet.add_argument("--landscape", action="store_true", help=_("A4 on its side"))
