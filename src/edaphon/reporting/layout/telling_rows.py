"""How a whole row of the content is told: anchors, links, two fields in one cell."""

from collections.abc import Mapping
from typing import Any

from edaphon.reporting.layout.blocks import Cell
from edaphon.reporting.layout.reader import Reader, anchor, parameter_anchor
from edaphon.reporting.layout.telling import Form, Given
from edaphon.reporting.number_text import UNKNOWN, plain, shown, whole
from edaphon.reporting.wording import read_in
from edaphon.schemas.models.account import (
    Condition,
    EditionStated,
    EmissionChange,
    EmissionSource,
    Group,
    SummaryRow,
    Test,
)
from edaphon.schemas.models.report import (
    Campaign,
    ControlSite,
    Field,
    Figure,
    Input,
    Method,
    Observed,
    OwnFactor,
    Parameter,
    Shown,
)
from edaphon.schemas.record import Record, stated_or


class Selected(Record, frozen=True, kw_only=True):
    """One figure of one method, in a table of several methods."""

    method: Method
    figure: Figure


def _days(given: Given[Campaign]) -> str:
    return f"{given.item.start} – {given.item.end}"


def _edition_days(given: Given[EditionStated]) -> str:
    """Return first and last day in force; an end that nobody has said is a dash."""
    ends = (stated_or(given.item.from_, UNKNOWN), stated_or(given.item.to, UNKNOWN))
    return " – ".join(ends) if set(ends) != {UNKNOWN} else UNKNOWN


def _edition_told(given: Given[EditionStated]) -> str:
    """Return why an edition rules, or what one to come will ask."""
    told = stated_or(given.item.reason, None) or stated_or(given.item.asks, None)
    return read_in(told, given.reader.language) if told else UNKNOWN


def _edition_source(given: Given[EditionStated]) -> str:
    return f"{read_in(given.item.source, given.reader.language)} [{given.item.mark}]"


def _tests_met(given: Given[ControlSite]) -> str:
    if given.item.tests is None:
        return UNKNOWN
    return f"{given.item.tests_met}/{given.item.tests}"


def _unused(given: Given[Observed]) -> str:
    return whole(given.item.fail + given.item.missing)


def _method_and_span(given: Given[Any]) -> str:
    """Return a method, with what it counts where that is not the whole period."""
    reader, item = given.reader, given.item
    whole_period = reader.content.project.period
    span = (item.period.start, item.period.last_day)
    if span == (whole_period.start, whole_period.last_day):
        return str(item.method)
    return reader.gettext("{method}, {span}").format(
        method=item.method, span=reader.span(item.period)
    )


def _stocks(given: Given[object]) -> str:
    item: Group = given.value
    if given.word == "start":
        return f"{item.stocks_start}/{item.profiles_start}"
    return f"{item.stocks_end}/{item.profiles_end}"


def _sample(given: Given[Test]) -> str:
    return f"{given.item.project_values}/{given.item.control_values}"


def _test_unit(given: Given[Test]) -> str:
    if given.item.scale == "log10":
        return given.reader.gettext("log10(1 + copies)")
    return given.reader.unit(given.item.unit)


def _asks(given: Given[Shown]) -> str:
    """Return what a microbial test asks; the first lists what was identified."""
    reader = given.reader
    _ = reader.gettext
    if given.item.test == "M1":
        return _("; ").join(
            f"{reader.pick(item.title)}{_(': ')}"
            f"{_('Shown') if item.holds else _('Not shown')}"
            for item in reader.content.microbial.identity
        )
    return reader.word("test_asks", given.item.test)


def _clause(given: Given[Figure | Condition | EmissionSource | EmissionChange]) -> str:
    return f"{given.reader.clause(given.item.source)} ({given.item.mark})"


def _found_and_cure(given: Given[Condition]) -> str:
    reader = given.reader
    found = read_in(given.item.found, reader.language)
    cure = read_in(given.item.cure, reader.language)
    if not cure:
        return found
    return f"{found}{reader.gap}{reader.gettext('Cure: ')}{cure}"


