"""``edaphon show``: walk a figure back to clause, parameter and raw row."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from edaphon.cli.coeffects_table import NAME, print_effects, read_effects
from edaphon.cli.editions import edition_lines
from edaphon.cli.loss import OF_A_LOSS, loss_lines, told_by_bundle
from edaphon.cli.naming import STATUS, in_role, standing, titled, unissuable
from edaphon.cli.output import (
    echo,
    exit_code,
    json_option,
    language,
    leave,
    print_json,
    print_refusal,
    text,
)
from edaphon.cli.show_area import on_land
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.language import marked
from edaphon.kernel.unseen import escaped
from edaphon.schemas.record import stated_or

if TYPE_CHECKING:
    from edaphon.schemas.models.account import Figure, Text
    from edaphon.schemas.models.trace import Input, Parameter
    from edaphon.schemas.models.trace import Text as TraceText
    from edaphon.verification import Node, Trail, Walk

MOST_ROWS = 20
"""Raw rows printed before the rest are only counted."""

MOST_VALUES = 4
"""Values of one step printed before the rest are only counted."""


ORIGINS = {
    "observations": marked("observations"),
    "map": marked("the parcels of the map"),
    "project": marked("project.yaml"),
    "plan": marked("the sampling plan"),
    "period": marked("the monitoring period"),
    "assumed": marked("nothing: it was not stated"),
}

DENIED = "absent"
"""Origin of what project.yaml states not to exist."""

"""Where an input comes from, as the trace says it."""


@click.command(
    name="show",
    help=text(
        "Walk FIGURE of BUNDLE back: equation with number, clause and mark, inputs, "
        "parameters with reference, observations, raw file and row.\n\n"
        "Without FIGURE, list the figures. FIGURE is a name, or the symbol or number "
        "of an equation as the report prints it; inputs are called by their name. "
        "What the report says of microbes is computed from the assays outside the "
        "equations: it has no FIGURE, and a replay computes it again. In the place of "
        "FIGURE, coeffects lists co-effects and safeguards."
    ),
    epilog=text("Example: edaphon show out/my-project.zip net_removals --point A01"),
)
@click.argument(
    "bundle", metavar="BUNDLE", type=click.Path(exists=True, path_type=Path)
)
@click.argument("figure", required=False, default="")
@click.option("--method", default="", metavar="ID", help=text("One method only."))
@click.option(
    "--point", default="", metavar="POINT", help=text("Keep to one sampling point.")
)
@click.option("--rows", "all_rows", is_flag=True, help=text("List every raw row."))
@json_option
def command(
    bundle: Path,
    figure: str,
    *,
    method: str,
    point: str,
    all_rows: bool,
    as_json: bool,
) -> None:
    """Run the verb."""
    from edaphon.bundle import open_bundle  # noqa: PLC0415 - slow to load
    from edaphon.verification import Trail  # noqa: PLC0415 - slow to load

    try:
        with open_bundle(bundle) as opened:
            if figure == NAME:
                print_effects(read_effects(opened), as_json=as_json)
                return
            trail = Trail(opened)
            chosen = _chosen(trail, method, point)
            lost = {
                name: told_by_bundle(opened, trail.account, trail.account_of(name))
                for name in chosen
            }
        if not figure:
            _list(trail, lost, as_json=as_json)
            return
        walks = _walks(trail, chosen, figure, point)
    except EdaphonError as error:
        print_refusal(error, as_json=as_json)
        leave(exit_code(error))
    if as_json:
        print_json([_record(item) for item in walks])
        return
    for item in walks:
        _print(item, all_rows=all_rows)
        if item.root.name in OF_A_LOSS:
            for line in loss_lines(lost[item.method]):
                echo("  " + line)
    _print_unreplayed()


def _print_unreplayed() -> None:
    """Say that the values are those of the bundle, true or not."""
    echo(text("As the bundle states; not computed again here: `edaphon replay` does."))


def _chosen(trail: "Trail", method: str, point: str) -> list[str]:
    """Return the methods to show; a method or point that is not there is refused."""
    if method and method not in trail.methods():
        line = text("The bundle holds no account under {id}; it holds {known}.")
        known = ", ".join(trail.methods())
        raise click.UsageError(line.format(id=method, known=escaped(known)))
    if point and point not in trail.points():
        line = text("The bundle holds no sampling point {point}; for example {known}.")
        known = ", ".join(trail.points()[:3])
        raise click.UsageError(line.format(point=point, known=escaped(known)))
    return [name for name in trail.methods() if method in ("", name)]


def _walks(
    trail: "Trail", methods: Sequence[str], figure: str, point: str
) -> list["Walk"]:
    """Return the walk under every method that has the figure."""
    found: list[Walk] = []
    refused: list[Problem] = []
    for name in methods:
        try:
            found.append(trail.walk(name, figure, point=point))
        except EdaphonError as error:
            if any(item.code != "FIGURE_UNKNOWN" for item in error.problems):
                raise
            refused += error.problems
    if not found:
        raise EdaphonError(refused)
    return found


def _list(
    trail: "Trail", lost: "Mapping[str, Sequence[Text]]", *, as_json: bool
) -> None:
    """List the figures of each method, and what follows a loss."""
    if as_json:
        from msgspec import to_builtins  # noqa: PLC0415 - loaded by then

        listed = {
            name: [
                *(_published(item, trail.status(name)) for item in trail.figures(name)),
                *map(to_builtins, trail.by_year(name)),
            ]
            for name in lost
        }
        open_ = {name: to_builtins(told) for name, told in lost.items() if told}
        after = {"after_loss": open_} if open_ else {}
        print_json({"replayed": False, **listed, **after})
        return
    for name, told in lost.items():
        echo(f"{name}  {text(STATUS[trail.status(name)])}")
        for item in trail.figures(name):
            amount = _with_unit(item.value or text("unknown"), item.unit)
            echo(f"  ({item.equation})  {item.name}  {amount}  {_in_words(item.title)}")
        for one in trail.by_year(name):
            years = ", ".join(
                f"{year}: {_number(value)}" for year, value in one.values.items()
            )
            amount = _with_unit("{" + years + "}", one.unit)
            echo(f"  ({one.equation})  {one.name}  {amount}  {_in_words(one.title)}")
        account = trail.account_of(name)
        for line in (
            *loss_lines(told),
            *edition_lines(account),
            *unissuable(account),
        ):
            echo("  " + line)
    _print_unreplayed()


def _print(walk: "Walk", *, all_rows: bool) -> None:
    from edaphon.verification import nodes  # noqa: PLC0415 - loaded by then

    if walk.root.step is None:
        _print_unknown(walk)
        return
    published = walk.figure.value if walk.figure else None
    value = _values(walk.root) if published is None else published
    head = f"{walk.root.name} = {_with_unit(value, walk.root.unit)}"
    tail = standing(walk.status)
    echo(f"{walk.method}  {head}{_title(walk.root)}{tail}")
    _print_lacking(walk)
    for depth, node in nodes(walk.root):
        for line in _lines(node):
            echo("  " * (depth + 1) + line)
    for line in unissuable(walk):
        echo("  " + line)
    _print_rows(walk, all_rows=all_rows)


def _print_unknown(walk: "Walk") -> None:
    """Say that a figure has no value, instead of a walk that leads nowhere."""
    title = _in_words(walk.figure.title) if walk.figure else ""
    value = text("unknown")
    told = f"{walk.method}  {walk.root.name} = {value}  {title}".rstrip()
    echo(told + standing(walk.status))
    _print_lacking(walk)
    if not walk.lacking:
        line = text("{name}: not in the evidence")
        echo("  " + line.format(name=walk.root.name))


def _print_lacking(walk: "Walk") -> None:
    if walk.lacking:
        echo("  " + text("Not computed; the evidence lacks:"))
    for name in titled(walk.titles, walk.lacking):
        echo(f"    {name}")


def _lines(node: "Node") -> list[str]:
    from edaphon.schemas.models.trace import Step  # noqa: PLC0415 - loaded by then

    step = node.step
    if step is None:
        return [text("{name}: not in the evidence").format(name=node.name)]
    if node.seen_above:
        return [text("{name}: see above").format(name=node.name)]
    lines = [f"{node.name} = {_with_unit(_values(node), node.unit)}{_title(node)}"]
    if not isinstance(step, Step):
        return [*lines, f"  {_came_from(step)}"]
    lines.append(f"  ({step.equation}) {step.source} [{step.mark}]")
    if step.formula:
        lines.append(f"  {step.formula}")
    for item in step.parameters:
        lines.extend(_parameter(item))
    return lines


ENDS = {
    "low": marked(
        "low end of {value} ({low} to {high}), because the source does not rise "
        "({by} = 0)"
    ),
    "high": marked(
        "high end of {value} ({low} to {high}), because the source rises ({by} = 1)"
    ),
}
"""Why the end of a range stands in the place of a parameter's value."""


