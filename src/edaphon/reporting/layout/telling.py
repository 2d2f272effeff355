"""How a value of the content is told: a date, a yes, a number with its decimals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from edaphon.evidence import properties
from edaphon.reporting.layout.blocks import Cell
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import UNKNOWN, plain, probability, shown, whole
from edaphon.reporting.project_facts import property_name
from edaphon.reporting.wording import DRAFT, marks_of, read_in, same, sided
from edaphon.schemas.models.account import Text
from edaphon.schemas.models.report import (
    LookBack,
    Mechanism,
    Method,
    Period,
    Plan,
    Statement,
)

Item = TypeVar("Item")

CREDITED = "\N{BLACK CIRCLE}\N{NO-BREAK SPACE}"
"""Sign before a change that an account result rests on."""


FEW = 4
"""Texts of a long list that a cell names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given(Generic[Item]):
    """One value to be told, and where it stands."""

    reader: Reader
    value: Any
    """The value at the path; None where the path leads nowhere."""
    item: Item
    """Row that the path starts from."""
    word: str
    """What follows the name of the form: decimals, a kind of word, a field."""
    method: Method | None
    """Method that the table belongs to."""

    @property
    def owner(self) -> Method:
        """Method that the table belongs to, for forms that only such tables have."""
        if self.method is None:
            raise LookupError(self.word)
        return self.method


Form = Callable[[Given[Any]], str | Cell]
Value = Given[object]


def _plain(given: Value) -> str:
    return UNKNOWN if given.value in {None, ""} else str(given.value)


def _text(given: Value) -> str:
    """Return a text in the reader's language; a plain one is the same in both."""
    if isinstance(given.value, Text):
        return read_in(given.value, given.reader.language)
    return _plain(given)


def _words(given: Value) -> str:
    reader = given.reader
    told = [reader.word(given.word, code) for code in given.value]
    return reader.gettext("; ").join(told) or UNKNOWN


def _credited_number(given: Value) -> str:
    """Return a number, marked where the row's field says that it is credited."""
    decimals, field = given.word.split()
    told = shown(given.value, int(decimals))
    return f"{CREDITED}{told}" if given.value and getattr(given.item, field) else told


def _percent(given: Value) -> str:
    return f"{plain(str(given.value))}%" if given.value else UNKNOWN


def _years(given: Value) -> str:
    told = given.reader.gettext("{count} years")
    return told.format(count=shown(given.value, 2))


def _metres(given: Value) -> str:
    return f"{given.value} m" if given.value else UNKNOWN


def _depth(given: Value) -> str:
    return f"0{given.reader.to}{given.value} cm"


def _layers(given: Value) -> str:
    reader = given.reader
    told = reader.gettext(", ").join(f"{a}{reader.to}{b}" for a, b in given.value)
    return f"{told} cm" if told else UNKNOWN


def _tonnes_of_carbon(given: Value) -> str:
    if not given.value:
        return UNKNOWN
    return f"{shown(given.value, 0)} {given.reader.unit('t{CO2e}')}"


def _whole_span(given: Value) -> str:
    return _days(given, given.reader.gettext("{start} to {end} (both days included)"))


def _days(given: Value, told: str) -> str:
    span: Period | LookBack | None = given.value
    if span is None:
        return UNKNOWN
    reader = given.reader
    return told.format(start=reader.day(span.start), end=reader.day(span.last_day))


def _cleared(given: Value) -> str:
    if given.value == "never":
        return given.reader.gettext("never")
    return given.reader.day(given.value)


def _signed(given: Value) -> str:
    found: Statement | None = given.value
    if found is None:
        return UNKNOWN
    reader = given.reader
    return reader.gettext("{text} (signed {day} by {signer})").format(
        text=reader.pick(found.text),
        day=reader.day(found.signed_on),
        signer=reader.pick(found.signed_by),
    )


def _texts(given: Value) -> str:
    reader, found = given.reader, list[Text](given.value)
    return reader.gettext("; ").join(map(reader.pick, found)) or UNKNOWN


def _first_texts(given: Value) -> str:
    """Return the first few of many texts, and how many more there are."""
    reader, found = given.reader, list[Text](given.value)
    told = reader.gettext("; ").join(map(reader.pick, found[:FEW]))
    rest = len(found) - FEW
    if rest <= 0:
        return told
    return reader.gettext("{listed}, and {count} more").format(listed=told, count=rest)


