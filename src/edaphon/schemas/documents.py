"""Reading a YAML document that a person wrote, keeping the place of every word.

YAML is read as its version 1.2 core schema says: ``no`` and ``on`` are words,
a date is text, a number keeps the digits that were typed. Nothing is executed
and nothing is fetched; keys that stand twice, tags and very large documents are
refused. All problems of a document are found in one pass.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.unseen import first_unseen, named

MOST_BYTES = 4 * 1024**2
"""Longest document that is read [bytes]."""

MOST_NODES = 200_000
"""Most values of a document, aliases counted each time they are used."""

DEEPEST = 40
"""Deepest nesting of lists and mappings."""

Place = tuple[str | int, ...]
"""Place inside a document: keys and positions from the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A number as it was typed."""

    text: str
    """Digits as they stand in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A YAML document with the row and column of every value."""

    file: str
    """Name shown in problems."""
    content: Any
    """Mappings, lists, text, booleans, None, and `Written` for numbers."""
    rows: Mapping[Place, tuple[int, int]] = field(repr=False)
    """Row and column, counted from 1, by path."""
    data: bytes = field(repr=False)
    """The bytes as they were read."""

    def where(self, *path: str | int) -> Where:
        """Return the place of a path, or of its nearest ancestor that exists."""
        known = path
        while known and known not in self.rows:
            known = known[:-1]
        row, column = self.rows.get(known, (None, None))
        return Where(
            file=self.file,
            row=row,
            column="" if column is None else str(column),
            path="/".join(map(str, path)),
        )


def read_document(path: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """Read one YAML document.

    Parameters
    ----------
    path
        File to read.
    file
        Its name in problems, relative to the project folder.

    Returns
    -------
    tuple of Document or None, and list of Problem
        None when nothing could be understood. Problems: ``DOCUMENT_MISSING``,
        ``DOCUMENT_TOO_BIG``, ``DOCUMENT_ENCODING``, ``YAML_SYNTAX``,
        ``YAML_DUP_KEY``, ``YAML_TAG``, ``YAML_DEPTH``, ``DOCUMENT_EMPTY``,
        ``TEXT_UNSEEN`` and ``JSON_NFC`` for texts that no record can hold.
    """
    if not path.is_file():  # a device has no end
        return None, [Problem(code="DOCUMENT_MISSING", where=Where(file=file))]
    try:
        data = path.read_bytes()
    except OSError:
        return None, [Problem(code="DOCUMENT_MISSING", where=Where(file=file))]
    return parse_document(data, file)


def parse_document(data: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """Read one YAML document from bytes; see `read_document`."""
    try:
        node = _composed(_decoded(data, file), file)
        reading = _Reading(file)
        content = reading.value(node, ())
    except EdaphonError as refusal:
        return None, list(refusal.problems)
    document = Document(file=file, content=content, rows=reading.rows, data=data)
    return document, reading.problems


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MOST_BYTES:
        facts = {"size": len(data), "limit": MOST_BYTES}
        _refuse("DOCUMENT_TOO_BIG", Where(file=file), **facts)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse("DOCUMENT_ENCODING", Where(file=file, byte=error.start))


def _composed(text: str, file: str) -> yaml.Node:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _check_depth(yaml.parse(text, Loader=loader), file)
        node: yaml.Node | None = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if _TOO_DEEP in str(error.problem):
            place = Where(file=file, row=None if mark is None else mark.line + 1)
            _refuse("YAML_DEPTH", place, levels=DEEPEST, limit=MOST_NODES)
        _refuse_syntax(file, error.problem or error.context, mark, text)
    except (yaml.YAMLError, RecursionError) as error:
        _refuse_syntax(file, str(error), None, text)
    if node is None:
        _refuse("DOCUMENT_EMPTY", Where(file=file))
    return node


_TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml says of a thousand brackets before it gives an event for them."""


def _check_depth(events: Iterable[yaml.Event], file: str) -> None:
    """Refuse deep nesting; the composer calls itself at each level, events do not."""
    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST + 1:
            mark = event.start_mark
            row = None if mark is None else mark.line + 1
            place = Where(file=file, row=row)
            _refuse("YAML_DEPTH", place, levels=DEEPEST, limit=MOST_NODES)


_LINES_BACK = 6
"""Lines above the parser's place in which the cause may stand."""

_FULL_WIDTH = re.compile(r"(- )?[A-Za-z_][A-Za-z0-9_]*：")
_REASONS = {
    "cannot start any token": "缩进用了制表符，或行首有特殊符号",
    "expected ':'": "缺少冒号",
    "mapping values are not allowed": "此处多出一个冒号，或上一行缩进有误",
    "undefined alias": "* 引用了未定义的名称",
    "did not find expected key": "缩进与上面各行不一致",
    "expected <block end>": "缩进与上面各行不一致",
    "did not find expected '-'": "列表各项的缩进不一致",
    "did not find expected ',' or": "方括号或花括号没有配对",
    "unexpected end of stream": "引号没有配对",
    "while scanning a quoted scalar": "引号没有配对",
    "control characters": "含有控制字符",
}
"""What the parser says, by a part of it, in Chinese."""


