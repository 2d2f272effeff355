"""An account is made again by the editions that its bundle knew."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from edaphon.kernel.errors import Problem
from edaphon.kernel.language import Text
from edaphon.methods.editions import Edition, rule_on
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.pack import pack
from edaphon.verification import verify
from edaphon.verification.steps.stated_editions import known_since, stated_editions
from tests.synthetic_bundle import relisted, unpacked
from tests.synthetic_documents import VM0042
from tests.unit.verification.by_hand import examined

DESCRIPTION = f"method/{VM0042.replace('/', '-')}/description.json"

NOW_KNOWN = Edition(
    id="vm0042-4.0", document="vm0042", kind="method", edition="4.0",
    title=Text(en="VM0042", zh="VM0042"), source=Text(en="Own.", zh="自定。"), mark="D",
    issued="2024-01-01", since="2026-01-01", is_followed=False,
)  # fmt: skip


def ended(editions):
    """Return the editions with the methodology ended and another in its place."""
    found = [
        replace(item, until="2025-12-31") if item.id == "vm0042-2.2" else item
        for item in editions
    ]
    return (*found, NOW_KNOWN)


@pytest.fixture
def more_is_known(monkeypatch):
    """The pack installed here knows that its edition has ended."""
    known = MethodPack.editions.fget
    monkeypatch.setattr(
        MethodPack,
        "editions",
        property(lambda item: ended(known(item)) if item.id == VM0042 else known(item)),
    )


def noted(exam):
    (found,) = known_since(exam, 8)
    return found


@pytest.mark.usefixtures("more_is_known")
def test_what_is_known_beyond_is_a_note_that_says_what_it_would_mean():
    def refuse(_):
        return rule_on(pack(VM0042).editions, "2026-06-11", {})

    here = pack(VM0042)
    before = SimpleNamespace(known=MethodPack.editions.fget(here)[:-1])
    exam = examined({}, program="other")
    exam.accounts = [SimpleNamespace(pack=here, ruling=before, ruled_by=refuse)]
    found = noted(exam)
    problem = Problem(code=found.code, facts=found.facts)

    assert (found.verdict, found.code) == ("note", "EDITIONS_SINCE")
    assert "vm0042-4.0" in problem.found("en")
    assert "it would be refused: On 2026-06-11 edition 4.0" in problem.found("en")
    assert "将不予核算" in problem.found("zh")
    assert "made again by the editions that it stated" in problem.needed("en")
    assert f"lists the editions of {VM0042}" in problem.remedy("en")


def test_what_is_known_beyond_and_changes_nothing_says_so():
    here = pack(VM0042)
    before = SimpleNamespace(known=here.editions[:-1])
    exam = examined({}, program="other")
    exam.accounts = [SimpleNamespace(pack=here, ruling=before, ruled_by=lambda _: None)]

    assert "could be made as well" in noted(exam).facts["today"]["en"]


def test_the_same_knowledge_is_not_told():
    here = pack(VM0042)
    exam = examined({}, program="same")
    exam.accounts = [SimpleNamespace(pack=here, ruling=SimpleNamespace(
        known=here.editions))]  # fmt: skip

    assert list(known_since(exam, 8)) == []


def test_a_bundle_that_says_other_things_than_its_own_program_fails(
    project_folder, tmp_path
):
    folder = unpacked(project_folder / "out/synthetic.zip", tmp_path / "forged")
    file = folder / DESCRIPTION
    told = json.loads(file.read_text("utf-8"))
    for item in told["editions"]:
        if item["id"] == "vcs-standard-4.7":
            item["transition"] = {"requested": "2030-12-31"}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    file.write_text(text, "utf-8")
    found = verify(relisted(folder))
    (differ,) = [item for item in found.findings if item.code == "EDITIONS_DIFFER"]
    problem = Problem(code=differ.code, facts=differ.facts)

    assert differ.verdict == "failed"
    assert "vcs-standard-4.7" in problem.found("en")
    assert "as the method pack of that program holds them" in problem.needed("en")
    assert "description.json" in problem.remedy("zh")


def test_a_replay_rules_by_the_bundle_and_changes_no_figure(
    project_folder, monkeypatch
):
    """A later pack would refuse: its bundle of before gives the same bytes."""
    before = verify(project_folder / "out/synthetic.zip")
    known = MethodPack.editions.fget
    monkeypatch.setattr(
        MethodPack,
        "editions",
        property(lambda item: ended(known(item)) if item.id == VM0042 else known(item)),
    )
    after = verify(project_folder / "out/synthetic.zip")

    assert [item.holds for item in after.units] == [True] * len(before.units)
    assert after.figures == before.figures == "identical"
    assert after.is_identical


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told | {"editions": []},
        lambda told: told | {"editions": told["editions"][3:4]},
        lambda told: {"v": told["v"]},
    ],
)
def test_a_description_that_is_not_of_the_method_says_nothing(
    spoil, project_folder, tmp_path
):
    folder = unpacked(project_folder / "out/synthetic.zip", tmp_path / "folder")
    text = (folder / DESCRIPTION).read_text("utf-8")
    whole = {DESCRIPTION: text.encode()}
    other = {DESCRIPTION: json.dumps(spoil(json.loads(text))).encode()}
    exam = examined(whole)
    exam.records = SimpleNamespace(methods=(VM0042,))

    assert stated_editions(exam) == {VM0042: pack(VM0042).editions}
    spoilt = examined(other)
    spoilt.records = exam.records
    assert stated_editions(spoilt) == {}
    missing = examined({})
    missing.records = exam.records
    assert stated_editions(missing) == {}
