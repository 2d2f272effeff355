"""Assays of different depths are not compared, and make no share of the gain."""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.reporting.content import content_record
from edaphon.reporting.layout.blocks import Paragraph
from edaphon.reporting.layout.microbial_blocks import microbial_blocks
from edaphon.reporting.layout.reader import Reader
from tests.synthetic_documents import END, MCS, MICROBES, START
from tests.synthetic_project import SyntheticProject
from tests.unit.reporting.cases import source_of

SUGARS = ("glucosamine", "muramic_acid")


def moved(project, names, bottom, **wanted):
    """Put assays of the wanted rows into a layer of their own."""
    rows = project.rows(MICROBES, **wanted)
    for row in rows:
        own = {key: cell for key, cell in row.items() if key in names}
        for name in names:
            row[name] = ""
        places = {
            key: row[key]
            for key in ("point", "stratum", "role", "campaign", "top", "date")
        }
        project.tables[MICROBES].append({**places, "bottom": bottom, **own})
    return project


def microbial(project, folder):
    return account_set([project.account(folder)])["accounts"][0]["microbial"]


def test_pools_of_one_layer_make_a_share(tmp_path):
    found = microbial(SyntheticProject(), tmp_path)

    assert found["share_of_gain"]["depth_cm"] == ["0.000000", "20.000000"]
    assert "layers_apart" not in found


@pytest.mark.parametrize("names", [("mbc",), SUGARS])
def test_pools_of_different_layers_make_no_share(tmp_path, names):
    found = microbial(moved(SyntheticProject(), names, "10"), tmp_path)

    assert found["share_of_gain"] is None
    assert sorted(found["layers_apart"]) == [
        "glucosamine", "mbc", "muramic_acid",
    ]  # fmt: skip


def test_amino_sugars_of_different_layers_make_no_necromass(tmp_path):
    found = microbial(moved(SyntheticProject(), ("muramic_acid",), "10"), tmp_path)

    assert found["share_of_gain"] is None
    assert not any("necromass" in item["property"] for item in found["tests"])
    assert found["shown"]["M4"] is False


@pytest.mark.parametrize("wanted", [
    {"role": "project"}, {"campaign": START}, {"campaign": END, "stratum": "S1"},
])  # fmt: skip
def test_a_property_of_different_layers_is_not_compared(tmp_path, wanted):
    """Biomass near the surface is higher, whatever was applied."""
    whole = microbial(SyntheticProject(), tmp_path / "whole")
    found = microbial(
        moved(SyntheticProject(), ("mbc",), "10", **wanted), tmp_path / "apart"
    )

    tested = [{item["property"] for item in one["tests"]} for one in (whole, found)]
    assert "mbc" in tested[0] - tested[1]
    assert whole["shown"]["M3"] is True
    assert found["shown"]["M3"] is False


def test_a_marker_of_its_own_layer_leaves_the_pools_alone(tmp_path):
    """Its layer was taken for that of the pools before."""
    whole = microbial(SyntheticProject(), tmp_path / "whole")
    project = moved(SyntheticProject(), ("strain_marker",), "5")
    project.tables[MICROBES].reverse()

    found = microbial(project, tmp_path / "marker")

    assert found["share_of_gain"] == whole["share_of_gain"]
    assert "layers_apart" not in found


def test_the_report_says_what_is_not_compared(tmp_path):
    project = moved(SyntheticProject(), ("mbc",), "10")
    done = accounts(project.evidence(tmp_path), [MCS])
    content = content_record(source_of(done))
    told = {
        language: " ".join(
            block.text
            for block in microbial_blocks(
                Reader(content, language, done[0].evidence.geography)
            )
            if isinstance(block, Paragraph)
        )
        for language in ("en", "zh")
    }

    assert "assayed in different layers: " in told["en"]
    assert "Pools of different layers make no share of the gain." in told["en"]
    assert "How much of the gain is microbial is unknown." in told["en"]
    assert "因测定土层不同而不作比较：" in told["zh"]
    assert "份额未知" in told["zh"]
