"""The catalogue of co-effects: indicators and safeguards, one table each."""

from collections.abc import Iterator

from edaphon.kernel.language import Language
from edaphon.kernel.marks import legend_of_marks
from edaphon.schemas.coeffect_catalogue import MARK, REFERENCE, Indicator, catalogue
from edaphon.schemas.models.account import Text
from reference.markdown import Page, code, escaped, table
from reference.words import words_of

INDICATORS = (
    "code", "name", "topic", "unit", "also", "better", "needs", "usual", "limits",
    "sdg",
)  # fmt: skip
NEWEST = "9999-12-31"
"""Day after every limit."""

SAFEGUARDS = ("code", "topic", "question")


def pages(language: Language) -> Iterator[Page]:
    """Yield the page of the catalogue."""
    words = words_of("coeffects", language)
    found = catalogue()

    def told(given: Text) -> str:
        return escaped(given.zh if language == "zh" else given.en)

    indicators = [
        (
            code(name),
            told(item.title),
            told(found.topics[item.topic]),
            code(item.unit),
            ", ".join(map(code, item.also)),
            words["computed"] if item.computed else words[item.better],
            words[item.needs],
            _ends(item, "low", "high"),
            _ends(item, "least", "most"),
            ", ".join(item.sdg),
        )
        for name, item in found.indicators.items()
    ]
    safeguards = [
        (code(name), told(found.topics[item.topic]), told(item.title))
        for name, item in found.safeguards.items()
    ]
    targets = words["targets"].format(reference=REFERENCE)
    marks = {one.mark for item in found.indicators.values() for one in item.bounds}
    legend = legend_of_marks(language, [MARK, *sorted(marks)])
    parts = [
        f"# {words['title']}\n",
        f"{words['lead']}\n",
        f"## {words['indicators']}\n",
        table([words[column] for column in INDICATORS], indicators),
        f"{words['sizes']} {targets} {legend}\n",
        f"## {words['safeguards']}\n",
        table([words[column] for column in SAFEGUARDS], safeguards),
    ]
    yield "coeffects", "\n".join(parts)


def _ends(item: Indicator, low: str, high: str) -> str:
    """Return the newest limits in the standard unit, else those of the form."""
    held = item.bounds_on(NEWEST, item.unit)
    least = getattr(held, low, None) or item.low
    most = getattr(held, high, None) or item.high
    return f"{least} … {most}" if least and most else ""
