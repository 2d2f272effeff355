"""A parameter that the rules of a pack need and the pack does not hold."""

from collections.abc import Iterable
from importlib import resources

from edaphon.kernel.errors import Problem, Where


def lacking(name: str, held: Iterable[str], where: Where | None = None) -> Problem:
    """Return ``METHOD_PARAMETER`` with the place where the parameter belongs.

    Parameters
    ----------
    name
        Parameter that is asked for.
    held
        Names of those that the pack holds.
    where
        Equation or condition that asks.
    """
    family = name.partition(".")[0]
    shared = resources.files("edaphon.methods") / "shared" / "parameters"
    if (shared / f"{family}.yaml").is_file():
        cure = {
            "en": f"Add {family} to shared_parameters in pack.yaml",
            "zh": f"请在 pack.yaml 的 shared_parameters 中加入 {family}",
        }
    else:
        cure = {
            "en": f"Write parameters/{family}.yaml, or correct the name where it is "
            "asked for",
            "zh": f"请编写 parameters/{family}.yaml，或更正引用处的名称",
        }
    facts = {"parameter": name, "known": sorted(held), "cure": cure}
    return Problem(code="METHOD_PARAMETER", where=where or Where(), facts=facts)
