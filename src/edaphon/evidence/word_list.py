"""Every word that a file or project.yaml may hold: codes, units, choices."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from edaphon.evidence.header_words import read_spellings, squeezed
from edaphon.evidence.vocabulary import codes
from edaphon.kernel.language import LANGUAGES
from edaphon.schemas.choices import choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that Edaphon reads."""

    kind: str
    """``property``, ``place``, ``unit`` or ``choice``."""
    code: str
    """As it is written: a code, a UCUM unit, or the field of project.yaml."""
    name: Mapping[str, str]
    """What it means, in each language."""
    values: Sequence[str] = ()
    """Units that a property may be given in, words that a field takes."""
    also: Sequence[str] = ()
    """Headers and spellings by which it is recognised in a file."""
    domain: str = ""
    """Group of a property; empty for others."""
    looked_up_by: frozenset[str] = field(default_factory=frozenset)
    """Everything that finds it, after the stem rule."""


def words(sought: str = "") -> list[Word]:
    """Return the words that fit a text, all of them without one.

    Parameters
    ----------
    sought
        Part of a code, name, header, unit or choice, in English or Chinese.

    Returns
    -------
    list of Word
        Those that are called so first, then those that hold the text; properties and
        places, then units, then choices.

    Examples
    --------
    >>> [word.code for word in words("容重")][:1]
    ['bulk_density']
    >>> [word.code for word in words("g/100g")][:1]
    ['%']
    """
    known = [*_vocabulary(), *_units(), *_choices()]
    if not sought:
        return known
    wanted = squeezed(sought)
    exact = [word for word in known if wanted in word.looked_up_by]
    held = [
        word
        for word in known
        if word not in exact and any(wanted in one for one in word.looked_up_by)
    ]
    return [*exact, *held]


def _vocabulary() -> Iterator[Word]:
    for entry in codes().values():
        name = {str(language): entry.name[language] for language in LANGUAGES}
        yield Word(
            kind="place" if entry.kind == "place" else "property",
            code=entry.code,
            name=name,
            values=(*entry.factors, *entry.shifted),
            also=entry.stems,
            domain=entry.domain,
            looked_up_by=_keys(entry.code, *name.values(), *entry.stems),
        )


def _units() -> Iterator[Word]:
    for code, ways in read_spellings().items():
        takers = [entry for entry in codes().values() if entry.accepts(code)]
        yield Word(
            kind="unit",
            code=code,
            name={
                language: ", ".join(entry.name[language] for entry in takers)
                for language in LANGUAGES
            },
            also=ways,
            looked_up_by=_keys(code, *ways),
        )


def _choices() -> Iterator[Word]:
    for choice in choices("project"):
        yield Word(
            kind="choice",
            code=choice.field,
            name=choice.means,
            values=choice.values,
            looked_up_by=_keys(choice.field.rpartition(".")[2], *choice.values),
        )


def _keys(*texts: str) -> frozenset[str]:
    return frozenset(squeezed(text) for text in texts)
