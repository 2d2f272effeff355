"""The vocabulary: what a column may be, one table a domain."""

from collections.abc import Iterator

from edaphon.evidence import vocabulary
from edaphon.evidence.vocabulary import Property, ValueRange
from edaphon.kernel.language import Language
from edaphon.kernel.marks import legend_of_marks
from reference.markdown import Page, code, escaped, table
from reference.words import words_of

QUANTITY = ("code", "name", "unit", "accepted", "limits", "plausible", "stems")
PLACE = ("code", "name", "stems")


def pages(language: Language) -> Iterator[Page]:
    """Yield the page of the vocabulary."""
    words = words_of("vocabulary", language)
    parts = [f"# {words['title']}\n", f"{words['lead']}\n"]
    parts.append(f"{legend_of_marks(language)}\n")
    for domain in vocabulary.DOMAINS:
        rows = [
            _row(item, QUANTITY, language)
            for item in vocabulary.properties().values()
            if item.domain == domain
        ]
        parts.append(f"## {words[domain]}\n")
        parts.append(table([words[column] for column in QUANTITY], rows))
    rows = [_row(item, PLACE, language) for item in vocabulary.places().values()]
    parts.append(f"## {words['places']}\n")
    parts.append(table([words[column] for column in PLACE], rows))
    yield "vocabulary", "\n".join(parts)


def _row(
    item: Property, columns: tuple[str, ...], language: Language
) -> tuple[str, ...]:
    others = [unit for unit in (*item.factors, *item.shifted) if unit != item.unit]
    limits = [item.limits] if item.limits else []
    cells = {
        "code": code(item.code),
        "name": escaped(item.name[language]),
        "unit": code(item.unit),
        "accepted": ", ".join(map(code, others)),
        "limits": _ranges(limits, language),
        "plausible": _plausible(item, language),
        "stems": escaped(("、" if language == "zh" else ", ").join(item.stems)),
    }
    return tuple(cells[column] for column in columns)


def _plausible(item: Property, language: Language) -> str:
    """Return the plausible ranges of a value, and of its year on a hectare."""
    lines = [_ranges(item.plausible, language)]
    if item.per_hectare is not None:
        yearly = words_of("vocabulary", language)["yearly"]
        lines.append(f"{yearly} {_ranges([item.per_hectare], language)}")
    return "<br>".join(filter(None, lines))


def _ranges(
    ranges: tuple[ValueRange, ...] | list[ValueRange], language: Language
) -> str:
    """Return intervals with condition, reason and mark, one a line."""
    lines = []
    for limits in ranges:
        when = ", ".join(f"{name} = {value}" for name, value in limits.when.items())
        reason = f"{limits.source[language]}; {limits.mark}"
        if language == "zh":
            reason = f"{limits.source[language]}；{limits.mark}"
        lines.append(f"{escaped(limits.text())} {escaped(when)} ({escaped(reason)})")
    return "<br>".join(lines)
