"""The previous report is named by a digest, and by one that an earlier bundle holds."""

import hashlib
import json

import pytest

from edaphon.accounting.gathering import look
from edaphon.kernel import canonical
from edaphon.kernel.identity import bundle_id
from edaphon.reporting.project_facts import _previous
from tests.chained_project import continued, first_record, planned_twice, put
from tests.synthetic_project import SyntheticProject

GAINING = {"gain": 2.6, "points": 8, "controls": 5}
HELD = hashlib.sha256(b"{}").hexdigest()


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return first_record(tmp_path_factory.mktemp("first"), **GAINING)


def stopping(project, folder):
    return [item for item in look(project.write(folder)).problems if item.stops(None)]


def with_report(project, folder, record):
    """Put an earlier account into a folder, whose bundle holds a report."""
    old = put(project, folder, record)
    place = folder / "earlier" / old.removeprefix("sha256:")
    manifest = json.loads((place / "manifest.json").read_bytes())
    manifest["files"].append({"path": "report/report.json", "sha256": HELD, "size": 2})
    text = canonical.dumps(manifest)
    name = bundle_id(text)
    (place / "manifest.json").write_bytes(text)
    place.rename(place.with_name(name.removeprefix("sha256:")))
    project.document["earlier"] = [{"bundle": name}]


@pytest.mark.parametrize("stated", [
    "first report, 2021 to 2024", "sha256:12", "None", "sha256:" + 64 * "G", 64 * "0",
    "sha256:" + 64 * "0" + "\n",
])  # fmt: skip
def test_any_other_text_is_no_digest(tmp_path, stated):
    project = SyntheticProject()
    project.document["previous_report"] = stated

    (problem,) = stopping(project, tmp_path)

    assert problem.code == "ENTRY_FORM"
    assert "Digest of the previous report" in problem.text("en")
    assert "首期报告填 none" in problem.text("zh")


@pytest.mark.parametrize("stated", ["none", "sha256:" + 64 * "0"])
def test_a_digest_or_none_is_taken(tmp_path, stated):
    project = SyntheticProject()
    project.document["previous_report"] = stated

    assert stopping(project, tmp_path) == []
    assert stated[:10] in _previous(stated).en


@pytest.mark.parametrize(("stated", "told"), [
    (f"sha256:{HELD}", False), ("sha256:" + 64 * "0", True), ("none", True),
    (None, False),
])  # fmt: skip
def test_it_is_one_that_an_earlier_bundle_holds(tmp_path, record, stated, told):
    project = continued(planned_twice(**GAINING), 1.04)
    with_report(project, tmp_path, record)
    if stated:
        project.document["previous_report"] = stated

    found = stopping(project, tmp_path)

    assert [item.code for item in found] == ["EARLIER_REPORT"] * told
    if told:
        assert f"sha256:{HELD}" in found[0].text("en")
        assert "须为以前证据包所含报告的摘要值" in found[0].text("zh")


def test_without_a_report_in_the_bundle_nothing_is_compared(tmp_path, record):
    project = continued(planned_twice(**GAINING), 1.04)
    put(project, tmp_path, record)
    project.document["previous_report"] = "sha256:" + 64 * "0"

    assert stopping(project, tmp_path) == []
