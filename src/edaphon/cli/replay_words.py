"""What ``edaphon replay`` prints: each check, what stands out, one sentence."""

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from edaphon import __version__
from edaphon.cli.naming import STATUS
from edaphon.cli.output import echo, language, text
from edaphon.kernel.environment import code_digest
from edaphon.kernel.language import marked

if TYPE_CHECKING:
    from edaphon.verification import Check, UnitsCheck, Verification

LIKENESS = {
    "identical": marked("identical"),
    "within_tolerance": marked("within tolerance"),
    "counts_differ": marked("other account results"),
    "words_differ": marked("other words"),
    "different": marked("DIFFERENT"),
    "missing": marked("MISSING"),
    "unknown": marked("UNKNOWN"),
    "read": marked("read again"),
    "not_compared": marked("not compared"),
}

REASONS = {
    "later": marked("came after the bundle was sealed"),
    "left_out": marked("left out by --no-reports"),
    "run": marked("says when and with what this run was made"),
    "method": marked("another method cannot write it again"),
    "rests": marked("rests on a check that found no ground"),
    "code": marked("lists the code of another version"),
    "machine": marked("describes the machine that computed; no figure rests on it"),
}

SAMENESS = {
    "same": marked("same"),
    "other": marked("other"),
    "unknown": marked("not known"),
}

EARLIER = {21}
"""Check of the earlier accounts."""


def print_verification(found: "Verification", required: Collection[int]) -> None:
    """Print everything that was found, and what it means, on standard output."""
    from edaphon.verification import FIGURES, checks  # noqa: PLC0415 - loaded by then

    if found.bundle:
        echo(text("Bundle   {id}").format(id=found.bundle))
        if found.figures != "not_checked":
            echo(text("Replayed {id}").format(id=found.manifest))
    for check in checks():
        _print_check(found, check)
    _print_members(found)
    for item in found.units:
        echo(_units(item))
    line = text("Figures: {figures}. Program: {program}. Method: {method}.")
    echo(
        line.format(
            figures=FIGURES[found.figures][language()],
            program=text(SAMENESS[found.program]),
            method=text(SAMENESS[found.method]),
        )
    )
    if found.draft:
        echo(text("Draft: the method and the forms of its records may still change."))
    for sentence in conclusion(found, required):
        echo(sentence)


def _print_check(found: "Verification", check: "Check") -> None:
    from edaphon.verification import VERDICTS, weightiest  # noqa: PLC0415 - loaded by then

    told = found.of(check.number)
    verdict = VERDICTS[weightiest({item.verdict for item in told})][language()]
    echo(f"{check.number:>3}  {verdict}  {check.title[language()]}")
    for item in told:
        if item.code not in ("", "LOG_NONE", "CHECK_RESTS"):
            echo(f"     {item.text(language())}")


def _units(item: "UnitsCheck") -> str:
    """Return the result of one method; where nothing is counted, it says why."""
    line = text(
        "{method}: states quantified reductions and removals (unverified) of {stated} "
        "t CO2e, replay gives {recomputed}"
    )
    given = {"stated": item.stated, "recomputed": item.recomputed}
    told = line.format(method=item.method, **given)
    if item.status == "credited":
        return told
    return text("{told} ({status})").format(told=told, status=text(STATUS[item.status]))


def _print_members(found: "Verification") -> None:
    counted: Counter[str] = Counter(item.likeness for item in found.comparisons)
    line = text("{count} {verdict}")
    parts = [
        line.format(count=counted[name], verdict=text(words))
        for name, words in LIKENESS.items()
        if counted[name]
    ]
    if parts:
        echo(text("Files: {parts}").format(parts=text(", ").join(parts)))
    for item in found.comparisons:
        if item.likeness in ("identical", "read"):
            continue
        reason = f"  {text(REASONS[item.reason])}" if item.reason else ""
        echo(f"  {text(LIKENESS[item.likeness])}  {item.member}{reason}")
        for place in item.places:
            echo(f"      {place}")


