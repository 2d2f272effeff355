"""What the project file states, as the report's content shows it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import UNSET, UnsetType, to_builtins

from edaphon.evidence import properties
from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.identity import parse_digest
from edaphon.kernel.quantities import decimal_text, rounded
from edaphon.planning import compared
from edaphon.reporting.source import ReportSource
from edaphon.reporting.wording import both, maybe, same, sided, text, word
from edaphon.schemas.models import evidence, project, report
from edaphon.schemas.models.account import Text
from edaphon.schemas.record import stated_or

CARBON_DECIMALS = 3


def project_record(source: ReportSource) -> report.Project:
    """Return identity, parties, land, period and declarations of the project."""
    document, land = source.project, source.evidence.geography
    period = document.period
    return report.Project(
        id=document.id,
        name=both(document.name, document.id),
        proponent=party(document.proponent),
        parties=[party(item) for item in stated_or(document.parties, [])],
        jurisdiction=document.jurisdiction,
        scenario=word("scenario", document.scenario),
        synthetic=stated_or(document.synthetic, False),
        licence=stated_or(document.licence, None),
        period=report.Period(
            start=period.start,
            end=period.end,
            last_day=last_day(period.end),
            years=source.account.years,
        ),
        previous_report=_previous(stated_or(document.previous_report, None)),
        strata=_strata(source),
        area_ha=source.evidence.area_ha,
        crs=land.crs,
        parcels=[_parcel(item) for item in land.parcels],
        land=_land(stated_or(document.land, project.Land())),
        baseline=_baseline(stated_or(document.baseline, project.Baseline())),
        additionality=_additionality(
            stated_or(document.additionality, project.Additionality())
        ),
        uniqueness=statement(document.uniqueness),
        authorisation=maybe(document.authorisation),
    )


def _previous(given: str | None) -> Text | None:
    """Return the digest of the previous report, or that there is none."""
    if given is None:
        return None
    if given == "none":
        return text("none; this is the first report")
    return same(parse_digest(given))


def party(given: project.Party) -> report.Party:
    """Return an organisation."""
    return report.Party(
        name=both(given.name),
        identifier=stated_or(given.identifier, None),
        contact=sided(given.contact),
        role=maybe(given.role),
    )


def signed(given: project.Statement | project.LossEvent) -> report.Statement:
    """Return a signed statement."""
    return report.Statement(
        text=both(given.text),
        signed_on=given.signed_on,
        signed_by=sided(given.signed_by),
        file=stated_or(given.file, None),
    )


def statement(given: project.Statement | UnsetType) -> report.Statement | None:
    """Return a signed statement, None when there is none."""
    return None if isinstance(given, UnsetType) else signed(given)


def _strata(source: ReportSource) -> list[report.Stratum]:
    known = {item.id: item for item in source.evidence.strata}
    return [
        report.Stratum(
            id=item.id,
            name=both(item.name, item.id),
            area_ha=known[item.id].area_ha,
            stated_ha=stated_or(item.area_ha, None),
            is_computed=known[item.id].computed,
            controls=stated_or(item.controls, item.id),
        )
        for item in source.project.strata
    ]


def _parcel(item: evidence.Parcel) -> report.Parcel:
    return report.Parcel(
        id=item.id,
        stratum=item.stratum,
        is_control=item.control,
        area_ha=item.area_ha,
        stated_ha=item.stated_ha,
        corners=sum(len(ring) - 1 for part in item.polygons for ring in part),
    )


def _land(land: project.Land) -> report.Land:
    cover = stated_or(land.cover, None)
    return report.Land(
        cover=word("scenario", cover) if cover else None,
        converted_from_native=stated_or(land.converted_from_native, None),
        organic_soil=stated_or(land.organic_soil, None),
        drained=stated_or(land.drained, None),
        wet_climate=stated_or(land.wet_climate, None),
        irrigated=stated_or(land.irrigated, None),
        calcareous=stated_or(land.calcareous, None),
        clay_silt_percent=stated_or(land.clay_silt_percent, None),
        history=maybe(land.history),
        tenure=statement(land.tenure),
    )


def _baseline(given: project.Baseline) -> report.Baseline:
    span = stated_or(given.look_back, None)
    return report.Baseline(
        description=maybe(given.description),
        look_back=report.LookBack(start=span.start, last_day=last_day(span.end))
        if span
        else None,
        sealed_on=stated_or(given.sealed_on, None),
        reassess_on=stated_or(given.reassess_on, None),
    )


def _additionality(given: project.Additionality) -> report.Additionality:
    return report.Additionality(
        statement=statement(given.statement),
        regulatory_surplus=stated_or(given.regulatory_surplus, None),
        barriers=maybe(given.barriers),
        adoption_percent=stated_or(given.adoption_percent, None),
    )


def practice_record(
    practice: project.Practice, carrier_carbon: float | None = None
) -> report.Practice:
    """Return practice and product as stated, and the carbon that is charged [t C]."""
    change = stated_or(practice.change, None)
    return report.Practice(
        category=word("category", practice.category),
        kind=word("kind", practice.kind),
        description=both(practice.description),
        start=practice.start,
        change=word("change", change) if change else None,
        change_percent=stated_or(practice.change_percent, None),
        mechanism=[
            report.Mechanism(
                property=name,
                name=property_name(name),
                direction=word("direction", direction),
            )
            for name, direction in sorted(stated_or(practice.mechanism, {}).items())
        ],
        product=_product(stated_or(practice.product, None), carrier_carbon),
        evidence=[
            told for item in stated_or(practice.evidence, []) if (told := sided(item))
        ],
    )


def property_name(code: str) -> Text:
    """Return the name of an observed property, its code where it has none."""
    known = properties().get(code)
    return Text(en=known.name["en"], zh=known.name["zh"]) if known else same(code)


def _product(
    given: project.Product | None, counted: float | None
) -> report.Product | None:
    if given is None:
        return None
    form = stated_or(given.form, None)
    return report.Product(
        name=maybe(given.name),
        registration=stated_or(given.registration, None),
        standard=stated_or(given.standard, None),
        form=word("form", form) if form else None,
        strains=[
            report.Strain(
                name=item.name,
                accession=stated_or(item.accession, None),
                deposit=stated_or(item.deposit, None),
            )
            for item in stated_or(given.strains, [])
        ],
        labelled_count=_quantity(given.labelled_count),
        legal_minimum=_quantity(given.legal_minimum),
        carrier_carbon=_counted(counted) or _quantity(given.carrier_carbon),
        sterile_carrier_on_control=stated_or(given.sterile_carrier_on_control, None),
    )


def _counted(carbon: float | None) -> report.Quantity | None:
    """Return the carbon that the account charges, rounded up like every deduction."""
    if carbon is None:
        return None
    value = decimal_text(rounded(Decimal(repr(carbon)), CARBON_DECIMALS, "up"))
    return report.Quantity(value=value, unit="t{C}", relation="=")


def _quantity(given: project.Quantity | UnsetType) -> report.Quantity | None:
    if isinstance(given, UnsetType):
        return None
    return report.Quantity(
        value=given.value, unit=given.unit, relation=stated_or(given.relation, "=")
    )


def _earlier(
    stated: Literal["none"] | list[project.EarlierAccount] | UnsetType,
) -> Literal["none", "listed", "unknown"]:
    """Return whether there were earlier accounts, as the project says."""
    if isinstance(stated, UnsetType):
        return "unknown"
    return "none" if stated == "none" else "listed"


def declared_record(source: ReportSource) -> report.Declared:
    """Return what the project declares of leakage, risk, accounts and estimate.

    Control sites come with the counts of the method that tested them.
    """
    document = source.project
    return report.Declared(
        leakage=amounts(document.leakage),
        permanence=_permanence(stated_or(document.permanence, project.Permanence())),
        earlier=_earlier(document.earlier),
        ex_ante=stated_or(document.ex_ante, None),
        forecast=_achieved(source) or UNSET,
        control_sites=_control_sites(
            stated_or(document.control_sites, []), _tested(source)
        ),
        laboratories=[
            report.Laboratory(
                name=both(item.name),
                accreditation=stated_or(item.accreditation, None),
                scope=sided(item.scope),
                valid_until=stated_or(item.valid_until, None),
            )
            for item in stated_or(document.laboratory, [])
        ],
    )


def _achieved(source: ReportSource) -> list[report.Achieved]:
    """Return the accounts beside the sealed forecast.

    Only of a first account: a later one credits what is new, and the chain of accounts
    is set against the forecast by ``edaphon history``.
    """
    if source.forecast is None or source.project.earlier != "none":
        return []
    period = source.account.period
    results = [
        (item.method.id, period.start, period.end, item.units)
        for item in source.account.accounts
    ]
    return [
        report.Achieved(
            method=item.method,
            units=item.units,
            expected=item.expected,
            low=item.low,
            high=item.high,
            standing=item.standing,
        )
        for item in compared(source.forecast, results)
    ]


def amounts(given: project.Leakage | UnsetType) -> dict[str, str]:
    """Return the amounts that are stated, by the name of their field."""
    return dict(sorted(to_builtins(stated_or(given, {})).items()))


def _permanence(given: project.Permanence) -> report.Permanence:
    return report.Permanence(
        internal=stated_or(given.internal, None),
        external=stated_or(given.external, None),
        natural=stated_or(given.natural, None),
        longevity_years=stated_or(given.longevity_years, None),
        events=[signed(item) for item in stated_or(given.events, [])],
    )


def _tested(source: ReportSource) -> dict[str, tuple[int, int]]:
    """Return how many tests of control sites a point meets, and of how many."""
    return {
        item.name: (item.met, item.tests)
        for account in source.account.accounts
        for condition in account.conditions
        for item in stated_or(condition.tested, [])
    }


def _control_sites(
    sites: Sequence[project.ControlSite], tested: Mapping[str, tuple[int, int]]
) -> list[report.ControlSite]:
    return [
        report.ControlSite(
            point=item.point,
            distance_km=stated_or(item.distance_km, None),
            precipitation_difference_mm=stated_or(
                item.precipitation_difference_mm, None
            ),
            same_practice_years=stated_or(item.same_practice_years, None),
            weather_station_km=stated_or(item.weather_station_km, None),
            tests_met=tested.get(item.point, (None, None))[0],
            tests=tested.get(item.point, (None, None))[1],
        )
        for item in sites
    ]
