"""The identity of a method: what moves it, and what does not."""

import json
import re
import shutil
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from edaphon.kernel import canonical
from edaphon.kernel.digests import digest
from edaphon.methods.engine import pack_files, pack_record
from edaphon.methods.engine.condition import condition
from edaphon.methods.engine.pack import BUILT_IN, load_pack, pack
from edaphon.methods.shared.comparability import IGNITION
from edaphon.schemas.forms import schema
from tests.unit.methods.strangers import copy_of, forget

MCS, VM = "edaphon.mcs/1.1", "verra.vm0042/2.2"
PACKS = (MCS, VM)
BUFFER = "parameters/least_buffer.yaml"

both_packs = pytest.mark.parametrize("pack_id", PACKS)


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """Return a function: pack and edits by pattern in, digest of the copy out."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def identity(pack_id: str, *edits: tuple[str, str, str]) -> str:
        folder = copy_of(pack_id, tmp_path, "copied_pack")
        for name, old, new in edits:
            text = (folder / name).read_bytes().decode()
            edited, count = re.subn(old, new, text, flags=re.MULTILINE)
            assert count, (name, old)
            (folder / name).write_bytes(edited.encode())
        forget("copied_pack")
        return load_pack(pack_id, "copied_pack").digest

    yield identity
    forget("copied_pack")


@pytest.fixture
def shared_editor(tmp_path, monkeypatch):
    """Return a function: pack and an edit of a shared file in, digest out."""
    folder = tmp_path / "shared"
    shutil.copytree(str(pack_files.SHARED), folder)

    def identity(pack_id: str, name: str, old: str, new: str) -> str:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), "utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(pack_files, "SHARED", folder)
            return load_pack(pack_id, BUILT_IN[pack_id]).digest

    return identity


@both_packs
def test_the_digest_is_that_of_the_canonical_record(pack_id):
    found = pack(pack_id)

    assert found.digest == digest(found.record)
    assert canonical.dumps(json.loads(found.record)) == found.record


@both_packs
def test_the_record_holds_every_equation_condition_and_parameter(pack_id):
    found, record = pack(pack_id), json.loads(pack(pack_id).record)

    assert record["v"] == "edaphon.method/1"
    assert record["id"] == pack_id
    assert len(record["equations"]) == len(found.equations)
    assert all(item["formula"] for item in record["equations"])
    assert [item["id"] for item in record["conditions"]] == [
        item.id for item in found.conditions
    ]
    assert set(record["parameters"]) == set(found.parameters)


@both_packs
def test_the_record_has_its_published_form(pack_id):
    record = json.loads(pack(pack_id).record)
    validator = Draft202012Validator(schema("method"))

    assert list(validator.iter_errors(record)) == []
    for name in record:
        without = {key: value for key, value in record.items() if key != name}
        assert not validator.is_valid(without), name


def test_the_record_of_one_equation_is_written_out():
    record = json.loads(pack(MCS).record)
    found = next(item for item in record["equations"] if item["name"] == "buffer_share")

    assert found == {
        "name": "buffer_share",
        "number": "10a",
        "clause": "edaphon.mcs/1.1 §3 eq. 10",
        "when": {},
        "over": "account",
        "unit": "1",
        "formula": [
            ["symbol", "b", "", ""], ["sign", "=", ""], ["symbol", "max", "", ""],
            ["fence", "(", [
                ["symbol", "b", "min", ""], ["sign", ",", ""], ["symbol", "r", "", ""],
            ], ")", ""],
        ],
        "arguments": [
            {"name": "non_permanence_rating", "take": "non_permanence_rating",
             "unit": "1", "many": False, "where": {}, "may_be_empty": False,
             "may_be_missing": False, "per": ""},
            {"name": "least", "parameter": "least_buffer", "unit": "1", "by": ""},
        ],
        "class": "T",
        "decimals": 6,
        "rounding": "up",
    }  # fmt: skip


def test_the_record_of_one_parameter_is_written_out():
    assert json.loads(pack(VM).record)["parameters"]["stone_density"] == {
        "unit": "g/cm3",
        "may_be_replaced": False,
        "values": [
            {"from": "2017-02-17", "value": "2.6", "low": None, "high": None,
             "reference": "poeplau-2017",
             "locator": "Section 2, density of rock fragments"},
        ],
    }  # fmt: skip


@both_packs
def test_comments_marks_titles_and_words_are_outside(pack_id, editor):
    first = pack(pack_id).conditions[0]
    module = {MCS: "scope.py", VM: "applicability.py"}[pack_id]

    assert (
        editor(
            pack_id,
            ("units.py", "import math\n", "import math  # a comment\n"),
            ("units.py", 'title=\\("', 'title=("Otherwise: '),
            (module, f'title=\\("{first.title["en"]}', 'title=("Otherwise'),
            (module, f'mark="{first.mark}"', 'mark="M"'),
            (BUFFER, "en: ", "en: Other "),
            (BUFFER, "mark: .", "mark: M"),
            ("pack.yaml", "^  zh: ", "  zh: 另"),
            ("pack.yaml", "status: released", "status: draft"),
            ("pack.yaml", "rule: {en: ", "rule: {en: Other "),
        )
        == pack(pack_id).digest
    )


@both_packs
def test_line_ends_of_the_checkout_are_outside(pack_id, editor):
    assert editor(pack_id, ("pack.yaml", "\n", "\r\n")) == pack(pack_id).digest


@both_packs
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (BUFFER, 'value: "0.', 'value: "0.9'),
        (BUFFER, 'unit: "1"', 'unit: "%"'),
        (BUFFER, "reference: [^,]+", "reference: ipcc-2019-v4"),
        (BUFFER, "locator: [^,]+", "locator: elsewhere"),
        ("pack.yaml", "reference_date: .*", "reference_date: 2026-11-01"),
        ("pack.yaml", "edition: .*", "edition: other"),
        ("pack.yaml", "interpolation: (natural|hyman)", "interpolation: linear"),
        ("pack.yaml", 'absolute: "1e-9"', 'absolute: "1e-8"'),
        ("pack.yaml", "freedom: [^,]+", "freedom: other"),
        ("pack.yaml", "parameter: [^,]+", "parameter: least_buffer"),
        ("pack.yaml", "from: gross_effect", "from: units"),
        ("pack.yaml", "supporting:\n", "supporting:\n  - units\n"),
        ("pack.yaml", "scenarios: .cropland, ", "scenarios: ["),
        ("units.py", "unit=TONNES", 'unit="kg{CO2e}"'),
        ("units.py", 'rounding="down"', 'rounding="up"'),
        ("units.py", 'replay="E"', 'replay="T"'),
        ("units.py", "decimals=0", "decimals=1"),
        ("units.py", 'over="vintage"', 'over="account"'),
        ("units.py", 'formula="', 'formula="2 · '),
        ("units.py", 'number="', 'number="9'),
        ("units.py", 'source=f?"', 'source=f"other '),
        ("units.py", 'parameter."least_buffer"', 'parameter("frac_gasf"'),
    ],
)
def test_what_can_move_a_figure_is_inside(pack_id, name, old, new, editor):
    assert editor(pack_id, (name, old, new)) != pack(pack_id).digest


@both_packs
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("stone_density", '"2.6"', '"2.7"'),
        ("som_per_soc_reported", '"1.724"', '"1.8"'),
        ("som_per_soc_mineral", '"1.9"', '"2.0"'),
        ("co2_per_carbon", "44/12", "11/3"),
        ("fuel_factor", "may_be_replaced: true\n", ""),
        ("frac_gasf", 'high: "0.33"', 'high: "0.34"'),
    ],
)
def test_a_shared_constant_is_inside(pack_id, name, old, new, shared_editor):
    file = f"parameters/{name}.yaml"

    assert shared_editor(pack_id, file, old, new) != pack(pack_id).digest


@both_packs
def test_a_shared_mark_is_outside(pack_id, shared_editor):
    edit = ("parameters/stone_density.yaml", "mark: S", "mark: P")

    assert shared_editor(pack_id, *edit) == pack(pack_id).digest


@both_packs
def test_an_edge_and_a_variant_are_inside(pack_id):
    method = pack(pack_id)
    first = next(item for item in method.equations if item.name == "vintage_units")
    edge, *rest = first.arguments

    def edged(**changes):
        moved = replace(edge, origin=replace(edge.origin, **changes))
        return first.under(arguments=(moved, *rest))

    changed = (
        edged(name="other"),
        edged(unit="kg{CO2e}"),
        edged(may_be_missing=True),
        edged(may_be_empty=True),
        edged(where=(("role", "project"),)),
        first.under(when=(("design", "paired"),)),
        first.under(arguments=tuple(rest)),
    )
    others = tuple(item for item in method.equations if item is not first)
    digests = {replace(method, equations=(*others, item)).digest for item in changed}

    assert len({method.digest, *digests}) == 1 + len(changed)


@both_packs
def test_the_order_of_declarations_is_outside(pack_id):
    method = pack(pack_id)
    turned = replace(method, equations=method.equations[::-1])

    assert turned.digest == method.digest


@both_packs
def test_a_condition_and_its_consequence_are_inside(pack_id):
    method = pack(pack_id)
    first, *others = method.conditions
    softer = replace(method, conditions=(first.under(consequence="note"), *others))
    fewer = replace(method, conditions=tuple(others))

    assert len({method.digest, softer.digest, fewer.digest}) == 3


def test_an_older_value_of_a_parameter_is_inside():
    method = pack(MCS)
    dated = method.history["least_buffer"]
    older = replace(dated[0], since="2001-01-01", value="0.1")
    history = {**method.history, "least_buffer": (older, *dated)}

    assert replace(method, history=history).digest != method.digest


@both_packs
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"^  eligible: \[A, B, C\]$", "  eligible: [A, B]"),
        (r"^  labelled: \[A, B\]$", "  labelled: [A]"),
        (r"^  strain_specific: \[strain_marker, ", "  strain_specific: ["),
        (r"^  mechanism: \[necromass_carbon, ", "  mechanism: ["),
        (r"^  durability: \[maoc\]$", "  durability: []"),
    ],
)
def test_what_microbial_evidence_decides_is_part_of_the_method(
    pack_id, old, new, editor
):
    assert editor(pack_id, ("pack.yaml", old, new)) != pack(pack_id).digest


@both_packs
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("microbial_draws", '"4000"', '"5000"'),
        ("microbial_confidence", '"0.90"', '"0.95"'),
        ("necromass_spread", '"2"', '"3"'),
        ("biomass_spread", '"1.3"', '"1.4"'),
        ("least_microbial_values", '"2"', '"3"'),
        ("microbial_significance", '"0.05"', '"0.10"'),
        ("establishment_days", '"30"', '"20"'),
        ("necromass_factor", '"45"', '"31.3"'),
        ("necromass_factor", '"9"', '"10.8"'),
    ],
)
def test_a_limit_of_microbial_evidence_is_part_of_the_method(
    pack_id, name, old, new, shared_editor
):
    file = f"parameters/{name}.yaml"

    assert shared_editor(pack_id, file, old, new) != pack(pack_id).digest


@pytest.mark.parametrize(("method", "name"), [(MCS, "C3a"), (VM, "8.2.1-season")])
def test_the_words_that_decide_a_condition_are_in_the_record(method, name):
    record = json.loads(pack(method).record)

    (found,) = [item for item in record["conditions"] if item["id"] == name]

    assert found["patterns"] == {"ignition": IGNITION.pattern}
    assert all("patterns" not in item for item in record["conditions"] if item != found)


def test_another_pattern_is_another_method():
    def of(pattern):
        @condition(
            id="C", source="§1", mark="D", title=("t", "题"),
            patterns={"word": pattern} if pattern else None,
        )  # fmt: skip
        def rule(facts, figures):
            """Nothing."""

        return pack_record._condition(rule)

    assert of("a") != of("b")
    assert "patterns" not in of("")
