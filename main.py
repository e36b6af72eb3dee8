# -*- coding: utf-8 -*-
"""Start Tập Huấn: a command goes to the command line, nothing opens the window.

Up to the version check this file keeps to words that even Python 2.7 can read, so that an old one gets a sentence.
"""

from __future__ import unicode_literals

import os
import sys

if sys.version_info < (3, 11):
    speaks_english = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").lower().startswith("en")
    sentence = (
        "Tap Huan needs Python 3.11 or newer, and this is {}.{}: install one from https://www.python.org/downloads/."
        if speaks_english
        else "Tập Huấn cần Python 3.11 trở lên mà đây là {}.{}: hãy cài bản mới từ https://www.python.org/downloads/."
    ).format(*sys.version_info[:2])
    getattr(sys.stderr, "buffer", sys.stderr).write(sentence.encode("utf-8") + b"\n")
    sys.exit(2)

from desktop.startup import missing_packages_sentence

if __name__ == "__main__":
    refusal = missing_packages_sentence()
    if refusal:
        sys.stderr.write(refusal + "\n")
        sys.exit(2)

    from desktop.__main__ import main

    sys.exit(main())
