"""How a row of observations names the area of an amount per hectare."""

from edaphon.cli.output import language, text
from edaphon.kernel.units import display


def on_land(tests: str) -> str:
    """Return the area by which an amount per hectare was multiplied, if it was.

    Examples
    --------
    >>> on_land("limits")
    ''
    """
    told = next((one for one in tests.split() if one.startswith("area:")), "")
    origin, mark, hectares = told.removeprefix("area:").partition("=")
    if not mark:
        return ""
    words = {
        "parcel": text("area of the parcel"),
        "stratum": text("area of the stratum"),
    }
    where = words.get(origin) or text("column {column}").format(column=origin)
    return f" × {hectares} {display('har', language())} ({where})"
