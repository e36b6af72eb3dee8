"""word-form and word-check."""

from __future__ import annotations

from typing import Any

from desktop.commands import subcommands
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    form = subcommands.add(
        commands,
        "word-form",
        "word_forms",
        "form",
        _("save the Word form of a document, to be changed in Word"),
        opens=False,
    )
    form.add_argument("document", metavar=_("NAME"), help=_("document that has a Word form: invitation, report"))
    form.add_argument("-o", "--output", metavar="OUT.docx", default="", help=_("file to write"))
    check = subcommands.add(
        commands, "word-check", "word_forms", "check", _("list the fields of a Word form"), opens=False, json=True
    )
    check.add_argument("file", metavar="FILE.docx", help=_("Word form to look through"))
    check.add_argument(
        "--document", metavar=_("NAME"), required=True, help=_("document that has a Word form: invitation, report")
    )
