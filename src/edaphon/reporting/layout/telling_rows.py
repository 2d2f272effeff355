"""How a whole row of the content is told: anchors, links, two fields in one cell."""

from collections.abc import Mapping

from edaphon.reporting.layout.blocks import Cell
from edaphon.reporting.layout.loss_blocks import loss_words
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
    Report,
    Shown,
)
from edaphon.schemas.record import stated_or


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
            f"{reader.pick(item.title)}{_(': ')}{reader.yes(item.holds)}"
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


def _figure_link(given: Given[Figure]) -> Cell:
    return given.reader.figure_cell(given.owner, given.value)


def _inputs(given: Given[Figure]) -> Cell:
    links = tuple(
        (item.symbol, _target(given.owner, item)) for item in given.item.inputs
    )
    return Cell(", ".join(word for word, _ in links), links=links)


def _target(method: Method, given: Input) -> str:
    if given.kind == "figure":
        return anchor(method, given.name)
    if given.kind == "parameter":
        known = {item.id for item in method.parameters}
        if given.name in known:
            return parameter_anchor(method, given.name)
        return f"parameter-table-{method.slug}"
    return "groups" if given.kind == "quantity" else "files"


def _parameter_id(given: Given[Parameter]) -> Cell:
    return Cell(given.value, id=parameter_anchor(given.owner, given.value))


def _parameter_value(given: Given[Parameter | OwnFactor]) -> Cell:
    """Return the value that was used; the end of a range says which one it is."""
    item, _ = given.item, given.reader.gettext
    ends = {"low": _("{value} (low end)"), "high": _("{value} (high end)")}
    told = [
        ends[used.end].format(value=plain(used.value))
        for used in stated_or(item.used, [])
    ]
    return Cell(_("; ").join(told) or plain(item.value), hint=item.id)


def _range(given: Given[Parameter | OwnFactor]) -> str:
    item = given.item
    if not item.low or not item.high or item.low == item.high:
        return plain(item.value) if item.used else UNKNOWN
    told = given.reader.gettext("{value} ({low} to {high})")
    return told.format(
        value=plain(item.value), low=plain(item.low), high=plain(item.high)
    )


def _short_reference(given: Given[Parameter]) -> str:
    """Return how a source is named: a reference of the project's own by language."""
    item = given.item
    if item.reference_short == item.reference:
        return given.reader.pick(item.reference_text)
    return item.reference_short


def _reference(given: Given[Parameter]) -> Cell:
    item = given.item
    return Cell(
        given.reader.clause(f"{_short_reference(given)}, {item.locator}"),
        href="references",
        hint=given.reader.pick(item.reference_text),
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
        f"{reader.word('source_key', one.key)} {reader.clause(one.clause)} ({one.mark})"
        for one in given.item.from_
    )
    return told or UNKNOWN


def _answer(given: Given[Field]) -> str:
    return given.reader.pick(given.item.text)


def _method_ids(given: Given[Report]) -> str:
    return given.reader.gettext("; ").join(item.id for item in given.item.methods)


def _results(given: Given[Report]) -> str:
    _ = given.reader.gettext
    told = []
    for item in given.item.methods:
        found = _result(given.reader, item.status, item.units)
        lost = loss_words(given.reader, item)
        words = _(", ").join([found, lost] if lost else [found])
        told.append(f"{item.id}{_(': ')}{words}")
    return _("; ").join(told)


def _result(reader: Reader, status: str, units: int) -> str:
    """Return what a method counts; a status that counts nothing stands first."""
    told = f"{units:,} {reader.unit('t{CO2e}')}"
    if status == "credited":
        return told
    words = reader.word("status", status)
    return reader.gettext("{status} ({told})").format(status=words, told=told)


ROW_FORMS: Mapping[str, Form] = {
    "days": _days,
    "edition_days": _edition_days,
    "edition_told": _edition_told,
    "edition_source": _edition_source,
    "tests_met": _tests_met,
    "unused": _unused,
    "stocks": _stocks,
    "sample": _sample,
    "test_unit": _test_unit,
    "asks": _asks,
    "clause": _clause,
    "found_and_cure": _found_and_cure,
    "source_title": _source_title,
    "source": _source,
    "emission_change": _emission_change,
    "figure": _figure,
    "figure_link": _figure_link,
    "inputs": _inputs,
    "parameter_id": _parameter_id,
    "parameter_value": _parameter_value,
    "range": _range,
    "reference": _reference,
    "short_reference": _short_reference,
    "tonnes": _tonnes,
    "summary_year": _summary_year,
    "field": _field,
    "asked_by": _asked_by,
    "answer": _answer,
    "method_ids": _method_ids,
    "results": _results,
}
"""Forms of a whole row, by the name that the data give them."""
