"""Two records are compared value by value, each within the tolerance of its method."""

import json
from dataclasses import replace

import pytest

from edaphon.methods import accountable
from edaphon.verification.comparing import (
    EXACT,
    MOST_PLACES,
    Tolerance,
    compared,
    differences,
    is_word,
)
from tests.synthetic_documents import METHODS

WIDE = Tolerance(relative=0.25, absolute=0.5)
METHOD = "house.test/1.0"


def likeness(before, after, member="account/account.json"):
    """Return how two documents compare under the wide tolerance."""
    texts = (
        ("\n".join(map(json.dumps, one)) if member.endswith("l") else json.dumps(one))
        for one in (before, after)
    )
    found = compared(member, *(text.encode() for text in texts), {METHOD: WIDE})
    return found.likeness, found.places


def account(**changes):
    """Return a record with one account of the method."""
    held = {"method": {"id": METHOD}, "figures": {"a": "4.0"}, "units": 7, "title": "t"}
    return {"v": 1, "years": "4.0", "accounts": [held | changes]}


@pytest.mark.parametrize(
    ("stated", "found", "holds"),
    [
        (4.0, 5.0, True),
        (4.0, 5.001, False),
        (4.0, 2.999, False),
        (-4.0, -5.0, True),
        (-4.0, -5.001, False),
        (1.0, 1.5, True),
        (1.0, 1.501, False),
        (0.0, -0.5, True),
        (0.0, -0.501, False),
    ],
)
def test_a_tolerance_holds_up_to_the_larger_of_its_two_edges(stated, found, holds):
    assert WIDE.holds(stated, found) is holds


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("found", "same"), [("1000.0000009", True), ("1000.000002", False)]
)
def test_our_methods_allow_one_part_in_a_thousand_million(method, found, same):
    stated = accountable(method).document["tolerance"]
    own = Tolerance(**{name: float(value) for name, value in stated.items()})

    assert (list(differences("1000.0", found, own)) == []) is same


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("found", "same"), [("0.0000000009", True), ("0.0000000011", False)]
)
def test_our_methods_allow_as_little_about_zero(method, found, same):
    stated = accountable(method).document["tolerance"]
    own = Tolerance(**{name: float(value) for name, value in stated.items()})

    assert (list(differences("0.0", found, own)) == []) is same


def test_a_value_of_an_account_has_the_tolerance_of_its_method():
    assert likeness(account(), account(figures={"a": "5.0"})) == (
        "within_tolerance",
        (),
    )
    assert likeness(account(), account(figures={"a": "5.1"})) == (
        "different",
        ("/accounts/0/figures/a",),
    )


def test_what_stands_outside_of_all_accounts_is_compared_exactly():
    other = account() | {"years": "4.1"}

    assert likeness(account(), other) == ("different", ("/years",))


def test_an_account_of_an_unknown_method_is_compared_exactly():
    before, after = (
        account(method={"id": "else/1.0"}, figures={"a": text})
        for text in ("4.0", "4.1")
    )

    assert likeness(before, after) == ("different", ("/accounts/0/figures/a",))


def test_a_record_of_one_method_has_the_tolerance_of_that_method():
    before, near, far = ({"method": METHOD, "a": text} for text in ("4.0", "5.0", "6"))

    assert likeness(before, near)[0] == "within_tolerance"
    assert likeness(before, far)[0] == "different"


def test_one_account_more_is_a_difference():
    more = account()
    more["accounts"] = more["accounts"] * 2

    assert likeness(account(), more) == ("different", ("/accounts/1",))
    assert likeness(more, account()) == ("different", ("/accounts/1",))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"units": 8}, "counts_differ"),
        ({"labels": {"removals": 3}}, "different"),
        ({"title": "other"}, "words_differ"),
        ({"title": "other", "units": 8}, "counts_differ"),
        ({"units": 8, "status": "refused"}, "different"),
    ],
)
def test_units_and_words_are_told_apart_from_figures(change, kind):
    assert likeness(account(), account(**change))[0] == kind


def test_a_whole_number_is_never_tolerated():
    assert list(differences({"n": 4}, {"n": 5}, WIDE)) == ["/n"]
    assert list(differences("4", "5", WIDE)) == ["/"]
    assert list(differences(4.0, 5.0, WIDE)) == []
    assert list(differences(4, 4.0, WIDE)) == ["/"]
    assert list(differences(4.0, "4.0", WIDE)) == ["/"]
    assert list(differences(True, 1, WIDE)) == ["/"]


