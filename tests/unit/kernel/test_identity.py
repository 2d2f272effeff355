"""One grammar of identities: what is written is read back, and nothing else is."""

import re
from importlib import resources

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.identity import (
    PackId,
    UnitBlock,
    account_id,
    bundle_id,
    is_pack_name,
    parse_block,
    parse_digest,
    parse_pack,
    parse_project,
)
from edaphon.methods import pack

ZEROS = "sha256:" + 64 * "0"
LARGEST = 2**53 - 1
NAMES = st.text(
    st.characters(exclude_characters="/\\@", exclude_categories=("Z", "C")),
    min_size=1,
    max_size=64,
)

BLOCKS = st.builds(
    lambda ends, **parts: UnitBlock(first=min(ends), last=max(ends), **parts),
    ends=st.tuples(st.integers(1, LARGEST), st.integers(1, LARGEST)),
    registry=st.from_regex(r"[A-Z0-9]{1,12}", fullmatch=True),
    country=st.from_regex(r"[A-Z]{2}", fullmatch=True),
    project=NAMES | st.from_regex(r"[a-z]{1,5}-[0-9]{4}-[1-9]", fullmatch=True),
    vintage=st.integers(0, 9999),
    batch=st.integers(1, LARGEST),
)


@settings(deadline=None)
@given(BLOCKS)
def test_a_block_is_read_back_from_its_serial(block):
    assert parse_block(str(block)) == block


@settings(deadline=None)
@given(NAMES)
def test_a_project_is_its_name(name):
    assert parse_project(name) == name


def test_a_pack_is_read_back():
    pack = PackId(name="verra.vm0042/2.2", digest=ZEROS)

    assert str(pack) == f"verra.vm0042/2.2@{ZEROS}"
    assert parse_pack(str(pack)) == pack


def test_bundle_and_account_are_called_by_their_bytes():
    empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    assert bundle_id(b"") == account_id(b"") == parse_digest(empty)


def test_a_block_counts_both_ends():
    assert parse_block("EDA1-R1-CN-huang-huai-2022-1-5-5").size == 1
    assert parse_block("EDA1-R1-CN-a-2022-1-1-203").size == 203


@pytest.mark.parametrize(
    "text",
    [
        "", "EDA1", "EDA2-R1-CN-a-2022-1-1-2", "EDA1-R1-CN-a-2022-1-2-1",
        "EDA1-R1-CN-a-2022-1-0-1", "EDA1-R1-CN-a-2022-01-1-2",
        "EDA1-R1-cn-a-2022-1-1-2",
        "EDA1-R1-CN--2022-1-1", "EDA1-R1-CN-a b-2022-1-1-2", "EDA1-R1-CN-a-22-1-1-2",
        f"EDA1-R1-CN-a-2022-1-1-{LARGEST + 1}", "EDA1-R1-CN-a-2022-1-1-2\n",
        "EDA1-R1-CN-a-2022-1-1-²",
    ],
)  # fmt: skip
def test_another_serial_is_told(text):
    with pytest.raises(EdaphonError) as refusal:
        parse_block(text)

    (problem,) = refusal.value.problems
    assert problem.code == "IDENTITY_FORM"
    assert "EDA1-R1-CN" in problem.needed("en")
    assert "EDA1-R1-CN" in problem.needed("zh")


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parse_project, ""), (parse_project, "a b"), (parse_project, "a/b"),
        (parse_project, 65 * "a"), (parse_project, "a@b"), (parse_project, "a\n"),
        (parse_digest, ZEROS.upper()), (parse_digest, ZEROS + "0"),
        (parse_digest, ZEROS + "\n"), (parse_pack, "edaphon.mcs/1.1"),
        (parse_pack, f"edaphon.mcs@{ZEROS}"), (parse_pack, f"edaphon.mcs/1.1@{ZEROS}0"),
    ],
)  # fmt: skip
def test_another_text_is_no_identity(parse, text):
    with pytest.raises(EdaphonError) as refusal:
        parse(text)

    assert refusal.value.problems[0].code == "IDENTITY_FORM"


def test_the_longest_project_is_one():
    assert parse_project(64 * "a")


@pytest.mark.parametrize("name", ["edaphon.mcs/1", "a/1.2.3.4"])
def test_a_pack_has_a_name_and_a_version(name):
    assert is_pack_name(name)


@pytest.mark.parametrize("name", ["a", "a/", "a/1.2.3.4.5", "A/1", "a/1\n", "a/x"])
def test_another_text_names_no_pack(name):
    assert not is_pack_name(name)


def test_the_published_form_of_a_pack_asks_for_the_same_name():
    schema = resources.files("edaphon.schemas").joinpath("pack/1/schema.yaml")
    pattern = yaml.safe_load(schema.read_text("utf-8"))["properties"]["id"]["pattern"]

    for name, is_one in (("edaphon.mcs/1.1", True), ("edaphon.mcs/1.1b", False),
                         ("Edaphon/1", False), ("a_b/1.2.3.4", True),
                         ("a/1.2.3.4.5", False)):  # fmt: skip
        assert is_pack_name(name) == is_one == bool(re.search(pattern, name))


def test_an_installed_pack_is_written_as_one_identity():
    found = pack("edaphon.mcs/1.1").identity

    assert parse_pack(str(found)) == found
