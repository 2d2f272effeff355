"""A form or a method that was released is never edited."""

import pytest
import yaml

from edaphon.accounting.program import IS_DRAFT
from tests.replay.frozen import released

MCS, VM0042 = "edaphon.mcs/1.1", "verra.vm0042/2.2"


@pytest.fixture(scope="module")
def found():
    return released.found()


@pytest.mark.parametrize("kind", ["forms", "methods"])
def test_what_was_released_is_what_is_here(kind, found):
    kept = released.listed()[kind]

    assert kept
    assert {name: found[kind].get(name) for name in kept} == dict(kept)


@pytest.mark.parametrize("kind", ["forms", "methods"])
def test_what_is_released_is_written_down(kind, found):
    """After a release: ``python -m tests.replay.frozen.released``."""
    assert set(found[kind]) == set(released.listed()[kind])


def test_both_methods_and_all_forms_are_released(found):
    forms = {
        f"{file.parent.parent.name}/{file.parent.name}"
        for file in released.FORMS.glob("*/*/schema.yaml")
    }

    assert set(found["forms"]) == forms
    assert {MCS, VM0042} <= set(found["methods"])


def test_the_program_calls_its_records_final_when_all_forms_are(found):
    forms = [*released.FORMS.glob("*/*/schema.yaml")]

    assert IS_DRAFT is (len(found["forms"]) < len(forms))


def test_a_word_is_outside_and_a_bound_inside():
    form = yaml.safe_load(
        "{title: A, properties: {title: {type: string, description: B}}}"
    )
    said = yaml.safe_load(
        "{title: C, properties: {title: {type: string, description: D}}}"
    )
    bound = yaml.safe_load("{properties: {title: {type: string, maxLength: 4}}}")

    assert released.meaning(form) == released.meaning(said)
    assert released.meaning(form) != released.meaning(bound)
    assert released.meaning(form)["properties"] == {"title": {"type": "string"}}


def test_a_line_that_is_there_is_never_changed(monkeypatch, tmp_path):
    file = tmp_path / "released.yaml"
    file.write_text("forms: {account/1: kept}\nmethods: {}\n", "utf-8")
    monkeypatch.setattr(released, "LIST", file)
    here = {"forms": {"account/1": "other", "account/2": "new"}, "methods": {}}
    monkeypatch.setattr(released, "found", lambda: here)

    released.note()
    assert released.listed()["forms"] == {"account/1": "kept", "account/2": "new"}

    released.note(again=True)
    assert released.listed()["forms"] == {"account/1": "other", "account/2": "new"}
