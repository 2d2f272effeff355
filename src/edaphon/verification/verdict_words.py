"""The words of a replay's verdicts, for whoever prints one."""

from collections.abc import Collection, Mapping

from edaphon.kernel.language import Text

VERDICTS: Mapping[str, Text] = {
    "failed": Text(en="FAILED", zh="未通过"),
    "not_checked": Text(en="not checked", zh="未检查"),
    "note": Text(en="passed, with a note", zh="通过，有说明"),
    "passed": Text(en="passed", zh="通过"),
}
"""Verdicts of a check by weight."""

FIGURES: Mapping[str, Text] = {
    "identical": Text(en="identical", zh="相同"),
    "within_tolerance": Text(en="within tolerance", zh="在允差之内"),
    "differ": Text(en="figures DIFFER", zh="不同"),
    "not_checked": Text(en="not checked", zh="未检查"),
}
"""How the figures of a replay compare with those of the bundle."""


def weightiest(verdicts: Collection[str]) -> str:
    """Return the verdict that is shown of a check: the first by weight that it has.

    Examples
    --------
    >>> weightiest({"passed", "not_checked", "note"})
    'not_checked'
    """
    return next(item for item in VERDICTS if item in verdicts)
