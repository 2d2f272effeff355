"""What one cell of a value column amounts to: read, converted, compared with limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal, Inexact
from fractions import Fraction

from edaphon.evidence import Property, ValueRange
from edaphon.kernel.units import exact_decimal
from edaphon.monitoring.cells.dates import DateForm, parse_day
from edaphon.monitoring.cells.numbers import NumberForm, Parsed, parse_number

PASS, NOT_EVALUATED, SUSPECT = 1, 2, 3
"""QARTOD flags that an import gives."""

BESIDE = ("area:", "content:")
"""Begin what the tests of an observation say of other cells of its row."""

_EXACT = Context(prec=100, traps=[Inexact])
_SHARES = ("%", "1")
"""Units of shares, in which a bare zero is nothing unusual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugedCell:
    """A cell understood, or the reason why it is not."""

    value: str = ""
    """Decimal text as reported [unit of the column]; a word for text properties."""
    number: str = ""
    """Decimal text [canonical unit]."""
    censored: str = ""
    flag: int = NOT_EVALUATED
    tests: str = ""
    problem: str = ""
    """Code of an error, question or warning."""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_missing(self) -> bool:
        """Whether the cell holds no result."""
        return not self.value


@dataclass(slots=True)
class Gauge:
    """Reads the cells of one property in one unit; equal cells are read once."""

    entry: Property
    unit: str
    form: NumberForm
    dates: DateForm | None = None
    scenario: str = ""
    times: Fraction | None = None
    """What one of the unit comes to in its row, where other cells of it count too."""
    told: str = ""
    """How the tests of a cell name these: ``area:D=3.2``, ``content:E=0.46``."""
    _plausible: ValueRange | None = field(init=False)
    _factor: Decimal | None = field(init=False)
    _known: dict[str, GaugedCell] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Look up what holds for every cell."""
        self._plausible = self.entry.plausible_for(scenario=self.scenario)
        self._factor = _decimal_factor(self.entry, self.unit)

    def result(self, cell: str) -> GaugedCell:
        """Return what a cell says."""
        known = self._known.get(cell)
        if known is None:
            known = self._known[cell] = self._read(cell)
        return known

    def is_blank(self, cell: str) -> bool:
        """Return whether a cell says that nothing was measured."""
        return parse_number(cell, self.form).is_missing

    def beside(self, told: str) -> "Gauge":
        """Return the gauge of a row whose area or content is told; see ``told``."""
        return replace(self, told=told, times=times(self.entry, self.unit, told))

    def _read(self, cell: str) -> GaugedCell:
        if self.entry.kind == "text":
            return GaugedCell(value="" if cell in self.form.missing else cell)
        if self.entry.kind == "date":
            said = "" if cell in self.form.missing else cell
            day = parse_day(said, self.dates, self.form.rules)
            return GaugedCell(
                value=day.text, problem=day.problem, facts={"found": cell}
            )
        parsed = parse_number(cell, self.form)
        if parsed.problem:
            facts = {"found": cell, "property": self.entry.name}
            return GaugedCell(problem=parsed.problem, facts=facts)
        return GaugedCell() if parsed.is_missing else self._measured(parsed)

    def _measured(self, parsed: Parsed) -> GaugedCell:
        number = self.converted(parsed.text)
        limits = self.entry.limits
        if limits is not None and number not in limits:
            facts = self._range_facts(parsed, limits)
            return GaugedCell(problem="VALUE_RANGE", facts=facts)
        flag, problem, facts, tests = NOT_EVALUATED, "", {}, ["limits"]
        if self._plausible is not None:
            tests.append("plausible")
            is_inside = number in self._plausible
            flag = PASS if is_inside else SUSPECT
            if not is_inside:
                problem = "VALUE_UNUSUAL"
                facts = self._range_facts(parsed, self._plausible)
        if number == 0 and not parsed.censored and self._zero_is_odd():
            tests.append("zero")
            flag, problem = SUSPECT, problem or "VALUE_ZERO"
            facts = facts or {"property": self.entry.name}
        tests += [self.told] * bool(self.told)
        return GaugedCell(
            value=parsed.text,
            number=plain(number),
            censored=parsed.censored,
            flag=flag,
            tests=" ".join(tests),
            problem=problem,
            facts=facts,
        )

    def converted(self, text: str) -> Decimal:
        """Return decimal text [unit of the column] in the canonical unit."""
        value = Decimal(text)
        if self.times is not None:
            return exact_decimal(Fraction(value) * self.times)
        if self._factor is not None:
            return _EXACT.multiply(value, self._factor)
        return self.entry.in_canonical(value, self.unit)

    def _zero_is_odd(self) -> bool:
        is_content = self.entry.domain in ("soil", "microbial")
        return is_content and self.entry.unit not in _SHARES

    def _range_facts(self, parsed: Parsed, limits: ValueRange) -> dict[str, object]:
        return {
            "value": parsed.text,
            "unit": self.unit,
            "property": self.entry.name,
            "limits": limits.text(),
            "canonical": self.entry.unit,
            "source": limits.source,
        }


def times(entry: Property, unit: str, tests: str) -> Fraction | None:
    """Return what one of a unit comes to with the area and content that tests name.

    Returns
    -------
    Fraction or None
        Canonical amount; None where the tests name neither.
    """
    told = [one for one in tests.split() if one.startswith(BESIDE)]
    counted = entry.counted(unit)
    found = entry.factors.get(counted) or entry.rate(counted)
    if not told or found is None:
        return None
    for one in told:
        found *= Fraction(one.rpartition("=")[2])
    return found


def plain(number: Decimal) -> str:
    """Return a decimal without exponent and without a negative zero."""
    return format(number or abs(number), "f")


def _decimal_factor(entry: Property, unit: str) -> Decimal | None:
    """Return the factor to the canonical unit where a decimal can be exact."""
    factor = entry.factors.get(unit)
    if factor is None:
        return None
    decimal = exact_decimal(factor)
    return decimal if Fraction(decimal) == factor else None
