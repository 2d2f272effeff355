"""A dash in the place of an answer is no answer: it counts as left out."""

import pytest

from edaphon.accounting.gathering import gather
from edaphon.kernel.errors import EdaphonError
from edaphon.schemas.forms import schema
from tests.synthetic_documents import MCS, METHODS, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import broken, check_refusal

FEW = ["-", "N/A", "待补"]
FILLERS = ["-", "—", "n/a", "N/A", "无", "none", "/", ".", "待补", "TBD", "暂无。"]


def put(document, path, value):
    *steps, last = path.split("/")
    for step in steps:
        document = document[int(step) if step.isdigit() else step]
    document[last] = value


def lost(project, **reason):
    """Take a point of the last campaign out and log a reason."""
    project.drop(point="S1-P1", campaign="end")
    project.document["sampling"]["missing"] = [
        {"point": "S1-P1", "campaign": "end", "reason": reason}
    ]


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize(
    ("method", "condition"), [(MCS, "C7"), (VM0042, "7")], ids=["mcs", "vm0042"]
)
def test_barriers_of_a_dash_are_not_stated(method, condition, filler, tmp_path):
    def change(project):
        project.document["additionality"]["barriers"] = {"en": filler, "zh": filler}

    check_refusal(broken(change, tmp_path, method), condition)


@pytest.mark.parametrize("filler", FEW)
def test_one_language_may_be_a_dash(filler, tmp_path):
    def change(project):
        project.document["additionality"]["barriers"] = {"en": "Cost", "zh": filler}

    account = broken(change, tmp_path, MCS)

    assert account.status == "credited"
    assert account.evidence.project.model.additionality.barriers.en == "Cost"


@pytest.mark.parametrize("filler", FEW)
@pytest.mark.parametrize(
    "path",
    [
        "land/tenure/text",
        "land/tenure/signed_by",
        "additionality/statement/text",
        "additionality/statement/signed_by",
        "practice/description",
        "proponent/name",
        "factors/product_emissions/reference",
    ],
)
def test_a_needed_text_of_a_dash_is_asked_for(filler, path, tmp_path):
    project = SyntheticProject()
    is_text = path.endswith(("text", "description", "name"))
    put(project.document, path, {"zh": filler} if is_text else filler)

    with pytest.raises(EdaphonError) as caught:
        gather(project.write(tmp_path))

    (problem,) = caught.value.problems
    assert problem.code == "ENTRY_EMPTY"
    assert path.startswith(problem.where.path)


@pytest.mark.parametrize("filler", FEW)
def test_a_point_is_not_lost_for_a_dash(filler, tmp_path):
    project = SyntheticProject(points=10)
    lost(project, en=filler)

    with pytest.raises(EdaphonError) as caught:
        gather(project.write(tmp_path))

    (problem,) = caught.value.problems
    assert problem.code == "ENTRY_EMPTY"
    assert problem.where.path == "sampling/missing/0/reason"


@pytest.mark.parametrize("filler", FEW)
@pytest.mark.parametrize(
    "path", ["practice/product/registration", "practice/product/strains/0/deposit"]
)
def test_a_product_of_a_dash_has_no_identity(filler, path, tmp_path):
    def change(project):
        put(project.document, path, filler)

    check_refusal(broken(change, tmp_path, MCS), "C6")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("filler", FEW)
def test_a_laboratory_of_a_dash_is_not_the_same_twice(method, filler, tmp_path):
    def named(project):
        for campaign in project.document["campaigns"]:
            campaign["laboratory"] = filler

    def silent(project):
        for campaign in project.document["campaigns"]:
            del campaign["laboratory"]

    found, wanted = (
        broken(change, tmp_path / change.__name__, method) for change in (named, silent)
    )

    assert (found.status, found.units) == (wanted.status, wanted.units)


@pytest.mark.parametrize("filler", FEW)
def test_evidence_of_a_dash_is_none(filler, tmp_path):
    def change(project):
        project.document["practice"]["evidence"] = [filler]

    check_refusal(broken(change, tmp_path, VM0042), "4.1")


def test_what_is_written_in_words_is_an_answer_everywhere():
    """Every text for people in the form refers to the one rule."""
    assert schema("project")["$defs"]["text"]["properties"] == {
        "en": {"$ref": "#/$defs/answer"}, "zh": {"$ref": "#/$defs/answer"},
    }  # fmt: skip
