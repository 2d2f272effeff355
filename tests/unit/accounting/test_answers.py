"""A dash in the place of an answer is no answer: it counts as left out."""

import json

import pytest

from edaphon.accounting.gathering import gather
from edaphon.kernel.errors import EdaphonError
from edaphon.schemas.documents import parse_document
from edaphon.schemas.forms import check_form, schema
from tests.synthetic_documents import MCS, METHODS, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import broken, check_refusal

FEW = ["-", "N/A", "待补"]
FILLERS = ["-", "—", "n/a", "N/A", "无", "none", "/", ".", "待补", "TBD", "暂无。",
           "没有", "不适用", "待定", "否", "No.", "同上", "Not known."]  # fmt: skip


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


def texts_of(rule, path=()):
    """Yield the place of every answer of a form, lists by their first item."""
    rule = {**schema("project")["$defs"].get(rule.get("$ref", "")[8:], {}), **rule}
    if rule.get("$ref") == "#/$defs/answer":
        yield path
        return
    for name, field in rule.get("properties", {}).items():
        yield from texts_of(field, (*path, name))
    if "items" in rule:
        yield from texts_of(rule["items"], (*path, 0))
    if isinstance(rule.get("additionalProperties"), dict):
        yield from texts_of(rule["additionalProperties"], (*path, "any"))


ANSWERS = sorted(
    {
        path[:-1] if path[-1] in {"en", "zh"} else path
        for path in texts_of(schema("project"))
    },
    key=str,
)
"""Place of every field of the project document that is an answer in words."""


def nested(path, value):
    """Return a document that holds one value alone."""
    for step in reversed(path):
        value = [value] if step == 0 else {step: value}
    return value


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: "/".join(map(str, path)))
def test_no_answer_is_dropped_in_silence(path):
    """Every field that takes words: where, what it says, what is needed, in both."""
    is_text = f"{path}" not in {f"{one}" for one in texts_of(schema("project"))}
    told = nested(path, {"zh": "没有"} if is_text else "没有")
    data = json.dumps(told, ensure_ascii=False).encode()
    document, _ = parse_document(data, "project.yaml")

    about = [
        item
        for item in check_form(document, "project").problems
        if "没有" in item.found("en")
    ]

    assert [item.code for item in about] in (["ENTRY_FILLER"], ["ENTRY_EMPTY"])
    assert "/".join(map(str, path)).startswith(about[0].where.path)
    assert "says only “没有”" in about[0].found("en")
    assert "只写了“没有”" in about[0].found("zh")
    assert all(about[0].needed(one).strip() for one in ("en", "zh"))


def test_a_reason_that_says_nothing_names_what_it_is_for():
    stated = "sources_absent: {lime: {en: '-', zh: 无}, fuel: {en: x, zh: 人工作业}}"
    document, _ = parse_document(stated.encode(), "project.yaml")

    form = check_form(document, "project")
    (told,) = (item for item in form.problems if item.code == "ENTRY_FILLER")

    assert (told.severity, told.where.path) == ("warning", "sources_absent/lime")
    assert told.where.row == 1
    assert "each with the reason" in told.needed("en")
    assert "及其理由" in told.needed("zh")
    assert "sources_absent" not in form.faulty
    assert form.content["sources_absent"] == {"fuel": {"zh": "人工作业"}}


def test_a_plan_that_gives_no_reason_is_told():
    stated = b"strata: [{id: S1, reason: {en: none}}]"
    document, _ = parse_document(stated, "plan/sampling.yaml")

    problems = check_form(document, "plan").problems
    (told,) = (item for item in problems if item.code == "ENTRY_FILLER")

    assert told.where.path == "strata/0/reason"
    assert "Why this land is one stratum" in told.needed("en")


def test_what_is_written_in_words_is_an_answer_everywhere():
    """Every text for people in the form refers to the one rule."""
    assert schema("project")["$defs"]["text"]["properties"] == {
        "en": {"$ref": "#/$defs/answer"}, "zh": {"$ref": "#/$defs/answer"},
    }  # fmt: skip
