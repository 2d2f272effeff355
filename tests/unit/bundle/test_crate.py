"""The crate says who made what; a stranger's crate is read and never followed."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from edaphon.bundle import crate, crate_reading
from edaphon.bundle.crate import CrateDescription, file_id, metadata
from edaphon.bundle.packing import content
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError

DESCRIPTION = CrateDescription(
    name={"en": "Black soil demonstration", "zh": "黑土示范项目"},
    description={"zh": "证据与核算结果"},
    proponent={"en": "Demonstration Farm", "zh": "示范农业公司"},
    proponent_identifier="91110000MA00000000",
    published_on=date(2026, 5, 4),
    licence="CC-BY-4.0",
    started_at=datetime(2026, 5, 4, 1, tzinfo=UTC),
    ended_at=datetime(2026, 5, 4, 1, 2, tzinfo=UTC),
    code_version="0.1.0",
    code_digest=digest(b"code"),
)
NAMES = ("data/检测 结果.csv", "method/m.yaml", "account/account.json", "README.txt")
CONTENTS = {name: content(name.encode()) for name in NAMES}


def written(description=DESCRIPTION, stored=None) -> dict:
    return json.loads(metadata(description, CONTENTS, stored or {}))


def entity(record: dict, identifier: str) -> dict:
    (found,) = (each for each in record["@graph"] if each["@id"] == identifier)
    return found


def codes(record: object, names=NAMES) -> list[tuple[str, str]]:
    problems = crate_reading.check(json.dumps(record).encode(), frozenset(names))
    for problem in problems:
        assert problem.text("zh")
        assert problem.remedy("en")
    return [(each.code, each.where.file) for each in problems]


def changed(identifier: str, **fields: object) -> dict:
    record = written()
    entity(record, identifier).update(fields)
    return record


def test_the_crate_says_who_made_what_from_what_with_which_program():
    record = written()
    root, action = entity(record, "./"), entity(record, "#account")

    assert root["name"] == "Black soil demonstration"
    assert root["alternateName"] == "黑土示范项目"
    assert root["datePublished"] == "2026-05-04"
    assert root["license"] == {"@id": "https://spdx.org/licenses/CC-BY-4.0"}
    assert root["conformsTo"] == {"@id": crate.PROCESS}
    assert action["@type"] == "CreateAction"
    assert action["startTime"] == "2026-05-04T01:00:00Z"
    assert action["endTime"] == "2026-05-04T01:02:00Z"
    assert action["actionStatus"] == "http://schema.org/CompletedActionStatus"
    assert action["object"] == [
        {"@id": "data/检测%20结果.csv"},
        {"@id": "method/m.yaml"},
    ]
    assert action["result"] == {"@id": "account/account.json"}
    program = entity(record, action["instrument"]["@id"])
    assert f"sha256:{program['sha256']}" == digest(b"code")
    assert program["version"] == "0.1.0"
    assert entity(record, action["agent"]["@id"])["name"] == "Demonstration Farm"


def test_every_file_stands_in_the_crate_with_its_digest_and_size():
    record = written()

    for name in NAMES:
        file = entity(record, file_id(name))
        assert file["sha256"] == CONTENTS[name].sha256
        assert file["contentSize"] == str(CONTENTS[name].size)
    assert len(entity(record, "./")["hasPart"]) == len(NAMES)


def test_a_failed_run_is_kept_and_says_why():
    record = written(replace(DESCRIPTION, failure="one layer only", agent="Zhang San"))
    action = entity(record, "#account")

    assert action["actionStatus"] == "http://schema.org/FailedActionStatus"
    assert action["error"] == "one layer only"
    assert entity(record, action["agent"]["@id"])["name"] == "Zhang San"


@pytest.mark.parametrize(
    ("licence", "identifier"),
    [
        ("CC0-1.0", "https://spdx.org/licenses/CC0-1.0"),
        ("https://example.org/terms", "https://example.org/terms"),
        ("仅供核查使用", "#licence"),
        ("for verification only", "#licence"),
        ("", "#licence"),
    ],
)
def test_a_licence_is_an_identifier_a_page_or_words(licence, identifier):
    record = written(replace(DESCRIPTION, licence=licence))

    assert entity(record, "./")["license"] == {"@id": identifier}
    assert entity(record, identifier)["name"]


def test_named_inputs_and_outputs_follow_renamed_files():
    description = replace(
        DESCRIPTION, inputs=("data/aux.csv",), outputs=("account/account.json",)
    )
    stored = {"data/aux.csv": "data/检测 结果.csv"}
    record = written(description, stored)

    assert entity(record, "#account")["object"] == {"@id": "data/检测%20结果.csv"}
    assert entity(record, "data/检测%20结果.csv")["alternateName"] == "aux.csv"
    assert crate_reading.original_names(json.dumps(record).encode()) == {
        "data/检测 结果.csv": "aux.csv"
    }


def test_the_text_depends_on_its_arguments_alone():
    backwards = dict(reversed(CONTENTS.items()))

    assert metadata(DESCRIPTION, CONTENTS, {}) == metadata(DESCRIPTION, backwards, {})


def test_a_time_without_offset_is_refused():
    naive = datetime(2026, 5, 4)  # noqa: DTZ001 - a time without offset is the case
    with pytest.raises(EdaphonError) as caught:
        written(replace(DESCRIPTION, ended_at=naive))

    assert caught.value.problems[0].code == "TIME_NO_OFFSET"


def test_our_own_crate_keeps_the_rules_it_is_read_by():
    assert codes(written()) == []


@pytest.mark.parametrize(
    "place",
    [
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://2130706433/",
        "http://localhost/",
        "https://user@10.0.0.1/a.csv",
        "https://example.org/data.csv",
        "//example.org/data.csv",
        "/etc/passwd",
        "\\\\server\\share",
        "ftp://example.org/a",
        "data:text/csv,1",
        "http://[bad",
    ],
)
def test_a_file_outside_the_bundle_is_told_and_never_opened(place):
    record = written()
    record["@graph"].append({"@id": place, "@type": "File", "name": "x"})

    assert ("CRATE_REMOTE", crate.NAME) in codes(record)


@pytest.mark.parametrize(
    "record",
    [
        changed("#account", agent={"@id": "file:///etc/passwd"}),
        changed("#account", agent=[{"@id": "http://127.0.0.1/"}]),
        written() | {"@context": "https://example.org/context"},
        written() | {"@context": [crate.CONTEXT, {"@import": "https://example.org/"}]},
        written() | {"@context": [crate.CONTEXT, {"x": {"@context": "http://e.org"}}]},
    ],
)
def test_a_context_or_reference_to_another_place_is_told(record):
    assert ("CRATE_REMOTE", crate.NAME) in codes(record)


def test_people_and_licences_may_be_named_by_public_addresses():
    record = written()
    record["@graph"] += [
        {"@id": "https://orcid.org/0000-0001-9842-9718", "@type": "Person"},
        {"@id": "mailto:someone@example.org", "@type": "ContactPoint"},
    ]

    assert codes(record) == []


@pytest.mark.parametrize(
    "record",
    [
        changed("./", conformsTo={"@id": "https://example.org/otherprofile/0.1"}),
        changed("./", conformsTo=[{"@id": crate.PROCESS}, {"@id": "https://e.org/p"}]),
        changed("./", conformsTo=[]),
        changed("./", conformsTo=crate.PROCESS),
        changed(crate.NAME, conformsTo={"@id": "https://w3id.org/ro/crate/1.3"}),
        changed(crate.NAME, conformsTo={"@id": "https://w3id.org/ro/crate/1.1"}),
        changed(crate.NAME, conformsTo=None),
    ],
)
def test_an_unknown_profile_is_an_error_and_not_silence(record):
    assert ("CRATE_PROFILE", crate.NAME) in codes(record)


@pytest.mark.parametrize(
    "record",
    [
        [],
        {},
        {"@context": crate.CONTEXT},
        {"@context": crate.CONTEXT, "@graph": {}},
        {"@context": crate.CONTEXT, "@graph": []},
        {"@context": crate.CONTEXT, "@graph": [7]},
        {"@context": crate.CONTEXT, "@graph": [{"@id": 7}]},
        {"@context": crate.CONTEXT, "@graph": [{"@id": "./"}, {"@id": "./"}]},
        changed(crate.NAME, about={"@id": "#account"}),
        changed("./", **{"@id": "."}),
    ],
)
def test_what_is_no_crate_is_refused_as_such(record):
    assert codes(record) == [("CRATE_SHAPE", crate.NAME)]


def test_a_crate_that_names_an_absent_file_is_refused():
    assert codes(written(), NAMES[1:]) == [("BUNDLE_LINK", crate.NAME)]


def test_a_crate_that_is_no_json_is_refused_by_the_reader():
    with pytest.raises(EdaphonError) as caught:
        crate_reading.check(b"\xff", frozenset())

    assert caught.value.problems[0].code == "JSON_TEXT"
    assert caught.value.problems[0].where.file == crate.NAME
