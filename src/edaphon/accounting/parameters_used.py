"""Every parameter that an account read: of equations, conditions, microbial tests."""

from collections.abc import Mapping

from edaphon.accounting.account import Account
from edaphon.accounting.assays import ESTABLISHED, FACTORS
from edaphon.accounting.microbial_limits import LIMITS
from edaphon.accounting.own_parameters import with_own
from edaphon.accounting.witnesses import DAYS
from edaphon.methods import Parameter


def parameters_used(account: Account) -> Mapping[str, Parameter]:
    """Return every parameter that decides a figure, a condition or a grade, by id.

    Parameters
    ----------
    account
        One method's account.

    Returns
    -------
    Mapping[str, Parameter]
        Sorted by id. A factor of a kind (a fuel, a crop, an animal) is read only where
        the records name the kind; limits of conditions and of microbial tests are read
        in every account.
    """
    evidence = account.evidence
    known = with_own(evidence.project, evidence.plan, account.pack.parameters)
    names = {
        *(limit.source for item in account.assessed for limit in item.condition.limits),
        *(name for name in (*LIMITS, ESTABLISHED, DAYS, *FACTORS) if name in known),
    }
    read = {
        value.id: value
        for step in account.run.steps.values()
        for _, value in step.parameters
    }
    found = {**{name: known[name] for name in names}, **read}
    return {name: found[name] for name in sorted(found)}
