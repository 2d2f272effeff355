"""Draft or released: the word of the bundle for its methods, and who may say it."""

# spec/verification: method

from collections.abc import Iterator
from dataclasses import replace

from edaphon.accounting import Account as Made
from edaphon.verification.examination import Examination
from edaphon.verification.finding import Finding

STATUS = {True: "draft", False: "released"}
"""Status of a pack by whether it is a draft, as ``pack.yaml`` writes it."""

STATUS_WORDS = {
    True: {"en": "a draft", "zh": "草案"},
    False: {"en": "released", "zh": "已发布"},
}


def is_ours(exam: Examination, account: Made) -> bool:
    """Tell whether the pack came with the very program that made the account."""
    return exam.code == "same" and _is_shipped(account)


def _is_shipped(account: Made) -> bool:
    """Tell whether a pack comes with Edaphon and no other package."""
    return account.pack.package.startswith("edaphon.")


def under_stated_status(exam: Examination, number: int) -> Iterator[Finding]:
    """Go on as the bundle calls its methods, draft or released.

    The author of a pack releases it without a change of its rules: the word is noted,
    and whatever is made of it is made with the word of the bundle. A pack that ships
    with Edaphon is released with Edaphon alone: where it is a draft here, only a
    program that has it as released can tell.
    """
    done: dict[int, Made] = {}
    pairs = zip(exam.stated.account.accounts, exam.accounts, strict=True)
    for place, (stated, account) in enumerate(pairs):
        here, there = account.pack.is_draft, bool(stated.method.draft)
        if here == there or is_ours(exam, account):
            continue
        document = {**account.pack.document, "status": STATUS[there]}
        pack = replace(account.pack, document=document)
        done[place] = replace(account, pack=pack)
        facts = {
            "id": stated.method.id,
            "stated": STATUS_WORDS[there],
            "here": STATUS_WORDS[here],
        }
        if here and _is_shipped(account):
            yield Finding(
                step=number, verdict="not_checked", code="METHOD_RELEASED", facts=facts
            )
            continue
        yield Finding(step=number, verdict="note", code="METHOD_STATUS", facts=facts)
    if done:
        exam.accounts = tuple(
            done.get(place, account) for place, account in enumerate(exam.accounts)
        )
