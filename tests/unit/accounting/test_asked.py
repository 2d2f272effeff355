"""What an account still asks for: nothing that the project says there is none of."""

from edaphon.accounting.account import accounts
from edaphon.accounting.where_given import place_of, still_asked
from edaphon.cli.check import checked
from edaphon.planning.basis import read_basis
from edaphon.planning.design import design_of
from edaphon.planning.simulated import Simulated
from tests.planned_project import expectations, written
from tests.synthetic_documents import ACTIVITY, METHODS
from tests.synthetic_project import SyntheticProject


def test_without_any_record_only_what_is_not_denied_is_asked_for(tmp_path):
    expected = expectations()
    del expected["activity"]
    basis = read_basis(written(tmp_path, expected))
    one = Simulated(basis=basis, design=design_of(basis), gains=basis.gains)
    denied = basis.project.get("sources_absent")
    assert {"lime", "livestock", "organic_nitrogen", "residue_burning"} <= set(denied)

    for account in accounts(one.evidence(0), METHODS):
        assert set(account.asked) == {"fuel_consumption", "synthetic_n"}
        assert {"limestone_applied", "enteric_factor", "nfix_n_content"} <= set(
            account.lacking[str(account.pack.document["summary"]["units"])]
        )


def test_check_asks_for_no_source_that_is_denied(tmp_path):
    made = SyntheticProject()
    made.tables[ACTIVITY] = [
        row for row in made.tables[ACTIVITY] if row["item"] == "diesel_used"
    ]
    del made.document["sources_absent"]["lime"]

    told = [
        one.found("en")
        for one in checked(made.write(tmp_path), quiet=True).problems
        if one.code == "UNITS_UNKNOWN"
    ]

    assert told
    assert all("sources_absent.livestock" not in one for one in told)


def test_an_organic_fertiliser_that_is_named_is_asked_for_although_denied(tmp_path):
    """A denial alone does not do where practice or product name the material."""
    evidence = SyntheticProject().evidence(tmp_path)

    assert still_asked(evidence, ["import_project"]) == ("import_project",)


def test_a_factor_of_animals_says_where_it_is_given():
    assert place_of("enteric_factor")["en"] == "factors.enteric_factor.…"
    assert (
        "livestock_heads_… or sources_absent.livestock" in (place_of("livestock")["en"])
    )
    assert "sources_absent.amendments" in place_of("import")["zh"]
    assert place_of("nfix_n_content")["en"] == "a table with nfix_n_content"
