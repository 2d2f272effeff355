"""Every kind of member, edited in several ways and listed anew as a forger would.

None ends in a traceback, none is told to agree: each edit is a failed check, or the
member is named as not compared and the sentence says so.
"""

import json

import pytest

from edaphon.bundle import open_bundle
from edaphon.cli.replay_words import conclusion
from edaphon.kernel import canonical
from edaphon.kernel.errors import EdaphonError
from edaphon.verification import Trail, verify
from tests.synthetic_bundle import relisted, stand_in

ACCOUNT, TRACE = "account/account.json", "account/trace.jsonl"
EVIDENCE, OBSERVATIONS = "account/evidence.json", "account/observations.csv"
RUN, CODE = "env/run.json", "env/code.sha256"
CRATE, README = "ro-crate-metadata.json", "README.txt"
PYTHON, NUMERIC, SBOM = "env/python.txt", "env/numeric.json", "env/sbom.json"
LOCK = "env/requirements.lock"
PROJECT, SOIL, PLAN = "data/project.yaml", "data/lab/soil.csv", "plan/sampling.yaml"
SEAL, HTML, REPORT = "plan/seal.json", "report/report.en.html", "report/report.json"

FORGED_STEP = json.dumps(
    {"kind": "step", "method": "edaphon.mcs/1.1", "name": "units", "over": "account",
     "unit": "t", "values": [999999.0], "class": "E", "step": 99}
).encode()  # fmt: skip


def bytes_of(new):
    """Return the edit that puts other bytes into a member."""
    return lambda old: new(old) if callable(new) else new


def record(change):
    """Return the edit that changes a JSON record and writes it canonically."""

    def edit(old):
        found = json.loads(old)
        changed = change(found)
        return canonical.dumps(found if changed is None else changed, allow_floats=True)

    return edit


def first(change):
    """Return the edit that changes the first account."""
    return record(lambda found: change(found["accounts"][0]))


def line(place, change):
    """Return the edit that changes one line of the trace."""

    def edit(old):
        lines = old.splitlines(keepends=True)
        found = json.loads(lines[place])
        changed = change(found)
        found = found if changed is None else changed
        lines[place] = json.dumps(found, ensure_ascii=False).encode() + b"\n"
        return b"".join(lines)

    return edit


