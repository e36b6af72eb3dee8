"""A catalogue says what the standard library says of the same file."""

from __future__ import annotations

import gettext
import io

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from desktop.catalogue import Catalogue


def _mo(language: str) -> bytes:
    made = Catalog(locale=language)
    made.add("Print", "In")
    made.add("Print", "Bản in", context="noun")
    made.add("Zürich {place}", "Zürich {place}…")
    made.add("a", "á")
    made.add(
        ("{count} attendee", "{count} attendees"), ("{count} đại biểu", "{count} các đại biểu")[: made.num_plurals]
    )
    made.add("not translated", "")
    file = io.BytesIO()
    write_mo(file, made)
    return file.getvalue()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_says_what_the_standard_library_says(language):
    ours, theirs = (kind(io.BytesIO(_mo(language))) for kind in (Catalogue, gettext.GNUTranslations))
    for message in ("Print", "Zürich {place}", "a", "", "not translated", "nowhere", "Prin"):
        assert ours.gettext(message) == theirs.gettext(message) or not message
    assert ours.pgettext("noun", "Print") == theirs.pgettext("noun", "Print") == "Bản in"
    assert ours.pgettext("verb", "Print") == theirs.pgettext("verb", "Print") == "Print"
    for number in (0, 1, 2, 31):
        for forms in (("{count} attendee", "{count} attendees"), ("one", "many")):
            assert ours.ngettext(*forms, number) == theirs.ngettext(*forms, number)


@pytest.mark.parametrize("content", [b"", b"\x00" * 40, _mo("vi")[:60]])
def test_a_file_that_is_no_catalogue_is_refused(content):
    with pytest.raises(OSError, match="no catalogue"):
        Catalogue(io.BytesIO(content))
