"""How a row of observations names the area and the content of an amount."""

from edaphon.cli.output import language, text
from edaphon.kernel.units import display


def on_land(tests: str) -> str:
    """Return area and content by which an amount was multiplied, as far as it was.

    Examples
    --------
    >>> on_land("limits"), on_land("limits content:E=0.46")
    ('', ' × 0.46 (column E)')
    """
    return "".join(map(_beside, tests.split()))


def _beside(told: str) -> str:
    kind, _, rest = told.partition(":")
    origin, mark, number = rest.partition("=")
    if kind not in ("area", "content") or not mark:
        return ""
    words = {
        "parcel": text("area of the parcel"),
        "stratum": text("area of the stratum"),
    }
    where = words.get(origin) or text("column {column}").format(column=origin)
    unit = f" {display('har', language())}" if kind == "area" else ""
    return f" × {number}{unit} ({where})"