def test_equal_numbers_in_other_digits_are_the_same_text_or_not():
    """The same program writes the same digits; another may write them otherwise."""
    loose = replace(WIDE, same_text=False)

    assert list(differences("4.0", "4.00", EXACT)) == ["/"]
    assert list(differences("4.0", "4.00", WIDE)) == ["/"]
    assert list(differences("4.0", "4.00", loose)) == []
    assert list(differences("4.0", "4.0", WIDE)) == []


def test_an_exact_figure_knows_no_tolerance():
    before, near = ({"class": "E", "value": text} for text in ("4.0", "4.1"))

    assert list(differences(before, near, WIDE)) == ["/value"]
    assert (
        list(differences({**before, "class": "T"}, {**near, "class": "T"}, WIDE)) == []
    )


def test_text_with_a_point_that_is_no_number_is_compared_as_text():
    assert list(differences("1.2.3", "1.2.4", WIDE)) == ["/"]
    assert list(differences("1.2.3", "1.2.3", EXACT)) == []
    assert list(differences("1.2.3", "1.2", WIDE)) == ["/"]


def test_what_changes_its_kind_is_told():
    assert list(differences([1], {"a": 1}, EXACT)) == ["/"]
    assert list(differences("12", ["1", "2"], EXACT)) == ["/"]
    assert list(differences(["1"], "1", EXACT)) == ["/"]
    assert likeness(account() | {"accounts": {}}, account()) == (
        "different",
        ("/accounts",),
    )
    assert likeness(account(), {"v": 1, "years": "4.0"})[1] == ("/accounts",)


def test_a_list_of_another_length_is_told_once():
    assert list(differences({"a": [1, 2]}, {"a": [1, 2, 3]}, EXACT)) == ["/a"]
    assert list(differences({"a": [1, 2]}, {"a": [1, 3]}, EXACT)) == ["/a/1"]


def test_a_field_that_one_side_lacks_is_told():
    assert list(differences({"a": 1}, {}, EXACT)) == ["/a"]
    assert list(differences({}, {"a": None}, EXACT)) == ["/a"]


def test_places_of_a_trace_begin_with_the_number_of_their_line():
    before, after = [{"a": 1}, {"a": 2}], [{"a": 1}, {"a": 3}]

    assert likeness(before, after, "trace.jsonl") == ("different", ("2:/a",))
    assert likeness(before, before[:1], "trace.jsonl") == ("different", ("2:/",))
    assert likeness([1.0], [1.1], "trace.jsonl") == ("different", ("1:/",))


def test_figures_are_named_first_words_last_and_no_more_than_ten():
    names = [f"n{number:02}" for number in range(MOST_PLACES)]
    before = dict.fromkeys(names, 1) | {"a": {"figures": {"x": 1}}, "title": "t"}
    after = dict.fromkeys(names, 2) | {"a": {"figures": {"x": 2}}, "title": "u"}

    _, places = likeness(before, after)

    assert places == ("/a/figures/x", *(f"/{name}" for name in names[:9]))
    assert len(places) == 10


def test_a_path_leads_to_words_when_a_field_of_it_holds_words():
    assert is_word("/accounts/0/title/en")
    assert not is_word("/accounts/0/units")


@pytest.mark.parametrize("member", ["README.txt", "data/a.csv"])
def test_a_member_that_is_no_record_is_the_same_or_different(member):
    assert compared(member, b"1.0", b"1.0 ", {}).likeness == "different"


def test_a_member_that_cannot_be_read_is_different():
    assert compared("account/account.json", b"{", b"{}", {}).likeness == "different"
    assert compared("a.jsonl", b"{}\n\n", b"{}\n", {}).likeness == "within_tolerance"


@pytest.mark.parametrize("field", ["method", "settings", "parameters"])
def test_what_is_chosen_is_compared_exactly_wherever_it_stands(field):
    held = {"method": {"id": METHOD}, field: {"id": METHOD, "value": "4.0"}}
    near = {**held, field: {"id": METHOD, "value": "4.1"}}

    assert list(differences(held, held, WIDE)) == []
    assert list(differences(held, near, WIDE)) == [f"/{field}/value"]
    assert likeness(account(**held), account(**near)) == (
        "different",
        (f"/accounts/0/{field}/value",),
    )
