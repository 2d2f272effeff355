"""Whether the day of a seal is witnessed, or only claimed."""

from edaphon.evidence import PlanStatus
from edaphon.kernel.language import Text

UNSEALED = Text(
    en="There is no sealed sampling plan.",
    zh="没有已封存的采样方案。",
)
UNWITNESSED = Text(
    en=("The plan's seal is not witnessed: its date is the proponent's own word."),
    zh="方案封存未经见证，封存时间仅由项目业主申报。",
)
UNCHECKED = Text(
    en=(
        "The plan's seal is not witnessed: the log head in it is of no log that "
        "this version knows."
    ),
    zh="方案封存未经见证：封存记录中的日志检查点不属于本版本所知的任何日志。",
)


def against_seal(plan: PlanStatus) -> tuple[Text, ...]:
    """Return what stands against a seal; never empty before there is a log.

    A seal says by itself when it was made, and anybody can write another day into it.
    Only a log that others watch shows that the plan was there. A head counts for
    nothing as long as no log is known by whose key it could be checked: one that is
    written by hand gains nothing.
    """
    if plan.seal is None:
        return (UNSEALED,)
    if plan.seal.head is None:
        return (UNWITNESSED,)
    return (UNCHECKED,)
