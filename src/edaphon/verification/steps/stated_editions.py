"""Editions as the bundle knew them: an account is made again by those, not by today's.

What is known here beyond is told and changes no figure.
"""

# spec/verification: method

from collections.abc import Iterator, Sequence

from edaphon.accounting import DESCRIPTION, Account, method_folder
from edaphon.kernel.errors import EdaphonError
from edaphon.methods import accountable
from edaphon.methods.editions import Edition, editions_of
from edaphon.schemas.records import read
from edaphon.verification.examination import Examination
from edaphon.verification.finding import Finding

Editions = tuple[Edition, ...]


def stated_editions(exam: Examination) -> dict[str, Editions]:
    """Return what the bundle says of the editions of each method that is here.

    A description that is missing, of another form, or that names other editions as
    followed than the method installed here, says nothing: that one is told by the
    checks of its digest and of its members.
    """
    found: dict[str, Editions] = {}
    for method in exam.stated.methods:
        listed = _listed(exam, method)
        if listed and _followed(listed) == _followed(accountable(method).editions):
            found[method] = listed
    return found


def _listed(exam: Examination, method: str) -> Editions:
    name = f"{method_folder(method)}/{DESCRIPTION}"
    if name not in exam.opened.names:
        return ()
    try:
        told = read("description", exam.opened.read(name), file=name)
    except EdaphonError:
        return ()
    return editions_of(told.editions)


def _followed(editions: Sequence[Edition]) -> set[tuple[str, str, str, str]]:
    return {
        (item.document, item.id, item.edition, item.since)
        for item in editions
        if item.is_followed
    }


def known_since(exam: Examination, number: int) -> Iterator[Finding]:
    """Tell of editions that are known here and were not when the account was made.

    What the same program with the same packs would not have written is a fault.
    """
    is_same = exam.program == "same"
    for account in exam.accounts:
        before = {item.id: item for item in account.ruling.known}
        here = {item.id: item for item in account.pack.editions}
        beyond = [
            name
            for name in dict.fromkeys((*here, *before))
            if here.get(name) != before.get(name)
        ]
        if not beyond:
            continue
        facts = {
            "id": account.pack.id,
            "editions": ", ".join(beyond),
            "today": _today(account),
        }
        yield Finding(
            step=number,
            verdict="failed" if is_same else "note",
            code="EDITIONS_DIFFER" if is_same else "EDITIONS_SINCE",
            facts=facts,
        )


def _today(account: Account) -> dict[str, str]:
    """Return whether the account could be made by what is known here."""
    try:
        account.ruled_by(account.pack.editions)
    except EdaphonError as refusal:
        problem = refusal.problems[0]
        return {
            "en": f"By what is known here it would be refused: {problem.found('en')}",
            "zh": f"按本机所知版本将不予核算：{problem.found('zh')}",
        }
    return {
        "en": "By what is known here it could be made as well.",
        "zh": "按本机所知版本仍可核算。",
    }
