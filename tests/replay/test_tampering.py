"""A bundle that was tampered with and listed anew does not replay."""

import json

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.bundle_members import ACCOUNT, EVIDENCE, OBSERVATIONS, result
from edaphon.accounting.gathering import gather
from edaphon.bundle.sealed import open_bundle
from edaphon.kernel import canonical
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError
from edaphon.verification.replaying import replay
from tests.replay.program import called
from tests.synthetic_bundle import published, relisted, stand_in, unpacked
from tests.synthetic_documents import MCS
from tests.synthetic_project import SyntheticProject


@pytest.fixture
def folder(bundle, tmp_path):
    return unpacked(bundle, tmp_path / "bundle")


def edited(folder, name, change):
    """Change a canonical JSON member as a forger would, and list it anew."""
    record = canonical.loads((folder / name).read_bytes(), file=name)
    change(record)
    (folder / name).write_bytes(canonical.dumps(record))
    return relisted(folder)


def raised_cell(folder):
    """Raise one raw value of organic carbon at the end by 1 g/kg."""
    path = folder / "data/lab/soil.csv"
    head, *rows = path.read_text().splitlines()
    place = head.split(",").index("soc")
    (number,) = [
        number
        for number, row in enumerate(rows)
        if row.startswith("S1-P2,S1,project,end,0,")
    ]
    cells = rows[number].split(",")
    cells[place] = f"{float(cells[place]) + 1:.4f}"
    rows[number] = ",".join(cells)
    path.write_text("\n".join([head, *rows]) + "\n")


def replayed(folder):
    with open_bundle(folder) as opened:
        return replay(opened, reports=stand_in)


def refused(folder):
    """Return the problem for which a bundle is refused."""
    with open_bundle(folder) as opened, pytest.raises(EdaphonError) as caught:
        replay(opened, reports=stand_in)
    (problem, *_) = caught.value.problems
    for language in ("en", "zh"):
        assert problem.text(language)
        assert problem.remedy(language)
    return problem


def test_the_honest_bundle_replays_to_the_last_byte(folder):
    found = replayed(folder)

    assert found.passed
    assert found.is_identical


def test_a_changed_raw_cell_no_longer_leads_to_the_account(folder):
    raised_cell(folder)

    assert refused(relisted(folder)).code == "BUNDLE_LINK"


def test_a_forger_who_renews_the_observations_too_is_told_the_figures_differ(
    folder, tmp_path
):
    """Raw cell, observations and every digest that names them; not the figures."""
    raised_cell(folder)
    with open_bundle(relisted(folder)) as opened:
        made = _evidence_members(opened, tmp_path / "again")
    for name, content in made.items():
        (folder / name).write_bytes(content)
    renewed = digest(made[OBSERVATIONS])
    edited(folder, ACCOUNT, lambda record: record.update(evidence=renewed))

    found = replayed(folder)

    assert not found.passed
    differing = {
        item.member for item in found.comparisons if item.verdict == "different"
    }
    reports = {"report/report.en.html", "report/report.json"}
    assert differing == {ACCOUNT, "account/trace.jsonl", *reports}
    (account,) = [item for item in found.comparisons if item.member == ACCOUNT]
    assert any("/figures/" in path for path in account.differences)


def _evidence_members(bundle, folder):
    """Return what the raw files of a bundle give, before any method."""
    folder.mkdir()
    bundle.extract(folder)
    (folder / "plan").mkdir(exist_ok=True)
    bundle.extract(folder / "plan", under="plan/")
    evidence, _ = gather(folder)
    made = result(evidence, accounts(evidence, [MCS]))
    return {name: made[name] for name in (EVIDENCE, OBSERVATIONS)}


@pytest.mark.parametrize("method", [0, 1])
def test_units_beyond_the_replay_are_overstated(folder, method):
    edited(
        folder,
        ACCOUNT,
        lambda record: record["accounts"][method].update(
            units=record["accounts"][method]["units"] + 1
        ),
    )

    found = replayed(folder)

    assert not found.passed
    check = found.units[method]
    assert (check.stated, check.holds) == (check.recomputed + 1, False)
    assert found.units[1 - method].holds


def test_units_below_the_replay_are_no_overstatement_but_another_account(folder):
    edited(folder, ACCOUNT, lambda record: record["accounts"][0].update(units=1))

    found = replayed(folder)

    assert all(check.holds for check in found.units)
    assert not found.passed


