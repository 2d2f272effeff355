"""What a person types is taken as an answer, or refused with what is wanted."""

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import Text
from edaphon.starting import Choice, Question, taken

ASKS = Text(en="How?", zh="如何？")


def question(kind, **more):
    return Question(id="q", section=ASKS, asks=ASKS, kind=kind, **more)


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("text", "  a farm ", "a farm"),
        ("day", "2021-10-15", "2021-10-15"),
        ("day", "2021/3/5", "2021-03-05"),
        ("day", "2021年3月5日", "2021-03-05"),
        ("days", "2021-10-04 2021-10-09", "2021-10-04 2021-10-09"),
        ("days", "2021.10.4 to 2021.10.9", "2021-10-04 2021-10-09"),
        ("days", "2021年10月4日至2021年10月9日", "2021-10-04 2021-10-09"),
        ("days", "2021-10-04", "2021-10-04 2021-10-04"),
        ("number", "12.5", "12.5"),
        ("number", "-3", "-3"),
        ("number", "0", "0"),
        ("yes_no", "Y", "yes"),
        ("yes_no", "是", "yes"),
        ("yes_no", "没有", "no"),
        ("column", "soc:g/kg", "soc:g/kg"),
        ("map", "yes", "yes"),
        ("map", "SOC=soc:%", "SOC=soc:%"),
    ],
)
def test_an_answer_is_kept_in_one_form(kind, given, kept):
    assert taken(question(kind), given) == kept


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("text", "  "), ("day", "15.10.2021"), ("day", "2021-13-01"),
        ("day", "2021-02-29"), ("days", "2021-10-09 2021-10-04"),
        ("days", "2021-10-04 2021-10-05 2021-10-06"), ("days", "2021-10-04 5"),
        ("number", "1,5"), ("number", "007"), ("number", "1e3"), ("yes_no", "perhaps"),
        ("map", "wrong"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_with_what_is_wanted(kind, given):
    with pytest.raises(EdaphonError) as refused:
        taken(question(kind), given)

    (problem,) = refused.value.problems
    assert problem.code == "ANSWER_FORM"
    assert "How?" in problem.text("en")
    assert "如何？" in problem.text("zh")


def test_a_choice_is_taken_by_word_by_number_and_by_its_meaning():
    asked = question(
        "choice",
        choices=(
            Choice(value="a", says=Text(en="apple", zh="苹果")),
            Choice(value="b", says=Text(en="pear", zh="梨")),
        ),
    )

    assert [taken(asked, given) for given in ("b", "2", "Pear", "梨")] == ["b"] * 4
    for given in ("c", "0", "3", "²"):
        with pytest.raises(EdaphonError):
            taken(asked, given)


def test_an_open_choice_takes_what_fits_its_pattern():
    asked = question(
        "choice", choices=(Choice(value="CN", says=ASKS),), is_open=True,
        pattern="[A-Z]{2}",
    )  # fmt: skip

    assert taken(asked, "NZ") == "NZ"
    with pytest.raises(EdaphonError):
        taken(asked, "New Zealand")


def test_enter_takes_the_proposal_or_leaves_blank():
    assert taken(question("number", proposal="30"), "") == "30"
    assert taken(question("number", may_be_blank=True), "") == ""
    with pytest.raises(EdaphonError):
        taken(question("number"), "")
