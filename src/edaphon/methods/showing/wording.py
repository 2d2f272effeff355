"""Words of a method: symbols and meanings of what its equations take.

The shared words stand in ``words.yaml`` of this room, a pack's own beside its
``pack.yaml``; a pack without any falls back to its argument names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from edaphon.kernel.language import Language
from edaphon.kernel.yaml_text import load_yaml
from edaphon.methods.engine.equation import Argument, Equation, ParameterUse
from edaphon.methods.engine.method_pack import MethodPack

LAND_AXES = ("group", "point", "profile", "layer")
"""Axes on which a role is land; elsewhere it is a scenario."""

LAND_ROLES = {"project": "p", "control": "c"}
SCENARIO_ROLES = {"project": "wp", "baseline": "bsl"}
CAMPAIGNS = {"end": "t1", "start": "t0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One line below a formula: symbol, what it is, unit, where it comes from."""

    symbol: str
    title: str
    unit: str
    origin: str
    """Number of an equation, ``parameter`` or ``evidence``; empty for the result."""


class Words:
    """Words of one pack in one language."""

    def __init__(self, pack: MethodPack, language: Language) -> None:
        own = pack.folder() / "words.yaml"
        room = resources.files("edaphon.methods.showing") / "words.yaml"
        self._shared: dict[str, Any] = load_yaml(room.read_text("utf-8"))
        self._own: dict[str, Any] = (
            load_yaml(own.read_text("utf-8")) if own.is_file() else {}
        )
        self._pack, self.language = pack, language
        self._equations: dict[str, list[Equation]] = {}
        for item in pack.equations:
            self._equations.setdefault(item.name, []).append(item)

    def list_of(self, section: str) -> list[Mapping[str, Any]]:
        """Return chapters or groups: the pack's own, else the shared ones."""
        return list(self._own.get(section) or self._shared.get(section) or [])

    def word(self, section: str, name: str) -> str:
        """Return a word of a section, the name itself where there is none."""
        found = self._entry(section, name)
        return str(found.get(self.language, name))

    def note(self, equation: Equation) -> str:
        """Return the note on an equation, empty where there is none."""
        return str(self._entry("notes", equation.name).get(self.language, ""))

    def title(self, name: str) -> str:
        """Return the title of a quantity by name: of an equation, input or axis."""
        variants = self._equations.get(name)
        if variants:
            return shared_title(variants, self.language)
        return self.word("inputs" if self._entry("inputs", name) else "records", name)

    def over(self, equation: Equation) -> str:
        """Return what an equation is evaluated for, in words."""
        return self.word("axes", equation.over)

    def conditions(self, equation: Equation) -> str:
        """Return the settings under which a variant applies, in words."""
        joint = "；" if self.language == "zh" else "; "
        colon = "：" if self.language == "zh" else ": "
        return joint.join(
            f"{self.word('settings', name)}{colon}{self.word('values', value)}"
            for name, value in equation.when
        )

    def meanings(self, equation: Equation) -> Iterator[Meaning]:
        """Yield the result of an equation and then what it takes, each once."""
        yield Meaning(
            symbol=equation.symbol,
            title=equation.title[self.language],
            unit=equation.unit,
            origin="",
        )
        for argument in equation.arguments:
            yield self.meaning(argument)

    def meaning(self, argument: Argument) -> Meaning:
        """Return symbol, title, unit and origin of one argument."""
        if isinstance(argument.origin, ParameterUse):
            title, origin = self._parameter_title(argument.source), "parameter"
            symbol = str(self._entry("inputs", argument.source).get("symbol", ""))
        else:
            title, origin, symbol = self._taken(argument)
        return Meaning(
            symbol=symbol or argument.name,
            title=title,
            unit=argument.origin.unit,
            origin=origin,
        )

    def _taken(self, argument: Argument) -> tuple[str, str, str]:
        variants = self._equations.get(argument.source)
        if variants:
            title = shared_title(variants, self.language)
            origin, symbol = variants[0].number, variants[0].symbol
            axis = variants[0].over
        else:
            entry = self._entry("inputs", argument.source)
            title = str(entry.get(self.language, argument.source.replace("_", " ")))
            origin, symbol = "evidence", str(entry.get("symbol", ""))
            axis = str(entry.get("over", ""))
        codes = self._codes(argument, axis)
        return self._told(title, codes), origin, _with_codes(symbol, codes)

    def _codes(self, argument: Argument, axis: str) -> list[str]:
        where = dict(getattr(argument.origin, "where", ()))
        roles = LAND_ROLES if axis in LAND_AXES else SCENARIO_ROLES
        codes = [roles[where["role"]]] if where.get("role") in roles else []
        if where.get("campaign") in CAMPAIGNS:
            codes.append(CAMPAIGNS[where["campaign"]])
        return codes

    def _told(self, title: str, codes: list[str]) -> str:
        if not codes:
            return title
        told = [self.word("roles", code) for code in codes]
        if self.language == "zh":
            return f"{title}（{'，'.join(told)}）"
        return f"{title}, {', '.join(told)}"

    def _parameter_title(self, name: str) -> str:
        found = self._pack.parameters.get(name) or next(
            (
                item
                for key, item in self._pack.parameters.items()
                if key.startswith(f"{name}.")
            ),
            None,
        )
        return found.title[self.language] if found else name

    def _entry(self, section: str, name: str) -> Mapping[str, Any]:
        for words in (self._own, self._shared):
            found = words.get(section, {}).get(name)
            if found:
                entry: Mapping[str, Any] = found
                return entry
        return {}


def shared_title(variants: Sequence[Equation], language: Language) -> str:
    """Return the title of a quantity, without what tells its variants apart."""
    first = variants[0].title[language]
    if all(item.title[language] == first for item in variants):
        return first
    return first.partition(", ")[0].partition("（")[0]


def _with_codes(symbol: str, codes: list[str]) -> str:
    for code in codes:
        symbol = f"{symbol},{code}" if "_" in symbol else f"{symbol}_{code}"
    return symbol