def _parameter(item: "Parameter") -> list[str]:
    """Return a parameter with the value that was used, and which end of its range."""
    used = stated_or(item.used, None)
    value = used.value if used else item.value
    told = (
        f"  {item.id} = {_with_unit(value, item.unit)}  {_in_words(item.title)}  "
        f"{item.reference}, {item.locator} [{item.mark}]"
    )
    if not used:
        return [told]
    why = text(ENDS[used.end]).format(
        value=item.value, low=item.low, high=item.high, by=used.by
    )
    return [told, f"    {why}"]


def _title(node: "Node") -> str:
    return f"  {_in_words(node.title)}" if node.title else ""


def _in_words(title: "Text | TraceText") -> str:
    return title.zh if language() == "zh" else title.en


def _with_unit(value: str, unit: str) -> str:
    """Return a value with its unit as people of the language write it."""
    from edaphon.kernel.units import display  # noqa: PLC0415 - loaded by then

    return f"{value} {display(unit, language())}".rstrip() if unit else value


def _came_from(step: "Input") -> str:
    if step.origin.kind == DENIED:
        paths = ", ".join(step.origin.paths)
        return text("stated not to exist: project.yaml {paths}").format(paths=paths)
    return text("input from {origin}").format(origin=_origin(step))


def _origin(step: "Input") -> str:
    kind = ORIGINS.get(step.origin.kind)
    told = text(kind) if kind else step.origin.kind
    if not step.origin.paths:
        return told
    paths = ", ".join(step.origin.paths)
    return text("{origin} ({paths})").format(origin=told, paths=paths)


