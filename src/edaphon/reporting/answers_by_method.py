"""How a field of the disclosure list is answered method by method: leakage."""

from collections.abc import Callable, Sequence

from edaphon.kernel.units import display
from edaphon.reporting.answer import Answer, partly
from edaphon.reporting.number_text import UNKNOWN, shown
from edaphon.reporting.wording import joined, text
from edaphon.schemas.models.account import Text
from edaphon.schemas.models.report import Method, Report


def each(content: Report, tell: Callable[[Method], Text]) -> Text:
    """Return one sentence a method, led by the method's id."""
    return joined(
        [text("{id}: {told}", id=item.id, told=tell(item)) for item in content.methods]
    )


def figure_told(method: Method, name: str) -> str:
    """Return a figure of a method as people read it; a dash where it is not known."""
    for item in method.figures:
        if item.name == name and item.value is not None:
            return shown(item.value, 2)
    return UNKNOWN


def under(what: Text, methods: Sequence[str]) -> list[Text]:
    """Return what lacks under which methods, nothing where it lacks under none."""
    if not methods:
        return []
    return [text("{what} under {methods}", what=what, methods=list(methods))]


def leakage(content: Report) -> Answer:
    """Return leakage under each method, and where its types are not told apart."""
    told = each(
        content,
        lambda item: text(
            "leakage {value} {unit}",
            value=figure_told(item, "leakage"),
            unit=_unit(item, "leakage"),
        ),
    )
    typed = [item.id for item in content.methods if not _has_types(item)]
    lacks = under(text("amounts by type"), typed)
    return partly(told, lacks, is_computed=True)


def _unit(method: Method, name: str) -> Text:
    """Return the unit of a figure, which may be by the year, as people write it."""
    unit = next((item.unit for item in method.figures if item.name == name), "")
    return Text(en=display(unit, "en"), zh=display(unit, "zh"))


def _has_types(method: Method) -> bool:
    """Tell whether the figures of a method hold leakage type by type."""
    return sum(item.name.endswith("_leakage") for item in method.figures) > 1
