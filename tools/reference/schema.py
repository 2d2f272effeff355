"""The fields of project.yaml, from its published JSON Schema."""

from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

import yaml

from edaphon.kernel.language import Language
from reference.markdown import Page, code, escaped, table
from reference.words import words_of


def pages(language: Language) -> Iterator[Page]:
    """Yield the page of project.yaml."""
    words = words_of("schema", language)
    file = resources.files("edaphon.schemas") / "project" / "1" / "schema.yaml"
    schema = yaml.safe_load(file.read_text("utf-8"))
    head = (words["field"], words["must"], words["kind"], words["text"])
    parts = [f"# {words['title']}\n", f"{words['lead']}\n"]
    parts.append(table(head, _rows(schema, "", language)))
    parts.append(f"## {words['shared']}\n")
    for name, part in schema["$defs"].items():
        parts.append(f"### {escaped(name)}\n")
        parts.append(table(head, [_row("", part, "", language)]))
        rows = list(_rows(part, "", language))
        parts += [table(head, rows)] if rows else []
    yield "project", "\n".join(parts)


def _rows(
    schema: Mapping[str, Any], path: str, language: Language
) -> Iterator[tuple[str, ...]]:
    """Yield one row for each field below a schema, depth first."""
    required = schema.get("required", [])
    for name, field in schema.get("properties", {}).items():
        below = f"{path}.{name}" if path else name
        yield _row(below, field, "●" if name in required else "", language)
        yield from _rows(field, below, language)
    if isinstance(schema.get("items"), dict):
        yield from _rows(schema["items"], f"{path}[]", language)
    if isinstance(schema.get("additionalProperties"), dict):
        yield from _rows(schema["additionalProperties"], f"{path}.*", language)


def _row(
    path: str, field: Mapping[str, Any], must: str, language: Language
) -> tuple[str, ...]:
    return (code(path), must, _kind(field), escaped(_text(field, language)))


def _text(field: Mapping[str, Any], language: Language) -> str:
    """Return the half of a description that is in the language."""
    english, _, chinese = str(field.get("description", "")).partition(" | ")
    return chinese if language == "zh" else english


def _kind(field: Mapping[str, Any]) -> str:
    """Return what a field may hold, in the words of the schema."""
    if "$ref" in field:
        return code(field["$ref"].rpartition("/")[2])
    if "const" in field:
        return code(field["const"])
    if "enum" in field:
        return ", ".join(code(repr(item).strip("'")) for item in field["enum"])
    if isinstance(field.get("items"), dict) and field.get("type") == "array":
        return f"{_kind(field['items'])} []".replace("[]", "\\[\\]")
    kind = field.get("type", "")
    return code(", ".join(kind) if isinstance(kind, list) else kind)
