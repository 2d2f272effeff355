"""What a figure lacks: the inputs for want of which it could not be computed."""

from collections.abc import Iterable

import numpy as np

from edaphon.methods import Argument, Run, Take

Known = dict[str, tuple[str, ...]]
"""Gaps behind each quantity that was asked for: many figures rest on the same ones."""


def gaps(run: Run, names: Iterable[str]) -> Known:
    """Return the inputs that each figure lacks, in the order of its equations.

    Parameters
    ----------
    run
        A finished run.
    names
        Figures over the account.

    Returns
    -------
    dict[str, tuple[str, ...]]
        Figures that are not known, each with the inputs that the evidence does not
        hold, or holds without a value; where every input is known, the quantity that
        is undefined.
    """
    known: Known = {}
    found = {name: _gaps(run, name, known) for name in names}
    return {name: what for name, what in found.items() if what}


def _gaps(run: Run, name: str, known: Known) -> tuple[str, ...]:
    """Return the inputs that one quantity lacks, none where it has every value."""
    if name not in known:
        known[name] = _found(run, name, known)
    return known[name]


def _found(run: Run, name: str, known: Known) -> tuple[str, ...]:
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
        for gap in _below(run, argument, known)
    ]
    return tuple(dict.fromkeys(below)) or (name,)


def _below(run: Run, argument: Argument, known: Known) -> tuple[str, ...]:
    """Return the gaps behind one argument, none where its unknown values count not.

    A sample keeps to the values it has; only where none is known does it lack any.
    What may be missing and is undefined although all behind it is known lacks none.
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
        return _gaps(run, argument.source, known) if none_known else ()
    found = _gaps(run, argument.source, known)
    may_be_missing = getattr(argument.origin, "may_be_missing", False)
    is_computed = step is not None and step.equation is not None
    undefined = is_computed and found == (argument.source,)
    return () if may_be_missing and undefined else found
