"""One self-contained page that checks certificates without the program and without a network: the public key stands in it."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re

from desktop import paths
from desktop.domain.certificate_code import MARK
from desktop.i18n import language
from desktop.services.certificate_codes.keys import PublicKey
from desktop.wording import certificate_codes as wording


def page(key: PublicKey, office: str) -> str:
    """The page in the language in force. `office`: who issues the certificates, as typed.

    It runs its own script alone (a policy with that script's digest), fetches nothing, and what the office typed goes into it
    as JSON whose `<` is escaped, so that no text becomes markup.
    """
    folder = paths.resources() / "certificate-check"
    script = (folder / "page.js").read_text(encoding="utf-8").replace("\r\n", "\n")
    words = wording.page_words()
    data = {
        "mark": MARK,
        "id": key.id,
        "key": base64.b64encode(key.der).decode(),
        "fingerprint": key.fingerprint,
        "office": office,
        "words": words,
    }
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    made = (folder / "page.html").read_text(encoding="utf-8").replace("\r\n", "\n")
    parts = {
        "language": language(),
        "script-hash": f"sha256-{digest}",
        "title": html.escape(words["title"]),
        "data": json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        "script": script,
    }
    # At one go: nothing that was filled in is looked through again.
    return re.sub("|".join(f"{{{name}}}" for name in parts), lambda found: parts[found[0][1:-1]], made)
