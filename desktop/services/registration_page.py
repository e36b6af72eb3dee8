"""The registration form as one page that needs no network and no program: it saves a small file to be sent back."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re

from desktop import paths
from desktop.domain.file_names import file_stem
from desktop.excel.reading.reply_file import MARK
from desktop.excel.writing.form_writer import FormContent
from desktop.i18n import language
from desktop.wording import registration_form as words

_LEFT_OUT = ("number", "unit")
"""The page counts by itself, and names its unit once."""
_BLANK = 3
"""Rows to begin with below those who are registered: one click adds another."""


def page(content: FormContent) -> str:
    """The page in the language in force.

    It runs its own script alone (a policy with that script's digest) and fetches nothing; all that an office typed goes
    into it as JSON whose `<` is escaped, so that no text becomes markup.
    """
    folder = paths.resources() / "registration-form"
    script = (folder / "page.js").read_text(encoding="utf-8").replace("\r\n", "\n")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    made = (folder / "page.html").read_text(encoding="utf-8").replace("\r\n", "\n")
    parts = {
        "language": language(),
        "script-hash": f"sha256-{digest}",
        "title": html.escape(content.title),
        "no-script": html.escape(words.no_script()),
        "data": json.dumps(_data(content), ensure_ascii=False).replace("<", "\\u003c"),
        "script": script,
    }
    # At one go: nothing that was filled in is looked through again.
    return re.sub("|".join(f"{{{name}}}" for name in parts), lambda found: parts[found[0][1:-1]], made)


def _data(content: FormContent) -> dict[str, object]:
    columns = [each for each in content.columns if each.field not in _LEFT_OUT]
    units = next((each.choices for each in content.columns if each.field == "unit"), ())
    return {
        "mark": MARK,
        "conference": content.conference,
        "title": content.title,
        "fact": content.fact,
        "unit": content.unit,
        "units": [] if content.unit else list(units),
        "sheet": content.sheet,
        "columns": [
            {
                "field": each.field,
                "heading": each.heading,
                "width": each.width,
                "choices": list(each.choices),
                "strict": each.strict,
                "hidden": each.hidden,
            }
            for each in columns
        ],
        "rows": [{each.field: row.get(each.field, "") for each in columns} for row in content.rows],
        "blank": _BLANK,
        "file": f"{file_stem(words.reply_stem(content.unit))}.json",
        "words": words.page_words(),
    }
