"""One bundle that was made once replays on every later commit."""

import json
import shutil
from dataclasses import replace

import pytest

from edaphon.accounting import gathering
from edaphon.bundle import open_bundle
from edaphon.cli.replay_words import conclusion
from edaphon.kernel import canonical
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.monitoring import NEWEST, importing
from edaphon.verification import json_record, verify
from tests.replay.frozen import make
from tests.synthetic_bundle import relisted, unpacked

IDENTITY = "sha256:4a4f3264729e04fc1ae1626affab1f695febe81aa47a8fc6922061acd7305a91"
"""Identity of the frozen bundle; ``make.py`` writes it, once."""

SINCE = NEWEST + 1
"""A version of the reading rules that is newer than those of the bundle."""

frozen = pytest.mark.skipif(not make.BUNDLE.exists(), reason="not frozen yet")


@pytest.fixture(autouse=True)
def _installed():
    with make.installed():
        yield


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """A bundle made as the frozen one was: floor(5.3 · 3 a · 11 t N/a) = 174."""
    return make.made(tmp_path_factory.mktemp("project"))[0]


@frozen
def test_the_frozen_bundle_is_the_one_that_was_frozen():
    with open_bundle(make.BUNDLE) as opened:
        assert opened.id == IDENTITY


@frozen
def test_the_frozen_bundle_replays():
    found = verify(make.BUNDLE)

    assert not found.failed, [item.text("en") for item in found.findings]
    assert (found.figures, found.method) == ("identical", "same")
    (units,) = found.units
    assert (units.stated, units.recomputed, units.status) == (174, 174, "credited")


def test_a_bundle_made_the_same_way_replays(bundle):
    found = verify(bundle)

    assert found.passed()
    assert (found.figures, found.program, found.method) == ("identical", "same", "same")
    assert [(one.stated, one.recomputed) for one in found.units] == [(174, 174)]


def test_it_is_never_frozen_again_silently(tmp_path):
    target, test = tmp_path / "bundle.zip", tmp_path / "test_frozen.py"
    shutil.copy(make.TEST, test)
    first = make.freeze(target, test)
    kept = target.read_bytes(), test.read_bytes()

    with pytest.raises(FileExistsError, match="frozen"):
        make.freeze(target, test)

    assert (target.read_bytes(), test.read_bytes()) == kept
    assert f'IDENTITY = "{first}"' in test.read_text("utf-8")
    assert make.freeze(target, test, again=True) == first


def stricter(monkeypatch, code, since):
    """Let every file be refused or asked about by a check of some version."""
    file_records = importing.read_file

    def checked(path, file_map, design, **options):
        records, problems = file_records(path, file_map, design, **options)
        where = Where(file=file_map.path, row=1)
        facts = {"got": 1, "want": 2}
        told = Problem(code=code, where=where, facts=facts, since=since)
        return records, [*problems, told]

    monkeypatch.setattr(importing, "read_file", checked)


@pytest.mark.parametrize("code", ["CSV_EMPTY", "CSV_TRUNCATED"])
def test_a_check_or_question_added_later_is_a_note_and_changes_nothing(
    bundle, monkeypatch, code
):
    stricter(monkeypatch, code, SINCE)

    found = verify(bundle)

    notes = [item for item in found.of(7) if item.code == code]
    assert len(notes) == len({item.where.file for item in notes}) > 0
    assert {item.verdict for item in notes} == {"note"}
    assert {item.code for item in found.stopping} == {code}
    assert {item["code"] for item in json_record(found)["stopping"]} == {code}
    agrees, stopped = conclusion(found, ())[0:3:2]
    assert agrees.startswith("The replay agrees")
    assert f"would stop the account until this is cleared up: {code} (" in stopped
    assert found.passed()
    assert found.figures == "identical"


def test_the_same_check_of_its_own_time_refuses(bundle, monkeypatch):
    stricter(monkeypatch, "CSV_EMPTY", 1)

    found = verify(bundle)

    assert {item.verdict for item in found.of(7)} == {"failed"}
    assert found.figures == "differ"


def test_new_evidence_meets_the_newer_check(monkeypatch, tmp_path):
    stricter(monkeypatch, "CSV_EMPTY", SINCE)
    folder = make.project().write(tmp_path)

    with pytest.raises(EdaphonError):
        gathering.gather(folder)
    evidence, told = gathering.gather(folder, rules=1)

    assert evidence.observations.height
    assert "CSV_EMPTY" in {item.code for item in told}


@pytest.mark.parametrize(
    ("rules", "stops"), [(None, True), (NEWEST, False), (SINCE, True)]
)
def test_a_problem_stops_from_its_version_on(rules, stops):
    asked = Problem(code="CSV_TRUNCATED", since=SINCE)
    told = replace(asked, code="PLAN_MISSING")

    assert asked.stops(rules) is stops
    assert not told.stops(rules)


def test_rules_of_a_newer_program_are_not_guessed(bundle, tmp_path):
    folder = unpacked(bundle, tmp_path / "bundle")
    path = folder / "env/run.json"
    record = json.loads(path.read_bytes())
    record["reading_rules"] = f"edaphon.reading/{SINCE}"
    path.write_bytes(canonical.dumps(record))

    found = verify(relisted(folder))

    assert [item.code for item in found.of(7)] == ["RULES_UNKNOWN"]
    assert f"up to {NEWEST}" in found.of(7)[0].text("en")
    assert f"第 {NEWEST} 版" in found.of(7)[0].text("zh")
    assert [item.code for item in found.of(6)] == ["RUN_DIFFERS"]