def test_a_refused_account_cannot_be_turned_into_a_credited_one(tmp_path):
    project = SyntheticProject()
    del project.document["additionality"]
    bundle = published(project.write(tmp_path / "project"))
    folder = unpacked(bundle, tmp_path / "bundle")

    def credit(record):
        account = record["accounts"][0]
        account.update(status="credited", units=int(account["computed_units"]))

    found = replayed(edited(folder, ACCOUNT, credit))

    assert found.units[0].recomputed == 0
    assert not found.units[0].holds
    assert not found.passed


def test_a_figure_within_tolerance_is_told_apart_from_an_identical_one(folder):
    path = folder / "account/trace.jsonl"
    lines = path.read_text("utf-8").splitlines()
    (place,) = [
        place
        for place, line in enumerate(lines)
        if json.loads(line)["name"] == "gain" and "mcs" in line
    ]
    step = json.loads(lines[place])
    step["values"][0] *= 1 + 2e-10
    lines[place] = json.dumps(step, ensure_ascii=False)
    path.write_text("\n".join(lines) + "\n", "utf-8")

    found = replayed(relisted(folder))

    verdicts = {item.member: item.verdict for item in found.comparisons}
    assert verdicts["account/trace.jsonl"] == "within_tolerance"
    assert found.passed
    assert not found.is_identical


def test_a_line_too_many_in_the_trace_differs(folder):
    path = folder / "account/trace.jsonl"
    path.write_bytes(path.read_bytes() + b'{"kind":"step"}\n')

    found = replayed(relisted(folder))

    assert not found.passed


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("label", lambda one: one.update(label="best")),
        ("status", lambda one: one.update(status="provisional")),
        ("figure", lambda one: one["figures"][0].update(value="1000000.000000")),
        ("whole", lambda one: one.update(computed_units="1")),
        ("vintage", lambda one: one["vintages"][0].update(units=0)),
        ("condition", lambda one: one["conditions"][0].update(result="not_met")),
        ("cure", lambda one: one["conditions"][0]["found"].update(en="Fine.")),
    ],
)
def test_no_statement_of_the_account_can_be_changed(folder, name, change):
    edited(folder, ACCOUNT, lambda record: change(record["accounts"][0]))

    found = replayed(folder)

    assert not found.passed, name


def test_a_changed_report_differs(folder):
    (folder / "report/report.en.html").write_text("1000000 carbon units")

    found = replayed(relisted(folder))

    (report,) = [item for item in found.comparisons if item.verdict == "different"]
    assert report.member == "report/report.en.html"


def test_reports_that_are_not_made_again_are_not_compared(folder):
    with open_bundle(folder) as opened:
        found = replay(opened)

    verdicts = {item.member: item.verdict for item in found.comparisons}
    assert verdicts["report/report.en.html"] == "not_compared"
    assert found.passed


def test_a_method_that_is_not_installed_cannot_be_checked(folder):
    edited(
        folder,
        ACCOUNT,
        lambda record: record["accounts"][0]["method"].update(id="edaphon.mcs/9.0"),
    )

    problem = refused(folder)
    run = called("replay", folder)

    assert problem.code == "METHOD_UNKNOWN"
    assert "edaphon.mcs/9.0" in problem.text("en")
    assert run.returncode == 2
    assert "METHOD_UNKNOWN" in run.stdout


def test_a_method_of_another_digest_cannot_be_checked(folder):
    other = "sha256:" + 64 * "0"
    edited(
        folder,
        ACCOUNT,
        lambda record: record["accounts"][0]["method"].update(digest=other),
    )

    problem = refused(folder)
    run = called("--lang", "zh", "replay", folder)

    assert problem.code == "METHOD_CHANGED"
    assert "env/run.json" in problem.remedy("en")
    assert "env/run.json" in problem.remedy("zh")
    assert run.returncode == 2
    assert "本机安装的方法包" in run.stdout


def test_an_account_of_other_evidence_is_refused(folder):
    edited(folder, ACCOUNT, lambda record: record.update(evidence="sha256:" + 64 * "1"))

    problem = refused(folder)

    assert problem.code == "BUNDLE_LINK"
    assert problem.where.file.startswith(ACCOUNT)


def test_a_replay_of_a_replay_is_the_same(folder):
    first, second = replayed(folder), replayed(folder)

    assert first == second


def test_a_replay_leaves_nothing_behind(folder, tmp_path, monkeypatch):
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    before = sorted(folder.rglob("*"))

    replayed(folder)

    assert list(place.iterdir()) == []
    assert sorted(folder.rglob("*")) == before
