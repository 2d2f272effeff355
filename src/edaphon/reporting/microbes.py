"""Microbial evidence as the report shows it: four tests, a grade, no tonne."""

from collections.abc import Mapping, Sequence
from typing import Any

from edaphon.reporting.wording import text, word, words

Record = dict[str, Any]


def microbial_record(records: Sequence[Mapping[str, Any]]) -> Record:
    """Return the microbial evidence of an account set, with words for its codes.

    Parameters
    ----------
    records
        Records of the accounts; the first that could compare assays with the
        measured gain is taken.
    """
    found = next(
        (item["microbial"] for item in records if item["microbial"]["share_of_gain"]),
        records[0]["microbial"],
    )
    share = found["share_of_gain"]
    return {
        **found,
        "identity": [
            {"item": name, "title": word("identity", name), "holds": holds}
            for name, holds in _in_order(found["identity"], "identity")
        ],
        "shown": [
            {"test": name, "title": word("test", name), "holds": holds}
            for name, holds in _in_order(found["shown"], "test")
        ],
        "share_of_gain": None if share is None else _share(share),
        "statement": text(
            "None of this is credited: microbial assays decide eligibility and label, "
            "and enter no equation of the soil removal."
        ),
    }


def _in_order(found: Mapping[str, bool], kind: str) -> list[tuple[str, bool]]:
    """Return what was found in the order of the words; a record is sorted by name."""
    known = list(words()[kind])
    return sorted(found.items(), key=lambda item: known.index(item[0]))


def _share(share: Mapping[str, Any]) -> Record:
    return {
        **share,
        "parts": [
            {**item, "title": word("part", item["name"])} for item in share["parts"]
        ],
        "agreement_text": word("agreement", share["agreement"]),
        "rest_text": text(
            "What is not necromass or living biomass must have accumulated as "
            "plant-derived or other microbial organic matter."
        ),
    }