def _mechanism(given: Value) -> str:
    reader, found = given.reader, list[Mechanism](given.value)
    _ = reader.gettext
    return (
        _("; ").join(
            f"{reader.pick(item.name)}{_(': ')}{reader.pick(item.direction)}"
            for item in found
        )
        or UNKNOWN
    )


def _plan(given: Value) -> str:
    plan: Plan = given.value
    _ = given.reader.gettext
    if not plan.present:
        return _("No sampling plan")
    return _("{count} points").format(count=plan.points)


def _intact(given: Value) -> str:
    plan: Plan = given.value
    return given.reader.yes(plan.intact) if plan.sealed_at else UNKNOWN


def _assays(given: Value) -> str:
    """Return properties that assays give, by name; a derived one by its word."""
    reader = given.reader
    told = [
        reader.pick(property_name(code))
        if code in properties()
        else reader.word("part", code)
        for code in given.value
    ]
    return reader.gettext(", ").join(told) or UNKNOWN


def _marks(given: Value) -> str:
    return given.reader.gettext(", ").join(
        f"{mark} {count}" for mark, count in marks_of(given.value)
    )


def _names_in(given: Value, names: Sequence[str]) -> str:
    """Return names of a file, each by its half of the page's language."""
    told = [given.reader.pick(sided(name) or same(name)) for name in names]
    return "; ".join(told) or UNKNOWN


def _place(given: Value) -> str:
    """Return a jurisdiction by name and code; the code alone where it has no name."""
    code = str(given.value)
    name = given.reader.word("place", code)
    if name == code:
        return code
    return given.reader.gettext("{name} ({code})").format(name=name, code=code)


def _stage(given: Value) -> str:
    _ = given.reader.gettext
    if given.value:
        return _(DRAFT)
    return _("Released: neither the method nor the forms of its records change.")


def _how_known(given: Value) -> str:
    _ = given.reader.gettext
    return _("on the ellipsoid") if given.value else _("as declared")


def _use(given: Value) -> str:
    _ = given.reader.gettext
    return _("Control land") if given.value else _("Project land")


def _boundary(given: Value) -> str:
    _ = given.reader.gettext
    told = {"in": _("Included"), "out": _("Excluded"), "open": _("Not known")}
    return told[given.value]


def _holds(given: Value) -> str:
    _ = given.reader.gettext
    return _("Shown") if given.value else _("Not shown")


def _change_role(given: Value) -> str:
    if given.value == "difference":
        return given.reader.gettext("Project less control")
    return given.reader.word("role", given.value)


def _ends(given: Value) -> str:
    return " – ".join(shown(item, 4) for item in given.value)


FORMS: Mapping[str, Form] = {
    "plain": _plain,
    "text": _text,
    "day": lambda given: given.reader.day(given.value),
    "truth": lambda given: given.reader.yes(given.value),
    "number": lambda given: shown(given.value, int(given.word)),
    "decimal": lambda given: plain(given.value),
    "whole": lambda given: whole(given.value),
    "credited_number": _credited_number,
    "probability": lambda given: probability(given.value),
    "unit": lambda given: given.reader.unit(given.value),
    "word": lambda given: given.reader.word(given.word, given.value),
    "words": _words,
    "stratum": lambda given: given.reader.stratum(given.value),
    "stated": lambda given: given.reader.stated(given.value),
    "assays": _assays,
    "list": lambda given: given.reader.gettext(", ").join(given.value) or UNKNOWN,
    "name": lambda given: _names_in(given, [given.value] if given.value else []),
    "names": lambda given: _names_in(given, given.value),
    "rounds": lambda given: str(given.value).replace("->", "→"),
    "percent": _percent,
    "years": _years,
    "metres": _metres,
    "depth": _depth,
    "layers": _layers,
    "tonnes_of_carbon": _tonnes_of_carbon,
    "whole_span": _whole_span,
    "cleared": _cleared,
    "signed": _signed,
    "texts": _texts,
    "first_texts": _first_texts,
    "mechanism": _mechanism,
    "plan": _plan,
    "intact": _intact,
    "marks": _marks,
    "place": _place,
    "stage": _stage,
    "how_known": _how_known,
    "use": _use,
    "boundary": _boundary,
    "holds": _holds,
    "change_role": _change_role,
    "ends": _ends,
}
"""Forms of one value, by the name that the data give them."""
