"""What a Word form asks for: its fields and instructions, paragraph by paragraph, and what is wrong with them.

A form is written by clerks and may come from anyone: only fields of the document, loops over its lists, conditions and a
few filters are let through. Nothing in it can call anything or reach into the program.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from desktop.domain.documents.word import FIELDS, FormCheck, FormProblem, UnknownField
from desktop.domain.errors import AppError, UnreadableFile
from desktop.papers.word import guard

FILTERS = ("upper", "lower", "trim", "default", "length")
_LOOP = ("index", "first", "last", "length")
_TESTS = ("defined", "none")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BRACES = ("{{", "}}", "{%", "%}", "{#", "#}")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_RAW = re.compile(r"\{\{[-\s]*(?:r|p|tr|tc)\s|\{%[-\s]*(?:r|cellbg|colspan|hm|vm)\b")
_WHOLE = re.compile(r"\{[%#](p|tr|tc)\s[^}]*[%#]\}")
_LONGEST_WHERE = 160
_DEEPEST_LOOP = 2
_DEEPEST = 40
"""So deep may conditions, lists and their terms stand inside of each other; Python itself gives up at a hundred."""


def environment() -> Any:
    """Jinja in its sandbox: texts escaped, unknown fields an error, no globals, a few filters."""
    try:
        from jinja2 import StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError as missing:
        raise AppError("word.missing") from missing
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.tests = {name: made.tests[name] for name in _TESTS}
    return made


def opened(path: Path) -> Any:
    """A Word form as docxtpl holds it. Raises UnreadableFile, AppError("word.missing")."""
    guard.check(path)
    return held(path.read_bytes(), path.name)


def held(data: bytes, name: str) -> Any:
    """The same of a file that was let through; `name` for what is told."""
    try:
        from docxtpl import DocxTemplate
    except ImportError as missing:
        raise AppError("word.missing") from missing
    form = DocxTemplate(io.BytesIO(data))
    try:
        form.render_init()
        form.get_xml()
    except Exception as problem:
        raise UnreadableFile("word.damaged", file=name) from problem
    return form


def check(path: Path, document: str) -> FormCheck:
    """The fields found in a form, the unknown ones with what was probably meant, those left out, and what is wrong.

    Raises UnreadableFile for what is no plain .docx.
    """
    return check_form(opened(path), document)


def check_form(form: Any, document: str) -> FormCheck:
    """The same of an opened form."""
    reader = _Reader(FIELDS[document])
    for _place, tree in parts(form):
        reader.read(form, tree)
    unused = tuple(name for name in FIELDS[document] if name not in reader.found)
    return FormCheck(
        tuple(name for name in FIELDS[document] if name in reader.found),
        tuple(reader.unknown.values()),
        unused,
        tuple(dict.fromkeys(reader.problems)),
    )


def parts(form: Any) -> Iterator[tuple[str, Any]]:
    """The body ("") and each header and footer (its relation) as trees."""
    from lxml import etree

    yield "", form.docx._element.body
    for uri in (form.HEADER_URI, form.FOOTER_URI):
        for key, part in form.get_headers_footers(uri):
            yield key, etree.fromstring(part.blob)


def source(form: Any, tree: Any) -> str:
    """A part as a Jinja template, one paragraph a line so that errors can be told by paragraph."""
    xml: str = form.patch_xml(form.xml_to_string(tree))
    return re.sub(r"<w:p(?=[ >])|(?<=</w:p>)", r"\n\g<0>", xml.replace("\n", " "))


def words_of(line: str) -> str:
    """The text of a line of XML, short enough to be shown."""
    text = " ".join(re.sub(r"<[^>]*>", "", line).split())
    return text if len(text) <= _LONGEST_WHERE else text[: _LONGEST_WHERE - 1] + "…"


class _Reader:
    """Goes through the parts of one form."""

    def __init__(self, fields: Mapping[str, tuple[str, ...]]) -> None:
        self._fields = fields
        self.found: set[str] = set()
        self.unknown: dict[str, UnknownField] = {}
        self.problems: list[FormProblem] = []
        self._lines: list[str] = []
        self._line = 1
        self._depth = 0

    def read(self, form: Any, tree: Any) -> None:
        """One part; a paragraph whose braces don't match is told and passed over, so that the others are told too."""
        from jinja2 import TemplateSyntaxError

        tree = copy.deepcopy(tree)
        readable = [self._braces(paragraph) for paragraph in tree.iter(f"{_W}p")]
        if not all(readable):
            return

        text = source(form, tree)
        self._lines = text.split("\n")
        try:
            parsed = environment().parse(text)
        except TemplateSyntaxError as problem:
            self._tell(_syntax(str(problem.message)), problem.lineno)
            return
        except RecursionError:
            self._tell("word.too_deep", 1)
            return
        for node in parsed.body:
            self._visit(node, {}, 0)

    def _braces(self, paragraph: Any) -> bool:
        """Look at a paragraph as it is written; whether the rest can be read without it."""
        texts = [each for each in paragraph.iter(f"{_W}t") if _owner(each) is paragraph]
        text = "".join(each.text or "" for each in texts)
        if "{" not in text and "}" not in text:
            return True
        where = words_of(text.replace("<", "‹"))
        rest = _TAG.sub("", text)
        if any(mark in rest for mark in _BRACES):
            self.problems.append(FormProblem("word.unclosed", where))
            for each in texts:
                each.text = ""
            return "{%" not in text  # whether the ends of lists still fit their beginnings
        if _RAW.search(text):
            self.problems.append(FormProblem("word.not_allowed", where))
        readable = True
        for match in _WHOLE.finditer(text):
            kind = match[1]
            holder = paragraph if kind == "p" else next(paragraph.iterancestors(f"{_W}{kind}"), None)
            if holder is None:
                self.problems.append(FormProblem("word.outside_table", where))
                readable = False
                continue
            whole = "".join(each.text or "" for each in holder.iter(f"{_W}t"))
            if whole.replace(match[0], "", 1).strip():
                self.problems.append(FormProblem("word.not_alone", where))
        return readable

    def _visit(self, node: Any, names: Mapping[str, tuple[str, ...]], depth: int) -> None:
        """Look at a node and all inside of it; `names`: the loops' own names with the fields of their lines."""
        self._depth += 1
        if self._depth > _DEEPEST:
            self._tell("word.too_deep", self._line)
        else:
            self._look_at(node, names, depth)
        self._depth -= 1

    def _look_at(self, node: Any, names: Mapping[str, tuple[str, ...]], depth: int) -> None:
        """Let known things pass."""
        from jinja2 import nodes

        self._line = node.lineno or self._line  # Jinja forgets it of some
        match node:
            case nodes.TemplateData() | nodes.Const():
                return
            case nodes.Name():
                self._name(node.name, node.lineno, names)
            case nodes.Getattr(node=nodes.Name(name=holder), attr=attribute):
                self._attribute(holder, attribute, node.lineno, names)
            case nodes.For(iter=nodes.Name(name=lines), target=nodes.Name(name=line)) if (
                not node.recursive and depth < _DEEPEST_LOOP
            ):
                self._name(lines, node.lineno, names)
                if self._fields.get(lines) == ():
                    self._tell("word.not_a_list", node.lineno)
                inner = {**names, line: self._fields.get(lines, ()), "loop": _LOOP}
                for each in (*node.body, *node.else_, *([node.test] if node.test is not None else [])):
                    self._visit(each, inner, depth + 1)
            case nodes.Filter() if node.name in FILTERS:
                self._children(node, names, depth)
            case nodes.Test() if node.name in _TESTS:
                self._children(node, names, depth)
            case nodes.Output():
                for each in node.nodes:
                    if isinstance(each, nodes.Name) and (self._fields.get(each.name) or each.name in names):
                        self._tell("word.whole_list", each.lineno)
                self._children(node, names, depth)
            case nodes.Compare() if all(each.op in ("eq", "ne") for each in node.ops):
                for each in (node.expr, *(operand.expr for operand in node.ops)):
                    self._visit(each, names, depth)
            case nodes.If() | nodes.CondExpr() | nodes.Compare() | nodes.And() | nodes.Or() | nodes.Not():
                self._children(node, names, depth)
            case _:
                self._tell("word.not_allowed", self._line)

    def _children(self, node: Any, names: Mapping[str, tuple[str, ...]], depth: int) -> None:
        for each in node.iter_child_nodes():
            self._visit(each, names, depth)

    def _name(self, name: str, line: int, names: Mapping[str, tuple[str, ...]]) -> None:
        if name in self._fields:
            self.found.add(name)
        elif name not in names:
            self._unknown(name, line, (*self._fields, *names))

    def _attribute(self, name: str, attribute: str, line: int, names: Mapping[str, tuple[str, ...]]) -> None:
        if name not in names:
            self._name(name, line, names)
            if name in self._fields:
                self._tell("word.not_allowed", line)
        elif attribute not in names[name]:
            self._unknown(f"{name}.{attribute}", line, tuple(f"{name}.{each}" for each in names[name]))

    def _unknown(self, name: str, line: int, known: tuple[str, ...]) -> None:
        from rapidfuzz import fuzz, process

        if name not in self.unknown:
            found = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=60)
            self.unknown[name] = UnknownField(name, self._where(line), found[0] if found else "")

    def _tell(self, code: str, line: int) -> None:
        self.problems.append(FormProblem(code, self._where(line)))

    def _where(self, line: int) -> str:
        return words_of(self._lines[min(line, len(self._lines)) - 1])


def _owner(text: Any) -> Any:
    """The paragraph a run's text belongs to: one in a text box has its own."""
    return next(text.iterancestors(f"{_W}p"), None)


def _syntax(message: str) -> str:
    """Which sentence tells of a syntax error."""
    if "end of template" in message or "Unexpected end" in message:
        return "word.unended"
    if "unknown tag" in message:
        return "word.unknown_tag"
    return "word.syntax"
