"""One cause is told once, with its number and its first places.

A column of 64 cells like ``5%`` has one cure. Each cell stays a problem of its own for
machines; a person reads the first, how many there are, and where the next ones stand.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from string import Formatter
from typing import Any

from edaphon.kernel.errors import Problem, Severity, Where, catalogue, shown
from edaphon.kernel.language import Language

MORE = "PROBLEMS_MORE"
"""Code of problems that are counted and no longer listed."""

PLACES = 8
"""Places of one cause that are named before the rest are counted."""

Key = tuple[str, ...]
CODE = 3
"""Where the code stands in a key."""


def cause_key(problem: Problem) -> Key:
    """Return what problems of one cause share.

    Returns
    -------
    tuple of str
        File, sheet, code, and whatever the cure names: two problems with different
        cures are two causes. What is said of a field, of a whole column or of a file
        stands for itself; only rows share a cause.
    """
    where = problem.where
    telling = set(problem.facts)
    if where.row is not None and not where.path:
        cure = _names(problem.code, "needed") | _names(problem.code, "remedy")
        telling &= cure
    told = [repr(problem.facts[name]) for name in sorted(telling)]
    place = (where.file, where.sheet, where.path)
    return (*place, problem.code, str(problem.since), *told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Problems of one file that one act cures."""

    problems: tuple[Problem, ...]
    """Those that are listed, in their order; never none."""
    unlisted: int = 0
    """Those that are only counted."""

    @property
    def first(self) -> Problem:
        """The problem that speaks for all."""
        return self.problems[0]

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.problems) + self.unlisted

    def others(self, language: Language, most: int = PLACES) -> str:
        """Return where the others stand, with what was found there; empty for one."""
        if self.count == 1:
            return ""
        named = [self._place(item, language) for item in self.problems[1 : most + 1]]
        words = _WORDS[language]
        if rest := self.count - 1 - len(named):
            named.append(words["rest"].format(rest))
        return words["comma"].join(named)

    def _place(self, problem: Problem, language: Language) -> str:
        place = _short(problem.where, language) or problem.where.text(language)
        found = ", ".join(self._differing(problem, language))
        return _WORDS[language]["place"].format(place, found) if found else place

    def _differing(self, problem: Problem, language: Language) -> list[str]:
        """Return what the message of one says otherwise than that of the first."""
        said = _names(problem.code, "found") & problem.facts.keys()
        return [
            _fact(problem.facts[name], language)
            for name in sorted(said)
            if problem.facts[name] != self.first.facts.get(name)
        ]

    def as_json(self) -> dict[str, object]:
        """Return the cause for machines: the first problem, number and places."""
        return {
            **self.first.as_json(),
            "count": self.count,
            "places": [item.where.as_json() for item in self.problems],
        }


_WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {"comma": ", ", "rest": "and {} more", "place": "{} (“{}”)"},
    "zh": {"comma": "、", "rest": "另有 {} 处", "place": "{}（“{}”）"},
}


def causes(problems: Iterable[Problem]) -> tuple[Cause, ...]:
    """Return problems by their causes, in the order of the first of each."""
    told: dict[Key, list[Problem]] = {}
    unlisted: Counter[Key] = Counter()
    for problem in problems:
        rest = problem.unlisted
        unlisted.update(rest)
        if not rest:
            told.setdefault(cause_key(problem), []).append(problem)
    listed = sum(map(len, told.values()))
    for key in sorted(unlisted.keys() - told.keys()):  # more causes than are listed
        where = Where(file=key[0], sheet=key[1])
        facts = {"count": unlisted[key], "listed": listed}
        told[key] = [Problem(code=MORE, where=where, facts=facts)]
        unlisted[key] -= 1
    return tuple(
        Cause(problems=tuple(listed), unlisted=unlisted[key])
        for key, listed in told.items()
    )


def severities(problems: Iterable[Problem]) -> Counter[Severity]:
    """Count problems by severity; those that are no longer listed count too."""
    counts: Counter[Severity] = Counter()
    for problem in problems:
        rest = problem.unlisted
        for key, count in rest.items():
            counts[catalogue()[key[CODE]].severity] += count
        if not rest:
            counts[problem.severity] += 1
    return counts


def shortened(problems: Sequence[Problem], most: int) -> list[Problem]:
    """Return at most some problems of one file, and one that counts the rest.

    The first of every cause comes before the second of any, errors and questions
    before warnings, so that no cause goes unmentioned for the length of another.

    Parameters
    ----------
    problems
        In the order in which they are to be told.
    most
        Most that are listed.
    """
    if len(problems) <= most:
        return list(problems)
    keys = [cause_key(problem) for problem in problems]
    seen: Counter[Key] = Counter()
    rank: list[tuple[bool, bool, int]] = []
    for at, (key, problem) in enumerate(zip(keys, problems, strict=True)):
        rank.append((seen[key] > 0, problem.severity == "warning", at))
        seen[key] += 1
    kept = sorted(at for _, _, at in sorted(rank)[:most])
    left = Counter(keys)
    left.subtract(keys[at] for at in kept)
    facts = {"count": left.total(), "listed": most}
    where = Where(file=problems[0].where.file)
    more = Problem(code=MORE, where=where, facts=facts, unlisted=dict(+left))
    return [*(problems[at] for at in kept), more]


def _short(where: Where, language: Language) -> str:
    """Return a cell as a spreadsheet calls it, a field by its path."""
    if where.path or where.row is None:
        return where.path
    if where.column.isascii() and where.column.isupper():
        return f"{where.column}{where.row}"
    return replace(where, file="", sheet="").text(language)


def _fact(fact: Any, language: Language) -> str:  # noqa: ANN401 - any fact
    chosen = fact.get(language, fact) if isinstance(fact, Mapping) else fact
    return shown(chosen, 40)


@cache
def _names(code: str, part: str) -> frozenset[str]:
    """Return the facts that a text of a code names."""
    text = getattr(catalogue()[code], part)["en"]
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
