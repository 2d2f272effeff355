"""``edaphon method``: list, read and test method packs."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from edaphon.cli.editions import show_on
from edaphon.cli.method_proof import prove_packs, tried
from edaphon.cli.output import (
    CALL_WRONG,
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
    from edaphon.methods import Equation, MethodPack


def _load(pack_id: str, *, as_json: bool) -> "MethodPack":
    """Return a pack, or end the call with what is wrong with it."""
    from edaphon.methods import pack  # noqa: PLC0415 - heavy, not for help

    try:
        return pack(pack_id)
    except EdaphonError as error:
        print_refusal(error, as_json=as_json)
        leave(CALL_WRONG)
        raise


def list_packs(*, as_json: bool) -> None:
    """Print every installed pack with its title, marks and kinds of land.

    A broken pack is named with what is wrong; the list goes on without it.
    """
    from edaphon.methods import pack_ids  # noqa: PLC0415 - heavy, not for help

    records = []
    for name in pack_ids():
        found, problems = tried(name)
        if as_json:
            told = {"problems": [item.as_json() for item in problems]}
            records.append({**(_summary(found) if found else {"id": name}), **told})
        elif found is None:
            echo(f"{name}\n  " + text("This pack cannot be used:"))
            print_problems(problems)
        else:
            _print_pack(found)
            print_problems(problems)
    if as_json:
        print_json(records)


def _print_pack(item: "MethodPack") -> None:
    from edaphon.methods.showing import Words  # noqa: PLC0415 - heavy, not for help

    words = Words(item, language())
    land = "、" if language() == "zh" else ", "
    kinds = land.join(words.word("values", name) for name in _scenarios(item))
    marks = " ".join(f"{mark} {count}" for mark, count in item.marks().items())
    echo(f"{item.id}\n  {item.title[language()]}")
    if item.is_draft:
        echo("  " + text("Draft: the pack may still change under this id."))
    echo("  " + text("Land: {kinds}").format(kinds=kinds))
    echo("  " + text("Facts by mark: {marks}").format(marks=marks))
    count = len({found.name for found in item.equations})
    echo("  " + text("Quantities: {count}").format(count=count))
    echo("  " + text("Identity: {id}").format(id=item.identity))


def _scenarios(item: "MethodPack") -> list[str]:
    return list(item.document["scenarios"])


def _summary(item: "MethodPack") -> dict[str, Any]:
    return {
        "id": item.id,
        "title": dict(item.title),
        "draft": item.is_draft,
        "marks": dict(item.marks()),
        "confirmed": item.is_confirmed,
        "scenarios": _scenarios(item),
        "equations": len(item.equations),
        "conditions": len(item.conditions),
        "parameters": len(item.parameters),
        "digest": item.digest,
    }


def show_pack(
    pack_id: str,
    *,
    equation: str,
    clause: str,
    on: str,
    output: Path | None,
    as_json: bool,
) -> None:
    """Print a pack as a document, or what a name, number, clause or day leads to."""
    chosen = _load(pack_id, as_json=as_json)
    if on:
        show_on(chosen, on, as_json=as_json)
        return
    if equation or clause:
        _show_equations(chosen, _found(chosen, equation, clause), as_json=as_json)
        return
    if as_json:
        from msgspec import to_builtins  # noqa: PLC0415 - loaded by then

        from edaphon.methods.editions import edition_record  # noqa: PLC0415 - heavy
        from edaphon.methods.showing import one_line  # noqa: PLC0415 - heavy

        lines = [dict(one_line(item)) for item in chosen.equations]
        known = to_builtins([edition_record(item) for item in chosen.editions])
        print_json({**_summary(chosen), "editions": known, "equations": lines})
        return
    page = _written(chosen, output.suffix.lower() if output else ".md")
    if output is None:
        echo(page)
        return
    from edaphon.kernel.files import write_atomically  # noqa: PLC0415 - not for help

    write_atomically(output, page.encode("utf-8"))
    echo(text("Written: {path}").format(path=output), err=True)


def _written(chosen: "MethodPack", kind: str) -> str:
    """Return the document in the form that a file's ending asks for."""
    from edaphon.methods.showing import (  # noqa: PLC0415 - heavy
        html,
        markdown,
        svg,
    )

    forms: dict[str, Callable[..., str]] = {
        ".html": html,
        ".htm": html,
        ".md": markdown,
        ".svg": svg,
    }
    if kind not in forms:
        line = text("The name of the file must end in .html, .md or .svg.")
        raise click.UsageError(line)
    return forms[kind](chosen, language())


