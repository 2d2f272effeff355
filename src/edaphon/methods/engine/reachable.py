"""Which equations of a pack the figures rest on."""

from edaphon.methods.engine.equation import Equation, Take
from edaphon.methods.engine.method_pack import MethodPack


def reachable(pack: MethodPack, *, supporting: bool = True) -> tuple[Equation, ...]:
    """Return the equations that the figures rest on, in the order of the pack."""
    by_name: dict[str, list[Equation]] = {}
    for item in pack.equations:
        by_name.setdefault(item.name, []).append(item)
    wanted = [*pack.figures]
    if supporting:
        wanted += pack.document.get("supporting", [])
    seen: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        for item in by_name.get(name, []):
            wanted += [
                argument.source
                for argument in item.arguments
                if isinstance(argument.origin, Take)
            ]
    return tuple(item for item in pack.equations if item.name in seen)


def out_of_reach(pack: MethodPack) -> tuple[Equation, ...]:
    """Return the variants whose settings the pack names as not covered."""
    named = [item.get("settings", {}) for item in pack.document["not_covered"]]
    return tuple(
        item
        for item in pack.equations
        if any(
            settings and settings.items() <= dict(item.when).items()
            for settings in named
        )
    )
