"""When native vegetation was cleared, and whether that lies long enough before."""

import re

from edaphon.methods.engine.condition import Outcome, not_assessed, not_met


def cleared_lately(day: str, years: float, start: str) -> Outcome | None:
    """Say what stands against land by the day on which it was cleared.

    Parameters
    ----------
    day
        ``2001-05-31``, ``2001-05``, ``2001`` or ``never``.
    years
        Whole years that must lie between clearing and start [a].
    start
        Day on which the practice begins.

    Returns
    -------
    Outcome or None
        None where native vegetation was cleared long enough before, or never.
    """
    soonest = _anniversary(day, years)
    if not soonest:
        return not_assessed(
            (
                f"The day of clearing, {day}, is no date.",
                f"天然植被清除日期“{day}”不是日期。",
            ),
            (
                "State land.converted_from_native as 2001-05-31, 2001 or never.",
                "请在 land.converted_from_native 填写 2001-05-31、2001 或 never。",
            ),
        )
    if soonest > start:
        return not_met(
            (
                f"Native vegetation was cleared on {day}.",
                f"天然植被清除日期为 {day}。",
            ),
            (
                f"At least {years:g} years must lie between clearing and the start.",
                f"清除天然植被与项目开始之间应不少于 {years:g} 年。",
            ),
        )
    return None


def since_told(day: str) -> str:
    """Return the day of clearing in Chinese."""
    return "从未清除" if day == "never" else day


def _anniversary(day: str, years: float) -> str:
    """Return the day some whole years later; of a year or month alone, its last day.

    Empty when the text is no date; ``never`` lies before every day.
    """
    if day == "never":
        return "0000"
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", day):
        return ""
    whole = {4: f"{day}-12-31", 7: f"{day}-31"}.get(len(day), day)
    return f"{int(whole[:4]) + round(years):04d}{whole[4:]}"