def _found(chosen: "MethodPack", equation: str, clause: str) -> Sequence["Equation"]:
    """Return the equations asked for, or end the call with those that are near."""
    from edaphon.methods.showing import by_clause, by_name  # noqa: PLC0415 - heavy

    found = by_name(chosen, equation) if equation else by_clause(chosen, clause)
    if not found:
        wanted = equation or clause
        said = text("{pack} has no equation for “{wanted}”.")
        numbers = sorted({item.number for item in chosen.equations})
        known = text("Numbers: {numbers}").format(numbers=", ".join(numbers))
        told = said.format(pack=chosen.id, wanted=wanted)
        raise click.UsageError(f"{told}\n{known}")
    return found


def _show_equations(
    chosen: "MethodPack", found: Sequence["Equation"], *, as_json: bool
) -> None:
    from edaphon.methods.showing import (  # noqa: PLC0415 - heavy
        Words,
        one_line,
        unit_text,
    )

    if as_json:
        print_json([dict(one_line(item)) for item in found])
        return
    words = Words(chosen, language())
    for item in found:
        line = one_line(item)
        echo(f"({line['number']}) {item.title[language()]}")
        echo(f"    {line['formula']}")
        echo(f"    {line['function']}  {_place(item)}")
        echo(f"    {line['symbol']}  {unit_text(item.unit, language())}")
        echo(f"    {line['source']} [{line['mark']}]")
        if item.when:
            echo(f"    {words.conditions(item)}")
        for meaning in list(words.meanings(item))[1:]:
            unit = unit_text(meaning.unit, language())
            echo(f"      {meaning.symbol}: {meaning.title} ({unit})")
        note = words.note(item)
        if note:
            echo(f"    {note}")


def _place(equation: "Equation") -> str:
    """Return file and line as a person at this terminal would open it."""
    code = equation.body.__code__
    file = Path(code.co_filename)
    here = Path.cwd()
    shown = file.relative_to(here) if file.is_relative_to(here) else file
    return f"{shown}:{code.co_firstlineno}"


def _option_json() -> click.Option:
    return click.Option(["--json", "as_json"], is_flag=True, help=text("Print JSON."))


def _list_command() -> click.Command:
    return click.Command(
        "list",
        callback=list_packs,
        params=[_option_json()],
        help=text("List the installed packs: id, title, marks, kinds of land."),
        epilog=text("Example: edaphon method list"),
    )


def _show_command() -> click.Command:
    return click.Command(
        "show",
        callback=show_pack,
        params=[
            click.Argument(["pack_id"], metavar="ID"),
            click.Option(
                ["--equation"],
                default="",
                metavar="NAME|NUMBER",
                help=text("Show one equation by its name or number."),
            ),
            click.Option(
                ["--clause"],
                default="",
                metavar="TEXT",
                help=text("Find equations by clause, such as “Eq. 74” or “§8.6.4”."),
            ),
            click.Option(
                ["--on"],
                default="",
                metavar="DAY",
                help=text("Show which edition of each document rules on a day."),
            ),
            click.Option(
                ["-o", "--output"],
                type=click.Path(dir_okay=False, path_type=Path),
                metavar="FILE",
                help=text("Write the document: .html or .md; .svg draws the graph."),
            ),
            _option_json(),
        ],
        help=text("Print a pack as a methodology document, made from the pack itself."),
        epilog=text('Example: edaphon method show verra.vm0042/2.2 --clause "Eq. 74"'),
    )


def _test_command() -> click.Command:
    return click.Command(
        "test",
        callback=prove_packs,
        params=[
            click.Argument(["pack_ids"], metavar="[ID]...", nargs=-1),
            _option_json(),
        ],
        help=text(
            "Run every worked example and every check of the packs, all packs when "
            "none is named: units, what an account needs, printed formulas against "
            "what the code computes. Ends with 1 when one fails."
        ),
        epilog=text("Example: edaphon method test edaphon.mcs/1.1"),
    )


command = click.Group(
    name="method",
    help=text(
        "List, read and test method packs: the rules of quantification of a "
        "methodology, with clause, formula, parameters and worked examples."
    ),
    epilog=text("Example: edaphon method show edaphon.mcs/1.1 --output method.html"),
    commands=[_list_command(), _show_command(), _test_command()],
)