def _values(node: "Node") -> str:
    shown = [_number(value) for value in node.values[:MOST_VALUES]]
    if node.over == "account":
        return shown[0] if shown else text("unknown")
    pairs = list(map(": ".join, zip(map(in_role, node.labels), shown, strict=False)))
    more = len(node.values) - len(pairs)
    tail = text(", and {count} more").format(count=more) if more > 0 else ""
    return "{" + ", ".join(pairs) + tail + "}"


def _number(value: float | None) -> str:
    return text("unknown") if value is None else f"{value:.10g}"


def _print_rows(walk: "Walk", *, all_rows: bool) -> None:
    count = walk.rows.height
    echo(text("Raw rows behind this figure: {count}").format(count=count))
    listed = walk.rows if all_rows else walk.rows.head(MOST_ROWS)
    for row in listed.iter_rows(named=True):
        echo("  " + _row(row))
    if count > listed.height:
        line = text("  … and {count} more (--rows lists all).")
        echo(line.format(count=count - listed.height))
    for path, digest in walk.files.items():
        echo(f"  {path}  {digest}")


def _row(row: Mapping[str, Any]) -> str:
    from edaphon.evidence import properties  # noqa: PLC0415 - loaded by then

    sheet = f" {row['sheet']}" if row["sheet"] else ""
    known = properties().get(row["property"])
    name = known.name[language()] if known else row["property"]
    line = text("{file} row {row} column {column}: {what} ({who})")
    return line.format(
        file=row["file"] + sheet,
        row=row["row"],
        column=row["column"],
        what=f"{name} = {_with_unit(row['value'], row['unit'])}{on_land(row['tests'])}",
        who=_who(row),
    )


def _who(row: Mapping[str, Any]) -> str:
    """Return point, or scenario, with campaign and depth of an observation."""
    depth = text("{top}-{bottom} cm").format(top=row["top_cm"], bottom=row["bottom_cm"])
    who = row["point"] or in_role(row["role"])
    words = (who, row["campaign"], row["top_cm"] and depth)
    return " ".join(word for word in words if word)


def _published(figure: "Figure | None", status: str) -> dict[str, object]:
    """Return a published figure with the status of its account."""
    from msgspec import to_builtins  # noqa: PLC0415 - loaded by then

    return {} if figure is None else {**to_builtins(figure), "status": status}


def _record(walk: "Walk") -> dict[str, object]:
    from msgspec import to_builtins  # noqa: PLC0415 - loaded by then

    return {
        "replayed": False,
        "method": walk.method,
        "status": walk.status,
        "issuable_against": to_builtins(walk.issuable_against),
        "figure": _published(walk.figure, walk.status),
        "walk": _node_record(walk.root),
        "lacking": list(walk.lacking),
        "rows": walk.rows.to_dicts(),
        "files": dict(walk.files),
    }


def _node_record(node: "Node") -> dict[str, object]:
    return {
        "name": node.name,
        "unit": node.unit,
        "over": node.over,
        "labels": list(node.labels),
        "values": list(node.values),
        "step": node.line(),
        "inputs": [_node_record(item) for item in node.inputs],
    }
