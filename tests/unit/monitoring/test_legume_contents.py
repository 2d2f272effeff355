"""A content that no legume has is refused: at 0.05 % for 3 %, 616 units were 738."""

import pytest

from tests.synthetic_documents import ACTIVITY
from tests.synthetic_project import YEARS, SyntheticProject
from tests.unit.monitoring.asking import asked


def grown(**contents):
    """Return a project that grew legumes of a nitrogen content [t N/t] by scenario."""
    project = SyntheticProject()
    project.document["sources_absent"].pop("nitrogen_fixing")
    for role, years in YEARS.items():
        content = contents.get(role, "0.03")
        for year in years:
            project.tables[ACTIVITY] += [
                {"role": role, "year": str(year), "item": item, "amount": amount,
                 "unit": unit, "stratum": "", "lot": ""}
                for item, amount, unit in (
                    ("nfix_biomass", "300", "t"), ("nfix_n_content", content, "1")
                )
            ]  # fmt: skip
    return project


def told(project, place):
    return [one for one in asked(project, place) if one.code == "LEGUME_CONTENT"]


@pytest.mark.parametrize(
    ("role", "content", "shown"),
    [("project", "0.0005", "0.05 %"), ("baseline", "0.09", "9 %")],
)
def test_a_content_that_no_legume_has_is_refused(role, content, shown, tmp_path):
    (found,) = told(grown(**{role: content}), tmp_path)

    assert (found.severity, found.entry.since) == ("error", 6)
    assert f"content is {shown} of the dry mass" in found.found("en")
    assert "应在 0.8%～5% 之间" in found.needed("zh")


@pytest.mark.parametrize(
    "contents",
    [
        {}, {"project": "0.008", "baseline": "0.05"}, {"project": "0"},
        {"project": "0.09"}, {"baseline": "0.001"},
    ],
)  # fmt: skip
def test_contents_that_legumes_have_or_that_credit_less_stand(contents, tmp_path):
    assert not told(grown(**contents), tmp_path)
