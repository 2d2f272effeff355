"""Method packs as reference: clauses, equations, parameters, conditions."""

import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from edaphon.kernel.language import Language
from edaphon.kernel.marks import legend_of_marks
from edaphon.methods.engine.equation import Argument, Equation, ParameterUse
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.pack import pack, pack_ids
from edaphon.methods.engine.parameters import Parameter
from edaphon.methods.showing.formula_drawing import mathml
from reference.markdown import Page, code, contents, escaped, fenced, table
from reference.words import words_of

ROOT = Path(__file__).resolve().parents[2]


def pages(language: Language) -> Iterator[Page]:
    """Yield the index, the page of clauses, and the page of each method."""
    words = words_of("methods", language)
    installed = [pack(name) for name in pack_ids()]
    names = [file_name(item) for item in installed]
    rows = [
        (f"[{escaped(item.title[language])}]({file_name(item)}.md)", code(item.id))
        for item in installed
    ]
    index = [f"# {words['title']}\n", f"{words['lead']}\n"]
    index.append(f"{legend_of_marks(language)}\n")
    index.append(table(("", words["pack"]), rows))
    index.append(contents(["clauses", *names], hidden=True))
    yield "methods/index", "\n".join(index)
    yield "methods/clauses", _clauses(installed, language)
    for item in installed:
        yield f"methods/{file_name(item)}", _pack(item, language)


def file_name(method: MethodPack) -> str:
    """Return the name of a pack's page."""
    return method.id.replace("/", "-").replace(".", "-")


def place_of(equation: Equation) -> str:
    """Return file and line of an equation's function."""
    body = inspect.unwrap(equation.body)
    file = Path(inspect.getsourcefile(body) or "").resolve()
    line = inspect.getsourcelines(body)[1]
    return f"{file.relative_to(ROOT).as_posix()}:{line}"


def settings_of(equation: Equation) -> str:
    """Return the settings under which a variant applies, such as design = paired."""
    return ", ".join(f"{name} = {value}" for name, value in equation.when)


def _by_number(equation: Equation) -> tuple[bool, list[int], str]:
    """Order equations as the methodology counts them, those without number last."""
    digits = [int(number) for number in re.findall(r"\d+", equation.number)]
    return (not equation.number[:1].isdigit(), digits, equation.number)


def _clauses(chosen: list[MethodPack], language: Language) -> str:
    """Return the table that leads from a clause to a function."""
    words = words_of("methods", language)
    columns = ("number", "clause", "quantity", "when", "function", "place")
    parts = [f"# {words['clauses']}\n", f"{words['clauses_lead']}\n"]
    for method in chosen:
        rows = [
            (
                escaped(item.number),
                escaped(item.source),
                escaped(item.title[language]),
                escaped(settings_of(item)),
                code(item.body.__name__),
                code(place_of(item)),
            )
            for item in sorted(method.equations, key=_by_number)
        ]
        parts.append(f"## {escaped(method.id)}\n")
        parts.append(table([words[column] for column in columns], rows))
    return "\n".join(parts)


def _pack(method: MethodPack, language: Language) -> str:
    words = words_of("methods", language)
    parts = [f"# {escaped(method.title[language])}\n", f"{code(method.id)}\n"]
    marks = ", ".join(f"{mark} {count}" for mark, count in method.marks().items())
    parts.append(f"{words['mark']}: {marks}\n")
    parts += [f"## {words['equations']}\n", _equations(method, language)]
    parts += [f"## {words['conditions']}\n", _conditions(method, language)]
    parts += [f"## {words['parameters']}\n", _parameters(method, language)]
    parts.append(f"## {words['each']}\n")
    parts += [_equation(item, method, language) for item in method.equations]
    return "\n".join(parts)


def _equations(method: MethodPack, language: Language) -> str:
    columns = ("number", "quantity", "symbol", "unit", "over", "clause", "mark", "when")
    rows = [
        (
            escaped(item.number),
            escaped(item.title[language]),
            escaped(item.symbol),
            code(item.unit),
            escaped(_shared_words()["axes"][item.over][language]),
            escaped(item.source),
            item.mark,
            escaped(settings_of(item)),
        )
        for item in method.equations
    ]
    return table([words_of("methods", language)[name] for name in columns], rows)


def _conditions(method: MethodPack, language: Language) -> str:
    words = words_of("methods", language)
    columns = ("condition", "quantity", "clause", "mark", "consequence")
    rows = [
        (
            escaped(item.id),
            escaped(item.title[language]),
            escaped(item.source),
            item.mark,
            words[item.consequence],
        )
        for item in method.conditions
    ]
    heads = {**words, "quantity": words["rule"]}
    return table([heads[name] for name in columns], rows)


def _parameters(method: MethodPack, language: Language) -> str:
    columns = ("parameter", "quantity", "value", "unit", "since", "reference", "mark")
    rows = [
        (
            code(item.id),
            escaped(item.title[language]),
            _value(item, language),
            code(item.unit),
            item.since,
            escaped(f"{item.reference}, {item.locator}"),
            item.mark,
        )
        for item in method.parameters.values()
    ]
    return table([words_of("methods", language)[name] for name in columns], rows)


def _value(item: Parameter, language: Language) -> str:
    span = f" [{item.low}, {item.high}]" if item.has_range else ""
    note = f" ({words_of('methods', language)['own']})" if item.may_be_replaced else ""
    return escaped(f"{item.value}{span}{note}")


def _equation(item: Equation, method: MethodPack, language: Language) -> str:
    """Return the section of one equation: what it says and what it takes."""
    words = words_of("methods", language)
    head = [words[name] for name in ("argument", "quantity", "unit", "from")]
    rows = [_argument(argument, method, language) for argument in item.arguments]
    parts = [f"### {escaped(item.number)} {escaped(item.title[language])}\n"]
    parts.append(f"{code(item.body.__name__)}, {code(place_of(item))}\n")
    parts.append(f'<div class="formula">{mathml(item.formula)}</div>\n')
    if language == "en":  # docstrings are English; formula and titles carry the rest
        parts.append(fenced(item.text))
    return "\n".join([*parts, table(head, rows)])


def _argument(
    argument: Argument, method: MethodPack, language: Language
) -> tuple[str, ...]:
    origin = argument.origin
    source = code(argument.source)
    if isinstance(origin, ParameterUse):
        source = f"{words_of('methods', language)['of_pack']} {source}"
    meaning = _meaning(argument.source, method, language)
    return (code(argument.name), escaped(meaning), code(origin.unit), source)


def _meaning(name: str, method: MethodPack, language: Language) -> str:
    """Return what the other end of an argument is: equation, parameter or input."""
    titles = {item.name: item.title for item in method.equations}
    parameters = {item.id: item.title for item in method.parameters.values()}
    inputs = _shared_words()["inputs"]
    found = titles.get(name) or parameters.get(name) or inputs.get(name, {})
    return str(found.get(language, ""))


@cache
def _shared_words() -> dict[str, Any]:
    """Return the words that every pack's document shares."""
    file = resources.files("edaphon.methods.showing") / "words.yaml"
    words: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return words
