"""How a whole row of the content is told: anchors, links, two fields in one cell."""

from collections.abc import Mapping
from typing import Any

from edaphon.reporting.layout.blocks import Cell
from edaphon.reporting.layout.reader import Reader, anchor, parameter_anchor
from edaphon.reporting.layout.telling import Form, Given
from edaphon.reporting.number_text import UNKNOWN, plain, shown, whole


def _days(given: Given) -> str:
    return f"{given.item['start']} – {given.item['end']}"


def _tests_met(given: Given) -> str:
    if given.item["tests"] is None:
        return UNKNOWN
    return f"{given.item['tests_met']}/{given.item['tests']}"


def _unused(given: Given) -> str:
    return whole(given.item["fail"] + given.item["missing"])


def _stocks(given: Given) -> str:
    end = given.word
    return f"{given.item[f'stocks_{end}']}/{given.item[f'profiles_{end}']}"


def _sample(given: Given) -> str:
    return f"{given.item['project_values']}/{given.item['control_values']}"


def _test_unit(given: Given) -> str:
    if given.item["scale"] == "log10":
        return "log10"
    return given.reader.unit(given.item["unit"])


def _asks(given: Given) -> str:
    """Return what a microbial test asks; the first lists what was identified."""
    reader = given.reader
    _ = reader.gettext
    if given.item["test"] == "M1":
        return _("; ").join(
            f"{reader.pick(item['title'])}{_(': ')}{reader.yes(item['holds'])}"
            for item in reader.content["microbial"]["identity"]
        )
    return reader.word("test_asks", given.item["test"])


def _clause(given: Given) -> str:
    return f"{given.item['source']} ({given.item['mark']})"


def _found_and_cure(given: Given) -> str:
    reader = given.reader
    found, cure = (given.item[name][reader.language] for name in ("found", "cure"))
    if not cure:
        return str(found)
    return f"{found}{reader.gap}{reader.gettext('Cure: ')}{cure}"


def _source_title(given: Given) -> str:
    told: str = given.reader.pick(given.item["title"])
    if not given.item.get("subtotal"):
        return told
    return given.reader.gettext("{title} (from rows above)").format(title=told)


def _source(given: Given) -> Cell:
    item, scenario = given.item, given.word
    place = f"s-{given.method['slug']}-{item['name']}-{scenario[0]}"
    if item.get("recorded") is False:
        return Cell(given.reader.gettext("not recorded"), id=place)
    return Cell(shown(item[scenario], 4), id=place, hint=item["source"])


def _emission_change(given: Given) -> Cell:
    item = given.item
    place = f"e-{given.method['slug']}-{item['name']}"
    if item.get("recorded") is False:
        return Cell(given.reader.gettext("not recorded"), id=place)
    return Cell(plain(item["value"]), id=place, hint=item["source"])


def _figure(given: Given) -> Cell:
    item = given.item
    return Cell(
        plain(item["value"]),
        id=anchor(given.method, item["name"]),
        hint=given.reader.hint(item),
    )


def _figure_link(given: Given) -> Cell:
    return given.reader.figure_cell(given.method, given.value)


def _inputs(given: Given) -> Cell:
    links = tuple(
        (item["symbol"], _target(given.method, item)) for item in given.item["inputs"]
    )
    return Cell(", ".join(word for word, _ in links), links=links)


def _target(method: Mapping[str, Any], given: Mapping[str, Any]) -> str:
    if given["kind"] == "figure":
        return anchor(method, given["name"])
    if given["kind"] == "parameter":
        known = {item["id"] for item in method["parameters"]}
        if given["name"] in known:
            return parameter_anchor(method, given["name"])
        return f"parameter-table-{method['slug']}"
    return "groups" if given["kind"] == "quantity" else "files"


def _parameter_id(given: Given) -> Cell:
    return Cell(given.value, id=parameter_anchor(given.method, given.value))


def _parameter_value(given: Given) -> Cell:
    """Return the value that was used; the end of a range says which one it is."""
    item, _ = given.item, given.reader.gettext
    ends = {"low": _("{value} (low end)"), "high": _("{value} (high end)")}
    told = [
        ends[used["end"]].format(value=plain(used["value"]))
        for used in item.get("used", [])
    ]
    return Cell(_("; ").join(told) or plain(item["value"]), hint=item["id"])


def _range(given: Given) -> str:
    item = given.item
    if not item["low"] or not item["high"] or item["low"] == item["high"]:
        return plain(item["value"]) if item.get("used") else UNKNOWN
    told = given.reader.gettext("{value} ({low} to {high})")
    return told.format(**{key: plain(item[key]) for key in ("value", "low", "high")})


def _reference(given: Given) -> Cell:
    item = given.item
    return Cell(
        f"{item['reference_short']}, {item['locator']}",
        href="references",
        hint=given.reader.pick(item["reference_text"]),
    )


def _tonnes(given: Given) -> Cell:
    year = given.item["year"] or "total"
    place = f"v-{given.method['slug']}-{year}-{given.word}"
    return Cell(whole(given.item[given.word]), id=place)


def _summary_year(given: Given) -> str:
    return given.item["year"] or given.reader.gettext("Total")


def _field(given: Given) -> Cell:
    return Cell(given.reader.pick(given.item["title"]), id=f"d-{given.item['id']}")


def _asked_by(given: Given) -> str:
    told = "; ".join(
        f"{given.reader.word('source_key', one['key'])} {one['clause']} ({one['mark']})"
        for one in given.value
    )
    return told or UNKNOWN


def _answer(given: Given) -> str:
    return given.reader.pick(given.item["text"])


def _method_ids(given: Given) -> str:
    return given.reader.gettext("; ").join(item["id"] for item in given.value)


def _results(given: Given) -> str:
    _ = given.reader.gettext
    return _("; ").join(
        f"{item['id']}{_(': ')}{_result(given.reader, item['status'], item['units'])}"
        for item in given.value
    )


def _result(reader: Reader, status: str, units: int) -> str:
    """Return what a method counts; a status that counts nothing stands first."""
    told = f"{units:,} {reader.unit('t{CO2e}')}"
    if status == "credited":
        return told
    words = reader.word("status", status)
    return reader.gettext("{status} ({told})").format(status=words, told=told)


ROW_FORMS: Mapping[str, Form] = {
    "days": _days,
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
    "tonnes": _tonnes,
    "summary_year": _summary_year,
    "field": _field,
    "asked_by": _asked_by,
    "answer": _answer,
    "method_ids": _method_ids,
    "results": _results,
}
"""Forms of a whole row, by the name that the data give them."""
