"""``edaphon members``: who holds which share, a member's statement, the register."""

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import to_builtins

from edaphon.cli.naming import standing
from edaphon.cli.output import (
    CHECK_FAILED,
    echo,
    exit_code,
    json_option,
    language,
    leave,
    print_json,
    print_refusal,
    say,
    text,
)
from edaphon.kernel.errors import EdaphonError, Problem, shown
from edaphon.kernel.language import says_something

if TYPE_CHECKING:
    from edaphon.service import Membership

BUNDLE = click.argument(
    "bundle", metavar="BUNDLE", type=click.Path(exists=True, path_type=Path)
)


@click.group(
    name="members",
    help=text(
        "Members of a project, their parcels and their share of the account result.\n\n"
        "project.yaml names the roster (codes, parcels, areas, dates), which is "
        "evidence, and the rule of the shares. Who a code is stands in private/, "
        "which never leaves this computer."
    ),
    epilog=text("Example: edaphon members list out/my-project.zip"),
)
def command() -> None:
    """Group the verbs."""


@command.command(
    name="list",
    help=text(
        "List the members of BUNDLE with area and share of the quantified reductions "
        "and removals (unverified) under each method."
    ),
    epilog=text("Example: edaphon members list out/my-project.zip"),
)
@BUNDLE
@json_option
def _list(bundle: Path, *, as_json: bool) -> None:
    found = _membership(bundle, as_json=as_json)
    if as_json:
        print_json(
            {
                "bundle": found.bundle,
                "rule": found.rule,
                "units": dict(found.units),
                "losses": to_builtins(found.losses),
                "shares": [_as_json(item) for item in found.shares],
            }
        )
        return
    for method, units in found.units.items():
        rows = [item for item in found.shares if item.method == method]
        line = text(
            "{method}: quantified reductions and removals (unverified) {units} t CO2e "
            "for {count} members by {rule}"
        )
        echo(
            line.format(
                method=method,
                units=units,
                count=len(rows),
                rule=found.rule_in(language()),
            )
            + standing(found.status[method])
        )
        for item in rows:
            echo(_line_of_member(item, found.rule))
    for told in found.cautions_in(language()):
        echo(told)


def _line_of_member(item: Any, rule: str) -> str:  # noqa: ANN401 - a slotted record
    """Return a member's share beside what the rule counts for it."""
    line = text("  {member}  parcels {parcels}  {area} ha  share {units} t CO2e")
    if rule == "area_days":
        line = text("  {member}  parcels {parcels}  {days} ha·d  share {units} t CO2e")
    return line.format(
        member=item.member,
        parcels=item.parcels,
        area=item.area_ha,
        days=item.hectare_days,
        units=item.units,
    )


def _as_json(item: Any) -> dict[str, Any]:  # noqa: ANN401 - a slotted record
    names = ("method", "member", "parcels", "area_ha", "hectare_days", "share", "units")
    return {name: getattr(item, name) for name in names}


@command.command(
    name="statement",
    help=text(
        "Write the statement of member CODE of BUNDLE as a PDF of one page: parcels, "
        "rule and share of the quantified reductions and removals (unverified). With "
        "--register DIR the name of the member stands on it, from the private "
        "register of project folder DIR, if that is the register whose seal BUNDLE "
        "holds."
    ),
    epilog=text(
        "Example: edaphon members statement out/my-project.zip H0001 -o H0001.pdf"
    ),
)
@BUNDLE
@click.argument("code", metavar="CODE")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=text("Where the PDF goes; CODE.en.pdf or CODE.zh.pdf unless stated."),
)
@click.option(
    "--register",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=text("Project folder whose private register holds the name."),
)
def _statement(
    bundle: Path, code: str, output: Path | None, register: Path | None
) -> None:
    from edaphon.kernel.files import write_atomically  # noqa: PLC0415 - not for help
    from edaphon.service import member_statement, people  # noqa: PLC0415 - slow

    found = _membership(bundle, as_json=False)
    try:
        _refuse_unknown(found, code)
        name = people(register, found).get(code, "") if register else ""
        target = output or Path(f"{code}.{language()}.pdf")
        content = member_statement(found, code, name=name, language=language())
        write_atomically(target, content, replace=False)
    except EdaphonError as error:
        print_refusal(error, as_json=False)
        leave(exit_code(error))
    say(text("Written: {path}").format(path=target))


@command.command(
    name="seal",
    help=text(
        "Seal the private register of project folder DIR: its salted digest goes to "
        "the file that members/seal of project.yaml names, and with the evidence into "
        "the bundle; the register and its salt stay in private/. A seal is replaced "
        "only with --again and a reason, which the new seal keeps."
    ),
    epilog=text("Example: edaphon members seal my-project"),
)
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--again", is_flag=True, help=text("Replace the seal that is there."))
@click.option(
    "--reason",
    metavar="TEXT",
    help=text(
        "Why the seal is replaced; it goes into the bundle, so it names no person."
    ),
)
def _seal(folder: Path, *, again: bool, reason: str | None) -> None:
    if again != (reason is not None):
        raise click.UsageError(text("--again and --reason TEXT go together."))
    if reason is not None and not says_something(reason):
        raise click.UsageError(
            text(
                "--reason says only “{given}”; write why the seal is replaced."
            ).format(given=shown(reason, 40))
        )
    from edaphon.service import seal_members  # noqa: PLC0415 - slow

    try:
        place = seal_members(folder, reason or "")
    except EdaphonError as error:
        print_refusal(error, as_json=False)
        leave(CHECK_FAILED)
    name = place.relative_to(folder).as_posix()
    echo(text("Sealed: {path}").format(path=name))
    say(
        text(
            "Keep private/ safe: without its salt nobody can show later whom the "
            "shares were made for. project.yaml names the seal under members: "
            "seal: {path}"
        ).format(path=name)
    )


def _refuse_unknown(found: "Membership", code: str) -> None:
    codes = found.roster.members
    if code not in codes:
        near = difflib.get_close_matches(code, codes, 3, cutoff=0.0)
        facts = {"found": code, "near": ", ".join(near)}
        raise EdaphonError(Problem(code="MEMBER_UNKNOWN_CODE", facts=facts))


def _membership(bundle: Path, *, as_json: bool) -> "Membership":
    from edaphon.service import membership  # noqa: PLC0415 - slow

    try:
        return membership(bundle)
    except EdaphonError as error:
        print_refusal(error, as_json=as_json)
        leave(exit_code(error))
