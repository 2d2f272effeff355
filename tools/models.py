"""Write the typed models of the published schemas: `make models`.

Each `schemas/<kind>/<version>/schema.yaml` gives `schemas/models/<kind>.py`, made by
datamodel-code-generator; only the newest version of a kind has a model. With
``--check`` nothing is written and the exit code says whether all are as they should be.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS = ROOT / "src" / "edaphon" / "schemas"
MODELS = SCHEMAS / "models"

KINDS = (
    "account", "trace", "run", "evidence", "manifest", "seal", "statement",
    "description", "project", "plan", "report", "coeffects", "effects",
    "expected", "forecast",
)  # fmt: skip
"""Kinds of records that have a model."""

_DESCRIBED = re.compile(r'"""\n    (.+)\n    """')
"""Description of a type, which the generator spreads over three lines."""

TITLES = {
    "project": "ProjectDocument",
    "plan": "PlanDocument",
    "report": "Report",
    "coeffects": "CoeffectsDocument",
    "expected": "ExpectedDocument",
}
"""Name of the type where the title of the schema is for people."""

TAKEN = {
    "description": {"text": "account.Text"},
    "effects": {"effect_text": "account.Text"},
    "report": {
        "text": "account.Text",
        "seed": "account.Seed",
        "points": "account.Points",
        "interval": "account.Interval",
        "interpolation": "account.Interpolation",
        "campaign_errors": "account.CampaignErrors",
        "edition_stated": "account.EditionStated",
        "condition": "account.Condition",
        "source": "account.EmissionSource",
        "emission_change": "account.EmissionChange",
        "emission_changes": "account.EmissionChanges",
        "used": "account.Used",
        "term": "account.Bar",
        "year": "account.SummaryRow",
        "summary_by_year": "account.Summary",
        "group": "account.Group",
        "change": "account.Change",
        "profile": "account.Profile",
        "layer_change": "account.LayerChange",
        "test": "account.Test",
        "paper": "evidence.Named",
        "probability": "description.Probability",
        "gap": "description.Gap",
        "bridge": "account.Bridge",
        "bridge_row": "account.BridgeRow",
        "over_issue": "account.OverIssue",
        "effect": "effects.Effect",
        "effect_file": "effects.EffectFile",
        "effect_topic": "effects.EffectTopic",
        "effect_value": "effects.EffectValue",
        "effect_sdg": "effects.EffectSdg",
        "effect_safeguard": "effects.EffectSafeguard",
        "effect_text": "account.Text",
    },
}
"""Parts of a kind that are parts of another record as they are, and so their types."""

OPTIONS = (
    "--input-file-type", "jsonschema",
    "--output-model-type", "msgspec.Struct",
    "--target-python-version", "3.11",
    "--base-class", "edaphon.schemas.record.Record",
    "--use-annotated",
    "--use-schema-description",
    "--use-title-as-name",
    "--use-standard-collections",
    "--use-union-operator",
    "--keyword-only",
    "--enum-field-as-literal", "all",
    "--disable-future-imports",
    "--formatters", "builtin",
    "--disable-timestamp",
    "--disable-warnings",
)  # fmt: skip


def source(kind: str) -> Path:
    """Return the newest published schema of a kind."""
    versions = sorted((SCHEMAS / kind).iterdir(), key=lambda item: int(item.name))
    return versions[-1] / "schema.yaml"


def model(kind: str) -> str:
    """Return the text of the module that holds a kind's models."""
    schema = yaml.safe_load(source(kind).read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, f"{kind}.json"), Path(folder, f"{kind}.py")
        own = for_python(_without(schema, TAKEN.get(kind, {})))
        titled = own | {"title": TITLES.get(kind, schema["title"])}
        given.write_text(json.dumps(titled), "utf-8")
        name = schema["$id"].split("/schema/")[1]
        header = f'"""Typed form of {name}, made by `make models`."""'
        call = [sys.executable, "-m", "datamodel_code_generator",
                "--input", str(given),
                "--output", str(made), *OPTIONS,
                "--custom-file-header", header]  # fmt: skip
        subprocess.run(call, check=True)
        _run_ruff("check", "--fix-only", "--quiet", "--select", "I,F401,UP", made)
        _run_ruff("format", "--quiet", made)
        text = made.read_text("utf-8")
        frozen = text.replace("kw_only=True", "frozen=True, kw_only=True")
        return _DESCRIBED.sub(r'"""\1"""', frozen)


def _without(rule: Any, taken: Mapping[str, str]) -> Any:  # noqa: ANN401 - any part
    """Return a schema whose parts that are taken from another record name its type."""
    if isinstance(rule, list):
        return [_without(item, taken) for item in rule]
    if not isinstance(rule, dict):
        return rule
    part = str(rule.get("$ref", "")).removeprefix("#/$defs/")
    if part in taken:
        return {"customTypePath": f"edaphon.schemas.models.{taken[part]}"}
    return {
        key: {
            name: _without(one, taken)
            for name, one in item.items()
            if name not in taken
        }
        if key == "$defs"
        else _without(item, taken)
        for key, item in rule.items()
    }


def _run_ruff(*arguments: str | Path) -> None:
    call = [
        sys.executable,
        "-m",
        "ruff",
        *arguments,
        "--config",
        ROOT / "pyproject.toml",
    ]
    subprocess.run(call, check=False)


def for_python(rule: Any) -> Any:  # noqa: ANN401 - any part of a schema
    r"""Return a schema whose patterns mean in Python what they mean in JSON Schema.

    There ``$`` is the end of the text; in Python it also stands before a last newline.
    A number that may also be text is text: documents of people are read as typed.
    Descriptions stay with objects, as docstrings; the others stand in the schema.
    """
    if isinstance(rule, list):
        return [for_python(item) for item in rule]
    if not isinstance(rule, dict):
        return rule
    found = {key: for_python(item) for key, item in rule.items()}
    if isinstance(kinds := found.get("type"), list) and "number" in kinds:
        rest = [name for name in kinds if name != "number"]
        if "string" in rest:
            found["type"] = rest[0] if len(rest) == 1 else rest
    if found.get("type") != "object" and isinstance(found.get("description"), str):
        del found["description"]
    if isinstance(pattern := found.get("pattern"), str) and pattern.endswith("$"):
        found["pattern"] = pattern[:-1] + r"\Z"
    return found


def main() -> int:
    """Write or compare every model."""
    apart = []
    for kind in KINDS:
        target, text = MODELS / f"{kind}.py", model(kind)
        if target.is_file() and target.read_text("utf-8") == text:
            continue
        apart.append(kind)
        if "--check" not in sys.argv:
            target.write_text(text, "utf-8")
    print(", ".join(apart) or "all models are as their schemas say")
    return int(bool(apart) and "--check" in sys.argv)


if __name__ == "__main__":
    raise SystemExit(main())
