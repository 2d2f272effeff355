"""How a value of the content is told: a date, a yes, a number with its decimals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from edaphon.reporting.layout.blocks import Cell
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import UNKNOWN, plain, probability, shown, whole
from edaphon.reporting.wording import DRAFT

CORNERS_LISTED = 24
"""Corners printed of one parcel; the bundle holds the whole file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One value to be told, and where it stands."""

    reader: Reader
    value: Any
    """The value at the path; None where the path leads nowhere."""
    item: Mapping[str, Any]
    """Row that the path starts from."""
    word: str
    """What follows the name of the form: decimals, a kind of word, a field."""
    method: Mapping[str, Any]
    """Method that the table belongs to, empty for none."""


Form = Callable[[Given], str | Cell]


def _plain(given: Given) -> str:
    return UNKNOWN if given.value in {None, ""} else str(given.value)


def _percent(given: Given) -> str:
    return f"{plain(str(given.value))}%" if given.value else UNKNOWN


def _years(given: Given) -> str:
    told = given.reader.gettext("{count} years")
    return told.format(count=shown(given.value, 2))


def _metres(given: Given) -> str:
    return f"{given.value} m" if given.value else UNKNOWN


def _depth(given: Given) -> str:
    return f"0{given.reader.to}{given.value} cm"


def _layers(given: Given) -> str:
    reader = given.reader
    told = reader.gettext(", ").join(f"{a}{reader.to}{b}" for a, b in given.value)
    return f"{told} cm" if told else UNKNOWN


def _hectares(given: Given) -> str:
    return given.reader.quantity(given.value, "har", 2)


def _tonnes_of_carbon(given: Given) -> str:
    if not given.value:
        return UNKNOWN
    return f"{shown(given.value, 0)} {given.reader.unit('t{CO2e}')}"


def _whole_span(given: Given) -> str:
    return _days(given, given.reader.gettext("{start} to {end} (both days included)"))


def _days(given: Given, told: str) -> str:
    if not given.value:
        return UNKNOWN
    reader = given.reader
    return told.format(
        start=reader.day(given.value["start"]), end=reader.day(given.value["last_day"])
    )


def _cleared(given: Given) -> str:
    if given.value == "never":
        return given.reader.gettext("never")
    return given.reader.day(given.value)


def _signed(given: Given) -> str:
    if not given.value:
        return UNKNOWN
    reader = given.reader
    return reader.gettext("{text} (signed {day} by {signer})").format(
        text=reader.pick(given.value["text"]),
        day=reader.day(given.value["signed_on"]),
        signer=reader.pick(given.value["signed_by"]),
    )


def _texts(given: Given) -> str:
    reader = given.reader
    return reader.gettext("; ").join(map(reader.pick, given.value)) or UNKNOWN


def _mechanism(given: Given) -> str:
    reader = given.reader
    _ = reader.gettext
    return (
        _("; ").join(
            f"{reader.pick(item['name'])}{_(': ')}{reader.pick(item['direction'])}"
            for item in given.value
        )
        or UNKNOWN
    )


def _plan(given: Given) -> str:
    _ = given.reader.gettext
    if not given.value["present"]:
        return _("No sampling plan")
    return _("{count} points").format(count=given.value["points"])


def _intact(given: Given) -> str:
    plan = given.value
    return given.reader.yes(plan["intact"]) if plan["sealed_at"] else UNKNOWN


def _marks(given: Given) -> str:
    return ", ".join(f"{key} {given.value[key]}" for key in "PSMD")


def _stage(given: Given) -> str:
    _ = given.reader.gettext
    if given.value:
        return _(DRAFT)
    return _("Released: neither the method nor the forms of its records change.")


def _how_known(given: Given) -> str:
    _ = given.reader.gettext
    return _("on the ellipsoid") if given.value else _("as declared")


def _use(given: Given) -> str:
    _ = given.reader.gettext
    return _("Control land") if given.value else _("Project land")


def _boundary(given: Given) -> str:
    _ = given.reader.gettext
    told = {"in": _("Included"), "out": _("Excluded"), "open": _("Not known")}
    return told[given.value]


def _corners(given: Given) -> str:
    places = [place for part in given.value for ring in part for place in ring[:-1]]
    told = "; ".join(
        f"{Decimal(x):.6f}, {Decimal(y):.6f}" for x, y in places[:CORNERS_LISTED]
    )
    return told if len(places) <= CORNERS_LISTED else f"{told}; …"


def _holds(given: Given) -> str:
    _ = given.reader.gettext
    return _("Shown") if given.value else _("Not shown")


def _change_role(given: Given) -> str:
    if given.value == "difference":
        return given.reader.gettext("Project less control")
    return given.reader.word("role", given.value)


def _ends(given: Given) -> str:
    return " – ".join(shown(item, 4) for item in given.value)


FORMS: Mapping[str, Form] = {
    "plain": _plain,
    "text": lambda given: given.reader.pick(given.value),
    "day": lambda given: given.reader.day(given.value),
    "truth": lambda given: given.reader.yes(given.value),
    "number": lambda given: shown(given.value, int(given.word)),
    "decimal": lambda given: plain(given.value),
    "whole": lambda given: whole(given.value),
    "probability": lambda given: probability(given.value),
    "unit": lambda given: given.reader.unit(given.value),
    "word": lambda given: given.reader.word(given.word, given.value),
    "stratum": lambda given: given.reader.stratum(given.value),
    "stated": lambda given: given.reader.stated(given.value),
    "list": lambda given: ", ".join(given.value) or UNKNOWN,
    "names": lambda given: "; ".join(given.value) or UNKNOWN,
    "rounds": lambda given: str(given.value).replace("->", "→"),
    "percent": _percent,
    "years": _years,
    "metres": _metres,
    "depth": _depth,
    "layers": _layers,
    "hectares": _hectares,
    "tonnes_of_carbon": _tonnes_of_carbon,
    "whole_span": _whole_span,
    "cleared": _cleared,
    "signed": _signed,
    "texts": _texts,
    "mechanism": _mechanism,
    "plan": _plan,
    "intact": _intact,
    "marks": _marks,
    "stage": _stage,
    "how_known": _how_known,
    "use": _use,
    "boundary": _boundary,
    "corners": _corners,
    "holds": _holds,
    "change_role": _change_role,
    "ends": _ends,
}
"""Forms of one value, by the name that the data give them."""