def _refuse_syntax(
    file: str, reason: str | None, mark: yaml.Mark | None, text: str
) -> NoReturn:
    row = None if mark is None else mark.line + 1
    lines = text.splitlines()
    _refuse_full_width(file, lines[:row])
    line = lines[row - 1].strip() if row and row <= len(lines) else ""
    column = "" if mark is None else str(mark.column + 1)
    place = Where(file=file, row=row, column=column)
    _refuse("YAML_SYNTAX", place, reason=_in_words(reason or "?"), line=line)


def _refuse_full_width(file: str, lines: Sequence[str]) -> None:
    """Refuse the last line that names a field before a full-width colon.

    The parser stumbles over it only some lines later, with a reason that helps
    nobody.
    """
    for at in range(len(lines), max(0, len(lines) - _LINES_BACK), -1):
        line = lines[at - 1].strip()
        if _FULL_WIDTH.match(line):
            _refuse("YAML_FULL_WIDTH", Where(file=file, row=at), found=line)


def _in_words(reason: str) -> dict[str, str]:
    """Return the parser's reason in both languages, Chinese by its kind."""
    for part, chinese in _REASONS.items():
        if part in reason:
            return {"en": reason, "zh": chinese}
    return {"en": reason, "zh": "语法有误"}


def _refuse(code: str, where: Where, **facts: object) -> NoReturn:
    raise EdaphonError(Problem(code=code, where=where, facts=facts))


# --- Values -------------------------------------------------------------------

_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?", re.ASCII)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTHS = {"true": True, "True": True, "TRUE": True} | dict.fromkeys(
    ("false", "False", "FALSE"), False
)
_CORE = re.compile(
    r"tag:yaml\.org,2002:(str|int|float|bool|null|timestamp|map|seq|merge|value)"
)


_OF_A_TABLE = {"files", "columns"}
"""First and third step of places that repeat what stands in a table."""


class _Reading:
    """One walk over the nodes, collecting values, places and problems."""

    def __init__(self, file: str) -> None:
        self.rows: dict[Place, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._file = file
        self._nodes = 0

    def value(self, node: yaml.Node, path: Place) -> Any:  # noqa: ANN401 - any YAML value
        """Return the value of a node and note where it stands."""
        self._count(node, path)
        self.rows.setdefault(path, _position(node))
        if not _CORE.fullmatch(node.tag):
            self._tell("YAML_TAG", node, path, tag=node.tag)
        self._check_text(node, path)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, at)) for at, item in enumerate(node.value)]
        return _scalar(node) if isinstance(node, yaml.ScalarNode) else None

    def _mapping(self, node: yaml.MappingNode, path: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, item in node.value:
            key = str(key_node.value)
            if not isinstance(key_node, yaml.ScalarNode):
                self._tell("YAML_KEY", key_node, path)
                continue
            here = (*path, key)
            if key in found:
                self._tell("YAML_DUP_KEY", key_node, here, key=key)
                continue
            self.rows[here] = _position(key_node)
            self._check_text(key_node, here)
            found[key] = self.value(item, here)
        return found

    def _check_text(self, node: yaml.Node, path: Place) -> None:
        """Tell what no record can hold, while row and column are still known.

        Headers and cells of a laboratory's table are repeated as they stand there.
        """
        if not isinstance(node, yaml.ScalarNode) or set(path[:3:2]) == _OF_A_TABLE:
            return
        text = str(node.value)
        if char := first_unseen(text):
            self._tell("TEXT_UNSEEN", node, path, text=text, char=named(char))
        elif not unicodedata.is_normalized("NFC", text):
            self._tell("JSON_NFC", node, path, found=text)

    def _count(self, node: yaml.Node, path: Place) -> None:
        self._nodes += 1
        if len(path) > DEEPEST or self._nodes > MOST_NODES:
            row, column = _position(node)
            place = Where(file=self._file, row=row, column=str(column))
            _refuse("YAML_DEPTH", place, levels=DEEPEST, limit=MOST_NODES)

    def _tell(self, code: str, node: yaml.Node, path: Place, **facts: object) -> None:
        row, column = _position(node)
        text = "/".join(map(str, path))
        place = Where(file=self._file, row=row, column=str(column), path=text)
        self.problems.append(Problem(code=code, where=place, facts=facts))


def _position(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _scalar(node: yaml.ScalarNode) -> str | bool | Written | None:
    text = str(node.value)
    if node.style:  # quoted or a block; the two parsers call a plain one "" or None
        return text
    if text in _NULLS:
        return None
    if text in _TRUTHS:
        return _TRUTHS[text]
    return Written(text=text) if _NUMBER.fullmatch(text) else text
