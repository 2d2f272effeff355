"""What ``edaphon method test`` proves of a pack, and how it says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edaphon.cli.output import (
    CALL_WRONG,
    CHECK_FAILED,
    echo,
    language,
    leave,
    print_json,
    print_problems,
    print_refusal,
    text,
)
from edaphon.kernel.errors import EdaphonError

if TYPE_CHECKING:
    from edaphon.kernel.errors import Problem
    from edaphon.methods import Check, MethodPack


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was proved of one pack, and what was not."""

    id: str
    checks: "Sequence[Check]" = ()
    """Every comparison of its worked examples."""
    problems: "Sequence[Problem]" = ()
    is_run: bool = False
    """Whether the pack could be loaded and its examples run."""
    without_example: Sequence[str] = ()
    """The pack's own equations that no worked example runs."""
    without_formula: Sequence[str] = ()
    """The pack's own equations that print no formula."""
    units: tuple[int, int] = (0, 0)
    """Equations whose units agree on every edge, and all."""
    formulas: tuple[int, int] = (0, 0)
    """Printed formulas that give what the code computes, and all."""

    @property
    def holds(self) -> bool:
        """Tell whether every comparison holds and nothing stops; warnings do not."""
        stopped = any(item.stops() for item in self.problems)
        return all(item.holds for item in self.checks) and not stopped

    def as_json(self) -> dict[str, object]:
        """Return the proof for machines."""
        return {
            "id": self.id,
            "checks": [item.as_json() for item in self.checks],
            "problems": [item.as_json() for item in self.problems],
            "without_example": list(self.without_example),
            "without_formula": list(self.without_formula),
            "units": {"held": self.units[0], "of": self.units[1]},
            "formulas": {"held": self.formulas[0], "of": self.formulas[1]},
        }


def tried(pack_id: str) -> tuple["MethodPack | None", "Sequence[Problem]"]:
    """Return a pack and who else claims its id, or what keeps it from being loaded."""
    from edaphon.methods import clash_problems, pack  # noqa: PLC0415 - heavy

    try:
        return pack(pack_id), clash_problems(pack_id)
    except EdaphonError as error:
        return None, error.problems


def prove_packs(pack_ids: Sequence[str], *, as_json: bool) -> None:
    """Run every worked example and every check of packs; end with 1 on a failure."""
    from edaphon.methods import pack_ids as installed  # noqa: PLC0415 - slow to load
    from edaphon.methods import unknown_packs  # noqa: PLC0415 - slow to load

    unknown = unknown_packs(pack_ids)
    if unknown:
        print_refusal(EdaphonError(unknown), as_json=as_json)
        leave(CALL_WRONG)
    good, records = True, []
    for name in pack_ids or installed():
        found = _proved(name)
        good = good and found.holds
        records.append(found.as_json())
        if not as_json:
            _print(found)
    if as_json:
        print_json(records)
    if not good:
        leave(CHECK_FAILED)


def _proved(pack_id: str) -> Proof:
    """Return every comparison of a pack's examples, and what else is wrong with it."""
    from edaphon.methods import (  # noqa: PLC0415 - slow to load
        check_pack,
        exercised_equations,
        pack_problems,
    )
    from edaphon.methods.showing import (  # noqa: PLC0415 - slow to load
        formula_problems,
        own_equations,
        without_formula,
    )

    found, problems = tried(pack_id)
    if found is None:
        return Proof(id=pack_id, problems=problems)
    try:
        checks = check_pack(found)
        run = {item.name for item in exercised_equations(found)}
        wrong, false = pack_problems(found), formula_problems(found)
    except EdaphonError as error:
        return Proof(id=pack_id, problems=[*problems, *error.problems])
    names = list(dict.fromkeys(item.name for item in own_equations(found)))
    printed = sum(bool(item.formula) for item in own_equations(found))
    apart = {item.facts["equation"] for item in wrong if item.code == "METHOD_UNIT"}
    count = len({item.name for item in found.equations})
    return Proof(
        id=pack_id,
        checks=checks,
        problems=[*problems, *wrong, *false],
        is_run=True,
        without_example=[name for name in names if name not in run],
        without_formula=without_formula(found),
        units=(count - len(apart), count),
        formulas=(printed - len(false), printed),
    )


def _print(found: Proof) -> None:
    echo(found.id)
    if found.is_run:
        _print_checks(found.checks)
        _print_proved(found)
    else:
        echo("  " + text("Nothing could be compared:"))
    print_problems(found.problems)


def _print_checks(checks: "Sequence[Check]") -> None:
    example = ""
    for item in checks:
        if item.title[language()] != example:
            example = item.title[language()]
            echo(f"  {example}")
        word = text("holds") if item.holds else text("differs")
        expected = text(
            "expected {expected:.10g}, found {found:.10g}, within {within:g}"
        )
        said = expected.format(
            expected=item.expected, found=item.found, within=item.within
        )
        relative = text(" (relative)") if item.relative else ""
        echo(f"    {word}  {item.quantity}: {said}{relative}")
    if not checks:
        echo("  " + text("No worked example."))
        return
    held = sum(item.holds for item in checks)
    total = text("{held} of {total} comparisons hold.")
    echo("  " + total.format(held=held, total=len(checks)))


def _print_proved(found: Proof) -> None:
    """Say what was proved besides the examples, and what no example ran."""
    held = text("Units agree on every edge: {held} of {total} equations.")
    echo("  " + held.format(held=found.units[0], total=found.units[1]))
    held = text("Printed formulas that give what the code computes: {held} of {total}.")
    echo("  " + held.format(held=found.formulas[0], total=found.formulas[1]))
    between = text(", ")
    if found.without_formula:
        said = text("Without a printed formula, so not compared: {names}")
        echo("  " + said.format(names=between.join(found.without_formula)))
    if found.without_example:
        said = text("Without a worked example: {names}")
        echo("  " + said.format(names=between.join(found.without_example)))
