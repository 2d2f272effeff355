"""What a pack needs so that later accounts of the same land credit nothing twice."""

from collections.abc import Sequence

from edaphon.methods.engine.equation import Equation, Take

TAKEN = {"whole": "issued_before", "since_last": "earlier_deficit"}
"""Input that the units must rest on, by what an account of the pack spans."""

CARRIED = {"since_last": ("deficit_after",)}
"""Figures that the next account reads, by span."""


def lacks_later(
    span: str, units: str, figures: Sequence[str], equations: Sequence[Equation]
) -> tuple[str, ...]:
    """Return what keeps a pack to first accounts; nothing of a pack that is whole.

    A pack that counts the whole period again must take off what was issued before; one
    that counts from the last account must take and carry on what was left owing. An
    input that may be missing does not count: silence would then credit more.

    Parameters
    ----------
    span, units, figures
        Of ``pack.yaml``: the span, the name of the units, the figures.
    equations
        Equations of the pack.
    """
    taken = _rests_on(equations, units)
    inputs = () if TAKEN[span] in taken else (TAKEN[span],)
    return (
        *inputs,
        *(name for name in CARRIED.get(span, ()) if name not in figures),
    )


def _rests_on(equations: Sequence[Equation], name: str) -> set[str]:
    """Return every quantity that must be known before one is, inputs among them."""
    wanted, seen = [name], set[str]()
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        wanted += [
            argument.source
            for item in equations
            if item.name == name
            for argument in item.arguments
            if isinstance(argument.origin, Take)
            and not (argument.origin.may_be_missing or argument.origin.missing_is_zero)
        ]
    return seen
