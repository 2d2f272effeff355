"""A report is made from records: those in memory and those of a bundle are the same."""

import json

import pytest

from edaphon.bundle.sealed import open_bundle
from edaphon.kernel.canonical import dumps
from edaphon.kernel.errors import EdaphonError
from edaphon.reporting import source_from_members, source_of_bundle
from edaphon.reporting.quantities import chosen_equations
from edaphon.schemas.models.account import Text
from edaphon.schemas.models.description import Equation
from edaphon.service.publication import publish
from tests.synthetic_bundle import NOW
from tests.synthetic_project import SyntheticProject
from tests.unit.reporting.cases import told_by


def test_a_stranger_makes_the_same_content_from_the_bundle(tmp_path):
    folder = SyntheticProject().write(tmp_path)
    done = publish(folder, clock=lambda: NOW)
    (report,) = [path for path in done.reports if path.suffix == ".json"]

    with open_bundle(done.bundle) as bundle:
        again = told_by(source_of_bundle(bundle))
        assert bundle.read("report/report.json") == report.read_bytes()

    assert dumps(again) == report.read_bytes()


def test_a_bundle_without_reports_is_valid_and_makes_them_later(tmp_path):
    folder = SyntheticProject().write(tmp_path)
    done = publish(folder, clock=lambda: NOW, with_reports=False)

    with open_bundle(done.bundle) as bundle:
        assert [name for name in bundle.names if name.startswith("report/")] == []
        assert told_by(source_of_bundle(bundle))["methods"]
    assert done.reports == ()
    assert list((folder / "out/synthetic").iterdir()) == []


def equation(name, **when):
    return Equation(
        name=name, number="1", symbol="", title=Text(en="", zh=""), unit="1",
        over="account", when=when, formula="", source="", mark="D", arguments=[],
    )  # fmt: skip


def test_closest_variant_of_an_equation_is_told():
    general = equation("stock")
    near = equation("stock", mass="whole")
    nearer = equation("stock", mass="whole", design="paired")
    settings = {"mass": "whole", "design": "paired"}

    assert chosen_equations([nearer, general, near], settings) == {"stock": nearer}
    assert chosen_equations([general, near], {"mass": "mineral"}) == {"stock": general}
    assert chosen_equations([near], {"mass": "mineral"}) == {}


@pytest.mark.parametrize(
    ("member", "change", "code"),
    [
        ("account/account.json", {"v": "edaphon.account/1"}, "RECORD_VERSION"),
        ("account/account.json", {"accounts": 1}, "RECORD_FORM"),
        ("account/evidence.json", {"plan": None}, "RECORD_FORM"),
        ("method/edaphon.mcs-1.1/description.json", {"names": []}, "RECORD_FORM"),
    ],
)
def test_a_record_without_its_form_is_refused_by_name(tmp_path, member, change, code):
    folder = SyntheticProject().write(tmp_path)
    with open_bundle(
        publish(folder, clock=lambda: NOW, with_reports=False).bundle
    ) as b:
        members = {name: b.read(name) for name in b.names}
    members[member] = dumps(json.loads(members[member]) | change)

    with pytest.raises(EdaphonError) as refusal:
        source_from_members(members)

    assert {item.code for item in refusal.value.problems} == {code}
    assert refusal.value.problems[0].where.file == member
