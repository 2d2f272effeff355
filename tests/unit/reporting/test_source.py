"""A report is made from records: those in memory and those of a bundle are the same."""

from edaphon.bundle.sealed import open_bundle
from edaphon.kernel.canonical import dumps
from edaphon.reporting.content import content_record
from edaphon.reporting.quantities import chosen_equations
from edaphon.reporting.source import source_of_bundle
from edaphon.service.publication import publish
from tests.synthetic_bundle import NOW
from tests.synthetic_project import SyntheticProject


def test_a_stranger_makes_the_same_content_from_the_bundle(tmp_path):
    folder = SyntheticProject().write(tmp_path)
    done = publish(folder, clock=lambda: NOW)
    (report,) = [path for path in done.reports if path.suffix == ".json"]

    with open_bundle(done.bundle) as bundle:
        again = content_record(source_of_bundle(bundle))
        assert bundle.read("report/report.json") == report.read_bytes()

    assert dumps(again) == report.read_bytes()


def test_a_bundle_without_reports_is_valid_and_makes_them_later(tmp_path):
    folder = SyntheticProject().write(tmp_path)
    done = publish(folder, clock=lambda: NOW, with_reports=False)

    with open_bundle(done.bundle) as bundle:
        assert [name for name in bundle.names if name.startswith("report/")] == []
        assert content_record(source_of_bundle(bundle))["methods"]
    assert done.reports == ()
    assert list((folder / "out/synthetic").iterdir()) == []


def equation(name, **when):
    return {"name": name, "when": when}


def test_closest_variant_of_an_equation_is_told():
    general = equation("stock")
    near = equation("stock", mass="whole")
    nearer = equation("stock", mass="whole", design="paired")
    settings = {"mass": "whole", "design": "paired"}

    assert chosen_equations([nearer, general, near], settings) == {"stock": nearer}
    assert chosen_equations([general, near], {"mass": "mineral"}) == {"stock": general}
    assert chosen_equations([near], {"mass": "mineral"}) == {}
