"""The sections that `edaphon new` offers as comments are sound once opened."""

import re
from importlib import resources

import pytest

from edaphon.kernel.yaml_text import load_yaml
from edaphon.schemas.forms import schema

SECTIONS = ("baseline", "campaign_errors", "control_sites", "milestones", "permanence",
            "disclosure")  # fmt: skip


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
