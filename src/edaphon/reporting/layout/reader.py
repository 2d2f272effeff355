"""A reader of one language: what every chapter needs to put content into words."""

from datetime import date, timedelta

from edaphon.kernel.calendar_years import years_between
from edaphon.kernel.language import Language, translator
from edaphon.kernel.units import display
from edaphon.reporting.layout.blocks import Cell
from edaphon.reporting.number_text import UNKNOWN, plain, shown
from edaphon.reporting.wording import ROOM, clause, day, read_in, word
from edaphon.schemas.models.account import Text
from edaphon.schemas.models.evidence import Geography
from edaphon.schemas.models.report import Figure, LookBack, Method, Quantity, Report


class Reader:
    """Content, language and the words for both."""

    def __init__(
        self,
        content: Report,
        language: Language,
        geography: Geography,
    ) -> None:
        self.content = content
        self.language: Language = language
        self.geography = geography
        self.gettext = translator(ROOM, language)
        self.gap = "" if language == "zh" else " "
        self.to = FULL_TILDE if language == "zh" else EN_DASH

    def pick(self, text: Text | None) -> str:
        """Return a text in the reader's language; a dash for none."""
        return UNKNOWN if text is None else read_in(text, self.language)

    def word(self, kind: str, code: object) -> str:
        """Return the word for a code."""
        return self.pick(word(kind, code))

    def own_words(self, field: str) -> str:
        """Return the project's words to a field of the disclosure list; none, empty."""
        return next(
            (
                self.pick(item.text)
                for item in self.content.disclosure
                if item.id == field and item.state == "stated"
            ),
            "",
        )

    def clause(self, source: str) -> str:
        """Return a clause with what stands behind its number."""
        return clause(source, self.language)

    def part(self, key: str, source: str) -> str:
        """Return what a disclosure field cites of a document, as the document does."""
        form = self.word("source_form", key)
        told = self.clause(self.word("source_part", source))
        return told if form == key else form.format(clause=told)

    def day(self, iso: object) -> str:
        """Return a date in prose; a dash for none."""
        return self.pick(day(iso)) if iso else UNKNOWN

    def years(self, period: LookBack) -> str:
        """Return how long a period is, in years of the accounts."""
        after = date.fromisoformat(period.last_day) + timedelta(days=1)
        length = float(years_between(period.start, after.isoformat()))
        return (
            self.gettext("{count} yr").format(count=f"{length:.1f}").replace(" ", NBSP)
        )

    def span(self, period: LookBack) -> str:
        """Return first and last day of a period, and its years."""
        days = f"{period.start} – {period.last_day}"
        return self.gettext("{days} ({years})").format(
            days=days, years=self.years(period)
        )

    def unit(self, code: str) -> str:
        """Return a unit as people write it."""
        return display(code, self.language).replace(" ", NBSP)

    def yes(self, value: object) -> str:
        """Return yes, no or a dash."""
        if value is None:
            return UNKNOWN
        return self.gettext("Yes") if value else self.gettext("No")

    def quantity(
        self, value: str | None, unit: str, decimals: int | None = None
    ) -> str:
        """Return a number with its unit, never parted at the end of a line."""
        if value is None:
            return UNKNOWN
        number = shown(value, decimals, unit)
        told = self.unit(unit)
        if not told:
            return number
        return f"{number}{'' if told == '%' else NBSP}{told}"

    def stated(self, given: Quantity | None) -> str:
        """Return a stated quantity with its relation and unit."""
        if given is None:
            return UNKNOWN
        relation = self.word("relation", given.relation)
        return f"{relation}{plain(given.value)}{NBSP}{self.unit(given.unit)}"

    def stratum(self, name: str) -> str:
        """Return a stratum's name with its id."""
        for item in self.content.project.strata:
            if item.id == name:
                told = self.pick(item.name)
                return told if told == name else f"{name} {told}"
        return name

    def figure(self, method: Method, name: str) -> Figure | None:
        """Return a figure of a method by name."""
        return next((one for one in method.figures if one.name == name), None)

    def figure_cell(self, method: Method, name: str) -> Cell:
        """Return a figure's value, linked to its row in the table of figures."""
        item = self.figure(method, name)
        if item is None:
            return Cell(UNKNOWN)
        return Cell(
            shown(item.value, None, item.unit),
            href=anchor(method, name),
            hint=self.hint(item),
        )

    def hint(self, item: Figure) -> str:
        """Return value, unit, uncertainty and clause of a figure in one line."""
        _ = self.gettext
        parts = [f"{item.symbol} = {plain(item.value)} {self.unit(item.unit)}"]
        if item.uncertainty is not None:
            parts.append(_("standard uncertainty {value}").format(
                value=plain(item.uncertainty)))  # fmt: skip
        parts.append(self.clause(item.source))
        return "; ".join(part.strip() for part in parts)


NBSP = "\N{NO-BREAK SPACE}"

FULL_TILDE, EN_DASH = "\N{FULLWIDTH TILDE}", "\N{EN DASH}"
"""Sign between the ends of a range, in Chinese and in English."""


def anchor(method: Method, name: str) -> str:
    """Return the anchor of a figure's row."""
    return f"f-{method.slug}-{name}"


def parameter_anchor(method: Method, name: str) -> str:
    """Return the anchor of a parameter's row."""
    return f"p-{method.slug}-{name.replace('.', '-')}"
