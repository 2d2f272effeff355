"""A method pack as a methodology document, in English and Chinese.

Everything is made from the pack: scope, conditions, numbered equations with what
each symbol means, parameters with their references, worked examples. Nothing is
typed twice, so the document cannot drift from what is computed.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from edaphon.kernel.language import Language, translator
from edaphon.kernel.marks import OF_METHODS, legend_of_marks
from edaphon.kernel.units import display
from edaphon.methods.editions import transition_told
from edaphon.methods.engine.equation import Equation, ParameterUse
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.reachable import reachable
from edaphon.methods.engine.worked_examples import Check, check, examples
from edaphon.methods.showing.formula_drawing import mathml, plain, tex
from edaphon.methods.showing.wording import Meaning, Words, shared_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One way in which an equation applies: settings, clause, mark, function."""

    title: str
    when: str
    source: str
    mark: str
    deviation: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One equation as the document prints it; variants of one formula together."""

    number: str
    name: str
    title: str
    formula: str
    over: str
    note: str
    meanings: tuple[Meaning, ...]
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Equations of one subject, in the order of the pack."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One worked example with what was expected and what the pack gives."""

    title: str
    settings: str
    rows: tuple[tuple[str, Check], ...]
    """Title of the quantity, and what was expected and found."""
    worked: str


def place_of(equation: Equation) -> str:
    """Return file and line of an equation's function, from the package on."""
    code = equation.body.__code__
    parts = Path(code.co_filename).parts
    start = len(parts) - 1 - parts[::-1].index("edaphon") if "edaphon" in parts else -2
    return f"{'/'.join(parts[start:])}:{code.co_firstlineno}"


def chapters(pack: MethodPack, words: Words) -> Iterator[Chapter]:
    """Yield the equations of the figures by subject."""
    rest = list(reachable(pack))
    for part in words.list_of("chapters"):
        chosen = [item for item in rest if _module(item) in part["modules"]]
        rest = [item for item in rest if item not in chosen]
        if chosen:
            title = str(part["title"][words.language])
            yield Chapter(title=title, entries=tuple(_entries(chosen, words)))
    if rest:
        title = translator("methods", words.language)("Further equations")
        yield Chapter(title=title, entries=tuple(_entries(rest, words)))


def _module(equation: Equation) -> str:
    return equation.body.__module__.rpartition(".")[2]


def _entries(equations: Sequence[Equation], words: Words) -> Iterator[Entry]:
    """Yield one entry a formula; variants that share it stand together."""
    shared: dict[tuple[str, str], list[Equation]] = {}
    for item in equations:
        shared.setdefault((item.name, item.formula or item.text), []).append(item)
    for variants in shared.values():
        first = variants[0]
        yield Entry(
            number=first.number,
            name=first.name,
            title=shared_title(variants, words.language),
            formula=first.formula,
            over=words.over(first),
            note=words.note(first) or ("" if first.formula else first.text),
            meanings=tuple(words.meanings(first)),
            variants=tuple(_variant(item, words) for item in variants),
        )


def _variant(equation: Equation, words: Words) -> Variant:
    return Variant(
        title=equation.title[words.language],
        when=words.conditions(equation),
        source=equation.source,
        mark=equation.mark,
        deviation=equation.deviation.get(words.language, ""),
        place=f"{equation.body.__name__}, {place_of(equation)}",
    )


def worked_examples(pack: MethodPack, words: Words) -> Iterator[Example]:
    """Yield every worked example of the pack, computed anew."""
    comma = "，" if words.language == "zh" else ", "
    for item in examples(pack):
        settings = comma.join(
            f"{words.word('settings', name)} {words.word('values', value)}"
            for name, value in item.get("settings", {}).items()
        )
        rows = [
            (words.title(item.get("equation", one.quantity)), one)
            for one in check(pack, item)
        ]
        yield Example(
            title=item["name"][words.language],
            settings=settings,
            rows=tuple(rows),
            worked=_worked(item.get("worked", ""), words.language),
        )


def _worked(given: Any, language: Language) -> str:  # noqa: ANN401 - one text or two
    """Return the calculation by hand; one without words needs no translation."""
    text = given[language] if isinstance(given, Mapping) else given
    return " ".join(str(text).split())


def content(pack: MethodPack, language: Language) -> dict[str, Any]:
    """Return everything that a template prints."""
    words = Words(pack, language)
    listed = list(chapters(pack, words))
    used = {
        argument.source
        for item in reachable(pack)
        for argument in item.arguments
        if isinstance(argument.origin, ParameterUse)
    }
    return {
        "pack": pack,
        "lang": language,
        "words": words,
        "chapters": listed,
        "parameters": [
            item
            for item in pack.parameters.values()
            if item.id in used or item.id.rpartition(".")[0] in used
        ],
        "examples": list(worked_examples(pack, words)),
        "anchors": _anchors(listed),
        "marks": pack.marks(),
    }


def _anchors(listed: Sequence[Chapter]) -> dict[str, str]:
    """Return the place in the page of each equation number, its first one."""
    found: dict[str, str] = {}
    for chapter in listed:
        for entry in chapter.entries:
            found.setdefault(entry.number, f"eq-{entry.name}")
    return found


def html(pack: MethodPack, language: Language) -> str:
    """Return the methodology as one page that opens from disk, graph included."""
    from edaphon.methods.showing.graph import svg  # noqa: PLC0415 - only a page draws it

    page = _environment(language, escape=True).get_template("methodology.html")
    return page.render(**content(pack, language), graph=svg(pack, language))


def markdown(pack: MethodPack, language: Language) -> str:
    """Return the methodology as Markdown with formulas in TeX."""
    page = _environment(language, escape=False).get_template("methodology.md.j2")
    return page.render(**content(pack, language))


def _environment(language: Language, *, escape: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("edaphon.methods.showing"),
        autoescape=escape,  # noqa: S701 - Markdown is text; the page escapes
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        _=translator("methods", language),
        mathml=mathml,
        symbol=lambda text: mathml(text, display=False),
        inline_tex=lambda text: f"${tex(text)}$",
        tex=tex,
        legend=legend_of_marks(language, OF_METHODS),
        transition=lambda item: transition_told(item)[language],
        unit=lambda code: unit_text(code, language),
        number=figure,
    )
    return environment


def unit_text(code: str, language: Language) -> str:
    """Return a unit for a reader; a pure number says so."""
    if code == "1":
        return translator("methods", language)("dimensionless")
    shown = display(code, language)
    return shown.replace("CO2e", "CO₂e")


def figure(value: float) -> str:
    """Return a number as people read it; a dash where there is none."""
    return "–" if math.isnan(value) else f"{value + 0.0:.10g}"


def one_line(equation: Equation) -> Mapping[str, str]:
    """Return what a clause leads to: function, place, symbol, unit, formula."""
    return {
        "number": equation.number,
        "name": equation.name,
        "function": equation.body.__name__,
        "place": place_of(equation),
        "symbol": equation.symbol,
        "unit": equation.unit,
        "formula": plain(equation.formula) if equation.formula else equation.text,
        "source": equation.source,
        "mark": equation.mark,
    }