def _source_title(given: Given[EmissionSource]) -> str:
    told = given.reader.pick(given.item.title)
    if not given.item.subtotal:
        return told
    return given.reader.gettext("{title} (from rows above)").format(title=told)


def _source(given: Given[EmissionSource]) -> Cell:
    item, scenario = given.item, given.word
    place = f"s-{given.owner.slug}-{item.name}-{scenario[0]}"
    if item.recorded is False:
        return Cell(given.reader.gettext("not recorded"), id=place)
    value = item.baseline if scenario == "baseline" else item.project
    return Cell(shown(value, 4), id=place, hint=given.reader.clause(item.source))


def _emission_change(given: Given[EmissionChange]) -> Cell:
    item = given.item
    place = f"e-{given.owner.slug}-{item.name}"
    if item.recorded is False:
        return Cell(given.reader.gettext("not recorded"), id=place)
    return Cell(plain(item.value), id=place, hint=given.reader.clause(item.source))


def _figure(given: Given[Figure]) -> Cell:
    item = given.item
    return Cell(
        plain(item.value),
        id=anchor(given.owner, item.name),
        hint=given.reader.hint(item),
    )


def _selected(given: Given[Selected]) -> Cell:
    return given.reader.figure_cell(given.item.method, given.item.figure.name)


def _selected_clause(given: Given[Selected]) -> str:
    item = given.item.figure
    return f"{given.reader.clause(item.source)} ({item.mark})"


def _symbol(given: Given[Figure]) -> Cell:
    """Return a symbol or a formula, its indices set lower."""
    return Cell(str(given.value or UNKNOWN), look="symbol")


def _inputs(given: Given[Figure]) -> Cell:
    """Return what went into a figure: each symbol with its value, where it has one."""
    links = tuple(
        (_put_in(given, item), _target(given.owner, item)) for item in given.item.inputs
    )
    comma = given.reader.gettext(", ")
    return Cell(comma.join(word for word, _ in links), links=links, look="symbol")


def _put_in(given: Given[Figure], item: Input) -> str:
    """Return a symbol and its value; of many values, or of none, what it is."""
    reader, method = given.reader, given.owner
    if item.kind == "parameter":
        found = [one for one in method.parameters if one.id == item.name]
        return (
            f"{reader.pick(found[0].title)} = {used_value(reader, found[0])}"
            if found
            else item.symbol
        )
    is_named = item.kind == "evidence" and item.title is not None
    name = reader.pick(item.title) if is_named else item.symbol
    figure = reader.figure(method, item.name) if item.kind == "figure" else None
    value = figure.value if figure else item.value
    return f"{name} = {plain(value)}" if value is not None else name


IN_GROUPS = frozenset(
    ("mean_change", "change_variance", "change_freedom", "group_area", "signed_area")
)
"""Numbers of sampling groups that the table of groups holds."""

SHOWN_IN = {
    "area": "strata",
    "years": "identity",
    "carrier_carbon": "product",
    "stated_carrier_carbon": "product",
    "carrier_on_control": "product",
    "non_permanence_rating": "risk",
    "laboratory_error": "uncertain",
    "density_error": "uncertain",
    "shift_error": "uncertain",
}
"""Table or heading that shows an input, by the name of the input."""


def _target(method: Method, given: Input) -> str:
    """Return the anchor of what shows an input; empty where the report shows none."""
    name = given.name
    if given.kind == "figure":
        return anchor(method, name)
    if given.kind == "parameter":
        known = {item.id for item in method.parameters}
        return parameter_anchor(method, name) if name in known else "parameter-table"
    if changed := _change(method, name):
        return changed
    if name == "vintage_units":
        return f"summary-{method.slug}"
    return "groups" if name in IN_GROUPS else SHOWN_IN.get(name, "")


