"""The fields of project.yaml and of every record, from their published schemas."""

from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

import yaml

from edaphon.kernel.language import Language
from reference.markdown import ORPHAN, Page, code, escaped, table
from reference.words import words_of

FILES: Mapping[str, str] = {
    "plan": "plan/sampling.yaml",
    "expected": "plan/expected.yaml",
    "forecast": "plan/forecast.json",
    "seal": "plan/seal.json",
    "coeffects": "coeffects.yaml",
    "evidence": "account/evidence.json",
    "account": "account/account.json",
    "effects": "account/coeffects.json",
    "trace": "account/trace.jsonl",
    "report": "report/report.json",
    "run": "env/run.json",
    "manifest": "manifest.json",
    "method": "method/‹id›/record.json",
    "description": "method/‹id›/description.json",
    "statement": "statements/",
    "pack": "pack.yaml",
    "parameter": "parameters/*.yaml",
    "references": "references.yaml",
}
"""Where each record stands in a bundle or a pack, in the order of the index."""


def newest(kind: str) -> Mapping[str, Any]:
    """Return the newest published schema of a kind of record."""
    folder = resources.files("edaphon.schemas") / kind
    versions = [int(item.name) for item in folder.iterdir() if item.name.isdigit()]
    file = folder / str(max(versions)) / "schema.yaml"
    schema: Mapping[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return schema


def identity(schema: Mapping[str, Any]) -> str:
    """Return name and version of a form, such as ``edaphon.account/2``."""
    return "edaphon." + str(schema["$id"]).partition("/schema/")[2]


def pages(language: Language) -> Iterator[Page]:
    """Yield the page of project.yaml, the index of forms, and a page for each."""
    words = words_of("schema", language)
    project = newest("project")
    head = f"# {words['title']}\n\n{code(identity(project))}\n\n{words['lead']}\n"
    yield "project", "\n".join([head, *_fields(project, language)])
    yield "records/index", _index(language)
    for kind, file in FILES.items():
        schema = newest(kind)
        lead = escaped(_text(schema, language))
        title = f"# {identity(schema)}\n\n{code(file)}\n\n{lead}\n"
        yield f"records/{kind}", "\n".join([ORPHAN, title, *_fields(schema, language)])


def _index(language: Language) -> str:
    words = words_of("schema", language)
    rows = []
    for kind, file in FILES.items():
        schema = newest(kind)
        link = f"[{code(identity(schema))}]({kind}.md)"
        status = words[str(schema["x-status"])]
        rows.append((link, code(file), escaped(_text(schema, language)), status))
    head = (words["form"], words["file"], words["text"], words["status"])
    title = f"# {words['records']}\n\n{words['records_lead']}\n"
    return "\n".join([title, table(head, rows)])


def _fields(schema: Mapping[str, Any], language: Language) -> list[str]:
    """Return the fields of a form as tables, shared parts after the form itself."""
    words = words_of("schema", language)
    head = (words["field"], words["must"], words["kind"], words["text"])
    rows = list(_rows(schema, "", language))
    parts = [table(head, rows)] if rows else []
    if "$defs" in schema:
        parts.append(f"## {words['shared']}\n")
    for name, part in schema.get("$defs", {}).items():
        rows = [_row("", part, "", language), *_rows(part, "", language)]
        parts += [f"### {escaped(name)}\n", table(head, rows)]
    return parts


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
    choices = field.get("anyOf") or field.get("oneOf")
    if choices:
        return ", ".join(_kind(item) for item in choices)
    if "enum" in field:
        return ", ".join(code(repr(item).strip("'")) for item in field["enum"])
    if isinstance(field.get("items"), dict) and field.get("type") == "array":
        return f"{_kind(field['items'])} []".replace("[]", "\\[\\]")
    kind = field.get("type", "")
    return code(", ".join(kind) if isinstance(kind, list) else kind)
