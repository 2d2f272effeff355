"""From every figure of both methods back to the raw cell, by file, row and column."""

import csv
import io
import string
from dataclasses import replace

import polars as pl
import pytest

from edaphon.accounting import accounts
from edaphon.bundle import open_bundle
from edaphon.evidence import arranged
from edaphon.kernel import canonical
from edaphon.kernel.errors import EdaphonError
from edaphon.schemas.models.trace import Input
from edaphon.verification.walking import Trail, nodes
from tests.examples.bundling import sealed
from tests.synthetic_bundle import relisted, unpacked
from tests.synthetic_documents import ACTIVITY, MCS, METHODS, SOIL, VM0042, YIELDS
from tests.synthetic_project import SyntheticProject


@pytest.fixture
def trail(bundle):
    return Trail(bundle)


def cell(bundle, row):
    """Return the raw cell that an observation names."""
    text = bundle.read(f"data/{row['file']}").decode()
    table = list(csv.reader(io.StringIO(text)))
    return table[row["row"] - 1][string.ascii_uppercase.index(row["column"])]


@pytest.mark.parametrize("method", METHODS)
def test_every_figure_walks_back_to_inputs(trail, method):
    figures = trail.figures(method)

    assert len(figures) > 15
    for figure in figures:
        found = trail.walk(method, figure.name)
        leaves = [node for _, node in nodes(found.root) if not node.inputs]
        assert found.figure.value is not None
        assert any(isinstance(node.step, Input) for node in leaves), figure.name


@pytest.mark.parametrize(
    ("method", "figure", "records"),
    [(MCS, "net_removals", 30), (VM0042, "net_total", 12)],
)
def test_every_row_behind_a_figure_equals_its_raw_cell(
    bundle, trail, method, figure, records
):
    """20 points, 2 campaigns, 4 layers, 2 properties; fuel and nitrogen of 6 years,
    and under the unified method the product of 3 in each stratum, and yields of both
    sides."""
    found = trail.walk(method, figure)

    assert found.rows.height == 20 * 2 * 4 * 2 + records
    for row in found.rows.iter_rows(named=True):
        assert cell(bundle, row) == row["value"]
    yields = {YIELDS} if method == MCS else set()
    assert set(found.files) == {SOIL, ACTIVITY} | yields


def test_soil_figures_rest_on_soil_alone(trail):
    found = trail.walk(MCS, "difference")

    assert set(found.rows["property"].unique()) == {"soc", "bulk_density"}
    assert set(found.files) == {SOIL}
    assert all(digest.startswith("sha256:") for digest in found.files.values())


def test_a_walk_may_keep_to_one_point(trail):
    found = trail.walk(MCS, "difference", point="S1-P1")

    assert set(found.rows["point"].unique()) == {"S1-P1"}
    assert found.rows.height == 2 * 4 * 2
    layers = next(node for _, node in nodes(found.root) if node.name == "soc")
    assert len(layers.values) == 8
    assert all(label.startswith("S1-P1 ") for label in layers.labels)


@pytest.mark.parametrize("wanted", ["soil_removal", "R", "6"])
def test_a_figure_goes_by_name_symbol_or_number(trail, wanted):
    assert trail.walk(MCS, wanted).root.name == "soil_removal"


def test_any_step_can_be_walked(trail):
    found = trail.walk(MCS, "layer_mass", point="S2-C1")

    assert found.figure is None
    assert found.root.step.equation == "T1"


def test_a_step_told_above_is_not_told_again(trail):
    found = trail.walk(MCS, "units")
    names = [node.name for _, node in nodes(found.root) if not node.seen_above]

    assert len(names) == len(set(names))


def test_an_unknown_figure_lists_those_there_are(trail):
    with pytest.raises(EdaphonError) as caught:
        trail.walk(MCS, "net_removal")

    (problem,) = caught.value.problems
    assert problem.code == "FIGURE_UNKNOWN"
    assert "no figure net_removal." in problem.text("en")
    assert "One of: net_removals, " in problem.text("en")
    assert "edaphon show" in problem.remedy("en")
    assert "edaphon show" in problem.remedy("zh")


def test_a_row_that_no_figure_used_is_not_shown(tmp_path):
    """A second value of one layer, flagged as failed: in the table, behind nothing."""
    evidence = SyntheticProject().evidence(tmp_path / "project")
    row = evidence.observations.filter(pl.col("property") == "soc").head(1)
    failed = row.with_columns(
        pl.lit(4, pl.Int8).alias("flag"), pl.lit(9999, pl.Int32).alias("row")
    )
    table = arranged(pl.concat([evidence.observations, failed]))
    done = accounts(replace(evidence, observations=table), [MCS])

    with open_bundle(sealed(tmp_path / "flagged.zip", done)) as opened:
        trail = Trail(opened)
    found = trail.walk(MCS, "net_removals")

    assert 9999 in trail.observations["row"]
    assert 9999 not in found.rows["row"]
    assert 4 not in found.rows["flag"]


def test_figures_of_a_refused_account_say_so(tmp_path):
    project = SyntheticProject()
    del project.document["additionality"]
    done = accounts(project.evidence(tmp_path / "project"), [MCS])

    with open_bundle(sealed(tmp_path / "refused.zip", done)) as opened:
        trail = Trail(opened)

    assert trail.status(MCS) == "refused"
    assert trail.walk(MCS, "net_removals").status == "refused"


def test_a_trace_that_says_something_else_than_the_account_is_refused(
    project_folder, tmp_path
):
    folder = unpacked(project_folder / "out/synthetic.zip", tmp_path / "bundle")
    trace = folder / "account/trace.jsonl"
    text = trace.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    (place,) = [
        number
        for number, line in enumerate(lines)
        if '"name":"units"' in line and MCS in line and '"kind":"step"' in line
    ]
    lines[place] = lines[place].replace('"values":[', '"values":[9')
    trace.write_text("".join(lines), "utf-8")

    with open_bundle(relisted(folder)) as opened:
        trail = Trail(opened)

    for look in (lambda: trail.figures(MCS), lambda: trail.walk(MCS, "units")):
        with pytest.raises(EdaphonError) as caught:
            look()
        (problem,) = caught.value.problems
        assert problem.code == "FIGURE_APART"
        assert "edaphon replay" in problem.remedy("en")
        assert "edaphon replay" in problem.remedy("zh")
    assert trail.figures(VM0042)


@pytest.mark.parametrize(
    "edit",
    [
        lambda item: {**item, "units": item["units"] - 1},
        lambda item: {**item, "computed_units": str(item["units"] - 1)},
        lambda item: {
            **item,
            "figures": [
                {**one, "value": str(item["units"] - 1)}
                if one["name"] == "units"
                else one
                for one in item["figures"]
            ],
        },
    ],
    ids=["units", "computed_units", "figure"],
)
def test_a_result_that_its_own_figures_do_not_give_is_refused(
    project_folder, tmp_path, edit
):
    folder = unpacked(project_folder / "out/synthetic.zip", tmp_path / "bundle")
    file = folder / "account" / "account.json"
    record = canonical.loads(file.read_bytes(), file="account.json")
    record["accounts"] = [edit(item) for item in record["accounts"]]
    file.write_bytes(canonical.dumps(record))

    with open_bundle(relisted(folder)) as opened:
        trail = Trail(opened)

    for look in (lambda: trail.figures(MCS), lambda: trail.walk(MCS, "units")):
        with pytest.raises(EdaphonError) as caught:
            look()
        (problem,) = caught.value.problems
        assert problem.code == "FIGURE_APART"
