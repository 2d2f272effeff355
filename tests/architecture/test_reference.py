"""Nothing that a reader may look up is missing from the reference."""

import re
import tomllib

import pytest
import yaml

from edaphon.evidence.vocabulary import codes
from edaphon.kernel.errors import catalogue
from edaphon.methods.engine.pack import pack, pack_ids
from edaphon.schemas import coeffect_catalogue
from reference import coeffects, errors, methods, schema, vocabulary
from tests.architecture.tree import ROOT, SOURCE

LANGUAGES = ("en", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_code_has_a_page(language):
    pages = dict(errors.pages(language))

    for code, entry in catalogue().items():
        assert entry.title[language] in pages[f"errors/{code}"].replace("\\", "")
        assert code in pages["errors/index"]


def test_page_of_every_code_names_the_module_that_raises_it():
    assert [code for code in catalogue() if not errors.raised_in(code)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_vocabulary_is_listed(language):
    (_path, page), *_ = vocabulary.pages(language)

    assert [code for code in codes() if f"`{code}`" not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_catalogue_of_co_effects_is_listed(language):
    (_path, page), *_ = coeffects.pages(language)
    known = coeffect_catalogue.catalogue()
    names = [*known.indicators, *known.safeguards]

    assert [code for code in names if f"`{code}`" not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_project_yaml_is_listed(language):
    (_path, page), *_ = schema.pages(language)
    file = SOURCE / "schemas" / "project" / "2" / "schema.yaml"
    fields = yaml.safe_load(file.read_text("utf-8"))["properties"]

    assert [name for name in fields if f"`{name}`" not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_record_has_a_page_with_its_fields(language):
    pages = dict(schema.pages(language))
    kinds = {file.parts[-3] for file in SOURCE.glob("schemas/*/*/schema.yaml")}

    assert set(schema.FILES) == kinds - {"project"}
    for kind in schema.FILES:
        form = schema.newest(kind)
        page = pages[f"records/{kind}"]
        assert schema.identity(form) in pages["records/index"]
        assert [name for name in form.get("properties", {}) if name not in page] == []


@pytest.mark.parametrize("pack_id", pack_ids())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_equation_leads_from_its_clause_to_its_function(pack_id, language):
    page = dict(methods.pages(language))["methods/clauses"]

    for equation in pack(pack_id).equations:
        file, line = methods.place_of(equation).rsplit(":", 1)
        source = (ROOT / file).read_text("utf-8").splitlines()

        assert f"`{file}:{line}`" in page
        assert equation.title[language] in page.replace("\\", "")
        assert f"def {equation.body.__name__}(" in "\n".join(source[int(line) - 1 :])


def test_every_dependency_has_a_paragraph_in_its_decision_record():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    declared = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
    ]
    names = {re.match(r"[\w.-]+", item).group() for item in declared}
    record = (ROOT / "docs/adr/0004-dependencies.md").read_text("utf-8")

    assert names == set(re.findall(r"\*\*([\w.-]+)\*\*", record))


def test_the_two_first_screens_show_the_same_commands():
    commands = [
        re.findall(r"^\$ (?:make \w+[^#\n]*|\. \S+)", text, re.MULTILINE)
        for text in (
            (ROOT / "README.md").read_text("utf-8"),
            (ROOT / "README.zh.md").read_text("utf-8"),
        )
    ]

    assert commands[0] == commands[1]
    assert len(commands[0]) == 3
