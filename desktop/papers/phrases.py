"""The phrases of a document as an office says them: kept for each document, said on paper, in Word and in Excel alike.

They stand in the data folder beside the office's templates: `documents/NAME.phrases.json`, by language. A phrase is a
message of the catalogue that is asked for while a document is laid out.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from desktop import i18n, own_files, paths
from desktop.domain.documents import fields
from desktop.domain.documents.phrases import Office, Phrase, tidied
from desktop.domain.errors import AppError
from desktop.full_disk import cannot_write
from desktop.papers import documents
from desktop.papers.document import AnyDocument, Content
from desktop.whole_file import write_whole


def kept(name: str) -> dict[str, str]:
    """What the office says otherwise in a document, in the language in force. Raises AppError("phrases.damaged")."""
    found = _all(name).get(i18n.language(), {})
    return {key: tidied(text) for key, text in found.items()}


def keep(name: str, said: Mapping[str, str]) -> None:
    """Keep what the office says otherwise, in the language in force; what the program says itself is left out by the caller.

    Raises AppError("file.cannot_write").
    """
    try:
        whole = _all(name)
    except AppError:
        whole = {}
    whole[i18n.language()] = {key: tidied(text) for key, text in said.items()}
    whole = {language: texts for language, texts in whole.items() if texts}
    path = _path(name)
    try:
        if not whole:
            path.unlink(missing_ok=True)
            return
        own_files.make_folder(path.parent)
    except OSError as error:
        raise cannot_write(error, path.name) from error
    write_whole(path, json.dumps(whole, ensure_ascii=False, indent=1).encode())


@contextmanager
def office_phrases(name: str) -> Iterator[None]:
    """Meanwhile the document's phrases are the office's, unless others are being tried. Damaged ones stop no paper."""
    if i18n.is_phrased():
        yield
        return
    try:
        texts = kept(name)
    except AppError:
        texts = {}
    with i18n.phrased(Office(texts, {})):
        yield


@contextmanager
def tried(texts: Mapping[str, str]) -> Iterator[None]:
    """Meanwhile every document is made with these phrases."""
    with i18n.phrased(Office(texts, {})):
        yield


def phrases_of(document: AnyDocument, *contents: Content) -> tuple[Phrase, ...]:
    """Every phrase that a document asks for with these contents and any choice of its options, in their order."""
    office = Office({}, {})
    with i18n.phrased(office):
        for content in contents:
            for each in (content, *_chosen_otherwise(document, content)):
                document.data(each)
                if document.listing is not None:
                    document.listing(each)
    return tuple(Phrase(key, text) for key, text in office.asked.items() if text.strip())


@runtime_checkable
class _WithOptions(Protocol):
    options: object


def _chosen_otherwise(document: AnyDocument, content: object) -> Iterator[Any]:
    """The content with each of its choices made otherwise."""
    if not is_dataclass(content) or isinstance(content, type) or not isinstance(content, _WithOptions):
        return
    options = content.options
    if not isinstance(options, document.options):
        return
    plain = fields.to_plain(options)
    for name, field in fields.fields_of(document.options).items():
        for value in _values(field):
            if value != plain[name]:
                yield replace(content, options=fields.from_plain(document.options, {**plain, name: value}))


def _values(field: fields.Field) -> Iterable[object]:
    match field:
        case fields.Pick():
            return field.values
        case fields.Flag():
            return (True, False)
        case fields.Number():
            return (field.least, field.least + field.step)
        case fields.Day():
            return (dt.date(2018, 5, 18),)
        case fields.Text():
            return ()


def _path(name: str) -> Path:
    return paths.data_folder() / "documents" / f"{documents.find(name).name}.phrases.json"


def _all(name: str) -> dict[str, dict[str, str]]:
    path = _path(name)
    if not path.is_file() or path.is_symlink():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(language): {str(key): text for key, text in texts.items() if isinstance(text, str)}
            for language, texts in found.items()
        }
    except (OSError, ValueError, AttributeError) as error:
        raise AppError("phrases.damaged", file=path.name) from error
