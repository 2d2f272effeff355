"""Whatever the editions and the days: silence opens nothing that a day would not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import Text
from edaphon.methods.editions import Edition, edition_problems, rule_on
from edaphon.methods.editions.edition import FACTS

DAYS = [f"20{year}-{day}" for year in (20, 24) for day in
        ("01-01", "02-28", "02-29", "03-01", "12-31")]  # fmt: skip

days = st.sampled_from(DAYS)
known = st.dictionaries(st.sampled_from(FACTS), days)

BARE = Edition(
    id="a-1", document="a", kind="method", edition="1", title=Text(en="A", zh="甲"),
    source=Text(en="Own.", zh="自定。"), mark="D",
)  # fmt: skip


@st.composite
def edition_lists(draw):
    """Return editions of one document, right or wrong."""
    return [
        replace(
            BARE,
            id=f"a-{number}",
            edition=str(number),
            since=draw(days),
            until=draw(st.sampled_from(["", *DAYS])),
            transition=draw(known),
            is_followed=draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 4)))
    ]


def ruled(editions, day, facts):
    """Return the edition that rules, None where it is refused."""
    try:
        used = rule_on(editions, day, facts).used
    except EdaphonError:
        return None
    return used[0].edition if used else BARE


@given(edition_lists(), days, known, st.sampled_from(FACTS))
def test_leaving_out_a_day_of_the_project_never_opens_an_account(
    editions, day, facts, left_out
):
    fewer = {name: value for name, value in facts.items() if name != left_out}
    blank = ruled(editions, day, fewer)

    assert blank is None or ruled(editions, day, facts) is not None


@given(edition_lists(), days, known, st.sampled_from(FACTS))
def test_leaving_out_a_day_of_the_project_gives_the_same_rule_or_a_later_one(
    editions, day, facts, left_out
):
    fewer = {name: value for name, value in facts.items() if name != left_out}
    blank, stated = ruled(editions, day, fewer), ruled(editions, day, facts)

    if blank is not None and stated is not None and not edition_problems(editions, "p"):
        assert blank.since >= stated.since


@given(edition_lists(), days, known)
def test_what_rules_is_followed_has_begun_and_covers_the_day_or_is_shown(
    editions, day, facts
):
    found = ruled(editions, day, facts)

    if found is not None and found != BARE:
        assert found.is_followed
        assert found.since <= day
        assert found.covers(day) or found.may_still_be_used(facts)


@given(edition_lists(), days, known)
def test_the_order_in_which_editions_are_written_does_not_matter(editions, day, facts):
    assert ruled(editions, day, facts) == ruled(editions[::-1], day, facts)
