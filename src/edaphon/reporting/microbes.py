"""Microbial evidence as the report shows it: four tests, a grade, no tonne."""

from collections.abc import Mapping, Sequence

from edaphon.reporting.wording import text, word, words
from edaphon.schemas.models import account as accounted
from edaphon.schemas.models import report
from edaphon.schemas.models.account import Account
from edaphon.schemas.record import stated_or


def microbial_record(accounts: Sequence[Account]) -> report.Microbial:
    """Return the microbial evidence of an account set, with words for its codes.

    Parameters
    ----------
    accounts
        The accounts; the first that could compare assays with the measured gain is
        taken.
    """
    found = next(
        (item.microbial for item in accounts if item.microbial.share_of_gain),
        accounts[0].microbial,
    )
    share = found.share_of_gain
    return report.Microbial(
        grade=found.grade,
        label=found.label,
        identity=[
            report.Identified(item=name, title=word("identity", name), holds=holds)
            for name, holds in _in_order(found.identity, "identity")
        ],
        shown=[
            report.Shown(test=name, title=word("test", name), holds=holds)
            for name, holds in _in_order(found.shown, "test")
        ],
        tests=found.tests,
        tests_made=found.tests_made,
        share_of_gain=None if share is None else _share(share),
        layers_apart=[*stated_or(found.layers_apart, {}).values()],
        statement=text(
            "None of this is credited: microbial assays decide eligibility and label, "
            "and enter no equation of the soil removal."
        ),
    )


def _in_order(found: Mapping[str, bool], kind: str) -> list[tuple[str, bool]]:
    """Return what was found in the order of the words; a record is sorted by name."""
    known = list(words()[kind])
    return sorted(found.items(), key=lambda item: known.index(item[0]))


def _share(share: accounted.Share) -> report.Share:
    return report.Share(
        unit=share.unit,
        depth_cm=share.depth_cm,
        parts=[
            report.Part(
                name=item.name,
                title=word("part", item.name),
                change=item.change,
                interval=item.interval,
            )
            for item in share.parts
        ],
        total=share.total,
        total_interval=share.total_interval,
        necromass_interval=share.necromass_interval,
        gain=share.gain,
        gain_interval=share.gain_interval,
        confidence=share.confidence,
        share=share.share,
        rest=share.rest,
        agreement=share.agreement,
        agreement_text=word("agreement", share.agreement),
        rest_text=text(
            "What is not necromass or living biomass must have accumulated as "
            "plant-derived or other microbial organic matter."
        ),
        factor_spread=share.factor_spread,
        draws=share.draws,
    )