def conclusion(found: "Verification", required: Collection[int]) -> list[str]:
    """Return what it all means, in a sentence or two."""
    if found.failed:
        failed = {item.step for item in found.findings if item.verdict == "failed"}
        return [_of_earlier() if failed == EARLIER else _of_failure(found)]
    if unchecked := found.unchecked(required):
        return [_of_silence(found, unchecked), *_of_older_rules(found)]
    return [*_of_success(found), *_of_older_rules(found), _limits_of_replay()]


def _of_older_rules(found: "Verification") -> list[str]:
    """Return what the rules of today would stop, where a bundle was made under older.

    That figures follow from raw files does not say that they would be accepted.
    """
    if not found.stopping:
        return []
    line = text(
        "But it was read by older rules: those of this version would stop the account "
        "until this is cleared up: {codes} ({count} in all, see check 7)."
    )
    codes = text(", ").join(dict.fromkeys(item.code for item in found.stopping))
    return [line.format(count=len(found.stopping), codes=codes)]


def _of_earlier() -> str:
    return text(
        "The figures follow from the raw files and the records of earlier accounts, "
        "but an earlier account does not follow from its own: see check 21. Do not "
        "use this account."
    )


def _of_failure(found: "Verification") -> str:
    if found.figures == "differ" and found.program == "same":
        return text(
            "The replay does NOT agree: the bundle's numbers do not follow from its "
            "raw files."
        )
    if found.figures == "differ" and found.packs and found.code == code_digest():
        line = text(
            "The replay does NOT agree, and a method pack of other code made the "
            "bundle: it may be the bundle or the pack. Install the pack with the code "
            "that ran, {packs}, and replay again."
        )
        packs = [f"{name} {hashed}" for name, hashed in found.packs.items()]
        return line.format(packs=text(", ").join(packs))
    if found.figures == "differ" and found.program == "other":
        if found.version == __version__:
            line = text(
                "The replay does NOT agree, and other code of the same version made "
                "the bundle: it may be the bundle or the program. Replay with the "
                "source whose code digest is {code}."
            )
            return line.format(code=found.code)
        line = text(
            "The replay does NOT agree, and another version made the bundle: it may be "
            "the bundle or the program. Install version {version} (`pip install "
            "edaphon=={version}`), or the source whose code digest is {code}, and "
            "replay again."
        )
        return line.format(version=found.version, code=found.code)
    if found.figures in ("identical", "within_tolerance"):
        return text(
            "The figures follow from the raw files, but the bundle is not what the "
            "program wrote: see the checks that failed."
        )
    return text("The bundle failed a check; nothing is said about its figures.")


def _of_silence(found: "Verification", unchecked: Collection[int]) -> str:
    resting = {item.step for item in found.findings if item.code == "CHECK_RESTS"}
    numbers = text(", ").join(str(item) for item in unchecked if item not in resting)
    if found.figures in ("identical", "within_tolerance") and found.method == "same":
        line = text(
            "The figures follow from the raw files, but not everything could be "
            "checked here: see {numbers}."
        )
    else:
        line = text(
            "The bundle could not be checked here: see {numbers}. This says nothing "
            "against it and nothing for it."
        )
    return line.format(numbers=numbers)


def _of_success(found: "Verification") -> list[str]:
    told = []
    if found.figures == "identical" and found.is_identical:
        told.append(
            text(
                "The replay agrees: from these raw files this method gives these "
                "numbers, the same to the last byte."
            )
        )
    else:
        told.append(
            text(
                "The replay agrees within the tolerance of the method: from these raw "
                "files it gives these numbers."
            )
        )
    if names := [item.member for item in found.not_compared]:
        line = text("Not compared: {names}.")
        told.append(line.format(names=text(", ").join(names)))
    return told


def _limits_of_replay() -> str:
    return text("Whether the raw files tell the truth is for verification to judge.")