def _change(method: Method, name: str) -> str:
    """Return the anchor of a change of emissions; of its table where it is absent."""
    changes = method.emission_changes
    row = (
        next((one for one in changes.rows if one.name == name), None)
        if changes
        else None
    )
    if row is None:
        return ""
    if stated_or(row.absent, False):
        return f"emission-changes-{method.slug}"
    return f"e-{method.slug}-{name}"


def used_value(reader: Reader, item: Parameter | OwnFactor) -> str:
    """Return the value that was used; the end of a range says which one it is."""
    _ = reader.gettext
    ends = {"low": _("{value} (low end)"), "high": _("{value} (high end)")}
    told = [
        ends[used.end].format(value=plain(used.value))
        for used in stated_or(item.used, [])
    ]
    return _("; ").join(told) or plain(item.value)


def _parameter_value(given: Given[OwnFactor]) -> Cell:
    return Cell(used_value(given.reader, given.item), hint=given.item.id)


def parameter_range(reader: Reader, item: Parameter | OwnFactor) -> str:
    """Return a published value with its ends; a dash where none has ends."""
    if not item.low or not item.high or item.low == item.high:
        return plain(item.value) if item.used else UNKNOWN
    told = reader.gettext("{value} ({low} to {high})")
    return told.format(
        value=plain(item.value), low=plain(item.low), high=plain(item.high)
    )


def _range(given: Given[OwnFactor]) -> str:
    return parameter_range(given.reader, given.item)


def _short(reader: Reader, item: Parameter) -> str:
    """Return how a source is named: a reference of the project's own by language."""
    if item.reference_short == item.reference:
        return reader.pick(item.reference_text)
    return item.reference_short


def _short_reference(given: Given[Parameter]) -> str:
    return _short(given.reader, given.item)


def reference_cell(reader: Reader, item: Parameter) -> Cell:
    """Return source, place in it, and the day from which the value holds."""
    told = reader.clause(f"{_short(reader, item)}, {item.locator}")
    return Cell(
        reader.gettext("{reference}; {since}").format(reference=told, since=item.since),
        href="references",
        hint=reader.pick(item.reference_text),
    )


def _tonnes(given: Given[SummaryRow]) -> Cell:
    item = given.item
    place = f"v-{given.owner.slug}-{item.year or 'total'}-{given.word}"
    tonnes = {
        "baseline": item.baseline,
        "project": item.project,
        "leakage": item.leakage,
        "deductions": item.deductions,
        "units": item.units,
    }
    return Cell(whole(tonnes[given.word]), id=place)


def _summary_year(given: Given[SummaryRow]) -> str:
    return given.item.year or given.reader.gettext("Total")


def _field(given: Given[Field]) -> Cell:
    return Cell(given.reader.pick(given.item.title), id=f"d-{given.item.id}")


def _asked_by(given: Given[Field]) -> str:
    reader = given.reader
    told = "; ".join(
        f"{reader.word('source_key', one.key)} {reader.part(one.key, one.clause)} "
        f"({one.mark})"
        for one in given.item.from_
    )
    return told or UNKNOWN


def _answer(given: Given[Field]) -> str:
    return given.reader.pick(given.item.text)


ROW_FORMS: Mapping[str, Form] = {
    "days": _days,
    "edition_days": _edition_days,
    "edition_told": _edition_told,
    "edition_source": _edition_source,
    "tests_met": _tests_met,
    "unused": _unused,
    "stocks": _stocks,
    "method_and_span": _method_and_span,
    "sample": _sample,
    "test_unit": _test_unit,
    "asks": _asks,
    "clause": _clause,
    "found_and_cure": _found_and_cure,
    "source_title": _source_title,
    "source": _source,
    "emission_change": _emission_change,
    "figure": _figure,
    "selected": _selected,
    "selected_clause": _selected_clause,
    "inputs": _inputs,
    "symbol": _symbol,
    "parameter_value": _parameter_value,
    "range": _range,
    "short_reference": _short_reference,
    "tonnes": _tonnes,
    "summary_year": _summary_year,
    "field": _field,
    "asked_by": _asked_by,
    "answer": _answer,
}
"""Forms of a whole row, by the name that the data give them."""
