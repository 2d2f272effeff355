"""The vectors beside the specifications say what the program does."""

import hashlib
import json
from pathlib import Path

import pytest

from edaphon.bundle.manifest import manifest_of
from edaphon.bundle.member_names import stored_names
from edaphon.bundle.packing import content
from edaphon.kernel.canonical import decimal_of, dumps, loads
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.signatures import encoding

SPEC = Path(__file__).resolve().parents[2] / "docs" / "spec"
CANONICAL = json.loads((SPEC / "vectors/canonical-json.json").read_text("utf-8"))
BUNDLE = json.loads((SPEC / "vectors/bundle.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CANONICAL["accepted"])
def test_records_have_the_canonical_form_and_digest_of_the_vectors(case):
    assert dumps(case["record"]).decode() == case["canonical"]
    assert digest(case["canonical"].encode()) == case["digest"]


@pytest.mark.parametrize("case", CANONICAL["refused"])
def test_texts_are_refused_as_the_vectors_say(case):
    with pytest.raises(EdaphonError) as caught:
        loads(case["text"].encode(), allow_floats=False)

    (problem,) = caught.value.problems
    assert (problem.code, problem.where.path) == (case["code"], case["path"])


def test_decimal_text_is_judged_as_the_vectors_say():
    for text in CANONICAL["decimal_text"]["accepted"]:
        assert str(decimal_of(text)) == text
    for text in CANONICAL["decimal_text"]["refused"]:
        with pytest.raises(EdaphonError):
            decimal_of(text)


def test_the_manifest_of_the_vectors_is_written():
    case = BUNDLE["manifest"]
    contents = {name: content(text.encode()) for name, text in case["files"].items()}

    assert manifest_of(contents).decode() == case["text"]
    assert digest(case["text"].encode()) == case["id"]


def test_the_signed_bytes_are_those_of_the_vectors():
    case = BUNDLE["signed_bytes"]
    signed = encoding(case["body"].encode(), case["type"])

    assert signed.decode() == case["text"]
    assert hashlib.sha256(signed).hexdigest() == case["sha256"]


def test_files_are_stored_under_the_names_of_the_vectors():
    assert stored_names(BUNDLE["stored_names"]) == BUNDLE["stored_names"]


def test_worked_examples_stand_in_the_pages():
    page = (SPEC / "canonical-json.md").read_text("utf-8")
    assert CANONICAL["accepted"][0]["canonical"] in page
    assert CANONICAL["accepted"][0]["digest"] in page
    page = (SPEC / "bundle.md").read_text("utf-8")
    assert BUNDLE["manifest"]["text"] in page
    assert BUNDLE["manifest"]["id"] in page