BROKEN = {
    "empty": b"",
    "not text": b"\xff\xfe\x00",
    "cut": lambda old: old[: len(old) // 2],
    "{}": b"{}",
    "[]": b"[]",
    "null": b"null",
    "a word": b'"account"',
    "a number": b"608",
    "deep": b"[" * 50_000,
    "deep inside": b'{"v":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "twice a key": lambda old: b'{"v":1,' + old[1:],
    "NaN": b'{"v":NaN}',
    "a huge number": b'{"v":' + b"9" * 5000 + b"}",
    "a lone surrogate": b'{"v":"\\ud800"}',
    "spaces": lambda old: old.replace(b":", b": ", 1),
    "a byte order mark": lambda old: b"\xef\xbb\xbf" + old,
}
"""Edits that make sense for every JSON member."""

ACCOUNT_EDITS = {
    "units as text": first(lambda one: one.update(units="608")),
    "units below zero": first(lambda one: one.update(units=-1)),
    "units true": first(lambda one: one.update(units=True)),
    "units as a float": first(lambda one: one.update(units=1.5)),
    "units as a list": first(lambda one: one.update(units=[608])),
    "no units": first(lambda one: one.pop("units") and None),
    "no accounts": record(lambda found: found.update(accounts=[])),
    "accounts an object": record(lambda found: found.update(accounts={})),
    "an account null": record(lambda found: found.update(accounts=[None])),
    "one account twice": record(
        lambda found: found["accounts"].append(found["accounts"][0])
    ),
    "one account less": record(lambda found: found["accounts"].pop() and None),
    "accounts in another order": record(lambda found: found["accounts"].reverse()),
    "method null": first(lambda one: one.update(method=None)),
    "method a number": first(lambda one: one["method"].update(id=7)),
    "method with a path": first(lambda one: one["method"].update(id="../../etc/1")),
    "digest null": first(lambda one: one["method"].update(digest=None)),
    "a field added": first(lambda one: one.update(bonus="1000")),
    "a field of the set added": record(lambda found: found.update(verified=True)),
    "a figure added": first(
        lambda one: one["figures"].append({**one["figures"][0], "name": "bonus"})
    ),
    "a figure twice": first(lambda one: one["figures"].append(one["figures"][0])),
    "no figures": first(lambda one: one.update(figures=[])),
    "figures null": first(lambda one: one.update(figures=None)),
    "a figure out of Arabic digits": first(
        lambda one: one["figures"][0].update(value="１.000000")
    ),
    "another title": first(lambda one: one["figures"][0]["title"].update(en="Gift")),
    "another mark": first(lambda one: one["figures"][0].update(mark="P")),
    "a condition less": first(lambda one: one["conditions"].pop() and None),
    "another setting": first(lambda one: one["settings"].update(depth="60")),
    "another version": record(lambda found: found.update(v="edaphon.account/99")),
    "another kind": record(lambda found: found.update(v="edaphon.plan/1")),
    "no version": record(lambda found: found.pop("v") and None),
    "vintages text": first(lambda one: one.update(vintages="2022")),
    "a vintage more": first(
        lambda one: one["vintages"].append({"year": "2099", "units": 0})
    ),
    "vintage year a number": first(lambda one: one["vintages"][0].update(year=2022)),
    "labels a list": first(lambda one: one.update(labels=[])),
    "evidence a list": record(lambda found: found.update(evidence=[])),
    "another period": record(lambda found: found["period"].update(end="2029-01-01")),
    "made up no more": record(lambda found: found["project"].update(synthetic=False)),
}

RUN_EDITS = {
    "no program": record(lambda found: found.pop("program") and None),
    "program a word": record(lambda found: found.update(program="edaphon")),
    "code a number": record(lambda found: found["program"].update(code=5)),
    "code malformed": record(lambda found: found["program"].update(code="sha256:zz")),
    "code of another": record(
        lambda found: found["program"].update(code="sha256:" + 64 * "0")
    ),
    "version null": record(lambda found: found["program"].update(version=None)),
    "another version": record(lambda found: found["program"].update(version="9")),
    "no time": record(lambda found: found.update(generated_at="")),
    "a time that is none": record(
        lambda found: found.update(generated_at="2026-13-40T00:00:00Z")
    ),
    "a time without offset": record(
        lambda found: found.update(generated_at="2026-05-04T01:30:00")
    ),
    "another time": record(
        lambda found: found.update(generated_at="2020-01-01T00:00:00Z")
    ),
    "rules unknown": record(
        lambda found: found.update(reading_rules="edaphon.reading/999")
    ),
    "rules malformed": record(lambda found: found.update(reading_rules="newest")),
    "rules endless": record(
        lambda found: found.update(reading_rules="edaphon.reading/" + 5000 * "9")
    ),
    "a field added": record(lambda found: found.update(witness="me")),
    "an older version": record(lambda found: found.update(v="edaphon.run/0")),
}

TRACE_EDITS = {
    "a step appended": lambda old: old + FORGED_STEP + b"\n",
    "a step appended without a last line feed": lambda old: old + FORGED_STEP,
    "a last line feed less": lambda old: old.rstrip(b"\n"),
    "a step in front": lambda old: FORGED_STEP + b"\n" + old,
    "empty": b"",
    "not text": b"\xff\xfe",
    "garbage": b"figures\n",
    "a list": lambda old: b"[]\n" + old,
    "deep": lambda old: old + b"[" * 50_000,
    "a line less": lambda old: b"".join(old.splitlines(keepends=True)[:-1]),
    "the first line less": lambda old: old.partition(b"\n")[2],
    "turned around": lambda old: b"\n".join(reversed(old.splitlines())) + b"\n",
    "a value more": line(-1, lambda one: one["values"].append(1.0)),
    "values text": line(-1, lambda one: one.update(values="608")),
    "values null": line(-1, lambda one: one.update(values=None)),
    "another value": line(-1, lambda one: one.update(values=[999999.0])),
    "infinite": lambda old: old + b'{"kind":"step","values":[1e999]}\n',
    "no name": line(-1, lambda one: one.pop("name") and None),
    "another name": line(-1, lambda one: one.update(name="bonus")),
    "no kind": line(-1, lambda one: one.pop("kind") and None),
    "another parent": line(0, lambda one: one.update(parents=[5])),
    "a label more": line(0, lambda one: one["labels"].append("X")),
    "another formula": line(-1, lambda one: one.update(formula="1 + 1")),
}

TEXT_EDITS = {"other words": b"Trust us.\n", "a line more": lambda old: old + b"x\n"}

CRATE_EDITS = {
    "another author": lambda old: old.replace(b"Organization", b"Person"),
    "another size": lambda old: old.replace(b'"contentSize": "', b'"contentSize": "9'),
    "a day later": lambda old: old.replace(b"2026-05-04", b"2026-05-05"),
}

EVIDENCE_EDITS = {
    "a file less": record(lambda found: found["files"].pop() and None),
    "other areas": record(
        lambda found: found["geography"].update(area_ha={"S1": "999"})
    ),
    "a field added": record(lambda found: found.update(audited=True)),
    "files null": record(lambda found: found.update(files=None)),
}

DATA_EDITS = {
    "empty": b"",
    "not text": b"\xff\xfe\x00\x01" * 50,
    "a list": b"- a\n- b\n",
    "deep": b"[" * 50_000,
    "an alias bomb": b"a: &a [x]\nb: &b [*a,*a]\nc: *b\n",
    "a cell raised": lambda old: old.replace(b"1.2", b"9.2"),
}

REMOVED = (
    ACCOUNT, TRACE, EVIDENCE, OBSERVATIONS, RUN, CODE, README, PYTHON, NUMERIC, SBOM,
    PROJECT, SOIL, PLAN, SEAL, HTML,
)  # fmt: skip

ADDED = (
    "data/extra.csv", "data/project.yml", "plan/other.yaml", "method/extra/pack.yaml",
    "env/extra.txt", "account/extra.json", "report/extra.html", "report/report.fr.html",
)  # fmt: skip


def all_edits():
    """Yield member, name of the edit, and the edit."""
    tables = {
        ACCOUNT: BROKEN | ACCOUNT_EDITS,
        RUN: BROKEN | RUN_EDITS,
        EVIDENCE: BROKEN | EVIDENCE_EDITS,
        TRACE: TRACE_EDITS,
        OBSERVATIONS: TEXT_EDITS | {"empty": b"", "not text": b"\xff"},
        CRATE: CRATE_EDITS,
        README: TEXT_EDITS,
        CODE: TEXT_EDITS | {"empty": b""},
        PYTHON: TEXT_EDITS,
        NUMERIC: TEXT_EDITS | {"deep": b"[" * 50_000},
        SBOM: TEXT_EDITS,
        LOCK: TEXT_EDITS,
        HTML: TEXT_EDITS,
        REPORT: TEXT_EDITS | {"{}": b"{}"},
        PROJECT: DATA_EDITS,
        SOIL: DATA_EDITS,
        PLAN: DATA_EDITS,
        SEAL: DATA_EDITS | {"{}": b"{}"},
    }
    for member, edits in tables.items():
        for name, edit in edits.items():
            yield pytest.param(member, edit, id=f"{member}: {name}")


NAMED = frozenset((PYTHON, NUMERIC, SBOM, LOCK, RUN))
"""Members that need not fail, as long as they are named as not compared."""


def check(found, member):
    """Check that an edit is told."""
    sentences = conclusion(found, ())
    if found.passed():
        assert member in NAMED
        assert member in [item.member for item in found.not_compared]
        assert any(
            one.startswith("Not compared") and member in one for one in sentences
        )
    else:
        assert not any("agrees" in one for one in sentences)
    for finding in found.findings:
        if finding.code:
            assert finding.text("en")
            assert finding.text("zh")


@pytest.fixture(autouse=True)
def once(computed_once):
    """Compute the same evidence once: most edits leave the raw files alone."""


@pytest.mark.parametrize(("member", "edit"), list(all_edits()))
def test_an_edited_member_is_told(member, edit, folder):
    path = folder / member
    before = path.read_bytes()
    path.write_bytes(bytes_of(edit)(before))
    if path.read_bytes() == before:
        pytest.skip("nothing to change here")

    check(verify(relisted(folder), reports=stand_in), member)


@pytest.mark.parametrize("member", REMOVED)
def test_a_removed_member_is_told(member, folder):
    (folder / member).unlink()

    check(verify(relisted(folder), reports=stand_in), member)


@pytest.mark.parametrize("member", ADDED)
def test_an_added_member_is_told(member, folder):
    (folder / member).parent.mkdir(exist_ok=True, parents=True)
    (folder / member).write_bytes(b"point,soc\n")

    found = verify(relisted(folder), reports=stand_in)

    assert found.failed
    (unknown,) = [item for item in found.comparisons if item.likeness == "unknown"]
    assert unknown.member == member
    codes = {item.code for item in found.findings if item.verdict == "failed"}
    evidence = member.startswith(("data/", "plan/"))
    assert ("DATA_UNNAMED" if evidence else "MEMBER_UNKNOWN") in codes


def of_method(folder):
    """Return the files that a bundle holds of its methods, but their source."""
    files = [path for path in (folder / "method").rglob("*") if path.is_file()]
    return sorted(path for path in files if "source" not in path.parts)


@pytest.mark.parametrize("what", ["edited", "removed"])
def test_a_file_of_the_method_is_told(what, folder):
    for path in of_method(folder):
        before = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        if what == "edited":
            path.write_bytes(before + b" ")
        else:
            path.unlink()
        found = verify(relisted(folder), reports=stand_in)
        path.write_bytes(before)

        assert found.failed, name
        wanted = "MEMBER_DIFFERS" if what == "edited" else "BUNDLE_LINK"
        assert wanted in {item.code for item in found.findings}, name


def test_every_file_of_the_source_of_a_method_is_told(folder):
    """All of them at once: each is named by its own finding."""
    files = sorted(set((folder / "method").rglob("*")) - set(of_method(folder)))
    names = {path.relative_to(folder).as_posix() for path in files if path.is_file()}
    for name in names:
        (folder / name).write_bytes((folder / name).read_bytes() + b" ")

    found = verify(relisted(folder), reports=stand_in)

    assert len(names) > 20
    told = {item.where.file for item in found.findings if item.verdict == "failed"}
    assert names <= told


def test_what_came_after_the_seal_is_named_and_does_not_count(folder):
    for member in ("statements/opinion.json", "log/a.tlog-proof"):
        (folder / member).parent.mkdir()
        (folder / member).write_bytes(b"{}")

    found = verify(folder, reports=stand_in)

    assert found.passed()
    named = [item.member for item in found.not_compared]
    assert named == ["env/run.json", "log/a.tlog-proof", "statements/opinion.json"]
    (told,) = [item for item in found.findings if item.code == "ADDED_LATER"]
    assert told.verdict == "note"
    assert "2 files under statements/ or log/" in told.text("en")
    assert "Take none of them for a verification" in told.text("en")
    assert "请勿将其视为核查结论" in told.text("zh")


@pytest.mark.parametrize(
    ("member", "edit"),
    [item for item in all_edits() if item.values[0] in {ACCOUNT, TRACE, OBSERVATIONS}],
)
def test_a_walk_in_an_edited_bundle_is_refused_or_shows_what_is_published(
    member, edit, folder
):
    path = folder / member
    path.write_bytes(bytes_of(edit)(path.read_bytes()))
    shown = []
    with open_bundle(relisted(folder)) as opened:
        try:
            trail = Trail(opened)
            shown = [trail.walk(name, "units") for name in trail.methods()]
            listed = [trail.figures(name) for name in trail.methods()]
        except EdaphonError as error:
            told = [item.text("zh") for item in error.problems]
        else:
            told = listed
    assert told
    for walk in shown:
        if not walk.figure:
            continue
        assert walk.root.values == [float(walk.figure.value)]
        assert walk.root.values != [999999.0]


TOLD = {
    "RECORD_NOT_CANONICAL": (ACCOUNT, BROKEN["spaces"]),
    "METHOD_TWICE": (ACCOUNT, ACCOUNT_EDITS["one account twice"]),
    "WORDS_DIFFER": (ACCOUNT, ACCOUNT_EDITS["another title"]),
    "MEMBER_MISSING": ("report/report.json", None),
}
"""Codes, and the smallest edit that each is told for."""


def removed_with_its_mention(folder, member):
    """Remove a member and what the crate says of it."""
    (folder / member).unlink()
    crate = json.loads((folder / CRATE).read_bytes())
    kept = [item for item in crate["@graph"] if item["@id"] != member]
    for item in kept:
        for key, value in item.items():
            if isinstance(value, list):
                item[key] = [one for one in value if one != {"@id": member}]
    (folder / CRATE).write_text(json.dumps({**crate, "@graph": kept}))


@pytest.mark.parametrize("code", TOLD)
def test_the_code_of_an_edit_says_what_to_do(code, folder):
    member, edit = TOLD[code]
    if edit is None:
        removed_with_its_mention(folder, member)
    else:
        (folder / member).write_bytes(edit((folder / member).read_bytes()))

    found = verify(relisted(folder), reports=stand_in)

    told = [item for item in found.findings if item.code == code]
    assert told, sorted({item.code for item in found.findings})
    assert found.failed
    assert {item.text(language) for item in told for language in ("en", "zh")}
