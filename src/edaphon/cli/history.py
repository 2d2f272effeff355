"""``edaphon history``: the chain of accounts of one project."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import to_builtins

from edaphon.cli.loss import loss_lines
from edaphon.cli.naming import MINUS, STATUS, tonnes
from edaphon.cli.output import (
    CHECK_FAILED,
    DONE,
    echo,
    json_option,
    language,
    leave,
    print_json,
    print_problems,
    print_refusal,
    text,
)
from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.errors import EdaphonError, shown
from edaphon.kernel.language import marked, says_something
from edaphon.kernel.quantities import minus

if TYPE_CHECKING:
    from edaphon.schemas.models.account import Bridge, BridgeRow, OverIssue
    from edaphon.service import History, Link, Result

STANDING = {
    "below": marked("below the interval"),
    "inside": marked("inside the interval"),
    "above": marked("above the interval"),
}
"""Where a result lies against the sealed forecast, in words."""

BUFFER = "buffer"
"""Name of the buffer among the terms of a waterfall."""

NOTHING = frozenset(("0.00", f"{MINUS}0.00"))
"""Changes too small for two decimals: they are not listed."""


@click.command(
    name="history",
    help=text(
        "Show the chain of accounts of project folder DIR: every earlier account by "
        "its record, the newest one among the results of the folder, what each "
        "credited, and which campaigns of the plan are still to come. With --add "
        "the records of an earlier bundle are copied to earlier/ and its identity is "
        "written to project.yaml, so that the next account takes off what it "
        "credited; no number of an earlier account is ever typed."
    ),
    epilog=text("Example: edaphon history my-project --add 2024/out/my-project.zip"),
)
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--add",
    "bundle",
    metavar="BUNDLE",
    type=click.Path(exists=True, path_type=Path),
    help=text("Add the account of BUNDLE, a zip or a folder, to the chain."),
)
@click.option(
    "--replaced",
    metavar="WHY",
    help=text(
        "With --add: the next account takes the place of this one; what was found "
        "wrong with it, in the language of the call."
    ),
)
@json_option
def command(
    folder: Path, *, bundle: Path | None, replaced: str | None, as_json: bool
) -> None:
    """Run the verb."""
    from edaphon.service import add_earlier, history  # noqa: PLC0415 - slow to load

    if replaced is not None:
        _check_reason(replaced, bundle)
    try:
        if bundle is not None:
            why = {language(): replaced} if replaced else None
            added = add_earlier(folder, bundle, replaced=why)
            if not as_json:
                echo(text("Added {bundle} to the chain.").format(bundle=added))
        found = history(folder)
    except EdaphonError as error:
        print_refusal(error, as_json=as_json)
        leave(CHECK_FAILED)
    if as_json:
        print_json(_as_json(found))
    else:
        _print(found)
    stops = any(item.stops(None) for item in found.problems)
    leave(CHECK_FAILED if stops else DONE)


def _check_reason(replaced: str, bundle: Path | None) -> None:
    """Refuse a reason that says nothing, or that belongs to no bundle."""
    if bundle is None:
        raise click.UsageError(text("--replaced says why of --add; name the bundle."))
    if not says_something(replaced):
        raise click.UsageError(
            text(
                "--replaced says only “{given}”; write what was found wrong with that "
                "account."
            ).format(given=shown(replaced, 40))
        )


def _print(found: "History") -> None:
    print_problems(list(found.problems))
    if not found.links and not found.problems:
        echo(text("No account yet: edaphon account DIR makes the first one."))
    for link in found.links:
        _print_link(link)
    for method in found.methods:
        line = text("{method}: {units} t CO2e in all accounts of the chain")
        echo(line.format(method=method, units=found.total(method)))
        _print_open(found, method)
    if len(found.credited_by) > 1:
        line = text(
            "{methods} credit the same soil; only one method can be issued, and these "
            "sums are not added up"
        )
        echo(line.format(methods=", ".join(found.credited_by)))
    if found.expected is not None:
        line = text(
            "Ex-ante estimate that the project states: {units} t CO2e over the whole "
            "period"
        )
        echo(line.format(units=found.expected))
    for item in found.achieved:
        line = text(
            "{method} until {end}: {units} t CO2e came, the sealed forecast expected "
            "{expected}, four in five {low} to {high}: {standing}"
        )
        told = {**item.record(), "end": last_day(item.end)}
        echo(line.format(**told, standing=text(STANDING[item.standing])))
    for name, day in found.campaigns.items():
        state = text("accounted") if name in found.accounted else text("still to come")
        line = text("Campaign {name}, planned for {day}: {state}")
        echo(line.format(name=name, day=day, state=state))


def _print_open(found: "History", method: str) -> None:
    """Print what of the total was lost, what is open of it, and what comes next."""
    lost = found.loss(method)
    if _above(lost.reversal):
        line = text(
            "{method}: {units} t CO2e were reversed; the buffer covers {covered} "
            "t CO2e, {replaced} t CO2e are to be replaced"
        )
        told = line.format(
            method=method,
            units=tonnes(lost.reversal),
            covered=tonnes(lost.covered),
            replaced=tonnes(lost.replaced),
        )
        echo(told)
    if _above(lost.owed):
        line = text("{method}: {units} t CO2e are still to be made good")
        echo(line.format(method=method, units=tonnes(lost.owed)))
    for line in loss_lines(lost.next):
        echo(f"  {line}")


def _above(value: str | None) -> bool:
    return float(value or 0) > 0


def _print_link(link: "Link") -> None:
    line = text("{start} to {end}  {bundle}")
    if link.is_this:
        line = text("{start} to {end}  {bundle} (newest result of this folder)")
    end = last_day(link.end)
    echo(line.format(start=link.start, end=end, bundle=link.bundle))
    if link.is_outside:
        echo(text("  stands outside the chain: account again, it is not added up"))
    for item in link.results:
        _print_result(item, link)
    if link.replaced_by is not None and link.why is not None:
        why = link.why.get(language()) or next(iter(link.why.values()), "")
        line = text("  replaced by {bundle}: {why}")
        echo(line.format(bundle=link.replaced_by, why=why))


def _print_result(item: "Result", link: "Link") -> None:
    if item.status == "credited":
        line = text(
            "  {method}  quantified reductions and removals (unverified): "
            "{units} t CO2e"
        )
        echo(line.format(method=item.method, units=item.units))
    else:
        echo(f"  {item.method}  {text(STATUS[item.status])}")
    if item.why is not None:
        echo("    " + minus(getattr(item.why, language())))
    if item.start != link.start:
        line = text("counted from {start} to {end}")
        echo("    " + line.format(start=item.start, end=last_day(link.end)))
    if item.cumulative is not None:
        line = text("    cumulative from the first campaign {value} t CO2e")
        echo(line.format(value=tonnes(item.cumulative)))
    _print_loss(item)
    if item.over_issue is not None:
        _print_over_issue(item.over_issue)
    _print_gaps(item)
    if item.bridge is not None:
        _print_bridge(item.bridge, is_cumulative=item.cumulative is not None)


def _print_gaps(item: "Result") -> None:
    for gap in item.unaccepted:
        line = text(
            "    no account was accepted for {start} to {last} ({days} days); a loss "
            "within it that grew back is told by none"
        )
        echo(line.format(start=gap.start, last=gap.last, days=gap.days))


def _print_loss(item: "Result") -> None:
    """Print what is gone, who covers it, and what is carried on."""
    if _above(item.reversal):
        line = text(
            "    reversal {value} t CO2e: from the buffer {covered} t CO2e, to be "
            "replaced {replaced} t CO2e"
        )
        told = line.format(
            value=tonnes(item.reversal),
            covered=tonnes(item.covered),
            replaced=tonnes(item.replaced),
        )
        echo(told)
    if _above(item.owed):
        line = text("    left to make good (carried deficit) {value} t CO2e")
        echo(line.format(value=tonnes(item.owed)))


def _print_over_issue(held: "OverIssue") -> None:
    if held.amount is None:
        line = text("    over-issue unknown, of {credited} t CO2e credited before")
    else:
        line = text("    over-issue {amount} of {credited} t CO2e credited before")
    echo(line.format(amount=held.amount, credited=held.credited))


def _print_bridge(held: "Bridge", *, is_cumulative: bool) -> None:
    """Print each term that changed, and the change of the computed result."""
    echo(text("    against the account before:"))
    line = text("      {title}: {change} t CO2e")
    for item in held.rows:
        change = tonnes(item.change)
        if change in NOTHING:
            continue
        told = line.format(title=getattr(item.title, language()), change=change)
        if item.name == BUFFER and float(item.change) > 0:
            told += _stays(item, is_cumulative=is_cumulative)
        echo(told)
    title = text("computed result, changed by")
    change = held.total.change.replace("-", MINUS)
    echo(line.format(title=title, change=change))


def _stays(item: "BridgeRow", *, is_cumulative: bool) -> str:
    """Return that a buffer which became smaller is not released by that."""
    told = text(" (withheld {before} before, {after} now; all of it stays withheld)")
    if is_cumulative:
        told = text(
            " (withheld {before} before, {after} now; the difference stays withheld)"
        )
    before, after = (tonnes(one.lstrip("-")) for one in (item.before, item.after))
    return told.format(before=before, after=after)


def _as_json(found: "History") -> dict[str, object]:
    return {
        "accounts": [
            {
                "bundle": link.bundle,
                "period": {"start": link.start, "end": link.end},
                "this": link.is_this,
                "outside": link.is_outside,
                "results": [
                    {
                        "method": item.method,
                        "status": item.status,
                        "units": item.units,
                        "cumulative": item.cumulative,
                        "reversal": item.reversal,
                        "covered": item.covered,
                        "replaced": item.replaced,
                        "owed": item.owed,
                        "over_issue": to_builtins(item.over_issue),
                        "unaccepted": to_builtins(list(item.unaccepted)),
                        "bridge": to_builtins(item.bridge),
                    }
                    for item in link.results
                ],
                "replaced_by": link.replaced_by,
                "why": link.why,
            }
            for link in found.links
        ],
        "totals": {method: found.total(method) for method in found.methods},
        "losses": {method: _loss(found, method) for method in found.methods},
        "expected": found.expected,
        "achieved": [
            {**item.record(), "standing": item.standing} for item in found.achieved
        ],
        "campaigns": [
            {"id": name, "planned": day, "accounted": name in found.accounted}
            for name, day in found.campaigns.items()
        ],
        "problems": [item.as_json() for item in found.problems],
    }


def _loss(found: "History", method: str) -> dict[str, object]:
    lost = found.loss(method)
    return {
        "reversal": lost.reversal,
        "covered": lost.covered,
        "replaced": lost.replaced,
        "owed": lost.owed,
        "next": to_builtins(lost.next),
    }
