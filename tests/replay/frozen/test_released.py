"""A form or a method that was released is never edited."""

import pytest
import yaml

from edaphon.accounting.bundle_members import VERSIONS
from edaphon.accounting.program import IS_DRAFT
from edaphon.schemas.records import version
from tests.replay.frozen import released

MCS, VM0042 = "edaphon.mcs/1.1", "verra.vm0042/2.2"


@pytest.fixture(scope="module")
def found():
    return released.found()


@pytest.mark.parametrize("kind", ["forms", "methods"])
def test_what_was_released_is_what_is_here(kind, found):
    kept = released.listed()[kind]
    changed = [name for name in kept if found[kind].get(name) != kept[name]]

    assert kept
    assert not changed, (
        f"{changed}: released, and never edited. Leave it as it is and make the next "
        "version: docs/adr/0031-methods-and-forms-are-released.md says how."
    )


@pytest.mark.parametrize("kind", ["forms", "methods"])
def test_what_is_released_is_written_down(kind, found):
    """After a release: ``python -m tests.replay.frozen.released``."""
    assert set(found[kind]) == set(released.listed()[kind])


def forms():
    """Return the versions of each kind of form."""
    kinds = {}
    for file in released.FORMS.glob("*/*/schema.yaml"):
        kinds.setdefault(file.parent.parent.name, []).append(int(file.parent.name))
    return kinds


def test_both_methods_are_released(found):
    assert {MCS, VM0042} <= set(found["methods"])


def test_every_form_is_released_but_the_newest_of_a_kind_may_be_a_draft(found):
    for kind, versions in forms().items():
        older = sorted(versions)[:-1] if len(versions) > 1 else versions
        for number in older:
            assert f"{kind}/{number}" in found["forms"]


def test_the_program_calls_its_records_final_when_the_forms_it_writes_are(found):
    """A draft beside them is not written yet."""
    written = {version("account"), *VERSIONS.values()}
    names = {name.removeprefix("edaphon.") for name in written}

    assert names
    assert IS_DRAFT is bool(names - set(found["forms"]))


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
