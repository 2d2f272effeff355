"""The forecast of a project: what its plan may bring, before anything is sampled."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

from msgspec import UNSET, to_builtins

from edaphon.accounting import Account, accounts
from edaphon.evidence import Seal
from edaphon.kernel.canonical import dumps
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.files import write_atomically
from edaphon.kernel.quantities import decimal_text, rounded
from edaphon.methods import MethodPack
from edaphon.planning.basis import EXPECTED, Basis, read_basis
from edaphon.planning.costs import Work, total
from edaphon.planning.design import (
    Design,
    design_of,
    with_archive,
    with_points,
    with_years,
)
from edaphon.planning.outcome import Drawn, Outcome, drawn, number_text
from edaphon.planning.simulated import Simulated, area_of, gain_of, years_of
from edaphon.schemas.models.forecast import (
    Costs,
    Figures,
    Forecast,
    GainRow,
    InputFile,
    MethodForecast,
    OtherDesign,
    PlannedCase,
    Span,
    Words,
)
from edaphon.schemas.record import stated_or

FORECAST = Seal.BESIDE[0]
"""Where the forecast of a project lies."""

DRAWS = 100
"""Projects that are drawn where nobody says how many."""

LEAST_DRAWS, MOST_DRAWS = 20, 10_000

TABLE = tuple(Decimal(tenth) / 10 for tenth in range(11))
"""Gains that are shown where none is stated [t C/ha/a]."""

TABLE_PART, WHAT_IF_PART = 4, 2
"""A row of the table takes a quarter of the draws, another design half of them."""

ARCHIVE = 5
"""Every so many samples are kept in the design with an archive: a fifth of them."""

MORE_YEARS = 2
"""By how much later the last campaign comes in the design with more time [a]."""

NEVER = Words(
    en="A forecast is never a credit: no sample stands in it, and nothing can be "
    "issued, sold or promised on it.",
    zh="预测不是碳信用：未使用实测数据，不得据此签发、出售或承诺。",
)
"""What stands on every forecast."""

Name = Literal["plan", "points_1_5", "points_2", "years", "archive"]
"""Designs that a forecast compares."""

Progress = Callable[[int, int], None]
"""Told how many accounts are done, of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A forecast as it was made."""

    record: Forecast
    is_written: bool
    """Whether it stands in the folder now."""
    is_sealed: bool
    """Whether a forecast is sealed, which nothing takes the place of."""
    is_late: bool
    """Whether the plan was sealed without a forecast: nothing is compared with this."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One design under one gain, drawn some times."""

    name: Name
    """How the design differs from the planned one."""
    gain: str = ""
    """Gain of a row of the table [t C/ha/a]; empty where gains are stated."""
    design: Design
    gains: Mapping[str, float]
    draws: int


def forecast(
    folder: Path,
    *,
    draws: int = DRAWS,
    progress: Progress | None = None,
    write: bool = True,
) -> Made:
    """Make the forecast of a project folder.

    Parameters
    ----------
    folder
        Project folder with plan and expectations; its data files are not read.
    draws
        Projects to draw.
    progress
        Told how far the work is.
    write
        False to return the record without writing it; a sealed one is never written
        over.

    Returns
    -------
    Made
        The record, the same for the same files on every machine of one kind.

    Raises
    ------
    EdaphonError
        ``EXPECTED_DRAWS``, ``EXPECTED_FAILS``, and what `read_basis` and an account
        refuse.
    """
    if not LEAST_DRAWS <= draws <= MOST_DRAWS:
        facts = {"found": draws, "least": LEAST_DRAWS, "most": MOST_DRAWS}
        raise EdaphonError(Problem(code="EXPECTED_DRAWS", facts=facts))
    basis = read_basis(folder)
    cases = list(_cases(basis, draws))
    whole, done = sum(case.draws for case in cases), 0
    found: dict[str, list[Outcome]] = {}
    works: dict[str, Work] = {}
    for case in cases:
        simulated = Simulated(basis=basis, design=case.design, gains=case.gains)
        works[case.name] = _work(simulated)
        kept: dict[str, tuple[MethodPack, list[Drawn]]] = {}
        for draw in range(case.draws):
            for account in _accounts(simulated, draw):
                pack = account.pack
                kept.setdefault(pack.id, (pack, []))[1].append(drawn(account))
            done += 1
            if progress:
                progress(done, whole)
        for outcome in _outcomes(simulated, kept):
            found.setdefault(outcome.pack.id, []).append(outcome)
    record = _record(basis, cases, found, works, draws)
    seal = basis.plan.seal
    is_sealed = seal is not None and FORECAST in seal.beside
    if write and not is_sealed:
        write_atomically(folder / FORECAST, dumps(to_builtins(record)))
    return Made(
        record=record,
        is_written=write and not is_sealed,
        is_sealed=is_sealed,
        is_late=basis.is_sealed and not is_sealed,
    )


def _accounts(simulated: Simulated, draw: int) -> Sequence[Account]:
    """Return the accounts of one draw; a method that fails on it is told as such."""
    try:
        return accounts(simulated.evidence(draw), simulated.basis.project.methods)
    except EdaphonError as error:
        failed = [item for item in error.problems if item.code == "METHOD_BODY"]
        if not failed:
            raise
        cause = f"{failed[0].facts['name']}, {failed[0].facts['cause']}"
        where = Where(file=EXPECTED)
        raise EdaphonError(
            Problem(code="EXPECTED_FAILS", where=where, facts={"cause": cause})
        ) from error


def _outcomes(
    simulated: Simulated, kept: Mapping[str, tuple[MethodPack, list[Drawn]]]
) -> Iterator[Outcome]:
    activity = stated_or(simulated.basis.expected.activity, [])
    told = frozenset(item.item for item in activity)
    for pack, draws in kept.values():
        yield Outcome(
            pack=pack,
            draws=draws,
            years=years_of(simulated.project),
            area=area_of(simulated),
            gain=gain_of(simulated),
            told=told,
        )


