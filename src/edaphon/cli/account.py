"""``edaphon account``: seal the evidence, compute, write bundle and reports."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from msgspec import UNSET, to_builtins

from edaphon.cli.clock import now
from edaphon.cli.loss import loss_lines
from edaphon.cli.naming import STATUS, titled, tonnes, unissuable
from edaphon.cli.output import (
    CALL_WRONG,
    CHECK_FAILED,
    echo,
    json_option,
    language,
    leave,
    print_json,
    print_problems,
    print_refusal,
    say,
    text,
)
from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.canonical import dumps
from edaphon.kernel.causes import severities
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.language import marked
from edaphon.kernel.quantities import minus
from edaphon.schemas.record import stated_or

if TYPE_CHECKING:
    from edaphon.schemas.models.account import Account, AccountSet, Text
    from edaphon.service import Earlier, Publication

STAGES = {
    "account": marked("Computing the accounts"),
    "reports": marked("Writing the reports"),
    "bundle": marked("Sealing the bundle"),
}

LABELS = {"microbial": marked("microbial")}
"""Label of a result, as the microbial evidence earned it."""

SILENT = "LAND_SILENT"
"""Code of a blank field that is taken at the answer that credits least."""

RUNNING = "RUN_BEFORE_PERIOD_END"
"""Code of the one problem that a trial leaves aside, and tells in full: it stops the
account, and passes with time."""

LABELLING = "edaphon.mcs/"
"""Method that gives the label; others know none, whatever the evidence."""


@click.command(
    name="account",
    help=text(
        "Seal the evidence of project folder DIR, compute its accounts, and write "
        "out/<id>.zip (the bundle) and out/<id>/ (reports in English and Chinese).\n\n"
        "A method whose conditions fail counts nothing, and the report says what "
        "would cure it. Nothing is written until everything is ready."
    ),
    epilog=text("Example: edaphon account my-project --method edaphon.mcs/1.1"),
)
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--method",
    "methods",
    multiple=True,
    metavar="ID",
    help=text("Method pack; may be repeated. Default: those of project.yaml."),
)
@click.option(
    "--dry-run", is_flag=True, help=text("Compute and print, but write nothing.")
)
@click.option(
    "--reports/--no-reports",
    "with_reports",
    default=True,
    help=text("Write the reports too (default); a bundle is valid without them."),
)
@json_option
def command(
    folder: Path,
    methods: tuple[str, ...],
    *,
    dry_run: bool,
    with_reports: bool,
    as_json: bool,
) -> None:
    """Run the verb."""
    methods = tuple(dict.fromkeys(methods))  # a method accounts once
    _refuse_unknown(methods, as_json=as_json)
    try:
        if dry_run:
            record, warnings = _compute(folder, methods)
            _report(folder, record, warnings, None, as_json=as_json)
            return
        from edaphon.service import publish  # noqa: PLC0415 - slow to load

        done = publish(
            folder, methods, clock=now, progress=_progress, with_reports=with_reports
        )
        _report(folder, done.account, done.warnings, done, as_json=as_json)
    except EdaphonError as error:
        _refuse(folder, error, as_json=as_json)


def _refuse(folder: Path, error: EdaphonError, *, as_json: bool) -> NoReturn:
    """Print why there is no account, and which bundles it is not in."""
    earlier: list[Earlier] = []
    if not all(item.of_this_machine for item in error.problems):
        from edaphon.service import earlier_bundles  # noqa: PLC0415 - slow to load

        earlier += earlier_bundles(folder)
    if as_json:
        told = [{"path": str(item.path), "day": item.day} for item in earlier]
        problems = [item.as_json() for item in error.problems]
        print_json({"problems": problems, **({"earlier": told} if told else {})})
        leave(CHECK_FAILED)
    print_problems(error.problems)
    line = text(
        "{path} is of an earlier run ({day}), not of this folder as it stands now."
    )
    for item in earlier:
        echo(line.format(path=item.path, day=item.day))
    leave(CHECK_FAILED)


def _refuse_unknown(methods: tuple[str, ...], *, as_json: bool) -> None:
    """Refuse a method that is not installed before a file is read."""
    from edaphon.methods import unknown_packs  # noqa: PLC0415 - slow to load

    if problems := unknown_packs(methods):
        print_refusal(EdaphonError(problems), as_json=as_json)
        leave(CALL_WRONG)


def _compute(
    folder: Path, methods: tuple[str, ...]
) -> tuple["AccountSet", Sequence[Problem]]:
    """Compute on what would stop an account, only a period that runs on left aside."""
    from edaphon.accounting import (  # noqa: PLC0415 - slow to load
        ACCOUNT,
        account_set,
    )
    from edaphon.schemas.records import read  # noqa: PLC0415 - slow to load
    from edaphon.service import prepared  # noqa: PLC0415 - slow to load

    ready = prepared(folder, methods, now=now(), progress=_progress)
    against = [item for item in ready.stopping if item.code != RUNNING]
    if against or ready.evidence is None:
        raise EdaphonError(against or ready.problems)
    record = account_set(ready.accounts)
    told = ready.problems
    return read("account", dumps(record), file=ACCOUNT), told


def _progress(stage: str) -> None:
    known = STAGES.get(stage)
    say(text(known) if known else text("Reading {file}").format(file=stage))


def _report(
    folder: Path,
    record: "AccountSet",
    warnings: Sequence[Problem],
    done: "Publication | None",
    *,
    as_json: bool,
) -> None:
    if as_json:
        print_json(_with_outcome(record, warnings, done))
        return
    from edaphon.service import losses_of  # noqa: PLC0415 - loaded by then

    is_later = bool(stated_or(record.earlier, []))
    lost = losses_of(folder, record)
    for item in record.accounts:
        _print_account(item, lost[item.method.id], is_later=is_later)
    _print_warnings(warnings)
    if done is not None:
        echo(text("Bundle:  {path}").format(path=done.bundle))
        echo(text("Identity: {id}").format(id=done.bundle_id))
        for path in done.reports:
            echo(text("Report:  {path}").format(path=path))
        for path in done.kept:
            line = text("Kept:    {path}, a report of an earlier account")
            echo(line.format(path=path))
        if done.kept_bundle:
            line = text("Kept:    {path}, the bundle of an earlier account")
            echo(line.format(path=done.kept_bundle))
        if not done.reports:
            echo(text("Report:  none; the bundle is valid without reports"))


def _print_warnings(warnings: Sequence[Problem]) -> None:
    """Name the fields whose silence moved the figures, and count all that was told."""
    for problem in warnings:
        if problem.code == SILENT:
            gap = "" if language() == "zh" else " "
            told = gap.join((problem.found(language()), problem.needed(language())))
            echo(f"{problem.code}  {told}")
    print_problems([item for item in warnings if item.code == RUNNING])
    if count := severities(warnings)["warning"]:
        line = text("Warnings: {count}; `edaphon check` lists them.")
        echo(line.format(count=count))


def _print_account(
    account: "Account", lost: "Sequence[Text]", *, is_later: bool
) -> None:
    units, method = account.units, account.method.id
    echo(f"{method}  {_result(account)}")
    if units and account.label and method.startswith(LABELLING):
        label = text(LABELS[account.label])
        echo("  " + text("label: {label}").format(label=label))
    for item in account.vintages if units else ():
        echo(f"  {item.year}  {item.units}")
    if account.why is not UNSET:
        echo("  " + minus(getattr(account.why, language())))
    _print_against(account)
    _print_lacking(account)
    if is_later:
        _print_chain(account)
    for line in (*loss_lines(lost), *unissuable(account)):
        echo("  " + line)


def _print_chain(account: "Account") -> None:
    """Print what it counts, the cumulative result, and what is gone of it."""
    span = account.period
    line = text("counted from {start} to {end}")
    echo("  " + line.format(start=span.start, end=last_day(span.end)))
    told = {item.name: item.value for item in account.figures}
    if told.get("creditable") is None:
        return
    line = text("cumulative from the first campaign {value} t CO2e")
    echo("  " + line.format(value=tonnes(told["creditable"])))
    if float(told.get("reversal") or 0) > 0:
        line = text(
            "reversal {value} t CO2e, credited before and no longer there: from the "
            "buffer {covered} t CO2e, to be replaced {replaced} t CO2e"
        )
        found = line.format(
            value=tonnes(told["reversal"]),
            covered=tonnes(told["covered_reversal"]),
            replaced=tonnes(told["replaced_reversal"]),
        )
        echo("  " + found)


def _print_lacking(account: "Account") -> None:
    lacking = account.lacking.get("units", ())
    if lacking:
        echo("  " + text("Computed: unknown. The evidence lacks:"))
        for name in titled(_titles(account.method.id), lacking):
            echo(f"    {name}")
    elif account.status != "credited" and account.computed_units is not None:
        line = text("Computed: {units} t CO2e, of which none is counted.")
        echo("  " + line.format(units=account.computed_units))


def _print_against(account: "Account") -> None:
    for rule in account.conditions:
        if rule.stands_against:
            echo(f"  {rule.id}  {getattr(rule.found, language())}")
            echo(f"      {getattr(rule.cure, language())}")


def _result(account: "Account") -> str:
    """Return the result of an account; a status that counts nothing says so."""
    told = text(STATUS[account.status])
    if account.status != "credited":
        return told
    return text("{result}: {units} t CO2e").format(result=told, units=account.units)


def _titles(method: str) -> Mapping[str, Mapping[str, str]]:
    from edaphon.methods import pack  # noqa: PLC0415 - loaded by then
    from edaphon.methods.showing import description  # noqa: PLC0415 - seldom needed

    found: Mapping[str, Mapping[str, str]] = description(pack(method))["names"]
    return found


def _with_outcome(
    record: "AccountSet", warnings: Sequence[Problem], done: "Publication | None"
) -> dict[str, Any]:
    """Return the account set with its warnings and what was written."""
    told: dict[str, Any] = {
        **to_builtins(record),
        "warnings": [item.as_json() for item in warnings if item.code != RUNNING],
    }
    waiting = [item.as_json() for item in warnings if item.code == RUNNING]
    if waiting:
        told["problems"] = waiting
    if done is not None:
        told["bundle"] = {"path": str(done.bundle), "id": str(done.bundle_id)}
        told["reports"] = [str(path) for path in done.reports]
        told["kept"] = [str(path) for path in done.kept]
        if done.kept_bundle:
            told["kept_bundle"] = str(done.kept_bundle)
    return told
