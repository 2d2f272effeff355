"""Packs: found by id, added by strangers, with what they share."""

from collections import defaultdict
from dataclasses import replace

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.methods.engine.pack import pack, pack_ids, source_files, unknown_packs
from edaphon.methods.engine.pack_files import SHARED, yaml_files
from edaphon.methods.engine.worked_examples import check_pack
from tests.unit.methods.strangers import PACK_YAML, STRANGER, announce

MCS, VM = "edaphon.mcs/1.1", "verra.vm0042/2.2"
UNNUMBERED = "–"
"""Number of the bars of a waterfall, which no methodology counts."""


def test_our_packs_are_installed():
    assert {MCS, VM} <= set(pack_ids())


@pytest.mark.parametrize("pack_id", [MCS, VM])
def test_a_pack_gives_its_parts(pack_id):
    found = pack(pack_id)

    assert found.version == pack_id.partition("/")[2]
    assert set(found.document["supporting"]) <= {item.name for item in found.equations}
    assert {term.source for term in found.waterfall} <= set(found.figures)
    assert sum(found.marks().values()) == (
        len(found.equations) + len(found.conditions) + len(found.parameters)
    )


@pytest.mark.parametrize(("pack_id", "quantile"), [(MCS, "0.90"), (VM, "0.667")])
def test_the_quantile_is_the_value_of_a_parameter(pack_id, quantile):
    found = pack(pack_id)
    named = found.document["probability"]

    assert named["quantile"] == quantile == found.parameters[named["parameter"]].value


@pytest.mark.parametrize("pack_id", [MCS, VM])
def test_our_packs_are_released(pack_id):
    assert not pack(pack_id).is_draft


def test_a_pack_with_secondary_facts_is_not_confirmed():
    assert not pack(VM).is_confirmed


@pytest.mark.parametrize("pack_id", [MCS, VM])
def test_every_condition_says_in_words_what_it_asks(pack_id):
    texts = {item.text for item in pack(pack_id).conditions}

    assert "" not in texts
    assert len(texts) > 5


@pytest.mark.parametrize(
    ("mark", "confirmed"), [("P", True), ("D", True), ("S", False), ("M", False)]
)
def test_one_fact_that_nobody_saw_in_the_text_leaves_a_pack_unconfirmed(
    mark, confirmed
):
    found = pack(MCS)
    seen, other = (replace(found.equations[0], mark=item) for item in ("P", mark))
    method = replace(found, equations=(seen, other), conditions=(), parameters={})

    assert method.is_confirmed is confirmed


def test_an_unknown_pack_is_refused_with_the_known_ones():
    with pytest.raises(EdaphonError) as caught:
        pack("verra.vm0042/9.9")
    problem = caught.value.problems[0]

    assert problem.code == "METHOD_UNKNOWN"
    assert "verra.vm0042/9.9" in problem.found("en")
    assert MCS in problem.needed("zh")
    assert "install the package that brings this method" in problem.remedy("en")
    assert "安装提供该方法的软件包" in problem.remedy("zh")


def test_every_unknown_pack_is_told_in_one_pass():
    problems = unknown_packs(["a/1", MCS, "b/1"])

    assert [item.facts["id"] for item in problems] == ["a/1", "b/1"]


@pytest.mark.usefixtures("stranger")
def test_a_strangers_pack_works_by_entry_point_alone():
    found = pack(STRANGER)

    assert STRANGER in pack_ids()
    assert [item.holds for item in check_pack(found)] == [True]
    assert found.is_confirmed
    assert not found.is_draft
    assert found.parameters == {}
    assert found.waterfall == ()


def test_a_strangers_pack_cannot_take_the_place_of_ours(stranger):
    announce(stranger.parent, {MCS: "stranger_soil"})

    assert pack(MCS).package.startswith("edaphon.methods")


def test_a_pack_takes_shared_parameters_with_their_references(stranger):
    text = PACK_YAML + "shared_parameters: [stone_density]\n"
    (stranger / "pack.yaml").write_text(text, "utf-8")
    found = pack(STRANGER)

    assert found.parameters["stone_density"].value == "2.6"
    assert found.parameters["stone_density"].unit == "g/cm3"
    assert set(found.references) == {"poeplau-2017"}


@pytest.mark.parametrize("pack_id", [MCS, VM])
def test_physical_constants_of_the_soil_are_dated_parameters(pack_id):
    held = pack(pack_id).parameters
    names = ("stone_density", "som_per_soc_reported", "som_per_soc_mineral")

    assert [held[name].value for name in names] == ["2.6", "1.724", "1.9"]
    assert held["som_per_soc_mineral"].may_be_replaced


def test_no_two_parameter_files_of_our_packs_are_equal():
    folders = [SHARED, *(pack(pack_id).folder() for pack_id in (MCS, VM))]
    held = defaultdict(list)
    for folder in folders:
        for file in yaml_files(folder / "parameters"):
            held[file.read_bytes()].append(str(file))

    assert len(held) > 30
    assert [files for files in held.values() if len(files) > 1] == []


def test_the_source_text_holds_the_pack_and_what_packs_share():
    files = source_files(MCS)

    assert {"pack/pack.yaml", "pack/equations.py", "shared/trunk.py"} <= set(files)
    assert "shared/parameters/stone_density.yaml" in files
    assert not [path for path in files if path.endswith(".pyc")]


@pytest.mark.parametrize("pack_id", [MCS, "verra.vm0042/2.2"])
def test_no_condition_writes_its_limit_a_second_time(pack_id):
    method = pack(pack_id)
    told = {}
    for item in method.conditions:
        words = set(f"{item.text} {item.title['en']} {item.title['zh']}".split())
        values = {
            f"{method.parameters[limit.source].number * scale:g}"
            for limit in item.limits
            if limit.source in method.parameters
            for scale in (1, 100)
        }
        if words & values:
            told[item.id] = words & values

    assert told == {}


@pytest.mark.parametrize("pack_id", pack_ids())
def test_a_number_names_one_quantity(pack_id):
    named = {}
    for item in pack(pack_id).equations:
        if item.number != UNNUMBERED:
            named.setdefault(item.number, set()).add(item.name)

    assert {number: names for number, names in named.items() if len(names) > 1} == {}
