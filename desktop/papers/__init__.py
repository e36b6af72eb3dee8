"""Content to Typst template to PDF to preview or printer."""

from desktop.wording import field


def _title(name: str) -> str:
    from desktop.papers import words  # with the documents, which no start needs

    return words.title(name)


field.name_details("document", _title)
