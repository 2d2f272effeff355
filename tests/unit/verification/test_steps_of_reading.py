"""What is said of the program that made an account, by version, code and packs."""

import pytest

from edaphon import __version__
from edaphon.kernel.errors import EdaphonError
from edaphon.verification.steps import reading
from tests.unit.verification.by_hand import examined, fault, stated

HERE = "sha256:here"
OWN = {"program": {"version": "any"}, "python": "3.11", "draft": False}
ONE, TWO = "one.test/1.0", "two.test/1.0"


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """This program, whose packs are those of another package."""
    monkeypatch.setattr(reading, "code_digest", lambda: HERE)
    monkeypatch.setattr(reading, "program_record", lambda: OWN)
    monkeypatch.setattr(reading, "unknown_packs", lambda _: [])
    monkeypatch.setattr(reading, "pack_code", lambda name: f"sha256:{name}")
    monkeypatch.setattr(reading, "way_back", lambda *given: given)
    monkeypatch.setattr(reading, "pack_code_in", lambda *_: "sha256:source")


def by_program(*methods, code=HERE, version=__version__, packs=None, **run):
    """Return what the check says of an account, and the examination."""
    named = {name: f"sha256:{name}" for name in methods}
    exam = examined(
        {},
        records=stated(
            *named.items(),
            code=code,
            version=version,
            packs=named if packs is None else packs,
            run_record={**OWN, **run},
        ),
    )
    found = [(item.verdict, item.code, item.facts) for item in reading.program(exam)]
    return found, exam


def test_the_same_program_with_the_same_packs_passes():
    found, exam = by_program(ONE, TWO)

    assert found == []
    assert (exam.code, exam.program, exam.packs) == ("same", "same", {})


def test_other_code_is_a_note_and_its_own_words_are_not_asked_for():
    found, exam = by_program(code="sha256:else", version="0", python="2.7")

    assert [item[:2] for item in found] == [("note", "PROGRAM_OTHER")]
    assert (exam.code, exam.program) == ("other", "other")


def test_the_same_code_under_another_number_fails():
    found, _ = by_program(version="0")

    assert [item[:2] for item in found] == [("failed", "PROGRAM_VERSION")]


def test_fields_of_a_run_that_the_same_program_writes_otherwise_fail():
    found, _ = by_program(python="2.7", draft=True, program={"version": "other"})

    assert [(verdict, code) for verdict, code, _ in found] == [
        ("failed", "RUN_DIFFERS"),
        ("failed", "RUN_DIFFERS"),
    ]
    assert [facts for *_, facts in found] == [
        {"field": "python", "found": "2.7", "own": "3.11"},
        {"field": "draft", "found": "true", "own": "false"},
    ]


def test_a_pack_whose_code_here_is_other_makes_another_program():
    found, exam = by_program(ONE, TWO, packs={ONE: "sha256:old", TWO: f"sha256:{TWO}"})

    assert [item[:2] for item in found] == [("note", "PACK_OTHER")]
    assert found[0][2]["stated"] == "sha256:old"
    assert found[0][2]["here"] == f"sha256:{ONE}"
    assert (exam.code, exam.program) == ("same", "other")
    assert exam.packs == {ONE: "sha256:old"}


def test_a_pack_that_the_run_does_not_name_is_known_by_its_source():
    found, exam = by_program(ONE, packs={})

    assert [item[1] for item in found] == ["PACK_OTHER"]
    assert exam.packs == {ONE: "sha256:source"}


def test_a_pack_of_this_package_has_no_code_of_its_own(monkeypatch):
    monkeypatch.setattr(reading, "pack_code", lambda _: "")

    assert by_program(ONE, packs={})[0] == []
    ((_, code, facts),) = by_program(ONE, packs={ONE: "sha256:old"})[0]
    assert (code, facts["here"]) == ("PACK_OTHER", HERE)


def test_a_pack_that_is_not_installed_is_no_matter_of_this_check(monkeypatch):
    monkeypatch.setattr(reading, "unknown_packs", lambda names: names)

    assert by_program(ONE, packs={ONE: "sha256:old"})[0] == []


# --- Records of another form --------------------------------------------------


@pytest.mark.parametrize(
    ("code", "kept", "sameness"),
    [
        (HERE, HERE, "same"),
        ("sha256:old", "sha256:old", "other"),
        ("?", "", "unknown"),
    ],
)
def test_who_wrote_records_of_another_version_is_kept(
    code, kept, sameness, monkeypatch
):
    older = fault("RECORD_VERSION", version="0.1", code=code)

    def refuse(_bundle):
        raise EdaphonError([fault("RECORD_FORM"), older])

    monkeypatch.setattr(reading, "read_records", refuse)
    exam = examined({})
    told = [(item.verdict, item.code) for item in reading.records(exam)]

    own = ("failed", "RECORD_NOT_ITS_OWN")
    others = ("not_checked", "RECORD_VERSION")
    assert told == [("failed", "RECORD_FORM"), own if code == HERE else others]
    assert exam.maker == ("0.1", kept)
    assert (exam.code, exam.program) == (sameness, sameness)
    assert exam.records is None


def test_records_of_this_version_name_their_maker(monkeypatch):
    read = stated(version="2", code="sha256:9")
    monkeypatch.setattr(reading, "read_records", lambda _: read)
    exam = examined({})

    assert list(reading.records(exam)) == []
    assert (exam.records, exam.maker) == (read, ("2", "sha256:9"))
