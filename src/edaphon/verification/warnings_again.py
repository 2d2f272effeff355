"""What reading the files told, as the run record has it and as it is read again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from edaphon.accounting import RUN, Evidence, told_by_reading
from edaphon.kernel import canonical
from edaphon.kernel.errors import Where
from edaphon.verification.examination import Examination
from edaphon.verification.finding import Finding

MOST_NAMED = 5
"""Warnings of each kind that are named before the rest is only counted."""

Told = Mapping[str, Any]


def told_again(evidence: Evidence, rules: int) -> list[dict[str, Any]]:
    """Return what the reading told, but what came with later rules.

    Parameters
    ----------
    evidence
        Evidence as it was read again.
    rules
        Version of the rules under which the bundle was made.
    """
    pairs = zip(evidence.warnings, told_by_reading(evidence), strict=True)
    return [
        record
        for problem, record in pairs
        if max(problem.since, problem.entry.since) <= rules
    ]


def warning_findings(exam: Examination, number: int) -> Iterator[Finding]:
    """Compare the warnings of the run record with those read again.

    The reports print them. The same program tells the same ones in the same order;
    under another a difference is named, and nothing is said for it or against it.
    """
    stated: Sequence[Told] = exam.stated.run_record.get("warnings", [])
    if list(stated) == list(exam.told):
        return
    before, after = _counted(stated), _counted(exam.told)
    facts = {
        "count": (before - after).total(),
        "stated": _named(before - after),
        "lacking": (after - before).total(),
        "read": _named(after - before),
    }
    is_ours = exam.code == "same"
    yield Finding(
        step=number,
        verdict="failed" if is_ours else "not_checked",
        code="WARNINGS_DIFFER" if is_ours else "WARNINGS_ELSEWHERE",
        where=Where(file=RUN, path="warnings"),
        facts=facts,
    )


def _counted(told: Sequence[Told]) -> Counter[bytes]:
    return Counter(canonical.dumps(item) for item in told)


def _named(told: Counter[bytes]) -> dict[str, str]:
    """Return the first warnings by code and place, in each language."""
    found = [canonical.loads(text, file=RUN) for text in sorted(told)]
    names = [_name(item) for item in found[:MOST_NAMED]]
    more = "…" if len(found) > MOST_NAMED else ""
    text = "; ".join(names) + more
    return {
        "en": f" ({text})" if text else "",
        "zh": f"（{text.replace('; ', '；')}）" if text else "",
    }


def _name(item: Told) -> str:
    place = ", ".join(str(part) for _, part in sorted(item["where"].items()))
    return f"{item['code']} {place}".strip()
