"""Co-effects change no tonne: whatever stands in the file, the account is the same."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.bundle_members import trace_text
from edaphon.accounting.gathering import gather, look
from edaphon.kernel import canonical
from edaphon.schemas.coeffect_catalogue import catalogue
from tests.coeffects_file import PAPER, coeffects, write_coeffects
from tests.replay.conftest import awkward_project
from tests.synthetic_documents import METHODS

EXAMPLES = 12

amounts = st.decimals("3", "10", places=2).map(str)
"""Usual of every indicator, and not many times each other: no question stands open."""
sources = st.sampled_from([{}, {"file": PAPER, "at": "page 1"}])
"""Not the paper of the loss, which would then show nothing of its own."""

years = st.lists(st.sampled_from([2021, 2022, 2023, 2024]), unique=True)


@st.composite
def indicators(draw):
    """Return some indicators that a project may type, each once."""
    typed = [code for code, one in catalogue().indicators.items() if not one.computed]
    codes = draw(st.lists(st.sampled_from(typed), unique=True, max_size=6))
    return [
        {
            "indicator": code,
            "baseline": {"value": draw(amounts), "day": "2020-06-30", **draw(sources)},
            "years": [
                {"year": year, "value": draw(amounts), **draw(sources)}
                for year in draw(years)
            ],
        }
        for code in codes
    ]


@st.composite
def safeguards(draw):
    """Return some answers, each with words so that none is refused."""
    codes = draw(st.lists(st.sampled_from(list(catalogue().safeguards)), unique=True))
    answers = st.sampled_from(["yes", "partly", "no", "not_applicable"])
    return [
        {
            "safeguard": code,
            "answer": draw(answers),
            "words": {"en": "Told."},
            **draw(sources),
        }
        for code in codes
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Folder of a project with a witnessed loss."""
    return awkward_project().write(tmp_path_factory.mktemp("coeffects"))


def accounted(folder):
    """Return the bytes of account and trace."""
    made = accounts(gather(folder)[0], METHODS)
    return canonical.dumps(account_set(made)), trace_text(made)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """Account without any co-effects."""
    return accounted(awkward_project().write(tmp_path_factory.mktemp("plain")))


@pytest.mark.slow
@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(entries=indicators(), answers=safeguards())
def test_no_co_effect_moves_a_byte_of_account_or_trace(folder, plain, entries, answers):
    write_coeffects(folder, coeffects(*entries, safeguards=answers))
    codes = {item.code for item in look(folder).problems if item.stops()}

    claims = {"COEFFECT_CONTRADICTED", "COEFFECT_LEVEL", "COEFFECT_DENIED"}
    assert (codes and codes <= claims) or accounted(folder) == plain
