"""template-check: whether an office's own template can be used."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.commands import output
from desktop.commands.subcommands import Subcommands, add
from desktop.domain.documents.templates import FRAME, Trouble
from desktop.domain.errors import AppError
from desktop.i18n import _
from desktop.wording import templates as wording


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    command = add(commands, "template-check", check, _("check an own template of a document"), json=True)
    command.add_argument("file", metavar=_("FILE"), help=_("named like the document: badges.typ, official.typ …"))
    command.add_argument(
        "--document", metavar=_("NAME"), default="", help=_("the document it is for, when its file is named otherwise")
    )


def check(args: argparse.Namespace) -> int:
    """Lay the document out for invented people; tell the line and what is wrong with it, and return 1."""
    from desktop.papers import documents, templates
    from desktop.papers.sample import sample_content

    path = Path(args.file)
    name = templates.known(args.document or path.name.split(".", 1)[0])
    text = _text(path)
    content = None if name == FRAME else sample_content(documents.find(name))
    tried = templates.tried(name, text, content)
    trouble = tried if isinstance(tried, Trouble) else None
    unheard = templates.unheard(name, text, content) if trouble is None else None
    if args.json:
        output.document(
            {
                "file": str(path),
                "document": name,
                "ok": trouble is None,
                "where": trouble.file if trouble else "",
                "line": trouble.line if trouble else 0,
                "column": trouble.column if trouble else 0,
                "message": wording.words(trouble) if trouble else "",
                "detail": trouble.detail if trouble else "",
                "warning": wording.words(unheard) if unheard else "",
            }
        )
    elif trouble is None:
        output.result(_("{file}: can be used for “{document}”.").format(file=path.name, document=templates.title(name)))
        if unheard is not None:
            output.say(wording.words(unheard))
    else:
        other = trouble.file not in ("", f"{name}.typ")
        output.result(f"{trouble.file if other else path.name}: {wording.words(trouble)}")
        if trouble.detail:
            output.say(_("In the words of Typst: {detail}").format(detail=trouble.detail))
    return 1 if trouble else 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise AppError("file.missing", file=path.name) from error
    except UnicodeDecodeError as error:
        raise AppError("template.not_text", file=path.name) from error
    except OSError as error:
        raise AppError("file.permission", file=path.name) from error
