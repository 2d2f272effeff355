"""Equations of a methodology: plain functions that carry their clause as data.

A function under ``@equation`` reads like the line in the methodology. Its
arguments say where they come from: ``take`` names another equation or an input
from the evidence and the unit expected on that edge, ``parameter`` names a dated
parameter of the pack. Nothing is looked up from inside a body.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

import numpy as np
from numpy.typing import NDArray

Values = Sequence[float]
"""Many values of one quantity, in the fixed order of their axis."""

FloatArray = NDArray[np.float64]

Mark = Literal["P", "S", "M", "D"]
"""Primary text, secondary source, memory, or a decision of our own method."""

ReplayClass = Literal["E", "T"]


class Factor(NamedTuple):
    """An emission factor with both ends of its range."""

    low: float
    value: float
    high: float


class Grouped(NamedTuple):
    """Values of a finer axis, contiguous per element of the axis that takes them."""

    values: FloatArray
    offsets: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """Where an argument comes from, and the unit that must hold on that edge."""

    unit: str
    name: str = ""
    """Equation or input; empty means the argument's own name."""
    where: tuple[tuple[str, str], ...] = ()
    """Attributes that the finer axis must have, such as ``role=project``."""
    may_be_empty: bool = False
    """Whether no value at all is a valid answer (a sum over no sources is zero)."""
    may_be_missing: bool = False
    """Whether an absent input is passed as ``nan``, or as an empty sequence."""
    missing_is_zero: bool = False
    """Whether the equation leaves an absent input out, as if it were zero."""
    per: str = ""
    """Axis by which whole arrays are passed, where it is not that of the equation."""
    unless: str = ""
    """Argument of the equation whose value, where it is known, is used instead."""
    only_with: str = ""
    """Argument that has to be known and not zero where this one is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterUse:
    """Parameter of the pack that an argument receives."""

    name: str
    unit: str
    by: str = ""
    """Attribute of the axis that completes the name, such as the kind of fuel."""
    only_with: str = ""
    """Argument that has to be known and not zero where the parameter is used."""
    end: str = ""
    """Argument that decides which end of the parameter's range is used."""


def take(  # noqa: PLR0913 - every field of an edge has its own name
    unit: str,
    name: str = "",
    *,
    may_be_empty: bool = False,
    may_be_missing: bool = False,
    missing_is_zero: bool = False,
    per: str = "",
    unless: str = "",
    only_with: str = "",
    **where: str,
) -> Take:
    """Say that an argument is the value of an equation or of an input.

    Parameters
    ----------
    unit
        UCUM code that the other end must give; compared when the pack loads.
    name
        Equation or input; the argument's own name when empty.
    may_be_empty
        Accept an empty sequence: records that name no source say it emits nothing.
    may_be_missing
        Accept an absent input, as ``nan`` or as an empty sequence, instead of
        leaving the step uncomputed.
    missing_is_zero
        Take such an absent input as zero: its printed formula then leaves it out.
    per
        Pass the whole quantity to a vectorised equation, grouped by this axis.
    unless
        Argument that is used instead where it has a value, so that a walk back from
        a figure leaves this one out there.
    only_with
        Argument without which, or with zero for it, this one moves nothing.
    **where
        Attributes to select on the finer axis, such as ``role="control"``.
    """
    return Take(
        unit=unit,
        name=name,
        where=tuple(sorted(where.items())),
        may_be_empty=may_be_empty,
        may_be_missing=may_be_missing or missing_is_zero,
        missing_is_zero=missing_is_zero,
        per=per,
        unless=unless,
        only_with=only_with,
    )


