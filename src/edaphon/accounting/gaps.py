"""What a figure lacks: the inputs for want of which it could not be computed."""

import numpy as np

from edaphon.methods import Argument, Run, Take


def gaps(run: Run, name: str) -> tuple[str, ...]:
    """Return the inputs that a figure lacks, in the order of its equations.

    Parameters
    ----------
    run
        A finished run.
    name
        A figure over the account.

    Returns
    -------
    tuple[str, ...]
        Inputs that the evidence does not hold, or holds without a value; where
        every input is known, the quantity that is undefined. Empty for a figure
        that is known.
    """
    if name in run.absent:
        return run.absent[name]
    step = run.steps.get(name)
    if step is None or not np.isnan(step.values).any():
        return ()
    if step.equation is None:
        return (name,)
    below = [
        gap
        for argument in step.equation.arguments
        if isinstance(argument.origin, Take)
        for gap in _below(run, argument)
    ]
    return tuple(dict.fromkeys(below)) or (name,)


def _below(run: Run, argument: Argument) -> tuple[str, ...]:
    """Return the gaps behind one argument, none where its unknown values count not.

    A sample keeps to the values it has; only where none is known does it lack any.
    """
    step = run.steps.get(argument.source)
    if (
        step is None
        and argument.many
        and getattr(argument.origin, "may_be_missing", False)
    ):
        return ()
    is_sample = argument.many and not getattr(argument.origin, "may_be_empty", False)
    if step is not None and is_sample:
        none_known = bool(np.isnan(step.values).all())
        return gaps(run, argument.source) if none_known else ()
    found = gaps(run, argument.source)
    is_optional = getattr(argument.origin, "may_be_missing", False)
    return () if is_optional and step and found == (argument.source,) else found
