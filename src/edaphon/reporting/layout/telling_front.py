"""How the first page tells a whole report: results, losses, who made it."""

from collections.abc import Callable, Mapping

from edaphon.reporting.layout.loss_blocks import chain_beside_estimate, loss_words
from edaphon.reporting.layout.telling import Form, Given
from edaphon.reporting.number_text import UNKNOWN, shown
from edaphon.schemas.models.report import Method, Report


def _each(given: Given[Report], told: Callable[[Method], str]) -> str:
    """Return what is told of every method, by its title where there are several."""
    methods = given.item.methods
    if len(methods) == 1:
        return told(methods[0])
    _ = given.reader.gettext
    return _("; ").join(
        f"{given.reader.pick(item.title)}{_(': ')}{told(item)}" for item in methods
    )


def _soil_changes(given: Given[Report]) -> str:
    """Return the change of soil carbon against control, with its interval."""
    reader = given.reader
    _ = reader.gettext

    def told(method: Method) -> str:
        change = method.stocks.equal_mass or method.stocks.fixed_depth
        if change is None:
            return UNKNOWN
        return _(
            "{value} {unit} (95% confidence interval {low} to {high}, without campaign "
            "errors)"
        ).format(
            unit=reader.unit("t{C}/har"),
            value=shown(change.value, 2),
            low=shown(change.low, 2),
            high=shown(change.high, 2),
        )

    return _each(given, told)


def _losses(given: Given[Report]) -> str:
    """Return what was lost under each method; that nothing was, in words."""
    told = [
        f"{given.reader.pick(item.title)}{given.reader.gettext(': ')}{lost}"
        for item in given.item.methods
        if (lost := loss_words(given.reader, item))
    ]
    return given.reader.gettext("; ").join(told) or given.reader.gettext(
        "None reported"
    )


def _made_by(given: Given[Report]) -> str:
    """Return who made the report, and with what."""
    return given.reader.gettext("{owner}, with Edaphon {version}, {day}").format(
        owner=given.reader.pick(given.item.project.proponent.name),
        version=given.item.code_version,
        day=given.reader.day(given.item.generated_at[:10]),
    )


def _crediting_period(given: Given[Report]) -> str:
    """Return the crediting period in the project's words, or that none are there."""
    told = given.reader.own_words("crediting_period")
    return told or given.reader.gettext("Not stated in the project file")


def _beside_why(given: Given[Report]) -> str:
    """Return why the result is not the estimate, in the project's words."""
    reader = given.reader
    chain = chain_beside_estimate(reader)
    compared = [item.beside_estimate for item in given.item.methods]
    if not chain and all(item is None for item in compared):
        return reader.gettext("Nothing to compare")
    why = reader.own_words("ex_ante_difference") or reader.gettext(
        "Not stated in the project file"
    )
    line = reader.gettext("{compared} Reason: {why}")
    return line.format(compared=chain, why=why) if chain else why


def _nobody(given: Given[Report]) -> str:
    return given.reader.gettext("Nobody yet (name, signature, date)")


def _area_and_place(given: Given[Report]) -> str:
    """Return the area with its place."""
    project = given.item.project
    return given.reader.gettext("{area} in {place}").format(
        area=given.reader.quantity(project.area_ha, "har", 2),
        place=given.reader.word("place", project.jurisdiction),
    )


FRONT_FORMS: Mapping[str, Form] = {
    "soil_changes": _soil_changes,
    "losses": _losses,
    "made_by": _made_by,
    "area_and_place": _area_and_place,
    "crediting_period": _crediting_period,
    "beside_why": _beside_why,
    "nobody": _nobody,
}
"""Forms of the first page, by the name that the data give them."""