def _cases(basis: Basis, draws: int) -> Iterator[Case]:
    """Yield the design as planned, then other gains or other designs."""
    design, gains = design_of(basis), basis.gains
    if gains is None:
        for gain in TABLE:
            every = {item.id: float(gain) for item in basis.project.strata}
            part = max(LEAST_DRAWS, draws // TABLE_PART)
            yield Case(
                name="plan", gain=str(gain), design=design, gains=every, draws=part
            )
        return
    yield Case(name="plan", design=design, gains=gains, draws=draws)
    part = _part(draws)
    others: dict[Name, Design] = {
        "points_1_5": with_points(design, Decimal("1.5")),
        "points_2": with_points(design, Decimal(2)),
        "years": with_years(design, MORE_YEARS),
    }
    if not design.archived_every:
        others["archive"] = with_archive(design, ARCHIVE)
    for name, other in others.items():
        yield Case(name=name, design=other, gains=gains, draws=part)


def _work(simulated: Simulated) -> Work:
    places = simulated.design.places
    return Work(
        campaigns=2,
        visits=sum(len(place.rounds) for place in places),
        samples=simulated.samples,
        area=Decimal(repr(area_of(simulated))),
        years=Decimal(repr(years_of(simulated.project))),
    )


# --- The record -------------------------------------------------------------------


def _record(
    basis: Basis,
    cases: Sequence[Case],
    found: Mapping[str, Sequence[Outcome]],
    works: Mapping[str, Work],
    draws: int,
) -> Forecast:
    period, gains = basis.project.model.period, basis.gains
    return Forecast(
        v="edaphon.forecast/1",
        project=basis.project.id,
        is_no_credit=NEVER,
        measured=list(basis.measured),
        left_out=list(basis.left_out),
        inputs=[
            InputFile(path=path, digest=held)
            for path, held in sorted(basis.inputs.items())
        ],
        seed=basis.seed.hexadecimal(),
        draws=draws,
        period=Span(start=period.start, end=period.end),
        gains=None
        if gains is None
        else {name: number_text(gain, 4) for name, gain in gains.items()},
        methods=[
            _chosen(basis, cases, outcomes, works) if gains else _table(cases, outcomes)
            for outcomes in found.values()
        ],
    )


def _table(cases: Sequence[Case], outcomes: Sequence[Outcome]) -> MethodForecast:
    """Return a method where no gain is stated: a row a gain, none chosen."""
    rows = [
        GainRow(
            gain=case.gain,
            draws=case.draws,
            figures=item.figures(),
            cured=_cured(item),
        )
        for case, item in zip(cases, outcomes, strict=True)
    ]
    first = outcomes[0]
    return MethodForecast(
        id=first.pack.id,
        digest=first.pack.digest,
        conditions=first.conditions(),
        lacking=first.lacking(),
        detectable=first.detectable(),
        table=rows,
        forecast=None,
        deductions=None,
        dominant=None,
        costs=None,
        what_if=[],
    )


def _chosen(
    basis: Basis,
    cases: Sequence[Case],
    outcomes: Sequence[Outcome],
    works: Mapping[str, Work],
) -> MethodForecast:
    """Return a method under the stated gain, with what other designs would bring."""
    first = outcomes[0]
    compared = [_same_draws(first), *outcomes[1:]]
    return MethodForecast(
        id=first.pack.id,
        digest=first.pack.digest,
        conditions=first.conditions(),
        lacking=first.lacking(),
        detectable=first.detectable(),
        table=[],
        forecast=PlannedCase(figures=first.figures(), cured=_cured(first)),
        deductions=first.deductions(),
        dominant=first.dominant(),
        costs=_costs(basis, first, works["plan"]),
        what_if=[
            OtherDesign(
                name=case.name,
                draws=len(item.draws),
                figures=item.figures(),
                cured=_cured(item),
                detectable=item.detectable(),
                costs=_costs(basis, item, works[case.name]),
            )
            for case, item in zip(cases, compared, strict=True)
        ],
    )


def _same_draws(outcome: Outcome) -> Outcome:
    """Return the design as planned on the draws that the other designs have."""
    return replace(outcome, draws=outcome.draws[: _part(len(outcome.draws))])


def _part(draws: int) -> int:
    return max(LEAST_DRAWS, draws // WHAT_IF_PART)


def _cured(outcome: Outcome) -> Figures | None:
    held = outcome.cured
    return None if held is None else outcome.figures(held)


def _costs(basis: Basis, outcome: Outcome, work: Work) -> Costs | None:
    """Return costs of a design and what they come to for a tonne.

    None without a cost table: costs that nobody states are unknown, never zero.
    """
    if not basis.costs:
        return None
    whole = total(basis.costs, work)
    figures, price = outcome.figures(), basis.expected.price
    stated = None if price is UNSET else Decimal(price.amount)
    expected = Decimal(figures.expected) * work.years
    return Costs(
        currency=basis.costs[0].currency,
        total=_money(whole),
        per_tonne=_per(whole, expected),
        break_even=_per(whole, Decimal(figures.low) * work.years),
        price=None if stated is None else decimal_text(stated),
        margin=None if stated is None else _money(stated * expected - whole),
    )


def _per(whole: Decimal, tonnes: Decimal) -> str | None:
    """Return costs a tonne, rounded up; None where no tonne is expected."""
    if tonnes <= 0:
        return None
    return decimal_text(rounded(whole / tonnes, 2, "up"))


def _money(amount: Decimal) -> str:
    return decimal_text(rounded(amount, 2, "half_even"))
