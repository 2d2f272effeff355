"""Quantities and accounts in words, from what a record says of them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from edaphon.cli.output import language, text
from edaphon.kernel.language import marked
from edaphon.kernel.quantities import rounded

if TYPE_CHECKING:
    from edaphon.schemas.models.account import Account
    from edaphon.verification import Walk

STATUS = {
    "credited": marked("quantified reductions and removals (unverified)"),
    "provisional": marked("provisional, 0 t CO2e counted"),
    "refused": marked("refused, 0 t CO2e counted"),
    "deficit": marked("no new result, 0 t CO2e counted"),
}
"""Status of an account in words; before issue no word speaks of carbon units."""


MINUS = "\N{MINUS SIGN}"


ROLES = {
    "project": marked("project"),
    "control": marked("control"),
    "baseline": marked("baseline"),
}


def in_role(label: str) -> str:
    """Return a label whose last word is a role, ``S1 project``, in words."""
    head, gap, role = label.rpartition(" ")
    return f"{head}{gap}{text(ROLES[role])}" if role in ROLES else label


def tonnes(value: str | None) -> str:
    """Return tonnes in two decimals as a person reads them; JSON holds every digit.

    Examples
    --------
    >>> tonnes("-310.064921")
    '−310.06'
    """
    if value is None:
        return text("unknown")
    return f"{rounded(Decimal(value), 2, 'half_even'):,f}".replace("-", MINUS)


def titled(titles: Mapping[str, Mapping[str, str]], names: Sequence[str]) -> list[str]:
    """Return quantities by title and name.

    Parameters
    ----------
    titles
        Titles of a method's quantities in both languages; a name without one stands
        alone.
    names
        Names of equations or inputs.

    Returns
    -------
    list of str
        Such as ``Synthetic N applied (synthetic_n)``, in the language of the call.
    """
    form = "{title}（{name}）" if language() == "zh" else "{title} ({name})"
    told = {name: titles.get(name, {}).get(language(), name) for name in names}
    return [
        name if title == name else form.format(title=title, name=name)
        for name, title in told.items()
    ]


def unissuable(account: "Account | Walk") -> list[str]:
    """Return why nothing can be issued on an account, one line a reason."""
    told = text("not issuable: {reason}")
    return [
        told.format(reason=getattr(item, language()))
        for item in account.issuable_against
    ]


def standing(status: str) -> str:
    """Return what stands behind a figure whose account credits nothing."""
    return f"  [{text(STATUS[status])}]" if status != "credited" else ""
