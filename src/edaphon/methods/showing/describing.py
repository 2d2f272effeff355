"""A method as a record: its words, scope and equations, for readers of a bundle.

Nothing here enters a figure, so it stands outside of the method's digest.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import to_builtins

from edaphon.kernel.language import LANGUAGES
from edaphon.methods.editions import Edition, edition_record
from edaphon.methods.engine.equation import Argument, Equation, ParameterUse
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.showing.wording import Words

Record = dict[str, Any]

VERSION = "edaphon.description/1"


def description(pack: MethodPack, editions: Sequence[Edition] | None = None) -> Record:
    """Return everything that a reader of an account is told about its method.

    Parameters
    ----------
    pack
        The method.
    editions
        What was known of its editions when the account was made; those of the pack
        when left out.
    """
    document = pack.document
    loss = document.get("after_loss")
    known = pack.editions if editions is None else editions
    return {
        "v": VERSION,
        "id": pack.id,
        "draft": pack.is_draft,
        "title": dict(pack.title),
        "scheme": {key: _text(value) for key, value in document["scheme"].items()},
        "editions": to_builtins([edition_record(item) for item in known]),
        "conformity": dict(document["conformity"]),
        "scope": dict(document["scope"]),
        "probability": _probability(pack),
        "rounding": dict(document["rounding"]),
        **({"after_loss": dict(loss)} if loss else {}),
        "not_covered": [
            {"equations": str(item["equations"]), "title": dict(item["title"])}
            for item in document["not_covered"]
        ],
        "references": {
            str(key): {name: _text(value) for name, value in entry.items()}
            for key, entry in pack.references.items()
        },
        "figures": list(pack.figures),
        "equations": [_equation(item, pack) for item in pack.equations],
        "names": _names(pack),
    }


def _text(value: object) -> Any:  # noqa: ANN401 - text in one language or in two
    if isinstance(value, Mapping):
        return {str(key): str(item) for key, item in value.items()}
    return str(value)


def _probability(pack: MethodPack) -> Record | None:
    """Return the quantile, and the figure of it where an equation changes it."""
    found = pack.document.get("probability")
    if found is None:
        return None
    name = found["parameter"]
    given = {"figure": name} if any(one.name == name for one in pack.equations) else {}
    return {"quantile": str(found["quantile"]), **given, "rule": dict(found["rule"])}


def _equation(item: Equation, pack: MethodPack) -> Record:
    known = {one.name for one in pack.equations}
    return {
        "name": item.name,
        "number": item.number,
        "symbol": item.symbol,
        "title": dict(item.title),
        "unit": item.unit,
        "over": item.over,
        "when": dict(item.when),
        "formula": item.formula,
        "source": item.source,
        "mark": item.mark,
        "arguments": [_argument(given, known) for given in item.arguments],
    }


def _argument(given: Argument, known: set[str]) -> Record:
    kind = "equation" if given.source in known else "evidence"
    if isinstance(given.origin, ParameterUse):
        kind = "parameter"
    return {"name": given.name, "from": given.source, "kind": kind}


def _names(pack: MethodPack) -> Record:
    """Return the title of every quantity that an equation gives, takes or runs over."""
    words = [Words(pack, language) for language in LANGUAGES]
    names = {item.name for item in pack.equations} | {
        given.source
        for item in pack.equations
        for given in item.arguments
        if not isinstance(given.origin, ParameterUse)
    }
    over = {item.over for item in pack.equations}
    axes = {name for name in over if words[0].word("records", name) != name}
    return {
        name: {item.language: item.title(name) for item in words}
        for name in sorted(names | axes)
    }
