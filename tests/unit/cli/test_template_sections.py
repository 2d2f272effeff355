"""What `edaphon new` offers as comments is sound once opened, and complete."""

import re
from importlib import resources

import pytest

from edaphon.kernel.yaml_text import load_yaml
from edaphon.schemas.forms import schema

SECTIONS = ("baseline", "campaign_errors", "control_sites", "milestones", "permanence",
            "disclosure", "leakage", "members", "laboratory")  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", SECTIONS)
def test_a_commented_section_is_of_the_form_and_says_what_it_is(language, name):
    file = resources.files("edaphon.cli") / "templates" / language / "project.yaml.txt"
    text = file.read_text("utf-8")
    found = re.search(rf"^# {name}:( +# .+)\n((?:# .*\n)+)", text, re.MULTILINE)
    assert found, name
    opened = re.sub("^# ", "", found[0], flags=re.MULTILINE)
    (section,) = load_yaml(opened).values()
    form = schema("project")["properties"][name]
    known = form.get("properties") or form.get("items", {}).get("properties", {})

    assert section
    held = section[0] if isinstance(section, list) else section
    assert set(held) <= set(known) or name == "disclosure"


ELSEWHERE = {
    "project": {
        "files": "edaphon map writes the entries",
        "earlier": "edaphon history --add writes the list",
        "sources_absent": "one of them is shown, the others are named in its comment",
        "disclosure": "its names are those of the checklist",
        "factors": "its names are those of the methods",
        "campaign_errors/laboratory": "an example of a run stands in its comment",
        "campaign_errors/bulk_density": "likewise",
        "permanence/events": "a statement, as shown elsewhere",
        "members/roster": "how the table is written is seldom needed",
        "members/register": "likewise",
    },
    "plan": {"planned_days": "its names are those of the campaigns",
             "strata/reason": "shown in the language of the template"},
}  # fmt: skip
"""Groups whose fields the template need not hold, and why."""

FILES = {"project": "project.yaml.txt", "plan": "sampling.yaml.txt"}


def opened(name, language):
    """Return a template with its comments opened, as a person would open them."""
    file = resources.files("edaphon.cli") / "templates" / language / FILES[name]
    _, body = file.read_text("utf-8").split("\n\n", 1)
    shown = [
        line.replace("# ", "", 1) if line.lstrip().startswith("# ") else line
        for line in body.splitlines()
    ]
    return load_yaml("\n".join(shown).replace("\n#  -", "\n  -").replace("{id}", "x"))


def fields_of(form, whole, path=""):
    """Yield the path of every field of a form; those of a text are its languages."""
    name = form.get("$ref", "").removeprefix("#/$defs/")
    form = {**whole["$defs"].get(name, {}), **form}
    form = {**form, **form.get("items", {})} if "items" in form else form
    if name in {"text", "quantity"}:
        return
    for field, below in form.get("properties", {}).items():
        here = f"{path}/{field}".lstrip("/")
        yield here
        item = below.get("items", {})
        yield from fields_of(item if "$ref" in item else below, whole, here)


def held_by(content, path=""):
    """Yield the path of every field that a document holds."""
    if isinstance(content, list):
        for item in content:
            yield from held_by(item, path)
    elif isinstance(content, dict):
        for field, below in content.items():
            here = f"{path}/{field}".lstrip("/")
            yield here
            yield from held_by(below, here)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["project", "plan"])
def test_the_template_holds_every_field_of_the_form(name, language):
    """Nobody has to read the schema, or the program, to learn that a field exists."""
    held = set(held_by(opened(name, language)))
    lacking = [
        path
        for path in fields_of(schema(name), schema(name))
        if path not in held
        and not any(path.startswith(f"{group}/") for group in ELSEWHERE[name])
    ]

    assert lacking == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_source_that_is_not_shown_is_named(language):
    file = resources.files("edaphon.cli") / "templates" / language / FILES["project"]
    text = file.read_text("utf-8")
    sources = schema("project")["properties"]["sources_absent"]["properties"]

    assert [name for name in sources if name not in text] == []


def test_both_languages_offer_the_same_fields():
    for name in FILES:
        english, chinese = (
            {path.removesuffix(f"/{one}") for path in held_by(opened(name, one))}
            for one in ("en", "zh")
        )

        assert english - chinese <= {"name/zh"}
        assert chinese - english <= {"name/en"}
