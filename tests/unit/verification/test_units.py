"""Parts of an account add up to its units, as far as its method says they do."""

from types import SimpleNamespace

import pytest

from edaphon.verification.steps.recomputing import LABELS, VINTAGES, _summed


def account(digest="one", *, units=3, labels=(1, 2), vintages=(1, 2)):
    """Return an account of an edition, with units by label and by year."""
    return SimpleNamespace(
        method=SimpleNamespace(id="house.test/1.0", digest=digest),
        units=units,
        labels={f"label {place}": count for place, count in enumerate(labels)},
        vintages=[SimpleNamespace(units=count) for count in vintages],
    )


@pytest.mark.parametrize(
    ("stated", "made", "wrong"),
    [
        (account(), account(), []),
        (account(vintages=(1, 1)), account(), [VINTAGES]),
        (account(labels=(1, 1)), account(), [LABELS]),
        (account(labels=(1, 1)), account(labels=(3, 2)), []),
        (account("other", labels=(1, 1)), account(), []),
        (account("other", vintages=(1, 1)), account(), [VINTAGES]),
    ],
)
def test_labels_add_up_under_the_same_edition_that_shares_units_out(
    stated, made, wrong
):
    """Under another edition nobody knows whether labels overlap."""
    found = list(_summed(stated, made))

    assert [facts["parts"] for *_, facts in found] == wrong
    assert {item[:2] for item in found} <= {("failed", "UNITS_SUM")}