def parameter(
    name: str, unit: str, *, by: str = "", only_with: str = "", end: str = ""
) -> ParameterUse:
    """Say that an argument is a dated parameter of the pack."""
    return ParameterUse(name=name, unit=unit, by=by, only_with=only_with, end=end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument of an equation, with its origin and the shape it wants."""

    name: str
    origin: Take | ParameterUse
    many: bool
    """True for a sequence of values, false for one number."""
    ranged: bool = False
    """True for a parameter whose ends are wanted where it has a range (`Factor`)."""

    @property
    def source(self) -> str:
        """Name of the equation, input or parameter at the other end."""
        return self.origin.name or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """A numbered step of a pack: body, clause and everything an account prints."""

    name: str
    number: str
    symbol: str
    unit: str
    over: str
    source: str
    mark: Mark
    title: Mapping[str, str]
    text: str
    body: Callable[..., Any] = field(repr=False, compare=False)
    formula: str = ""
    """The line in the methodology, in the notation of ``methods.formula``."""
    arguments: tuple[Argument, ...] = ()
    when: tuple[tuple[str, str], ...] = ()
    """Settings under which this variant applies, such as ``design=paired``."""
    vectorised: bool = False
    """True when the body works on whole arrays of its axis at once."""
    replay: ReplayClass = "T"
    decimals: int = 6
    rounding: Literal["half_even", "down", "up"] = "half_even"
    deviation: Mapping[str, str] = field(default_factory=dict)
    """How it deviates from the print of its clause, in both languages; empty if not."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any body
        """Evaluate the body directly, as worked examples and notebooks do."""
        return self.body(*args, **kwargs)

    def under(self, **changes: Any) -> "Equation":  # noqa: ANN401 - fields of this record
        """Return the same body under a pack's own number, clause and title."""
        return replace(self, **changes)


def equation(  # noqa: PLR0913 - every field of a clause has its own name
    *,
    number: str,
    symbol: str,
    unit: str,
    over: str = "account",
    source: str,
    mark: Mark,
    title: tuple[str, str],
    when: Mapping[str, str] | None = None,
    vectorised: bool = False,
    name: str = "",
    **printing: Any,  # noqa: ANN401 - formula, replay, decimals, rounding of Equation
) -> Callable[[Callable[..., Any]], Equation]:
    """Declare a function as an equation of a method pack.

    Parameters
    ----------
    number, symbol, source, mark
        Number and symbol in the methodology, clause, and how the fact is known.
    unit
        UCUM code of the result.
    over
        Axis on which the equation is evaluated, element by element.
    title
        English and Chinese name of the quantity.
    when
        Settings under which this variant replaces its namesakes.
    vectorised
        Pass whole arrays instead of one element at a time.
    name
        Name of the quantity; the function's name when empty.
    **printing
        ``formula``, and ``replay``, ``decimals``, ``rounding`` of the published
        figure; ``deviation`` from the print.
    """

    def declare(body: Callable[..., Any]) -> Equation:
        return Equation(
            name=name or body.__name__,
            number=number,
            symbol=symbol,
            unit=unit,
            over=over,
            source=source,
            mark=mark,
            title={"en": title[0], "zh": title[1]},
            text=inspect.getdoc(body) or "",
            body=body,
            arguments=arguments_of(body),
            when=tuple(sorted((when or {}).items())),
            vectorised=vectorised,
            **printing,
        )

    return declare


def arguments_of(body: Callable[..., Any], after: int = 0) -> tuple[Argument, ...]:
    """Return the arguments of a body, each with its origin.

    Parameters
    ----------
    body
        Function whose arguments say where they come from.
    after
        Arguments that stand before these and are given otherwise.

    Raises
    ------
    TypeError
        When an argument does not say its origin.
    """
    found = []
    for argument in list(inspect.signature(body).parameters.values())[after:]:
        if get_origin(argument.annotation) is not Annotated:
            message = (
                f"{body.__name__}: argument {argument.name} does not say its origin"
            )
            raise TypeError(message)
        shape, origin, *_ = get_args(argument.annotation)
        many = shape not in (float, Factor)
        found.append(
            Argument(
                name=argument.name, origin=origin, many=many, ranged=shape is Factor
            )
        )
    return tuple(found)
